// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/bit_layout.h"

#include <QWidget>

#include <optional>

namespace mqttscope::ui {

class Theme;

/// One byte as eight large boxes, for those who read it bit by bit: D7 to D0, brackets with the name of each
/// group, what the name means, the value in a word. Bits that are parts of one number say what each counts;
/// a byte without groups shows the sum.
class StepBits : public QWidget {
    Q_OBJECT
public:
    /// Groups of so many bits are numbers whose bits have a weight.
    static constexpr int kNumberBits = 3;

    /// The theme must outlive the widget.
    explicit StepBits(const Theme& theme, QWidget* parent = nullptr);

    /// `current`: the bit, 7 to 0, while the byte is walked bit by bit. None: the byte as a whole; names of
    /// flags that are set stand out.
    void setBits(BitLayout layout, std::optional<int> current);
    [[nodiscard]] const BitLayout& layoutOfBits() const { return m_layout; }
    [[nodiscard]] std::optional<int> current() const { return m_current; }
    /// Names only, without what they mean and the value in a word: for the projector.
    void setNamesOnly(bool namesOnly);
    void retranslate();

    /// Where the box of a bit (7 to 0) stands.
    [[nodiscard]] QRect rectOfBit(int bit) const;
    /// What the bit counts in its group, "16"; empty in groups that are no number.
    [[nodiscard]] QString weightOf(int bit) const;
    /// The bits of a group added up, "16 + 2 + 1 = 19"; with the value of a byte without groups before it:
    /// "0x13 = 16 + 2 + 1 = 19". Empty for groups that are no number.
    [[nodiscard]] QString sumOf(const BitGroup& group) const;
    /// The value of a group in a word or a number: "yes", "at most once".
    [[nodiscard]] QString wordOf(const BitGroup& group) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A bit was clicked, or walked to by a key.
    void bitChosen(int bit);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// Pixels, from the fonts and the width.
    struct Metrics {
        int cell = 0; ///< width of a box
        int box = 0;  ///< its height
        int numbers = 0;
        int weights = 0; ///< 0: no bit has a weight
        int bracket = 0;
        int name = 0; ///< height of a line
        int gloss = 0;
        int word = 0;
        int glossLines = 0; ///< of the longest gloss; 0: there is none
    };

    [[nodiscard]] Metrics metrics() const;
    [[nodiscard]] std::optional<int> bitAt(QPoint point) const;
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] bool isNumber(const BitGroup& group) const;
    [[nodiscard]] bool isCurrent(const BitGroup& group) const;
    [[nodiscard]] bool isOn(const BitGroup& group) const;
    [[nodiscard]] QFont nameFont() const;
    void paintBits(QPainter& painter, const BitGroup& group) const;
    void paintWords(QPainter& painter, const BitGroup& group) const;
    int paintLines(QPainter& painter, QRect place, const QStringList& lines, int line, int most) const;
    void paintSum(QPainter& painter) const;
    void say();

    const Theme* m_theme;
    BitLayout m_layout;
    std::optional<int> m_current;
    std::optional<int> m_hovered;
    bool m_namesOnly = false;
};

} // namespace mqttscope::ui
