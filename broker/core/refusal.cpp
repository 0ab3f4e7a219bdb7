// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/refusal.h"

#include "broker/core/mutation.h"
#include "dissector/field/issue_table.h"

#include <algorithm>

namespace mqttscope::broker {
namespace {

using field::IssueCode;
using field::Severity;
using mqtt::ReasonCode;

/// MQTT 5.0 §4.13.1: the code of the rule, else 0x81 or 0x82.
ReasonCode reasonFor(const field::Issue& issue)
{
    if (issue.severity >= Severity::Malformed)
        return ReasonCode::MalformedPacket;
    switch (issue.code) { // NOLINT(clang-diagnostic-switch-enum): the others have no code of their own
    case IssueCode::ProtocolName:
    case IssueCode::ProtocolLevel:
    case IssueCode::ProtocolLevel31:
    case IssueCode::ProtocolNameLevel:
        return ReasonCode::UnsupportedProtocolVersion;
    case IssueCode::ClientIdEmptyNotClean:
    case IssueCode::ClientIdLength31:
        return ReasonCode::ClientIdentifierNotValid;
    case IssueCode::TopicAliasZero:
        return ReasonCode::TopicAliasInvalid;
    default:
        return ReasonCode::ProtocolError;
    }
}

} // namespace

Refusal refusal(mqtt::ReasonCode reason, field::IssueCode issue, field::FieldId field, std::uint64_t expected,
                std::uint64_t found)
{
    Refusal made;
    made.reason = reason;
    made.rule = {true, issue, field, 0, expected, found};
    return made;
}

std::optional<Refusal> refusalOf(const mqtt::DecodeResult& result, const field::IssueLog& log,
                                 std::optional<field::IssueCode> tolerated)
{
    if (!result.malformed && !result.protocolError && !mutated(Mutation::WarningsAreErrors))
        return std::nullopt;
    // The first malformed one, else the first protocol error.
    const field::Issue* worst = nullptr;
    for (const field::Issue& issue : log.issues()) {
        if ((issue.severity < Severity::ProtocolError && !mutated(Mutation::WarningsAreErrors)) ||
            issue.code == tolerated)
            continue;
        if (worst == nullptr ||
            (worst->severity < Severity::Malformed && issue.severity >= Severity::Malformed))
            worst = &issue;
    }
    if (worst == nullptr && (tolerated || mutated(Mutation::WarningsAreErrors)) && log.dropped() == 0)
        return std::nullopt;
    Refusal made;
    made.reason = result.malformed ? ReasonCode::MalformedPacket : ReasonCode::ProtocolError;
    if (worst != nullptr) {
        made.reason = reasonFor(*worst);
        made.rule = {true, worst->code, worst->field, worst->range.offset, worst->expected, worst->found};
    }
    return made;
}

std::optional<mqtt::ConnectReturnCode> returnCodeOf(mqtt::ReasonCode reason)
{
    using mqtt::ConnectReturnCode;
    switch (reason) { // NOLINT(clang-diagnostic-switch-enum): the others have no counterpart
    case ReasonCode::UnsupportedProtocolVersion:
        return ConnectReturnCode::UnacceptableProtocolVersion;
    case ReasonCode::ClientIdentifierNotValid:
        return ConnectReturnCode::IdentifierRejected;
    case ReasonCode::ServerUnavailable:
    case ReasonCode::ServerBusy:
    case ReasonCode::ServerShuttingDown:
    case ReasonCode::QuotaExceeded:
    case ReasonCode::UseAnotherServer:
    case ReasonCode::ServerMoved:
    case ReasonCode::ConnectionRateExceeded:
        return ConnectReturnCode::ServerUnavailable;
    case ReasonCode::BadUserNameOrPassword:
        return ConnectReturnCode::BadUserNameOrPassword;
    case ReasonCode::NotAuthorized:
    case ReasonCode::Banned:
    case ReasonCode::BadAuthenticationMethod:
        return ConnectReturnCode::NotAuthorized;
    default:
        return std::nullopt;
    }
}

std::string reasonString(const BrokenRule& rule, mqtt::Version version)
{
    if (!rule.any)
        return {};
    std::string text{field::issueInfo(rule.issue).name};
    const std::string_view id = field::ruleId(rule.issue, rule.field, static_cast<std::uint8_t>(version));
    if (!id.empty())
        text.append(1, ' ').append(id);
    if (rule.field != field::FieldId::None)
        text.append(" byte ").append(std::to_string(rule.offset));
    return text;
}

} // namespace mqttscope::broker
