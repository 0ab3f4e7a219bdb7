// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stack_chart.h"

#include "ui/panels/chart_look.h"
#include "ui/panels/stack_view.h"
#include "ui/theme/theme.h"

#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QHorizontalStackedBarSeries>
#include <QLabel>
#include <QLegend>
#include <QLocale>
#include <QScrollBar>
#include <QStackedBarSeries>
#include <QStackedWidget>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace mqttscope::ui {
namespace {

constexpr int kChartMargin = 12;  ///< pixels beside the legend
constexpr int kLegendMarker = 30; ///< units of the design: square and distance of a word of the legend
constexpr int kLegendGap = 9;     ///< likewise, between its lines

} // namespace

StackChart::StackChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_stack(new QStackedWidget), m_notice(new QLabel),
      m_view(new StackView(*this)), m_scroll(new QScrollBar(Qt::Horizontal))
{
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setWordWrap(true);
    m_notice->setProperty("secondary", true);
    QChart* chart = m_view->chart();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setLocalizeNumbers(true);
    chart->setBackgroundRoundness(0);
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    auto* drawn = new QWidget;
    m_drawn = new QBoxLayout(QBoxLayout::TopToBottom, drawn);
    m_drawn->setContentsMargins(0, 0, 0, 0);
    m_drawn->setSpacing(0);
    m_drawn->addWidget(m_view, 1);
    m_drawn->addWidget(m_scroll);
    m_stack->addWidget(m_notice);
    m_stack->addWidget(drawn);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_scroll, &QScrollBar::valueChanged, this, [this](int value) {
        m_first = value;
        draw();
    });
    connect(&theme, &Theme::changed, this, &StackChart::draw);
}

QChart* StackChart::chart() const
{
    return m_view->chart();
}

void StackChart::setContent(StackContent content, const QString& notice)
{
    m_content = std::move(content);
    m_notice->setText(notice);
    m_notice->setAccessibleName(notice);
    m_stack->setCurrentIndex(isEmpty() ? 0 : 1);
    if (m_current >= m_content.places())
        m_current = -1;
    fitScroll();
    draw();
}

void StackChart::setCurrentPlace(int place)
{
    if (place == m_current || place >= m_content.places())
        return;
    m_current = std::max(place, -1);
    if (m_current >= 0 && m_scroll->isVisibleTo(this)) {
        if (m_current < m_first)
            m_scroll->setValue(m_current);
        else if (m_current >= m_first + drawnPlaces())
            m_scroll->setValue(m_current - drawnPlaces() + 1);
    }
    describe();
    m_view->scene()->update();
    Q_EMIT currentChanged(m_current);
}

void StackChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitScroll();
    draw();
}

// As many as can be told apart, with bars: as many as have room for their names.
int StackChart::drawnPlaces() const
{
    const int all = m_content.places();
    if (m_content.horizontal) {
        const int line = QFontMetrics(m_theme->font(TextUse::Small)).height();
        const int around = line * (m_content.legend ? 5 : 3) + m_theme->px(14);
        // Qt Charts cuts a name that has less room than this.
        return std::clamp((height() - around) / (line + m_theme->px(5)), std::min(all, 1), all);
    }
    const int room =
        std::max(width() - m_theme->px(90), m_theme->px(60)) / std::max(m_theme->px(kNarrowest), 1);
    return std::min({all, room, kMaxDrawn});
}

