// SPDX-License-Identifier: GPL-3.0-or-later
// Every code of every answer, and every value with a name among the properties, has a text of its own.
#include "dissector/field/field_table.h"
#include "teach/narration/sentences.h"
#include "teach/vocabulary.h"
#include "tests/unit/teach/typography.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace mqttscope::teach {
namespace {

using field::FieldId;

constexpr FieldId kCodes[] = {
    FieldId::MqttConackVal,    FieldId::MqttConnackReason,    FieldId::MqttPubackReason,
    FieldId::MqttPubrecReason, FieldId::MqttPubrelReason,     FieldId::MqttPubcompReason,
    FieldId::MqttSubackQos,    FieldId::MqttSubackReason,     FieldId::MqttUnsubackReason,
    FieldId::MqttAuthReason,   FieldId::MqttDisconnectReason,
};

constexpr FieldId kSwitches[] = {
    FieldId::MqttPropPayloadFormatIndicator,
    FieldId::MqttPropRequestProblemInformation,
    FieldId::MqttPropRequestResponseInformation,
    FieldId::MqttPropMaximumQos,
    FieldId::MqttPropRetainAvailable,
    FieldId::MqttPropWildcardSubscriptionAvailable,
    FieldId::MqttPropSubscriptionIdentifierAvailable,
    FieldId::MqttPropSharedSubscriptionAvailable,
};

class ReasonTexts : public ::testing::TestWithParam<Language> {
protected:
    const Vocabulary words{GetParam()};

    [[nodiscard]] std::string text(FieldId id, std::uint64_t value) const
    {
        return std::string{words.explanation("value", field::fieldInfo(id).name, value)};
    }

    void expectGood(FieldId id, std::uint64_t value) const
    {
        const std::string said = text(id, value);
        const std::string at = std::string{field::fieldInfo(id).name} + " " + std::to_string(value);
        EXPECT_FALSE(said.empty()) << at;
        EXPECT_LE(countSentences(said), 2U) << at << ": " << said;
        for (const std::string& fault :
             GetParam() == Language::French ? frenchTypography(said) : englishTypography(said))
            ADD_FAILURE() << at << ": " << fault;
    }
};

TEST_P(ReasonTexts, EveryCodeOfEveryPacketHasOne)
{
    std::size_t count = 0;
    for (const FieldId id : kCodes) {
        for (const field::ValueName& value : field::fieldInfo(id).names) {
            expectGood(id, value.value);
            ++count;
        }
    }
    EXPECT_EQ(count, 6U + 22 + 9 + 9 + 2 + 2 + 4 + 12 + 7 + 3 + 30);
}

TEST_P(ReasonTexts, EverySwitchAmongThePropertiesHasTwo)
{
    for (const FieldId id : kSwitches) {
        expectGood(id, 0);
        expectGood(id, 1);
    }
}

TEST_P(ReasonTexts, NoneIsSaidOfTwoCodesOrTwoPackets)
{
    std::map<std::string, std::string> owner;
    for (const FieldId id : kCodes) {
        for (const field::ValueName& value : field::fieldInfo(id).names) {
            const std::string at = std::string{field::fieldInfo(id).name} + " " + std::to_string(value.value);
            const auto [there, isNew] = owner.emplace(text(id, value.value), at);
            EXPECT_TRUE(isNew) << there->second << " and " << at << ": " << there->first;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, ReasonTexts, ::testing::ValuesIn(kLanguages),
                         [](const auto& test) { return std::string{languageCode(test.param)}; });

} // namespace
} // namespace mqttscope::teach
