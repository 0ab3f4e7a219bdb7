// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/reader.h"

#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace mqttscope::field {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// What a sink was told, one line per call: "leaf mqtt.kalive 2+2 = 60".
class RecordingSink {
public:
    static constexpr bool kWantsFields = true;

    void source(std::uint8_t number) { say("source " + std::to_string(number)); }
    void open(FieldId id, std::uint32_t offset) { say("open " + name(id) + " " + std::to_string(offset)); }
    void close(FieldId id, std::uint32_t end, const FieldValue& value)
    {
        say("close " + name(id) + " " + std::to_string(end) + show(value));
    }
    void leaf(FieldId id, ByteRange range, const FieldValue& value)
    {
        say("leaf " + name(id) + " " + show(range) + show(value));
    }
    void bits(FieldId id, ByteRange range, std::uint64_t number)
    {
        say("bits " + name(id) + " " + show(range) + show(FieldValue::of(number)));
    }
    void generated(FieldId id, const FieldValue& value) { say("generated " + name(id) + show(value)); }

    [[nodiscard]] const std::vector<std::string>& calls() const { return m_calls; }

private:
    static std::string name(FieldId id) { return std::string(fieldInfo(id).name); }
    static std::string show(ByteRange range)
    {
        return std::to_string(range.offset) + "+" + std::to_string(range.length);
    }
    static std::string show(const FieldValue& value)
    {
        switch (value.kind) {
        case FieldValue::Kind::None:
            return "";
        case FieldValue::Kind::Number:
            return " = " + std::to_string(value.number);
        case FieldValue::Kind::Bytes:
            return " = \"" + std::string(asText(value.bytes)) + "\"";
        }
        return "";
    }
    void say(std::string call) { m_calls.push_back(std::move(call)); }

    std::vector<std::string> m_calls;
};
static_assert(FieldSink<RecordingSink>);

/// A reader over bytes that stand at offset 100 of their source.
class ReaderTest : public testing::Test {
protected:
    static constexpr std::uint32_t kBase = 100;

    Reader<RecordingSink> readerOf(const std::vector<std::uint8_t>& captured)
    {
        return readerOf(captured, static_cast<std::uint32_t>(captured.size()));
    }
    Reader<RecordingSink> readerOf(const std::vector<std::uint8_t>& captured, std::uint32_t length)
    {
        m_bytes = captured;
        return {m_bytes, length, kBase, m_sink, m_log};
    }
    [[nodiscard]] const std::vector<std::string>& calls() const { return m_sink.calls(); }
    [[nodiscard]] std::span<const Issue> issues() const { return m_log.issues(); }

private:
    std::vector<std::uint8_t> m_bytes;
    RecordingSink m_sink;
    IssueLog m_log;
};

TEST_F(ReaderTest, NumbersAreBigEndian)
{
    auto reader = readerOf({0x10,                      //
                            0x01, 0x02,                //
                            0xff, 0xfe, 0xfd, 0xfc,    //
                            0x00, 0x00, 0x00, 0x01, 2, //
                            0x34, 0x12});
    EXPECT_EQ(reader.u8(FieldId::MqttHdrflags), 0x10);
    EXPECT_EQ(reader.u16(FieldId::MqttKalive), 0x0102);
    EXPECT_EQ(reader.u32(FieldId::TcpSeqRaw), 0xfffefdfcU);
    EXPECT_EQ(reader.number(FieldId::Payload, 5), 0x102U);
    EXPECT_EQ(reader.littleEndian(FieldId::NullFamily, 2), 0x1234U);
    EXPECT_TRUE(reader.ok());
    EXPECT_TRUE(reader.atEnd());
    EXPECT_THAT(calls(), ElementsAre("leaf mqtt.hdrflags 100+1 = 16", "leaf mqtt.kalive 101+2 = 258",
                                     "leaf tcp.seq_raw 103+4 = 4294901244", "leaf data 107+5 = 258",
                                     "leaf null.family 112+2 = 4660"));
}

