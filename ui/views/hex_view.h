// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "ui/theme/category.h"

#include <QAbstractScrollArea>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::ui {

class Theme;

/// How a run of bytes looks.
struct HexLook {
    QColor ground; ///< invalid: none
    QColor line;   ///< of underline and bar
    Underline underline = Underline::None;
    bool hatched = false;
};

/// Bytes that belong together.
struct HexRun {
    field::ByteRange range;
    int look = 0;    ///< what the view's look function is asked
    bool bar = true; ///< a vertical bar where it starts
};

/// A place where the bytes come from somewhere else than those before.
struct HexSeam {
    std::uint32_t offset = 0;
    QString label;
};

/// What a hex view shows.
struct HexContent {
    std::shared_ptr<const void> keep;      ///< keeps `bytes` alive
    field::ByteView bytes;                 ///< those at hand
    std::uint32_t length = 0;              ///< those there were: at least bytes.size()
    std::vector<HexRun> runs;              ///< in order, not overlapping
    std::vector<HexSeam> seams;            ///< in order
    std::vector<field::ByteRange> missing; ///< in order: not captured, their value in `bytes` means nothing
    std::vector<field::ByteRange> faults;  ///< bytes that break a rule
};

/// Bytes in rows of 16, or 8 where there is no room, as hexadecimal numbers and as characters. It knows
/// nothing of fields: looks, words and steps come from outside.
class HexView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HexView(const Theme& theme, QWidget* parent = nullptr);

    void setContent(HexContent content);
    [[nodiscard]] const HexContent& content() const { return m_content; }
    /// The looks of runs.
    void setLooks(std::function<HexLook(int look)> looks);
    /// Words for a byte, for tool tips and screen readers.
    void setDescriber(std::function<QString(std::uint32_t offset)> describer);

    void setSelected(std::vector<field::ByteRange> ranges, std::optional<std::uint32_t> current);
    void setHovered(std::vector<field::ByteRange> ranges);
    [[nodiscard]] const std::vector<field::ByteRange>& selected() const { return m_selected; }
    [[nodiscard]] const std::vector<field::ByteRange>& hovered() const { return m_hovered; }
    [[nodiscard]] std::optional<std::uint32_t> current() const { return m_current; }
    /// Scrolls as little as needed to show a byte.
    void reveal(std::uint32_t offset);

    /// The width that rows of 16 bytes need, without labels.
    [[nodiscard]] int wideWidth() const;
    [[nodiscard]] std::uint32_t bytesPerRow() const { return m_perRow; }
    /// The byte at a point of the viewport, in the numbers or in the characters.
    [[nodiscard]] std::optional<std::uint32_t> byteAt(QPoint point) const;
    /// Where a byte's number stands in the viewport; empty if it is scrolled away.
    [[nodiscard]] QRect rectOf(std::uint32_t offset) const;
    /// Text of the current byte for people who do not see it: "byte 10, 0x02, Connect Flags".
    [[nodiscard]] QString currentText() const;
    [[nodiscard]] bool isMissing(std::uint32_t offset) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A byte was clicked or walked to. `again`: it was the current byte already.
    void byteChosen(quint32 offset, bool again);
    /// Bytes were chosen by hand, from where that began to where it ends now, both included.
    void rangeChosen(quint32 from, quint32 to);
    /// The mouse is over a byte.
    void byteHovered(quint32 offset);
    /// The mouse is over none.
    void hoverEnded();
    /// To the next field (1) or the previous one (-1).
    void fieldStepped(int direction);
    void copyRequested();

public Q_SLOTS:
    /// Sizes and colours are others.
    void refreshTheme();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// Pixels, from the fonts.
    struct Metrics {
        int margin = 0;
        int header = 0;    ///< height of the strip of column numbers
        int row = 0;       ///< height
        int cell = 0;      ///< width of a byte's number
        int character = 0; ///< width of a byte's character
        int gap = 0;       ///< between the two groups of eight
        int numbers = 0;   ///< left edge of the first number
        int characters = 0;
        int labels = 0; ///< left edge of the seam labels
        int width = 0;  ///< of everything
        int offsetDigits = 4;
    };

    void measure();
    void layOut(std::uint32_t perRow);
    void updateScrollBars();
    void announceCurrent();
    void moveBy(std::int64_t step, bool extend);
    void moveTo(std::int64_t offset, bool extend);
    void chooseRange(std::uint32_t to);
    [[nodiscard]] std::uint32_t firstRow() const;
    [[nodiscard]] std::uint32_t rowCount() const;
    [[nodiscard]] int numberLeft(std::uint32_t column) const;
    [[nodiscard]] int characterLeft(std::uint32_t column) const;
    [[nodiscard]] int rowTop(std::uint32_t row) const;

    const Theme* m_theme;
    HexContent m_content;
    std::function<HexLook(int)> m_looks;
    std::function<QString(std::uint32_t)> m_describer;
    std::vector<field::ByteRange> m_selected;
    std::vector<field::ByteRange> m_hovered;
    std::optional<std::uint32_t> m_current;
    std::optional<std::uint32_t> m_anchor; ///< where choosing by hand began
    bool m_dragging = false;
    std::uint32_t m_perRow = 16;
    Metrics m_metrics;
};

} // namespace mqttscope::ui
