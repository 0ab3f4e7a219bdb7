// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/resync.h"

#include "dissector/field/field_sink.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/framing.h"

#include <algorithm>
#include <variant>

namespace mqttscope::index {
namespace {

/// Messages of a segment that are looked at: enough to believe in the others.
constexpr int kEnough = 8;

/// Whether a PUBLISH that was read in part was read as far as its topic.
bool hasTopic(const mqtt::Packet& packet)
{
    const auto* publish = std::get_if<mqtt::Publish>(&packet);
    return publish == nullptr || !publish->topic.empty() || !publish->properties.empty();
}

bool readsWell(field::ByteView segment, mqtt::Version version, mqtt::Direction direction, bool fewSuffice)
{
    mqtt::DecodeOptions options;
    options.version = version;
    options.direction = direction;
    field::NullSink sink;
    field::IssueLog log;
    mqtt::Packet packet;
    for (int i = 0; i < kEnough && !segment.empty(); ++i) {
        const mqtt::HeaderPeek peek = mqtt::peekHeader(segment);
        if (peek.status == mqtt::HeaderStatus::NeedMore)
            return i > 0 ||
                   (fewSuffice && mqtt::plausibleHeader(segment, version, direction) != mqtt::Plausible::No);
        if (peek.status == mqtt::HeaderStatus::Malformed)
            return false;
        if (mqtt::plausibleHeader(segment, version, direction) != mqtt::Plausible::Yes)
            return false;
        const std::uint32_t length = peek.header.packetLength();
        const std::size_t have = std::min<std::size_t>(length, segment.size());
        const mqtt::DecodeResult result =
            mqtt::decode(segment.first(have), length, options, sink, log, packet);
        if (result.malformed || result.unreadable || (result.cut && i == 0 && !hasTopic(packet)))
            return false;
        segment = segment.subspan(have);
    }
    return true;
}

} // namespace

bool beginsWithMessage(field::ByteView segment, mqtt::Version version, mqtt::Direction direction,
                       bool fewSuffice)
{
    if (version != mqtt::Version::Unknown)
        return readsWell(segment, version, direction, fewSuffice);
    return readsWell(segment, mqtt::Version::V311, direction, fewSuffice) ||
           readsWell(segment, mqtt::Version::V50, direction, fewSuffice) ||
           readsWell(segment, mqtt::Version::V31, direction, fewSuffice);
}

} // namespace mqttscope::index
