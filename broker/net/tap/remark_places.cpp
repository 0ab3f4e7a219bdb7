// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/tap/remark_places.h"

namespace mqttscope::broker {

using mqtt::Decision;
using mqtt::PacketType;

RemarkPlace placeOf(const DecisionRecord& record)
{
    switch (record.code) {
    case Decision::ConnectAccepted:
    case Decision::ConnectRefused:
    case Decision::SessionCreated:
    case Decision::SessionResumed:
        return {RemarkAt::FromClient, typeSet(PacketType::Connect)};
    case Decision::Challenged:
    case Decision::Reauthenticated:
        return {RemarkAt::FromClient, typeSet(PacketType::Connect) | typeSet(PacketType::Auth)};
    case Decision::ClientDisconnected:
        return {RemarkAt::FromClient, typeSet(PacketType::Disconnect)};
    case Decision::Disconnected: // because of a packet, or of something else
        return {record.rule.any ? RemarkAt::Offence : RemarkAt::BrokerEnd, 0};
    case Decision::TakenOver:
    case Decision::KeepAliveExpired:
    case Decision::ConnectOverdue:
        return {RemarkAt::BrokerEnd, 0};
    case Decision::ConnectionLost:
    case Decision::SessionKept:
    case Decision::SessionEnded:
    case Decision::WillDelayed:
    case Decision::WillDeleted:
    case Decision::WillPublished:
        return {RemarkAt::ClientEnd, 0};
    case Decision::SessionExpired:
    case Decision::SessionRestored:
        return {RemarkAt::Nowhere, 0};
    case Decision::Subscribed:
    case Decision::Resubscribed:
    case Decision::SubscriptionRefused:
        return {RemarkAt::FromClient, typeSet(PacketType::Subscribe)};
    case Decision::Unsubscribed:
    case Decision::NothingToUnsubscribe:
        return {RemarkAt::FromClient, typeSet(PacketType::Unsubscribe)};
    case Decision::HeldForPubrel:
    case Decision::Repeated:
    case Decision::PublishRefused:
        return {RemarkAt::FromClient, typeSet(PacketType::Publish)};
    case Decision::PubrelUnknown:
        return {RemarkAt::FromClient, typeSet(PacketType::Pubrel)};
    case Decision::Accepted:
    case Decision::NobodySubscribed:
    case Decision::RetainedStored:
    case Decision::RetainedReplaced:
    case Decision::RetainedRemoved:
    case Decision::RetainedNotStored:
    case Decision::QueuedOffline:
    case Decision::QueuedWindowFull:
    case Decision::QueuedSlow:
    case Decision::NotSubscribed:
    case Decision::NoLocal:
    case Decision::NotAllowedToRead:
    case Decision::OfflineQos0:
    case Decision::SlowQos0:
    case Decision::QueueFull:
    case Decision::QueueBytesFull:
    case Decision::MemoryFull:
    case Decision::TooLarge:
    case Decision::GivenToOther:
    case Decision::RetainHandling:
        return {RemarkAt::Message, 0};
    case Decision::Sent:
    case Decision::SentAgain:
        return {RemarkAt::ToClient, typeSet(PacketType::Publish)};
    case Decision::Completed:
    case Decision::RefusedByClient:
    case Decision::AnswerUnknown:
        return {RemarkAt::FromClient,
                typeSet(PacketType::Puback) | typeSet(PacketType::Pubrec) | typeSet(PacketType::Pubcomp)};
    case Decision::SessionDiscarded: // by a CONNECT; the others have no connection of their own
    case Decision::WillArmed:
    case Decision::WillCancelled:
    case Decision::Expired:
    case Decision::RedirectedShared:
    case Decision::SessionGone:
        return {RemarkAt::Cause, 0};
    }
    return {RemarkAt::Nowhere, 0};
}

} // namespace mqttscope::broker
