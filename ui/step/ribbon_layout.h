// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/step/ribbon_content.h"

#include <QPolygon>
#include <QRect>
#include <QStringList>

#include <optional>
#include <vector>

namespace mqttscope::ui {

class Theme;

/// How far a stretch has been read.
struct RibbonPosition {
    std::optional<std::uint32_t> current; ///< the byte in question
    std::optional<int> bit;               ///< its bit, 7 to 0
    std::uint32_t readUpTo = 0;           ///< so many bytes have been read, the current one among them

    [[nodiscard]] bool isRead(std::uint32_t byte) const { return byte < readUpTo; }
};

/// What the mouse points at in a ribbon.
struct RibbonHover {
    std::optional<std::uint32_t> byte;
    std::optional<std::size_t> layer;

    friend bool operator==(const RibbonHover&, const RibbonHover&) = default;
};

/// A part or a field where it can be seen.
struct RibbonSpan {
    std::size_t index = 0; ///< in RibbonContent::parts or fields
    QRect rect;
    bool opens = true;   ///< it begins here: it is not continued from the left, or the row above
    bool closes = true;  ///< it ends here
    bool unread = false; ///< no byte of it has been read: all that follows is in this span
};

/// Names of the rows, translated: layers, parts, fields, bytes, text, bits.
[[nodiscard]] QStringList ribbonRowNames();

/// Where everything of a ribbon stands in a viewport: pure geometry, asked for what is visible only, so that
/// a megabyte costs no more than a screen. Pixels.
class RibbonLayout {
public:
    static constexpr std::uint32_t kPerRow = 8; ///< bytes in a row of the wrapped form
    static constexpr double kLeastCell = 54;    ///< width of a cell, in units of the design
    static constexpr double kMostCell = 104;
    /// Sizes of bytes and of the current one, in base sizes; wrapped: of the projector's base.
    static constexpr double kByteSize = 1.7;
    static constexpr double kCurrentSize = 2.3;
    static constexpr double kBitSize = 0.92;

    /// How the bytes are arranged, and where the view stands.
    struct View {
        QSize size;          ///< of the viewport
        qint64 scrolled = 0; ///< of the content hidden at the left, or above in the wrapped form
        bool wrapped = false;
    };

    /// Theme and content must outlive the layout.
    RibbonLayout(const Theme& theme, const RibbonContent& content, View view);

    [[nodiscard]] bool wrapped() const { return m_view.wrapped; }
    /// Length of everything in the direction of scrolling, and of what the viewport shows of it.
    [[nodiscard]] qint64 extent() const;
    [[nodiscard]] qint64 page() const;
    /// Height of everything; in the wrapped form of all rows.
    [[nodiscard]] int height() const;
    /// Width of a cell, or height of a row in the wrapped form.
    [[nodiscard]] int pitch() const;
    /// Where a byte begins in the direction of scrolling.
    [[nodiscard]] qint64 startOf(std::uint32_t byte) const;

    /// The bytes of which something can be seen.
    [[nodiscard]] field::ByteRange visible() const;
    [[nodiscard]] QRect cell(std::uint32_t byte) const;
    /// The frame of a current byte: larger than its cell, with its text and bits inside; in the wrapped form
    /// with the name of its field, if that has no other byte.
    [[nodiscard]] QRect frame(std::uint32_t byte) const;
    /// The byte at a point, in the rows from the fields to the bits.
    [[nodiscard]] std::optional<std::uint32_t> byteAt(QPoint point) const;
    /// Where bytes are seen: all but the names of the rows.
    [[nodiscard]] QRect area() const;

    /// Places of the layers; empty in the wrapped form.
    [[nodiscard]] std::vector<QRect> layers() const;
    /// From the bytes of the walked layer that are seen to the row below; empty if none is walked.
    [[nodiscard]] QPolygon wedge() const;
    /// Parts that are seen; the unread ones are one span. None in the wrapped form.
    [[nodiscard]] std::vector<RibbonSpan> parts(const RibbonPosition& position) const;
    /// Fields that are seen; the unread ones are one span. In the wrapped form only those read, one span for
    /// each row, below the bytes.
    [[nodiscard]] std::vector<RibbonSpan> fields(const RibbonPosition& position) const;
    /// Behind the last byte in the wrapped form; empty if there is no room.
    [[nodiscard]] QRect rest() const;

    /// The rows; empty in the wrapped form.
    [[nodiscard]] QRect layerRow() const { return row(m_layers); }
    [[nodiscard]] QRect partRow() const { return row(m_parts); }
    [[nodiscard]] QRect fieldRow() const { return row(m_fields); }
    [[nodiscard]] QRect byteRow() const { return row(m_bytes); }
    [[nodiscard]] QRect textRow() const { return row(m_text); }
    [[nodiscard]] QRect bitRow() const { return row(m_bits); }

private:
    /// Top and height.
    struct Row {
        int top = 0;
        int height = 0;
    };
    void placeRows();
    void placeWrappedRows();
    [[nodiscard]] QRect row(Row row) const;
    /// Where a byte begins in the viewport, in the direction of scrolling; for bytes that are near it.
    [[nodiscard]] int placeOf(std::uint32_t byte) const;
    [[nodiscard]] int columnLeft(std::uint32_t column) const; ///< in the wrapped form
    [[nodiscard]] RibbonSpan span(std::size_t index, field::ByteRange range, Row row) const;
    [[nodiscard]] std::vector<RibbonSpan> wrappedFields(const RibbonPosition& position) const;

    const Theme* m_theme;
    const RibbonContent* m_content;
    View m_view;
    int m_left = 0;  ///< of the first byte
    int m_right = 0; ///< margin behind the last
    double m_cell = 0;
    Row m_layers;
    Row m_parts;
    Row m_fields;
    Row m_bytes; ///< wrapped: of the first row
    Row m_text;
    Row m_bits;
    int m_names = 0; ///< wrapped: height of bracket and name below the bytes
    int m_pitch = 0; ///< wrapped
};

} // namespace mqttscope::ui
