// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/step/ribbon_layout.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <optional>

namespace mqttscope::ui {

/// Paints what can be seen of a ribbon. Lives for one paint event; everything given must outlive it.
class RibbonPainter {
    Q_DECLARE_TR_FUNCTIONS(ByteRibbon)
public:
    RibbonPainter(QPainter& painter, const Theme& theme, const RibbonContent& content,
                  const RibbonLayout& layout, const RibbonPosition& position);

    /// The bytes left in words: "11 bytes left".
    [[nodiscard]] static QString bytesLeftText(std::uint32_t left);

    void paint(const RibbonHover& hover);
    /// Frames what the keys move.
    void paintFocus();

private:
    /// How a box looks.
    struct Box {
        QColor ground;
        QColor border;
        double line = 1; ///< width, pixels
    };

    void paintRowNames();
    void paintLayers(const std::optional<std::size_t>& hovered);
    void paintParts();
    void paintFields();
    void paintBytes();
    void paintByte(std::uint32_t byte);
    void paintText(std::uint32_t byte);
    void paintBits(std::uint32_t byte, const QRect& rect, const QColor& ink, bool strong);
    void paintCurrent(std::uint32_t byte);
    void paintCurrentWrapped(std::uint32_t byte, const QRect& frame);
    void paintBrackets();
    void paintRest();
    void paintBox(const QRect& rect, const Box& box);
    /// `seen`: the part of it that can be seen, where the words stand.
    void paintUnread(const QRect& rect, const QRect& seen, const QString& words);
    void paintFault(const QRect& rect, field::Severity severity);
    void paintFaultIcon(QPoint topRight, field::Severity severity);
    void hatch(const QRect& rect, const QColor& color);
    /// The longest name of a field that fits, in one line or two; the font that does it is set.
    void paintName(const QRect& rect, const RibbonField& field, bool strong);
    void paintLine(const QRect& rect, const QStringList& longestFirst, TextUse use, QFont::Weight weight);

    [[nodiscard]] QRect boxOf(const RibbonSpan& span) const;
    [[nodiscard]] const RibbonField* fieldOf(std::uint32_t byte) const;
    [[nodiscard]] CategoryLook lookOf(std::uint32_t byte) const;
    [[nodiscard]] QString characterWord(std::uint32_t byte, bool& fixed) const;
    /// Fault of a byte that has been read.
    [[nodiscard]] std::optional<field::Severity> faultOf(std::uint32_t byte) const;
    [[nodiscard]] QString hexOf(std::uint32_t byte) const;

    QPainter* m_painter;
    const Theme* m_theme;
    const RibbonContent* m_content;
    const RibbonLayout* m_layout;
    const RibbonPosition* m_position;
};

} // namespace mqttscope::ui
