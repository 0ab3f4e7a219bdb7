// SPDX-License-Identifier: GPL-3.0-or-later
// The TCP segments of a band: what they carry, and what an ACK says that a PUBACK does not.
#include "analysis/ladder/tcp_strip.h"
#include "analysis/ladder/tcp_words.h"
#include "dissector/mqtt/encoder.h"
#include "tests/unit/ladder/ladder_capture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace mqttscope::analysis::ladder {
namespace {

using index::test::Bytes;
using index::test::TcpTalk;
using session::test::ack;
using session::test::publish;
using session::test::Talk;
using session::test::Version;
using test::LadderCapture;
using testing::ElementsAre;
using testing::IsEmpty;

Bytes bytesOf(const mqtt::Packet& packet)
{
    Bytes bytes;
    EXPECT_TRUE(mqtt::encode(packet, Version::V50, bytes));
    return bytes;
}

Bytes part(const Bytes& bytes, std::size_t from, std::size_t count)
{
    const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(from);
    return {begin, begin + static_cast<std::ptrdiff_t>(std::min(count, bytes.size() - from))};
}

/// A capture and the strip of the band that a frame is in.
struct Strip {
    Strip(Talk& talk, std::uint32_t frame)
        : capture(talk), tcp(tcpStrip(*capture.document, *capture.index, capture.bandAt(frame)))
    {
    }
    [[nodiscard]] const TcpSegment& at(std::uint32_t frame) const
    {
        static const TcpSegment none;
        const auto found = std::find_if(tcp.segments.begin(), tcp.segments.end(),
                                        [&](const TcpSegment& segment) { return segment.frame == frame; });
        EXPECT_NE(found, tcp.segments.end()) << "frame " << frame;
        return found != tcp.segments.end() ? *found : none;
    }
    [[nodiscard]] std::vector<std::uint32_t> frames() const
    {
        std::vector<std::uint32_t> all;
        for (const TcpSegment& segment : tcp.segments)
            all.push_back(segment.frame);
        return all;
    }
    [[nodiscard]] std::string text(std::uint32_t frame) const
    {
        return segmentText(*capture.index, at(frame), words);
    }
    [[nodiscard]] std::vector<std::string> notes(std::uint32_t frame) const
    {
        return segmentNotes(*capture.index, at(frame), words);
    }

