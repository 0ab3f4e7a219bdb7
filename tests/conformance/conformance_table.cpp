// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/conformance_table.h"

#include <array>

namespace mqttscope::conformance {
namespace {

constexpr std::uint8_t k31 = 3;
constexpr std::uint8_t k311 = 4;
constexpr std::uint8_t k50 = 5;

constexpr Row shown(std::uint8_t version, std::string_view id, std::string_view tests,
                    std::string_view mutations)
{
    return {version, id, Kind::Shown, tests, mutations, {}};
}

constexpr Row unswitched(std::uint8_t version, std::string_view id, std::string_view tests,
                         std::string_view why)
{
    return {version, id, Kind::Unswitched, tests, {}, why};
}

constexpr Row notOfTheEngines(std::uint8_t version, std::string_view id, std::string_view why,
                              std::string_view tests = {})
{
    return {version, id, Kind::NotOfTheEngines, tests, {}, why};
}

constexpr std::array kTable = {
#include "tests/conformance/rows_311.inc"

#include "tests/conformance/rows_5.inc"

#include "tests/conformance/rows_31.inc"

#include "tests/conformance/rows_unnumbered.inc"
};

constexpr std::array kProperties = std::to_array<Property>({
#include "tests/conformance/rows_properties.inc"
});

constexpr std::array kSwitches = std::to_array<Switch>({
#define MQTTSCOPE_MUTATION(name, meaning) {#name, meaning},
#include "broker/core/mutations.inc"
#undef MQTTSCOPE_MUTATION
});

} // namespace

std::span<const Row> table()
{
    return kTable;
}

std::span<const Property> properties()
{
    return kProperties;
}

std::span<const Switch> switches()
{
    return kSwitches;
}

std::vector<std::string_view> split(std::string_view list, std::string_view separator)
{
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const std::size_t end = list.find(separator);
        parts.push_back(list.substr(0, end));
        list = end == std::string_view::npos ? std::string_view{} : list.substr(end + separator.size());
    }
    return parts;
}

} // namespace mqttscope::conformance
