// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/frame_list_delegate.h"

#include "dissector/field/field_table.h"
#include "ui/models/text.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"
#include "ui/views/rail_painter.h"
#include "ui/views/row_marks.h"

#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kPadding = 8;  ///< at both sides of a cell
constexpr int kIconGap = 23; ///< from the left of a type icon to its word
constexpr int kPartGap = 6;  ///< between the parts of a summary
constexpr int kTagPadding = 6;
constexpr int kCommentWidth = 22; ///< sign of a comment with its gap
constexpr int kBadgeWidth = 20;
constexpr int kBadgeGap = 3;

bool isTag(const SummaryPart& part)
{
    return part.kind == SummaryPart::Kind::Tag || part.kind == SummaryPart::Kind::WarningTag;
}

QString typeWord(const FrameCells& cells)
{
    const QString word = text(field::valueName(field::fieldInfo(field::FieldId::MqttMsgtype),
                                               static_cast<std::uint64_t>(cells.packets.front().type)));
    return word.isEmpty() ? FrameListDelegate::tr("reserved") : word;
}

} // namespace

FrameListDelegate::FrameListDelegate(const FrameListModel& model, const ExchangeRail& rail,
                                     const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_model(&model), m_rail(&rail), m_theme(&theme)
{
}

void FrameListDelegate::drawText(QPainter& painter, const QRect& rect, int alignment, const QFont& font,
                                 Ink ink, const QString& text) const
{
    if (rect.width() <= 0)
        return;
    painter.setFont(font);
    painter.setPen(m_theme->color(ink));
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    painter.drawText(rect, alignment | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

void FrameListDelegate::paintIcon(QPainter& painter, const QRect& rect, const QString& name, Ink ink,
                                  int size) const
{
    painter.drawPixmap(QPoint(rect.left(), rect.center().y() - size / 2 + 1),
                       m_theme->pixmap(name, ink, size, painter.device()->devicePixelRatioF()));
}

// The colour that the rail needs for its gaps. A mark is a highlighter's stroke; selected wins over it.
QColor FrameListDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const
{
    if ((option.state & QStyle::State_Selected) != 0) {
        paintSelectedRow(painter, *m_theme, option.rect, index.column() == FrameListModel::Rail);
        return m_theme->color(Ink::AccentTint);
    }
    QColor ground = m_theme->color(Ink::Surface);
    if (index.data(FrameListModel::MarkedRole).toBool()) {
        ground = m_theme->color(Ink::FieldR);
        painter.fillRect(option.rect, ground);
    }
    if (m_hovered != 0 && m_model->frameOfRow(index.row()) == m_hovered) {
        ground = m_theme->color(Ink::RowHover);
        painter.fillRect(option.rect, ground);
        if (index.column() == FrameListModel::Rail) // a tint alone is none in high contrast
            painter.fillRect(option.rect.left(), option.rect.top(), m_theme->px(3), option.rect.height(),
                             m_theme->color(Ink::LineControl));
    }
    QColor hairline = m_theme->color(Ink::Line);
    hairline.setAlphaF(0.5F);
    painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, hairline);
    return ground;
}

void FrameListDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    const QColor ground = paintGround(*painter, option, index);
    const FrameCells& cells = m_model->cells(index.row());
    const QRect inner = option.rect.adjusted(m_theme->px(kPadding), 0, -m_theme->px(kPadding), 0);
    if (index.column() == FrameListModel::Rail)
        paintRail(*painter, *m_theme, option.rect, m_rail->cell(index.row()), cells.finding, ground);
    else
        paintCell(*painter, inner, cells, index);
    painter->restore();
}

void FrameListDelegate::paintCell(QPainter& painter, const QRect& rect, const FrameCells& cells,
                                  const QModelIndex& index) const
{
    const Ink ink = cells.packets.empty() ? Ink::TextMuted : Ink::Text;
    switch (index.column()) {
    case FrameListModel::Number:
        paintNumber(painter, rect, index);
        break;
    case FrameListModel::Time:
        paintTime(painter, rect, cells, index);
        break;
    case FrameListModel::Route:
        paintRoute(painter, rect, cells);
        break;
    case FrameListModel::Type:
        paintType(painter, rect, cells);
        break;
    case FrameListModel::Qos:
        paintQos(painter, rect, cells);
        break;
    case FrameListModel::Flags:
        paintFlags(painter, rect, cells);
        break;
    case FrameListModel::Summary:
        paintSummary(painter, rect, cells, index);
        break;
    case FrameListModel::Topic:
    case FrameListModel::Source:
    case FrameListModel::Destination:
        drawText(painter, rect, Qt::AlignLeft, m_theme->fixedFont(0.96), ink, index.data().toString());
        break;
    case FrameListModel::Payload:
        drawText(painter, rect, Qt::AlignLeft, partFont(SummaryPart::Kind::Text), ink,
                 index.data().toString());
        break;
    case FrameListModel::Client:
        drawText(painter, rect, Qt::AlignLeft, m_theme->font(TextUse::Medium), ink, index.data().toString());
        break;
    default:
        drawText(painter, rect, Qt::AlignRight, m_theme->fixedFont(0.96), ink, index.data().toString());
        break;
    }
}

void FrameListDelegate::paintNumber(QPainter& painter, const QRect& rect, const QModelIndex& index) const
{
    if (index.data(FrameListModel::MarkedRole).toBool())
        paintIcon(painter, rect.adjusted(-m_theme->px(2), 0, 0, 0), QStringLiteral("ui-flag"), Ink::Text,
                  m_theme->px(13));
    drawText(painter, rect, Qt::AlignRight, m_theme->fixedFont(0.96), Ink::TextMuted,
             index.data().toString());
}

void FrameListDelegate::paintTime(QPainter& painter, const QRect& rect, const FrameCells& cells,
                                  const QModelIndex& index) const
{
    const bool reference = index.data(FrameListModel::ReferenceRole).toBool();
    if (reference)
        paintIcon(painter, rect, QStringLiteral("ui-clock"), Ink::Text, m_theme->px(13));
    drawText(painter, rect, Qt::AlignRight,
             m_theme->fixedFont(0.96, reference ? QFont::DemiBold : QFont::Normal),
             cells.packets.empty() ? Ink::TextMuted : Ink::Text, index.data().toString());
}

QFont FrameListDelegate::endFont(const FrameEnd& end) const
{
    if (end.broker)
        return m_theme->font();
    return end.name != end.address ? m_theme->font(TextUse::Medium) : m_theme->fixedFont(0.92);
}

int FrameListDelegate::paintEnd(QPainter& painter, const QRect& rect, const FrameEnd& end) const
{
    const QFont font = endFont(end);
    drawText(painter, rect, Qt::AlignLeft, font, end.broker ? Ink::TextMuted : Ink::Text, end.name);
    return std::min(rect.width(), textWidth(font, end.name));
}

void FrameListDelegate::paintRoute(QPainter& painter, const QRect& rect, const FrameCells& cells) const
{
    if (cells.from.name.isEmpty())
        return;
    const int arrow = m_theme->px(12);
    const int space = m_theme->px(7);
    const int between = arrow + 2 * space;
    // When both do not fit, each keeps at least half: neither end vanishes.
    QRect from = rect;
    from.setWidth(std::max(0, (rect.width() - between)));
    const QFontMetrics metrics(m_theme->font(TextUse::Medium));
    const int wanted = metrics.horizontalAdvance(cells.to.name);
    from.setWidth(std::max(from.width() - wanted, from.width() / 2));
    const int used = paintEnd(painter, from, cells.from);
    paintIcon(painter, rect.adjusted(used + space, 0, 0, 0), QStringLiteral("ui-arrow-right"), Ink::TextMuted,
              arrow);
    paintEnd(painter, rect.adjusted(used + between, 0, 0, 0), cells.to);
}

void FrameListDelegate::paintType(QPainter& painter, const QRect& rect, const FrameCells& cells) const
{
    if (cells.packets.empty()) {
        drawText(painter, rect.adjusted(m_theme->px(kIconGap), 0, 0, 0), Qt::AlignLeft, m_theme->font(),
                 Ink::TextMuted, cells.protocol);
        return;
    }
    const mqtt::PacketType type = cells.packets.front().type;
    paintIcon(painter, rect, packetIcon(type), packetInk(type), m_theme->px(16));
    QRect rest = rect.adjusted(m_theme->px(kIconGap), 0, 0, 0);
    const QString word = typeWord(cells);
    const QFont strong = m_theme->font(TextUse::Strong);
    drawText(painter, rest, Qt::AlignLeft, strong, Ink::Text, word);
    if (cells.packetCount < 2)
        return;
    rest.setLeft(rest.left() + textWidth(strong, word) + m_theme->px(kPartGap));
    drawText(painter, rest, Qt::AlignLeft, m_theme->font(TextUse::Small), Ink::TextMuted,
             QStringLiteral("+%1").arg(cells.packetCount - 1));
}

void FrameListDelegate::paintQos(QPainter& painter, const QRect& rect, const FrameCells& cells) const
{
    bool present[4] = {};
    for (const FramePacket& packet : cells.packets) {
        if (packet.type == mqtt::PacketType::Publish)
            present[packet.qos & 3] = true;
    }
    const int width = m_theme->px(kBadgeWidth);
    const int height = m_theme->px(18);
    QRect badge(rect.left(), rect.center().y() - height / 2 + 1, width, height);
    for (int level = 0; level < 4; ++level) {
        if (!present[level])
            continue;
        paintBadge(painter, badge, level);
        badge.translate(width + m_theme->px(kBadgeGap), 0);
    }
}

// Grey outline, green outline, filled: the three levels differ without their colours.
void FrameListDelegate::paintBadge(QPainter& painter, const QRect& rect, int level) const
{
    static constexpr Ink kBorders[] = {Ink::LineControl, Ink::Ok, Ink::TextSecondary, Ink::Error};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(kBorders[level]), level == 3 ? 2 : 1.5));
    painter.setBrush(level == 2 ? QBrush(m_theme->color(Ink::TextSecondary)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), m_theme->px(4), m_theme->px(4));
    if (level == 3) {
        QColor hatch = m_theme->color(Ink::Error);
        hatch.setAlphaF(0.28F);
        painter.setBrush(QBrush(hatch, Qt::BDiagPattern));
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), m_theme->px(4), m_theme->px(4));
    }
    painter.setFont(m_theme->fixedFont(0.92, QFont::DemiBold));
    painter.setPen(m_theme->color(level == 2 ? Ink::Surface : Ink::Text));
    painter.drawText(rect, Qt::AlignCenter, QString::number(level));
    painter.restore();
}

