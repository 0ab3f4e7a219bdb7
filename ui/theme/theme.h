// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icon_cache.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>

#include <optional>

namespace mqttscope::ui {

/// Uses of type, with sizes as multiples of the base size.
enum class TextUse : std::uint8_t {
    Caption, ///< 0.85: captions, bit numbers
    Small,   ///< 0.92: table headers, chips, status bar
    Normal,  ///< 1.0: lists, trees, menus
    Medium,  ///< 1.0, weight 500: client ids
    Strong,  ///< 1.0, weight 600: packet types, selected values
    Reading, ///< 1.2: explanations
    Title,   ///< 1.45, weight 600
    Display, ///< 1.85, weight 700
};

/// Colours, fonts, sizes and icons of the window. One per application; views read it and repaint on
/// `changed`.
class Theme : public QObject {
    Q_OBJECT
public:
    static constexpr int kMinZoom = 50;
    static constexpr int kMaxZoom = 300;
    static constexpr int kZoomStep = 10;
    static constexpr double kProjectorFactor = 1.6;

    /// Whose font the window uses.
    enum class FontSource : std::uint8_t {
        Desktop, ///< the desktop's; Inter when there is no desktop
        Inter,   ///< the font of the mock-ups, for pictures and tests
    };

    explicit Theme(FontSource fonts, QObject* parent = nullptr);

    /// Puts palette, fonts and style sheet on the application; again after each change.
    void apply();

    /// Tells everybody again. Under a style sheet Qt forgets the fonts of widgets that are given another
    /// parent, so a window that has been put together needs this once.
    void refresh() { Q_EMIT changed(); }

    /// The scheme chosen; none = the desktop's.
    void setScheme(std::optional<Scheme> scheme);
    [[nodiscard]] std::optional<Scheme> chosenScheme() const { return m_chosen; }
    [[nodiscard]] Scheme scheme() const { return m_chosen.value_or(m_desktop); }
    /// In percent, kept between kMinZoom and kMaxZoom.
    void setZoom(int percent);
    [[nodiscard]] int zoom() const { return m_zoom; }
    /// Everything larger, to be read from the back of a class room; the zoom is kept beside it.
    void setProjector(bool projector);
    [[nodiscard]] bool projector() const { return m_projector; }

    [[nodiscard]] QColor color(Ink ink) const { return tokenColor(ink, scheme()); }
    [[nodiscard]] QFont font(TextUse use = TextUse::Normal) const;
    /// The fixed font, without ligatures.
    [[nodiscard]] QFont fixedFont(double factor = 1.0, QFont::Weight weight = QFont::Normal) const;
    /// A length of the design, made for a base size of 13 pixels, at the present size.
    [[nodiscard]] int px(double units) const;

    [[nodiscard]] QPixmap pixmap(const QString& name, Ink ink, int size, qreal ratio) const;
    /// With its disabled look, at the pixel ratios 1 and 2.
    [[nodiscard]] QIcon icon(const QString& name, Ink ink = Ink::Text) const;

Q_SIGNALS:
    /// Colours, fonts or sizes are others than before.
    void changed();

private:
    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] double scale() const { return m_zoom / 100.0 * (m_projector ? kProjectorFactor : 1.0); }

    std::optional<Scheme> m_chosen;
    Scheme m_desktop = Scheme::Light;
    int m_zoom = 100;
    bool m_projector = false;
    QFont m_base;      ///< at 100 %
    double m_baseSize; ///< its size in pixels
    QString m_fixedFamily;
    mutable IconCache m_icons;
};

} // namespace mqttscope::ui
