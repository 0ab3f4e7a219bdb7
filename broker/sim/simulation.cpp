// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sim/simulation.h"

#include "broker/net/tap/decision_line.h"
#include "broker/sim/classroom.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace mqttscope::broker::sim {

using mqtt::PropertyId;

namespace {

/// An action of the scenario and how often it was done.
struct Running {
    const Action* action = nullptr;
    Classroom::Node* node = nullptr; ///< null: the broker
    std::uint32_t count = 0;
    std::unique_ptr<ValueSource> value;
    std::string topic; ///< views of packets point here
    std::vector<std::uint8_t> payload;
};

std::string utcText(std::int64_t ns)
{
    const std::chrono::sys_time<std::chrono::nanoseconds> time{std::chrono::nanoseconds{ns}};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(time - day).count();
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), ms / 3'600'000,
                       ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
}

void replaceAll(std::string& text, std::string_view place, std::string_view by)
{
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + by.size()))
        text.replace(at, place.size(), by);
}

class Player {
public:
    Player(const Scenario& scenario, const SimulationOptions& options, std::unique_ptr<Tap> tap)
        : m_scenario(scenario), m_room(scenario, options.limits, std::move(tap))
    {
        for (const Action& action : scenario.broker.actions)
            add(action, nullptr);
        for (Classroom::Node& node : m_room.nodes()) {
            for (const Action& action : node.options->actions)
                add(action, &node);
        }
    }

    tl::expected<SimulationReport, capture::FileError> play();

private:
    void add(const Action& action, Classroom::Node* node);
    void schedule(Running& running);
    void perform(Running& running);
    void done(const Running& running, ClientFault fault);
    void done(const Running& running, bool could)
    {
        done(running, could ? ClientFault::None : ClientFault::NotConnected);
    }
    /// Waits until the client is connected, if it is about to be.
    [[nodiscard]] bool putOff(Running& running);
    void fillPayload(Running& running, const PayloadTemplate& from);
    [[nodiscard]] mqtt::Publish messageOf(Running& running, const PublishAction& from);

    void perform(Running& running, const ConnectAction& what);
    void perform(Running& running, const DisconnectAction& what);
    void perform(Running& running, const CutAction& what);
    void perform(Running& running, const FreezeAction& what);
    void perform(Running& running, const PingAction& what);
    void perform(Running& running, const PublishAction& what);
    void perform(Running& running, const SubscribeAction& what);
    void perform(Running& running, const UnsubscribeAction& what);
    void perform(Running& running, const SendAction& what);
    void perform(Running& running, const KickAction& what);

    const Scenario& m_scenario;
    Classroom m_room;
    std::deque<Running> m_running;
    SimulationReport m_report;
    std::uint32_t m_token = 0;
};

void Player::add(const Action& action, Classroom::Node* node)
{
    Running& running = m_running.emplace_back();
    running.action = &action;
    running.node = node;
    if (const auto* publish = std::get_if<PublishAction>(&action.what);
        publish != nullptr && publish->payload.value)
        running.value = std::make_unique<ValueSource>(*publish->payload.value,
                                                      m_scenario.seed * 1'000'003 + m_running.size());
    schedule(running);
}

void Player::schedule(Running& running)
{
    const Action& action = *running.action;
    if (action.times != 0 && running.count >= action.times)
        return;
    const Nanoseconds time = action.at + Nanoseconds{running.count} * action.every;
    if (time > m_scenario.duration)
        return;
    m_room.at(time, [this, &running] {
        ++running.count;
        perform(running);
        schedule(running);
    });
}

void Player::perform(Running& running)
{
    std::visit([&](const auto& what) { perform(running, what); }, running.action->what);
}

void Player::done(const Running& running, ClientFault fault)
{
    if (fault == ClientFault::None)
        return;
    ++m_report.notDoneCount;
    if (m_report.notDone.size() < SimulationReport::kMaxNotDone)
        m_report.notDone.push_back({running.action->pointer, m_room.now(), fault});
}