void FrameListDelegate::paintFlags(QPainter& painter, QRect rect, const FrameCells& cells) const
{
    for (const QString& word : flagWords(cells)) {
        const int width = paintTag(painter, rect, word, word == QLatin1String("DUP"));
        rect.setLeft(rect.left() + width + m_theme->px(kPartGap));
    }
}

QFont FrameListDelegate::partFont(SummaryPart::Kind kind) const
{
    switch (kind) {
    case SummaryPart::Kind::Fixed:
        return m_theme->fixedFont(0.96);
    case SummaryPart::Kind::Word:
        return m_theme->font(TextUse::Strong);
    case SummaryPart::Kind::Tag:
    case SummaryPart::Kind::WarningTag:
        return m_theme->font(TextUse::Caption);
    case SummaryPart::Kind::Text:
        break;
    }
    QFont font = m_theme->font();
    font.setStyleStrategy(QFont::PreferNoShaping); // 0x54 stays 0x54
    return font;
}

int FrameListDelegate::textWidth(const QFont& font, const QString& text) const
{
    return QFontMetrics(font).horizontalAdvance(text);
}

int FrameListDelegate::paintTag(QPainter& painter, const QRect& rect, const QString& text, bool warning) const
{
    const QFont font = partFont(SummaryPart::Kind::Tag);
    const int padding = m_theme->px(kTagPadding);
    const int width = std::min(rect.width(), textWidth(font, text) + 2 * padding);
    if (width <= 2 * padding)
        return rect.width();
    const int height = m_theme->px(16);
    const QRect frame(rect.left(), rect.center().y() - height / 2 + 1, width, height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(warning ? Ink::Warning : Ink::LineControl), 1));
    painter.setBrush(warning ? QBrush(m_theme->color(Ink::WarningTint)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), m_theme->px(3), m_theme->px(3));
    painter.restore();
    drawText(painter, frame.adjusted(padding, 0, -padding + 1, 0), Qt::AlignLeft, font,
             warning ? Ink::Text : Ink::TextSecondary, text);
    return width;
}

