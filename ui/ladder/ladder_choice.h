// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/snapshot.h"
#include "ui/ladder/ladder_model.h"

#include <QString>

#include <array>
#include <optional>
#include <string>

namespace mqttscope::ui {

class SelectionModel;

/// The scopes that people choose from, in the order of the menu.
inline constexpr std::array kLadderScopes = {
    analysis::ladder::Scope::Kind::All,      analysis::ladder::Scope::Kind::Story,
    analysis::ladder::Scope::Kind::Exchange, analysis::ladder::Scope::Kind::Session,
    analysis::ladder::Scope::Kind::Stream,   analysis::ladder::Scope::Kind::Topic,
    analysis::ladder::Scope::Kind::TimeRange};

/// A scope as the command line writes it: "all", "message", "exchange", "session", "connection",
/// "topic=FILTER", "frames=FIRST-LAST". The four in the middle are those of a packet: their number comes from
/// scopeAt. None: there is no such scope.
[[nodiscard]] std::optional<LadderScope> ladderScopeNamed(const QString& name);

/// The scope of a kind that a packet (message, record index) belongs to; of Topic and TimeRange: that of its
/// topic, and the frames of its exchange. None if it has none.
[[nodiscard]] std::optional<LadderScope> scopeAt(analysis::ladder::Scope::Kind kind,
                                                 const index::Snapshot& snapshot, std::uint32_t message);

/// The packet of the selection: that of the selected field, else the first of its frame; index::kNone if the
/// frame has none.
[[nodiscard]] std::uint32_t selectedMessage(const SelectionModel& selection);

/// What a scope is called: "Session of capteur-1". `source` may have no index yet.
[[nodiscard]] QString scopeText(const LadderScope& scope, const LadderSource& source);

/// What is wrong with a Topic Filter, in a sentence; empty if nothing is.
[[nodiscard]] QString topicFilterFault(const QString& filter);

} // namespace mqttscope::ui
