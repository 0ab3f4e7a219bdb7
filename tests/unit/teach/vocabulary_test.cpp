// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/vocabulary.h"

#include "dissector/field/field_table.h"

#include <gtest/gtest.h>

namespace mqttscope::teach {
namespace {

using analysis::Phrase;
using field::FieldId;
using mqtt::Version;

TEST(EnglishVocabulary, LabelsAndNamesAreThoseOfTheFieldTable)
{
    const Vocabulary words{Language::English};
    const analysis::Vocabulary plain;
    for (const field::FieldInfo& info : field::fieldTable()) {
        EXPECT_EQ(words.label(info.id), plain.label(info.id));
        for (const field::ValueName& value : info.names)
            EXPECT_EQ(words.valueName(info.id, value.value), plain.valueName(info.id, value.value));
    }
}

TEST(EnglishVocabulary, PhrasesAndQuantitiesAreThoseOfAnalysis)
{
    const Vocabulary words{Language::English};
    const analysis::Vocabulary plain;
    for (std::size_t i = 0; i < analysis::kPhraseCount; ++i)
        EXPECT_EQ(words.phrase(static_cast<Phrase>(i)), plain.phrase(static_cast<Phrase>(i)));
    for (std::uint64_t number = 0; number < 3; ++number)
        EXPECT_EQ(words.quantity(field::Unit::Bytes, number), plain.quantity(field::Unit::Bytes, number));
    EXPECT_EQ(words.quantity(field::Unit::None, 7), plain.quantity(field::Unit::None, 7));
}

TEST(FrenchVocabulary, SpeaksFrench)
{
    const Vocabulary words{Language::French};
    EXPECT_EQ(words.label(FieldId::MqttMsgid), "Packet Identifier (identifiant de paquet)");
    EXPECT_EQ(words.label(FieldId::IpSrc), "Adresse source");
    EXPECT_EQ(words.valueName(FieldId::MqttConackVal, 5), "Connexion refusée, non autorisée");
    EXPECT_EQ(words.valueName(FieldId::MqttConackVal, 77), "");
    EXPECT_EQ(words.quantity(field::Unit::Seconds, 60), "60 secondes");
    EXPECT_EQ(words.phrase(Phrase::ExplainNothing, {{"number", "7"}}),
              "La trame 7 ne contient la fin d’aucun paquet de contrôle MQTT.");
}

TEST(Vocabulary, SwitchesWhileItRuns)
{
    Vocabulary words{Language::English};
    EXPECT_EQ(words.label(FieldId::IpSrc), "Source Address");
    words.use(Language::French);
    EXPECT_EQ(words.language(), Language::French);
    EXPECT_EQ(words.label(FieldId::IpSrc), "Adresse source");
}

TEST(Vocabulary, IssueEndsWithTheStatementOfTheVersion)
{
    const Vocabulary words{Language::English};
    field::Issue issue;
    issue.code = field::IssueCode::QosReserved;
    issue.field = FieldId::MqttQos;
    EXPECT_EQ(words.issue(issue, Version::V31), "QoS 3 does not exist [MQTT31-2.1-3]");
    EXPECT_EQ(words.issue(issue, Version::V311), "QoS 3 does not exist [MQTT-3.3.1-4]");
    issue.code = field::IssueCode::VersionGuessed;
    EXPECT_EQ(words.issue(issue, Version::V50),
              "The version was inferred from the packets, not read in a CONNECT");
}

// 3.1.1 calls the refusal of wildcards 3.8.3-2, 5.0 the empty SUBSCRIBE.
TEST(Vocabulary, SameNumberIsAnotherRuleInAnotherVersion)
{
    const Vocabulary words{Language::English};
    EXPECT_NE(words.rule("MQTT-3.8.3-2", Version::V311).find("wildcards"), std::string::npos);
    EXPECT_NE(words.rule("MQTT-3.8.3-2", Version::V50).find("at least one pair"), std::string::npos);
    EXPECT_EQ(words.rule("MQTT-3.8.3-2", Version::Unknown), words.rule("MQTT-3.8.3-2", Version::V311));
}

TEST(Vocabulary, OwnIdsSayTheirVersionThemselves)
{
    EXPECT_EQ(standardOf("MQTT31-2.1-1", Version::V311), "3.1");
    EXPECT_EQ(standardOf("MQTT311-§4.4-retransmission", Version::V50), "3.1.1");
    EXPECT_EQ(standardOf("MQTT5-§3.12-ping-length", Version::V311), "5.0");
    EXPECT_EQ(standardOf("MQTT-3.1.0-1", Version::V50), "5.0");
    EXPECT_EQ(standardOf("MQTT-3.1.0-1", Version::V31), "3.1.1");
    EXPECT_EQ(standardOf("MQTT-3.1.0-1", Version::Other), "3.1.1");
}

TEST(Vocabulary, UnknownStatementIsItsId)
{
    const Vocabulary words{Language::French};
    EXPECT_EQ(words.rule("MQTT-9.9.9-9", Version::V50), "MQTT-9.9.9-9");
    EXPECT_EQ(words.consequence("MQTT-9.9.9-9", Version::V50), "");
}

TEST(Vocabulary, BuiltInTextsAreWithoutComplaint)
{
    for (const Language language : kLanguages) {
        const Vocabulary words{language};
        EXPECT_TRUE(words.check().empty());
    }
}

} // namespace
} // namespace mqttscope::teach
