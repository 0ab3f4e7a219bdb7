// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of bytes whose meaning depends on their neighbours, their version, or the way they go.
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"
#include "tests/unit/teach/narrated_bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mqttscope::teach {
namespace {

using analysis::test::TempFile;
using index::test::Bytes;
using index::test::FrameScript;
using index::test::TcpTalk;
using index::test::operator+;
using testing::HasSubstr;
using testing::Not;

/// The last message of a connection, narrated in English.
class Told {
public:
    /// After `connect` the packet goes from the client to the server, or the other way.
    Told(const Bytes& connect, const Bytes& packet, bool fromClient = true)
    {
        FrameScript script;
        TcpTalk talk{script};
        talk.handshake();
        talk.send(TcpTalk::Client, connect);
        m_frame = talk.send(fromClient ? TcpTalk::Client : TcpTalk::Server, packet);
        m_file = std::make_unique<TempFile>(analysis::test::pcapOf(script, m_frame));
        m_document = analysis::test::indexed(m_file->path());
    }

    /// What is said of a byte of the packet, counted from 1.
    [[nodiscard]] std::string byte(std::uint32_t number) const
    {
        return find(number, [](const Narrator& narrator, const test::NarratedByte& found) {
            return narrator.byte(found.frame, found.place);
        });
    }

    /// What is said of a bit of it.
    [[nodiscard]] std::string bit(std::uint32_t number, int bit) const
    {
        return find(number, [bit](const Narrator& narrator, const test::NarratedByte& found) {
            return narrator.bit(found.frame, found.place, bit);
        });
    }

private:
    using Say = std::function<Narration(const Narrator&, const test::NarratedByte&)>;

    [[nodiscard]] std::string find(std::uint32_t number, const Say& say) const
    {
        static const Vocabulary words{Language::English};
        const Narrator narrator(words);
        std::string text;
        test::forEachByte(*m_document, [&](const test::NarratedByte& found) {
            if (found.frameNumber == m_frame && found.place.source != 0 && found.place.offset + 1 == number)
                text = say(narrator, found).text;
        });
        return text;
    }

