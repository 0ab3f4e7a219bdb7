// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Severity;

template <FieldSink Sink>
void decodeIpPayload(Layers<Sink>& layers, std::uint8_t protocolNumber, const IpEnds& ends)
{
    if (protocolNumber == protocol::kTcp)
        decodeTcp(layers, ends);
    else
        readOpaque(layers);
}

template <FieldSink Sink> void readFragmentPayload(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    if constexpr (Sink::kWantsFields) {
        const auto have = static_cast<std::uint32_t>(reader.rest().size());
        if (layers.context.reassembledIn == 0) {
            reader.issueAt(IssueCode::FragmentIncomplete, Severity::Note, FieldId::IpFragment,
                           {reader.offset(), have});
        } else {
            reader.sink().generated(FieldId::IpReassembledIn,
                                    field::FieldValue::of(layers.context.reassembledIn));
        }
    }
    layers.facts.fragment.payloadCaptured = readRest(layers, FieldId::IpFragment);
    layers.facts.kind = PacketKind::IpFragment;
}

template void decodeIpPayload(Layers<field::NullSink>&, std::uint8_t, const IpEnds&);
template void decodeIpPayload(Layers<field::SelectSink>&, std::uint8_t, const IpEnds&);
template void decodeIpPayload(Layers<field::TreeSink>&, std::uint8_t, const IpEnds&);
template void readFragmentPayload(Layers<field::NullSink>&);
template void readFragmentPayload(Layers<field::SelectSink>&);
template void readFragmentPayload(Layers<field::TreeSink>&);

} // namespace mqttscope::net