    LadderCapture capture;
    TcpStrip tcp;
    Vocabulary words;
};

TEST(TcpStrip, TheAckOfTheServerIsNotItsPuback)
{
    Talk talk;
    auto& pump = talk.connection();
    pump.open("pompe");
    const std::uint32_t sent = pump.client(publish("t", "42", 1, 7));
    const std::uint32_t arrived = pump.tcp().acknowledge(TcpTalk::Server);
    talk.waitMs(900);
    const std::uint32_t taken = pump.server(ack<mqtt::Puback>(7));
    const std::uint32_t last = pump.tcp().acknowledge(TcpTalk::Client);
    const Strip strip(talk, sent);
    EXPECT_THAT(strip.frames(), ElementsAre(sent, arrived, taken, last));
    const std::uint32_t message = strip.capture.messageAt(sent);
    EXPECT_THAT(strip.at(sent).messages, ElementsAre(message));
    EXPECT_THAT(strip.at(arrived).acknowledges, ElementsAre(message));
    EXPECT_THAT(strip.at(taken).acknowledges, IsEmpty()) << "that was said before";
    EXPECT_EQ(strip.at(arrived).payload, 0U);
    EXPECT_EQ(strip.at(arrived).acknowledged, strip.at(sent).sequence + strip.at(sent).payload);
    EXPECT_EQ(strip.at(arrived).from, strip.at(sent).to);
    EXPECT_EQ(strip.text(sent), "10 bytes: PUBLISH id 7");
    EXPECT_EQ(strip.text(arrived), "ACK " + std::to_string(strip.at(arrived).acknowledged));
    EXPECT_THAT(strip.notes(arrived), ElementsAre("confirms the bytes of PUBLISH id 7"));
    EXPECT_EQ(strip.text(taken), "4 bytes: PUBACK id 7");
}

TEST(TcpStrip, AnAnswerMayAcknowledgeByTheWay)
{
    Talk talk;
    auto& pump = talk.connection();
    pump.open("pompe");
    const std::uint32_t sent = pump.client(publish("t", "42", 1, 7));
    const std::uint32_t answer = pump.server(ack<mqtt::Puback>(7));
    const Strip strip(talk, sent);
    EXPECT_THAT(strip.frames(), ElementsAre(sent, answer));
    EXPECT_THAT(strip.at(answer).acknowledges, ElementsAre(strip.capture.messageAt(sent)));
    EXPECT_THAT(strip.notes(answer), ElementsAre("ACK " + std::to_string(strip.at(answer).acknowledged) +
                                                 " confirms the bytes of PUBLISH id 7"));
}

TEST(TcpStrip, OneSegmentCarriesSeveralPackets)
{
    Talk talk;
    auto& pump = talk.connection();
    pump.open("pompe");
    Bytes both = bytesOf(publish("a", "1", 1, 1));
    const Bytes second = bytesOf(publish("b", "2", 1, 2));
    both.insert(both.end(), second.begin(), second.end());
    const std::uint32_t sent = pump.clientBytes(both);
    const std::uint32_t arrived = pump.tcp().acknowledge(TcpTalk::Server);
    const Strip strip(talk, sent);
    const std::uint32_t message = strip.capture.messageAt(sent);
    EXPECT_THAT(strip.at(sent).messages, ElementsAre(message, message + 1)) << "of whatever band";
    EXPECT_THAT(strip.at(arrived).acknowledges, ElementsAre(message)) << "of this band";
    EXPECT_EQ(strip.text(sent), "18 bytes: PUBLISH id 1, PUBLISH id 2");
}

TEST(TcpStrip, APacketOverSeveralSegmentsIsAcknowledgedWithItsLastByte)
{
    Talk talk;
    auto& pump = talk.connection();
    pump.open("pompe");
    const Bytes whole = bytesOf(publish("t", std::string(90, 'x'), 1, 7));
    const std::uint32_t first = pump.clientBytes(part(whole, 0, 40));
    const std::uint32_t half = pump.tcp().acknowledge(TcpTalk::Server);
    const std::uint32_t second = pump.clientBytes(part(whole, 40, 40));
    const std::uint32_t third = pump.clientBytes(part(whole, 80, 40));
    const std::uint32_t all = pump.tcp().acknowledge(TcpTalk::Server);
    const Strip strip(talk, third);
    EXPECT_THAT(strip.frames(), ElementsAre(first, half, second, third, all));
    EXPECT_THAT(strip.at(half).acknowledges, IsEmpty());
    EXPECT_THAT(strip.at(all).acknowledges, ElementsAre(strip.capture.messageAt(third)));
    EXPECT_EQ(strip.text(second), "40 bytes: part of PUBLISH id 7");
}

TEST(TcpStrip, ASegmentMayEndOnePacketAndBeginAnother)
{
    Talk talk;
    auto& pump = talk.connection();
    pump.open("pompe");
    Bytes both = bytesOf(publish("a", "1", 1, 1));
    const Bytes second = bytesOf(publish("b", "2", 1, 2));
    both.insert(both.end(), second.begin(), second.end());
    const std::uint32_t sent = pump.clientBytes(part(both, 0, 12));
    const std::uint32_t rest = pump.clientBytes(part(both, 12, 40));
    const Strip strip(talk, sent);
    EXPECT_THAT(strip.frames(), ElementsAre(sent));
    EXPECT_EQ(strip.text(sent), "12 bytes: PUBLISH id 1, part of PUBLISH id 2");
    EXPECT_EQ(strip.capture.messageAt(rest), strip.capture.messageAt(sent) + 1);
}

TEST(TcpStrip, ARetransmissionIsNoCopyOfMqtt)
{
    Talk talk;
    auto& pump = talk.connection();
    pump.open("pompe");
    const std::uint32_t offset = pump.tcp().next(TcpTalk::Client) - 1001; // its first byte has 1001
    const Bytes packet = bytesOf(publish("t", "42", 1, 7));
    const std::uint32_t sent = pump.clientBytes(packet);
    talk.waitMs(200);
    const std::uint32_t again = pump.tcp().sendAt(TcpTalk::Client, offset, packet);
    const std::uint32_t answer = pump.server(ack<mqtt::Puback>(7));
    const Strip strip(talk, sent);
    EXPECT_THAT(strip.frames(), ElementsAre(sent, again, answer));
    EXPECT_FALSE(strip.at(sent).retransmission);
    EXPECT_TRUE(strip.at(again).retransmission);
    EXPECT_THAT(strip.at(again).messages, ElementsAre(strip.capture.messageAt(sent)));
    EXPECT_EQ(strip.text(again), "10 bytes: PUBLISH id 7");
    EXPECT_THAT(strip.notes(again), ElementsAre("TCP retransmission"));
    EXPECT_EQ(strip.capture.bandAt(sent).rows.size(), 2U) << "one PUBLISH, one PUBACK";
}

TEST(TcpStrip, SegmentsOutOfOrderAreCalledSo)
{
    Talk talk;
    auto& pump = talk.connection();
    pump.open("pompe");
    const std::uint32_t offset = pump.tcp().next(TcpTalk::Client) - 1001;
    const Bytes packet = bytesOf(publish("t", "4242424242", 1, 7));
    const std::uint32_t tail = pump.tcp().sendAt(TcpTalk::Client, offset + 10, part(packet, 10, 20));
    const std::uint32_t head = pump.tcp().sendAt(TcpTalk::Client, offset, part(packet, 0, 10));
    const Strip strip(talk, head);
    EXPECT_THAT(strip.frames(), ElementsAre(tail, head));
    EXPECT_THAT(strip.notes(tail), ElementsAre("out of order"));
    EXPECT_THAT(strip.notes(head), IsEmpty());
}

TEST(TcpStrip, ADelayedAckIsFoundBehindOtherTraffic)
{
    Talk talk;
    auto& pump = talk.connection();
    auto& other = talk.connection();
    pump.open("pompe");
    other.open("autre");
    const std::uint32_t sent = pump.client(publish("t", "1", 0));
    for (int i = 0; i < 20; ++i)
        other.client(publish("u", "x", 0)); // another connection
    const std::uint32_t next = pump.client(publish("t", "2", 0));
    const std::uint32_t late = pump.tcp().acknowledge(TcpTalk::Server);
    const Strip strip(talk, sent);
    EXPECT_THAT(strip.frames(), ElementsAre(sent, late)) << "and no packet of another band";
    EXPECT_THAT(strip.at(late).acknowledges, ElementsAre(strip.capture.messageAt(sent)));
    EXPECT_EQ(strip.capture.messageAt(next), strip.capture.messageAt(sent) + 21);
}

TEST(TcpStrip, AnAckTooFarBehindIsLeftOut)
{
    Talk talk;
    auto& pump = talk.connection();
    auto& other = talk.connection();
    pump.open("pompe");
    other.open("autre");
    const std::uint32_t sent = pump.client(publish("t", "1", 0));
    const Bytes noise = bytesOf(mqtt::Pingreq{});
    for (std::uint32_t i = 0; i < TcpStrip::kMaxAhead; ++i)
        other.clientBytes(noise);
    pump.tcp().acknowledge(TcpTalk::Server);
    const Strip strip(talk, sent);
    EXPECT_THAT(strip.frames(), ElementsAre(sent));
}

TEST(TcpStrip, SequenceNumbersGoAround)
{
    Talk talk;
    auto& pump = talk.midway();
    pump.tcp().syn(0xffffffd8);
    pump.open("pompe");
    std::uint32_t sent = 0;
    std::uint32_t arrived = 0;
    for (std::uint16_t id = 1; id <= 5; ++id) {
        sent = pump.client(publish("t", "42", 1, id));
        arrived = pump.tcp().acknowledge(TcpTalk::Server);
        pump.server(ack<mqtt::Puback>(id));
        if (pump.tcp().next(TcpTalk::Client) < 100)
            break;
    }
    ASSERT_LT(pump.tcp().next(TcpTalk::Client), 10U) << "the packet stands on both sides of zero";
    const Strip strip(talk, sent);
    EXPECT_EQ(strip.frames().size(), 3U);
    EXPECT_THAT(strip.at(arrived).acknowledges, ElementsAre(strip.capture.messageAt(sent)));
    EXPECT_EQ(strip.at(arrived).acknowledged, strip.at(sent).sequence + 10U);
    EXPECT_LT(strip.at(arrived).acknowledged, 100U) << "relative";
}

TEST(TcpStrip, AConnectionBeginsAndEndsWithSegmentsOfItsOwn)
{
    Talk talk;
    auto& pump = talk.connection();
    const std::uint32_t connect = pump.connect("pompe");
    const std::uint32_t connack = pump.accept();
    pump.tcp().acknowledge(TcpTalk::Client);
    pump.client(publish("t", "1", 0));
    pump.tcp().acknowledge(TcpTalk::Server);
    const std::uint32_t disconnect = pump.client(mqtt::Disconnect{});
    const std::uint32_t fin = pump.clientFin();
    pump.serverFin();
    const std::uint32_t last = pump.tcp().acknowledge(TcpTalk::Client);
    const Strip strip(talk, connect);
    EXPECT_THAT(strip.frames(),
                ElementsAre(1, 2, 3, connect, connack, connack + 1, disconnect, fin, fin + 1, last))
        << "and no PUBLISH";
    EXPECT_EQ(strip.text(1), "SYN");
    EXPECT_EQ(strip.text(2), "SYN, ACK 1");
    EXPECT_EQ(strip.text(3), "ACK 1");
    EXPECT_TRUE(strip.at(1).syn && !strip.at(1).ack);
    EXPECT_EQ(strip.text(fin), "FIN");
    EXPECT_THAT(strip.at(fin + 1).acknowledges, ElementsAre(strip.capture.messageAt(disconnect)));
}

TEST(TcpStrip, AResetIsShownWhereItCuts)
{
    const LadderCapture capture(test::sampleNamed("qos1-puback-perdu"));
    const TcpStrip strip = tcpStrip(*capture.document, *capture.index, capture.bandAt(16));
    const auto reset = std::find_if(strip.segments.begin(), strip.segments.end(),
                                    [](const TcpSegment& segment) { return segment.rst; });
    ASSERT_NE(reset, strip.segments.end());
    EXPECT_EQ(reset->frame, 17U);
    EXPECT_THAT(reset->acknowledges, ElementsAre(capture.messageAt(16)))
        << "TCP has the bytes although no PUBACK ever comes";
    EXPECT_EQ(segmentText(*capture.index, *reset, Vocabulary{}), "RST");
}

TEST(TcpStrip, AKeepAliveProbeIsNoPing)
{
    Talk talk;
    auto& pump = talk.connection();
    pump.open("pompe");
    const std::uint32_t sent = pump.client(publish("t", "42", 1, 7));
    pump.tcp().acknowledge(TcpTalk::Server);
    const std::uint32_t next = pump.tcp().next(TcpTalk::Client);
    const std::uint32_t probe = pump.tcp().sendAt(TcpTalk::Client, next - 1001 - 1, {});
    const std::uint32_t answer = pump.tcp().acknowledge(TcpTalk::Server);
    const std::uint32_t byte = pump.tcp().sendAt(TcpTalk::Client, next - 1001 - 1, {0});
    pump.tcp().acknowledge(TcpTalk::Server);
    const std::uint32_t taken = pump.server(ack<mqtt::Puback>(7));
    const Strip strip(talk, sent);
    EXPECT_THAT(strip.frames(), ElementsAre(sent, sent + 1, probe, answer, byte, byte + 1, taken));
    EXPECT_TRUE(strip.at(probe).keepAlive);
    EXPECT_TRUE(strip.at(byte).keepAlive);
    EXPECT_FALSE(strip.at(byte).retransmission);
    EXPECT_FALSE(strip.at(sent).keepAlive);
    EXPECT_THAT(strip.at(answer).acknowledges, IsEmpty());
    EXPECT_THAT(strip.notes(probe), ElementsAre("TCP keep-alive probe"));
    EXPECT_EQ(strip.text(byte), "1 byte");
}

TEST(TcpStrip, TheRestOfALongBandIsCounted)
{
    Talk talk;
    auto& pump = talk.connection();
    pump.open("pompe");
    constexpr std::size_t kOver = 50;
    const Bytes packet = bytesOf(publish("t", std::string(TcpStrip::kMaxSegments + kOver, 'x'), 0));
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < packet.size(); ++i)
        last = pump.clientBytes(part(packet, i, 1)); // a byte each
    const Strip strip(talk, last);
    EXPECT_EQ(strip.tcp.segments.size(), TcpStrip::kMaxSegments);
    EXPECT_EQ(strip.tcp.more, packet.size() - TcpStrip::kMaxSegments);
}

