// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/breadcrumb.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace mqttscope::ui {
namespace {

QString step()
{
    return QStringLiteral("  ›  ");
}

} // namespace

Breadcrumb::Breadcrumb(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(&theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setMouseTracking(true);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Breadcrumb::setPath(const QStringList& path)
{
    if (path == m_path)
        return;
    m_path = path;
    setAccessibleName(path.join(QStringLiteral(", ")));
    setToolTip(path.join(step()));
    updateGeometry();
    update();
}

QString Breadcrumb::beginning() const
{
    return m_path.size() > 1 ? m_path.mid(0, m_path.size() - 1).join(step()) + step() : QString();
}

QSize Breadcrumb::sizeHint() const
{
    const QFontMetrics plain(m_theme->font(TextUse::Small));
    QFont bold = m_theme->font(TextUse::Small);
    bold.setWeight(QFont::DemiBold);
    const int last = m_path.isEmpty() ? 0 : QFontMetrics(bold).horizontalAdvance(m_path.last());
    return {plain.horizontalAdvance(beginning()) + last + m_theme->px(16), plain.height()};
}

QSize Breadcrumb::minimumSizeHint() const
{
    return {m_theme->px(60), sizeHint().height()};
}

void Breadcrumb::paintEvent(QPaintEvent*)
{
    if (m_path.isEmpty())
        return;
    QPainter painter(this);
    QFont bold = m_theme->font(TextUse::Small);
    bold.setWeight(QFont::DemiBold);
    const int last = QFontMetrics(bold).horizontalAdvance(m_path.last());
    const int room = std::max(0, width() - last - m_theme->px(4));
    painter.setFont(m_theme->font(TextUse::Small));
    painter.setPen(m_theme->color(Ink::TextSecondary));
    const QString start = painter.fontMetrics().elidedText(beginning(), Qt::ElideMiddle, room);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, start);
    if (const QRect hovered = rectOf(m_hovered); !hovered.isEmpty()) {
        const int line = (height() + painter.fontMetrics().height()) / 2;
        painter.fillRect(hovered.left(), line, hovered.width(), 1, m_theme->color(Ink::TextSecondary));
    }
    const int used = painter.fontMetrics().horizontalAdvance(start);
    painter.setFont(bold);
    painter.setPen(m_theme->color(Ink::Text));
    painter.drawText(rect().adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(bold).elidedText(m_path.last(), Qt::ElideRight, width() - used));
}

// Only whole steps can be clicked; where the middle is cut out nothing says where they stand.
QRect Breadcrumb::rectOf(qsizetype index) const
{
    if (index < 0 || index + 1 >= m_path.size() || width() < sizeHint().width() - m_theme->px(16))
        return {};
    const QFontMetrics metrics(m_theme->font(TextUse::Small));
    const QString before = index == 0 ? QString() : m_path.mid(0, index).join(step()) + step();
    return {metrics.horizontalAdvance(before), 0, metrics.horizontalAdvance(m_path.at(index)), height()};
}

qsizetype Breadcrumb::stepAt(QPoint point) const
{
    for (qsizetype index = 0; index + 1 < m_path.size(); ++index) {
        if (rectOf(index).contains(point))
            return index;
    }
    return -1;
}

void Breadcrumb::mousePressEvent(QMouseEvent* event)
{
    const qsizetype index = stepAt(event->pos());
    if (event->button() == Qt::LeftButton && index >= 0)
        Q_EMIT stepClicked(index);
}

void Breadcrumb::mouseMoveEvent(QMouseEvent* event)
{
    const qsizetype index = stepAt(event->pos());
    if (index == m_hovered)
        return;
    m_hovered = index;
    setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void Breadcrumb::leaveEvent(QEvent* event)
{
    m_hovered = -1;
    update();
    QWidget::leaveEvent(event);
}

} // namespace mqttscope::ui
