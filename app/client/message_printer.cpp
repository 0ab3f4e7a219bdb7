// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/message_printer.h"

#include "dissector/mqtt/decoder.h"

namespace mqttscope::app {

/// The engine keeps of the properties only what is forwarded, and not in their order: they are read again.
ReceivedMessage MessagePrinter::read(const broker::ClientEvent& event, field::ByteView packet)
{
    ReceivedMessage message;
    message.topic = event.message->topic();
    message.payload = event.message->payload();
    message.qos = event.qos;
    message.retain = event.retain;
    mqtt::DecodeOptions how;
    how.version = m_arguments.options.version;
    how.direction = mqtt::Direction::ServerToClient;
    how.reportIssues = false;
    m_log.clear();
    (void)mqtt::decode(packet, how, m_log, m_packet);
    if (const auto* const publish = std::get_if<mqtt::Publish>(&m_packet)) {
        message.packetId = publish->packetId;
        message.properties = publish->properties;
        if (!publish->properties.empty())
            message.order = propertyOrder(packet);
    }
    return message;
}

void MessagePrinter::appendPlain(std::string& out, const broker::Message& message) const
{
    const std::string_view payload = field::asText(message.payload());
    if (payload.empty()) { // only -v tells of it
        if (m_arguments.verbose && m_arguments.lineEnd) {
            out += message.topic();
            out += " (null)\n";
        }
        return;
    }
    if (m_arguments.verbose) {
        out += message.topic();
        out += ' ';
    }
    out += payload;
    if (m_arguments.lineEnd)
        out += '\n';
}

bool MessagePrinter::append(std::string& out, const broker::ClientEvent& event, field::ByteView packet)
{
    if (m_arguments.randomFilter < 100 &&
        std::uniform_real_distribution<double>(0, 100)(m_random) >= m_arguments.randomFilter)
        return true;
    if (!m_arguments.format) {
        appendPlain(out, *event.message);
        return true;
    }
    const bool all =
        m_arguments.format->append(out, read(event, packet), ArrivalTime::now(), m_arguments.pretty);
    if (m_arguments.lineEnd)
        out += '\n';
    return all;
}

} // namespace mqttscope::app
