// SPDX-License-Identifier: GPL-3.0-or-later
// Every property of MQTT 5.0 has texts for its bytes, and every issue that can stand at a byte a second
// sentence.
#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "dissector/mqtt/property.h"
#include "teach/narration/sentences.h"
#include "teach/vocabulary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace mqttscope::teach {
namespace {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyType;

class PropertyTexts : public ::testing::TestWithParam<Language> {
protected:
    const Vocabulary words{GetParam()};

    [[nodiscard]] bool has(std::string_view field, std::string_view conditions) const
    {
        return words.table(ContentFile::NarrationProperties).contains(textPath("byte", field, conditions));
    }
    void expectTexts(FieldId id, std::initializer_list<std::string_view> conditions) const
    {
        for (const std::string_view key : conditions)
            EXPECT_TRUE(has(field::fieldInfo(id).name, key)) << field::fieldInfo(id).name << " / " << key;
    }
};

TEST_P(PropertyTexts, EveryIdentifierHasOneThatKnowsIt)
{
    for (const mqtt::PropertyInfo& info : mqtt::propertyTable())
        expectTexts(FieldId::MqttPropertyId, {"=" + std::to_string(static_cast<unsigned>(info.id))});
    expectTexts(FieldId::MqttPropertyId, {"*"});
}

TEST_P(PropertyTexts, EveryValueHasThoseOfItsType)
{
    for (const mqtt::PropertyInfo& info : mqtt::propertyTable()) {
        switch (info.type) {
        case PropertyType::Byte:
            expectTexts(info.field, {"*", "=0", "=1"});
            break;
        case PropertyType::TwoByteInteger:
            expectTexts(info.field, {"*", "first", "first <256", "last =0"});
            break;
        case PropertyType::FourByteInteger:
            expectTexts(info.field, {"*", "first", "first <16777216", "#2", "#2 <65536", "#3"});
            EXPECT_TRUE(has(field::fieldInfo(info.field).name, "last =0") ||
                        has(field::fieldInfo(info.field).name, "last =0 connect"));
            break;
        case PropertyType::VariableByteInteger:
            expectTexts(info.field, {"*", "only", "first", "middle", "last"});
            break;
        case PropertyType::Utf8String:
        case PropertyType::BinaryData:
            expectTexts(info.field, {"*", "only", "first", "#2", "#3", "#4", "last"});
            break;
        case PropertyType::Utf8StringPair:
            for (const FieldId part : {FieldId::MqttPropKey, FieldId::MqttPropValue})
                expectTexts(part, {"*", "only", "first", "first publish", "first connect",
                                   "first connect will", "#2", "#3", "#4", "last"});
            break;
        }
    }
}

TEST_P(PropertyTexts, EveryLengthHasThoseOfItsBytes)
{
    for (const FieldId id : {FieldId::MqttPropLen, FieldId::MqttPropStringLen, FieldId::MqttPropKeyLen,
                             FieldId::MqttPropValueLen})
        expectTexts(id, {"*", "first", "first zero", "last", "last =0"});
}

TEST_P(PropertyTexts, ThePropertyLengthHasThoseOfEachPacket)
{
    expectTexts(FieldId::MqttPropertyLen,
                {"*", "only", "only =0", "first", "middle", "last", "only =0 publish packet-end",
                 "only =0 connack mqtt.connack.reason_code=0", "only connack mqtt.connack.reason_code=0"});
    for (const std::string packet :
         {"connect", "connack", "publish", "puback", "pubrec", "pubrel", "pubcomp", "subscribe", "suback",
          "unsubscribe", "unsuback", "disconnect", "auth", "connect will"})
        expectTexts(FieldId::MqttPropertyLen, {"only " + packet, "only =0 " + packet});
}

/// Fields at which an issue stands whose statement depends on the field; of other issues none.
std::vector<FieldId> fieldsOf(IssueCode code)
{
    static const std::map<IssueCode, std::vector<FieldId>> kFields = {
        {IssueCode::PropertyValueZero,
         {FieldId::MqttPropReceiveMaximum, FieldId::MqttPropMaximumPacketSize,
          FieldId::MqttPropSubscriptionIdentifier}},
        {IssueCode::PropertyWrongSender,
         {FieldId::MqttPropSubscriptionIdentifier, FieldId::MqttPropSessionExpiryInterval,
          FieldId::MqttPropServerReference}},
        {IssueCode::ReasonCodeSentBy,
         {FieldId::MqttPubackReason, FieldId::MqttPubrecReason, FieldId::MqttDisconnectReason,
          FieldId::MqttAuthReason}},
        {IssueCode::ForwardedPropertyChanged,
         {FieldId::MqttPropPayloadFormatIndicator, FieldId::MqttPropResponseTopic,
          FieldId::MqttPropCorrelationData, FieldId::MqttPropUserProperty, FieldId::MqttPropOwnContentType}},
    };
    const auto found = kFields.find(code);
    return found != kFields.end() ? found->second : std::vector{FieldId::None};
}

struct MalformedTexts : PropertyTexts {
    [[nodiscard]] std::string_view own(IssueCode code) const
    {
        return words.table(ContentFile::NarrationProperties)
            .find(textPath("malformed", field::issueInfo(code).name));
    }
};

TEST_P(MalformedTexts, EveryIssueHasASentenceAndWhatFollowsFromIt)
{
    for (const field::IssueInfo& info : field::issueTable()) {
        EXPECT_FALSE(words.table(ContentFile::Issues).find(info.name).empty()) << info.name;
        for (const auto version : {mqtt::Version::V31, mqtt::Version::V311, mqtt::Version::V50}) {
            const auto number = static_cast<std::uint8_t>(version);
            const field::IssueRule& rule = field::issueRule(info.code, number);
            // A note is no fault: the byte keeps its own text.
            if (!rule.applies || rule.severity == field::Severity::Note || !own(info.code).empty())
                continue;
            for (const FieldId id : fieldsOf(info.code)) {
                const std::string_view statement = field::ruleId(info.code, id, number);
                EXPECT_FALSE(words.consequence(statement, version).empty())
                    << info.name << ", MQTT " << int{number} << ", at " << field::fieldInfo(id).name;
            }
        }
    }
}

TEST_P(MalformedTexts, AreOneSentenceOfAnIssueThatExists)
{
    std::size_t count = 0;
    for (const TextTable::Entry& entry : words.table(ContentFile::NarrationProperties).entries()) {
        const std::string prefix = textPath("malformed", "");
        if (!entry.path.starts_with(prefix))
            continue;
        const std::string name = entry.path.substr(prefix.size());
        const auto table = field::issueTable();
        EXPECT_TRUE(std::any_of(table.begin(), table.end(), [&](const auto& row) {
            return row.name == name;
        })) << name;
        EXPECT_EQ(countSentences(entry.text), 1U) << name << ": " << entry.text;
        EXPECT_TRUE(entry.text.ends_with('.')) << name;
        ++count;
    }
    EXPECT_GE(count, 70U);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, PropertyTexts, ::testing::ValuesIn(kLanguages),
                         [](const auto& test) { return std::string{languageCode(test.param)}; });
INSTANTIATE_TEST_SUITE_P(BothLanguages, MalformedTexts, ::testing::ValuesIn(kLanguages),
                         [](const auto& test) { return std::string{languageCode(test.param)}; });

} // namespace
} // namespace mqttscope::teach
