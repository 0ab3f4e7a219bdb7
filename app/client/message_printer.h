// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_arguments.h"
#include "broker/core/client_event.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/packet.h"

#include <random>
#include <string>

namespace mqttscope::app {

/// Prints messages as the options say: payload, -v or -F, -N.
class MessagePrinter {
public:
    explicit MessagePrinter(const ClientArguments& arguments)
        : m_arguments(arguments), m_random(std::random_device{}())
    {
    }

    /// Appends the message that `packet` brought. Returns false if its payload is not the JSON that %J wants.
    [[nodiscard]] bool append(std::string& out, const broker::ClientEvent& event, field::ByteView packet);

private:
    [[nodiscard]] ReceivedMessage read(const broker::ClientEvent& event, field::ByteView packet);
    void appendPlain(std::string& out, const broker::Message& message) const;

    const ClientArguments& m_arguments;
    std::minstd_rand m_random;
    field::IssueLog m_log;
    mqtt::Packet m_packet;
};

} // namespace mqttscope::app
