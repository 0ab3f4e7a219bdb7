// SPDX-License-Identifier: GPL-3.0-or-later
// What the capture lacks or leaves open.
#include "tests/unit/session/connection_script.h"

namespace mqttscope::session::test {
namespace {

TEST(CaptureNotes, OneNoteForEachGap)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a", "t");
    c.loseFromServer(40);
    c.server(publish("t", "1"));
    const std::uint32_t last = c.clientFin();
    EXPECT_THAT(notesOf(talk),
                ElementsAre(Found{IssueCode::StreamGap, last, FieldId::None, 0, 40},
                            Found{IssueCode::ResumeGuessed, last - 1, FieldId::MqttMsgtype, 0, 0}));
}

TEST(CaptureNotes, AWholeCaptureHasNone)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a", "t");
    c.server(publish("t", "1"));
    EXPECT_THAT(notesOf(talk), IsEmpty());
}

TEST(CaptureNotes, VersionGuessedAtTheFirstMessage)
{
    Talk talk;
    Talk::Connection& c = talk.midway(Version::V50);
    const std::uint32_t frame = c.subscribe(1, "t");
    c.suback(1);
    EXPECT_THAT(notesOf(talk),
                ElementsAre(Found{IssueCode::VersionGuessed, frame, FieldId::MqttMsgtype, 0, 5},
                            Found{IssueCode::ResumeGuessed, frame, FieldId::MqttMsgtype, 0, 0},
                            Found{IssueCode::ResumeGuessed, frame + 1, FieldId::MqttMsgtype, 0, 0}));
}

TEST(CaptureNotes, VersionUnknownWhenNothingIsInferred)
{
    index::IndexOptions options;
    options.inferVersion = false;
    Talk talk(options);
    Talk::Connection& c = talk.midway(Version::V311);
    const std::uint32_t frame = c.client(mqtt::Pingreq{});
    c.server(mqtt::Pingresp{});
    EXPECT_THAT(notesOf(talk),
                ElementsAre(Found{IssueCode::VersionUnknown, frame, FieldId::MqttMsgtype, 0, 0},
                            Found{IssueCode::ResumeGuessed, frame, FieldId::MqttMsgtype, 0, 0},
                            Found{IssueCode::ResumeGuessed, frame + 1, FieldId::MqttMsgtype, 0, 0}));
}

TEST(CaptureNotes, ConflictingSegment)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a");
    const std::uint32_t offset = c.tcp().next(index::test::TcpTalk::Client) - 1001;
    c.client(mqtt::Pingreq{});
    c.tcp().sendAt(index::test::TcpTalk::Client, offset, {0xc0, 0x00}); // the same again
    const std::uint32_t frame = c.tcp().sendAt(index::test::TcpTalk::Client, offset, {0xe0, 0x00});
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ConflictingSegment, frame, FieldId::None, 0, 0}));
}

} // namespace
} // namespace mqttscope::session::test
