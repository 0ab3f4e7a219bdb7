// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/lab_client.h"

#include "broker/lab/lab_shared.h"
#include "dissector/mqtt/decoder.h"

#include <algorithm>
#include <utility>

namespace mqttscope::broker::lab {
namespace {

std::int64_t wallClock()
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

/// Nothing of what no client of the lab does: authenticate in several steps.
std::optional<LabEventKind> kindOf(ClientEventKind kind)
{
    switch (kind) {
    case ClientEventKind::Connected:
        return LabEventKind::Connected;
    case ClientEventKind::Refused:
        return LabEventKind::Refused;
    case ClientEventKind::Message:
        return LabEventKind::Message;
    case ClientEventKind::Published:
        return LabEventKind::Acknowledged;
    case ClientEventKind::Lost:
        return LabEventKind::Lost;
    case ClientEventKind::Subscribed:
        return LabEventKind::Subscribed;
    case ClientEventKind::Unsubscribed:
        return LabEventKind::Unsubscribed;
    case ClientEventKind::RequestLost:
        return LabEventKind::RequestLost;
    case ClientEventKind::Challenged: // no client of the lab authenticates in several steps
    case ClientEventKind::Authenticated:
        return std::nullopt;
    case ClientEventKind::Pong:
        return LabEventKind::Pong;
    case ClientEventKind::Disconnected:
        return LabEventKind::Ended;
    }
    return std::nullopt;
}

bool isAnother(const LabClientOptions& a, const LabClientOptions& b)
{
    return a.host != b.host || a.port != b.port || a.client.clientId != b.client.clientId ||
           a.client.version != b.client.version;
}

/// A session that the server has is the client's, though this object never had it.
ClientOptions adopting(ClientOptions options)
{
    options.adoptSession = !options.cleanStart;
    return options;
}

} // namespace

LabClient::LabClient(LabClientId id, LabClientOptions options, LabClients::Shared& shared)
    : m_id(id), m_options(std::move(options)), m_shared(shared)
{
    m_reconnectTimer.setSingleShot(true);
    QObject::connect(&m_reconnectTimer, &QTimer::timeout, &m_reconnectTimer, [this] {
        if (!m_connection->isOpen() && !m_frozen)
            connect();
    });
    QObject::connect(&m_repeatTimer, &QTimer::timeout, &m_repeatTimer, [this] { repeatOnce(); });
    makeConnection();
}

LabClient::~LabClient() = default;

void LabClient::makeConnection()
{
    m_connection = std::make_unique<ClientConnection>(adopting(m_options.client),
                                                      static_cast<ClientConnectionUser&>(*this));
    m_subscriptions.clear();
    m_asked.clear();
    m_sessionPresent = false;
    m_another = false;
    updateTime();
    stateChanged();
}

void LabClient::setOptions(LabClientOptions options)
{
    m_another = m_another || isAnother(m_options, options);
    m_options = std::move(options);
    if (!m_another)
        m_connection->nextOptions() = adopting(m_options.client);
    else if (!m_connection->isOpen())
        makeConnection();
}

void LabClient::connect()
{
    if (!awake(0))
        return;
    m_again = m_connection->isOpen() && m_ending;
    if (m_again) // as soon as the one before is over
        return;
    if (m_connection->isOpen())
        return tell(eventOf(LabEventKind::NotDone));
    m_reconnectTimer.stop();
    if (m_another)
        makeConnection(); // it was still open then
    m_stays = false;
    m_ending = false;
    m_connection->open(m_options.host, m_options.port);
    stateChanged();
}

void LabClient::disconnect(std::uint8_t reasonCode, std::optional<std::uint32_t> sessionExpiry)
{
    m_reconnectTimer.stop();
    if (!awake(0))
        return;
    m_stays = true;
    m_ending = true;
    m_again = false;
    if (!m_connection->engine().connected())
        return m_connection->abort();
    mqtt::Disconnect wish;
    wish.reasonCode = reasonCode;
    if (sessionExpiry)
        wish.properties.setNumber(mqtt::PropertyId::SessionExpiryInterval, *sessionExpiry);
    m_connection->disconnect(std::move(wish));
    stateChanged();
}

void LabClient::pullPlug()
{
    m_reconnectTimer.stop();
    m_stays = true;
    m_ending = true;
    m_again = false;
    m_connection->abort();
    stateChanged();
}

void LabClient::freeze(bool on)
{
    m_frozen = on;
    m_connection->setReading(!on);
    updateTime();
    stateChanged();
}

void LabClient::stopTime(bool stopped)
{
    m_timeStands = stopped;
    updateTime();
}

void LabClient::updateTime()
{
    m_connection->stopTime(m_frozen || m_timeStands);
}

LabEvent LabClient::eventOf(LabEventKind kind, std::uint32_t token) const
{
    LabEvent event;
    event.kind = kind;
    event.client = m_id;
    event.wallClock = wallClock();
    event.token = token;
    event.clientId = m_options.client.clientId;
    return event;
}

void LabClient::tell(LabEvent event)
{
    m_shared.push(std::move(event));
    stateChanged();
}

bool LabClient::awake(std::uint32_t token)
{
    if (m_frozen)
        tell(eventOf(LabEventKind::NotDone, token));
    return !m_frozen;
}

bool LabClient::done(ClientFault fault, std::uint32_t token)
{
    stateChanged();
    if (fault == ClientFault::None)
        return true;
    LabEvent event = eventOf(LabEventKind::NotDone, token);
    event.fault = fault;
    tell(std::move(event));
    return false;
}

void LabClient::publish(const LabMessage& message, std::uint32_t token)
{
    if (awake(token))
        (void)done(m_connection->publish(publishOf(message, m_connection->engine().options().version), token),
                   token);
}

void LabClient::subscribe(const LabSubscription& wanted, std::uint32_t token)
{
    if (!awake(token))
        return;
    m_asked[token] = wanted.filter;
    if (!done(m_connection->subscribe(subscribeOf(wanted, m_connection->engine().options().version), token),
              token))
        m_asked.erase(token);
}

void LabClient::unsubscribe(const std::string& filter, std::uint32_t token)
{
    if (!awake(token))
        return;
    m_asked[token] = filter;
    mqtt::Unsubscribe request;
    request.topicFilters.push_back(filter);
    if (!done(m_connection->unsubscribe(std::move(request), token), token))
        m_asked.erase(token);
}

void LabClient::repeat(const LabMessage& message, const GeneratorOptions& values, std::uint32_t token)
{
    stopRepeating();
    if (!awake(token))
        return;
    if (!isValid(values))
        return (void)done(ClientFault::Invalid, token);
    m_repetition.emplace();
    m_repetition->message = message;
    m_repetition->values = std::make_unique<Generator>(values);
    m_repetition->token = token;
    m_repeated = 0;
    m_repeatTimer.start(values.intervalMilliseconds);
    repeatOnce();
}

/// While time stands or the client is frozen nothing is published, and no value is used up.
void LabClient::repeatOnce()
{
    if (!m_repetition || m_frozen || m_timeStands)
        return;
    const auto elapsed = std::chrono::steady_clock::now() - m_repetition->since;
    const auto value = m_repetition->values->next(std::chrono::nanoseconds(elapsed).count());
    if (!value)
        return stopRepeating();
    LabMessage& message = m_repetition->message;
    message.payload.assign(value->begin(), value->end());
    const std::uint32_t token = m_repetition->token;
    ++m_repeated;
    if (!done(m_connection->publish(publishOf(message, m_connection->engine().options().version), token),
              token))
        return stopRepeating();
    LabEvent event = eventOf(LabEventKind::Repeated, token);
    event.message = message;
    event.qos = message.qos;
    tell(std::move(event));
}

void LabClient::stopRepeating()
{
    m_repeatTimer.stop();
    m_repetition.reset();
    stateChanged();
}

void LabClient::onSuback(const ClientEvent& event)
{
    const auto asked = m_asked.extract(event.token);
    if (asked.empty())
        return;
    if (event.kind == ClientEventKind::Unsubscribed)
        m_subscriptions.erase(asked.mapped());
    else if (event.kind == ClientEventKind::Subscribed && !event.codes.empty() &&
             !mqtt::isFailure(event.codes[0]))
        m_subscriptions[asked.mapped()] = event.codes[0];
}

void LabClient::clientEvent(const ClientEvent& event, ByteView)
{
    const std::optional<LabEventKind> kind = kindOf(event.kind);
    if (!kind)
        return;
    LabEvent made = eventOf(*kind, event.token);
    const ServerCapabilities& server = m_connection->engine().server();
    if (!server.assignedClientId.empty())
        made.clientId = server.assignedClientId;
    made.sessionPresent = event.sessionPresent;
    made.reasonCode = event.reasonCode;
    made.qos = event.qos;
    made.dup = event.dup;
    made.retain = event.retain;
    made.codes = event.codes;
    made.text = event.text;
    made.why = event.why;
    made.rule = event.rule;
    if (event.message)
        made.message = messageOf(*event.message);
    for (std::size_t i = 0; i < event.identifiers.size(); ++i)
        made.identifiers.push_back(event.identifiers[i]);
    if (event.kind == ClientEventKind::Connected) {
        m_sessionPresent = event.sessionPresent;
        if (!event.sessionPresent)
            m_subscriptions.clear();
    }
    m_ending = m_ending || event.kind == ClientEventKind::Disconnected;
    onSuback(event);
    tell(std::move(made));
}

void LabClient::clientSent(ByteView packet)
{
    constexpr std::uint8_t kTypeAndDup = 0xf8;
    constexpr std::uint8_t kPublishWithDup = 0x38;
    if (packet.empty() || (packet[0] & kTypeAndDup) != kPublishWithDup)
        return;
    mqtt::DecodeOptions options;
    options.version = m_connection->engine().options().version;
    options.reportIssues = false;
    field::IssueLog issues;
    mqtt::Packet read;
    (void)mqtt::decode(packet, options, issues, read);
    const auto* publish = std::get_if<mqtt::Publish>(&read);
    if (publish == nullptr)
        return;
    LabEvent event = eventOf(LabEventKind::SentAgain);
    event.message.topic = publish->topic;
    event.message.payload.assign(publish->payload.begin(), publish->payload.end());
    event.message.qos = publish->qos;
    event.message.retain = publish->retain;
    event.message.properties = messagePropertiesOf(publish->properties);
    event.qos = publish->qos;
    event.dup = true;
    event.retain = publish->retain;
    m_sentAgain.push_back(std::move(event));
}

void LabClient::clientTurned()
{
    for (LabEvent& event : std::exchange(m_sentAgain, {}))
        tell(std::move(event));
    stateChanged();
}

void LabClient::clientEnded(const ClientConnectionEnd& end)
{
    const bool made = end.how != TransportEnd::NotConnected;
    if (!made) {
        LabEvent event = eventOf(LabEventKind::NotConnected);
        event.connectFault = end.fault;
        tell(std::move(event));
    }
    if (std::exchange(m_again, false))
        m_reconnectTimer.start(0);
    else if (!m_stays && m_options.reconnectMilliseconds > 0)
        m_reconnectTimer.start(m_options.reconnectMilliseconds);
    stateChanged();
}

/// Once for all that a turn brings.
void LabClient::stateChanged()
{
    if (std::exchange(m_stateDue, true))
        return;
    QMetaObject::invokeMethod(
        &m_repeatTimer, [this] { publishState(); }, Qt::QueuedConnection);
}

void LabClient::publishState()
{
    m_stateDue = false;
    const Client& engine = m_connection->engine();
    LabClientState state;
    state.open = m_connection->isOpen();
    state.connected = engine.connected();
    state.frozen = m_frozen;
    state.sessionPresent = m_sessionPresent;
    state.version = engine.options().version;
    state.server = engine.server();
    state.clientId =
        state.server.assignedClientId.empty() ? m_options.client.clientId : state.server.assignedClientId;
    state.inFlight = engine.outgoing().flights().size();
    state.queued = engine.outgoing().waiting();
    state.held = engine.incoming().size();
    for (const auto& [filter, qos] : m_subscriptions) {
        if (state.subscriptions.size() < LabClients::kMaxSubscriptions)
            state.subscriptions.emplace_back(filter, qos);
        else
            ++state.moreSubscriptions;
    }
    if (engine.connected())
        state.topicAliases = engine.chosenAliases();
    const std::uint16_t next = engine.outgoing().nextPacketId();
    if (engine.connected() && next != 0 && state.queued == 0 && !engine.outgoing().windowFull())
        state.nextPacketId = next;
    state.repeating = m_repetition.has_value();
    state.repeated = m_repeated;
    auto fresh = std::make_shared<const LabClientState>(std::move(state));
    {
        const std::lock_guard lock(m_shared.mutex);
        m_shared.states[m_id] = std::move(fresh);
    }
    if (m_shared.changed)
        m_shared.changed();
}

} // namespace mqttscope::broker::lab
