// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of fields: complete, the same in both languages, short, and right where it is easy to
// be wrong.
#include "teach/explainer.h"

#include "dissector/field/field_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace mqttscope::teach {
namespace {

using field::FieldId;
using field::FieldInfo;
using field::FieldValue;
using testing::HasSubstr;
using testing::Not;

const Vocabulary& words(Language language)
{
    static const Vocabulary english{Language::English};
    static const Vocabulary french{Language::French};
    return language == Language::French ? french : english;
}

Explanation explain(Language language, FieldId id, std::uint64_t number,
                    mqtt::Version version = mqtt::Version::V311)
{
    return Explainer{words(language)}.explain({id, FieldValue::of(number), version, std::nullopt});
}

/// Fields that no line of a tree shows.
bool isLine(const FieldInfo& info)
{
    return info.id != FieldId::None && !info.has(field::kAliasOnly) && !info.has(field::kHidden) &&
           !info.has(field::kOverlapsBits);
}

std::set<std::string> placeNames(std::string_view text)
{
    std::set<std::string> names;
    const auto places = analysis::placesOf(text);
    EXPECT_TRUE(places) << text;
    if (places) {
        for (const analysis::Place& place : *places)
            names.insert(std::string{place.name});
    }
    return names;
}

/// A full stop, a question or exclamation mark, at the end or before a space.
std::size_t sentences(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (std::string_view{".!?"}.find(text[i]) != std::string_view::npos &&
            (i + 1 == text.size() || text[i + 1] == ' '))
            ++count;
    }
    return count;
}

TEST(Explanations, EveryFieldOfTheTreeHasOne)
{
    for (const Language language : kLanguages) {
        const Explainer explainer{words(language)};
        for (const FieldInfo& info : field::fieldTable()) {
            if (!isLine(info))
                continue;
            EXPECT_FALSE(explainer.textOf({info.id, {}, mqtt::Version::V50, std::nullopt}).empty())
                << languageCode(language) << ' ' << info.name;
        }
    }
}

// What is below MQTT: network_texts_test.cpp.
TEST(Explanations, FieldsOfMqttHaveTheirOwn)
{
    for (const FieldInfo& info : field::fieldTable()) {
        if (!isLine(info) || !info.name.starts_with("mqtt"))
            continue;
        bool own = false;
        for (const char* section : {"field", "field-5.0", "field-3.1"})
            own = own || !words(Language::English).explanation(section, info.name).empty();
        EXPECT_TRUE(own) << info.name;
    }
}

TEST(Explanations, EveryPacketTypeHasOneInEveryVersion)
{
    for (const Language language : kLanguages) {
        const Explainer explainer{words(language)};
        for (const mqtt::Version version : {mqtt::Version::V31, mqtt::Version::V311, mqtt::Version::V50}) {
            std::set<std::string_view> different;
            for (int type = 0; type < 16; ++type) {
                const auto text =
                    explainer.textOf({FieldId::Mqtt, {}, version, static_cast<mqtt::PacketType>(type)});
                EXPECT_FALSE(text.empty()) << type;
                different.insert(text);
            }
            EXPECT_EQ(different.size(), 16U);
        }
    }
}

TEST(Explanations, BothLanguagesHaveTheSameKeysAndPlaces)
{
    const Content english{Language::English};
    const Content french{Language::French};
    const auto theirs = english.table(ContentFile::Explanations).entries();
    const auto ours = french.table(ContentFile::Explanations).entries();
    ASSERT_EQ(theirs.size(), ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        EXPECT_EQ(theirs[i].path, ours[i].path);
        EXPECT_EQ(placeNames(theirs[i].text), placeNames(ours[i].text)) << pathForPeople(ours[i].path);
    }
}

TEST(Explanations, KeysAreFieldsOfTheTableOrBeginTheirNames)
{
    const Content content{Language::English};
    for (const TextTable::Entry& entry : content.table(ContentFile::Explanations).entries()) {
        const std::size_t first = entry.path.find(TextTable::kSeparator);
        const std::string section = entry.path.substr(0, first);
        if (section.starts_with("packet"))
            continue;
        const std::string rest = entry.path.substr(first + 1);
        const std::string name = rest.substr(0, rest.find(TextTable::kSeparator));
        const auto table = field::fieldTable();
        EXPECT_TRUE(std::any_of(table.begin(), table.end(), [&](const FieldInfo& info) {
            return info.name == name || (section == "field" && info.name.starts_with(name + "."));
        })) << pathForPeople(entry.path);
    }
}

TEST(Explanations, AreOneOrTwoSentences)
{
    for (const Language language : kLanguages) {
        const Content content{language};
        for (const TextTable::Entry& entry : content.table(ContentFile::Explanations).entries()) {
            if (entry.path.starts_with("short") || entry.path.starts_with("meaning")) {
                EXPECT_EQ(sentences(entry.text), 0U) << entry.text;
                EXPECT_LE(entry.text.size(), 64U) << entry.text;
                continue;
            }
            EXPECT_GE(sentences(entry.text), 1U) << entry.text;
            EXPECT_LE(sentences(entry.text), 2U) << entry.text;
            EXPECT_LE(entry.text.size(), 330U)
                << entry.text; // the pane shows it whole on a class room's screen
        }
    }
}

