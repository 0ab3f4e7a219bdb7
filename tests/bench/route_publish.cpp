// SPDX-License-Identifier: GPL-3.0-or-later
// One PUBLISH through the broker engine to so many subscribers, acknowledgements included, beside the least
// that must be done: read it once, write it once for each subscriber.
#include "broker/core/broker.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/encoder.h"

#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

namespace {

using namespace mqttscope;
using broker::Broker;
using broker::Effects;
using Bytes = std::vector<std::uint8_t>;

constexpr auto kVersion = mqtt::Version::V311;

Bytes encoded(const mqtt::Packet& packet)
{
    Bytes bytes;
    if (!mqtt::encode(packet, kVersion, bytes))
        std::abort();
    return bytes;
}

mqtt::Publish message(std::uint8_t qos)
{
    static const std::array<std::uint8_t, 64> payload{};
    mqtt::Publish publish;
    publish.topic = "sensors/kitchen/temperature";
    publish.payload = payload;
    publish.qos = qos;
    publish.packetId = qos == 0 ? 0 : 1;
    return publish;
}

/// A broker with one publisher, connection 0, and subscribers behind it that acknowledge at once.
class Hall {
public:
    Hall(std::uint32_t subscribers, std::uint8_t qos) : m_qos(qos)
    {
        for (std::uint32_t id = 0; id <= subscribers; ++id) {
            m_broker.opened(id, 0, m_effects);
            mqtt::Connect connect;
            const std::string name = "c" + std::to_string(id);
            connect.clientId = name;
            m_broker.receive(id, encoded(connect), 0, m_effects);
            if (id == 0)
                continue;
            mqtt::Subscribe subscribe;
            subscribe.packetId = 1;
            subscribe.subscriptions.push_back({"sensors/+/temperature", qos, false, false, 0});
            m_broker.receive(id, encoded(subscribe), 0, m_effects);
        }
    }
    void publish(const Bytes& publish)
    {
        m_effects.clear();
        m_broker.receive(0, publish, 0, m_effects);
        if (m_qos == 0)
            return;
        m_answers.clear();
        for (const broker::Effect& effect : m_effects.items()) {
            if (effect.connection == 0)
                continue;
            const field::ByteView bytes = m_effects.bytes(effect);
            const std::size_t place = 2 + 2 + 27U; // fixed header, topic
            m_answers.push_back({effect.connection, {0x40, 0x02, bytes[place], bytes[place + 1]}});
        }
        for (const auto& [id, puback] : m_answers)
            m_broker.receive(id, puback, 0, m_effects);
    }

private:
    Broker m_broker{broker::Options{}};
    Effects m_effects;
    std::uint8_t m_qos;
    std::vector<std::pair<std::uint32_t, std::array<std::uint8_t, 4>>> m_answers;
};

void route(benchmark::State& state, std::uint8_t qos)
{
    Hall hall(static_cast<std::uint32_t>(state.range(0)), qos);
    const Bytes publish = encoded(message(qos));
    for (auto _ : state)
        hall.publish(publish);
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void routeQos0(benchmark::State& state)
{
    route(state, 0);
}
void routeQos1(benchmark::State& state)
{
    route(state, 1);
}

void floorOf(benchmark::State& state)
{
    const Bytes bytes = encoded(message(0));
    Bytes out;
    field::IssueLog log;
    mqtt::Packet packet;
    mqtt::DecodeOptions how;
    how.version = kVersion;
    how.direction = mqtt::Direction::ClientToServer;
    for (auto _ : state) {
        out.clear();
        mqtt::decode(bytes, how, log, packet);
        for (std::int64_t i = 0; i < state.range(0); ++i)
            benchmark::DoNotOptimize(mqtt::encode(packet, kVersion, out).has_value());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(floorOf)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(routeQos0)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(routeQos1)->Arg(1)->Arg(10)->Arg(100);

} // namespace
