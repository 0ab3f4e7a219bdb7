// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/mqtt/decoded.h"

#include <ostream>
#include <span>
#include <string_view>

namespace mqttscope::test {

/// One rule that a single packet can break: a packet that breaks just this one, and a neighbour that breaks
/// none.
struct RuleCase {
    std::string_view rule; ///< identifier of the statement; empty if the version has none for it
    std::string_view what;
    Version version;
    Direction direction;
    Bytes broken;
    IssueCode code;
    Severity severity;
    Bytes valid;

    friend void PrintTo(const RuleCase& self, std::ostream* out) { *out << self.rule << ": " << self.what; }
};

std::span<const RuleCase> rules31();
std::span<const RuleCase> rules311();
std::span<const RuleCase> rules5Connect();
std::span<const RuleCase> rules5Publish();
std::span<const RuleCase> rules5Others();

inline constexpr Direction kFromClient = Direction::ClientToServer;
inline constexpr Direction kFromServer = Direction::ServerToClient;

} // namespace mqttscope::test
