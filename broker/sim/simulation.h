// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client.h"
#include "broker/net/tap/tap.h"
#include "broker/sim/scenario.h"
#include "capture/file/byte_sink.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mqttscope::broker::sim {

/// An action that could not be carried out.
struct NotDone {
    std::string pointer; ///< of the action in the scenario
    Nanoseconds at = 0;
    ClientFault why{}; ///< NotConnected also: it was connected already, or the client to kick is not there
};

/// What became of one client.
struct ClientTally {
    std::uint64_t connections = 0; ///< TCP connections
    std::uint64_t accepted = 0;    ///< CONNACK 0
    std::uint64_t published = 0;   ///< messages that it wanted to publish
    std::uint64_t completed = 0;   ///< of those: sent (QoS 0) or acknowledged without an error
    std::uint64_t received = 0;    ///< messages
};

struct SimulationReport {
    static constexpr std::size_t kMaxNotDone = 100;

    Nanoseconds duration = 0;
    std::uint64_t frames = 0;
    std::uint64_t faultHits = 0;
    std::uint64_t unplacedRemarks = 0;
    std::vector<ClientTally> clients; ///< in the order of the scenario
    std::vector<NotDone> notDone;     ///< the first
    std::uint64_t notDoneCount = 0;
    bool limitReached = false; ///< ended early: one of SimulationLimits
};

/// What a simulation may cost.
struct SimulationLimits {
    std::uint64_t frames = 5'000'000;
    std::uint64_t bytes = std::uint64_t{1} << 30; ///< carried by all connections
    std::uint64_t events = 50'000'000;            ///< things that happen
};

struct SimulationOptions {
    SimulationLimits limits;
    /// Words of decisions in the capture; see TapOptions.
    std::function<std::string(const DecisionRecord&, Nanoseconds)> decisionWords;
};

/// Plays a scenario in virtual time: broker and clients are the engines of broker/core, links have a delay,
/// faults stand between the broker and its links. What a tap at the broker sees is written as pcapng. The
/// same scenario gives the same bytes, always.
[[nodiscard]] tl::expected<SimulationReport, capture::FileError>
simulate(const Scenario& scenario, std::unique_ptr<capture::ByteSink> sink,
         const SimulationOptions& options = {});

} // namespace mqttscope::broker::sim
