// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/received_message.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::app {

/// What is wrong with the text of a format.
struct FormatError {
    enum class Kind : std::uint8_t {
        Incomplete, ///< it ends inside a sequence
        Unknown,    ///< `character` is no specifier
    };
    Kind kind{};
    char lead = '%'; ///< what begins the sequence: %, @ or a backslash
    char character = 0;
};

/// How a message is printed: -F of mosquitto_sub 2.0, with its widths and its oddities, byte for byte.
class MessageFormat {
public:
    /// Reads the text of -F.
    [[nodiscard]] static tl::expected<MessageFormat, FormatError> parse(std::string_view text);

    /// Appends the message, without a line end. `pretty` is for %j and %J. Returns false if a %J was left out
    /// because the payload is not JSON.
    [[nodiscard]] bool append(std::string& out, const ReceivedMessage& message, const ArrivalTime& time,
                              bool pretty) const;

private:
    enum class Kind : std::uint8_t {
        Literal,
        Percent, ///< `letter` says what of the message
        Time,    ///< `letter` is for strftime
    };
    struct Part {
        Kind kind{};
        char letter = 0;
        bool left = false;  ///< -: aligned to the left
        bool zeros = false; ///< 0: filled with zeros
        int width = 0;
        int precision = -1;
        std::string literal;
    };
    class Parser;

    static void appendPart(std::string& out, const Part& part, const ReceivedMessage& message,
                           const ArrivalTime& time);

    std::vector<Part> m_parts;
};

} // namespace mqttscope::app
