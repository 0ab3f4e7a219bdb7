// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/time.h"
#include "dissector/mqtt/types.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker {

/// What happens to a packet on its way.
enum class FaultAction : std::uint8_t {
    Pass, ///< nothing: for `then` alone
    Drop,
    Delay,     ///< by `delay`; those behind it in its direction wait too, as TCP would have it
    Duplicate, ///< it comes twice
    Reorder,   ///< it comes after the next packet of its direction
    Corrupt,   ///< the byte at `offset` is xor-ed with `mask`
    Reason,    ///< its reason code (CONNACK, SUBACK before 5.0: return codes) becomes `code`
    Silence,   ///< neither it nor anything after it passes in its direction on this connection
    Refuse,    ///< the broker refuses this CONNECT with the reason code `code`
    Grant,     ///< the broker grants this SUBSCRIBE no QoS above `code`
};

/// What happens to the connection afterwards.
enum class FaultEnd : std::uint8_t {
    None,
    Fin,
    Rst,
};

/// Who sent the packet.
enum class FaultSide : std::uint8_t {
    Any,
    Client,
    Broker,
};

/// One rule. A packet meets it if everything that is said fits; of several rules the first one counts.
struct FaultRule {
    // Which packets.
    FaultSide from = FaultSide::Any;
    std::optional<mqtt::PacketType> type;
    std::string clientId;            ///< empty = any; as in CONNECT, or as assigned
    std::string topic;               ///< filter that the topic of a PUBLISH matches; empty = any packet
    std::optional<std::uint8_t> qos; ///< of a PUBLISH
    std::optional<bool> dup;         ///< likewise
    std::uint32_t nth = 0;           ///< only the n-th that fits, from 1; 0 = each
    std::uint32_t every = 0;         ///< only each n-th that fits; 0 = each
    std::uint32_t count = 0;         ///< so many times at most; 0 = without end

    // What happens.
    FaultAction action = FaultAction::Pass;
    FaultEnd then = FaultEnd::None;
    Nanoseconds delay = 0;
    std::uint32_t offset = 0;
    std::uint8_t mask = 0xff;
    std::uint8_t code = 0x80;

    friend bool operator==(const FaultRule&, const FaultRule&) = default;
};

/// What is wrong with a line of a plan.
enum class FaultPlanError : std::uint8_t {
    UnknownAction, ///< the first word
    UnknownKey,    ///< a word that is no key=value of the list
    BadValue,      ///< the value of a key
    MissingValue,  ///< the action needs a value: delay, reason, lose
    TooManyRules,  ///< more than FaultPlan::kMaxRules; the rest is not read
};

struct FaultLineError {
    std::uint32_t line = 0; ///< from 1
    FaultPlanError error{};
    std::string word; ///< the one at fault

    friend bool operator==(const FaultLineError&, const FaultLineError&) = default;
};

/// A lesson in what can go wrong. As text, one rule on a line:
///
///     # the acknowledgement is lost, and the connection with it: the sender sends again with DUP
///     lose PUBACK   client=tablet count=1
///     drop          from=broker type=PUBLISH topic=room/+ qos=1 nth=2 then=rst
///     delay 500ms   type=PUBACK
///     corrupt 0     mask=0x06 type=PUBLISH from=broker
///     reason 0x97   type=PUBACK client=phone
///
/// Actions: pass, drop, delay TIME, duplicate, reorder, corrupt OFFSET, reason CODE, silence, refuse CODE,
/// grant QOS, close fin|rst (pass, then the end) and lose TYPE (drop, then rst). Keys: from=client|broker
/// type= client= topic= qos= dup=0|1 nth= every= count= then=fin|rst mask=. TIME is a number with ms or s.
/// Values with spaces stand in double quotes.
struct FaultPlan {
    static constexpr std::size_t kMaxRules = 1000;
    static constexpr std::size_t kMaxErrors = 100;

    std::vector<FaultRule> rules;

    friend bool operator==(const FaultPlan&, const FaultPlan&) = default;
};

struct ParsedFaultPlan {
    FaultPlan plan;
    std::vector<FaultLineError> errors; ///< lines that gave no rule, at most kMaxErrors
};

[[nodiscard]] ParsedFaultPlan parseFaultPlan(std::string_view text);
/// The text that gives the same plan again.
[[nodiscard]] std::string textOf(const FaultPlan& plan);

} // namespace mqttscope::broker