void StackChart::fitScroll()
{
    const int all = m_content.places();
    const int drawn = drawnPlaces();
    const QSignalBlocker quiet(m_scroll);
    m_scroll->setOrientation(m_content.horizontal ? Qt::Vertical : Qt::Horizontal);
    m_drawn->setDirection(m_content.horizontal ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_scroll->setVisible(drawn < all);
    m_scroll->setRange(0, all - drawn);
    m_scroll->setPageStep(std::max(drawn, 1));
    m_first = std::clamp(m_first, 0, all - drawn);
    m_scroll->setValue(m_first);
}

// The first bar stands on top, where Qt Charts puts the last.
int StackChart::slotOf(int place) const
{
    return m_content.horizontal ? drawnPlaces() - 1 - (place - m_first) : place - m_first;
}

void StackChart::draw()
{
    QChart* chart = m_view->chart();
    chart->removeAllSeries();
    m_series = nullptr;
    for (QAbstractAxis* axis : chart->axes()) {
        chart->removeAxis(axis);
        delete axis; // the chart gave it back
    }
    chart->setLocale(QLocale());
    chart->setBackgroundBrush(m_theme->color(Ink::Surface));
    m_view->setBackgroundBrush(m_theme->color(Ink::Surface));
    if (isEmpty())
        return;
    drawBars();
    drawValueAxis();
    drawPlaceAxis();
    dress();
    chart->layout()->activate(); // labels stand in this turn of the event loop, not in the next
    describe();
}

void StackChart::drawBars()
{
    m_series = m_content.horizontal ? static_cast<QAbstractBarSeries*>(new QHorizontalStackedBarSeries)
                                    : static_cast<QAbstractBarSeries*>(new QStackedBarSeries);
    const int drawn = drawnPlaces();
    for (const StackContent::Layer& layer : m_content.layers) {
        if (std::all_of(layer.values.begin(), layer.values.end(), [](double value) { return value == 0; }))
            continue; // the legend names what there is
        auto* set = new QBarSet(layer.name);
        set->setBrush(layer.brush);
        set->setPen(QPen(layer.border, drawn > kMaxDrawn / 2 ? 0 : 1));
        for (int slot = 0; slot < drawn; ++slot) {
            const int place = m_first + (m_content.horizontal ? drawn - 1 - slot : slot);
            set->append(layer.values[static_cast<std::size_t>(place)]);
        }
        m_series->append(set);
    }
    // Columns of time touch one another almost; bars of things keep their distance.
    const double widest = m_theme->px(m_content.horizontal ? 34 : 72) / placeSize();
    m_series->setBarWidth(std::min(m_content.labelsAtEdges ? 0.86 : 0.62, widest));
    m_view->chart()->addSeries(m_series);
}

void StackChart::drawValueAxis()
{
    constexpr int kTicks = 4;
    double greatest = m_content.percent ? 100 : 0;
    const auto places = static_cast<std::size_t>(m_content.places());
    for (std::size_t place = 0; place < places && !m_content.percent; ++place) {
        double sum = 0;
        for (const StackContent::Layer& layer : m_content.layers)
            sum += layer.values[place];
        greatest = std::max(greatest, sum);
    }
    auto* axis = new QValueAxis;
    const double step = m_content.percent ? 25 : std::max(roundStep(std::max(greatest, 1.0) / kTicks), 1.0);
    axis->setRange(0, m_content.percent ? 100 : std::max(std::ceil(greatest / step) * step, step));
    axis->setTickType(QValueAxis::TicksDynamic);
    axis->setTickAnchor(0);
    axis->setTickInterval(step);
    axis->setLabelFormat(m_content.percent ? QStringLiteral("%.0f %") : QStringLiteral("%.0f"));
    axis->setTitleText(m_content.valueTitle);
    m_view->chart()->addAxis(axis, m_content.horizontal ? Qt::AlignBottom : Qt::AlignLeft);
    m_series->attachAxis(axis);
}

/// Pixels that a place has, about.
double StackChart::placeSize() const
{
    const int whole = m_content.horizontal ? height() : width();
    return std::max(whole - m_theme->px(90), 1) / static_cast<double>(std::max(drawnPlaces(), 1));
}

/// Every how many labels one is shown, so that they do not touch.
int StackChart::labelStep() const
{
    if (m_content.horizontal)
        return 1;
    const QFontMetrics metrics(m_theme->font(TextUse::Small));
    int widest = 0;
    const int drawn = drawnPlaces();
    for (int i = 0; i <= drawn && m_first + i < m_content.labels.size(); ++i)
        widest = std::max(widest, metrics.horizontalAdvance(m_content.labels[m_first + i]));
    const double wanted = (widest + m_theme->px(16)) / placeSize();
    return wanted <= 1 ? 1 : static_cast<int>(roundStep(wanted));
}

void StackChart::drawPlaceAxis()
{
    auto* axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    const int drawn = drawnPlaces();
    const int step = labelStep();
    const int labels = drawn + (m_content.labelsAtEdges ? 1 : 0);
    for (int slot = 0; slot < labels; ++slot) {
        const int place = m_first + (m_content.horizontal ? drawn - 1 - slot : slot);
        if ((m_content.firstLabel + place) % step != 0)
            continue;
        // Names come from the wire: they are no markup. Categories must differ, even if they read alike.
        QString label = m_content.labels[place].toHtmlEscaped();
        while (axis->categoriesLabels().contains(label))
            label += QChar(0x200b);
        axis->append(label, m_content.labelsAtEdges ? slot - 0.5 : slot);
    }
    axis->setRange(-0.5, drawn - 0.5);
    axis->setTitleText(m_content.placeTitle);
    axis->setGridLineVisible(false);
    m_view->chart()->addAxis(axis, m_content.horizontal ? Qt::AlignLeft : Qt::AlignBottom);
    m_series->attachAxis(axis);
}

void StackChart::dress()
{
    QChart* chart = m_view->chart();
    const int margin = m_theme->px(6);
    // The last label stands half beside the plot.
    chart->setMargins({margin, margin, m_theme->px(18), margin});
    dressLegend();
    for (QAbstractAxis* axis : chart->axes()) {
        axis->setLabelsFont(m_theme->font(TextUse::Small));
        axis->setTitleFont(m_theme->font(TextUse::Small));
        // A title that would be cut says less than none.
        const bool beside = axis->orientation() == Qt::Vertical;
        const int room = beside ? m_view->height() - chart->margins().top() - m_theme->px(100)
                                : m_view->width() - m_theme->px(100);
        const int needed = QFontMetrics(axis->titleFont()).horizontalAdvance(axis->titleText());
        axis->setTitleVisible(!axis->titleText().isEmpty() && needed < room);
        axis->setLabelsColor(m_theme->color(Ink::TextSecondary));
        axis->setTitleBrush(m_theme->color(Ink::TextSecondary));
        axis->setGridLineColor(m_theme->color(Ink::Line));
        axis->setLinePenColor(m_theme->color(Ink::LineControl));
    }
}

// Qt Charts puts a legend on one line and cuts its words to a letter: on several lines it has to stand by
// itself, above the place that the chart leaves to it.
void StackChart::dressLegend()
{
    QChart* chart = m_view->chart();
    QLegend* legend = chart->legend();
    const QFont font = m_theme->font(TextUse::Small);
    legend->setVisible(m_content.legend);
    legend->setAlignment(Qt::AlignTop);
    legend->setFont(font);
    legend->setLabelColor(m_theme->color(Ink::Text));
    legend->setShowToolTips(true);
    const QFontMetrics metrics(font);
    const int room = m_view->width() - 2 * kChartMargin;
    int lines = 1;
    int used = 0;
    for (const QBarSet* set : m_series->barSets()) {
        const int wanted = metrics.horizontalAdvance(set->label()) + m_theme->px(kLegendMarker);
        if (used > 0 && used + wanted > room) {
            ++lines;
            used = 0;
        }
        used += wanted;
    }
    const bool apart = m_content.legend && lines > 1;
    const int height = lines * (metrics.height() + m_theme->px(kLegendGap));
    if (apart) {
        QMargins margins = chart->margins();
        margins.setTop(height);
        chart->setMargins(margins);
        legend->detachFromChart();
        legend->setGeometry(kChartMargin, 0, room, height + m_theme->px(kLegendGap));
    } else if (!legend->isAttachedToChart()) {
        legend->attachToChart();
    }
}

// The table beside it says the same; this is what a screen reader hears of the chart itself.
void StackChart::describe()
{
    m_view->setAccessibleName(m_content.name);
    const bool told = m_current >= 0 && m_content.describe;
    m_view->setAccessibleDescription(
        told ? m_content.describe(m_current).replace(QLatin1Char('\n'), QStringLiteral(", ")) : QString());
}

QRectF StackChart::placeRect(int place) const
{
    if (place < 0 || m_series == nullptr || place >= m_content.places())
        return {};
    const int slot = slotOf(place);
    if (slot < 0 || slot >= drawnPlaces())
        return {};
    const QRectF plot = m_view->chart()->plotArea();
    const double size = (m_content.horizontal ? plot.height() : plot.width()) / drawnPlaces();
    if (m_content.horizontal)
        return {plot.left(), plot.bottom() - (slot + 1) * size, plot.width(), size};
    return {plot.left() + slot * size, plot.top(), size, plot.height()};
}

QPoint StackChart::placePoint(int place) const
{
    const QRectF rect = placeRect(place);
    return rect.isEmpty() ? QPoint() : m_view->mapFromScene(rect.center());
}

int StackChart::placeAt(const QPointF& inView) const
{
    if (m_series == nullptr)
        return -1;
    const QPointF point = m_view->mapToScene(inView.toPoint());
    const QRectF plot = m_view->chart()->plotArea();
    const int drawn = drawnPlaces();
    if (!plot.contains(point) || drawn == 0)
        return -1;
    if (m_content.horizontal)
        return m_first +
               std::clamp(static_cast<int>((point.y() - plot.top()) * drawn / plot.height()), 0, drawn - 1);
    return m_first +
           std::clamp(static_cast<int>((point.x() - plot.left()) * drawn / plot.width()), 0, drawn - 1);
}

bool StackChart::walk(int key)
{
    const int last = m_content.places() - 1;
    const int forward = m_content.horizontal ? Qt::Key_Down : Qt::Key_Right;
    const int backward = m_content.horizontal ? Qt::Key_Up : Qt::Key_Left;
    if (last < 0)
        return false;
    if (key == forward)
        setCurrentPlace(std::min(m_current + 1, last));
    else if (key == backward)
        setCurrentPlace(m_current < 0 ? last : std::max(m_current - 1, 0));
    else if (key == Qt::Key_Home)
        setCurrentPlace(0);
    else if (key == Qt::Key_End)
        setCurrentPlace(last);
    else if ((key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) && m_current >= 0)
        Q_EMIT activated(m_current);
    else
        return false;
    if (m_current >= 0)
        showTip(m_current, m_view->mapToGlobal(placePoint(m_current)));
    return true;
}

void StackChart::showTip(int place, const QPoint& global) const
{
    if (m_content.describe)
        QToolTip::showText(global, m_content.describe(place), m_view);
}

} // namespace mqttscope::ui
