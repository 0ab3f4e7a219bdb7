// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/packet.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <vector>

namespace mqttscope::session {

/// A message read again. `packet` views `bytes`.
struct ReadAgain {
    std::vector<std::uint8_t> bytes; ///< from the control byte on, as far as captured
    mqtt::Packet packet;
    mqtt::Version version = mqtt::Version::Unknown;
};

/// What the room asks about messages that went by: so that nothing of them need be kept. The index implements
/// it.
class Messages {
public:
    /// The frame that a message is anchored at.
    [[nodiscard]] virtual std::uint32_t frameOf(std::uint32_t message) const = 0;
    /// The connection that carries it, as tcp.stream.
    [[nodiscard]] virtual std::uint32_t streamOf(std::uint32_t message) const = 0;
    /// Capture time of that frame, nanoseconds since 1970.
    [[nodiscard]] virtual std::int64_t timeOf(std::uint32_t message) const = 0;
    /// Likewise, of the first byte captured of it.
    [[nodiscard]] virtual std::int64_t startTimeOf(std::uint32_t message) const = 0;
    /// Whether all that one side of a connection had sent so far, as far as anything tells, was heard:
    /// nothing waits behind a gap, nothing was acknowledged that was not seen, no message has only begun. Ask
    /// before concluding that it did not send something: a gap becomes known later than what shows it.
    [[nodiscard]] virtual bool settled(std::uint32_t stream, bool client) const = 0;
    /// Whether a message that one side of a connection has sent whole may not have been heard: part of
    /// `settled`, which also wants no message to have begun.
    [[nodiscard]] virtual bool lacks(std::uint32_t stream, bool client) const = 0;
    /// Reads a message again from the capture: for what is rarely needed.
    virtual void read(std::uint32_t message, ReadAgain& into) const = 0;

protected:
    ~Messages() = default;
};

} // namespace mqttscope::session
