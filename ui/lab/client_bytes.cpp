// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_bytes.h"

#include "ui/models/text.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace mqttscope::ui {
namespace {

void paintUnderline(QPainter& painter, const Theme& theme, const QRect& cell, const CategoryLook& look)
{
    const double thin = std::max(1.0, theme.px(15) / 10.0);
    const double thick = std::max(2.0, theme.px(25) / 10.0);
    QPen pen(theme.color(look.border), look.underline == Underline::Thin ? thin : thick);
    pen.setCapStyle(Qt::FlatCap);
    const double y = cell.bottom() - thick / 2;
    switch (look.underline) {
    case Underline::None:
        return;
    case Underline::Thin:
    case Underline::Thick:
        break;
    case Underline::Dashed:
        pen.setDashPattern({2, 1});
        break;
    case Underline::Dotted:
        pen.setDashPattern({1, 1});
        break;
    case Underline::Double:
        pen.setWidthF(1);
        painter.setPen(pen);
        painter.drawLine(QPointF(cell.left(), y - 2), QPointF(cell.right() + 1, y - 2));
        break;
    }
    painter.setPen(pen);
    painter.drawLine(QPointF(cell.left(), y), QPointF(cell.right() + 1, y));
}

} // namespace

ClientBytes::ClientBytes(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(&theme)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_theme, &Theme::changed, this, &ClientBytes::refreshTheme);
    retranslate();
}

void ClientBytes::setPacket(PacketRuns packet)
{
    m_packet = std::move(packet);
    retranslate();
    updateGeometry();
    update();
}

QString ClientBytes::runText(const PacketRun& run) const
{
    const field::ByteView bytes(m_packet.bytes.data() + run.offset, run.length);
    const QString open = m_packet.openAt == static_cast<int>(run.offset) ? tr("not known yet") : QString();
    //: %1 the name of a field, %2 its bytes
    return tr("%1: %2").arg(run.label, open.isEmpty() ? hexText(bytes) : open);
}

void ClientBytes::retranslate()
{
    setAccessibleName(tr("The bytes before sending"));
    QStringList parts;
    for (const PacketRun& run : m_packet.runs)
        parts += runText(run);
    setAccessibleDescription(parts.join(QStringLiteral("; ")));
}

QSize ClientBytes::cell() const
{
    const QFontMetrics metrics(m_theme->fixedFont(0.95));
    return {metrics.horizontalAdvance(QStringLiteral("00")) + m_theme->px(7),
            metrics.height() + m_theme->px(7)};
}

int ClientBytes::columns(int width) const
{
    return std::max(1, width / cell().width());
}

QRect ClientBytes::cellAt(std::size_t byte) const
{
    const int across = columns(width());
    const auto place = static_cast<int>(byte);
    const QSize size = cell();
    return {(place % across) * size.width(), (place / across) * (size.height() + m_theme->px(2)),
            size.width(), size.height()};
}

int ClientBytes::heightForWidth(int width) const
{
    const int cells = static_cast<int>(m_packet.bytes.size()) + (isCut() ? 1 : 0);
    const int across = columns(width);
    const int lines = std::max(1, (cells + across - 1) / across);
    return lines * (cell().height() + m_theme->px(2));
}

QSize ClientBytes::sizeHint() const
{
    constexpr int kUsual = 12;
    return {kUsual * cell().width(), cell().height() + m_theme->px(2)};
}

QSize ClientBytes::minimumSizeHint() const
{
    constexpr int kLeast = 4;
    return {kLeast * cell().width(), cell().height() + m_theme->px(2)};
}

void ClientBytes::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(m_theme->fixedFont(0.95));
    for (const PacketRun& run : m_packet.runs) {
        const CategoryLook look = categoryLook(run.role);
        for (std::size_t i = run.offset; i < run.offset + run.length; ++i) {
            const QRect place = cellAt(i);
            painter.fillRect(place, m_theme->color(look.ground));
            paintUnderline(painter, *m_theme, place, look);
            if (i == run.offset)
                painter.fillRect(QRect(place.left(), place.top(), 1, place.height()),
                                 m_theme->color(look.border));
            const int open = m_packet.openAt;
            const bool unknown =
                open >= 0 && (static_cast<int>(i) == open || static_cast<int>(i) == open + 1);
            painter.setPen(m_theme->color(unknown ? Ink::TextMuted : Ink::Text));
            painter.drawText(place.adjusted(0, 0, 0, -m_theme->px(2)), Qt::AlignCenter,
                             unknown ? QStringLiteral("??")
                                     : QStringLiteral("%1").arg(m_packet.bytes[i], 2, 16, QLatin1Char('0')));
        }
    }
    painter.setPen(m_theme->color(Ink::TextSecondary));
    if (isCut())
        painter.drawText(cellAt(m_packet.bytes.size()), Qt::AlignCenter, QStringLiteral("…"));
}

const PacketRun* ClientBytes::runAt(std::size_t byte) const
{
    for (const PacketRun& run : m_packet.runs) {
        if (byte >= run.offset && byte < run.offset + run.length)
            return &run;
    }
    return nullptr;
}

bool ClientBytes::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t i = 0; i < m_packet.bytes.size(); ++i) {
        const PacketRun* run = cellAt(i).contains(help->pos()) ? runAt(i) : nullptr;
        if (run == nullptr)
            continue;
        QToolTip::showText(help->globalPos(), wrapped(runText(*run)), this, cellAt(i));
        return true;
    }
    QToolTip::hideText();
    return true;
}

void ClientBytes::refreshTheme()
{
    updateGeometry();
    update();
}

} // namespace mqttscope::ui
