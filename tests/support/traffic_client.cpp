// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_client.h"

#include "dissector/mqtt/reason_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mqttscope::test {
namespace {

using mqtt::PropertyId;
using mqtt::Version;

constexpr std::uint32_t kRooms = 40;
constexpr std::uint32_t kThings = 5; ///< topics of a room
/// So many of all clients listen to a topic, on the average; not all of them are there all the time.
constexpr double kFanOut = 2.2;
constexpr std::size_t kMaxFilters = 6;
constexpr std::uint16_t kServerKeepAlive = 60;

Version chooseVersion(const TrafficOptions& options, TrafficRandom& random)
{
    if (random.chance(options.v31))
        return Version::V31;
    return random.chance(options.v50 / (1 - options.v31)) ? Version::V50 : Version::V311;
}

template <class T> std::uint8_t codeOf(const T& code)
{
    return static_cast<std::uint8_t>(code);
}

} // namespace

std::vector<std::string> trafficTopics(std::uint32_t clients)
{
    std::vector<std::string> topics;
    for (std::uint32_t room = 1; room <= kRooms; ++room) {
        for (const char* what : {"temperature", "humidité", "co2", "porte/état", "lumière"})
            topics.push_back(fmt::format("lycée/salle{}/{}", room, what));
    }
    for (std::uint32_t client = 0; client < clients; ++client)
        topics.push_back(fmt::format("état/capteur-{:04}", client));
    topics.emplace_back("$SYS/broker/clients/connected");
    return topics;
}

