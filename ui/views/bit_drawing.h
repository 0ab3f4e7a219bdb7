// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/bit_layout.h"

#include <QFont>
#include <QFontMetrics>
#include <QRect>
#include <QStringList>

class QPainter;

namespace mqttscope::ui {

class Theme;

/// What is to be seen of a bit beside its value.
enum class BitLook : std::uint8_t {
    Plain,
    Chosen, ///< selected, or current
    Fault,  ///< breaks a rule
};

/// One bit in its box.
struct BitBox {
    field::Role role = field::Role::None;
    BitLook look = BitLook::Plain;
    bool one = false;
    bool last = false; ///< no box at its right, whose line would be its own
};

/// Whether the bits of a group break a rule.
[[nodiscard]] bool isFault(const BitGroup& group);

void paintBitBox(QPainter& painter, const Theme& theme, const QRect& rect, const BitBox& box,
                 const QFont& digits);

/// The bracket that joins the bits of a group, below their boxes.
void paintBitBracket(QPainter& painter, const Theme& theme, const QRect& boxes, int height,
                     const QColor& ink);

/// A text in at most so many lines: broken at spaces where it does not fit, cut where that does not help.
[[nodiscard]] QStringList brokenLines(const QString& text, const QFontMetrics& metrics, int width, int most);

} // namespace mqttscope::ui
