// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/outgoing_flow.h"
#include "broker/core/step_gate.h"
#include "broker/core/subscription_tree.h"
#include "broker/lab/lab_fault.h"
#include "broker/net/network_address.h"
#include "broker/net/sys_topics.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::broker::lab {

/// Rows of a snapshot; what is beyond is counted.
struct SnapshotLimits {
    std::size_t sessions = 500;
    std::size_t subscriptions = 1000;
    std::size_t retained = 500;
    std::size_t inFlight = 500;
    std::size_t waiting = 500;    ///< of step mode
    std::size_t firstBytes = 256; ///< of a retained message
    std::size_t names =
        2U << 20; ///< bytes of Client Identifiers, topics and filters in the rows of one table
};

/// The first rows of a table, and how many there are.
template <class Row> struct Rows {
    std::vector<Row> rows;
    std::size_t total = 0;

    [[nodiscard]] std::size_t more() const { return total - rows.size(); }
};

struct ArmedWillRow {
    std::string topic;
    std::uint8_t qos = 0;
    bool retain = false;
    std::uint32_t delay = 0; ///< seconds
};

struct SessionRow {
    std::string clientId;
    bool connected = false;
    bool frozen = false;
    mqtt::Version version = mqtt::Version::Unknown; ///< of its connection
    bool outlivesConnection = false;                ///< Clean Session 0, or a Session Expiry Interval
    std::uint32_t expiryInterval = 0;               ///< seconds; 0, or kNeverExpires
    std::optional<std::int64_t> expiresInMs;        ///< while its client is away
    std::uint16_t keepAlive = 0;                    ///< seconds that count; 0 = off
    std::optional<std::int64_t>
        silenceLeftMs; ///< until 1.5 times the Keep Alive have passed without a packet
    std::optional<ArmedWillRow> will;
    std::size_t inFlight = 0; ///< messages on their way, both directions
    std::size_t queued = 0;   ///< messages that wait to be sent
    std::size_t subscriptions = 0;
    std::string userName;
    NetworkAddress peer;
};

struct SubscriptionRow {
    std::string filter;
    std::string clientId;
    SubscriptionOptions options; ///< as granted
};

struct RetainedRow {
    std::string topic;
    std::uint8_t qos = 0;
    std::size_t size = 0;
    std::vector<std::uint8_t> firstBytes;
};

struct InFlightRow {
    std::string clientId;
    FaultSide from{}; ///< Broker: a delivery; Client: a QoS 2 message that waits for PUBREL
    std::uint16_t packetId = 0;
    std::uint8_t qos = 0;
    Awaits awaits{};   ///< of a delivery
    std::string topic; ///< empty once PUBREC has come: the message is given away then
};

struct ArmedFaultRow {
    std::uint32_t id = 0; ///< as arm() gave it
    LabFault fault;
    std::uint32_t hits = 0;
    bool spent = false; ///< it meets nothing any more
};

/// A packet that waits in step mode, with what it says.
struct WaitingRow {
    std::uint64_t id = 0;
    std::string clientId; ///< empty: its CONNECT has not been seen
    FaultSide from{};
    HeldKind kind{};
    mqtt::PacketType type{}; ///< of a packet, likewise the rest
    mqtt::Version version = mqtt::Version::Unknown;
    std::uint16_t packetId = 0;
    std::uint8_t qos = 0;
    bool dup = false;
    bool retain = false;
    std::optional<std::uint8_t> reasonCode; ///< or the Connect Return code; of SUBACK the first
    std::string topic;                      ///< or the first filter
    std::size_t payload = 0;                ///< bytes
    std::shared_ptr<const std::vector<std::uint8_t>> bytes; ///< none of an End
};

/// What a broker has at one moment: plain values that never change.
struct LabSnapshot {
    std::uint64_t number = 0; ///< counts the snapshots of a broker, from 1
    bool running = false;
    std::int64_t wallClock = 0;            ///< milliseconds since 1970: countdowns are counted from there
    std::vector<NetworkAddress> addresses; ///< where it listens
    std::vector<NetworkAddress> reachable; ///< what is to be typed to reach it, from this machine and others
    std::size_t connections = 0;
    Rows<SessionRow> sessions;
    Rows<SubscriptionRow> subscriptions;
    Rows<RetainedRow> retained;                           ///< without $SYS
    std::vector<std::pair<std::string, std::string>> sys; ///< $SYS topics and their values
    Rows<InFlightRow> inFlight;
    Traffic traffic;
    std::size_t messages = 0; ///< that it holds
    std::vector<ArmedFaultRow> faults;

    bool stepping = false; ///< step mode: time stands still
    Rows<WaitingRow> waiting;
    bool full = false;           ///< of step mode: packets to clients must pass before anything else comes in
    std::uint64_t tapFrames = 0; ///< frames in the capture, while it is written
    std::string tapFault; ///< why the capture is not written any more, words of the system; empty: it is
    int tapErrno = 0;     ///< likewise, as a number
};

} // namespace mqttscope::broker::lab
