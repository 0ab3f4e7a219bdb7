// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/broker.h"
#include "broker/net/tap/tap.h"
#include "capture/file/capture_reader.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mqttscope::broker::test {

using Bytes = std::vector<std::uint8_t>;

[[nodiscard]] net::Endpoint v4(std::uint8_t host, std::uint16_t port);
[[nodiscard]] net::Endpoint v6(std::uint8_t host, std::uint16_t port);
[[nodiscard]] Bytes textBytes(std::string_view text);

/// A file in memory that can be read while it is written, and that may be full.
class MemoryFile {
public:
    [[nodiscard]] std::unique_ptr<capture::ByteSink> sink();
    /// Nothing more fits.
    void fill() { *m_full = true; }
    [[nodiscard]] const Bytes& bytes() const { return *m_bytes; }

private:
    std::shared_ptr<Bytes> m_bytes = std::make_shared<Bytes>();
    std::shared_ptr<bool> m_full = std::make_shared<bool>(false);
};

/// One frame of the capture, taken to pieces by hand.
struct Seen {
    std::int64_t timeNs = 0;
    bool ipv6 = false;
    std::array<std::uint8_t, 12> macs{};
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgment = 0;
    std::uint8_t flags = 0;
    Bytes payload;
    std::string comment;
    bool ipGood = false;
    bool tcpGood = false;
};

/// All frames of a capture; fails the test if it is damaged.
[[nodiscard]] std::vector<Seen> framesOf(const Bytes& file);
/// "SYN", "SYN ACK", "PSH ACK 21", ...: one word after another, with the bytes of payload.
[[nodiscard]] std::vector<std::string> flagsOf(const std::vector<Seen>& frames);
/// The payload of a direction, put in order by sequence numbers; fails the test at a gap or overlap.
[[nodiscard]] Bytes streamOf(const std::vector<Seen>& frames, std::uint16_t fromPort, std::uint16_t toPort);
/// What tshark finds wrong with a capture, one line for each frame; empty if all is well. The payload may be
/// something else than MQTT.
[[nodiscard]] std::string faultsByTshark(const Bytes& file, bool isMqtt = true);

/// The broker with a tap beside it, and clients that are literal bytes.
class TappedBroker {
public:
    /// Into `file`, or into a sink of the test's choice.
    explicit TappedBroker(Options options = {}, TapOptions tapOptions = {},
                          std::unique_ptr<capture::ByteSink> sink = nullptr);

    void open(ConnectionId id);
    /// Bytes of a client arrive: one turn.
    void send(ConnectionId id, const Bytes& bytes);
    /// Bytes of several clients arrive in the same turn.
    void sendTogether(const std::vector<std::pair<ConnectionId, Bytes>>& all);
    void end(ConnectionId id, TapEnd how);
    /// Time passes, the broker's timers run.
    void pass(Nanoseconds duration);
    /// The frames so far.
    [[nodiscard]] std::vector<Seen> frames() const { return framesOf(file.bytes()); }

    MemoryFile file;
    std::unique_ptr<Tap> tap;
    Broker broker;
    Nanoseconds now = 0;

private:
    void arrive(ConnectionId id, const Bytes& bytes);
    void carryOut();

    Effects m_effects;
};

// Packets, literal.
[[nodiscard]] Bytes connect311(std::string_view clientId, bool clean = true, std::uint16_t keepAlive = 60);
[[nodiscard]] Bytes subscribe311(std::uint16_t id, std::string_view filter, std::uint8_t qos);
[[nodiscard]] Bytes publish311(std::string_view topic, std::string_view payload, std::uint8_t qos = 0,
                               std::uint16_t id = 0, bool retain = false);
[[nodiscard]] Bytes operator+(Bytes left, const Bytes& right);

} // namespace mqttscope::broker::test
