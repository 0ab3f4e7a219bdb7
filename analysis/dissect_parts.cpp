// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/dissect_parts.h"

#include "dissector/field/field_table.h"

#include <string_view>

namespace mqttscope::analysis {
namespace {

constexpr index::DissectParts kNothing{.frame = false,
                                       .network = false,
                                       .mqtt = false,
                                       .checksums = false,
                                       .protocols = false,
                                       .segments = false};

bool isOf(std::string_view name, std::string_view protocol)
{
    return name.starts_with(protocol) && (name.size() == protocol.size() || name[protocol.size()] == '.');
}

} // namespace

index::DissectParts partsFor(field::FieldId field)
{
    index::DissectParts parts = kNothing;
    const std::string_view name = field::fieldInfo(field).name;
    if (isOf(name, "frame")) {
        parts.frame = true;
        parts.protocols = field == field::FieldId::FrameProtocols;
    } else if (isOf(name, "mqtt") || name == "tcp.pdu.size" || name.starts_with("tcp.segment") ||
               name.starts_with("tcp.reassembled.")) {
        parts.mqtt = true;
        parts.segments = field == field::FieldId::TcpSegmentBytes;
        parts.network = parts.segments;
    } else if (field == field::FieldId::Undecoded || field == field::FieldId::NotCaptured) {
        parts.network = parts.mqtt = true;
    } else {
        parts.network = true;
        parts.checksums = name.ends_with(".checksum.status");
    }
    return parts;
}

index::DissectParts partsFor(const field::FieldSelection& selection)
{
    index::DissectParts parts = kNothing;
    for (std::uint16_t slot = 0; slot < selection.size(); ++slot) {
        const index::DissectParts one = partsFor(selection.fieldOf(slot));
        parts.frame |= one.frame;
        parts.network |= one.network;
        parts.mqtt |= one.mqtt;
        parts.checksums |= one.checksums;
        parts.protocols |= one.protocols;
        parts.segments |= one.segments;
    }
    return parts;
}

} // namespace mqttscope::analysis