TrafficClient::TrafficClient(const TrafficOptions& options, std::uint32_t number, std::uint32_t clients,
                             const std::vector<std::string>& topics)
    : m_options(&options), m_topics(&topics),
      m_random((options.seed * 0x2545f4914f6cdd1dULL) ^ (number * 0x9e3779b97f4a7c15ULL)), m_number(number),
      m_rooms(std::min(kRooms, clients)), m_version(chooseVersion(options, m_random)),
      m_ipv6(m_random.chance(options.ipv6)), m_clientId(fmt::format("capteur-{:04}", number)),
      m_flow(false, static_cast<std::uint16_t>(m_random.below(65'535)))
{
    // Of few clients each must listen to more.
    const double perRoom = static_cast<double>(m_rooms) / clients;
    m_exactShare = std::min(0.9, 0.5 * kFanOut * kThings * perRoom);
    m_roomShare = (kFanOut - m_exactShare / (kThings * perRoom)) * perRoom;
    m_persists = m_random.chance(is5() ? 0.6 : 0.3);
    if (!is5())
        return;
    m_authenticates = m_random.chance(0.15);
    m_aliasMaximum = static_cast<std::uint16_t>(m_random.below(6));
    if (m_random.chance(0.3))
        m_receiveMaximum = m_random.between(10, 100);
}

// ------------------------------------------------------------------------------------------------ connection

void TrafficClient::sayConnect(TrafficVoice& voice, bool back)
{
    mqtt::Connect connect;
    connect.protocolName = m_version == Version::V31 ? "MQIsdp" : "MQTT";
    connect.protocolLevel = static_cast<std::uint8_t>(m_version);
    // Before 5.0 a session that is to be kept must not begin with Clean Session.
    m_clean = !back && (is5() ? m_random.chance(0.7) : !m_persists);
    connect.cleanStart = m_clean;
    connect.keepAlive = static_cast<std::uint16_t>(m_random.between(10, 120));
    m_keepAlive = std::min(connect.keepAlive, kServerKeepAlive); // the server may ask for that
    connect.clientId = m_clientId;
    const std::string room = fmt::format("{}", m_number % kRooms);
    if (is5()) {
        connect.properties.setNumber(PropertyId::SessionExpiryInterval,
                                     m_persists ? m_random.between(3600, 7200) : 0);
        // What the client says is how many the server may use.
        if (m_aliasMaximum != 0 || m_random.chance(0.3))
            connect.properties.setNumber(PropertyId::TopicAliasMaximum, m_aliasMaximum);
        if (m_receiveMaximum != 65'535)
            connect.properties.setNumber(PropertyId::ReceiveMaximum, m_receiveMaximum);
        if (m_random.chance(0.3))
            connect.properties.addUserProperty("salle", room);
        if (m_authenticates) {
            connect.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-1");
            connect.properties.setText(PropertyId::AuthenticationData, "client-first-data");
        }
    }
    m_will = nullptr;
    m_willDelay = 0;
    if (m_random.chance(0.3)) {
        m_will = std::make_shared<TrafficPublication>();
        m_will->origin = TrafficOrigin::Will;
        m_will->topic = kPublishedTopics + m_number;
        m_will->client = m_number;
        const std::string text = fmt::format("hors ligne {}", ++m_published);
        m_will->payload.assign(text.begin(), text.end());
        m_will->qos = static_cast<std::uint8_t>(m_random.below(3));
        m_will->retain = m_random.chance(0.5);
        m_will->isText = is5();
        mqtt::Will& will = connect.will.emplace();
        will.topic = (*m_topics)[m_will->topic];
        will.payload = m_will->payload;
        will.qos = m_will->qos;
        will.retain = m_will->retain;
        if (is5()) {
            m_willDelay = m_random.below(60);
            will.properties.setNumber(PropertyId::WillDelayInterval, m_willDelay);
            will.properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
        }
    }
    if (m_random.chance(0.3)) {
        connect.userName = "élève";
        if (m_random.chance(0.8))
            connect.password = field::asBytes("secret");
    }
    voice.open(connect, 0).publication = m_will;
}

void TrafficClient::onConnack(TrafficVoice& voice, bool sessionPresent, std::int64_t nowNs)
{
    if (!sessionPresent) {
        m_flow = TrafficFlow{false, m_flow.nextId()};
        m_filters.clear();
    }
    constexpr std::uint32_t kServerReceiveMaximum = 20;
    m_flow.setWindow(kServerReceiveMaximum);
    m_flow.resume(voice, m_random, nowNs);
    if (!sessionPresent)
        subscribeFirst(voice);
}

void TrafficClient::sayDisconnect(TrafficVoice& voice, bool withWill)
{
    mqtt::Disconnect disconnect;
    if (withWill)
        disconnect.reasonCode = codeOf(mqtt::ReasonCode::DisconnectWithWillMessage);
    voice.say(disconnect).said.reasonCode = disconnect.reasonCode;
}

void TrafficClient::disconnected()
{
    m_asks = false;
    m_flow.disconnected();
}

// --------------------------------------------------------------------------------------------- subscriptions

/// One of the topics of a room, or all of them.
TrafficFilter TrafficClient::liveFilter()
{
    TrafficFilter filter;
    filter.live = true;
    const std::uint32_t room = m_random.below(m_rooms);
    if (m_random.chance(m_exactShare / (m_exactShare + m_roomShare)))
        filter.text = (*m_topics)[room * kThings + m_random.below(kThings)];
    else
        filter.text = fmt::format("lycée/salle{}/{}", room + 1, m_random.chance(0.5) ? "#" : "+");
    return filter;
}

/// Something that is seldom published.
TrafficFilter TrafficClient::quietFilter()
{
    TrafficFilter filter;
    if (m_random.chance(0.05))
        filter.text = "état/+";
    else if (m_random.chance(0.03))
        filter.text = "$SYS/broker/clients/connected";
    else if (m_random.chance(0.03) && m_version != Version::V31) // which has no code that refuses
        filter.text = "interdit/#";
    else if (m_random.chance(0.3))
        filter.text = fmt::format("consigne/{}/#", m_clientId);
    else
        filter.text = fmt::format("lycée/salle{}/{}", kRooms + m_random.between(1, 20),
                                  m_random.chance(0.5) ? "#" : "+");
    return filter;
}

void TrafficClient::setOptions(TrafficFilter& filter)
{
    filter.qos = m_random.chance(0.7) ? std::uint8_t{2} : static_cast<std::uint8_t>(m_random.below(2));
    if (!is5())
        return;
    filter.noLocal = m_random.chance(0.3);
    filter.retainAsPublished = m_random.chance(0.3);
    filter.retainHandling = static_cast<std::uint8_t>(m_random.below(3));
}

void TrafficClient::subscribeFirst(TrafficVoice& voice)
{
    std::vector<TrafficFilter> filters;
    if (m_random.chance(m_exactShare + m_roomShare))
        filters.push_back(liveFilter());
    const std::uint32_t count = std::max<std::uint32_t>(m_random.between(1, 3), filters.size() & 1U);
    while (filters.size() < count)
        filters.push_back(quietFilter());
    saySubscribe(voice, std::move(filters));
}

/// One of its filters with other options, or another one.
void TrafficClient::subscribeAgain(TrafficVoice& voice)
{
    if (!m_filters.empty() && (m_filters.size() >= kMaxFilters || m_random.chance(0.5))) {
        TrafficFilter filter = m_filters[m_random.below(static_cast<std::uint32_t>(m_filters.size()))];
        saySubscribe(voice, {std::move(filter)});
        return;
    }
    std::vector<TrafficFilter> filters;
    if (std::exchange(m_owesLive, false))
        filters.push_back(liveFilter());
    else
        filters.push_back(quietFilter());
    saySubscribe(voice, std::move(filters));
}

void TrafficClient::saySubscribe(TrafficVoice& voice, std::vector<TrafficFilter> filters)
{
    // The same filter twice in one packet would replace itself.
    for (std::size_t i = 1; i < filters.size();) {
        const bool twice = std::any_of(filters.begin(), filters.begin() + static_cast<std::ptrdiff_t>(i),
                                       [&](const TrafficFilter& one) { return one.text == filters[i].text; });
        if (twice)
            filters.erase(filters.begin() + static_cast<std::ptrdiff_t>(i));
        else
            ++i;
    }
    mqtt::Subscribe subscribe;
    subscribe.packetId = m_flow.nextId();
    const std::uint32_t identifier = is5() && m_random.chance(0.5) ? m_random.between(1, 300) : 0;
    if (identifier != 0)
        subscribe.properties.addSubscriptionIdentifier(identifier);
    for (TrafficFilter& filter : filters) {
        setOptions(filter);
        filter.identifier = identifier;
        mqtt::Subscription one;
        one.topicFilter = filter.text;
        one.qos = filter.qos;
        one.noLocal = filter.noLocal;
        one.retainAsPublished = filter.retainAsPublished;
        one.retainHandling = filter.retainHandling;
        subscribe.subscriptions.push_back(one);
    }
    SpokenMessage& spoken = voice.open(subscribe, subscribe.packetId);
    spoken.request = std::make_shared<TrafficRequest>();
    spoken.request->filters = std::move(filters);
    m_asks = true;
}

void TrafficClient::sayUnsubscribe(TrafficVoice& voice)
{
    auto request = std::make_shared<TrafficRequest>();
    if (!m_filters.empty() && m_random.chance(0.7))
        request->filters.push_back(m_filters[m_random.below(static_cast<std::uint32_t>(m_filters.size()))]);
    else
        request->filters.push_back(quietFilter());
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = m_flow.nextId();
    unsubscribe.topicFilters.push_back(request->filters[0].text);
    voice.open(unsubscribe, unsubscribe.packetId).request = std::move(request);
    m_asks = true;
}

void TrafficClient::onAnswer(const SpokenMessage& answer)
{
    m_asks = false;
    if (!answer.request)
        return;
    for (std::size_t i = 0; i < answer.request->filters.size(); ++i) {
        const TrafficFilter& filter = answer.request->filters[i];
        const auto same = [&](const TrafficFilter& one) { return one.text == filter.text; };
        std::erase_if(m_filters, same);
        if (answer.type == mqtt::PacketType::Suback && answer.request->codes[i] < 0x80)
            m_filters.push_back(filter);
        else if (answer.type == mqtt::PacketType::Unsuback && answer.request->codes[i] == 0)
            m_owesLive = m_owesLive || filter.live;
    }
}

// ------------------------------------------------------------------------------------------------ activities

/// MQTT 5.0 §4.12.1.
void TrafficClient::sayReauthentication(TrafficVoice& voice)
{
    mqtt::Auth auth;
    auth.reasonCode = codeOf(mqtt::ReasonCode::ReAuthenticate);
    auth.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-1");
    auth.properties.setText(PropertyId::AuthenticationData, "client-first-data");
    voice.open(auth, 0).said.reasonCode = auth.reasonCode;
    m_asks = true;
}

void TrafficClient::act(TrafficVoice& voice, bool small)
{
    m_saidHuge = false;
    if (small || m_random.chance(0.062)) {
        voice.open(mqtt::Pingreq{}, 0);
    } else if (m_random.chance(0.007)) {
        if (!m_asks)
            subscribeAgain(voice);
    } else if (m_random.chance(0.004)) {
        if (!m_asks)
            sayUnsubscribe(voice);
    } else if (m_authenticates && m_random.chance(0.04)) {
        if (!m_asks)
            sayReauthentication(voice);
    } else {
        const std::uint32_t messages = m_random.chance(0.8) ? 1 : m_random.between(2, 6);
        for (std::uint32_t i = 0; i < messages; ++i)
            publish();
    }
}

void TrafficClient::publish(std::optional<std::uint8_t> asked)
{
    auto publication = std::make_shared<TrafficPublication>();
    publication->client = m_number;
    // A client speaks of few things.
    const std::uint32_t topics = m_rooms * kThings;
    publication->topic = (m_number * kThings + m_random.below(8)) % topics;
    publication->isText = m_random.chance(0.7);
    fillPayload(*publication);
    publication->qos = m_random.chance(0.60)   ? std::uint8_t{0}
                       : m_random.chance(0.65) ? std::uint8_t{1}
                                               : std::uint8_t{2};
    publication->qos = asked.value_or(publication->qos);
    publication->retain = m_random.chance(0.1);
    if (publication->retain && m_random.chance(0.02) && m_options->payloads != TrafficPayloads::Unique)
        publication->payload.clear(); // deletes what is retained
    publication->isText = publication->isText && m_random.chance(0.4);
    if (is5()) {
        if (m_random.chance(0.3))
            publication->expiry = m_random.between(1, 100'000);
        publication->isJson = m_random.chance(0.2);
        if (m_random.chance(0.1)) {
            publication->responseTopic = fmt::format("réponse/{}", m_clientId);
            publication->correlation = fmt::format("{}", m_random.below(1000));
        }
        if (m_random.chance(0.2))
            publication->room = fmt::format("{}", m_random.below(1000));
    }
    const std::uint8_t qos = publication->qos;
    const bool retain = publication->retain;
    m_flow.queue({std::move(publication), qos, retain, false, {}});
}

void TrafficClient::fillPayload(TrafficPublication& publication)
{
    std::uint32_t size = m_random.between(4, 200);
    const bool huge = m_random.chance(m_options->hugePayload);
    if (huge && !m_saidHuge) {
        size = m_random.between(16'384, 30'000);
        m_saidHuge = true;
    } else if (m_random.chance(m_options->longPayload)) {
        size = m_random.between(128, 4'000);
    }
    std::vector<std::uint8_t>& payload = publication.payload;
    if (m_options->payloads == TrafficPayloads::Equal) {
        const std::string reading = fmt::format("2{}.5", m_random.below(3));
        payload.assign(reading.begin(), reading.end());
        return;
    }
    payload.resize(size);
    if (publication.isText) {
        const std::string reading =
            fmt::format("{{\"t\":{}.{},\"n\":{}}} ", m_random.below(40), m_random.below(10), m_number);
        for (std::size_t i = 0; i < size; ++i)
            payload[i] = static_cast<std::uint8_t>(reading[i % reading.size()]);
    } else {
        for (std::size_t i = 0; i < size; i += 8) {
            std::uint64_t word = m_random.next();
            for (std::size_t j = i; j < std::min<std::size_t>(i + 8, size); ++j, word >>= 8U)
                payload[j] = static_cast<std::uint8_t>(word);
        }
    }
    if (m_options->payloads == TrafficPayloads::Unique) {
        const std::string name = fmt::format("{}/{} ", m_number, ++m_published);
        payload.resize(std::max(payload.size(), name.size()));
        std::copy(name.begin(), name.end(), payload.begin());
    }
}

} // namespace mqttscope::test
