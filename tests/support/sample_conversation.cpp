// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_conversation.h"

#include "capture/file/capture_writer.h"

#include <array>
#include <span>

namespace mqttscope::test {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::int64_t kNsPerMicrosecond = 1'000;
constexpr std::int64_t kStartNs = 1'773'134'123'000'000'000; // 10 March 2026, 09:15:23 UTC

/// RFC 9293 §3.1.
namespace tcp_flag {
constexpr std::uint8_t kFin = 0x01;
constexpr std::uint8_t kSyn = 0x02;
constexpr std::uint8_t kPsh = 0x08;
constexpr std::uint8_t kAck = 0x10;
} // namespace tcp_flag

/// One end of the connection and what it counts.
struct Host {
    std::array<std::uint8_t, 6> ethernet;
    std::array<std::uint8_t, 4> address;
    std::uint16_t port;
    std::uint32_t sequence;   ///< Of the next byte that it sends.
    std::uint16_t ipId;       ///< Of its next packet.
    std::uint32_t clockStart; ///< Its TCP timestamp clock (RFC 7323, milliseconds) at the start.
    std::uint16_t window;     ///< After the handshake, in units of 128 bytes.
    std::uint32_t clockSeen;  ///< The last timestamp that it got from the other end.
};

void add16(Bytes& bytes, std::uint32_t number)
{
    bytes.push_back(static_cast<std::uint8_t>(number >> 8));
    bytes.push_back(static_cast<std::uint8_t>(number));
}

void add32(Bytes& bytes, std::uint32_t number)
{
    add16(bytes, number >> 16);
    add16(bytes, number);
}

void addAll(Bytes& bytes, std::span<const std::uint8_t> more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

void set16(Bytes& bytes, std::size_t at, std::uint32_t number)
{
    bytes[at] = static_cast<std::uint8_t>(number >> 8);
    bytes[at + 1] = static_cast<std::uint8_t>(number);
}

/// RFC 1071: the complement of the one's complement sum of 16-bit words.
std::uint16_t internetChecksum(const Bytes& bytes)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        sum += i % 2 == 0 ? std::uint32_t{bytes[i]} << 8 : std::uint32_t{bytes[i]};
    }
    while (sum > 0xffff) {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return static_cast<std::uint16_t>(~sum);
}

/// The options that Linux sends: in a SYN maximum segment size, selective acknowledgement, timestamps and
/// window scale 7 (RFC 9293 §3.2, RFC 2018, RFC 7323); later timestamps alone.
Bytes tcpOptions(const Host& from, bool syn, std::uint32_t milliseconds)
{
    Bytes options = syn ? Bytes{0x02, 0x04, 0x05, 0xb4, 0x04, 0x02} : Bytes{0x01, 0x01};
    addAll(options, Bytes{0x08, 0x0a});
    add32(options, from.clockStart + milliseconds);
    add32(options, from.clockSeen);
    if (syn) {
        addAll(options, Bytes{0x01, 0x03, 0x03, 0x07});
    }
    return options;
}

Bytes tcpSegment(const Host& from, const Host& to, std::uint8_t flags, const Bytes& options,
                 const Bytes& payload)
{
    constexpr std::size_t kHeader = 20;
    constexpr std::size_t kChecksumAt = 16;
    constexpr std::uint16_t kSynWindow = 64'240;
    Bytes segment;
    add16(segment, from.port);
    add16(segment, to.port);
    add32(segment, from.sequence);
    add32(segment, (flags & tcp_flag::kAck) != 0 ? to.sequence : 0);
    segment.push_back(static_cast<std::uint8_t>((kHeader + options.size()) / 4 << 4));
    segment.push_back(flags);
    add16(segment, (flags & tcp_flag::kSyn) != 0 ? kSynWindow : from.window);
    add32(segment, 0); // checksum, urgent pointer
    addAll(segment, options);
    addAll(segment, payload);

    Bytes summed; // the pseudo-header, RFC 9293 §3.1
    addAll(summed, from.address);
    addAll(summed, to.address);
    add16(summed, 6);
    add16(summed, static_cast<std::uint32_t>(segment.size()));
    addAll(summed, segment);
    set16(segment, kChecksumAt, internetChecksum(summed));
    return segment;
}

Bytes ethernetFrame(const Host& from, const Host& to, const Bytes& segment)
{
    constexpr std::size_t kHeader = 20;
    constexpr std::size_t kChecksumAt = 10;
    Bytes header = {0x45, 0x00};
    add16(header, static_cast<std::uint32_t>(kHeader + segment.size()));
    add16(header, from.ipId);
    add16(header, 0x4000); // do not fragment
    add16(header, 64 << 8 | 6);
    add16(header, 0);
    addAll(header, from.address);
    addAll(header, to.address);
    set16(header, kChecksumAt, internetChecksum(header));

    Bytes frame;
    addAll(frame, to.ethernet);
    addAll(frame, from.ethernet);
    add16(frame, 0x0800);
    addAll(frame, header);
    addAll(frame, segment);
    return frame;
}

/// Two hosts on one wire, and the frames that pass.
class Conversation {
public:
    Host client;
    Host broker;

