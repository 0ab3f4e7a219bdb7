// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/lab_fault.h"

#include "dissector/mqtt/reason_code.h"

#include <algorithm>
#include <array>

namespace mqttscope::broker::lab {
namespace {

using mqtt::PacketType;
using mqtt::ReasonCode;
using mqtt::Version;

/// What the Connect Return codes 1 to 5 are called in 5.0.
constexpr std::array<ReasonCode, mqtt::kLastConnectReturnCode> kReasons = {
    ReasonCode::UnsupportedProtocolVersion, ReasonCode::ClientIdentifierNotValid,
    ReasonCode::ServerUnavailable, ReasonCode::BadUserNameOrPassword, ReasonCode::NotAuthorized};

bool acknowledges(PacketType type)
{
    return type == PacketType::Puback || type == PacketType::Pubrec || type == PacketType::Pubrel ||
           type == PacketType::Pubcomp;
}

} // namespace

std::vector<std::uint8_t> refusalCodes(Version version)
{
    std::vector<std::uint8_t> codes;
    if (version != Version::V50) {
        for (std::uint8_t code = 1; code <= mqtt::kLastConnectReturnCode; ++code)
            codes.push_back(code);
        return codes;
    }
    for (unsigned code = 0x80; code <= 0xff; ++code) {
        const auto byte = static_cast<std::uint8_t>(code);
        if (mqtt::codeUse(PacketType::Connack, byte) != mqtt::CodeUse::NotListed)
            codes.push_back(byte);
    }
    return codes;
}

bool isValid(const LabFault& fault)
{
    switch (fault.kind) {
    case LabFaultKind::LoseAndCut:
        return fault.type && acknowledges(*fault.type);
    case LabFaultKind::Refuse: {
        const std::vector<std::uint8_t> codes = refusalCodes(fault.version);
        return std::find(codes.begin(), codes.end(), fault.code) != codes.end();
    }
    case LabFaultKind::Grant:
        return fault.code < 2;
    case LabFaultKind::Delay:
        return fault.delayMilliseconds > 0 && fault.delayMilliseconds <= LabFault::kMaxDelayMilliseconds;
    }
    return false;
}

FaultRule ruleOf(const LabFault& fault)
{
    FaultRule rule;
    rule.clientId = fault.clientId;
    rule.count = fault.count;
    rule.from = FaultSide::Client;
    switch (fault.kind) {
    case LabFaultKind::LoseAndCut:
        rule.from = fault.from;
        rule.type = fault.type;
        rule.action = FaultAction::Drop;
        rule.then = FaultEnd::Rst;
        break;
    case LabFaultKind::Refuse:
        rule.type = PacketType::Connect;
        rule.action = FaultAction::Refuse;
        rule.code =
            fault.version == Version::V50 ? fault.code : static_cast<std::uint8_t>(kReasons[fault.code - 1U]);
        break;
    case LabFaultKind::Grant:
        rule.type = PacketType::Subscribe;
        rule.action = FaultAction::Grant;
        rule.code = fault.code;
        break;
    case LabFaultKind::Delay:
        rule.from = fault.from;
        rule.type = fault.type;
        rule.action = FaultAction::Delay;
        rule.delay = fault.delayMilliseconds * kMillisecond;
        break;
    }
    return rule;
}

} // namespace mqttscope::broker::lab
