// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/snapshot_maker.h"

#include "broker/core/connection.h"
#include "dissector/mqtt/decoder.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace mqttscope::broker::lab {
namespace {

std::int64_t wallClock()
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

std::int64_t left(Nanoseconds until, Nanoseconds now)
{
    return std::max<Nanoseconds>(until - now, 0) / kMillisecond;
}

constexpr std::string_view kSys = "$SYS/";

/// What a row says of the packet that was read.
struct Describe {
    WaitingRow& row;

    void operator()(std::monostate) const {}
    void operator()(const mqtt::Connect&) const {}
    void operator()(const mqtt::Connack& packet) const { row.reasonCode = packet.code; }
    void operator()(const mqtt::Publish& packet) const
    {
        row.packetId = packet.packetId;
        row.qos = packet.qos;
        row.dup = packet.dup;
        row.retain = packet.retain;
        row.topic = packet.topic;
        row.payload = packet.payload.size();
    }
    void acknowledgement(const mqtt::Acknowledgement& packet) const
    {
        row.packetId = packet.packetId;
        if (row.version == mqtt::Version::V50)
            row.reasonCode = packet.reasonCode;
    }
    void operator()(const mqtt::Puback& packet) const { acknowledgement(packet); }
    void operator()(const mqtt::Pubrec& packet) const { acknowledgement(packet); }
    void operator()(const mqtt::Pubrel& packet) const { acknowledgement(packet); }
    void operator()(const mqtt::Pubcomp& packet) const { acknowledgement(packet); }
    void operator()(const mqtt::Subscribe& packet) const
    {
        row.packetId = packet.packetId;
        if (packet.subscriptions.empty())
            return;
        row.topic = packet.subscriptions[0].topicFilter;
        row.qos = packet.subscriptions[0].qos;
    }
    void operator()(const mqtt::Suback& packet) const
    {
        row.packetId = packet.packetId;
        if (!packet.codes.empty())
            row.reasonCode = packet.codes[0];
    }
    void operator()(const mqtt::Unsubscribe& packet) const
    {
        row.packetId = packet.packetId;
        if (!packet.topicFilters.empty())
            row.topic = packet.topicFilters[0];
    }
    void operator()(const mqtt::Unsuback& packet) const
    {
        row.packetId = packet.packetId;
        if (!packet.codes.empty())
            row.reasonCode = packet.codes[0];
    }
    void operator()(const mqtt::Pingreq&) const {}
    void operator()(const mqtt::Pingresp&) const {}
    void operator()(const mqtt::Disconnect& packet) const
    {
        if (row.version == mqtt::Version::V50)
            row.reasonCode = packet.reasonCode;
    }
    void operator()(const mqtt::Auth& packet) const { row.reasonCode = packet.reasonCode; }
};

/// Who is on a connection, and in which version, by the packets up to a certain one.
struct Guest {
    std::string clientId;
    mqtt::Version version = mqtt::Version::Unknown;
};

WaitingRow rowOf(const HeldItem& item, Guest& guest)
{
    WaitingRow row;
    row.id = item.id;
    row.from = item.from;
    row.kind = item.kind;
    row.bytes = item.bytes;
    if (item.kind == HeldKind::Packet) {
        row.type = mqtt::packetTypeOf(item.bytes->front());
        mqtt::DecodeOptions how;
        how.version = guest.version;
        how.reportIssues = false;
        field::IssueLog log;
        mqtt::Packet packet;
        (void)mqtt::decode(*item.bytes, how, log, packet);
        if (const auto* connect = std::get_if<mqtt::Connect>(&packet))
            guest = {std::string(connect->clientId), mqtt::versionOf(connect->protocolLevel)};
        row.version = guest.version;
        std::visit(Describe{row}, packet);
    }
    row.clientId = guest.clientId;
    row.version = guest.version;
    return row;
}

} // namespace

std::vector<WaitingRow> waitingRows(const BrokerService& service, std::size_t limit,
                                    const std::map<std::uint64_t, WaitingRow>& known, std::size_t names)
{
    std::vector<WaitingRow> rows;
    std::map<ConnectionId, Guest> guests;
    std::size_t named = 0;
    for (const auto& [id, item] : service.gate().items()) {
        if (rows.size() >= limit || named >= names)
            break;
        const auto [guest, fresh] = guests.try_emplace(item.connection);
        if (fresh) {
            const FaultInjector::Known seen = service.faults()->known(item.connection);
            guest->second = {seen.clientId, seen.version};
        }
        const auto made = known.find(id);
        rows.push_back(made != known.end() ? made->second : rowOf(item, guest->second));
        named += rows.back().clientId.size() + rows.back().topic.size();
        if (rows.back().type == mqtt::PacketType::Connect)
            guest->second = {rows.back().clientId, rows.back().version};
    }
    return rows;
}

LabSnapshot SnapshotMaker::make(BrokerService& service)
{
    LabSnapshot made;
    const Broker& engine = service.engine();
    const Nanoseconds now = service.time();
    made.number = ++m_number;
    made.running = true;
    made.wallClock = wallClock();
    made.connections = service.connectionCount();
    made.tapFrames = service.tapFrames();
    made.tapFault = service.tapFault();
    made.tapErrno = service.tapErrno();
    made.traffic = service.traffic();
    made.messages = engine.messageCount().messages;
    Names names;
    for (const auto& [serial, session] : engine.sessions()) {
        addSession(*session, service, now, made, names);
        addInFlight(*session, made, names.inFlight);
    }
    addRetained(engine, now, made);
    addWaiting(service, made);
    return made;
}

