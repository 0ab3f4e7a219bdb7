// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/layer_strip.h"

#include "ui/models/field_tree_model.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"
#include "ui/views/scaled_widths.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace mqttscope::ui {

LayerStrip::LayerStrip(const FieldTreeModel& fields, SelectionModel& selection, const Theme& theme,
                       QWidget* parent)
    : QWidget(parent), m_fields(&fields), m_selection(&selection), m_theme(&theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&selection, &SelectionModel::selectionChanged, this, &LayerStrip::showDissection);
    connect(&selection, &SelectionModel::hoverChanged, this, [this] { update(); });
    connect(&theme, &Theme::changed, this, [this] {
        layOut();
        updateGeometry();
        update();
    });
    retranslate();
}

void LayerStrip::setConvention(OsiConvention convention)
{
    m_convention = convention;
    showDissection();
}

void LayerStrip::retranslate()
{
    setAccessibleName(tr("Layers of the frame"));
    showDissection();
}

void LayerStrip::showDissection()
{
    m_spans = m_selection->byteMap() && m_fields->dissection() == m_selection->dissection()
                  ? layerSpans(*m_fields, *m_selection->byteMap(), m_convention)
                  : std::vector<LayerSpan>();
    layOut();
    showSelection();
}

void LayerStrip::showSelection()
{
    m_selected = spanOfNode(m_selection->selection().node);
    QStringList all;
    for (std::size_t i = 0; i < m_spans.size(); ++i)
        all += describe(i);
    if (m_selected != kNone)
        all.move(static_cast<qsizetype>(m_selected), 0);
    setAccessibleDescription(all.join(QStringLiteral("; ")));
    update();
}

// The nearest of the spans' nodes on the way up from a node.
std::size_t LayerStrip::spanOfNode(std::uint32_t node) const
{
    const auto& dissection = m_fields->dissection();
    while (dissection && node < dissection->tree.size()) {
        const auto found = std::find_if(m_spans.begin(), m_spans.end(),
                                        [&](const LayerSpan& span) { return span.node == node; });
        if (found != m_spans.end())
            return static_cast<std::size_t>(found - m_spans.begin());
        node = dissection->tree.node(node).parent;
    }
    return kNone;
}

void LayerStrip::layOut()
{
    m_edges.assign(1, 0);
    std::vector<std::uint32_t> lengths;
    for (const LayerSpan& span : m_spans)
        lengths.push_back(span.range.length);
    for (const int each : scaledWidths(lengths, width(), m_theme->px(26)))
        m_edges.push_back(m_edges.back() + each);
}

QSize LayerStrip::sizeHint() const
{
    return {m_theme->px(400), QFontMetrics(m_theme->font(TextUse::Caption)).height() + m_theme->px(7)};
}

QSize LayerStrip::minimumSizeHint() const
{
    return {m_theme->px(120), sizeHint().height()};
}

QRect LayerStrip::rectOf(std::size_t span) const
{
    return span + 1 < m_edges.size() ? QRect(m_edges[span], 0, m_edges[span + 1] - m_edges[span], height())
                                     : QRect();
}

QString LayerStrip::describe(std::size_t index) const
{
    const LayerSpan& span = m_spans[index];
    std::uint64_t total = 0;
    for (const LayerSpan& each : m_spans)
        total += each.range.length;
    //: a layer: %1 its name, %2 of %3 bytes
    const QString size = tr("%1, %2 of %3 bytes")
                             .arg(span.name, QLocale().toString(span.range.length),
                                  QLocale().toString(static_cast<qulonglong>(total)));
    if (span.osi.isEmpty())
        return size;
    //: %1 a layer and its size, %2 its number and name in OSI, %3 its name in TCP/IP
    return tr("%1, OSI layer %2, TCP/IP: %3").arg(size, span.osiName, span.model);
}

// The longest that fits.
QString LayerStrip::labelOf(std::size_t index, int room) const
{
    const LayerSpan& span = m_spans[index];
    const QFontMetrics metrics(m_theme->font(TextUse::Caption));
    const QString size = QLocale().toString(span.range.length);
    const QString number = span.osi.isEmpty() ? QString() : span.osi + QStringLiteral("  ");
    //: a layer's name and how many bytes it has, in little room
    const QString whole = number + tr("%1 · %2 B").arg(span.name, size);
    for (const QString& text : {whole, number + span.name, span.name, span.osi}) {
        if (metrics.horizontalAdvance(text) <= room)
            return text;
    }
    return {};
}

void LayerStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Ink::Surface));
    const Hover& hover = m_selection->hover();
    const std::size_t hovered = hover.node == analysis::kNoNode ? kNone : spanOfNode(hover.node);
    QFont strong = m_theme->font(TextUse::Caption);
    strong.setWeight(QFont::Bold);
    for (std::size_t i = 0; i < m_spans.size(); ++i) {
        const QRect place = rectOf(i);
        const CategoryLook look = categoryLook(m_spans[i].role);
        const bool chosen = i == m_selected;
        painter.fillRect(place, m_theme->color(chosen ? Ink::AccentTint : look.ground));
        painter.fillRect(QRect(place.left(), 0, m_theme->px(2), height()), m_theme->color(look.border));
        if (chosen)
            painter.fillRect(QRect(place.left(), height() - m_theme->px(2), place.width(), m_theme->px(2)),
                             m_theme->color(Ink::Accent));
        painter.setFont(chosen ? strong : m_theme->font(TextUse::Caption));
        painter.setPen(m_theme->color(chosen ? Ink::Text : Ink::TextSecondary));
        const QRect inner = place.adjusted(m_theme->px(7), 0, -m_theme->px(3), 0);
        painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, labelOf(i, inner.width()));
        if (i == hovered)
            paintHoverFrame(painter, *m_theme, place);
        if (chosen && hasFocus()) {
            painter.setPen(QPen(m_theme->color(Ink::Accent), m_theme->px(2)));
            painter.drawRect(place.adjusted(1, 1, -2, -2));
        }
    }
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme->color(Ink::Line));
}

bool LayerStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::size_t span = spanAt(help->pos());
        if (span != kNone)
            QToolTip::showText(help->globalPos(), describe(span), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void LayerStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layOut();
}

std::size_t LayerStrip::spanAt(QPoint point) const
{
    for (std::size_t i = 0; i < m_spans.size(); ++i) {
        if (rectOf(i).contains(point))
            return i;
    }
    return kNone;
}

void LayerStrip::choose(std::size_t span)
{
    if (span < m_spans.size())
        m_selection->selectNode(m_spans[span].node);
}

void LayerStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(spanAt(event->pos()));
}

void LayerStrip::mouseMoveEvent(QMouseEvent* event)
{
    const std::size_t span = spanAt(event->pos());
    if (span != kNone)
        m_selection->setHoverNode(m_spans[span].node);
    else
        m_selection->clearHover();
}

void LayerStrip::leaveEvent(QEvent* event)
{
    m_selection->clearHover();
    QWidget::leaveEvent(event);
}

void LayerStrip::keyPressEvent(QKeyEvent* event)
{
    const bool none = m_selected == kNone;
    if (event->key() == Qt::Key_Left && !m_spans.empty())
        choose(none || m_selected == 0 ? 0 : m_selected - 1);
    else if (event->key() == Qt::Key_Right && !m_spans.empty())
        choose(none ? 0 : std::min(m_selected + 1, m_spans.size() - 1));
    else
        QWidget::keyPressEvent(event);
}

void LayerStrip::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void LayerStrip::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace mqttscope::ui
