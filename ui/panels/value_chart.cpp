// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/value_chart.h"

#include "ui/theme/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QLabel>
#include <QLineSeries>
#include <QLocale>
#include <QScatterSeries>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace mqttscope::ui {
namespace {

/// 1, 2 or 5 times a power of ten: not less than what is wanted.
double niceInterval(double wanted)
{
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * power >= wanted)
            return step * power;
    }
    return 10 * power;
}

int decimalsOf(double interval)
{
    constexpr int kMost = 9;
    return std::clamp(static_cast<int>(std::ceil(-std::log10(interval) - 1e-9)), 0, kMost);
}

} // namespace

ValueChart::ValueChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_stack(new QStackedWidget), m_notice(new QLabel),
      m_view(new QChartView)
{
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setWordWrap(true);
    m_notice->setProperty("secondary", true);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->chart()->legend()->hide();
    m_view->chart()->setAnimationOptions(QChart::NoAnimation);
    m_view->chart()->setLocalizeNumbers(true);
    m_view->chart()->setBackgroundRoundness(0);
    m_stack->addWidget(m_notice);
    m_stack->addWidget(m_view);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(&theme, &Theme::changed, this, &ValueChart::draw);
    draw();
}

QChart* ValueChart::chart() const
{
    return m_view->chart();
}

void ValueChart::setPoints(ChartPoints points, const QString& name)
{
    m_points = std::move(points);
    m_name = name;
    draw();
}

void ValueChart::retranslate()
{
    draw();
}

void ValueChart::draw()
{
    QChart* chart = m_view->chart();
    chart->removeAllSeries();
    for (QAbstractAxis* axis : chart->axes()) {
        chart->removeAxis(axis);
        delete axis; // the chart gave it back
    }
    chart->setLocale(QLocale());
    chart->setBackgroundBrush(m_theme->color(Ink::Surface));
    m_view->setBackgroundBrush(m_theme->color(Ink::Surface));
    const int margin = m_theme->px(8);
    chart->setMargins({margin, margin, margin, margin});
    describe();
    if (m_points.line.empty()) {
        m_notice->setText(m_points.kind == ChartPoints::Kind::TooManyStates
                              ? tr("These are texts that keep changing: there is nothing to draw.")
                              : tr("No value to draw."));
        m_stack->setCurrentWidget(m_notice);
        return;
    }
    m_stack->setCurrentWidget(m_view);
    auto* line = new QLineSeries;
    line->setPen(QPen(m_theme->color(Ink::FamilyPublication), m_theme->px(2)));
    for (const QPointF& point : m_points.line)
        line->append(point);
    // The last value holds on.
    if (m_points.line.size() == 1)
        line->append(m_points.line.front() + QPointF(1, 0));
    chart->addSeries(line);
    if (!m_points.marks.empty()) {
        auto* marks = new QScatterSeries;
        marks->setMarkerSize(m_theme->px(7));
        marks->setColor(m_theme->color(Ink::FamilyPublication));
        marks->setBorderColor(m_theme->color(Ink::Surface));
        for (const QPointF& point : m_points.marks)
            marks->append(point);
        chart->addSeries(marks);
    }
    drawTime();
    if (m_points.kind == ChartPoints::Kind::States)
        drawStates();
    else
        drawNumbers();
    for (QAbstractAxis* axis : chart->axes()) {
        axis->setLabelsFont(m_theme->font(TextUse::Small));
        axis->setTitleFont(m_theme->font(TextUse::Small));
        axis->setLabelsColor(m_theme->color(Ink::TextSecondary));
        axis->setTitleBrush(m_theme->color(Ink::TextSecondary));
        axis->setGridLineColor(m_theme->color(Ink::Line));
        axis->setLinePenColor(m_theme->color(Ink::LineControl));
        for (QAbstractSeries* series : chart->series())
            series->attachAxis(axis);
    }
}

void ValueChart::drawTime()
{
    constexpr int kTicks = 6;
    auto* axis = new QValueAxis;
    const double span = m_points.lastSecond - m_points.firstSecond;
    axis->setRange(m_points.firstSecond, span > 0 ? m_points.lastSecond : m_points.firstSecond + 1);
    axis->setTitleText(tr("Time (s)"));
    axis->setTickType(QValueAxis::TicksDynamic);
    axis->setTickAnchor(0);
    const double interval = niceInterval((span > 0 ? span : 1) / kTicks);
    axis->setTickInterval(interval);
    axis->setLabelFormat(QStringLiteral("%.%1f").arg(decimalsOf(interval)));
    m_view->chart()->addAxis(axis, Qt::AlignBottom);
}

void ValueChart::drawNumbers()
{
    constexpr int kTicks = 5;
    auto* axis = new QValueAxis;
    const double span = m_points.greatest - m_points.least;
    const double room = span > 0 ? span * 0.06 : std::max(std::abs(m_points.greatest) * 0.05, 0.5);
    // What is never negative does not begin below zero.
    const double least = m_points.least >= 0 ? std::max(0.0, m_points.least - room) : m_points.least - room;
    const double greatest = m_points.greatest + room;
    axis->setRange(least, greatest);
    axis->setTickType(QValueAxis::TicksDynamic);
    axis->setTickAnchor(0);
    const double interval = niceInterval((greatest - least) / kTicks);
    axis->setTickInterval(interval);
    axis->setLabelFormat(QStringLiteral("%.%1f").arg(decimalsOf(interval)));
    axis->setTitleText(m_name.toHtmlEscaped());
    m_view->chart()->addAxis(axis, Qt::AlignLeft);
}

void ValueChart::drawStates()
{
    auto* axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    for (qsizetype i = 0; i < m_points.states.size(); ++i) {
        // Two states may read alike once cut: categories must not.
        QString label = m_points.states[i].isEmpty() ? tr("(empty)") : m_points.states[i].toHtmlEscaped();
        axis->append(label, static_cast<double>(i));
    }
    axis->setRange(-0.5, static_cast<double>(m_points.states.size()) - 0.5);
    m_view->chart()->addAxis(axis, Qt::AlignLeft);
}

// What the line shows, in words.
void ValueChart::describe()
{
    const QLocale locale;
    m_view->setAccessibleName(tr("Chart of the values over time"));
    QString said = m_name;
    if (m_points.kind == ChartPoints::Kind::Numbers)
        //: %1 and %2 are numbers
        said += QStringLiteral(": ") +
                tr("from %1 to %2").arg(locale.toString(m_points.least), locale.toString(m_points.greatest));
    else if (m_points.kind == ChartPoints::Kind::States)
        said += QStringLiteral(": ") + m_points.states.join(QStringLiteral(", "));
    m_view->setAccessibleDescription(said);
}

bool ValueChart::save(const QString& path) const
{
    const QSize size = m_view->size();
    if (!path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        constexpr int kScale = 2;
        QImage image(size * kScale, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(kScale);
        image.fill(m_theme->color(Ink::Surface));
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        m_view->render(&painter, QRectF(QPointF(), QSizeF(size)), QRect(QPoint(), size));
        return painter.end() && image.save(path, "PNG");
    }
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(m_name);
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.fillRect(QRect(QPoint(), size), m_theme->color(Ink::Surface));
    m_view->render(&painter, QRectF(QPointF(), QSizeF(size)), QRect(QPoint(), size));
    return painter.end();
}

} // namespace mqttscope::ui
