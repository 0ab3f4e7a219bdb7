// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_content.h"

#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace mqttscope::ui {

/// What is looked for among the exchanges of a ladder: a part of a topic, of a Topic Filter in a SUBSCRIBE or
/// of the name of a client, in any case; a number is also a Packet Identifier and a frame.
struct LadderQuestion {
    std::shared_ptr<const analysis::ladder::LadderIndex> index;
    std::vector<std::uint32_t> bands; ///< of the scope, ascending
    QString text;
    std::vector<QString> lanes; ///< what the lanes are called, by their number
};

/// An exchange that has it, and its first packet that does.
struct LadderHit {
    std::uint32_t band = 0;
    std::uint32_t message = 0;
};

/// All of them, ascending. One pass over the messages; what was found so far when cancelled.
[[nodiscard]] std::vector<LadderHit> findExchanges(const LadderQuestion& question,
                                                   const std::atomic<bool>& cancelled);

/// Names of all lanes, for the question.
[[nodiscard]] std::vector<QString> laneNames(const LadderSource& source);

} // namespace mqttscope::ui
