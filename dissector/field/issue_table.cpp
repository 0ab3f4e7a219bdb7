// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/issue_table.h"

#include <algorithm>

// Identifiers and severities: MQTT 3.1.1 and 5.0 as numbered by OASIS; "MQTT31-...", "MQTT311-§..." and
// "MQTT5-§..." stand for rules that have no number: the clause, then a word.
namespace mqttscope::field {
namespace {

constexpr IssueRule kSilent{};

constexpr IssueRule warning(std::string_view ids = {})
{
    return {true, Severity::Warning, ids};
}

constexpr IssueRule protocolError(std::string_view ids = {})
{
    return {true, Severity::ProtocolError, ids};
}

constexpr IssueRule malformed(std::string_view ids = {})
{
    return {true, Severity::Malformed, ids};
}

constexpr IssueRule unreadable(std::string_view ids = {})
{
    return {true, Severity::Unreadable, ids};
}

constexpr IssueInfo inEveryVersion(IssueCode code, std::string_view name, Severity severity)
{
    const IssueRule rule{true, severity, {}};
    return {code, name, rule, rule, rule};
}

constexpr std::array<IssueInfo, kIssueCodeCount> kTable = {{
#include "dissector/field/issue_rows_packet.inc"

#include "dissector/field/issue_rows_session.inc"

#include "dissector/field/issue_rows_message.inc"
    // version of the connection
    inEveryVersion(IssueCode::VersionUnknown, "version-unknown", Severity::Note),
    inEveryVersion(IssueCode::VersionGuessed, "version-guessed", Severity::Note),
    inEveryVersion(IssueCode::VersionContradicted, "version-contradicted", Severity::Note),
}};

constexpr bool rowsStandInOrder()
{
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (static_cast<std::size_t>(kTable[i].code) != i)
            return false;
    }
    return true;
}
static_assert(rowsStandInOrder(), "the rows must stand in the order of IssueCode");

/// The statements about one field; they replace those of the code. An empty list replaces nothing.
struct Refinement {
    IssueCode code;
    FieldId field;
    std::string_view v31;
    std::string_view v311;
    std::string_view v50;
};

constexpr std::array kRefinements = {
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttClientid, "", "MQTT-1.5.3-1 MQTT-3.1.3-4",
               "MQTT-1.5.4-1 MQTT-3.1.3-4"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttWilltopic, "", "MQTT-1.5.3-1 MQTT-3.1.3-10",
               "MQTT-1.5.4-1 MQTT-3.1.3-11"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttUsername, "", "MQTT-1.5.3-1 MQTT-3.1.3-11",
               "MQTT-1.5.4-1 MQTT-3.1.3-12"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttTopic, "", "MQTT-1.5.3-1 MQTT-3.3.2-1",
               "MQTT-1.5.4-1 MQTT-3.3.2-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttFilter, "", "MQTT-1.5.3-1 MQTT-3.8.3-1",
               "MQTT-1.5.4-1 MQTT-3.8.3-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttUnsubFilter, "", "MQTT-1.5.3-1 MQTT-3.10.3-1",
               "MQTT-1.5.4-1 MQTT-3.10.3-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttPropKey, "", "", "MQTT-1.5.4-1 MQTT-1.5.7-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttPropValue, "", "", "MQTT-1.5.4-1 MQTT-1.5.7-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttPropResponseTopic, "", "", "MQTT-1.5.4-1 MQTT-3.3.2-13"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttPropOwnContentType, "", "", "MQTT-1.5.4-1 MQTT-3.3.2-19"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttTopic, "", "MQTT-1.5.3-2 MQTT-4.7.3-2",
               "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttFilter, "", "MQTT-1.5.3-2 MQTT-4.7.3-2",
               "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttUnsubFilter, "", "MQTT-1.5.3-2 MQTT-4.7.3-2",
               "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttWilltopic, "", "MQTT-1.5.3-2 MQTT-4.7.3-2",
               "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttPropResponseTopic, "", "", "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttPropKey, "", "", "MQTT-1.5.4-2 MQTT-1.5.7-1"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttPropValue, "", "", "MQTT-1.5.4-2 MQTT-1.5.7-1"},
    Refinement{IssueCode::TopicWildcard, FieldId::MqttWilltopic, "MQTT31-2.2-11", "MQTT-4.7.1-1",
               "MQTT-4.7.0-1"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttConnackReason, "", "",
               "MQTT-3.2.2-8 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttPubackReason, "", "",
               "MQTT-3.4.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttPubrecReason, "", "",
               "MQTT-3.5.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttPubrelReason, "", "",
               "MQTT-3.6.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttPubcompReason, "", "",
               "MQTT-3.7.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttSubackReason, "", "",
               "MQTT-3.9.3-2 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttUnsubackReason, "", "",
               "MQTT-3.11.3-2 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttDisconnectReason, "", "",
               "MQTT-3.14.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttAuthReason, "", "",
               "MQTT-3.15.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeSentBy, FieldId::MqttPubackReason, "", "", "MQTT-3.4.2-1"},
    Refinement{IssueCode::ReasonCodeSentBy, FieldId::MqttPubrecReason, "", "", "MQTT-3.5.2-1"},
    Refinement{IssueCode::ReasonCodeSentBy, FieldId::MqttDisconnectReason, "", "", "MQTT5-§3.14.2.1-sent-by"},
    Refinement{IssueCode::ReasonCodeSentBy, FieldId::MqttAuthReason, "", "", "MQTT5-§3.15.2.1-sent-by"},
    Refinement{IssueCode::PropertyValueZero, FieldId::MqttPropReceiveMaximum, "", "",
               "MQTT5-§3.1.2.11.3-receive-maximum-zero"},
    Refinement{IssueCode::PropertyValueZero, FieldId::MqttPropMaximumPacketSize, "", "",
               "MQTT5-§3.1.2.11.4-maximum-packet-size-zero"},
    Refinement{IssueCode::PropertyValueZero, FieldId::MqttPropSubscriptionIdentifier, "", "",
               "MQTT5-§3.3.2.3.8-subid-zero"},
    Refinement{IssueCode::PropertyValueRange, FieldId::MqttPropPayloadFormatIndicator, "", "",
               "MQTT5-§3.1.3.2.3-payload-format-value"},
    Refinement{IssueCode::PropertyValueRange, FieldId::MqttPropRequestProblemInformation, "", "",
               "MQTT5-§3.1.2.11.6-boolean-value"},
    Refinement{IssueCode::PropertyValueRange, FieldId::MqttPropRequestResponseInformation, "", "",
               "MQTT5-§3.1.2.11.6-boolean-value"},
    Refinement{IssueCode::PropertyWrongSender, FieldId::MqttPropSubscriptionIdentifier, "", "",
               "MQTT-3.3.4-6"},
    Refinement{IssueCode::PropertyWrongSender, FieldId::MqttPropSessionExpiryInterval, "", "",
               "MQTT-3.14.2-2"},
    Refinement{IssueCode::PropertyWrongSender, FieldId::MqttPropServerReference, "", "",
               "MQTT5-§2.2.2.2-property-not-allowed"},
    Refinement{IssueCode::ConnackTextTooLarge, FieldId::MqttPropReasonString, "", "", "MQTT-3.2.2-19"},
    Refinement{IssueCode::ConnackTextTooLarge, FieldId::MqttPropUserProperty, "", "", "MQTT-3.2.2-20"},
    Refinement{IssueCode::PubackTextTooLarge, FieldId::MqttPropReasonString, "", "", "MQTT-3.4.2-2"},
    Refinement{IssueCode::PubackTextTooLarge, FieldId::MqttPropUserProperty, "", "", "MQTT-3.4.2-3"},
    Refinement{IssueCode::PubrecTextTooLarge, FieldId::MqttPropReasonString, "", "", "MQTT-3.5.2-2"},
    Refinement{IssueCode::PubrecTextTooLarge, FieldId::MqttPropUserProperty, "", "", "MQTT-3.5.2-3"},
    Refinement{IssueCode::PubrelTextTooLarge, FieldId::MqttPropReasonString, "", "", "MQTT-3.6.2-2"},
    Refinement{IssueCode::PubrelTextTooLarge, FieldId::MqttPropUserProperty, "", "", "MQTT-3.6.2-3"},
    Refinement{IssueCode::PubcompTextTooLarge, FieldId::MqttPropReasonString, "", "", "MQTT-3.7.2-2"},
    Refinement{IssueCode::PubcompTextTooLarge, FieldId::MqttPropUserProperty, "", "", "MQTT-3.7.2-3"},
    Refinement{IssueCode::SubackTextTooLarge, FieldId::MqttPropReasonString, "", "", "MQTT-3.9.2-1"},
    Refinement{IssueCode::SubackTextTooLarge, FieldId::MqttPropUserProperty, "", "", "MQTT-3.9.2-2"},
    Refinement{IssueCode::UnsubackTextTooLarge, FieldId::MqttPropReasonString, "", "", "MQTT-3.11.2-1"},
    Refinement{IssueCode::UnsubackTextTooLarge, FieldId::MqttPropUserProperty, "", "", "MQTT-3.11.2-2"},
    Refinement{IssueCode::DisconnectTextTooLarge, FieldId::MqttPropReasonString, "", "", "MQTT-3.14.2-3"},
    Refinement{IssueCode::DisconnectTextTooLarge, FieldId::MqttPropUserProperty, "", "", "MQTT-3.14.2-4"},
    Refinement{IssueCode::AuthTextTooLarge, FieldId::MqttPropReasonString, "", "", "MQTT-3.15.2-2"},
    Refinement{IssueCode::AuthTextTooLarge, FieldId::MqttPropUserProperty, "", "", "MQTT-3.15.2-3"},
    Refinement{IssueCode::ForwardedPropertyChanged, FieldId::MqttPropPayloadFormatIndicator, "", "",
               "MQTT-3.3.2-4"},
    Refinement{IssueCode::ForwardedPropertyChanged, FieldId::MqttPropResponseTopic, "", "", "MQTT-3.3.2-15"},
    Refinement{IssueCode::ForwardedPropertyChanged, FieldId::MqttPropCorrelationData, "", "",
               "MQTT-3.3.2-16"},
    Refinement{IssueCode::ForwardedPropertyChanged, FieldId::MqttPropUserProperty, "", "", "MQTT-3.3.2-17"},
    Refinement{IssueCode::ForwardedPropertyChanged, FieldId::MqttPropOwnContentType, "", "", "MQTT-3.3.2-20"},
};

template <class Row> constexpr const auto& ofVersion(const Row& row, std::uint8_t version)
{
    return version == 3 ? row.v31 : version == 5 ? row.v50 : row.v311;
}

} // namespace

