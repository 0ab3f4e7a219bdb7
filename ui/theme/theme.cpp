// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr double kDesignSize = 13.0; ///< pixels of the base size in the pictures

QString firstFamilyOf(const QStringList& wanted, const QString& otherwise)
{
    const QStringList present = QFontDatabase::families();
    for (const QString& family : wanted) {
        if (present.contains(family))
            return family;
    }
    return otherwise;
}

/// A dark desktop has a dark window; Qt 6.4 offers no better question.
Scheme desktopScheme()
{
    return QApplication::palette().color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
}

struct Size {
    double factor;
    QFont::Weight weight;
};

Size sizeOf(TextUse use)
{
    switch (use) {
    case TextUse::Caption:
        return {0.85, QFont::Medium};
    case TextUse::Small:
        return {0.92, QFont::Normal};
    case TextUse::Normal:
        return {1.0, QFont::Normal};
    case TextUse::Medium:
        return {1.0, QFont::Medium};
    case TextUse::Strong:
        return {1.0, QFont::DemiBold};
    case TextUse::Reading:
        return {1.2, QFont::Normal};
    case TextUse::Title:
        return {1.45, QFont::DemiBold};
    case TextUse::Display:
        return {1.85, QFont::Bold};
    }
    return {1.0, QFont::Normal};
}

} // namespace

Theme::Theme(FontSource fonts, QObject* parent) : QObject(parent), m_desktop(desktopScheme())
{
    m_base = QApplication::font();
    m_baseSize = QFontInfo(m_base).pixelSize();
    const bool noDesktop = qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP");
    if (fonts == FontSource::Inter || noDesktop) {
        m_base = QFont(firstFamilyOf({QStringLiteral("Inter")}, m_base.family()));
        m_baseSize = kDesignSize;
    }
    m_fixedFamily = firstFamilyOf({QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono")},
                                  QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
    // A native style would mix its own colours with ours in the chosen scheme.
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

void Theme::apply()
{
    QApplication::setPalette(palette());
    // The style draws the edge of these boxes in a darker shade of the window: in the dark, invisible.
    constexpr int kFactor = 140; // by which it darkens, in percent
    QPalette boxes = palette();
    boxes.setColor(QPalette::Window, color(Ink::LineControl).lighter(kFactor));
    for (const char* box : {"QCheckBox", "QRadioButton"})
        QApplication::setPalette(boxes, box);
    // What one chooses from looks like what one types in.
    QPalette choices = palette();
    choices.setColor(QPalette::Button, color(Ink::Surface));
    QApplication::setPalette(choices, "QComboBox");
    QApplication::setFont(font());
    QFont tips = font();
    tips.setStyleStrategy(QFont::PreferNoShaping); // Inter turns the x of 0x54 into a multiplication sign
    QToolTip::setFont(tips);
    // A style sheet makes widgets forget the application's font unless it is set after it.
    qApp->setStyleSheet(styleSheet(*this));
    Q_EMIT changed();
}

void Theme::setScheme(std::optional<Scheme> scheme)
{
    if (m_chosen == scheme)
        return;
    m_chosen = scheme;
    apply();
}

void Theme::setZoom(int percent)
{
    const int bounded = std::clamp(percent, kMinZoom, kMaxZoom);
    if (bounded == m_zoom)
        return;
    m_zoom = bounded;
    apply();
}

void Theme::setProjector(bool projector)
{
    if (projector == m_projector)
        return;
    m_projector = projector;
    apply();
}

QFont Theme::font(TextUse use) const
{
    const Size size = sizeOf(use);
    QFont font = m_base;
    font.setPixelSize(std::max(6, qRound(m_baseSize * scale() * size.factor)));
    font.setWeight(size.weight);
    return font;
}

QFont Theme::fixedFont(double factor, QFont::Weight weight) const
{
    QFont font(m_fixedFamily);
    font.setPixelSize(std::max(6, qRound(m_baseSize * scale() * factor)));
    font.setWeight(weight);
    font.setFixedPitch(true);
    font.setStyleHint(QFont::Monospace);
    // No ligature may ever change 0x, -> or ==.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

int Theme::px(double units) const
{
    const double scaled = units * m_baseSize / kDesignSize * scale();
    return std::max(1, qRound(scaled));
}

QPixmap Theme::pixmap(const QString& name, Ink ink, int size, qreal ratio) const
{
    return m_icons.pixmap(name, color(ink), size, ratio);
}

QIcon Theme::icon(const QString& name, Ink ink) const
{
    QIcon icon;
    for (const qreal ratio : {1.0, 2.0}) {
        icon.addPixmap(pixmap(name, ink, px(16), ratio), QIcon::Normal);
        icon.addPixmap(pixmap(name, Ink::ByteUnread, px(16), ratio), QIcon::Disabled);
    }
    return icon;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Ink ink) { palette.setColor(role, color(ink)); };
    set(QPalette::Window, Ink::Window);
    set(QPalette::WindowText, Ink::Text);
    set(QPalette::Base, Ink::Surface);
    set(QPalette::AlternateBase, Ink::SurfaceAlt);
    set(QPalette::Text, Ink::Text);
    set(QPalette::PlaceholderText, Ink::TextMuted);
    set(QPalette::Button, Ink::SurfaceAlt);
    set(QPalette::ButtonText, Ink::Text);
    set(QPalette::BrightText, Ink::Error);
    set(QPalette::ToolTipBase, Ink::Surface);
    set(QPalette::ToolTipText, Ink::Text);
    set(QPalette::Highlight, Ink::Accent);
    set(QPalette::HighlightedText, Ink::OnAccent);
    set(QPalette::Link, Ink::Accent);
    set(QPalette::LinkVisited, Ink::Accent);
    set(QPalette::Light, Ink::Surface);
    set(QPalette::Midlight, Ink::SurfaceAlt);
    set(QPalette::Mid, Ink::LineControl);
    set(QPalette::Dark, Ink::LineControl);
    set(QPalette::Shadow, Ink::Line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Ink::ByteUnread));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(Ink::ByteUnreadGround));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, color(Ink::ByteUnread));
    return palette;
}

} // namespace mqttscope::ui
