// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/flow_part.h"

namespace mqttscope::session {

/// Answers: to what they belong, their kind and their order; what SUBACK and UNSUBACK say. MQTT 5.0 §4.3,
/// §4.6, §3.9, §3.11.
class FlowAnswers : public FlowPart {
public:
    using FlowPart::FlowPart;

    /// As RuleSet::onAnswer.
    void onAnswer(const Scene& c, const Flight* flight);
    void onGranted(const Scene& c, const Subscription& asked, std::uint8_t code);

private:
    void onPuback(const Scene& c, const Flight* flight, std::uint16_t packetId);
    void onPubrec(const Scene& c, const Flight* flight, std::uint16_t packetId);
    void onPubrel(const Scene& c, const Flight* flight, const mqtt::Pubrel& pubrel);
    void onPubrelAgain(const Scene& c, const Flight& flight, const mqtt::Pubrel& pubrel);
    void onPubrelWithoutFlight(const Scene& c, std::uint16_t packetId);
    void onPubcomp(const Scene& c, const Flight* flight, std::uint16_t packetId);
    template <class Ack>
    void onRequestAnswer(const Scene& c, const Flight* flight, const Ack& ack, Awaits awaits);
    void answerWithoutFlight(const Scene& c, IssueCode code, std::uint16_t packetId);
    void checkOrder(const Scene& c, IssueCode code, OwedOrder& order, const Flight& flight,
                    std::uint32_t asked);
    [[nodiscard]] std::uint16_t idDue(const Scene& c, const Flight& flight) const;
    [[nodiscard]] std::uint32_t finishedAs(const Scene& c, bool openedByClient, ExchangeKind kind,
                                           std::uint16_t packetId) const;

    std::uint16_t m_code = 0; ///< which code of the SUBACK at hand comes next
};

} // namespace mqttscope::session