bool Player::putOff(Running& running)
{
    Classroom::Node& node = *running.node;
    if (node.open || node.link == nullptr || node.frozen || node.waiting.size() >= Classroom::kMaxWaiting)
        return false;
    node.waiting.emplace_back([this, &running] { perform(running); });
    return true;
}

void Player::fillPayload(Running& running, const PayloadTemplate& from)
{
    std::vector<std::uint8_t>& payload = running.payload;
    if (from.isBytes) {
        payload = from.bytes;
    } else {
        std::string text = from.text;
        if (running.value)
            replaceAll(text, "{value}", running.value->next(m_room.now()));
        replaceAll(text, "{n}", std::to_string(running.count));
        if (text.find("{time}") != std::string::npos)
            replaceAll(text, "{time}", utcText(m_scenario.startNs + m_room.now()));
        payload.assign(text.begin(), text.end());
    }
    if (!from.size)
        return;
    if (payload.empty())
        payload.push_back('.');
    const std::size_t length = payload.size();
    payload.resize(*from.size);
    for (std::size_t i = length; i < payload.size(); ++i)
        payload[i] = payload[i - length];
}

mqtt::Publish Player::messageOf(Running& running, const PublishAction& from)
{
    fillPayload(running, from.payload);
    running.topic = from.topic;
    replaceAll(running.topic, "{n}", std::to_string(running.count));
    mqtt::Publish message;
    message.topic = running.topic;
    message.payload = running.payload;
    message.qos = from.qos;
    message.retain = from.retain;
    mqtt::Properties& properties = message.properties;
    if (from.payloadFormat)
        properties.setNumber(PropertyId::PayloadFormatIndicator, *from.payloadFormat);
    if (from.messageExpiry)
        properties.setNumber(PropertyId::MessageExpiryInterval, *from.messageExpiry);
    if (!from.contentType.empty())
        properties.setText(PropertyId::ContentType, from.contentType);
    if (!from.responseTopic.empty())
        properties.setText(PropertyId::ResponseTopic, from.responseTopic);
    if (!from.correlationData.empty())
        properties.setBytes(PropertyId::CorrelationData, field::asBytes(from.correlationData));
    for (const auto& [name, value] : from.userProperties)
        properties.addUserProperty(name, value);
    return message;
}

void Player::perform(Running& running, const ConnectAction& what)
{
    if (what.cleanStart && running.node->client)
        running.node->client->nextOptions().cleanStart = *what.cleanStart;
    done(running, m_room.connect(*running.node));
}

void Player::perform(Running& running, const DisconnectAction& what)
{
    if (putOff(running))
        return;
    Classroom::Node& node = *running.node;
    if (!node.open || node.frozen)
        return done(running, false);
    node.client->disconnect(what.reasonCode, what.sessionExpiry, m_room.now(), node.effects);
    m_room.touched(node);
}

void Player::perform(Running& running, const CutAction& what)
{
    done(running, m_room.cut(*running.node, what.how));
}

void Player::perform(Running& running, const FreezeAction& /*what*/)
{
    if (running.node->link == nullptr)
        return done(running, false);
    m_room.freeze(*running.node);
    m_room.touched(*running.node);
}

void Player::perform(Running& running, const PingAction& /*what*/)
{
    if (putOff(running))
        return;
    Classroom::Node& node = *running.node;
    if (!node.open || node.frozen)
        return done(running, false);
    node.client->ping(m_room.now(), node.effects);
    m_room.touched(node);
}

void Player::perform(Running& running, const PublishAction& what)
{
    if (running.node == nullptr) {
        m_room.broker().publish(messageOf(running, what), m_room.now(), m_room.brokerEffects());
        return m_room.carryOutOfBroker();
    }
    if (putOff(running))
        return;
    Classroom::Node& node = *running.node;
    if (node.frozen)
        return done(running, false);
    ++node.tally.published;
    const mqtt::Publish message = messageOf(running, what);
    done(running, node.client->publish(message, ++m_token, m_room.now(), node.effects));
    m_room.touched(node);
}

