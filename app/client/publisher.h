// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_program.h"
#include "app/client/line_input.h"

#include <optional>
#include <string>

namespace mqttscope::app {

/// `pub`: one message, the same several times, or one for each line of standard input.
class Publisher final : public ClientProgram {
public:
    Publisher(const ClientArguments& arguments, std::string payload);

private:
    /// Messages that are on their way, and bytes that the system has not taken, before no more lines are
    /// read.
    static constexpr std::size_t kMostMessages = 1000;
    static constexpr std::size_t kMostBytes = 1U << 20;

    void onConnected() override;
    void onPublished(const broker::ClientEvent& event) override;
    void clientTurned() override;
    void clientProgressed() override;
    void send(std::string_view payload);
    void readOn();

    std::string m_payload;
    std::uint32_t m_left; ///< repetitions to begin
    std::optional<LineInput> m_lines;
};

} // namespace mqttscope::app
