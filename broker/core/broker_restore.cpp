// SPDX-License-Identifier: GPL-3.0-or-later
// A broker goes on where another one stopped.
#include "broker/core/broker.h"
#include "broker/core/mutation.h"
#include "broker/core/saved_state.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/encoder.h"
#include "dissector/mqtt/topic.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace mqttscope::broker {

using mqtt::Decision;
using mqtt::Version;

std::vector<std::uint8_t> packetOf(const Message& message)
{
    mqtt::Packet packet;
    auto& publish = packet.emplace<mqtt::Publish>();
    publish.qos = mutated(Mutation::MessageQosUnsaved) ? std::uint8_t{0} : message.qos();
    publish.retain = message.retain();
    publish.packetId = publish.qos != 0 ? 1 : 0; // it has none of its own
    publish.topic = message.topic();
    publish.payload = message.payload();
    if (!mutated(Mutation::PropertiesUnsaved))
        publish.properties = message.properties();
    std::vector<std::uint8_t> bytes;
    if (!mqtt::encode(packet, Version::V50, bytes))
        bytes.clear();
    return bytes;
}

/// The messages of a state while it is restored.
class Broker::SavedMessages {
public:
    void read(const SavedState& state, Nanoseconds now, MessageCount& count, Restored& restored)
    {
        for (const SavedMessage& saved : state.messages) {
            mqtt::Packet packet;
            field::IssueLog log;
            mqtt::DecodeOptions how;
            how.version = Version::V50;
            const mqtt::DecodeResult result = mqtt::decode(saved.packet, how, log, packet);
            const auto* publish = std::get_if<mqtt::Publish>(&packet);
            // 3.1 lets pass a Will that is never published: it comes back as it was.
            const bool unfit = publish != nullptr && unfitTopic(publish->topic).has_value();
            if (publish == nullptr || !result.complete || (result.malformed && !unfit)) {
                ++restored.lost;
                continue;
            }
            (unfit ? m_unfit : m_bySerial)[saved.serial] = MessageRef(std::make_unique<Message>(
                *publish,
                MessageOrigin{mutated(Mutation::PublishersForgotten) ? 0 : saved.publisher, saved.serial},
                mutated(Mutation::MessagesRejuvenated) ? now : saved.arrived, count));
        }
    }
    /// Nothing if it is not there.
    [[nodiscard]] MessageRef find(std::uint64_t serial) const
    {
        const auto found = m_bySerial.find(serial);
        return found != m_bySerial.end() ? found->second : MessageRef{};
    }

    [[nodiscard]] MessageRef findWill(std::uint64_t serial) const
    {
        const auto found = m_unfit.find(serial);
        return found != m_unfit.end() ? found->second : find(serial);
    }

private:
    std::unordered_map<std::uint64_t, MessageRef> m_bySerial;
    std::unordered_map<std::uint64_t, MessageRef> m_unfit; ///< with a topic that cannot be sent
};

Restored Broker::restore(const SavedState& state, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    Restored restored;
    SavedMessages messages;
    messages.read(state, now, m_messageCount, restored);
    for (const SavedMessage& saved : state.messages) {
        if (!mutated(Mutation::MessageSerialsAgain))
            m_lastMessage = std::max(m_lastMessage, saved.serial);
    }
    for (const SavedSession& saved : state.sessions) {
        if (!mutated(Mutation::SessionSerialsAgain))
            m_lastSession = std::max(m_lastSession, saved.serial);
        restoreSession(saved, messages, restored);
    }
    for (const std::uint64_t serial : state.retained) {
        const MessageRef message = messages.find(serial);
        const bool kept = message && !mutated(Mutation::RetainedNotRestored) &&
                          m_retained.put(message, now) == RetainedStore::Change::Stored;
        ++(kept ? restored.retained : restored.lost);
    }
    // Members of Shared Subscriptions are there now, and whoever gets a Will.
    for (const SavedSession& saved : state.sessions)
        restoreDeliveries(saved, messages, restored);
    for (const SavedSession& saved : state.sessions) {
        const auto found = m_sessions.find(saved.serial);
        if (found != m_sessions.end() && !mutated(Mutation::RestoredNeverLeave))
            leave(*found->second, mutated(Mutation::AbsenceAfresh) ? now : saved.endedAt.value_or(now));
    }
    return restored;
}

