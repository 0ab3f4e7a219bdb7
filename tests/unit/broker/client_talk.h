// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client.h"
#include "tests/unit/broker/stage.h"

#include <deque>
#include <vector>

namespace mqttscope::broker::test {

/// A client engine against a server that the test plays.
class ClientTalk {
public:
    explicit ClientTalk(ClientOptions options = {}) : client(std::move(options))
    {
        client.opened(1, now, effects);
    }

    void server(const mqtt::Packet& packet) { serverBytes(encoded(packet, client.options().version)); }
    void serverBytes(const Bytes& bytes) { client.receive(bytes, now, effects); }
    void accept()
    {
        (void)sent();
        server(mqtt::Connack{});
        (void)client.takeEvents();
    }
    void wait(Nanoseconds duration)
    {
        const Nanoseconds until = now + duration;
        for (auto next = client.nextDeadline(); next && *next <= until; next = client.nextDeadline()) {
            now = *next;
            client.timer(now, effects);
        }
        now = until;
    }
    /// What the client has sent since, and whether it wants the end.
    Bytes sent()
    {
        Bytes bytes;
        for (const Effect& effect : effects.items()) {
            if (effect.kind == EffectKind::Send)
                bytes = bytes + Bytes(effects.bytes(effect).begin(), effects.bytes(effect).end());
            closed = closed || effect.kind == EffectKind::Close;
        }
        effects.clear();
        return bytes;
    }
    /// The same, cut into packets, each of which must be one that a client of the version may send.
    std::vector<mqtt::Packet> sentPackets();
    /// The last event.
    ClientEvent event()
    {
        std::vector<ClientEvent> events = client.takeEvents();
        return events.empty() ? ClientEvent{} : events.back();
    }

    Nanoseconds now = 0;
    Effects effects;
    Client client;
    bool closed = false;
    std::deque<Bytes> kept; ///< what the packets of sentPackets() view
};

/// A client "a" of a version, clean start.
[[nodiscard]] ClientOptions clientOptions(Version version);

} // namespace mqttscope::broker::test
