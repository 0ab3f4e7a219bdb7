// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences of issues: one for every code, numbers shown as their kind demands.
#include "teach/issue_text.h"

#include "dissector/field/issue_table.h"
#include "teach/content.h"
#include "teach/vocabulary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

namespace mqttscope::teach {
namespace {

using field::FieldId;
using field::IssueCode;

std::string sentence(Language language, IssueCode code, FieldId id, std::uint64_t expected,
                     std::uint64_t found)
{
    const Vocabulary words{language};
    field::Issue issue;
    issue.code = code;
    issue.field = id;
    issue.expected = expected;
    issue.found = found;
    return words.issueSentence(issue);
}

std::string english(IssueCode code, FieldId id = FieldId::None, std::uint64_t expected = 0,
                    std::uint64_t found = 0)
{
    return sentence(Language::English, code, id, expected, found);
}

std::string french(IssueCode code, FieldId id = FieldId::None, std::uint64_t expected = 0,
                   std::uint64_t found = 0)
{
    return sentence(Language::French, code, id, expected, found);
}

std::string shown(std::uint64_t number, NumberFormat format, FieldId id = FieldId::None,
                  Language language = Language::English)
{
    const Vocabulary words{language};
    return numberText(number, format, id, words, language);
}

std::multiset<std::string> placesIn(std::string_view text)
{
    std::multiset<std::string> places;
    const auto found = analysis::placesOf(text);
    if (!found)
        return {"a brace stands alone"};
    for (const analysis::Place& place : *found)
        places.insert(std::string{place.name} + ":" + std::string{place.format});
    return places;
}

TEST(IssueTexts, EveryCodeHasItsSentenceInBothLanguages)
{
    const Content one{Language::English};
    const Content other{Language::French};
    for (const field::IssueInfo& info : field::issueTable()) {
        EXPECT_NE(one.text(ContentFile::Issues, info.name), "")
            << info.name << " has no sentence in en/issues.json";
        EXPECT_NE(other.text(ContentFile::Issues, info.name), "")
            << info.name << " has no sentence in fr/issues.json";
    }
}

TEST(IssueTexts, EverySentenceBelongsToACode)
{
    std::set<std::string_view> names;
    for (const field::IssueInfo& info : field::issueTable())
        names.insert(info.name);
    for (const Language language : kLanguages) {
        const Content content{language};
        for (const TextTable::Entry& entry : content.table(ContentFile::Issues).entries())
            EXPECT_TRUE(names.count(entry.path) != 0) << entry.path;
    }
}

TEST(IssueTexts, HaveTheSamePlacesInBothLanguages)
{
    const Content one{Language::English};
    const Content other{Language::French};
    for (const TextTable::Entry& entry : one.table(ContentFile::Issues).entries())
        EXPECT_EQ(placesIn(entry.text), placesIn(other.text(ContentFile::Issues, entry.path))) << entry.path;
}

TEST(IssueTexts, HaveOnlyPlacesAndFormatsThatExist)
{
    for (const Language language : kLanguages) {
        const Content content{language};
        for (const TextTable::Entry& entry : content.table(ContentFile::Issues).entries()) {
            const auto places = analysis::placesOf(entry.text);
            ASSERT_TRUE(places) << entry.path << ": " << entry.text;
            for (const analysis::Place& place : *places) {
                EXPECT_TRUE(place.name == "expected" || place.name == "found" || place.name == "field")
                    << entry.path << ": " << entry.text;
                EXPECT_TRUE(numberFormatOf(place.format)) << entry.path << ": " << entry.text;
            }
        }
    }
}

// Which acknowledgement is missing stands in a place.
constexpr std::array<std::string_view, 2> kSaidInAPlace = {"pubrec-missing", "pubrec-missing-from-client"};

TEST(IssueTexts, NoTwoCodesHaveTheSameSentence)
{
    for (const Language language : kLanguages) {
        const Content content{language};
        std::map<std::string, std::string> seen;
        for (const TextTable::Entry& entry : content.table(ContentFile::Issues).entries()) {
            if (std::find(kSaidInAPlace.begin(), kSaidInAPlace.end(), entry.path) != kSaidInAPlace.end())
                continue;
            const auto [where, isNew] = seen.try_emplace(entry.text, entry.path);
            EXPECT_TRUE(isNew) << entry.path << ", " << where->second;
        }
    }
}

TEST(IssueSentence, PacketIdZero)
{
    EXPECT_EQ(english(IssueCode::PacketIdZero, FieldId::MqttMsgid),
              "Packet Identifier 0: identifiers go from 1 to 65,535");
    EXPECT_EQ(french(IssueCode::PacketIdZero, FieldId::MqttMsgid),
              "Packet Identifier 0\u00a0: les identifiants vont de 1 à 65\u202f535");
}

TEST(IssueSentence, NamesTheFieldAndCountsBytes)
{
    EXPECT_EQ(english(IssueCode::FieldPastEnd, FieldId::MqttClientid, 300, 1),
              "Client Identifier: 300 bytes needed, but 1 byte left");
    EXPECT_EQ(french(IssueCode::FieldPastEnd, FieldId::MqttClientid, 300, 0),
              "Client Identifier (identifiant du client)\u00a0: il faut 300\u00a0octets, mais il reste "
              "0\u00a0octet");
    EXPECT_EQ(english(IssueCode::FieldPastEnd, FieldId::None, 2, 0),
              "Here: 2 bytes needed, but 0 bytes left");
}

TEST(IssueSentence, ShowsFlagsAsBits)
{
    EXPECT_EQ(english(IssueCode::SubscribeFlags, FieldId::MqttHdrReserved, 2, 0),
              "Flags 0000 in SUBSCRIBE; they have to be 0010");
}

TEST(IssueSentence, ShowsPropertiesAndReasonCodesByName)
{
    EXPECT_EQ(english(IssueCode::PropertyTwice, FieldId::MqttPropReceiveMaximum, 1, 0x21),
              "Receive Maximum (0x21) is there twice; once is the most");
    EXPECT_EQ(english(IssueCode::PropertyUnknown, FieldId::MqttPropertyId, 0, 0x7f),
              "No property has the identifier 0x7f");
    EXPECT_EQ(french(IssueCode::ReasonCodeSentBy, FieldId::MqttDisconnectReason, 0, 0x8d),
              "Disconnect Reason Code (code de raison) 0x8d (Délai Keep Alive dépassé) ne peut venir que de "
              "l’autre "
              "côté");
}

TEST(IssueSentence, ShowsTimesInSeconds)
{
    EXPECT_EQ(english(IssueCode::KeepAliveExceeded, FieldId::MqttMsgtype, 60'000, 61'250),
              "The client was silent for 61.25 s; its Keep Alive is 60 s");
}

TEST(NumberText, EachFormat)
{
    EXPECT_EQ(shown(65535, NumberFormat::Number), "65,535");
    EXPECT_EQ(shown(12345, NumberFormat::Id), "12345");
    EXPECT_EQ(shown(1, NumberFormat::Bytes), "1 byte");
    EXPECT_EQ(shown(2000, NumberFormat::Bytes, FieldId::None, Language::French), "2\u202f000\u00a0octets");
    EXPECT_EQ(shown(90, NumberFormat::Seconds), "90 s");
    EXPECT_EQ(shown(90'500, NumberFormat::Milliseconds, FieldId::None, Language::French), "90,5\u00a0s");
    EXPECT_EQ(shown(5, NumberFormat::Hex), "0x05");
    EXPECT_EQ(shown(0x123, NumberFormat::Hex), "0x0123");
    EXPECT_EQ(shown(0x82, NumberFormat::Bits), "1000 0010");
    EXPECT_EQ(shown(2, NumberFormat::Flags), "0010");
    EXPECT_EQ(shown(15, NumberFormat::PacketType), "AUTH");
    EXPECT_EQ(shown(16, NumberFormat::PacketType), "16");
    EXPECT_EQ(shown(0x21, NumberFormat::Property), "Receive Maximum (0x21)");
    EXPECT_EQ(shown(0x7f, NumberFormat::Property), "0x7f");
    EXPECT_EQ(shown(0, NumberFormat::Character), "U+0000");
    EXPECT_EQ(shown(0x1f600, NumberFormat::Character), "U+1F600");
    EXPECT_EQ(shown(17, NumberFormat::Value, FieldId::IpProto), "17 (UDP)");
    EXPECT_EQ(shown(60, NumberFormat::Value, FieldId::MqttKalive), "60 seconds");
}

TEST(NumberText, ReasonCodesAreNamedFromTheirOwnTableFirst)
{
    EXPECT_EQ(shown(0, NumberFormat::Reason, FieldId::MqttSubackReason), "0x00 (Granted QoS 0)");
    EXPECT_EQ(shown(2, NumberFormat::Reason, FieldId::MqttConackVal),
              "0x02 (Connection Refused, identifier rejected)");
    EXPECT_EQ(shown(0x8d, NumberFormat::Reason, FieldId::MqttPubackReason), "0x8d (Keep Alive timeout)");
    EXPECT_EQ(shown(0x91, NumberFormat::Reason, FieldId::MqttDisconnectReason),
              "0x91 (Packet Identifier in use)");
    EXPECT_EQ(shown(0xff, NumberFormat::Reason, FieldId::MqttConnackReason), "0xff");
}

} // namespace
} // namespace mqttscope::teach