void Player::perform(Running& running, const SubscribeAction& what)
{
    if (putOff(running))
        return;
    Classroom::Node& node = *running.node;
    if (!node.open || node.frozen)
        return done(running, false);
    mqtt::Subscribe request;
    for (const FilterWish& wish : what.filters)
        request.subscriptions.push_back(
            {wish.filter, wish.qos, wish.noLocal, wish.retainAsPublished, wish.retainHandling});
    if (what.identifier != 0)
        request.properties.addSubscriptionIdentifier(what.identifier);
    for (const auto& [name, value] : what.userProperties)
        request.properties.addUserProperty(name, value);
    done(running, node.client->subscribe(std::move(request), ++m_token, m_room.now(), node.effects));
    m_room.touched(node);
}

void Player::perform(Running& running, const UnsubscribeAction& what)
{
    if (putOff(running))
        return;
    Classroom::Node& node = *running.node;
    if (!node.open || node.frozen)
        return done(running, false);
    mqtt::Unsubscribe request;
    for (const std::string& filter : what.filters)
        request.topicFilters.push_back(filter);
    done(running, node.client->unsubscribe(std::move(request), ++m_token, m_room.now(), node.effects));
    m_room.touched(node);
}

void Player::perform(Running& running, const SendAction& what)
{
    if (putOff(running))
        return;
    if (!running.node->open || running.node->frozen)
        return done(running, false);
    const std::size_t piece = what.piece != 0 ? what.piece : what.bytes.size();
    Nanoseconds time = m_room.now();
    for (std::size_t from = 0; from < what.bytes.size(); from += piece, time += what.gap) {
        const ByteView bytes = ByteView(what.bytes).subspan(from, std::min(piece, what.bytes.size() - from));
        const bool last = from + piece >= what.bytes.size();
        if (from == 0)
            done(running, m_room.sendRaw(*running.node, bytes));
        else
            m_room.at(time, [this, &running, bytes, last] {
                if (const bool could = m_room.sendRaw(*running.node, bytes); last)
                    done(running, could);
            });
    }
}

void Player::perform(Running& running, const KickAction& what)
{
    const Session* session = m_room.broker().findSession(what.clientId);
    if (session == nullptr || session->connection == nullptr)
        return done(running, false);
    m_room.broker().disconnect(session->connection->id, static_cast<mqtt::ReasonCode>(what.reasonCode),
                               m_room.now(), m_room.brokerEffects());
    m_room.carryOutOfBroker();
}

tl::expected<SimulationReport, capture::FileError> Player::play()
{
    m_room.run(m_scenario.duration);
    m_report.limitReached = m_room.limitReached();
    if (m_room.failure())
        return tl::unexpected(*m_room.failure());
    if (const auto closed = m_room.tap().close(m_room.now()); !closed)
        return tl::unexpected(closed.error());
    m_report.duration = m_room.now();
    m_report.frames = m_room.tap().writtenCount();
    m_report.unplacedRemarks = m_room.tap().unplaced();
    m_report.faultHits = m_room.faults().hitCount();
    for (const Classroom::Node& node : m_room.nodes())
        m_report.clients.push_back(node.tally);
    return std::move(m_report);
}

} // namespace

tl::expected<SimulationReport, capture::FileError>
simulate(const Scenario& scenario, std::unique_ptr<capture::ByteSink> sink, const SimulationOptions& options)
{
    TapOptions tapOptions;
    tapOptions.startNs = scenario.startNs;
    tapOptions.mss = scenario.mss;
    tapOptions.seed = scenario.seed;
    tapOptions.recordFrom = scenario.recordFrom;
    tapOptions.flushTurns = false;
    tapOptions.decisionWords = options.decisionWords;
    tapOptions.faultWords = [&scenario](const FaultHit& hit) {
        FaultPlan one;
        one.rules.push_back(scenario.faults.rules[hit.rule]);
        std::string rule = textOf(one);
        while (!rule.empty() && rule.back() == '\n')
            rule.pop_back();
        return faultLine(hit) + ": " + rule;
    };
    auto tap = Tap::over(std::move(sink), std::move(tapOptions));
    if (!tap)
        return tl::unexpected(tap.error());
    Player player(scenario, options, std::move(*tap));
    return player.play();
}

} // namespace mqttscope::broker::sim