    std::uint32_t m_frame = 0;
    std::unique_ptr<TempFile> m_file;
    std::shared_ptr<analysis::Document> m_document;
};

const Bytes kTwoFilters{
    0x82, 0x0d,                   // SUBSCRIBE, Remaining Length 13
    0x00, 0x01,                   // Packet Identifier 1
    0x00, 0x03, 0x61, 0x2f, 0x2b, // Topic Filter "a/+"
    0x00,                         // Requested QoS 0
    0x00, 0x01, 0x23,             // Topic Filter "#"
    0x02,                         // Requested QoS 2
};

TEST(PacketNarration, TellsTheWildcardsApart)
{
    const Told told{index::test::kConnect311, kTwoFilters};
    EXPECT_THAT(told.byte(9), HasSubstr("0x2B is +, the wildcard for exactly one level"));
    EXPECT_THAT(told.byte(13), HasSubstr("0x23 is #, and the whole Topic Filter"));
}

// A field of the same name stands in the first filter too: that of the byte itself counts.
TEST(PacketNarration, ABitBelongsToItsOwnFilter)
{
    const Told told{index::test::kConnect311, kTwoFilters};
    EXPECT_THAT(told.bit(10, 1), HasSubstr("D1 and D0 together are 00"));
    EXPECT_THAT(told.bit(14, 1), HasSubstr("D1 and D0 together are 10"));
}

TEST(PacketNarration, OnlyTheLastFilterSaysWhatIsOwed)
{
    const Told told{index::test::kConnect311, kTwoFilters};
    EXPECT_THAT(told.byte(10), Not(HasSubstr("owes")));
    EXPECT_THAT(told.byte(14), HasSubstr("owes a SUBACK"));
}

TEST(PacketNarration, ASharedSubscriptionIsNoTopicOfTheBroker)
{
    const Told shared{index::test::kConnect5, Bytes{
                                                  0x82, 0x10,             // SUBSCRIBE, Remaining Length 16
                                                  0x00, 0x01,             // Packet Identifier 1
                                                  0x00,                   // Property Length 0
                                                  0x00, 0x0a,             // length 10
                                                  0x24, 0x73, 0x68, 0x61, // "$sha"
                                                  0x72, 0x65, 0x2f, 0x67, // "re/g"
                                                  0x2f, 0x61,             // "/a"
                                                  0x01,                   // Maximum QoS 1
                                              }};
    EXPECT_THAT(shared.byte(8), HasSubstr("“$share”"));
    const Told system{index::test::kConnect5, Bytes{
                                                  0x82, 0x0a,                         // SUBSCRIBE
                                                  0x00, 0x01, 0x00,                   // id 1, no properties
                                                  0x00, 0x04, 0x24, 0x53, 0x59, 0x53, // "$SYS"
                                                  0x01,                               // Maximum QoS 1
                                              }};
    EXPECT_THAT(system.byte(8), HasSubstr("topics that the broker reserves"));
}

TEST(PacketNarration, APayloadIsTextOrBytes)
{
    const Bytes topic{0x00, 0x01, 0x74};
    const Told text{index::test::kConnect311, Bytes{0x30, 0x07} + topic + Bytes{0xc3, 0xa9, 0x74, 0xc3}};
    EXPECT_THAT(text.byte(6), HasSubstr("The message begins with 0xC3 = 195")); // its end is cut off
    const Told accent{index::test::kConnect311, Bytes{0x30, 0x06} + topic + Bytes{0x74, 0xc3, 0xa9}};
    EXPECT_THAT(accent.byte(7), HasSubstr("0xC3 begins the character “é”"));
    const Told binary{index::test::kConnect311, Bytes{0x30, 0x06} + topic + Bytes{0x74, 0x00, 0x02}};
    EXPECT_THAT(binary.byte(7), HasSubstr("Byte 2 of the message, 0x00 = 0"));
}

TEST(PacketNarration, WhatIsOwedDependsOnQosAndDirection)
{
    const Told zero{index::test::kConnect311, index::test::kPublish};
    EXPECT_THAT(zero.byte(9), HasSubstr("with QoS 0 the broker owes no answer"));
    const Told one{index::test::kConnect311, index::test::kPublishQos1, false};
    EXPECT_THAT(one.byte(8), HasSubstr("with QoS 1 the subscriber owes a PUBACK"));
    Bytes two = index::test::kPublishQos1;
    two[0] = 0x34; // QoS 2
    EXPECT_THAT((Told{index::test::kConnect311, two}.byte(8)), HasSubstr("the broker owes a PUBREC"));
}

TEST(PacketNarration, AnEmptyRetainedMessageErases)
{
    const Bytes empty{0x31, 0x03, 0x00, 0x01, 0x74}; // RETAIN, topic "t"
    EXPECT_THAT((Told{index::test::kConnect311, empty}.byte(1)), HasSubstr("erase the message kept"));
    EXPECT_THAT((Told{index::test::kConnect311, empty}.byte(5)), HasSubstr("erases what the broker kept"));
    EXPECT_THAT((Told{index::test::kConnect311, empty, false}.byte(5)), Not(HasSubstr("erases")));
}

TEST(PacketNarration, TheOlderVersionHasItsOwnName)
{
    const Told told{index::test::kConnect31, index::test::kPingreq};
    EXPECT_THAT(told.byte(2), HasSubstr("The broker owes a PINGRESP"));
    const Told connect{index::test::kConnect31, Bytes{0x82, 0x06, 0x00, 0x01, 0x00, 0x01, 0x74, 0x01}};
    EXPECT_THAT(connect.byte(1), HasSubstr("In MQTT 3.1 it is itself sent with QoS 1"));
}

// The fault belongs to the byte that announces a fifth one.
TEST(PacketNarration, ATooLongLengthIsToldAtItsFourthByte)
{
    const Told told{index::test::kConnect311, Bytes{0x30, 0xff, 0xff, 0xff, 0xff, 0x01, 0x00, 0x01}};
    EXPECT_THAT(told.byte(2), HasSubstr("the length goes on in the next byte"));
    EXPECT_THAT(told.byte(5), HasSubstr("fifth"));
}

} // namespace
} // namespace mqttscope::teach
