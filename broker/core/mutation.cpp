// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with MQTTSCOPE_MUTATIONS only.
#include "broker/core/mutation.h"

#include "dissector/field/issue_table.h"

#include <cstdlib>
#include <string>
#include <string_view>

namespace mqttscope::broker {
namespace {

constexpr std::string_view kNames[] = {
#define MQTTSCOPE_MUTATION(name, meaning) #name,
#include "broker/core/mutations.inc"
#undef MQTTSCOPE_MUTATION
};

constexpr std::string_view kOverlook = "overlook ";

std::string_view chosen()
{
    static const std::string name = [] {
        const char* const value = std::getenv("MQTTSCOPE_MUTATION"); // NOLINT(concurrency-mt-unsafe): once
        return std::string(value != nullptr ? value : "");
    }();
    return name;
}

} // namespace

bool mutated(Mutation which)
{
    return chosen() == kNames[static_cast<std::size_t>(which)];
}

bool overlooks(field::IssueCode issue)
{
    return chosen().starts_with(kOverlook) &&
           chosen().substr(kOverlook.size()) == field::issueInfo(issue).name;
}

} // namespace mqttscope::broker
