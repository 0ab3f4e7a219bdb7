// SPDX-License-Identifier: GPL-3.0-or-later
// A dialogue with the broker. Input: a byte of options, then steps: what happens on which of eight
// connections, and for bytes their number and the bytes. Whatever comes, the broker sends whole valid packets
// to whom it knows, nothing after it has closed, keeps to its limits and gives everything back in the end.
// What it has saved another one can go on from, and nothing of it is lost.
#include "broker/core/broker.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/framing.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/unit/broker/memory_store.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>

namespace {

using namespace mqttscope;
using broker::Effect;
using broker::EffectKind;

constexpr std::size_t kConnections = 8;
constexpr std::size_t kMost = 12;

void require(bool truth, int line = __builtin_LINE())
{
    if (truth)
        return;
    std::fprintf(stderr, "line %d does not hold\n", line);
    std::abort();
}

broker::Options optionsOf(std::uint8_t flags)
{
    broker::Options options;
    options.limits.sessions = kMost;
    options.limits.subscriptions = kMost;
    options.limits.queuedMessages = kMost;
    options.limits.heldMessages = kMost;
    options.limits.retainedMessages = kMost;
    options.limits.decisions = 64;
    options.limits.unsentBytes = 200;
    options.countsSent = (flags & 1U) != 0;
    options.capabilities.maximumQos = (flags & 2U) != 0 ? 1 : 2;
    options.capabilities.retain = (flags & 4U) == 0;
    options.capabilities.sharedSubscriptions = (flags & 8U) == 0;
    options.policy.longClientIds31 = (flags & 16U) != 0;
    options.policy.dollarTopics = (flags & 32U) != 0;
    return options;
}

class Dialogue {
public:
    explicit Dialogue(std::uint8_t flags) : m_options(optionsOf(flags)) { begin(); }
    ~Dialogue() { forget(); }
    Dialogue(const Dialogue&) = delete;
    Dialogue& operator=(const Dialogue&) = delete;

    void open(std::uint8_t id)
    {
        if (m_open[id])
            return;
        m_open[id] = true;
        m_closing[id] = false;
        m_broker->opened(id, m_now, m_effects);
        carryOut();
    }
    void close(std::uint8_t id)
    {
        if (!m_open[id])
            return;
        m_open[id] = false;
        m_broker->closed(id, broker::HowClosed::Reset, m_now, m_effects);
        carryOut();
    }
    void receive(std::uint8_t id, field::ByteView bytes)
    {
        open(id);
        m_broker->receive(id, bytes, m_now, m_effects);
        carryOut();
    }
    void wait(std::uint8_t seconds)
    {
        m_now += seconds * broker::kSecond;
        m_broker->timer(m_now, m_effects);
        carryOut();
        m_store.commit(m_now);
        require(!m_broker->nextDeadline() || *m_broker->nextDeadline() > m_now);
    }
    void drain(std::uint8_t id)
    {
        if (!m_open[id])
            return;
        m_broker->sent(id, 150, m_now, m_effects);
        carryOut();
    }
    /// The broker is killed, and another one goes on.
    void restart()
    {
        m_open = {};
        m_closing = {};
        m_store.commit(m_now);
        std::map<std::uint64_t, Kept> kept;
        for (const auto& [serial, session] : m_broker->sessions()) {
            if (session->outlivesConnection())
                kept[serial] = {session->subscriptions.size(), session->outgoing.size(),
                                session->incoming.size()};
        }
        forget();
        begin();
        require(m_broker->restore(m_store.state(), m_now, m_effects).lost == 0);
        for (const auto& [serial, before] : kept) {
            const auto found = m_broker->sessions().find(serial);
            require(found != m_broker->sessions().end());
            require(found->second->subscriptions.size() == before.subscriptions);
            require(found->second->outgoing.size() >= before.outgoing); // Wills may have come
            require(found->second->incoming.size() == before.incoming);
        }
        carryOut();
    }
    void finish()
    {
        for (std::uint8_t id = 0; id < kConnections; ++id)
            close(id);
        m_store.commit(m_now); // what is to be written keeps messages too
        require(m_broker->connectionCount() == 0);
        std::size_t bytes = m_broker->retained().bytes();
        for (const auto& entry : m_broker->sessions()) {
            bytes += entry.second->outgoing.bytes() + entry.second->incoming.bytes();
            if (entry.second->will)
                bytes += entry.second->will->message->bytes();
        }
        require(m_broker->messageCount().bytes <= bytes);
    }

private:
    /// How much of a session must be there again.
    struct Kept {
        std::size_t subscriptions = 0;
        std::size_t outgoing = 0;
        std::size_t incoming = 0;
    };