void SnapshotMaker::addSession(const Session& session, const BrokerService& service, Nanoseconds now,
                               LabSnapshot& made, Names& names) const
{
    for (const auto& [filter, options] : session.subscriptions) {
        if (!hasRoom(made.subscriptions, m_limits.subscriptions, names.subscriptions)) {
            made.subscriptions.total += session.subscriptions.size();
            made.subscriptions.total -= static_cast<std::size_t>(
                std::distance(session.subscriptions.begin(), session.subscriptions.find(filter)) + 1);
            break;
        }
        made.subscriptions.rows.push_back({filter, session.clientId, options});
        names.subscriptions += filter.size() + session.clientId.size();
    }
    if (!hasRoom(made.sessions, m_limits.sessions, names.sessions))
        return;
    SessionRow& row = made.sessions.rows.emplace_back();
    row.clientId = session.clientId;
    row.outlivesConnection = session.outlivesConnection();
    row.expiryInterval = session.expiryInterval;
    row.userName = session.userName;
    names.sessions += row.clientId.size() + row.userName.size();
    row.inFlight = session.outgoing.flights().size() + session.incoming.size();
    row.queued = session.outgoing.waiting();
    row.subscriptions = session.subscriptions.size();
    if (session.expiresAt)
        row.expiresInMs = left(*session.expiresAt, now);
    if (session.will)
        row.will = ArmedWillRow{std::string(session.will->message->topic()), session.will->message->qos(),
                                session.will->message->retain(), session.will->delay};
    names.sessions += row.will ? row.will->topic.size() : 0;
    const Connection* const connection = session.connection;
    row.connected = connection != nullptr;
    if (connection == nullptr)
        return;
    row.version = connection->version;
    row.keepAlive = static_cast<std::uint16_t>(connection->keepAlive / kSecond * 2 / 3);
    if (connection->keepAlive != 0)
        row.silenceLeftMs = left(connection->lastPacket + connection->keepAlive, now);
    row.frozen = service.faults() != nullptr && service.faults()->frozen(connection->id);
    row.peer = service.peerOf(connection->id).value_or(NetworkAddress{});
}

void SnapshotMaker::addInFlight(const Session& session, LabSnapshot& made, std::size_t& names) const
{
    Rows<InFlightRow>& table = made.inFlight;
    const std::size_t count = session.outgoing.flights().size() + session.incoming.size();
    for (const Delivery& delivery : session.outgoing.flights()) {
        if (table.rows.size() >= m_limits.inFlight || names >= m_limits.names)
            break;
        InFlightRow& row = table.rows.emplace_back();
        row.clientId = session.clientId;
        row.from = FaultSide::Broker;
        row.packetId = delivery.packetId;
        row.qos = delivery.qos;
        row.awaits = delivery.awaits;
        if (delivery.message)
            row.topic = delivery.message->topic();
        names += row.clientId.size() + row.topic.size();
    }
    std::vector<InFlightRow> received;
    for (const auto& [packetId, message] : session.incoming.held()) {
        if (table.rows.size() + received.size() >= m_limits.inFlight || names >= m_limits.names)
            break;
        InFlightRow row;
        row.clientId = session.clientId;
        row.from = FaultSide::Client;
        row.packetId = packetId;
        row.qos = 2;
        row.topic = message->topic();
        names += row.clientId.size() + row.topic.size();
        received.push_back(std::move(row));
    }
    std::sort(received.begin(), received.end(),
              [](const InFlightRow& a, const InFlightRow& b) { return a.packetId < b.packetId; });
    table.rows.insert(table.rows.end(), std::make_move_iterator(received.begin()),
                      std::make_move_iterator(received.end()));
    table.total += count;
}

void SnapshotMaker::addRetained(const Broker& engine, Nanoseconds now, LabSnapshot& made) const
{
    std::size_t names = 0;
    for (const auto& [topic, message] : engine.retained().messages()) {
        if (message->expired(now))
            continue;
        const ByteView payload = message->payload();
        if (topic.starts_with(kSys)) {
            const ByteView first = payload.first(std::min(payload.size(), m_limits.firstBytes));
            made.sys.emplace_back(topic, field::asText(first));
            continue;
        }
        if (!hasRoom(made.retained, m_limits.retained, names))
            continue;
        names += topic.size();
        RetainedRow& row = made.retained.rows.emplace_back();
        row.topic = topic;
        row.qos = message->qos();
        row.size = payload.size();
        const ByteView first = payload.first(std::min(payload.size(), m_limits.firstBytes));
        row.firstBytes.assign(first.begin(), first.end());
    }
}

void SnapshotMaker::addWaiting(const BrokerService& service, LabSnapshot& made)
{
    const StepGate& gate = service.gate();
    made.stepping = gate.closed();
    made.full = gate.closed() && gate.fullForClients();
    made.waiting.total = gate.items().size();
    made.waiting.rows = waitingRows(service, m_limits.waiting, m_waiting, m_limits.names);
    m_waiting.clear();
    for (const WaitingRow& row : made.waiting.rows)
        m_waiting.emplace(row.id, row);
}

} // namespace mqttscope::broker::lab
