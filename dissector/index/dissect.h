// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_sink.h"
#include "dissector/field/issue.h"
#include "dissector/index/dissection.h"
#include "dissector/index/frame_source.h"
#include "dissector/index/options.h"
#include "dissector/index/snapshot.h"
#include "dissector/mqtt/packet.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mqttscope::index {

/// A message laid out in the Messages source.
struct LaidOutMessage {
    std::uint32_t message = 0;  ///< index of its record
    std::uint32_t start = 0;    ///< in the source
    std::uint32_t captured = 0; ///< bytes before the first hole
    std::uint32_t present = 0;  ///< bytes laid out, holes filled with zeros
};

/// Memory that dissecting many frames in a row reuses. Selected values view it until the next frame.
struct DissectScratch {
    field::IssueLog issues;
    std::vector<std::uint8_t> datagram;
    std::vector<std::uint8_t> messages;
    std::vector<LaidOutMessage> laidOut;
    mqtt::Packet packet;
    std::string protocols;
};

/// Which layers a caller needs; leaving some out saves their time.
struct DissectParts {
    bool frame = true;     ///< frame.* fields
    bool network = true;   ///< link to TCP
    bool mqtt = true;      ///< messages anchored at the frame
    bool checksums = true; ///< verify checksums, for issues and *.checksum.status
    bool protocols = true; ///< frame.protocols, which takes a look at every layer
    bool segments = true;  ///< tcp.segment_data, which searches the message that a segment is part of
    /// The frame shown before this one, for frame.time_delta_displayed; 0 = none.
    std::uint32_t shownBefore = 0;
};

/// Pass 2: reports the fields of one frame to a sink. A pure function of the bytes and the snapshot, for any
/// frame in any order on any thread. Instantiated for SelectSink; dissectTree is the same for TreeSink.
template <field::FieldSink Sink>
void dissectFrame(const Snapshot& snapshot, const FrameSource& source, const IndexOptions& options,
                  std::uint32_t frame, DissectParts parts, Sink& sink, DissectScratch& scratch);

/// The whole tree with its bytes.
[[nodiscard]] std::shared_ptr<const Dissection> dissectTree(const Snapshot& snapshot,
                                                            const FrameSource& source,
                                                            const IndexOptions& options, std::uint32_t frame);

/// The tree that exports print, with everything in it; `shownBefore` as in DissectParts. Null if there is no
/// such frame.
[[nodiscard]] std::unique_ptr<const Dissection>
dissectForExport(const Snapshot& snapshot, const FrameSource& source, const IndexOptions& options,
                 std::uint32_t frame, std::uint32_t shownBefore);

} // namespace mqttscope::index