    void begin()
    {
        m_broker = std::make_unique<broker::Broker>(m_options);
        m_broker->setJournal(m_store.journal());
    }
    void forget()
    {
        m_broker->setJournal(nullptr);
        m_store.forget();
        m_broker.reset();
    }
    [[nodiscard]] mqtt::Version versionOf(broker::ConnectionId id) const
    {
        for (const auto& entry : m_broker->sessions()) {
            if (entry.second->connection != nullptr && entry.second->connection->id == id)
                return entry.second->connection->version;
        }
        return mqtt::Version::Unknown;
    }
    void checkPackets(field::ByteView bytes, mqtt::Version version)
    {
        while (!bytes.empty()) {
            const mqtt::HeaderPeek peek = mqtt::peekHeader(bytes);
            require(peek.status == mqtt::HeaderStatus::Complete &&
                    peek.header.packetLength() <= bytes.size());
            mqtt::DecodeOptions how;
            how.version = version;
            how.direction = mqtt::Direction::ServerToClient;
            m_log.clear();
            const mqtt::DecodeResult result =
                mqtt::decode(bytes.first(peek.header.packetLength()), how, m_log, m_packet);
            require(!result.unreadable);
            require(version == mqtt::Version::Unknown || (!result.malformed && !result.protocolError));
            bytes = bytes.subspan(peek.header.packetLength());
        }
    }
    void carryOut()
    {
        for (const Effect& effect : m_effects.items()) {
            require(effect.connection < kConnections && m_open[effect.connection]);
            if (effect.kind == EffectKind::Send) {
                require(!m_closing[effect.connection]);
                checkPackets(m_effects.bytes(effect), versionOf(effect.connection));
            } else if (effect.kind == EffectKind::Close) {
                require(!m_closing[effect.connection]);
                m_closing[effect.connection] = true;
            }
        }
        m_effects.clear();
        require(m_broker->sessions().size() <= kMost && m_broker->retained().size() <= kMost);
        for (const auto& entry : m_broker->sessions()) {
            require(entry.second->outgoing.size() <= kMost && entry.second->incoming.size() <= kMost);
            require(entry.second->subscriptions.size() <= kMost);
        }
    }

    broker::Options m_options;
    broker::test::MemoryStore m_store;
    std::unique_ptr<broker::Broker> m_broker;
    broker::Effects m_effects;
    broker::Nanoseconds m_now = 0;
    std::array<bool, kConnections> m_open{};
    std::array<bool, kConnections> m_closing{};
    field::IssueLog m_log;
    mqtt::Packet m_packet;
};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size < 1 || size > 20'000)
        return 0;
    field::ByteView input(bytes + 1, size - 1);
    Dialogue dialogue(bytes[0]);
    while (input.size() >= 2) {
        const std::uint8_t id = input[0] % kConnections;
        const unsigned step = input[0] / kConnections % 8U;
        const std::uint8_t value = input[1];
        input = input.subspan(2);
        if (step == 0) {
            dialogue.close(id);
        } else if (step == 1) {
            dialogue.wait(value);
        } else if (step == 2) {
            dialogue.drain(id);
        } else if (step == 7) {
            dialogue.restart();
        } else {
            const std::size_t length = std::min<std::size_t>(value, input.size());
            dialogue.receive(id, input.first(length));
            input = input.subspan(length);
        }
    }
    dialogue.finish();
    return 0;
}
