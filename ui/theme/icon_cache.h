// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QHash>
#include <QPixmap>
#include <QString>

namespace mqttscope::ui {

/// The SVG of an icon of ui/icons in a colour: Qt's SVG renderer does not know the palette, so `currentColor`
/// is replaced. Empty if there is no such icon. Any thread.
[[nodiscard]] QByteArray iconSource(const QString& name, const QColor& color);

/// Renders icons in a colour. The GUI thread only.
class IconCache {
public:
    /// More pictures than this at once means that something asks for ever new sizes: the cache starts afresh.
    static constexpr qsizetype kMaxPixmaps = 1024;

    /// A square picture of `size` device-independent pixels; null if there is no such icon.
    [[nodiscard]] QPixmap pixmap(const QString& name, const QColor& color, int size, qreal ratio);
    [[nodiscard]] qsizetype size() const { return m_pixmaps.size(); }

private:
    QHash<QString, QPixmap> m_pixmaps; ///< by name, colour, size and ratio
};

} // namespace mqttscope::ui
