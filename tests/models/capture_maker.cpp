// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/capture_maker.h"

#include "dissector/field/tree_sink.h"

#include <cassert>
#include <numeric>

namespace mqttscope::test {
namespace {

constexpr std::uint8_t kSyn = 0x02;
constexpr std::uint8_t kPush = 0x08;
constexpr std::uint8_t kAck = 0x10;

void put16(Bytes& out, std::uint32_t value)
{
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value));
}

void put32(Bytes& out, std::uint32_t value)
{
    put16(out, value >> 16);
    put16(out, value);
}

capture::PcapWriter writerTo(const std::string& path)
{
    auto writer = capture::PcapWriter::create(path, {});
    assert(writer);
    return std::move(*writer);
}

} // namespace

Bytes connectPython1()
{
    return {
        0x10,                                     // CONNECT
        0x13,                                     // Remaining Length 19
        0x00, 0x04,                               // Protocol Name Length
        0x4d, 0x51, 0x54, 0x54,                   // "MQTT"
        0x04,                                     // Protocol Level: 3.1.1
        0x02,                                     // Connect Flags: Clean Session
        0x00, 0x3c,                               // Keep Alive 60
        0x00, 0x07,                               // Client Identifier Length
        0x70, 0x79, 0x74, 0x68, 0x6f, 0x6e, 0x31, // "python1"
    };
}

Bytes connackAccepted()
{
    return {
        0x20, // CONNACK
        0x02, // Remaining Length
        0x00, // Session Present 0
        0x00, // accepted
    };
}

Bytes publish(const std::string& topic, const std::string& payload)
{
    const std::size_t body = 2 + topic.size() + payload.size();
    Bytes out{0x30};
    for (std::size_t rest = body;;) {
        const auto low = static_cast<std::uint8_t>(rest & 0x7f);
        rest >>= 7;
        out.push_back(rest > 0 ? low | 0x80 : low);
        if (rest == 0)
            break;
    }
    put16(out, static_cast<std::uint32_t>(topic.size()));
    out.insert(out.end(), topic.begin(), topic.end());
    out.insert(out.end(), payload.begin(), payload.end());
    return out;
}

CaptureMaker::CaptureMaker(const std::string& path) : m_writer(writerTo(path)) {}

CaptureMaker::~CaptureMaker()
{
    close();
}

void CaptureMaker::close()
{
    static_cast<void>(m_writer.close());
}

void CaptureMaker::open()
{
    segment(0, kSyn, {});
    ++m_sequence[0];
    segment(1, kSyn | kAck, {});
    ++m_sequence[1];
    segment(0, kAck, {});
}

void CaptureMaker::fromClient(const Bytes& payload)
{
    segment(0, kPush | kAck, payload);
}

void CaptureMaker::fromServer(const Bytes& payload)
{
    segment(1, kPush | kAck, payload);
}

void CaptureMaker::acknowledgeFromServer()
{
    segment(1, kAck, {});
}

void CaptureMaker::segment(int side, std::uint8_t flags, const Bytes& payload)
{
    Bytes frame{2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x08, 0x00};
    const std::uint32_t total = 20 + 20 + static_cast<std::uint32_t>(payload.size());
    frame.insert(frame.end(), {0x45, 0});
    put16(frame, total);
    put32(frame, 0x00004000); // identification 0, don't fragment
    frame.insert(frame.end(), {64, 6});
    put16(frame, 0); // checksum, filled in below
    const std::uint8_t from = side == 0 ? 1 : 2;
    frame.insert(frame.end(), {192, 0, 2, from, 192, 0, 2, static_cast<std::uint8_t>(3 - from)});
    std::uint32_t sum = 0;
    for (std::size_t i = 14; i < 34; i += 2)
        sum += static_cast<std::uint32_t>(frame[i] << 8 | frame[i + 1]);
    sum = ~((sum & 0xffff) + (sum >> 16));
    frame[24] = static_cast<std::uint8_t>(sum >> 8);
    frame[25] = static_cast<std::uint8_t>(sum);

    put16(frame, side == 0 ? 40000 : 1883);
    put16(frame, side == 0 ? 1883 : 40000);
    put32(frame, m_sequence[side]);
    put32(frame, (flags & kAck) != 0 ? m_sequence[1 - side] : 0);
    frame.insert(frame.end(), {0x50, flags});
    put16(frame, 64240);
    put32(frame, 0); // checksum left to the network card, no urgent pointer
    frame.insert(frame.end(), payload.begin(), payload.end());
    m_sequence[side] += static_cast<std::uint32_t>(payload.size());

    capture::FrameToWrite record;
    record.timeNs = 1'700'000'000'000'000'000 + std::int64_t{m_frames} * 1'000'000;
    record.bytes = frame;
    const auto written = m_writer.write(record);
    assert(written);
    static_cast<void>(written);
    ++m_frames;
}

