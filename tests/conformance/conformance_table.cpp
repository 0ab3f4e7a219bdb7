// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/conformance_table.h"

#include <algorithm>

namespace mqttscope::conformance {
namespace {

constexpr std::uint8_t k31 = 3;
constexpr std::uint8_t k311 = 4;
constexpr std::uint8_t k50 = 5;

constexpr Row shown(std::uint8_t version, std::string_view id, std::string_view tests,
                    std::string_view mutations)
{
    return {version, Kind::Shown, id, tests, mutations, {}};
}

constexpr Row unswitched(std::uint8_t version, std::string_view id, std::string_view tests,
                         std::string_view why)
{
    return {version, Kind::Unswitched, id, tests, {}, why};
}

constexpr Row notOfTheEngines(std::uint8_t version, std::string_view id, std::string_view why,
                              std::string_view tests = {})
{
    return {version, Kind::NotOfTheEngines, id, tests, {}, why};
}

constexpr Row kTable[] = {
// no std::array: clang 14 counts its elements one in the other
#include "tests/conformance/rows_311.inc"

#include "tests/conformance/rows_5.inc"

#include "tests/conformance/rows_31.inc"

#include "tests/conformance/rows_unnumbered.inc"
};

constexpr SocketRow kSocketRows[] = {
#include "tests/conformance/rows_sockets.inc"
};

/// The packets of these are sent over real sockets too.
constexpr std::string_view kRefused = "ServerRefuses.Packet/@";
constexpr std::string_view kRefusedOverSockets = "SocketsRefuse.Packet/@";

constexpr Property kProperties[] = {
#include "tests/conformance/rows_properties.inc"
};

constexpr Property kPersistence[] = {
#include "tests/conformance/rows_persistence.inc"
};

constexpr Switch kSwitches[] = {
#define MQTTSCOPE_MUTATION(name, meaning) {#name, meaning},
#include "broker/core/mutations.inc"
#undef MQTTSCOPE_MUTATION
};

} // namespace

std::span<const Row> table()
{
    return kTable;
}

std::span<const SocketRow> socketRows()
{
    return kSocketRows;
}

std::string testsOverSockets(const Row& row)
{
    std::string tests;
    const auto refused = split(row.tests, " ");
    if (std::find(refused.begin(), refused.end(), kRefused) != refused.end())
        tests = kRefusedOverSockets;
    for (const SocketRow& one : kSocketRows) {
        if (one.version == row.version && one.id == row.id)
            tests.append(tests.empty() ? "" : " ").append(one.tests);
    }
    return tests;
}

std::span<const Property> properties()
{
    return kProperties;
}

std::span<const Property> persistence()
{
    return kPersistence;
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
