// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QColor>
#include <QFont>
#include <QFontMetricsF>
#include <QRectF>

#include <functional>

class QPaintDevice;
class QPainter;

namespace mqttscope::ui {

/// How the ladder is arranged.
struct LadderArrangement {
    bool toScale = false;  ///< distances tell time; else one step per row
    bool segments = false; ///< TCP segments and ACKs are drawn too
    friend bool operator==(const LadderArrangement&, const LadderArrangement&) = default;
};

/// Fonts, sizes and colours of a ladder: of the window, or of paper, where everything is black on white and
/// still tells apart by width, dash, head, shape and word.
class LadderLook {
public:
    /// As the theme is now; it must outlive the look.
    [[nodiscard]] static LadderLook ofTheme(const Theme& theme);
    /// In colour on white, or black on white; `device` is painted on, `unit` of it are one unit of the
    /// design.
    [[nodiscard]] static LadderLook ofPaper(const QPaintDevice& device, double unit, bool color,
                                            const QString& fixedFamily);

    /// A length of the design (made for 13 pixel type).
    [[nodiscard]] double px(double units) const { return units * m_unit; }
    [[nodiscard]] double unit() const { return m_unit; }
    [[nodiscard]] QColor color(Ink ink) const { return m_color(ink); }
    /// Whether tints are of no use: contrast, and paper in black and white.
    [[nodiscard]] bool plain() const { return m_plain; }
    [[nodiscard]] QFont font(double factor = 1.0, QFont::Weight weight = QFont::Normal) const;
    [[nodiscard]] QFont fixed(double factor = 1.0, QFont::Weight weight = QFont::Normal) const;
    /// Widths of text on the device.
    [[nodiscard]] QFontMetricsF metrics(const QFont& font) const;
    /// Paints an icon of the set into a square: a picture in the window, lines on paper.
    void paintIcon(QPainter& painter, const QString& name, Ink ink, const QRectF& rect) const;

private:
    QFont m_sans;
    QFont m_fixed;
    const QPaintDevice* m_device = nullptr;
    const Theme* m_theme = nullptr; ///< of the window
    double m_unit = 1;
    bool m_plain = false;
    std::function<QColor(Ink)> m_color;
};

} // namespace mqttscope::ui
