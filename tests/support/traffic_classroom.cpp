// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_classroom.h"

#include "dissector/mqtt/reason_code.h"

#include <algorithm>
#include <utility>

namespace mqttscope::test {
namespace {

using mqtt::PacketType;
using mqtt::PropertyId;

constexpr std::int64_t kStartNs = 1'700'000'000'000'000'000;
constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::uint32_t kServerReceiveMaximum = 20;
/// Whoever has something to say waits until at most so many others have spoken.
constexpr std::size_t kChoice = 12;
/// So many may have something to say before nobody begins anything new.
constexpr std::size_t kManyReady = 24;
/// So often a connection is looked for that has something to begin.
constexpr int kMaxTries = 1000;

} // namespace

TrafficClassroom::TrafficClassroom(const TrafficOptions& options, std::uint32_t connections)
    : m_options(options), m_topics(trafficTopics(connections)),
      m_random((options.seed * 0x9fb21c651e98df25ULL) ^ 0x5851f42d4c957f2dULL), m_saboteur(options.fault),
      m_nowNs(kStartNs)
{
    for (auto& broker : m_brokers)
        broker = std::make_unique<TrafficBroker>(
            m_topics, connections, static_cast<std::uint32_t>(m_topics.size() - 1), m_random.next(),
            m_saboteur, [this](std::uint32_t connection) { wake(connection, 1, m_hearing); });
    plan(connections);
}

/// When each connection begins and how it ends. The last ones come later: some of them are clients that
/// return.
void TrafficClassroom::plan(std::uint32_t count)
{
    const auto uniform = [&] { return static_cast<double>(m_random.below(1 << 20)) / (1 << 20); };
    m_connections.resize(count);
    const std::uint32_t early = count - count / 7;
    for (std::uint32_t i = 0; i < count; ++i) {
        Connection& connection = m_connections[i];
        const double share = i < early ? 0.35 * i / early : 0.35 + 0.55 * (i - early) / (count - early);
        connection.startAt = share * m_options.frames;
        if (i != 0 && m_random.chance(0.5))
            connection.closeAt =
                connection.startAt + (m_options.frames - connection.startAt) * (0.2 + 0.7 * uniform());
        connection.activities = m_options.activities;
        connection.ending = m_random.chance(0.8)   ? Ending::Disconnect
                            : m_random.chance(0.3) ? Ending::DisconnectWithWill
                            : m_random.chance(0.5) ? Ending::Fin
                                                   : Ending::Reset;
    }
}

// --------------------------------------------------------------------------------------------------- opening

void TrafficClassroom::startConnections(std::uint32_t frames)
{
    const auto isTime = [&] {
        return byActivities() ? m_number >= 8 * m_nextConnection
                              : frames >= m_connections[m_nextConnection].startAt;
    };
    while (m_nextConnection < m_connections.size() && (m_active.empty() || isTime())) {
        Connection& connection = m_connections[m_nextConnection];
        connection.client = chooseClient();
        TrafficClient& client = *m_clients[connection.client];
        connection.back = brokerOf(connection).session(connection.client).exists;
        if (!client.is5() && connection.ending == Ending::DisconnectWithWill)
            connection.ending = Ending::Disconnect;
        for (std::uint8_t side = 0; side < 2; ++side)
            connection.sides[side].voice =
                std::make_unique<TrafficVoice>(side, client.version(), client.number(), m_topics, m_saboteur);
        connection.sides[0].voice->setForgetful(!connection.back && !client.persists());
        m_active.push_back(m_nextConnection++);
    }
}

/// A client that was away, or a new one.
std::uint32_t TrafficClassroom::chooseClient()
{
    std::vector<std::uint32_t> away;
    for (const auto& client : m_clients) {
        const TrafficBroker::Session& session = brokerOf(*client).session(client->number());
        if (session.exists && !session.forgotten && session.connection == kNoConnection)
            away.push_back(client->number());
    }
    // Whoever is about to open is not away any more.
    for (const std::uint32_t index : m_active) {
        if (m_connections[index].stage != Stage::Closed)
            std::erase(away, m_connections[index].client);
    }
    if (!away.empty() && m_random.chance(0.75))
        return away[m_random.below(static_cast<std::uint32_t>(away.size()))];
    const auto number = static_cast<std::uint32_t>(m_clients.size());
    m_clients.push_back(std::make_unique<TrafficClient>(
        m_options, number, static_cast<std::uint32_t>(m_connections.size()), m_topics));
    return number;
}

TrafficEvent TrafficClassroom::event(TrafficEvent::Kind kind, std::uint32_t connection, std::uint32_t cause)
{
    TrafficEvent event;
    event.kind = kind;
    event.connection = connection;
    event.number = ++m_number;
    event.cause = cause;
    event.timeNs = m_nowNs;
    return event;
}

TrafficEvent TrafficClassroom::open(std::uint32_t index)
{
    Connection& connection = m_connections[index];
    connection.stage = Stage::Opening;
    TrafficEvent opened = event(TrafficEvent::Kind::Open, index, 0);
    m_clients[connection.client]->sayConnect(*connection.sides[0].voice, connection.back);
    wake(index, 0, opened.number);
    return opened;
}

TrafficEvent TrafficClassroom::close(std::uint32_t index, std::uint32_t cause)
{
    Connection& connection = m_connections[index];
    const bool abnormal = connection.ending != Ending::Disconnect;
    connection.stage = Stage::Closed;
    std::erase(m_active, index);
    TrafficEvent closed = event(TrafficEvent::Kind::Close, index, cause);
    const bool resets =
        connection.ending == Ending::Reset || (connection.ending != Ending::Fin && m_random.chance(0.1));
    closed.close = connection.ending == Ending::Server ? TrafficClose::Server
                   : resets                            ? TrafficClose::Reset
                                                       : TrafficClose::Fin;
    closed.sessionEnds = !m_clients[connection.client]->persists();
    for (Side& side : connection.sides)
        side.voice->drop();
    m_clients[connection.client]->disconnected();
    m_hearing = closed.number;
    brokerOf(connection).disconnect(connection.client, abnormal, m_nowNs);
    return closed;
}

// -------------------------------------------------------------------------------------------------- speaking

TrafficFlow& TrafficClassroom::flowOf(Connection& connection, std::uint8_t side)
{
    return side == 0 ? m_clients[connection.client]->flow()
                     : brokerOf(connection).session(connection.client).flow;
}

bool TrafficClassroom::idle(Connection& connection)
{
    for (std::uint8_t side = 0; side < 2; ++side) {
        const TrafficFlow& flow = flowOf(connection, side);
        if (!connection.sides[side].voice->empty() || flow.open() != 0 || flow.ready())
            return false;
    }
    return !m_clients[connection.client]->asks();
}

/// A side has something to say because of an event.
void TrafficClassroom::wake(std::uint32_t index, std::uint8_t side, std::uint32_t cause)
{
    Side& woken = m_connections[index].sides[side];
    woken.cause = std::max(woken.cause, cause);
    if (std::exchange(woken.listed, true))
        return;
    m_ready.push_back({index, side});
}

std::optional<TrafficEvent> TrafficClassroom::next(Wish wish, std::uint32_t frames)
{
    m_nowNs += 1000 * (1 + std::int64_t{m_random.below(m_options.gapUs)});
    if (m_closing)
        return close(*std::exchange(m_closing, std::nullopt), m_number);
    m_hearing = m_number;
    for (const auto& broker : m_brokers)
        broker->tick(m_nowNs);
    if (wish == Wish::All)
        startConnections(frames);
    if (frames > m_options.frames / 3)
        m_saboteur.arm();
    if (wish != Wish::Nothing)
        keepAlive();
    for (int tries = 0;;) {
        const bool goOn = wish == Wish::Nothing || m_ready.size() > kManyReady || m_random.chance(0.7);
        if (!m_ready.empty() && goOn) {
            if (auto said = speak())
                return said;
            continue;
        }
        if (wish != Wish::Nothing) {
            if (auto begun = begin(wish, frames))
                return begun;
        }
        if (m_ready.empty() && (wish == Wish::Nothing || m_active.empty() || ++tries == kMaxTries))
            return std::nullopt;
    }
}

/// Looks at one connection after the other: a client that was silent for long pings. MQTT 5.0 §3.1.2.10
void TrafficClassroom::keepAlive()
{
    if (m_active.empty())
        return;
    m_looked = (m_looked + 1) % m_active.size();
    const std::uint32_t index = m_active[m_looked];
    Connection& connection = m_connections[index];
    TrafficClient& client = *m_clients[connection.client];
    if (connection.stage != Stage::Talking || connection.leaving ||
        m_nowNs - connection.spokeNs < client.keepAlive() * kSecond / 2)
        return;
    connection.spokeNs = m_nowNs;
    client.act(*connection.sides[0].voice, true);
    wake(index, 0, 0);
}

/// One of the connections begins something. Returns what happens at once, if anything does.
std::optional<TrafficEvent> TrafficClassroom::begin(Wish wish, std::uint32_t frames)
{
    constexpr int kTries = 8;
    for (int i = 0; i < kTries && !m_active.empty(); ++i) {
        const std::uint32_t index = m_active[m_random.below(static_cast<std::uint32_t>(m_active.size()))];
        Connection& connection = m_connections[index];
        if (connection.stage == Stage::Waiting && wish == Wish::All)
            return open(index);
        if (connection.stage != Stage::Talking || connection.leaving)
            continue;
        TrafficClient& client = *m_clients[connection.client];
        const bool closes =
            wish == Wish::All && (byActivities() ? connection.activities == 0
                                                 : connection.closeAt >= 0 && frames >= connection.closeAt);
        if (closes && (connection.ending == Ending::Fin || connection.ending == Ending::Reset)) {
            connection.dying = true;
        } else if (closes) {
            // Most leave when all is done.
            if (!idle(connection) && m_random.chance(0.95))
                continue;
            connection.leaving = true;
            wake(index, 0, 0);
            return std::nullopt;
        }
        if (connection.activities > 0 && wish == Wish::All)
            --connection.activities;
        client.act(*connection.sides[0].voice, wish == Wish::Small);
        wake(index, 0, 0);
        return std::nullopt;
    }
    return std::nullopt;
}

/// A side says what it has to say, and the other one hears it.
std::optional<TrafficEvent> TrafficClassroom::speak()
{
    const auto choice =
        m_random.below(static_cast<std::uint32_t>(std::min<std::size_t>(m_ready.size(), kChoice)));
    const Ready ready = m_ready[choice];
    m_ready.erase(m_ready.begin() + choice);
    Connection& connection = m_connections[ready.connection];
    Side& side = connection.sides[ready.side];
    side.listed = false;
    if (connection.stage != Stage::Opening && connection.stage != Stage::Talking)
        return std::nullopt;
    TrafficVoice& voice = *side.voice;
    TrafficClient& client = *m_clients[connection.client];
    if (ready.side == 0 && sabotage(connection))
        client.flow().speak(voice, client.random(), m_nowNs);
    else if (ready.side == 0 && connection.leaving)
        client.sayDisconnect(voice, connection.ending == Ending::DisconnectWithWill);
    else if (connection.stage == Stage::Talking)
        flowOf(connection, ready.side).speak(voice, client.random(), m_nowNs);
    if (voice.empty())
        return std::nullopt;
    TrafficEvent said = event(TrafficEvent::Kind::Said, ready.connection, side.cause);
    said.turn = voice.take();
    m_hearing = said.number;
    if (ready.side == 0)
        connection.spokeNs = m_nowNs;
    const bool underWay = std::any_of(said.turn.messages.begin(), said.turn.messages.end(),
                                      [](const SpokenMessage& one) { return one.said.packetId != 0; });
    const bool dies = connection.dying && underWay && !client.asks();
    for (const SpokenMessage& spoken : said.turn.messages) {
        if (spoken.faulty && m_saboteur.ends()) { // what is behind it is not heard
            connection.ending = Ending::Server;
            m_closing = ready.connection;
        }
        if (m_closing)
            break;
        if (ready.side == 0)
            serverHears(ready.connection, spoken);
        else if (!dies)
            clientHears(connection, spoken);
    }
    if (dies)
        m_closing = ready.connection;
    if (m_closing)
        return said;
    for (std::uint8_t other = 0; other < 2; ++other) {
        if (!connection.sides[other].voice->empty() ||
            (connection.stage == Stage::Talking && flowOf(connection, other).ready()))
            wake(ready.connection, other, said.number);
    }
    return said;
}

std::size_t TrafficClassroom::backlog() const
{
    std::size_t messages = 0;
    for (const std::uint32_t index : m_active) {
        const Connection& connection = m_connections[index];
        if (connection.stage != Stage::Opening && connection.stage != Stage::Talking)
            continue;
        const TrafficFlow& server = brokerOf(connection).session(connection.client).flow;
        const TrafficFlow& client = m_clients[connection.client]->flow();
        messages += 4 * (server.queued() + client.queued() * 2) + 3 * (server.open() + client.open());
        messages += connection.stage == Stage::Opening ? 8 : 0;
    }
    return messages + 2 * m_ready.size();
}

// --------------------------------------------------------------------------------------------------- hearing

void TrafficClassroom::serverHearsConnect(std::uint32_t index, const SpokenMessage& spoken)
{
    Connection& connection = m_connections[index];
    TrafficClient& client = *m_clients[connection.client];
    TrafficVoice& voice = *connection.sides[1].voice;
    TrafficArrival arrival;
    arrival.client = client.number();
    arrival.connection = index;
    arrival.version = client.version();
    arrival.clean = client.clean();
    arrival.persists = client.persists();
    arrival.receiveMaximum = client.receiveMaximum();
    arrival.will = client.will();
    arrival.willDelayNs = client.willDelay() * kSecond;
    const bool existed = brokerOf(client).session(client.number()).exists;
    const bool forgotten = m_saboteur.strikes(TrafficFault::SessionForgotten, existed && !arrival.clean);
    arrival.clean = arrival.clean || forgotten;
    const bool present = brokerOf(client).connect(arrival, m_nowNs);
    mqtt::Connack connack;
    connack.sessionPresent = present && client.version() != mqtt::Version::V31;
    if (client.is5()) {
        TrafficRandom& random = client.random();
        const auto aliases = static_cast<std::uint16_t>(random.below(6));
        if (aliases != 0)
            connack.properties.setNumber(PropertyId::TopicAliasMaximum, aliases);
        connection.sides[0].voice->setAliasMaximum(aliases);
        voice.setAliasMaximum(client.aliasMaximum());
        connack.properties.setNumber(PropertyId::ReceiveMaximum, kServerReceiveMaximum);
        if (random.chance(0.3))
            connack.properties.setNumber(PropertyId::ServerKeepAlive, 60);
        if (client.authenticates()) {
            connack.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-1");
            connack.properties.setText(PropertyId::AuthenticationData, "server-final-data");
        }
    }
    SpokenMessage& said = voice.answer(connack, spoken);
    said.faulty = forgotten;
    said.endsSession = existed && !present;
    said.retained = present; // what the client hears of its session, 3.1 included
    if (present)
        brokerOf(client).session(client.number()).flow.resume(voice, client.random(), m_nowNs);
}

void TrafficClassroom::serverHearsRequest(Connection& connection, const SpokenMessage& spoken)
{
    TrafficVoice& voice = *connection.sides[1].voice;
    TrafficRequest& request = *spoken.request;
    constexpr std::uint8_t kFirstError = 0x80;
    if (spoken.type == PacketType::Subscribe) {
        brokerOf(connection).subscribe(connection.client, request, m_nowNs);
        mqtt::Suback suback;
        suback.packetId = spoken.said.packetId;
        const bool spoilt = m_saboteur.strikes(TrafficFault::SubackShort, request.codes.size() > 1);
        for (std::size_t i = 0; i + (spoilt ? 1 : 0) < request.codes.size(); ++i)
            suback.codes.push_back(request.codes[i]);
        const bool refused = std::all_of(request.codes.begin(), request.codes.end(),
                                         [](std::uint8_t code) { return code >= kFirstError; });
        SpokenMessage& said = voice.answer(suback, spoken, refused);
        said.said.reasonCode = suback.codes[0];
        said.faulty = spoilt;
        said.request = spoken.request;
        return;
    }
    brokerOf(connection).unsubscribe(connection.client, request);
    mqtt::Unsuback unsuback;
    unsuback.packetId = spoken.said.packetId;
    if (voice.is5()) {
        for (const std::uint8_t code : request.codes)
            unsuback.codes.push_back(code);
    }
    SpokenMessage& said = voice.answer(unsuback, spoken);
    said.said.reasonCode = voice.is5() ? request.codes[0] : std::uint8_t{0};
    said.request = spoken.request;
}

void TrafficClassroom::serverHearsPublish(Connection& connection, const SpokenMessage& spoken)
{
    TrafficFlow& flow = brokerOf(connection).session(connection.client).flow;
    TrafficVoice& voice = *connection.sides[1].voice;
    TrafficRandom& random = m_clients[connection.client]->random();
    std::uint32_t receivers = 1;
    if (flow.isNew(spoken))
        receivers = brokerOf(connection).publish(spoken.publication, m_nowNs);
    std::uint8_t reason = 0;
    std::string_view reasonString;
    if (voice.is5() && receivers == 0 && random.chance(0.25)) {
        reason = static_cast<std::uint8_t>(mqtt::ReasonCode::NoMatchingSubscribers);
        if (random.chance(0.5))
            reasonString = "personne n'écoute";
    }
    if (m_saboteur.strikes(TrafficFault::PubackMissing,
                           (spoken.said.firstByte >> 1U & 3U) == 1 && connection.closeAt < 0)) {
        spoken.publication->faulty = true;
        return;
    }
    flow.answer(spoken, voice, reason, reasonString);
}

void TrafficClassroom::serverHears(std::uint32_t index, const SpokenMessage& spoken)
{
    Connection& connection = m_connections[index];
    TrafficVoice& voice = *connection.sides[1].voice;
    switch (spoken.type) {
    case PacketType::Connect:
        serverHearsConnect(index, spoken);
        break;
    case PacketType::Publish:
        serverHearsPublish(connection, spoken);
        break;
    case PacketType::Subscribe:
    case PacketType::Unsubscribe:
        serverHearsRequest(connection, spoken);
        break;
    case PacketType::Pingreq:
        voice.answer(mqtt::Pingresp{}, spoken);
        break;
    case PacketType::Auth: {
        mqtt::Auth auth;
        auth.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-1");
        auth.properties.setText(PropertyId::AuthenticationData, "client-first-data");
        voice.answer(auth, spoken);
        break;
    }
    case PacketType::Disconnect:
        m_closing = index;
        break;
    default:
        brokerOf(connection).session(connection.client).flow.hear(spoken, voice);
        break;
    }
}

void TrafficClassroom::clientHears(Connection& connection, const SpokenMessage& spoken)
{
    TrafficClient& client = *m_clients[connection.client];
    TrafficVoice& voice = *connection.sides[0].voice;
    switch (spoken.type) {
    case PacketType::Connack:
        connection.stage = Stage::Talking;
        client.onConnack(voice, spoken.retained, m_nowNs);
        break;
    case PacketType::Publish:
        static_cast<void>(client.flow().isNew(spoken));
        client.flow().answer(spoken, voice, 0);
        break;
    case PacketType::Suback:
    case PacketType::Unsuback:
    case PacketType::Auth:
        client.onAnswer(spoken);
        break;
    case PacketType::Pingresp:
        break;
    default:
        client.flow().hear(spoken, voice);
        break;
    }
}

} // namespace mqttscope::test
