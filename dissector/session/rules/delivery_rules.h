// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/delivery_copies.h"
#include "dissector/session/rules/delivery_flows.h"
#include "dissector/session/rules/delivery_forward.h"
#include "dissector/session/rules/delivery_missed.h"
#include "dissector/session/rules/delivery_retained.h"
#include "dissector/session/rules/delivery_source_book.h"
#include "dissector/session/rules/delivery_unmatched.h"
#include "dissector/session/rules/delivery_wills.h"
#include "dissector/session/rules/rule_set.h"

namespace mqttscope::session {

/// Rules about what reaches whom: forwarding, retained messages, Wills, subscriptions. They take the wire of
/// the server. This class keeps the memory of subscribers and asks its parts, each of which knows one
/// subject.
class DeliveryRules final : public RuleSet {
public:
    DeliveryRules(World& world, Reporter& reporter);

    void beforeMessage(const Scene& scene) override;
    void afterMessage(const Scene& scene) override;
    void onAccepted(const Scene& scene, SessionState* earlier, bool resumed) override;
    void onConnectionEnd(ConnectionState& connection, SessionState& session, End end,
                         const Moment& at) override;
    void onSessionEnd(SessionState& session, const Moment& at) override;
    void onCopy(const Scene& scene, const Flight& flight) override;
    void onAnswer(const Scene& scene, const Flight* flight) override;
    void onFinish(const Scene& scene, const Flight& flight, bool success) override;
    void onGranted(const Scene& scene, const Subscription& asked, std::uint8_t code,
                   const Subscription* former) override;
    void onUnsubscribed(const Scene& scene, const Subscription& subscription) override;
    void onSource(const Scene& scene, const mqtt::Publish& publish, const Content& content) override;
    void onDelivery(const Scene& scene, const mqtt::Publish& publish, const Content& content,
                    std::uint32_t source) override;
    void onWill(ConnectionState& connection, const WillState& will, const Moment& at) override;
    void onEnd(const Moment& at) override;

private:
    static SubscriberMemory& memoryOf(SessionState& session);
    void checkFound(const Delivery& delivery);
    void checkUnexplained(const Delivery& delivery);
    void conclude(ConnectionState& connection, SessionState& session);
    void back(const Scene& scene, SessionState& session);
    static void change(FilterMemory& filter, const Subscription& asked, std::uint8_t code, bool fresh,
                       const MessageEvent& event);

    SourceBook m_book;
    UnmatchedRules m_unmatched;
    ForwardRules m_forward;
    CopyRules m_copies;
    RetainedRules m_retained;
    WillRules m_wills;
    DeliveryFlowRules m_flows;
    MissedRules m_missed;
    End m_end = End::Open;          ///< of the connection whose Will may be due
    std::uint32_t m_suback = kNone; ///< SUBACK that is being read
    std::uint16_t m_occurrence = 0; ///< which of its filters
};

} // namespace mqttscope::session
