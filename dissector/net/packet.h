// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/field/field_sink.h"
#include "dissector/field/issue.h"
#include "dissector/field/select_sink.h"
#include "dissector/field/tree_sink.h"
#include "dissector/net/link_type.h"
#include "dissector/net/packet_facts.h"

#include <cstdint>

namespace mqttscope::net {

/// Decodes the layers of one frame from its link layer up to and including TCP; the payload of TCP becomes
/// one `tcp.payload` leaf. Every captured byte is reported in exactly one leaf, ranges count from the start
/// of `captured` (source 0, which the caller need not set).
///
/// `originalLength` is the length on the wire; the captured bytes may be fewer (snap length). `facts.kind` is
/// always set, the rest as it says. Checksums and incomplete datagrams are looked at only if the sink wants
/// fields. Pure: no state, no allocation of its own (the sink and the log may allocate).
template <field::FieldSink Sink>
void decodePacket(LinkType link, field::ByteView captured, std::uint32_t originalLength,
                  const PacketContext& context, Sink& sink, field::IssueLog& log, PacketFacts& facts);

/// Decodes a datagram that was put together from fragments: the header of `protocol` onwards. The caller has
/// set the source number; ranges and facts count from the start of `captured`, the part of the datagram at
/// hand up to the first byte that was not captured. `originalLength` is the length of the whole. Its flows
/// follow those that `facts` has of the frame.
template <field::FieldSink Sink>
void decodeTransport(std::uint8_t protocol, field::ByteView captured, std::uint32_t originalLength,
                     const Address& source, const Address& destination, const PacketContext& context,
                     Sink& sink, field::IssueLog& log, PacketFacts& facts);

extern template void decodePacket(LinkType, field::ByteView, std::uint32_t, const PacketContext&,
                                  field::NullSink&, field::IssueLog&, PacketFacts&);
extern template void decodePacket(LinkType, field::ByteView, std::uint32_t, const PacketContext&,
                                  field::SelectSink&, field::IssueLog&, PacketFacts&);
extern template void decodePacket(LinkType, field::ByteView, std::uint32_t, const PacketContext&,
                                  field::TreeSink&, field::IssueLog&, PacketFacts&);
extern template void decodeTransport(std::uint8_t, field::ByteView, std::uint32_t, const Address&,
                                     const Address&, const PacketContext&, field::NullSink&, field::IssueLog&,
                                     PacketFacts&);
extern template void decodeTransport(std::uint8_t, field::ByteView, std::uint32_t, const Address&,
                                     const Address&, const PacketContext&, field::SelectSink&,
                                     field::IssueLog&, PacketFacts&);
extern template void decodeTransport(std::uint8_t, field::ByteView, std::uint32_t, const Address&,
                                     const Address&, const PacketContext&, field::TreeSink&, field::IssueLog&,
                                     PacketFacts&);

} // namespace mqttscope::net
