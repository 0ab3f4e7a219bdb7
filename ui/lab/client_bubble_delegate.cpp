// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_bubble_delegate.h"

#include "ui/models/text.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kBubbleShare = 86; // percent of the width
constexpr int kLeastWidth = 150; // in units of the design, likewise the rest
constexpr int kMargin = 11;
constexpr int kPad = 9;
constexpr int kGap = 6; // between a text and what stands beside it

QString topicOf(const ClientBubble& bubble)
{
    return wireText(bubble.message.topic, ClientBubbles::kMaxLine);
}

} // namespace

ClientBubbleDelegate::ClientBubbleDelegate(const ClientBubbles& model, const Theme& theme,
                                           const QAbstractItemView& view, QObject* parent)
    : QStyledItemDelegate(parent), m_model(&model), m_theme(&theme), m_view(&view)
{
    connect(&theme, &Theme::changed, this, &ClientBubbleDelegate::measure);
    measure();
}

/// Asked of every row at each layout: measured once.
void ClientBubbleDelegate::measure()
{
    m_messageHeight = topicHeight() + QFontMetrics(payloadFont()).height() + m_theme->px(18);
    m_stateHeight = QFontMetrics(chipFont()).height();
}

QFont ClientBubbleDelegate::topicFont() const
{
    return m_theme->fixedFont(m_theme->projector() ? 1.1 : 0.92);
}

// In the projector the value is what is read from the last row.
QFont ClientBubbleDelegate::payloadFont() const
{
    QFont font = m_theme->font(m_theme->projector() ? TextUse::Display : TextUse::Reading);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont ClientBubbleDelegate::timeFont() const
{
    return m_theme->fixedFont(0.85);
}

/// In the projector the value has its room.
QString ClientBubbleDelegate::timeText(int row) const
{
    return m_theme->projector() ? QString() : m_model->time(row);
}

QFont ClientBubbleDelegate::chipFont() const
{
    return m_theme->font(m_theme->projector() ? TextUse::Normal : TextUse::Caption);
}

int ClientBubbleDelegate::chipHeight() const
{
    return QFontMetrics(chipFont()).height() + m_theme->px(2);
}

int ClientBubbleDelegate::topicHeight() const
{
    return std::max(QFontMetrics(topicFont()).height() + m_theme->px(2), chipHeight());
}

QString ClientBubbleDelegate::retainWord(const ClientBubble& bubble) const
{
    if (!bubble.retain)
        return {};
    //: a message that was published with RETAIN; a message that came with RETAIN
    return bubble.kind == ClientBubble::Kind::Sent ? tr("to be retained") : tr("retained");
}

int ClientBubbleDelegate::chipWidth(const QString& word) const
{
    return QFontMetrics(chipFont()).horizontalAdvance(word) + m_theme->px(10);
}

int ClientBubbleDelegate::bubbleWidth(int row, int across) const
{
    const ClientBubble& bubble = m_model->bubble(row);
    const int gap = m_theme->px(kGap);
    int head = QFontMetrics(topicFont()).horizontalAdvance(topicOf(bubble)) + 2 * gap +
               chipWidth(QStringLiteral("0"));
    if (bubble.dup)
        head += chipWidth(QStringLiteral("DUP")) + gap;
    int body = QFontMetrics(payloadFont()).horizontalAdvance(m_model->payload(row)) + 2 * gap +
               QFontMetrics(timeFont()).horizontalAdvance(timeText(row));
    if (const QString word = retainWord(bubble); !word.isEmpty())
        body += chipWidth(word) + gap;
    const int state = QFontMetrics(chipFont()).horizontalAdvance(m_model->stateText(row)) +
                      m_theme->px(m_theme->projector() ? 21 : 18); // with its sign
    const int wanted = std::max({head, body, state, m_theme->px(kLeastWidth)}) + 2 * m_theme->px(kPad);
    return std::min(wanted, (across - 2 * m_theme->px(kMargin)) * kBubbleShare / 100);
}

QRect ClientBubbleDelegate::noteText(const QRect& row, const QString& text) const
{
    const int icon = m_theme->px(20);
    const QRect room = row.adjusted(m_theme->px(kMargin) + icon, 0, -m_theme->px(kMargin), 0);
    return QFontMetrics(m_theme->font(TextUse::Small))
        .boundingRect(room, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextWordWrap, text);
}

QSize ClientBubbleDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const int row = index.row();
    const int across = std::max(m_view->viewport()->width(), m_theme->px(kLeastWidth));
    if (m_model->bubble(row).kind == ClientBubble::Kind::Note) {
        constexpr int kTall = 10'000;
        const QRect text = noteText({0, 0, across, kTall}, m_model->note(row).text);
        return {across, text.height() + m_theme->px(10)};
    }
    const int height =
        m_messageHeight + (m_model->bubble(row).state == BubbleState::None ? 0 : m_stateHeight);
    return {across, height};
}

void ClientBubbleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_model->bubble(index.row()).kind == ClientBubble::Kind::Note)
        paintNote(*painter, option.rect, index.row());
    else
        paintBubble(*painter, option.rect, index.row(), (option.state & QStyle::State_Selected) != 0);
    painter->restore();
}

void ClientBubbleDelegate::paintNote(QPainter& painter, const QRect& rect, int row) const
{
    const ClientNote note = m_model->note(row);
    const Ink ink = note.tone == ClientNote::Tone::Bad    ? Ink::Error
                    : note.tone == ClientNote::Tone::Good ? Ink::Ok
                                                          : Ink::TextSecondary;
    const QRect text = noteText(rect, note.text);
    const int size = m_theme->px(14);
    painter.drawPixmap(text.left() - m_theme->px(19), text.center().y() - size / 2,
                       m_theme->pixmap(note.icon, ink, size, painter.device()->devicePixelRatioF()));
    painter.setFont(m_theme->font(TextUse::Small));
    painter.setPen(m_theme->color(ink == Ink::Error ? Ink::Error : Ink::TextSecondary));
    painter.drawText(text, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextWordWrap, note.text);
}

void ClientBubbleDelegate::paintChip(QPainter& painter, const QRect& place, const QString& word,
                                     Ink ink) const
{
    painter.setPen(QPen(m_theme->color(ink), 1));
    painter.setBrush(m_theme->color(Ink::Surface));
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), m_theme->px(3), m_theme->px(3));
    painter.setFont(chipFont());
    painter.setPen(m_theme->color(ink == Ink::LineControl ? Ink::TextSecondary : ink));
    painter.drawText(place, Qt::AlignCenter, word);
}

// Grey outline, green outline, filled: the three levels differ without their colours.
void ClientBubbleDelegate::paintQos(QPainter& painter, const QRect& place, int qos) const
{
    const Ink border = qos == 0 ? Ink::LineControl : qos == 1 ? Ink::Ok : Ink::TextSecondary;
    painter.setPen(QPen(m_theme->color(border), m_theme->px(15) / 10.0));
    painter.setBrush(m_theme->color(qos == 2 ? Ink::TextSecondary : Ink::Surface));
    painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), m_theme->px(4), m_theme->px(4));
    QFont font = chipFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(m_theme->color(qos == 2 ? Ink::Surface : Ink::Text));
    painter.drawText(place, Qt::AlignCenter, QString::number(qos));
}