int FrameListDelegate::paintPart(QPainter& painter, const QRect& rect, const SummaryPart& part) const
{
    if (isTag(part))
        return paintTag(painter, rect, part.text, part.kind == SummaryPart::Kind::WarningTag);
    const QFont font = partFont(part.kind);
    drawText(painter, rect, Qt::AlignLeft, font, Ink::Text, part.text);
    return textWidth(font, part.text);
}

void FrameListDelegate::paintSummary(QPainter& painter, QRect rect, const FrameCells& cells,
                                     const QModelIndex& index) const
{
    // The sign of a comment follows the text, and keeps its room when the text is too long.
    const bool comment = !index.data(FrameListModel::CommentRole).toString().isEmpty();
    const int right = rect.right();
    if (comment)
        rect.setRight(right - m_theme->px(kCommentWidth));
    if (cells.summary.empty()) {
        drawText(painter, rect, Qt::AlignLeft, partFont(SummaryPart::Kind::Text), Ink::TextSecondary,
                 cells.summaryText);
        rect.setLeft(rect.left() + textWidth(partFont(SummaryPart::Kind::Text), cells.summaryText));
    }
    for (const SummaryPart& part : cells.summary) {
        if (rect.width() <= 0)
            break;
        rect.setLeft(rect.left() + paintPart(painter, rect, part) + m_theme->px(kPartGap));
    }
    if (!comment)
        return;
    const int left = std::min(rect.left() + m_theme->px(4), right - m_theme->px(kCommentWidth - 4));
    paintIcon(painter, QRect(left, rect.top(), m_theme->px(14), rect.height()), QStringLiteral("ui-comment"),
              Ink::TextSecondary, m_theme->px(14));
}