TEST_F(ReaderTest, EightBytesFillANumber)
{
    auto reader = readerOf({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
    EXPECT_EQ(reader.number(FieldId::Payload, 8), UINT64_MAX);
}

TEST_F(ReaderTest, BytesViewWhatWasRead)
{
    auto reader = readerOf({'a', 'b', 'c'});
    EXPECT_EQ(asText(reader.bytes(FieldId::MqttTopic, 2)), "ab");
    EXPECT_EQ(asText(reader.rest()), "c");
    EXPECT_THAT(calls(), ElementsAre("leaf mqtt.topic 100+2 = \"ab\""));
}

TEST_F(ReaderTest, AFieldOfNoBytesIsReported)
{
    auto reader = readerOf({});
    EXPECT_TRUE(reader.bytes(FieldId::MqttMsg, 0).empty());
    EXPECT_TRUE(reader.ok());
    EXPECT_THAT(calls(), ElementsAre("leaf mqtt.msg 100+0 = \"\""));
}

TEST_F(ReaderTest, BitsAreMaskedAndShifted)
{
    auto reader = readerOf({0x3d}); // PUBLISH, DUP 1, QoS 2, RETAIN 1
    const std::uint8_t first = reader.u8(FieldId::MqttHdrflags);
    EXPECT_EQ(reader.bits(FieldId::MqttMsgtype, first), 3U);
    EXPECT_EQ(reader.bits(FieldId::MqttQos, first), 2U);
    EXPECT_THAT(calls(), ElementsAre("leaf mqtt.hdrflags 100+1 = 61", "bits mqtt.msgtype 100+1 = 3",
                                     "bits mqtt.qos 100+1 = 2"));
}

TEST_F(ReaderTest, PeekReadsNothing)
{
    auto reader = readerOf({7, 8});
    EXPECT_EQ(reader.peek(), 7);
    EXPECT_EQ(reader.peek(1), 8);
    EXPECT_EQ(reader.peek(2), 0);
    EXPECT_EQ(reader.peek(UINT32_MAX), 0);
    EXPECT_EQ(reader.position(), 0U);
    EXPECT_THAT(calls(), IsEmpty());
}

TEST_F(ReaderTest, AFieldPastTheEndFails)
{
    auto reader = readerOf({1, 2, 3});
    reader.u16(FieldId::MqttKalive);
    EXPECT_EQ(reader.u16(FieldId::MqttMsgid), 0);
    EXPECT_TRUE(reader.failed());
    EXPECT_FALSE(reader.cut());
    ASSERT_EQ(issues().size(), 1U);
    EXPECT_EQ(issues()[0].code, IssueCode::FieldPastEnd);
    EXPECT_EQ(issues()[0].severity, Severity::Unreadable);
    EXPECT_EQ(issues()[0].field, FieldId::MqttMsgid);
    EXPECT_EQ(issues()[0].range, (ByteRange{102, 1}));
    EXPECT_EQ(issues()[0].expected, 2U);
    EXPECT_EQ(issues()[0].found, 1U);
}

TEST_F(ReaderTest, FailureIsSticky)
{
    auto reader = readerOf({1, 2, 3});
    reader.u32(FieldId::TcpSeqRaw);
    EXPECT_EQ(reader.u8(FieldId::MqttHdrflags), 0);
    EXPECT_EQ(reader.littleEndian(FieldId::NullFamily, 1), 0U);
    EXPECT_TRUE(reader.bytes(FieldId::MqttMsg, 0).empty());
    reader.bits(FieldId::MqttQos, 0xff);
    EXPECT_EQ(reader.peek(), 0);
    EXPECT_TRUE(reader.rest().empty());
    EXPECT_EQ(reader.remaining(), 0U);
    EXPECT_EQ(reader.position(), 0U);
    EXPECT_THAT(calls(), IsEmpty());
    EXPECT_EQ(issues().size(), 1U) << "one failure is one issue";
}

TEST_F(ReaderTest, BytesThatExistButWereNotCapturedAreNoFault)
{
    auto reader = readerOf({1, 2, 3}, 10);
    reader.u16(FieldId::MqttKalive);
    EXPECT_EQ(reader.remaining(), 8U);
    EXPECT_TRUE(reader.bytes(FieldId::MqttMsg, 8).empty());
    EXPECT_TRUE(reader.cut());
    EXPECT_FALSE(reader.failed());
    ASSERT_EQ(issues().size(), 1U);
    EXPECT_EQ(issues()[0].code, IssueCode::NotCaptured);
    EXPECT_EQ(issues()[0].severity, Severity::Note);
    EXPECT_EQ(issues()[0].range, (ByteRange{102, 1}));
    EXPECT_EQ(issues()[0].found, 7U) << "bytes missing";
    EXPECT_EQ(reader.u8(FieldId::MqttQos), 0) << "a cut is sticky too";
}

TEST_F(ReaderTest, PastTheEndCountsMoreThanNotCaptured)
{
    auto reader = readerOf({1}, 3);
    reader.u32(FieldId::TcpSeqRaw);
    EXPECT_TRUE(reader.failed());
    EXPECT_FALSE(reader.cut());
}

TEST_F(ReaderTest, HugeSizesDoNotWrapAround)
{
    auto reader = readerOf({1, 2, 3}, 10);
    reader.u8(FieldId::MqttHdrflags);
    EXPECT_TRUE(reader.bytes(FieldId::MqttMsg, UINT32_MAX).empty());
    EXPECT_TRUE(reader.failed());
}

TEST_F(ReaderTest, GiveUpFailsWithoutAnIssue)
{
    auto reader = readerOf({1});
    reader.giveUp();
    EXPECT_EQ(reader.u8(FieldId::MqttHdrflags), 0);
    EXPECT_TRUE(reader.failed());
    EXPECT_THAT(calls(), IsEmpty());
    EXPECT_THAT(issues(), IsEmpty());
}

TEST_F(ReaderTest, NarrowEndsTheContainerEarlier)
{
    auto reader = readerOf({1, 2, 3, 4});
    reader.u8(FieldId::MqttHdrflags);
    const std::uint32_t former = reader.narrow(2);
    EXPECT_EQ(reader.remaining(), 2U);
    EXPECT_EQ(reader.rest().size(), 2U);
    EXPECT_EQ(reader.peek(2), 0);
    reader.u16(FieldId::MqttKalive);
    EXPECT_TRUE(reader.atEnd());
    reader.widen(former);
    EXPECT_EQ(reader.remaining(), 1U);
    EXPECT_EQ(reader.u8(FieldId::MqttHdrflags), 4);
}

TEST_F(ReaderTest, NarrowNeverWidens)
{
    auto reader = readerOf({1, 2});
    const std::uint32_t former = reader.narrow(UINT32_MAX);
    EXPECT_EQ(reader.remaining(), 2U);
    EXPECT_EQ(former, 2U);
}

TEST_F(ReaderTest, UndecodedReportsWhatIsLeft)
{
    auto reader = readerOf({'a', 'b', 'c'});
    reader.u8(FieldId::MqttHdrflags);
    reader.undecoded();
    EXPECT_TRUE(reader.atEnd());
    reader.undecoded();
    EXPECT_THAT(calls(), ElementsAre("leaf mqtt.hdrflags 100+1 = 97", "leaf undecoded 101+2 = \"bc\""))
        << "nothing left is nothing to report";
}

TEST_F(ReaderTest, UndecodedInsideANarrowedContainerLeavesTheRest)
{
    auto reader = readerOf({'a', 'b', 'c'});
    const std::uint32_t former = reader.narrow(2);
    reader.undecoded();
    reader.widen(former);
    EXPECT_EQ(reader.u8(FieldId::MqttHdrflags), 'c');
    EXPECT_THAT(calls(), ElementsAre("leaf undecoded 100+2 = \"ab\"", "leaf mqtt.hdrflags 102+1 = 99"));
}

TEST_F(ReaderTest, UndecodedWorksAfterAFailure)
{
    auto reader = readerOf({'a', 'b'});
    reader.u32(FieldId::TcpSeqRaw);
    reader.undecoded();
    EXPECT_TRUE(reader.failed());
    EXPECT_THAT(calls(), ElementsAre("leaf undecoded 100+2 = \"ab\""));
}

TEST_F(ReaderTest, UndecodedRecoversWhereTheLayoutAfterItIsKnown)
{
    auto reader = readerOf({'a', 'b', 'c'});
    const std::uint32_t former = reader.narrow(2);
    reader.u32(FieldId::TcpSeqRaw);
    reader.undecoded(FieldId::Undecoded, true);
    reader.widen(former);
    EXPECT_EQ(reader.u8(FieldId::MqttHdrflags), 'c');
    EXPECT_TRUE(reader.ok());
}

TEST_F(ReaderTest, UndecodedStopsAtTheCapturedBytesButStandsAtTheEnd)
{
    auto reader = readerOf({'a', 'b'}, 5);
    reader.undecoded();
    EXPECT_EQ(reader.position(), 5U);
    EXPECT_THAT(calls(), ElementsAre("leaf undecoded 100+2 = \"ab\""));
}

TEST_F(ReaderTest, AGroupEndsWhereItsCapturedBytesEnd)
{
    auto reader = readerOf({'a', 'b'}, 5);
    reader.open(FieldId::Mqtt);
    reader.undecoded();
    reader.close(FieldId::Mqtt);
    EXPECT_THAT(calls(), ElementsAre("open mqtt 100", "leaf undecoded 100+2 = \"ab\"", "close mqtt 102"));
}

TEST_F(ReaderTest, IssuesStandAtTheFieldReadLast)
{
    auto reader = readerOf({0, 0});
    reader.setIssueSource(2);
    const std::uint16_t id = reader.u16(FieldId::MqttMsgid);
    reader.issue(IssueCode::PacketIdZero, Severity::ProtocolError, FieldId::MqttMsgid, 1, id);
    ASSERT_EQ(issues().size(), 1U);
    EXPECT_EQ(issues()[0].range, (ByteRange{100, 2}));
    EXPECT_EQ(issues()[0].source, 2);
    EXPECT_EQ(issues()[0].expected, 1U);
    EXPECT_EQ(issues()[0].found, 0U);
}

TEST(Reader, OnANullSinkReadsTheSameValues)
{
    const std::array<std::uint8_t, 3> bytes = {0x3d, 0x00, 0x3c};
    NullSink sink;
    IssueLog log;
    Reader<NullSink> reader(bytes, 3, 0, sink, log);
    const std::uint8_t first = reader.u8(FieldId::MqttHdrflags);
    EXPECT_EQ(reader.bits(FieldId::MqttMsgtype, first), 3U);
    EXPECT_EQ(reader.u16(FieldId::MqttKalive), 60);
    EXPECT_TRUE(reader.atEnd());
}

TEST(IssueLog, KeepsTheFirstOnesAndCountsTheRest)
{
    IssueLog log;
    for (std::size_t i = 0; i < IssueLog::kMaxIssues + 3; ++i)
        log.add({IssueCode::PacketIdZero, Severity::Note, FieldId::None, {}, 0, 0, i});
    EXPECT_EQ(log.issues().size(), IssueLog::kMaxIssues);
    EXPECT_EQ(log.issues().front().found, 0U);
    EXPECT_EQ(log.dropped(), 3U);
    log.clear();
    EXPECT_TRUE(log.empty());
    EXPECT_EQ(log.dropped(), 0U);
}

TEST(IssueLog, KnowsTheWorstEvenOfTheDropped)
{
    IssueLog log;
    EXPECT_FALSE(log.has(Severity::Note));
    for (std::size_t i = 0; i < IssueLog::kMaxIssues; ++i)
        log.add({IssueCode::PacketIdZero, Severity::Warning, FieldId::None, {}, 0, 0, 0});
    EXPECT_TRUE(log.has(Severity::Warning));
    EXPECT_FALSE(log.has(Severity::Malformed));
    log.add({IssueCode::QosReserved, Severity::Malformed, FieldId::None, {}, 0, 0, 0});
    EXPECT_TRUE(log.has(Severity::Malformed));
    log.clear();
    EXPECT_FALSE(log.has(Severity::Note));
}

} // namespace
} // namespace mqttscope::field