void ClientBubbleDelegate::paintBubble(QPainter& painter, const QRect& rect, int row, bool selected) const
{
    const ClientBubble& bubble = m_model->bubble(row);
    const bool sent = bubble.kind == ClientBubble::Kind::Sent;
    const bool bad = bubble.state == BubbleState::Lost || bubble.state == BubbleState::NotSent ||
                     bubble.state == BubbleState::Refused;
    const int width = bubbleWidth(row, rect.width());
    const int left =
        sent ? rect.right() - m_theme->px(kMargin) - width + 1 : rect.left() + m_theme->px(kMargin);
    const QRect place(left, rect.top() + m_theme->px(3), width, rect.height() - m_theme->px(6));
    const Ink border = bad ? Ink::Error : sent ? Ink::FieldPBorder : Ink::FieldVBorder;
    painter.setPen(QPen(m_theme->color(selected ? Ink::Accent : border), selected ? 2.2 : 1.2,
                        bubble.state == BubbleState::OnItsWay ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(m_theme->color(bad ? Ink::ErrorTint : sent ? Ink::OkTint : Ink::FieldV));
    const QRectF shape = QRectF(place).adjusted(1, 1, -1, -1);
    const double radius = m_theme->px(7);
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(shape, radius, radius);
    // The corner towards who spoke is not round: whose it is, without colour.
    path.addRect(
        QRectF(sent ? shape.right() - radius : shape.left(), shape.bottom() - radius, radius, radius));
    painter.drawPath(path.simplified());

    const QRect inner =
        place.adjusted(m_theme->px(kPad), m_theme->px(5), -m_theme->px(kPad), -m_theme->px(5));
    const int topic = topicHeight();
    const int payload = QFontMetrics(payloadFont()).height();
    paintHead(painter, QRect(inner.left(), inner.top(), inner.width(), topic), row);
    paintPayload(painter, QRect(inner.left(), inner.top() + topic, inner.width(), payload), row);
    const int rest = inner.top() + topic + payload;
    paintState(painter, QRect(inner.left(), rest, inner.width(), inner.bottom() - rest + 1), row);
}

void ClientBubbleDelegate::paintHead(QPainter& painter, QRect line, int row) const
{
    const ClientBubble& bubble = m_model->bubble(row);
    const int high = std::min(line.height(), chipHeight());
    const auto chipAtRight = [&](const QString& word, Ink ink) {
        const int width = chipWidth(word);
        paintChip(painter,
                  QRect(line.right() - width + 1, line.top() + (line.height() - high) / 2, width, high), word,
                  ink);
        line.setRight(line.right() - width - m_theme->px(kGap));
    };
    const int badge = std::max(chipWidth(QStringLiteral("0")), high);
    paintQos(painter, QRect(line.right() - badge + 1, line.top() + (line.height() - high) / 2, badge, high),
             bubble.qos);
    line.setRight(line.right() - badge - m_theme->px(kGap));
    if (bubble.dup)
        chipAtRight(QStringLiteral("DUP"), Ink::Warning);
    painter.setFont(topicFont());
    painter.setPen(m_theme->color(Ink::Text));
    painter.drawText(line, Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(topicOf(bubble), Qt::ElideMiddle, line.width()));
}

void ClientBubbleDelegate::paintPayload(QPainter& painter, QRect line, int row) const
{
    const ClientBubble& bubble = m_model->bubble(row);
    painter.setFont(timeFont());
    painter.setPen(m_theme->color(Ink::TextSecondary));
    const QString time = timeText(row);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, time);
    line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(time) - m_theme->px(kGap));
    const QString word = retainWord(bubble);
    const int chip = word.isEmpty() ? 0 : chipWidth(word) + m_theme->px(kGap);
    painter.setFont(payloadFont());
    painter.setPen(m_theme->color(Ink::Text));
    const QString payload =
        painter.fontMetrics().elidedText(m_model->payload(row), Qt::ElideRight, line.width() - chip);
    const int width = painter.fontMetrics().horizontalAdvance(payload);
    painter.drawText(line, Qt::AlignVCenter | Qt::TextSingleLine, payload);
    if (chip == 0)
        return;
    const int high = std::min(line.height(), chipHeight());
    paintChip(painter,
              QRect(line.left() + width + m_theme->px(kGap), line.top() + (line.height() - high) / 2,
                    chipWidth(word), high),
              word, Ink::LineControl);
}

void ClientBubbleDelegate::paintState(QPainter& painter, const QRect& line, int row) const
{
    QString icon;
    Ink ink = Ink::TextSecondary;
    switch (m_model->bubble(row).state) {
    case BubbleState::None:
        return;
    case BubbleState::OnItsWay:
        icon = QStringLiteral("ui-clock");
        break;
    case BubbleState::Acknowledged:
        icon = QStringLiteral("ui-check");
        ink = Ink::Ok;
        break;
    case BubbleState::SentAgain:
        icon = QStringLiteral("ui-reload");
        ink = Ink::Warning;
        break;
    case BubbleState::Refused:
    case BubbleState::Lost:
    case BubbleState::NotSent:
        icon = QStringLiteral("ui-cross");
        ink = Ink::Error;
        break;
    }
    const int size = m_theme->px(m_theme->projector() ? 15 : 12);
    painter.drawPixmap(line.left(), line.center().y() - size / 2,
                       m_theme->pixmap(icon, ink, size, painter.device()->devicePixelRatioF()));
    painter.setFont(chipFont());
    painter.setPen(m_theme->color(ink == Ink::Ok ? Ink::TextSecondary : ink));
    const QRect words = line.adjusted(size + m_theme->px(4), 0, 0, 0);
    painter.drawText(
        words, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_model->stateText(row), Qt::ElideRight, words.width()));
}

} // namespace mqttscope::ui