TEST(TcpStrip, EveryCaptureKeepsItsOrder)
{
    for (const std::string& path : test::allCaptures()) {
        const LadderCapture capture(path);
        const auto bands = static_cast<std::uint32_t>(std::min<std::size_t>(capture.index->size(), 200));
        for (std::uint32_t number = 0; number < bands; ++number) {
            const Band band = capture.index->band(number);
            const TcpStrip strip = tcpStrip(*capture.document, *capture.index, band);
            EXPECT_TRUE(
                std::is_sorted(strip.segments.begin(), strip.segments.end(),
                               [](const TcpSegment& a, const TcpSegment& b) { return a.frame < b.frame; }))
                << path;
            for (const Row& row : band.rows) {
                // A packet that was captured has a segment that carries it.
                if (row.kind != RowKind::Packet || row.has(kContext) || strip.more != 0 ||
                    !capture.snapshot->piecesOf(row.message).front().captured())
                    continue;
                EXPECT_TRUE(std::any_of(strip.segments.begin(), strip.segments.end(),
                                        [&](const TcpSegment& segment) {
                                            return std::count(segment.messages.begin(),
                                                              segment.messages.end(), row.message) != 0;
                                        }))
                    << path << ", frame " << row.frame;
            }
        }
    }
}

} // namespace
} // namespace mqttscope::analysis::ladder
