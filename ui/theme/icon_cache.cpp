// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icon_cache.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

// Resources of a static library are linked in by naming them, outside any namespace.
static void loadIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace mqttscope::ui {

QByteArray iconSource(const QString& name, const QColor& color)
{
    static const bool loaded = (loadIconResources(), true);
    Q_UNUSED(loaded)
    QFile file(QStringLiteral(":/mqttscope/icons/%1.svg").arg(name));
    QByteArray svg = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    svg.replace("currentColor", color.name().toLatin1());
    return svg;
}

QPixmap IconCache::pixmap(const QString& name, const QColor& color, int size, qreal ratio)
{
    const QString key =
        QStringLiteral("%1/%2/%3/%4").arg(name, color.name(QColor::HexArgb)).arg(size).arg(ratio);
    if (const auto found = m_pixmaps.constFind(key); found != m_pixmaps.constEnd())
        return *found;

    const QByteArray svg = iconSource(name, color);
    if (svg.isEmpty() || size <= 0)
        return {};
    QSvgRenderer renderer(svg);
    const int pixels = qRound(size * ratio);
    QPixmap picture(pixels, pixels);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    renderer.render(&painter);
    painter.end();
    picture.setDevicePixelRatio(ratio);
    if (m_pixmaps.size() >= kMaxPixmaps)
        m_pixmaps.clear();
    return *m_pixmaps.insert(key, picture);
}

} // namespace mqttscope::ui
