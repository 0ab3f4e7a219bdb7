// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/tap/tapped.h"

#include "tests/support/program.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace mqttscope::broker::test {
namespace {

class SharedSink final : public capture::ByteSink {
public:
    SharedSink(std::shared_ptr<Bytes> bytes, std::shared_ptr<bool> full)
        : m_bytes(std::move(bytes)), m_full(std::move(full))
    {
    }
    tl::expected<void, capture::FileError> write(std::span<const std::uint8_t> record) override
    {
        if (*m_full) {
            capture::FileError error =
                capture::errorAt(m_bytes->size(), capture::FileError::Code::WriteFailed, record.size(), 0);
            error.systemError = ENOSPC;
            return tl::unexpected(error);
        }
        m_bytes->insert(m_bytes->end(), record.begin(), record.end());
        return {};
    }
    tl::expected<void, capture::FileError> flush() override { return {}; }
    tl::expected<void, capture::FileError> close() override { return {}; }

private:
    std::shared_ptr<Bytes> m_bytes;
    std::shared_ptr<bool> m_full;
};

std::uint32_t number(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t length)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i)
        value = value << 8 | bytes[at + i];
    return value;
}

/// RFC 1071 as the RFC writes it: the sum over bytes with a right checksum is all ones.
bool sumsUp(const Bytes& bytes)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        sum += i % 2 == 0 ? std::uint32_t{bytes[i]} << 8 : std::uint32_t{bytes[i]};
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum == 0xffff;
}

Seen takeApart(const capture::FrameView& frame)
{
    const std::span<const std::uint8_t> bytes = frame.bytes;
    Seen seen;
    seen.timeNs = frame.timeNs;
    std::copy_n(bytes.begin(), 12, seen.macs.begin());
    seen.ipv6 = number(bytes, 12, 2) == 0x86dd;
    const std::size_t ip = 14;
    const std::size_t tcp = ip + (seen.ipv6 ? 40U : 20U);
    const std::size_t addresses = ip + (seen.ipv6 ? 8U : 12U);
    EXPECT_EQ(bytes.size(), seen.ipv6 ? tcp + number(bytes, ip + 4, 2) : ip + number(bytes, ip + 2, 2));
    seen.ipGood = seen.ipv6 || sumsUp(Bytes(bytes.begin() + ip, bytes.begin() + 34));
    Bytes summed(bytes.begin() + static_cast<std::ptrdiff_t>(addresses),
                 bytes.begin() + static_cast<std::ptrdiff_t>(tcp));
    const std::size_t length = bytes.size() - tcp;
    summed.insert(summed.end(),
                  {0, 6, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length)});
    summed.insert(summed.end(), bytes.begin() + static_cast<std::ptrdiff_t>(tcp), bytes.end());
    seen.tcpGood = sumsUp(summed);
    seen.sourcePort = static_cast<std::uint16_t>(number(bytes, tcp, 2));
    seen.destinationPort = static_cast<std::uint16_t>(number(bytes, tcp + 2, 2));
    seen.sequence = number(bytes, tcp + 4, 4);
    seen.acknowledgment = number(bytes, tcp + 8, 4);
    seen.flags = bytes[tcp + 13];
    const std::size_t header = std::size_t{bytes[tcp + 12]} >> 4 << 2;
    seen.payload.assign(bytes.begin() + static_cast<std::ptrdiff_t>(tcp + header), bytes.end());
    return seen;
}

Bytes textField(std::string_view text)
{
    Bytes made;
    made.reserve(text.size() + 2);
    made.push_back(static_cast<std::uint8_t>(text.size() >> 8));
    made.push_back(static_cast<std::uint8_t>(text.size()));
    made.insert(made.end(), text.begin(), text.end());
    return made;
}

Bytes packet(std::uint8_t first, const Bytes& body)
{
    EXPECT_LT(body.size(), 128U);
    Bytes made;
    made.push_back(first);
    made.push_back(static_cast<std::uint8_t>(body.size()));
    return made + body;
}

} // namespace

