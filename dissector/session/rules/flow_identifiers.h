// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/flow_part.h"

namespace mqttscope::session {

/// Packet Identifiers that are in use already, and what is sent again: MQTT 5.0 §2.2.1, §4.4.
class FlowIdentifiers : public FlowPart {
public:
    using FlowPart::FlowPart;

    void onIdTaken(const Scene& c, const Flight& former);
    void onCopy(const Scene& c, const Flight& flight);
    void onStart(const Scene& c, const Flight& flight);

private:
    void checkOrder(const Scene& c, const Flight& flight);
    void checkFirstSending(const Scene& c, const Flight& flight, const mqtt::Publish& publish);
    [[nodiscard]] bool repeatsOtherId(const Scene& c, const Flight& flight);
    [[nodiscard]] bool repeatsFinished(const Scene& c, const Flight& flight, const mqtt::Publish& publish);
    [[nodiscard]] bool isRepetition(const Scene& c, const Flight& former) const;
};

} // namespace mqttscope::session