void Broker::restoreSession(const SavedSession& saved, const SavedMessages& messages, Restored& restored)
{
    if (m_sessions.contains(saved.serial) ||
        (m_byClientId.contains(saved.clientId) && !mutated(Mutation::TwinsRestored))) {
        ++restored.lost;
        return;
    }
    Session& session = *(m_sessions[saved.serial] = std::make_unique<Session>());
    session.serial = saved.serial;
    session.clientId = saved.clientId;
    if (!mutated(Mutation::UsersNotRestored)) {
        session.userName = saved.userName;
        session.anonymous = saved.anonymous;
    }
    session.expiryInterval = mutated(Mutation::ExpiryNotRestored) ? kNeverExpires : saved.expiryInterval;
    m_byClientId.emplace(session.clientId, &session);
    if (saved.will != 0 && !mutated(Mutation::WillsNotRestored)) {
        const MessageRef message = messages.findWill(saved.will);
        if (message)
            session.will = ArmedWill{message, mutated(Mutation::WillDelayNotRestored) ? 0 : saved.willDelay};
        else
            ++restored.lost;
    }
    for (const SavedSubscription& one : saved.subscriptions) {
        // 3.1 does not forbid an empty filter, which nothing matches.
        const bool filter = one.filter.empty() || mqtt::checkTopicFilter(one.filter, one.options.shared).ok();
        if (one.options.qos > 2 || !filter) {
            ++restored.lost;
            continue;
        }
        if (mutated(Mutation::SubscriptionsNotRestored))
            continue;
        m_tree.add(session, one.filter, one.options);
        session.subscriptions.insert_or_assign(one.filter, one.options);
    }
    for (const auto& [packetId, serial] : saved.held) {
        const MessageRef message = messages.find(serial);
        if (message && mutated(Mutation::HeldNotRestored))
            continue;
        if (message)
            session.incoming.hold(packetId, message);
        else
            ++restored.lost;
    }
    if (!mutated(Mutation::RestorationUnrecorded))
        record(Decision::SessionRestored, &session).value = saved.deliveries.size();
    ++restored.sessions;
}

void Broker::restoreDeliveries(const SavedSession& saved, const SavedMessages& messages, Restored& restored)
{
    const auto found = m_sessions.find(saved.serial);
    if (found == m_sessions.end())
        return;
    std::vector<Delivery> deliveries;
    for (const SavedDelivery& one : saved.deliveries) {
        Delivery delivery;
        delivery.number = one.number;
        delivery.message = messages.find(one.message);
        const bool sound = (one.qos == 1 || one.qos == 2) && one.awaits <= Awaits::Pubcomp &&
                           (one.packetId != 0 || one.awaits == Awaits::Sending);
        if ((!sound && !mutated(Mutation::UnsoundRestored)) ||
            (!delivery.message && one.awaits != Awaits::Pubcomp)) {
            ++restored.lost;
            continue;
        }
        for (const std::uint32_t identifier : one.identifiers) {
            if (!mutated(Mutation::IdentifiersNotRestored))
                delivery.identifiers.push_back(identifier);
        }
        delivery.group = mutated(Mutation::GroupsNotRestored) ? 0 : m_tree.groupOf(one.sharedFilter);
        delivery.packetId = mutated(Mutation::RestoredUnderOneId) ? std::uint16_t{1} : one.packetId;
        delivery.qos = one.qos;
        delivery.retain = one.retain && !mutated(Mutation::DeliveryRetainNotRestored);
        delivery.awaits =
            mutated(Mutation::RestoredAsUnsent) && delivery.message ? Awaits::Sending : one.awaits;
        const bool pubrelForgotten = mutated(Mutation::PubrelsNotRestored) && one.awaits == Awaits::Pubcomp;
        if (!mutated(Mutation::DeliveriesNotRestored) && !pubrelForgotten)
            deliveries.push_back(std::move(delivery));
    }
    restored.deliveries += deliveries.size();
    found->second->outgoing.restore(std::move(deliveries));
}

} // namespace mqttscope::broker
