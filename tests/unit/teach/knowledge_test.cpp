// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader of a packet knows at each of its bytes.
#include "teach/narration/knowledge.h"

#include "dissector/field/field_table.h"
#include "teach/narration/known_fields.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace mqttscope::teach {
namespace {

using analysis::test::indexed;
using analysis::test::sourcePath;
using analysis::test::TempFile;
using index::test::Bytes;
using index::test::operator+;
using index::test::FrameScript;
using index::test::TcpTalk;

const Vocabulary& words(Language language)
{
    static const Vocabulary english{Language::English};
    static const Vocabulary french{Language::French};
    return language == Language::French ? french : english;
}

/// "type CONNECT | name MQ…~": `~` stands behind what is not complete, `*` behind what the byte says.
std::string shown(const Knowledge& knowledge)
{
    std::string out;
    for (const KnownFact& fact : knowledge.facts) {
        out += (out.empty() ? "" : " | ") + fact.label + ' ' + fact.value;
        out += std::string{fact.complete ? "" : "~"} + (fact.newest ? "*" : "");
    }
    return out;
}

/// One frame of a document.
struct Known {
    Known(const analysis::Document& document, std::uint32_t frame)
        : dissection(document.dissect(frame)), map(std::make_shared<const analysis::ByteMap>(dissection)),
          walk(dissection, map), narrated{dissection, {}}
    {
    }
    /// At a byte of the first message, from 1; 0 = its last.
    [[nodiscard]] Knowledge at(std::uint32_t number, Language language = Language::English) const
    {
        return in(*walk.first(), number, language);
    }
    [[nodiscard]] Knowledge in(const analysis::Stretch& stretch, std::uint32_t number,
                               Language language = Language::English) const
    {
        const std::uint32_t byte = number == 0 ? stretch.range.length : number;
        return knowledgeAt(words(language), narrated, stretch,
                           {stretch.source, stretch.range.offset + byte - 1});
    }
    std::shared_ptr<const index::Dissection> dissection;
    std::shared_ptr<const analysis::ByteMap> map;
    analysis::ByteWalk walk;
    NarratedFrame narrated;
};

struct ConnectKnown : ::testing::Test {
    std::shared_ptr<analysis::Document> document = indexed(sourcePath("samples/connect-python1.pcap"));
    Known known{*document, 4};
};

TEST_F(ConnectKnown, GrowsWithEachByte)
{
    EXPECT_EQ(shown(known.at(1)), "type CONNECT*");
    EXPECT_EQ(shown(known.at(2)), "type CONNECT");
    EXPECT_EQ(shown(known.at(3)), "type CONNECT | name …~*");
    EXPECT_EQ(shown(known.at(4)), "type CONNECT | name 4 bytes to come~*");
    EXPECT_EQ(shown(known.at(5)), "type CONNECT | name M…~*");
    EXPECT_EQ(shown(known.at(6)), "type CONNECT | name MQ…~*");
    EXPECT_EQ(shown(known.at(8)), "type CONNECT | name MQTT*");
    EXPECT_EQ(shown(known.at(9)), "type CONNECT | name MQTT | level 4 = version 3.1.1*");
    EXPECT_EQ(shown(known.at(10)), "type CONNECT | name MQTT | level 4 = version 3.1.1 | session blank*");
    EXPECT_EQ(shown(known.at(11)),
              "type CONNECT | name MQTT | level 4 = version 3.1.1 | session blank | Keep Alive 0x00…~*");
    EXPECT_EQ(shown(known.at(0)), "type CONNECT | name MQTT | level 4 = version 3.1.1 | session blank | "
                                  "Keep Alive 60 seconds | client python1*");
}

TEST_F(ConnectKnown, InFrench)
{
    EXPECT_EQ(shown(known.at(10, Language::French)),
              "type CONNECT | nom MQTT | niveau 4 = version 3.1.1 | session vierge*");
    EXPECT_EQ(shown(known.at(14, Language::French)),
              "type CONNECT | nom MQTT | niveau 4 = version 3.1.1 | session vierge | "
              "Keep Alive 60 secondes | client 7 octets à venir~*");
}

TEST_F(ConnectKnown, RemainingIsUnknownUntilItsLengthIsRead)
{
    EXPECT_EQ(known.at(1).remaining, std::nullopt);
    EXPECT_EQ(known.at(2).remaining, (RemainingBytes{19, 0}));
    EXPECT_EQ(known.at(10).remaining, (RemainingBytes{19, 8}));
    EXPECT_EQ(known.at(10).remaining->left(), 11U);
    EXPECT_EQ(known.at(0).remaining->left(), 0U);
}

TEST_F(ConnectKnown, OfTheLayersBelow)
{
    EXPECT_EQ(shown(known.in(known.walk.stretches()[0], 0)),
              "to dc:a6:32:0a:1b:10 | from a4:bb:6d:5e:21:15 | carries 0x0800 = IPv4*");
    EXPECT_EQ(shown(known.in(known.walk.stretches()[0], 2)), "to dca6…~*");
    EXPECT_EQ(shown(known.in(known.walk.stretches()[2], 4)), "from port 49871 | to port 1883*");
    EXPECT_EQ(known.in(known.walk.stretches()[2], 0).remaining, std::nullopt);
}

/// Each packet in a connection of a version, after its CONNECT.
class Packets : public ::testing::Test {
protected:
    Known of(const Bytes& packet, const Bytes& connect = index::test::kConnect311,
             TcpTalk::Side side = TcpTalk::Client)
    {
        talk.handshake();
        talk.send(TcpTalk::Client, connect);
        const std::uint32_t frame = talk.send(side, packet);
        file = std::make_unique<TempFile>(analysis::test::pcapOf(script, frame));
        document = indexed(file->path());
        return Known{*document, frame};
    }
    FrameScript script;
    TcpTalk talk{script};
    std::unique_ptr<TempFile> file;
    std::shared_ptr<analysis::Document> document;
};

TEST_F(Packets, AConnectThatAnnouncesWhatComes)
{
    const Bytes connect{
        0x10, 0x24,                         // CONNECT, Remaining Length 36
        0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, // Protocol Name "MQTT"
        0x04,                               // Protocol Level 4
        0xee,                         // User Name, Password, Will Retain, Will QoS 1, Will, Clean Session
        0x00, 0x00,                   // Keep Alive 0
        0x00, 0x02, 0x63, 0x31,       // Client Identifier "c1"
        0x00, 0x03, 0x61, 0x2f, 0x62, // Will Topic "a/b"
        0x00, 0x00,                   // Will Message, empty
        0x00, 0x05, 0x61, 0x6c, 0x69, 0x63, 0x65,       // User Name "alice"
        0x00, 0x06, 0x73, 0x65, 0x63, 0x72, 0x65, 0x74, // Password "secret"
    };
    talk.handshake();
    const std::uint32_t frame = talk.send(TcpTalk::Client, connect);
    file = std::make_unique<TempFile>(analysis::test::pcapOf(script, frame));
    document = indexed(file->path());
    const Known known{*document, frame};
    EXPECT_EQ(shown(known.at(10)),
              "type CONNECT | name MQTT | level 4 = version 3.1.1 | user name announced~* | "
              "password announced~* | Will Retain to be kept* | Will QoS 1* | Will topic announced~* | "
              "session blank*");
    EXPECT_EQ(shown(known.at(0)),
              "type CONNECT | name MQTT | level 4 = version 3.1.1 | user name alice | password secret* | "
              "Will Retain to be kept | Will QoS 1 | Will topic a/b | session blank | Keep Alive 0 = off | "
              "client c1 | Will message empty");
}

TEST_F(Packets, Connack)
{
    const Known known = of(index::test::kConnack311, index::test::kConnect311, TcpTalk::Server);
    EXPECT_EQ(shown(known.at(0)), "type CONNACK | session none | answer 0 = accepted*");
}

TEST_F(Packets, PublishQos1)
{
    const Known known = of({0x3b, 0x08, 0x00, 0x01, 0x74, 0x00, 0x0a, 0x32, 0x31, 0x33});
    EXPECT_EQ(shown(known.at(1)), "type PUBLISH* | DUP sent again* | QoS 1* | RETAIN to be kept*");
    EXPECT_EQ(shown(known.at(9)), "type PUBLISH | DUP sent again | QoS 1 | RETAIN to be kept | topic t | "
                                  "packet id 10 | message 21…~*");
    EXPECT_EQ(shown(known.at(0)), "type PUBLISH | DUP sent again | QoS 1 | RETAIN to be kept | topic t | "
                                  "packet id 10 | message 213*");
}

TEST_F(Packets, AMessageThatIsNoTextIsCounted)
{
    const Known known = of({0x30, 0x06, 0x00, 0x01, 0x74, 0xff, 0x00, 0x80});
    EXPECT_EQ(shown(known.at(0)), "type PUBLISH | QoS 0 | topic t | message 3 bytes*");
}

TEST_F(Packets, HalfACharacterIsNotShown)
{
    const Known known = of({0x30, 0x07, 0x00, 0x04, 0x61, 0xc3, 0xa9, 0x62, 0x78});
    EXPECT_EQ(shown(known.at(6)), "type PUBLISH | QoS 0 | topic a…~*");
    EXPECT_EQ(shown(known.at(7)), "type PUBLISH | QoS 0 | topic aé…~*");
}

TEST_F(Packets, SubscribeWithTwoFilters)
{
    const Known known =
        of({0x82, 0x0c, 0x00, 0x01, 0x00, 0x01, 0x61, 0x01, 0x00, 0x03, 0x62, 0x2f, 0x23, 0x02});
    EXPECT_EQ(shown(known.at(0)),
              "type SUBSCRIBE | packet id 1 | filter a | QoS at most 1 | filter b/# | QoS at most 2*");
    EXPECT_EQ(shown(known.at(11)), "type SUBSCRIBE | packet id 1 | filter a | QoS at most 1 | filter b…~*");
}

TEST_F(Packets, SubackSaysEachAnswer)
{
    const Known known = of({0x90, 0x04, 0x00, 0x01, 0x01, 0x80}, index::test::kConnect311, TcpTalk::Server);
    EXPECT_EQ(shown(known.at(0)), "type SUBACK | packet id 1 | answer QoS 1 | answer 0x80 = refused*");
}

TEST_F(Packets, UnsubscribeAndItsAnswer)
{
    EXPECT_EQ(shown(of({0xa2, 0x05, 0x00, 0x02, 0x00, 0x01, 0x61}).at(0)),
              "type UNSUBSCRIBE | packet id 2 | filter a*");
}

TEST_F(Packets, Puback)
{
    EXPECT_EQ(shown(of(index::test::kPuback10).at(0)), "type PUBACK | packet id 10*");
}

TEST_F(Packets, PingreqIsSoonKnown)
{
    const Known known = of(index::test::kPingreq);
    EXPECT_EQ(shown(known.at(0)), "type PINGREQ");
    EXPECT_EQ(known.at(0).remaining, (RemainingBytes{0, 0}));
}

TEST_F(Packets, ReasonCodesOf5HaveTheirNames)
{
    const Known known = of({0x40, 0x04, 0x00, 0x0a, 0x10, 0x00}, index::test::kConnect5, TcpTalk::Server);
    EXPECT_EQ(shown(known.at(0)),
              "type PUBACK | packet id 10 | reason 0x10 = No matching subscribers | properties none*");
}

TEST_F(Packets, PropertiesOneByOne)
{
    const Known known = of(
        {
            0x30, 0x14,                                           // PUBLISH, Remaining Length 20
            0x00, 0x01, 0x74,                                     // Topic Name "t"
            0x0f,                                                 // Property Length 15
            0x23, 0x00, 0x01,                                     // Topic Alias 1
            0x0b, 0x81, 0x01,                                     // Subscription Identifier 129
            0x26, 0x00, 0x02, 0x61, 0x62, 0x00, 0x02, 0x63, 0x64, // User Property "ab" = "cd"
            0x78,                                                 // "x"
        },
        index::test::kConnect5, TcpTalk::Server);
    EXPECT_EQ(shown(known.at(6)), "type PUBLISH | QoS 0 | topic t | properties 15 bytes~*");
    EXPECT_EQ(shown(known.at(7)),
              "type PUBLISH | QoS 0 | topic t | properties 1 (15 bytes)~ | Topic Alias …~*");
    EXPECT_EQ(shown(known.at(9)),
              "type PUBLISH | QoS 0 | topic t | properties 1 (15 bytes)~ | Topic Alias 1*");
    EXPECT_EQ(shown(known.at(0)),
              "type PUBLISH | QoS 0 | topic t | properties 3 (15 bytes) | Topic Alias 1 | "
              "Subscription Identifier 129 | User Property ab = cd | message x*");
    EXPECT_EQ(shown(known.at(17)),
              "type PUBLISH | QoS 0 | topic t | properties 3 (15 bytes)~ | Topic Alias 1 | "
              "Subscription Identifier 129 | User Property ab = …~*");
}

TEST_F(Packets, OfManyFiltersTheLastAreTold)
{
    Bytes filters;
    for (int i = 0; i < 100; ++i)
        filters = filters + Bytes{0x00, 0x01, static_cast<std::uint8_t>('a' + i % 26), 0x00};
    const Known known = of(Bytes{0x82, 0x92, 0x03, 0x00, 0x01} + filters);
    const Knowledge all = known.at(0);
    EXPECT_EQ(all.facts.size(), kMaxKnownFacts);
    EXPECT_EQ(all.facts.front().value, "SUBSCRIBE");
    EXPECT_EQ(all.facts.back().label, "QoS at most");
}

TEST_F(Packets, LongTextsAreCut)
{
    const Known known = of(index::test::publishOf(500));
    const std::string value = known.at(0).facts.back().value;
    EXPECT_LE(value.size(), kMaxKnownText + 3);
    EXPECT_TRUE(value.ends_with("…"));
}

// The words for one language are there in the other, and nothing is said without a label and a value.
TEST(Knowledge, HasWordsForEachByteOfEachSampleInBothLanguages)
{
    std::size_t facts = 0;
    for (const auto& entry : std::filesystem::directory_iterator(sourcePath("samples"))) {
        if (entry.path().extension() != ".pcap" && entry.path().extension() != ".pcapng")
            continue;
        const auto document = indexed(entry.path().string());
        for (std::uint32_t frame = 1; frame <= document->snapshot()->frameCount(); ++frame) {
            const Known known{*document, frame};
            for (const analysis::Stretch& stretch : known.walk.stretches()) {
                if (!stretch.isMessage())
                    continue;
                for (std::uint32_t byte = 1; byte <= stretch.range.length; ++byte) {
                    const Knowledge english = known.in(stretch, byte);
                    const Knowledge french = known.in(stretch, byte, Language::French);
                    ASSERT_EQ(english.facts.size(), french.facts.size());
                    for (std::size_t i = 0; i < english.facts.size(); ++i) {
                        ASSERT_FALSE(english.facts[i].label.empty()) << entry.path() << frame;
                        ASSERT_FALSE(english.facts[i].value.empty())
                            << entry.path() << frame << english.facts[i].label;
                        ASSERT_FALSE(french.facts[i].value.empty());
                        ++facts;
                    }
                    ASSERT_EQ(english.remaining, french.remaining);
                }
            }
        }
    }
    EXPECT_GT(facts, 10'000U);
}

TEST(Knowledge, EveryFieldToldHasALabelInBothLanguages)
{
    std::size_t told = 0;
    for (const field::FieldInfo& info : field::fieldTable()) {
        if (knownField(info.id) == nullptr)
            continue;
        ++told;
        for (const Language language : kLanguages)
            EXPECT_FALSE(words(language).knowledge("label", info.name).empty())
                << languageCode(language) << ' ' << info.name;
    }
    EXPECT_GT(told, 50U);
}

TEST(Knowledge, IsEmptyOutsideTheStretch)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const Known known{*document, 4};
    const analysis::Stretch& message = *known.walk.first();
    EXPECT_TRUE(knowledgeAt(words(Language::English), known.narrated, message, {0, 3}).facts.empty());
}

} // namespace
} // namespace mqttscope::teach
