// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <cstdint>
#include <optional>

namespace mqttscope::ui {

/// What the middle of the window is arranged for.
enum class Perspective : std::uint8_t {
    Analyse,   ///< frame list, fields, explanation, bytes
    Step,      ///< one packet, byte by byte
    Exchanges, ///< who sent what to whom: the ladders
    Lab,       ///< the built-in broker and its clients
};

inline constexpr std::array kPerspectives = {Perspective::Analyse, Perspective::Step, Perspective::Exchanges,
                                             Perspective::Lab};

/// As command line and settings write it: "analyse", "step", "exchanges", "lab".
[[nodiscard]] QString perspectiveName(Perspective perspective);
/// Likewise, and "qos" for the ladders. None: there is no such perspective.
[[nodiscard]] std::optional<Perspective> perspectiveOf(const QString& name);

} // namespace mqttscope::ui