RuleIds::RuleIds(std::string_view list)
{
    while (!list.empty() && m_size < kMax) {
        const std::size_t space = std::min(list.find(' '), list.size());
        m_ids[m_size++] = list.substr(0, space);
        list.remove_prefix(std::min(space + 1, list.size()));
    }
}

std::span<const IssueInfo> issueTable()
{
    return kTable;
}

const IssueInfo& issueInfo(IssueCode code)
{
    return kTable[static_cast<std::size_t>(code)];
}

const IssueRule& issueRule(IssueCode code, std::uint8_t version)
{
    return ofVersion(issueInfo(code), version);
}

RuleIds ruleIds(IssueCode code, FieldId field, std::uint8_t version)
{
    const auto* found = std::find_if(kRefinements.begin(), kRefinements.end(), [&](const Refinement& r) {
        return r.code == code && r.field == field && !ofVersion(r, version).empty();
    });
    if (found != kRefinements.end())
        return RuleIds(ofVersion(*found, version));
    return RuleIds(issueRule(code, version).ids);
}

std::string_view ruleId(IssueCode code, FieldId field, std::uint8_t version)
{
    return ruleIds(code, field, version)[0];
}

std::string_view ruleId(IssueCode code, std::uint8_t version)
{
    return ruleId(code, FieldId::None, version);
}

} // namespace mqttscope::field
