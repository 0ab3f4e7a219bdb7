// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_sink.h"
#include "dissector/field/issue.h"
#include "dissector/field/select_sink.h"
#include "dissector/field/tree_sink.h"
#include "dissector/mqtt/packet.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace mqttscope::mqtt {

/// What the decoder is told about a packet.
struct DecodeOptions {
    /// Version of the connection. A CONNECT is read by the version that it names itself.
    Version version = Version::Unknown;
    Direction direction = Direction::Unknown; ///< Unknown: rules about the sender are not applied
    bool versionGuessed = false;              ///< the version was inferred (mqtt.version_guessed)
    bool payloadAsText = false;               ///< mqtt.msg_text and mqtt.willmsg_text instead of bytes
    /// false: only what makes a packet unreadable is looked for (no rules about contents); faster.
    bool reportIssues = true;
    std::uint8_t source = 1; ///< Issue::source of the issues
    std::uint32_t base = 0;  ///< added to every offset reported: where the packet begins in its source
    /// The topic behind a Topic Alias, as the connection knew it when this PUBLISH came; see aliasUnknown.
    std::optional<std::string_view> aliasTopic;
    /// The PUBLISH uses an alias that this direction had not set. Neither this nor aliasTopic: not known.
    bool aliasUnknown = false;
    /// Nothing of the connection is missing: an alias that is not known was never set.
    bool aliasesSeen = true;
};

/// How a decoding ended. `complete` = every byte was there and belongs to a known field.
struct DecodeResult {
    bool complete = false;              ///< whole, and not unreadable
    bool malformed = false;             ///< an issue at least Severity::Malformed was found
    bool protocolError = false;         ///< likewise Severity::ProtocolError
    bool unreadable = false;            ///< the layout was lost; what was read before it stands
    bool cut = false;                   ///< bytes that exist were not captured
    Version version = Version::Unknown; ///< the version it was read by (of a CONNECT: its own)
};

/// Reads one packet. `captured` starts at the control byte; `length` is the whole packet as it was on the
/// wire
/// (>= captured.size(); equal unless the capture cut it). Reports fields to the sink (offsets from the
/// control byte, plus `options.base`), issues to the log, and the packet itself, whose members view
/// `captured`. `packet` is reused: pass the same one again to save work. Never throws on any input (but for
/// lack of memory).
template <field::FieldSink Sink>
DecodeResult decode(field::ByteView captured, std::uint32_t length, const DecodeOptions& options, Sink& sink,
                    field::IssueLog& log, Packet& packet);

extern template DecodeResult decode(field::ByteView, std::uint32_t, const DecodeOptions&, field::NullSink&,
                                    field::IssueLog&, Packet&);
extern template DecodeResult decode(field::ByteView, std::uint32_t, const DecodeOptions&, field::SelectSink&,
                                    field::IssueLog&, Packet&);
extern template DecodeResult decode(field::ByteView, std::uint32_t, const DecodeOptions&, field::TreeSink&,
                                    field::IssueLog&, Packet&);

/// A whole packet without fields: for the broker and for tests.
inline DecodeResult decode(field::ByteView bytes, const DecodeOptions& options, field::IssueLog& log,
                           Packet& packet)
{
    field::NullSink sink;
    return decode(bytes, static_cast<std::uint32_t>(bytes.size()), options, sink, log, packet);
}

} // namespace mqttscope::mqtt
