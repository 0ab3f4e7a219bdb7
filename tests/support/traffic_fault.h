// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::test {

/// One way to break the rules, once in a capture.
enum class TrafficFault : std::uint8_t {
    None,
    // Of a client:
    DupOnFirstSending,      ///< DUP = 1 on a PUBLISH with QoS 1 that was never sent before
    DupWithQos0,            ///< DUP = 1 on a PUBLISH with QoS 0
    DuplicateId,            ///< the Packet Identifier of a PUBLISH with QoS 1 that is not answered yet
    AliasUnknown,           ///< 5.0: no Topic Name, and a Topic Alias that was not set
    AliasZero,              ///< 5.0: Topic Alias 0
    AliasAboveMaximum,      ///< 5.0: a Topic Alias above the server's Topic Alias Maximum
    ReceiveMaximumExceeded, ///< 5.0: one exchange more than the server's Receive Maximum
    AckWithoutPublish,      ///< a PUBACK that answers nothing
    PubrelWithoutPublish,   ///< a PUBREL that belongs to nothing
    SecondConnect,          ///< a CONNECT on a connection that is open
    PacketAfterDisconnect,  ///< a PINGREQ behind DISCONNECT
    ResentWithoutDup,       ///< DUP = 0 when the session is resumed
    // Of a server:
    UnsubscribedTopic, ///< a delivery that no subscription asks for
    AboveGrantedQos,   ///< a delivery with a QoS above the granted one
    RetainOnLive,      ///< RETAIN = 1 on a message that was just published
    ForeignIdentifier, ///< 5.0: a Subscription Identifier that the client never gave
    PropertyChanged,   ///< 5.0: another Content Type than the publisher's
    NoLocalIgnored,    ///< 5.0: a client gets its own message back in spite of No Local
    NotDelivered,      ///< a message that a subscriber does not get
    WrongAck,          ///< PUBACK instead of PUBREC
    PubackMissing,     ///< no PUBACK
    SubackShort,       ///< SUBACK with a code too few
    SessionForgotten,  ///< Session Present 0 for a client that comes back to its session
};

/// Breaks the rules in one way, once, from some time on.
class TrafficSaboteur {
public:
    explicit TrafficSaboteur(TrafficFault fault) : m_fault(fault) {}

    void arm() { m_armed = true; }
    /// Whether this is the moment; if so, it will not come again.
    [[nodiscard]] bool strikes(TrafficFault fault)
    {
        if (fault != m_fault || !m_armed || m_done)
            return false;
        m_done = true;
        return true;
    }
    /// The same, if the conditions of the moment are met.
    [[nodiscard]] bool strikes(TrafficFault fault, bool possible) { return possible && strikes(fault); }
    /// Whether it is to strike so and has not.
    [[nodiscard]] bool waitsFor(TrafficFault fault) const { return fault == m_fault && m_armed && !m_done; }
    /// A fault after which the server must close the connection.
    [[nodiscard]] bool ends() const
    {
        switch (m_fault) {
        case TrafficFault::DupWithQos0:
        case TrafficFault::DuplicateId:
        case TrafficFault::AliasUnknown:
        case TrafficFault::AliasZero:
        case TrafficFault::AliasAboveMaximum:
        case TrafficFault::ReceiveMaximumExceeded:
        case TrafficFault::AckWithoutPublish:
        case TrafficFault::PubrelWithoutPublish:
        case TrafficFault::SecondConnect:
            return true;
        case TrafficFault::None:
        case TrafficFault::DupOnFirstSending:
        case TrafficFault::PacketAfterDisconnect:
        case TrafficFault::ResentWithoutDup:
        case TrafficFault::UnsubscribedTopic:
        case TrafficFault::AboveGrantedQos:
        case TrafficFault::RetainOnLive:
        case TrafficFault::ForeignIdentifier:
        case TrafficFault::PropertyChanged:
        case TrafficFault::NoLocalIgnored:
        case TrafficFault::NotDelivered:
        case TrafficFault::WrongAck:
        case TrafficFault::PubackMissing:
        case TrafficFault::SubackShort:
        case TrafficFault::SessionForgotten:
            return false;
        }
        return false;
    }

private:
    TrafficFault m_fault;
    bool m_armed = false;
    bool m_done = false;
};

} // namespace mqttscope::test