std::shared_ptr<const index::Dissection> splitConnect()
{
    using field::FieldId;
    using field::FieldValue;
    constexpr std::uint32_t kHere = 9;
    constexpr std::uint32_t kEarlier = 7;
    auto dissection = std::make_shared<index::Dissection>();
    dissection->frame = kHere;
    const Bytes packet = connectPython1();
    index::DissectionSource frame;
    frame.bytes.resize(10);
    std::iota(frame.bytes.begin(), frame.bytes.end(), std::uint8_t{0xa0});
    frame.bytes.insert(frame.bytes.end(), packet.begin() + 6, packet.end());
    index::DissectionSource messages;
    messages.kind = index::SourceKind::Messages;
    messages.bytes = packet;
    messages.pieces = {{kEarlier, 10, 6, stream::Piece::kIdentity},
                       {kHere, 10, 15, stream::Piece::kIdentity}};
    dissection->sources = {frame, messages};

    const field::ByteView lower = dissection->sources[0].bytes;
    const field::ByteView mqtt = dissection->sources[1].bytes;
    field::TreeSink sink;
    sink.source(0);
    sink.open(FieldId::Eth, 0);
    sink.leaf(FieldId::EthDst, {0, 6}, FieldValue::of(lower.first(6)));
    sink.leaf(FieldId::EthType, {6, 2}, FieldValue::of(std::uint64_t{0x0800}));
    sink.close(FieldId::Eth, 8, {});
    sink.open(FieldId::Tcp, 8);
    sink.leaf(FieldId::TcpSrcPort, {8, 2}, FieldValue::of(std::uint64_t{40000}));
    sink.leaf(FieldId::TcpPayload, {10, 15}, FieldValue::of(lower.subspan(10, 15)));
    sink.close(FieldId::Tcp, 25, {});
    sink.source(1);
    sink.open(FieldId::Mqtt, 0);
    sink.open(FieldId::MqttFixedHeader, 0);
    sink.leaf(FieldId::MqttHdrflags, {0, 1}, FieldValue::of(std::uint64_t{0x10}));
    sink.bits(FieldId::MqttMsgtype, {0, 1}, 1);
    sink.bits(FieldId::MqttHdrReserved, {0, 1}, 0);
    sink.leaf(FieldId::MqttLen, {1, 1}, FieldValue::of(std::uint64_t{19}));
    sink.close(FieldId::MqttFixedHeader, 2, {});
    sink.open(FieldId::MqttVariableHeader, 2);
    sink.leaf(FieldId::MqttProtoLen, {2, 2}, FieldValue::of(std::uint64_t{4}));
    sink.leaf(FieldId::MqttProtoname, {4, 4}, FieldValue::of(mqtt.subspan(4, 4)));
    sink.leaf(FieldId::MqttVer, {8, 1}, FieldValue::of(std::uint64_t{4}));
    sink.leaf(FieldId::MqttConflags, {9, 1}, FieldValue::of(std::uint64_t{2}));
    sink.bits(FieldId::MqttConflagCleansess, {9, 1}, 1);
    sink.leaf(FieldId::MqttKalive, {10, 2}, FieldValue::of(std::uint64_t{60}));
    sink.close(FieldId::MqttVariableHeader, 12, {});
    sink.open(FieldId::MqttPayloadPart, 12);
    sink.leaf(FieldId::MqttClientidLen, {12, 2}, FieldValue::of(std::uint64_t{7}));
    sink.leaf(FieldId::MqttClientid, {14, 7}, FieldValue::of(mqtt.subspan(14, 7)));
    sink.close(FieldId::MqttPayloadPart, 21, {});
    sink.generated(FieldId::MqttIncomplete, {});
    sink.close(FieldId::Mqtt, 21, {});
    dissection->tree = sink.take();
    dissection->messages.push_back({3, {0, 21}, 0});
    return dissection;
}

} // namespace mqttscope::test
