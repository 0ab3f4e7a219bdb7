// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_wills.h"

#include "dissector/session/rules/connection_limits.h"
#include "dissector/session/rules/delivery_forward.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;

namespace {

template <class T> void remember(std::vector<T>& all, std::size_t& next, std::size_t limit, const T& one)
{
    if (all.size() < limit)
        all.push_back(one);
    else
        all[next++ % limit] = one;
}

} // namespace

void WillRules::onDisconnect(const ConnectionState& connection, const SessionState& session,
                             const mqtt::Disconnect& disconnect, const MessageEvent& event)
{
    constexpr std::uint8_t kNormal = 0; // before 5.0 there is no other
    if (!connection.will.armed() || connection.clientDisconnect != kNone || !connection.complete() ||
        !connection.accepted || disconnect.reasonCode != kNormal || session.number == kNone)
        return;
    m_removedHashes |= hashBit(connection.will.content);
    remember(m_removed, m_nextRemoved, kMaxWills,
             {connection.will.content, connection.connect, event.message, event.at.timeNs});
}

void WillRules::onWill(const ConnectionState& connection, const SessionState& session, const WillState& will,
                       const Moment& at, End end)
{
    Due due;
    due.connect = connection.connect;
    due.session = session.number;
    due.endFrame = at.frame;
    due.endNs = at.timeNs;
    due.delayNs = std::min(will.delayNs, session.expiryNs); // the end of the session ends the delay
    due.doubtful = end == End::Takeover || connection.serverDisconnect != kNone || !connection.complete() ||
                   connection.clientDisconnect != kNone;
    remember(m_due, m_nextDue, kMaxWills, due);

    Source source;
    source.content = will.content;
    source.timeNs = laterNs(at.timeNs, due.delayNs);
    source.message = connection.connect;
    source.due = world().messageCount;
    source.topic = will.topic;
    source.stream = connection.stream;
    source.session = session.number;
    source.broker = session.broker;
    source.length = will.content.length;
    source.qos = will.qos;
    source.retain = will.retain;
    source.will = true;
    source.delayed = due.delayNs > 0;
    source.empty = will.empty;
    source.v50 = connection.version == mqtt::Version::V50;
    if (source.v50) {
        ReadAgain again;
        world().messages->read(connection.connect, again);
        const auto* connect = std::get_if<mqtt::Connect>(&again.packet);
        if (connect != nullptr && connect->will)
            source.properties = ForwardRules::hashOf(connect->will->properties);
    }
    book().add(source);
}

void WillRules::onResumed(const SessionState& session, std::int64_t timeNs)
{
    for (Due& due : m_due) {
        if (due.session == session.number && due.returnedNs == kNever)
            due.returnedNs = timeNs;
    }
}

WillRules::Due* WillRules::find(std::uint32_t connect)
{
    const auto found =
        std::find_if(m_due.begin(), m_due.end(), [&](const Due& one) { return one.connect == connect; });
    return found == m_due.end() ? nullptr : &*found;
}

/// MQTT 5.0 [MQTT-3.1.3-9]: who returns within the Will Delay Interval has not died.
void WillRules::check(const Delivery& delivery)
{
    const Due* due = find(delivery.source->message);
    if (due == nullptr || due->returnedNs == kNever || due->doubtful || delivery.publish.retain)
        return;
    const std::int64_t away = due->returnedNs - due->endNs;
    const std::uint32_t first = firstDelivery(delivery.source->message);
    if (away >= due->delayNs || (first != kNone && world().messages->timeOf(first) < due->returnedNs) ||
        delivery.scene.event.at.timeNs < due->returnedNs)
        return;
    constexpr std::int64_t kSecond = 1'000'000'000;
    report(delivery, IssueCode::WillDespiteReconnect, FieldId::MqttTopic,
           static_cast<std::uint64_t>(due->delayNs / kSecond), static_cast<std::uint64_t>(away / kSecond));
}

/// MQTT 5.0 [MQTT-3.14.4-3]: DISCONNECT takes the Will away.
void WillRules::checkRemoved(const Delivery& delivery)
{
    if ((m_removedHashes & hashBit(delivery.content)) == 0)
        return;
    const Removed* removed = nullptr;
    for (const Removed& one : m_removed) {
        if (one.content.hash == delivery.content.hash && one.content.length == delivery.content.length &&
            (removed == nullptr || one.disconnect > removed->disconnect))
            removed = &one;
    }
    if (removed == nullptr || delivery.publish.retain || delivery.ambiguous || !delivery.known())
        return;
    bool published = false; // as a message of its own
    book().forContent(delivery.content, [&](const Source&) { return !(published = true); });
    if (published || removed->disconnect < delivery.matching().settledAt ||
        delivery.scene.event.at.timeNs - removed->timeNs > kRemovedNs || !sawAllSources())
        return;
    report(delivery, IssueCode::WillAfterDisconnect, FieldId::MqttTopic, 0, frameOf(removed->disconnect));
}

} // namespace mqttscope::session
