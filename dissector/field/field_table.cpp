// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/field_table.h"

#include "dissector/field/value_names.h"
#include "dissector/field/value_names_network.h"

#include <algorithm>
#include <array>

namespace mqttscope::field {
namespace {

constexpr std::array<FieldInfo, kFieldCount> kTable = {{
#include "dissector/field/field_rows_general.inc"
#include "dissector/field/field_rows_link.inc"

#include "dissector/field/field_rows_wlan.inc"

#include "dissector/field/field_rows_carrier.inc"

#include "dissector/field/field_rows_tunnel.inc"

#include "dissector/field/field_rows_udp.inc"

#include "dissector/field/field_rows_ip.inc"

#include "dissector/field/field_rows_tcp.inc"

#include "dissector/field/field_rows_mqtt.inc"
}};

constexpr bool rowsStandInOrder()
{
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (static_cast<std::size_t>(kTable[i].id) != i)
            return false;
    }
    return true;
}
static_assert(rowsStandInOrder(), "the rows must stand in the order of FieldId");

constexpr bool valuesAscend()
{
    for (const FieldInfo& info : kTable) {
        for (std::size_t i = 1; i < info.names.size(); ++i) {
            if (info.names[i - 1].value >= info.names[i].value)
                return false;
        }
    }
    return true;
}
static_assert(valuesAscend(), "value names must ascend, they are found by bisection");

constexpr std::array<FieldId, kFieldCount> sortedByName()
{
    std::array<FieldId, kFieldCount> ids{};
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = static_cast<FieldId>(i);
    std::sort(ids.begin(), ids.end(), [](FieldId a, FieldId b) {
        const auto& left = kTable[static_cast<std::size_t>(a)];
        const auto& right = kTable[static_cast<std::size_t>(b)];
        return left.name != right.name ? left.name < right.name : a < b;
    });
    return ids;
}
constexpr std::array<FieldId, kFieldCount> kByName = sortedByName();

} // namespace

const std::array<FieldInfo, kFieldCount> kFieldTable = kTable;

std::span<const FieldInfo> fieldTable()
{
    return kFieldTable;
}

std::span<const FieldId> fieldsByName()
{
    return kByName;
}

std::span<const FieldId> findFields(std::string_view name)
{
    if (name.empty())
        return {};
    const auto first =
        std::lower_bound(kByName.begin(), kByName.end(), name,
                         [](FieldId id, std::string_view n) { return fieldInfo(id).name < n; });
    auto last = first;
    while (last != kByName.end() && fieldInfo(*last).name == name)
        ++last;
    return {first, last};
}

std::string_view valueName(const FieldInfo& info, std::uint64_t value)
{
    const auto found = std::lower_bound(info.names.begin(), info.names.end(), value,
                                        [](const ValueName& n, std::uint64_t v) { return n.value < v; });
    return found != info.names.end() && found->value == value ? found->name : std::string_view{};
}

} // namespace mqttscope::field