    void send(Host& from, Host& to, std::int64_t microseconds, std::uint8_t flags, const Bytes& payload = {})
    {
        const bool syn = (flags & tcp_flag::kSyn) != 0;
        const auto milliseconds = static_cast<std::uint32_t>(microseconds / 1'000);
        const Bytes segment = tcpSegment(from, to, flags, tcpOptions(from, syn, milliseconds), payload);
        m_frames.push_back({kStartNs + microseconds * kNsPerMicrosecond, ethernetFrame(from, to, segment)});
        const bool counts = syn || (flags & tcp_flag::kFin) != 0;
        from.sequence += static_cast<std::uint32_t>(payload.size()) + (counts ? 1 : 0);
        from.ipId += 1;
        to.clockSeen = from.clockStart + milliseconds;
    }

    [[nodiscard]] std::vector<MadeFrame> frames() const { return m_frames; }

private:
    std::vector<MadeFrame> m_frames;
};

const Bytes kConnect = {
    0x10,                         // CONNECT
    0x13,                         // Remaining Length 19
    0x00, 0x04,                   // length of the protocol name
    0x4d, 0x51, 0x54, 0x54,       // "MQTT"
    0x04,                         // protocol level 4: MQTT 3.1.1
    0x02,                         // connect flags: Clean Session
    0x00, 0x3c,                   // Keep Alive 60 s
    0x00, 0x07,                   // length of the client identifier
    0x70, 0x79, 0x74, 0x68, 0x6f, // "pytho
    0x6e, 0x31,                   //  n1"
};
const Bytes kConnack = {
    0x20, // CONNACK
    0x02, // Remaining Length 2
    0x00, // no session present
    0x00, // accepted
};
const Bytes kDisconnect = {
    0xe0, // DISCONNECT
    0x00, // Remaining Length 0
};

} // namespace

std::vector<MadeFrame> connectPython1()
{
    using namespace tcp_flag;
    Conversation wire;
    wire.client = {{0xa4, 0xbb, 0x6d, 0x5e, 0x21, 0x15},
                   {192, 168, 1, 21},
                   49'871,
                   0x5c0f'1a20,
                   0x3b7e,
                   0x0021'4c10,
                   502,
                   0};
    wire.broker = {{0xdc, 0xa6, 0x32, 0x0a, 0x1b, 0x10},
                   {192, 168, 1, 10},
                   1'883,
                   0x9e31'7704,
                   0x0000,
                   0x6b02'd9f4,
                   509,
                   0};
    Host& client = wire.client;
    Host& broker = wire.broker;

    wire.send(client, broker, 104'217, kSyn);
    wire.send(broker, client, 104'702, kSyn | kAck);
    broker.ipId = 0xa1c6; // Linux sends its SYN,ACK with identification 0
    wire.send(client, broker, 104'761, kAck);
    wire.send(client, broker, 105'390, kPsh | kAck, kConnect);
    wire.send(broker, client, 105'881, kAck);
    wire.send(broker, client, 106'544, kPsh | kAck, kConnack);
    wire.send(client, broker, 106'590, kAck);
    wire.send(client, broker, 2'108'933, kPsh | kAck, kDisconnect);
    wire.send(client, broker, 2'109'058, kFin | kAck);
    wire.send(broker, client, 2'109'702, kFin | kAck);
    wire.send(client, broker, 2'109'741, kAck);
    return wire.frames();
}

std::string writeConnectPython1(const std::string& path)
{
    auto writer = capture::PcapWriter::create(path, {});
    if (!writer) {
        return describe(writer.error());
    }
    for (const MadeFrame& made : connectPython1()) {
        capture::FrameToWrite frame;
        frame.timeNs = made.timeNs;
        frame.bytes = made.bytes;
        if (const auto written = writer->write(frame); !written) {
            return describe(written.error());
        }
    }
    const auto closed = writer->close();
    return closed ? std::string() : describe(closed.error());
}

} // namespace mqttscope::test
