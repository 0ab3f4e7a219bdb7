// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/file_error.h"
#include "tests/support/traffic_arrivals.h"
#include "tests/support/traffic_options.h"
#include "tests/support/traffic_truth.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace mqttscope::test {

/// Takes each frame; the bytes are valid during the call.
using TrafficFrameSink = std::function<void(std::int64_t timeNs, field::ByteView frame)>;

/// Makes the traffic of clients and their brokers (TrafficClassroom), valid packet by packet and over time,
/// with its truth: handshakes, three versions, all packet types, sessions that are resumed, Wills; splits
/// anywhere, swapped and repeated segments, right checksums. All messages that begin also end, unless `loss`
/// is set. Needs memory for what is on its way, retained or queued, however many frames.
TrafficTruth generateTraffic(const TrafficOptions& options, const TrafficFrameSink& frames,
                             const TrafficMessageSink& messages, const TrafficExchangeSink& exchanges = {});

/// The same into a pcap file (Ethernet, microseconds).
[[nodiscard]] tl::expected<TrafficTruth, capture::FileError>
writeTraffic(const std::string& path, const TrafficOptions& options, const TrafficMessageSink& messages,
             const TrafficExchangeSink& exchanges = {});

} // namespace mqttscope::test
