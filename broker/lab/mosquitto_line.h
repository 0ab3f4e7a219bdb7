// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_clients.h"
#include "broker/lab/lab_message.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker::lab {

/// What the clients of mosquitto 2.0 cannot say.
enum class MosquittoGap : std::uint8_t {
    KeepAlive,      ///< below 5 seconds
    WillPayload,    ///< with bytes that no word of a command line can have
    Correlation,    ///< likewise, Correlation Data
    Authentication, ///< likewise, Authentication Data
    Name,           ///< likewise, a topic, a name, a password or a property
    PayloadTooLong, ///< for a command line
    NoLocal,
    RetainHandling,
    AliasAlone, ///< mosquitto_pub sends the topic with its first Topic Alias
};

/// A command for the shell that does the same, but for `gaps`.
struct MosquittoLine {
    std::string text;
    std::vector<MosquittoGap> gaps;
};

/// Bytes of a payload that a line can have.
inline constexpr std::size_t kMaxLinePayload = 16U << 10;

/// mosquitto_pub: connects, publishes, disconnects. `file`: the payload is what it holds; empty: that of the
/// message.
/// `aliasTopic`: what the Topic Alias of a message without a topic stands for.
[[nodiscard]] MosquittoLine mosquittoPub(const LabClientOptions& client, const LabMessage& message,
                                         std::string_view file = {}, std::string_view aliasTopic = {});
/// mosquitto_sub: connects, subscribes, prints what comes.
[[nodiscard]] MosquittoLine mosquittoSub(const LabClientOptions& client, const LabSubscription& wanted);

} // namespace mqttscope::broker::lab
