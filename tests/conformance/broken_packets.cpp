// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/broken_packets.h"

#include "tests/conformance/names.h"

#include <map>

namespace mqttscope::broker::test {

using field::IssueCode;
using field::Severity;
using mqttscope::test::RuleCase;

std::vector<BrokenPacket> brokenPackets(mqtt::Direction direction)
{
    std::vector<BrokenPacket> packets;
    std::map<std::string, int> counts;
    for (const auto& some :
         {mqttscope::test::rules31(), mqttscope::test::rules311(), mqttscope::test::rules5Connect(),
          mqttscope::test::rules5Publish(), mqttscope::test::rules5Others()}) {
        for (const RuleCase& one : some) {
            const bool unanswerable = one.version == Version::V31 && one.code == IssueCode::SubscribeEmpty;
            if (one.direction != direction || unanswerable)
                continue;
            const std::string name = conformance::parameterName(static_cast<int>(one.version),
                                                                one.rule.empty() ? "none" : one.rule);
            packets.push_back({one, name + "_case" + std::to_string(++counts[name])});
        }
    }
    return packets;
}

ReasonCode reasonOf(const RuleCase& one)
{
    static const std::map<IssueCode, ReasonCode> kOwn = {
        {IssueCode::ProtocolName, ReasonCode::UnsupportedProtocolVersion},      // [MQTT-3.1.2-1]
        {IssueCode::ProtocolNameLevel, ReasonCode::UnsupportedProtocolVersion}, // [MQTT-3.1.2-1]
        {IssueCode::ProtocolLevel, ReasonCode::UnsupportedProtocolVersion},     // [MQTT-3.1.2-2]
        {IssueCode::TopicAliasZero, ReasonCode::TopicAliasInvalid},             // §3.3.2.3.4
        {IssueCode::PayloadNotUtf8, ReasonCode::PayloadFormatInvalid},          // §3.3.2.3.2
    };
    if (const auto own = kOwn.find(one.code); own != kOwn.end())
        return own->second;
    return one.severity >= Severity::Malformed ? ReasonCode::MalformedPacket : ReasonCode::ProtocolError;
}

std::uint8_t returnCodeOf(const RuleCase& one)
{
    switch (one.code) { // NOLINT(clang-diagnostic-switch-enum): the others have no return code
    case IssueCode::ProtocolLevel:
    case IssueCode::ProtocolLevel31:
    case IssueCode::ProtocolNameLevel:
        return 1;
    case IssueCode::ClientIdEmptyNotClean:
    case IssueCode::ClientIdLength31:
        return 2;
    default:
        return 0;
    }
}

bool isTolerated(const RuleCase& one)
{
    return one.severity < Severity::ProtocolError && one.code != IssueCode::PayloadNotUtf8;
}

} // namespace mqttscope::broker::test
