// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client.h"
#include "broker/net/tcp_transport.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

/// A client engine on a real socket.
class TestClient final : private broker::TransportUser {
public:
    TestClient(broker::ClientOptions options, std::uint16_t port)
        : engine(std::move(options)), m_transport(std::make_unique<broker::TcpTransport>(
                                          1, static_cast<broker::TransportUser&>(*this), "127.0.0.1", port))
    {
    }

    void publish(std::string_view topic, std::string_view payload, std::uint8_t qos = 0, bool retain = false)
    {
        mqtt::Publish message;
        message.topic = topic;
        message.payload =
            broker::ByteView(reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size());
        message.qos = qos;
        message.retain = retain;
        fault = engine.publish(message, ++m_token, now(), m_effects);
        carryOut();
    }
    void subscribe(std::string_view filter, std::uint8_t qos = 0)
    {
        mqtt::Subscribe request;
        request.subscriptions.push_back({filter, qos, false, false, 0});
        fault = engine.subscribe(request, ++m_token, now(), m_effects);
        carryOut();
    }
    void disconnect()
    {
        engine.disconnect(0, std::nullopt, now(), m_effects);
        carryOut();
    }
    void setReading(bool on) { m_transport->setReading(on); }
    void abort() { m_transport->abort(); }

    [[nodiscard]] bool connected() const { return engine.connected(); }
    [[nodiscard]] std::size_t count(broker::ClientEventKind kind) const
    {
        std::size_t found = 0;
        for (const broker::ClientEvent& event : events)
            found += event.kind == kind ? 1U : 0U;
        return found;
    }
    [[nodiscard]] const broker::ClientEvent* first(broker::ClientEventKind kind) const
    {
        for (const broker::ClientEvent& event : events) {
            if (event.kind == kind)
                return &event;
        }
        return nullptr;
    }
    [[nodiscard]] bool subscribed() const { return count(broker::ClientEventKind::Subscribed) != 0; }
    [[nodiscard]] std::vector<std::string> payloads() const
    {
        std::vector<std::string> all;
        for (const broker::ClientEvent& event : events) {
            if (event.kind == broker::ClientEventKind::Message)
                all.emplace_back(reinterpret_cast<const char*>(event.message->payload().data()),
                                 event.message->payload().size());
        }
        return all;
    }
    [[nodiscard]] bool over() const { return m_over; }

    broker::Client engine;
    std::vector<broker::ClientEvent> events;
    broker::ClientFault fault{};

private:
    [[nodiscard]] static broker::Nanoseconds now()
    {
        return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
    }
    void carryOut()
    {
        for (broker::ClientEvent& event : engine.takeEvents())
            events.push_back(std::move(event));
        for (const broker::Effect& effect : m_effects.items()) {
            if (effect.kind == broker::EffectKind::Send)
                m_transport->send(m_effects.bytes(effect));
            else if (effect.kind == broker::EffectKind::Close)
                effect.manner == broker::CloseManner::AtOnce ? m_transport->abort() : m_transport->close();
        }
        m_effects.clear();
        m_transport->flush();
    }
    void transportConnected(broker::Transport&) override
    {
        engine.opened(1, now(), m_effects);
        carryOut();
    }
    void transportReceived(broker::Transport&, broker::ByteView bytes) override
    {
        engine.receive(bytes, now(), m_effects);
        carryOut();
    }
    void transportEnded(broker::Transport&, broker::TransportEnd) override
    {
        m_over = true;
        engine.closed(now(), m_effects);
        for (broker::ClientEvent& event : engine.takeEvents())
            events.push_back(std::move(event));
        m_effects.clear();
    }

    std::unique_ptr<broker::TcpTransport> m_transport;
    broker::Effects m_effects;
    std::uint32_t m_token = 0;
    bool m_over = false;
};

} // namespace mqttscope::test