Bytes operator+(Bytes left, const Bytes& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

net::Endpoint v4(std::uint8_t host, std::uint16_t port)
{
    net::Endpoint made;
    made.address.family = 4;
    made.address.bytes = {192, 168, 1, host};
    made.port = port;
    return made;
}

net::Endpoint v6(std::uint8_t host, std::uint16_t port)
{
    net::Endpoint made;
    made.address.family = 6;
    made.address.bytes = {0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, host};
    made.port = port;
    return made;
}

Bytes textBytes(std::string_view text)
{
    return {text.begin(), text.end()};
}

std::unique_ptr<capture::ByteSink> MemoryFile::sink()
{
    return std::make_unique<SharedSink>(m_bytes, m_full);
}

std::vector<Seen> framesOf(const Bytes& file)
{
    const auto reader = capture::CaptureReader::openMemory(file);
    if (!reader) {
        ADD_FAILURE() << describe(reader.error());
        return {};
    }
    std::vector<Seen> frames;
    capture::FrameView frame;
    while ((*reader)->next(frame) == capture::ReadStatus::Frame)
        frames.push_back(takeApart(frame));
    EXPECT_EQ((*reader)->status(), capture::ReadStatus::End);
    for (const capture::FrameComment& comment : (*reader)->comments())
        frames[comment.frame - 1].comment = comment.text;
    return frames;
}

std::vector<std::string> flagsOf(const std::vector<Seen>& frames)
{
    std::vector<std::string> all;
    for (const Seen& frame : frames) {
        std::string words = frame.sourcePort == 1883 ? "<" : ">";
        for (const auto& [bit, name] : {std::pair{net::kSyn, "SYN"},
                                        {net::kFin, "FIN"},
                                        {net::kRst, "RST"},
                                        {net::kPsh, "PSH"},
                                        {net::kAck, "ACK"}}) {
            if ((frame.flags & bit) != 0)
                words += std::string(" ") + name;
        }
        if (!frame.payload.empty())
            words += ' ' + std::to_string(frame.payload.size());
        all.push_back(words);
    }
    return all;
}

Bytes streamOf(const std::vector<Seen>& frames, std::uint16_t fromPort, std::uint16_t toPort)
{
    Bytes stream;
    std::uint32_t next = 0;
    bool open = false;
    for (const Seen& frame : frames) {
        if (frame.sourcePort != fromPort || frame.destinationPort != toPort)
            continue;
        if ((frame.flags & net::kSyn) != 0) {
            next = frame.sequence + 1;
            open = true;
            continue;
        }
        EXPECT_TRUE(open);
        EXPECT_EQ(frame.sequence, next);
        stream.insert(stream.end(), frame.payload.begin(), frame.payload.end());
        next += static_cast<std::uint32_t>(frame.payload.size()) + ((frame.flags & net::kFin) != 0 ? 1 : 0);
    }
    return stream;
}

std::string faultsByTshark(const Bytes& file, bool isMqtt)
{
    // A RST is a warning of its own, and meant.
    const std::string wrong =
        "tcp.analysis.flags || tcp.checksum.status != 1 || (ip && ip.checksum.status != 1) || "
        "_ws.malformed || (_ws.expert.severity >= warning && tcp.flags.reset == 0)";
    static int number = 0;
    const std::filesystem::path path =
        std::filesystem::path(::testing::TempDir()) / fmt::format("tap-{}-{}.pcapng", ::getpid(), ++number);
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(file.data()), // NOLINT(*-reinterpret-cast)
               static_cast<std::streamsize>(file.size()));
    const auto result = mqttscope::test::runShell(mqttscope::test::commandOf({"tshark",
                                                                              "-n",
                                                                              "--disable-protocol",
                                                                              isMqtt ? "dnp3" : "mqtt",
                                                                              "-r",
                                                                              path.string(),
                                                                              "-o",
                                                                              "tcp.check_checksum:TRUE",
                                                                              "-o",
                                                                              "ip.check_checksum:TRUE",
                                                                              "-Y",
                                                                              wrong,
                                                                              "-T",
                                                                              "fields",
                                                                              "-e",
                                                                              "frame.number",
                                                                              "-e",
                                                                              "_ws.col.Info",
                                                                              "-e",
                                                                              "_ws.expert.message"}));
    std::filesystem::remove(path);
    return (result.ok() ? result.output : result.errors).substr(0, 2000);
}

