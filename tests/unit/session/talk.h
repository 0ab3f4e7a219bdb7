// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/packet.h"
#include "tests/unit/index/frame_script.h"

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::session::test {

using index::test::Bytes;
using mqtt::Version;

/// One issue that was found over time, in a form that tests can compare and read.
struct Found {
    field::IssueCode code{};
    std::uint32_t frame = 0;
    field::FieldId field = field::FieldId::None;
    std::uint64_t expected = 0;
    std::uint64_t found = 0;

    friend bool operator==(const Found&, const Found&) = default;
};
std::ostream& operator<<(std::ostream& out, const Found& found);

/// A capture made of the conversations of several clients with one server. Frames are one millisecond apart.
class Talk {
public:
    /// One TCP connection. Packets are encoded as they are told; broken ones may be sent as bytes.
    class Connection {
    public:
        Connection(index::test::FrameScript& script, Version version, std::uint16_t port);

        // Each returns the number of the frame.
        std::uint32_t client(const mqtt::Packet& packet);
        std::uint32_t server(const mqtt::Packet& packet);
        std::uint32_t clientBytes(const Bytes& bytes);
        std::uint32_t serverBytes(const Bytes& bytes);
        /// Bytes that the capture lacks.
        void loseFromClient(std::size_t count) { m_tcp.lose(index::test::TcpTalk::Client, count); }
        void loseFromServer(std::size_t count) { m_tcp.lose(index::test::TcpTalk::Server, count); }
        std::uint32_t clientFin() { return m_tcp.fin(index::test::TcpTalk::Client); }
        std::uint32_t serverFin() { return m_tcp.fin(index::test::TcpTalk::Server); }
        [[nodiscard]] Version version() const { return m_version; }
        [[nodiscard]] index::test::TcpTalk& tcp() { return m_tcp; }

        // What tests say often.
        /// CONNECT. Keep Alive in seconds.
        std::uint32_t connect(std::string_view clientId, bool cleanStart = true,
                              std::uint16_t keepAlive = 60);
        /// CONNACK of success.
        std::uint32_t accept(bool sessionPresent = false);
        std::uint32_t subscribe(std::uint16_t packetId, std::string_view filter, std::uint8_t qos = 0);
        std::uint32_t suback(std::uint16_t packetId, std::uint8_t code = 0);
        /// CONNECT, CONNACK, and with a filter SUBSCRIBE (Packet Identifier 1) and SUBACK.
        void open(std::string_view clientId, std::string_view filter = {}, std::uint8_t qos = 0);

    private:
        Version m_version;
        index::test::TcpTalk m_tcp;
    };

    explicit Talk(index::IndexOptions options = {}) : m_script(std::move(options)) {}

    /// A new connection, opened by its handshake. Each comes from a port of its own.
    Connection& connection(Version version = Version::V50);
    /// A connection that is captured from some place in its middle.
    Connection& midway(Version version = Version::V50);
    void waitMs(std::int64_t milliseconds) { m_script.timeNs += milliseconds * 1'000'000; }
    /// The end of the capture.
    const index::Snapshot& finish() { return m_script.finish(); }
    [[nodiscard]] index::test::FrameScript& script() { return m_script; }

    /// What was found over time, by any rule, in the order of finding; ends the capture. Notes (severity) are
    /// left out.
    [[nodiscard]] std::vector<Found> findings();
    /// Likewise, but for rules that the conversation breaks as well: each must be found, or it is among the
    /// result, at frame 0.
    [[nodiscard]] std::vector<Found> findingsBeside(std::initializer_list<field::IssueCode> also);
    /// Likewise, only the codes.
    [[nodiscard]] std::vector<field::IssueCode> codes();

private:
    index::test::FrameScript m_script;
    std::deque<Connection> m_connections;
    std::uint16_t m_nextPort = 50'000;
};

/// PUBLISH. `payload` must live as long as the packet.
[[nodiscard]] mqtt::Publish publish(std::string_view topic, std::string_view payload, std::uint8_t qos = 0,
                                    std::uint16_t packetId = 0);
/// PUBACK, PUBREC, PUBREL, PUBCOMP...
template <class Ack> [[nodiscard]] Ack ack(std::uint16_t packetId, std::uint8_t code = 0)
{
    Ack packet;
    packet.packetId = packetId;
    packet.reasonCode = code;
    return packet;
}

/// "V31", "V311", "V50": the names of parameterised tests.
[[nodiscard]] std::string versionName(Version version);
inline constexpr Version kVersions[] = {Version::V31, Version::V311, Version::V50};

} // namespace mqttscope::session::test
