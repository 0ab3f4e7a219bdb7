// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/version_inference.h"

#include <algorithm>
#include <iterator>

namespace mqttscope::index {
namespace {

bool readsWell(field::ByteView captured, std::uint32_t length, mqtt::Direction direction,
               mqtt::Version version, field::Severity below = field::Severity::Malformed)
{
    mqtt::DecodeOptions options;
    options.version = version;
    options.direction = direction;
    field::NullSink sink;
    field::IssueLog log;
    mqtt::Packet packet;
    const mqtt::DecodeResult result = mqtt::decode(captured, length, options, sink, log, packet);
    return !log.has(below) && !result.malformed && !result.unreadable;
}

} // namespace

std::optional<mqtt::Version> VersionInference::look(field::ByteView captured, std::uint32_t length,
                                                    mqtt::Direction direction, std::uint32_t message,
                                                    std::int64_t timeNs)
{
    if (m_waiting.empty())
        m_firstTimeNs = timeNs;
    m_waiting.push_back(message);
    m_bytes += length;
    std::uint8_t left = 0;
    if ((m_candidates & k31) != 0 && readsWell(captured, length, direction, mqtt::Version::V31))
        left |= k31;
    if ((m_candidates & k311) != 0 && readsWell(captured, length, direction, mqtt::Version::V311))
        left |= k311;
    if ((m_candidates & k50) != 0 && readsWell(captured, length, direction, mqtt::Version::V50))
        left |= k50;
    if (left != 0) // a message that no version can read speaks for none
        m_candidates = left;
    const bool oneLeft = (m_candidates & (m_candidates - 1)) == 0;
    const bool onlyThree = m_candidates == (k31 | k311); // more messages hardly tell these two apart
    if (oneLeft || onlyThree || m_waiting.size() >= kMaxMessages || m_bytes >= kMaxBytes)
        return best();
    return std::nullopt;
}

mqtt::Version VersionInference::best() const
{
    if (m_candidates == k31)
        return mqtt::Version::V31;
    if (m_candidates == k50)
        return mqtt::Version::V50;
    return mqtt::Version::V311;
}

bool fitsAnotherVersion(field::ByteView captured, std::uint32_t length, mqtt::Direction direction,
                        mqtt::Version version)
{
    constexpr mqtt::Version kAll[] = {mqtt::Version::V31, mqtt::Version::V311, mqtt::Version::V50};
    return std::any_of(std::begin(kAll), std::end(kAll), [&](mqtt::Version other) {
        return other != version && readsWell(captured, length, direction, other, field::Severity::Warning);
    });
}

} // namespace mqttscope::index
