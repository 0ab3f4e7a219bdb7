// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_program.h"
#include "app/client/message_printer.h"

namespace mqttscope::app {

/// `sub`: prints what comes for some Topic Filters.
class Subscriber final : public ClientProgram {
public:
    explicit Subscriber(const ClientArguments& arguments);

private:
    void onConnected() override;
    void onMessage(const broker::ClientEvent& event, broker::ByteView packet) override;
    void onSubscribed(const broker::ClientEvent& event) override;
    void unsubscribe();
    [[nodiscard]] bool filteredOut(std::string_view topic) const;

    MessagePrinter m_printer;
    std::uint32_t m_count = 0;
};

/// The answers to one SUBSCRIBE: whether at least one filter was granted.
[[nodiscard]] bool anyGranted(const broker::ClientEvent& subscribed);

} // namespace mqttscope::app
