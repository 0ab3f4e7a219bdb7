// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/bit_layout.h"

#include <QWidget>

namespace mqttscope::ui {

class Theme;

/// One byte as the standard draws it: eight boxes from D7 to D0, brackets below that say which bits belong
/// together, what they are called and what they mean. Knows nothing of selections but what it is told.
class BitBoxes : public QWidget {
    Q_OBJECT
public:
    /// Widths of a box, in units of the design.
    static constexpr int kLeastCell = 40;
    static constexpr int kMostCell = 60;

    /// The theme must outlive the widget.
    explicit BitBoxes(const Theme& theme, QWidget* parent = nullptr);

    void setLayoutOfBits(BitLayout layout);
    [[nodiscard]] const BitLayout& layoutOfBits() const { return m_layout; }
    /// The field that is selected, and the one the mouse points at, here or elsewhere.
    void setSelected(std::uint32_t node);
    void setHovered(std::uint32_t node);
    void retranslate();
    /// What stands beside the mouse: the bits, and what the glossary says of their field.
    [[nodiscard]] static QString toolTipOf(const BitGroup& group);

    /// Where the box of a bit (7 to 0) stands.
    [[nodiscard]] QRect rectOfBit(int bit) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void nodeChosen(quint32 node);
    void nodeHovered(quint32 node);
    void hoverEnded();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// Pixels, from the fonts.
    struct Metrics {
        int cell = 0;    ///< width of a box
        int box = 0;     ///< its height
        int heading = 0; ///< height of the line above all
        int numbers = 0; ///< height of the line D7 to D0
        int bracket = 0;
        int line = 0; ///< of text below
    };

    [[nodiscard]] Metrics metrics() const;
    [[nodiscard]] const BitGroup* groupAt(QPoint point) const;
    [[nodiscard]] QRect rectOfGroup(const BitGroup& group) const;
    [[nodiscard]] bool isSelected(const BitGroup& group) const;
    void paintHeading(QPainter& painter) const;
    void paintGroup(QPainter& painter, const BitGroup& group) const;
    void paintBoxes(QPainter& painter, const BitGroup& group) const;
    void paintNames(QPainter& painter, const BitGroup& group, const QColor& ink) const;
    void step(int direction);
    void say();

    const Theme* m_theme;
    BitLayout m_layout;
    std::uint32_t m_selected = analysis::kNoNode;
    std::uint32_t m_hovered = analysis::kNoNode;
};

} // namespace mqttscope::ui