int FrameListDelegate::summaryWidth(const FrameCells& cells, const QModelIndex& index) const
{
    int width = index.data(FrameListModel::CommentRole).toString().isEmpty() ? 0 : m_theme->px(kCommentWidth);
    if (cells.summary.empty())
        return width + textWidth(partFont(SummaryPart::Kind::Text), cells.summaryText);
    for (const SummaryPart& part : cells.summary)
        width += textWidth(partFont(part.kind), part.text) + m_theme->px(kPartGap) +
                 (isTag(part) ? 2 * m_theme->px(kTagPadding) : 0);
    return width;
}

int FrameListDelegate::contentWidth(const FrameCells& cells, const QModelIndex& index) const
{
    const QString shown = index.data().toString();
    switch (index.column()) {
    case FrameListModel::Rail:
        return m_theme->px(14);
    case FrameListModel::Number:
        return textWidth(m_theme->fixedFont(0.96), shown) + m_theme->px(16); // room for a flag
    case FrameListModel::Route:
        return cells.from.name.isEmpty() ? 0
                                         : textWidth(endFont(cells.from), cells.from.name) +
                                               textWidth(endFont(cells.to), cells.to.name) + m_theme->px(28);
    case FrameListModel::Type: {
        if (cells.packets.empty())
            return textWidth(m_theme->font(), cells.protocol) + m_theme->px(kIconGap);
        const int more = cells.packetCount > 1 ? m_theme->px(24) : 0;
        return textWidth(m_theme->font(TextUse::Strong), typeWord(cells)) + m_theme->px(kIconGap) + more;
    }
    case FrameListModel::Qos:
        return static_cast<int>(shown.count(QLatin1Char(',')) + 1) * m_theme->px(kBadgeWidth + kBadgeGap);
    case FrameListModel::Flags: {
        int width = 0;
        for (const QString& word : flagWords(cells))
            width +=
                textWidth(partFont(SummaryPart::Kind::Tag), word) + m_theme->px(2 * kTagPadding + kPartGap);
        return width;
    }
    case FrameListModel::Summary:
        return summaryWidth(cells, index);
    default:
        return textWidth(m_theme->fixedFont(0.96), shown);
    }
}

QSize FrameListDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int width = contentWidth(m_model->cells(index.row()), index) + 2 * m_theme->px(kPadding) + 1;
    return {width, QStyledItemDelegate::sizeHint(option, index).height()};
}

} // namespace mqttscope::ui
