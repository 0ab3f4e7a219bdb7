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

QPixmap IconCache::pixmap(const QString& name, const QColor& color, int size, qreal ratio)
{
    static const bool loaded = (loadIconResources(), true);
    Q_UNUSED(loaded)
    const QString key =
        QStringLiteral("%1/%2/%3/%4").arg(name, color.name(QColor::HexArgb)).arg(size).arg(ratio);
    if (const auto found = m_pixmaps.constFind(key); found != m_pixmaps.constEnd())
        return *found;

    auto source = m_sources.constFind(name);
    if (source == m_sources.constEnd()) {
        QFile file(QStringLiteral(":/mqttscope/icons/%1.svg").arg(name));
        source = m_sources.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    if (source->isEmpty() || size <= 0)
        return {};

    QByteArray svg = *source;
    svg.replace("currentColor", color.name().toLatin1());
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
