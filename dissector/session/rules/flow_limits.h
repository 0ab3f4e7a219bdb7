// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/flow_part.h"

namespace mqttscope::session {

/// Flow control and sizes of MQTT 5.0: Receive Maximum (§4.9), Maximum Packet Size. What the server announced
/// counts once the client has the CONNACK.
class FlowLimits : public FlowPart {
public:
    using FlowPart::FlowPart;

    /// How long a server may take to answer a request while its window is full and it sends other packets.
    static constexpr std::int64_t kPatienceNs = 5'000'000'000;

    void afterMessage(const Scene& c);
    /// A PUBLISH that opens an exchange, or opens it on this connection. `fresh`: it takes a place.
    void onSent(const Scene& c, const Flight& flight, bool fresh);
    /// A PUBLISH gives its place free.
    void onSettled(const Scene& c, bool openedByClient);
    void onAnswer(const Scene& c, const Flight* flight);

private:
    void checkSize(const Scene& c, std::uint32_t maximum);
    void checkText(const Scene& c, std::uint32_t maximum);
    void checkStall(const Scene& c);
};

} // namespace mqttscope::session
