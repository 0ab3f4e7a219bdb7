// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/lab_clients.h"

#include "broker/lab/lab_client.h"
#include "broker/lab/lab_shared.h"

#include <utility>

namespace mqttscope::broker::lab {
namespace {

std::size_t bytesOf(const LabEvent& event)
{
    return sizeOf(event.message) + event.clientId.size() + event.text.size() + event.codes.size();
}

} // namespace

void LabClients::Shared::push(LabEvent event)
{
    const std::lock_guard lock(mutex);
    bytes += bytesOf(event);
    events.push_back(std::move(event));
    while (events.size() > kMaxEvents || (bytes > kMaxEventBytes && events.size() > 1)) {
        bytes -= bytesOf(events.front());
        events.pop_front();
        ++dropped;
    }
}

struct LabClients::Room {
    std::map<LabClientId, std::unique_ptr<LabClient>> clients;
    bool timeStands = false;
};

LabClients::LabClients(std::function<void()> changed)
    : m_shared(std::make_shared<Shared>()), m_room(std::make_shared<Room>())
{
    m_shared->changed = std::move(changed);
}

LabClients::~LabClients()
{
    m_thread.post([room = m_room] { room->clients.clear(); });
}

LabClientId LabClients::add(LabClientOptions options)
{
    if (m_count >= kMaxClients)
        return 0;
    ++m_count;
    const LabClientId id = ++m_lastId;
    {
        const std::lock_guard lock(m_shared->mutex);
        LabClientState state;
        state.version = options.client.version;
        state.clientId = options.client.clientId;
        m_shared->states[id] = std::make_shared<const LabClientState>(std::move(state));
    }
    m_thread.post([id, room = m_room, shared = m_shared, its = std::move(options)] {
        auto client = std::make_unique<LabClient>(id, its, *shared);
        client->stopTime(room->timeStands);
        room->clients.emplace(id, std::move(client));
    });
    return id;
}

void LabClients::remove(LabClientId id)
{
    if (!state(id))
        return;
    --m_count;
    m_thread.post([id, room = m_room, shared = m_shared] {
        room->clients.erase(id);
        const std::lock_guard lock(shared->mutex);
        shared->states.erase(id);
    });
    const std::lock_guard lock(m_shared->mutex);
    m_shared->states.erase(id);
}

void LabClients::withClient(LabClientId id, std::function<void(LabClient&)> action)
{
    m_thread.post([id, room = m_room, its = std::move(action)] {
        const auto found = room->clients.find(id);
        if (found != room->clients.end())
            its(*found->second);
    });
}

void LabClients::setOptions(LabClientId id, LabClientOptions options)
{
    withClient(id, [its = std::move(options)](LabClient& client) { client.setOptions(its); });
}

void LabClients::connect(LabClientId id)
{
    withClient(id, [](LabClient& client) { client.connect(); });
}

void LabClients::disconnect(LabClientId id, std::uint8_t reasonCode,
                            std::optional<std::uint32_t> sessionExpiry)
{
    withClient(id, [=](LabClient& client) { client.disconnect(reasonCode, sessionExpiry); });
}

void LabClients::pullPlug(LabClientId id)
{
    withClient(id, [](LabClient& client) { client.pullPlug(); });
}

void LabClients::freeze(LabClientId id, bool on)
{
    withClient(id, [on](LabClient& client) { client.freeze(on); });
}

void LabClients::stopTime(bool stopped)
{
    m_thread.post([stopped, room = m_room] {
        room->timeStands = stopped;
        for (const auto& [id, client] : room->clients)
            client->stopTime(stopped);
    });
}

std::uint32_t LabClients::publish(LabClientId id, const LabMessage& message)
{
    const std::uint32_t token = ++m_lastToken;
    withClient(id, [=](LabClient& client) { client.publish(message, token); });
    return token;
}

std::uint32_t LabClients::subscribe(LabClientId id, const LabSubscription& wanted)
{
    const std::uint32_t token = ++m_lastToken;
    withClient(id, [=](LabClient& client) { client.subscribe(wanted, token); });
    return token;
}

std::uint32_t LabClients::unsubscribe(LabClientId id, const std::string& filter)
{
    const std::uint32_t token = ++m_lastToken;
    withClient(id, [=](LabClient& client) { client.unsubscribe(filter, token); });
    return token;
}

std::uint32_t LabClients::repeat(LabClientId id, const LabMessage& message, const GeneratorOptions& values)
{
    const std::uint32_t token = ++m_lastToken;
    withClient(id, [=](LabClient& client) { client.repeat(message, values, token); });
    return token;
}

void LabClients::stopRepeating(LabClientId id)
{
    withClient(id, [](LabClient& client) { client.stopRepeating(); });
}

std::shared_ptr<const LabClientState> LabClients::state(LabClientId id) const
{
    const std::lock_guard lock(m_shared->mutex);
    const auto found = m_shared->states.find(id);
    return found != m_shared->states.end() ? found->second : nullptr;
}

LabEvents LabClients::takeEvents()
{
    LabEvents taken;
    const std::lock_guard lock(m_shared->mutex);
    taken.events.assign(std::make_move_iterator(m_shared->events.begin()),
                        std::make_move_iterator(m_shared->events.end()));
    m_shared->events.clear();
    m_shared->bytes = 0;
    taken.dropped = std::exchange(m_shared->dropped, 0);
    return taken;
}

} // namespace mqttscope::broker::lab
