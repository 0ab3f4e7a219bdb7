// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/issue_code.h"

#include <cstdint>

namespace mqttscope::broker {

/// The behaviours of the engines that can be switched off, one at a time, to see that a test notices. They
/// are listed in mutations.inc. Only with the CMake option MQTTSCOPE_MUTATIONS: otherwise every question is
/// the constant `false`, and the compiler leaves nothing of it.
enum class Mutation : std::uint16_t {
#define MQTTSCOPE_MUTATION(name, meaning) name,
#include "broker/core/mutations.inc"
#undef MQTTSCOPE_MUTATION
};

#ifdef MQTTSCOPE_MUTATIONS
/// Whether the environment variable MQTTSCOPE_MUTATION names this behaviour.
[[nodiscard]] bool mutated(Mutation which);
/// Whether it is "overlook NAME", the name of this kind of fault: the engines then take no notice of a packet
/// with such a fault, as if nothing had come.
[[nodiscard]] bool overlooks(field::IssueCode issue);
#else
[[nodiscard]] constexpr bool mutated(Mutation)
{
    return false;
}
[[nodiscard]] constexpr bool overlooks(field::IssueCode)
{
    return false;
}
#endif

} // namespace mqttscope::broker
