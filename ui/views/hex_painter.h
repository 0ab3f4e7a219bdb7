// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/hex_view.h"

#include <QPainter>

namespace mqttscope::ui {

/// Size of the bytes in the hex view, in base sizes.
inline constexpr double kHexByteSize = 1.08;

/// Paints rows of bytes. Lives for one paint event; everything given must outlive it.
class HexPainter {
public:
    /// One row and its places.
    struct Row {
        std::uint32_t first = 0; ///< offset of its first byte
        std::uint32_t count = 0;
        int top = 0;
        int height = 0;
        int cell = 0;
        int character = 0;
        int offsetLeft = 0;
        int offsetDigits = 4;
        int labelLeft = 0;
        std::vector<int> numberLeft; ///< by column
        std::vector<int> characterLeft;
    };

    HexPainter(QPainter& painter, const Theme& theme, const HexContent& content,
               const std::function<HexLook(int)>& looks);
    void setMarks(const std::vector<field::ByteRange>& selected, const std::vector<field::ByteRange>& hovered,
                  std::optional<std::uint32_t> current);

    void paintHeader(const Row& row, int height);
    void paintRow(const Row& row);

private:
    /// What is known of one byte of the row.
    struct Cell {
        int look = -1;
        bool bar = false;
        bool selected = false;
        bool hovered = false;
        bool fault = false;
        bool missing = false;
        const HexSeam* seam = nullptr;
    };
    void collect(const Row& row);
    void markRanges(const Row& row, const std::vector<field::ByteRange>& ranges, bool Cell::*flag);
    void paintGrounds(const Row& row);
    void paintUnderlines(const Row& row);
    void paintUnderline(const HexLook& look, int left, int right, int bottom);
    void paintTexts(const Row& row);
    void paintFrames(const Row& row);
    void paintSeams(const Row& row);
    void hatch(const QRect& rect, const QColor& color);
    [[nodiscard]] QRect numberRect(const Row& row, std::uint32_t column) const;
    [[nodiscard]] QRect characterRect(const Row& row, std::uint32_t column) const;
    /// Whether column and column + 1 touch, so that tints and frames run on.
    [[nodiscard]] static bool touches(const Row& row, std::uint32_t column);

    QPainter* m_painter;
    const Theme* m_theme;
    const HexContent* m_content;
    const std::function<HexLook(int)>* m_lookOf;
    const std::vector<field::ByteRange>* m_selected = nullptr;
    const std::vector<field::ByteRange>* m_hovered = nullptr;
    std::optional<std::uint32_t> m_current;
    std::vector<Cell> m_cells;
    QFont m_font;
    QFont m_strong;
};

} // namespace mqttscope::ui
