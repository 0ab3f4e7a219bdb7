// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_program.h"
#include "app/client/message_printer.h"

#include <string>

namespace mqttscope::app {

/// `rr`: publishes a request and prints the first message that comes for the Response Topic.
class Requester final : public ClientProgram {
public:
    Requester(const ClientArguments& arguments, std::string payload);

private:
    void onConnected() override;
    void onSubscribed(const broker::ClientEvent& event) override;
    void onMessage(const broker::ClientEvent& event, broker::ByteView packet) override;

    std::string m_payload;
    MessagePrinter m_printer;
};

} // namespace mqttscope::app
