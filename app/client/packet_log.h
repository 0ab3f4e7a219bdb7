// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/packet.h"

#include <cstdint>
#include <string>

namespace mqttscope::app {

/// What -d prints of each packet, in the words of mosquitto's clients.
class PacketLog {
public:
    PacketLog(std::string clientId, mqtt::Version version)
        : m_clientId(std::move(clientId)), m_version(version)
    {
    }

    /// One line, of a SUBSCRIBE and an UNSUBSCRIBE one for each filter.
    [[nodiscard]] std::string sent(field::ByteView packet) { return lines(packet, true); }
    [[nodiscard]] std::string received(field::ByteView packet) { return lines(packet, false); }

private:
    std::string lines(field::ByteView packet, bool sent);
    std::string publish(const mqtt::Publish& publish, bool sent);
    [[nodiscard]] std::string acknowledgement(std::string_view name, const mqtt::Acknowledgement& packet,
                                              bool sent, bool withCode) const;
    void learnName(const mqtt::Connack& connack);
    [[nodiscard]] std::string line(bool sent, std::string_view text) const;

    std::string m_clientId;
    mqtt::Version m_version;
    std::uint32_t m_lastId = 0; ///< mosquitto gives PUBLISHes of QoS 0 a number too
    field::IssueLog m_log;
    mqtt::Packet m_packet;
};

} // namespace mqttscope::app