TEST(Explanations, PlacesAreThoseThatAreFilled)
{
    for (const Language language : kLanguages) {
        const Content content{language};
        for (const TextTable::Entry& entry : content.table(ContentFile::Explanations).entries()) {
            for (const std::string& name : placeNames(entry.text))
                EXPECT_THAT((std::set<std::string>{"value", "number", "hex", "bits", "name"}),
                            testing::Contains(name))
                    << entry.text;
        }
    }
}

TEST(Explainer, QosIsNamedByItsMeaning)
{
    const Explanation english = explain(Language::English, FieldId::MqttQos, 2);
    EXPECT_EQ(english.title, "QoS = 2, exactly once");
    EXPECT_EQ(english.clause, "MQTT 3.1.1 §3.3.1.2");
    EXPECT_EQ(english.text,
              "Bits D2 and D1 are 10, that is QoS 2: the message must arrive once and only once. "
              "The receiver answers PUBREC with the same Packet Identifier, then PUBREL and "
              "PUBCOMP close the exchange.");
    const Explanation french = explain(Language::French, FieldId::MqttQos, 2);
    EXPECT_EQ(french.title, "QoS = 2, exactement une fois");
    EXPECT_EQ(french.clause, "MQTT 3.1.1 §\u202f3.3.1.2");
}

TEST(Explainer, NumbersStandInTheSentenceWithTheirUnit)
{
    const Explanation english = explain(Language::English, FieldId::MqttKalive, 60);
    EXPECT_EQ(english.title, "Keep Alive = 60\u00a0seconds");
    EXPECT_THAT(english.text, HasSubstr("Keep Alive is 60\u00a0seconds: the longest time"));
    const Explanation french = explain(Language::French, FieldId::MqttLen, 1);
    EXPECT_EQ(french.title, "Remaining Length = 1\u00a0octet");
    EXPECT_THAT(explain(Language::English, FieldId::MqttMsgtype, 3).text,
                HasSubstr("D7 to D4 are 0011, packet type 3, PUBLISH."));
}

TEST(Explainer, TheVersionDecides)
{
    const auto text = [](mqtt::Version version) {
        return explain(Language::English, FieldId::MqttKalive, 60, version).text;
    };
    EXPECT_THAT(text(mqtt::Version::V50), HasSubstr("Server Keep Alive"));
    EXPECT_THAT(text(mqtt::Version::V311), Not(HasSubstr("Server Keep Alive")));
    EXPECT_EQ(explain(Language::English, FieldId::MqttConflagCleanstart, 1, mqtt::Version::V50).clause,
              "MQTT 5.0 §3.1.2.4");
    // 3.1 has few sections, and long ones.
    EXPECT_EQ(explain(Language::English, FieldId::MqttKalive, 60, mqtt::Version::V31).clause,
              "MQTT 3.1 §2.2");
}

TEST(Explainer, TextsFromTheWireAreQuotedAsTheLanguageDoes)
{
    const FieldValue topic = FieldValue::of(std::string_view{"pompe/niveau"});
    const auto title = [&](Language language) {
        return Explainer{words(language)}
            .explain({FieldId::MqttTopic, topic, mqtt::Version::V311, std::nullopt})
            .title;
    };
    EXPECT_EQ(title(Language::English), "Topic Name = “pompe/niveau”");
    EXPECT_EQ(title(Language::French), "Topic Name = «\u00a0pompe/niveau\u00a0»");
}

TEST(Explainer, OtherLayersNameTheirStandard)
{
    const Explanation port = explain(Language::English, FieldId::TcpDstPort, 1883);
    EXPECT_EQ(port.title, "Destination Port = 1883");
    EXPECT_EQ(port.clause, "RFC 9293 §3.1");
    EXPECT_THAT(port.text, HasSubstr("1883"));
}

// Those that no tree shows, but a filter can name.
TEST(Explainer, AFieldWithoutATextHasThatOfTheFieldThatItsNameBeginsWith)
{
    const Explainer explainer{words(Language::English)};
    EXPECT_EQ(explainer.textOf({FieldId::TcpChecksumStatus, {}, mqtt::Version::V311, std::nullopt}),
              words(Language::English).explanation("field", "tcp.checksum"));
}

TEST(Vocabulary, SaysWhatAnIssueExpectedAndFound)
{
    const field::Issue issue{
        field::IssueCode::AckLength, field::Severity::Malformed, FieldId::MqttLen, {}, 0, 2, 3};
    EXPECT_EQ(words(Language::English).issueNumber(issue, "expected"), "2");
    EXPECT_EQ(words(Language::English).issueNumber(issue, "found"), "3");
    EXPECT_EQ(words(Language::English).issueNumber(issue, "field"), "");
}

} // namespace
} // namespace mqttscope::teach