TappedBroker::TappedBroker(Options options, TapOptions tapOptions, std::unique_ptr<capture::ByteSink> sink)
    : broker(std::move(options))
{
    if (tapOptions.startNs == 0)
        tapOptions.startNs = 1'700'000'000'000'000'000;
    auto made = Tap::over(sink ? std::move(sink) : file.sink(), std::move(tapOptions));
    EXPECT_TRUE(made.has_value());
    tap = std::move(*made);
}

void TappedBroker::carryOut()
{
    tap->decided(broker.decisions());
    for (bool more = true; more;) {
        const Effects wanted = std::exchange(m_effects, {});
        more = false;
        for (const Effect& effect : wanted.items()) {
            if (effect.kind == EffectKind::Send)
                tap->carried(effect.connection, TapSide::Broker, wanted.bytes(effect), now);
            if (effect.kind != EffectKind::Close)
                continue;
            tap->ended(effect.connection, TapSide::Broker, TapEnd::Fin, now);
            tap->ended(effect.connection, TapSide::Client, TapEnd::Fin, now);
            broker.closed(effect.connection, HowClosed::OnDemand, now, m_effects);
            tap->decided(broker.decisions());
            tap->closed(effect.connection);
            more = true;
        }
    }
}

void TappedBroker::open(ConnectionId id)
{
    tap->opened(id, v4(static_cast<std::uint8_t>(20 + id), static_cast<std::uint16_t>(40'000 + id)),
                v4(10, 1883), now);
    broker.opened(id, now, m_effects);
    carryOut();
    EXPECT_TRUE(tap->turn(now).has_value());
}

void TappedBroker::arrive(ConnectionId id, const Bytes& bytes)
{
    tap->carried(id, TapSide::Client, bytes, now);
    broker.receive(id, bytes, now, m_effects);
    carryOut();
}

void TappedBroker::send(ConnectionId id, const Bytes& bytes)
{
    sendTogether({{id, bytes}});
}

void TappedBroker::sendTogether(const std::vector<std::pair<ConnectionId, Bytes>>& all)
{
    for (const auto& [id, bytes] : all)
        arrive(id, bytes);
    EXPECT_TRUE(tap->turn(now).has_value());
    now += 100 * kMillisecond;
}

void TappedBroker::end(ConnectionId id, TapEnd how)
{
    tap->ended(id, TapSide::Client, how, now);
    broker.closed(id, how == TapEnd::Fin ? HowClosed::ByPeer : HowClosed::Reset, now, m_effects);
    carryOut();
    tap->ended(id, TapSide::Broker, TapEnd::Fin, now);
    tap->closed(id);
    EXPECT_TRUE(tap->turn(now).has_value());
    now += 100 * kMillisecond;
}

void TappedBroker::pass(Nanoseconds duration)
{
    now += duration;
    broker.timer(now, m_effects);
    carryOut();
    EXPECT_TRUE(tap->turn(now).has_value());
}

Bytes connect311(std::string_view clientId, bool clean, std::uint16_t keepAlive)
{
    return packet(0x10,
                  textField("MQTT") +
                      Bytes{0x04, static_cast<std::uint8_t>(clean ? 2 : 0),
                            static_cast<std::uint8_t>(keepAlive >> 8), static_cast<std::uint8_t>(keepAlive)} +
                      textField(clientId));
}

Bytes subscribe311(std::uint16_t id, std::string_view filter, std::uint8_t qos)
{
    return packet(0x82, Bytes{static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)} +
                            textField(filter) + Bytes{qos});
}

Bytes publish311(std::string_view topic, std::string_view payload, std::uint8_t qos, std::uint16_t id,
                 bool retain)
{
    Bytes body = textField(topic);
    if (qos != 0)
        body = body + Bytes{static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)};
    return packet(static_cast<std::uint8_t>(0x30 | qos << 1 | (retain ? 1 : 0)), body + textBytes(payload));
}

} // namespace mqttscope::broker::test
