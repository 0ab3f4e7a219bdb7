// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/statement_table.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>

namespace mqttscope::field {
namespace {

constexpr std::uint8_t k31 = 3;
constexpr std::uint8_t k311 = 4;
constexpr std::uint8_t k50 = 5;

constexpr std::array kTable = std::to_array<Statement>({
#include "dissector/field/statement_rows_311.inc"

#include "dissector/field/statement_rows_5.inc"

#include "dissector/field/statement_rows_31.inc"

#include "dissector/field/statement_rows_unnumbered.inc"
});

/// Only a statement that cannot be shown has nothing to show.
constexpr bool rowsAgreeWithThemselves()
{
    return std::all_of(kTable.begin(), kTable.end(), [](const Statement& row) {
        const bool rule = row.standing == Standing::Rule;
        return rule == (row.view != View::Nowhere) && rule == (row.severity != Severity::Note) &&
               (!rule || row.evidence != Evidence::No) &&
               (!rule || (row.evidence == Evidence::Bytes) == (row.view == View::OnePacket));
    });
}
static_assert(rowsAgreeWithThemselves());

constexpr auto keyOf(const Statement& row)
{
    return std::tuple(row.version, row.id);
}

constexpr std::array<std::uint16_t, kTable.size()> sortedById()
{
    std::array<std::uint16_t, kTable.size()> order{};
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<std::uint16_t>(i);
    std::sort(order.begin(), order.end(),
              [](std::uint16_t a, std::uint16_t b) { return keyOf(kTable[a]) < keyOf(kTable[b]); });
    return order;
}

} // namespace

std::span<const Statement> statementTable()
{
    return kTable;
}

const Statement* findStatement(std::string_view id, std::uint8_t version)
{
    static const std::array kById = sortedById();
    const auto key = std::tuple(version, id);
    const auto* found =
        std::lower_bound(kById.begin(), kById.end(), key,
                         [](std::uint16_t row, const auto& wanted) { return keyOf(kTable[row]) < wanted; });
    return found != kById.end() && keyOf(kTable[*found]) == key ? &kTable[*found] : nullptr;
}

std::string_view nameOf(Owner owner)
{
    switch (owner) {
    case Owner::Client:
        return "client";
    case Owner::Server:
        return "server";
    case Owner::Sender:
        return "sender";
    case Owner::Receiver:
        return "receiver";
    case Owner::Both:
        return "both";
    }
    return {};
}

std::string_view nameOf(Evidence evidence)
{
    switch (evidence) {
    case Evidence::Bytes:
        return "bytes";
    case Evidence::Exchange:
        return "exchange";
    case Evidence::Time:
        return "time";
    case Evidence::No:
        return "no";
    }
    return {};
}

std::string_view nameOf(View view)
{
    switch (view) {
    case View::OnePacket:
        return "one-packet";
    case View::Connection:
        return "connection";
    case View::Session:
        return "session";
    case View::BothHops:
        return "both-hops";
    case View::Nowhere:
        return "nowhere";
    }
    return {};
}

std::string_view nameOf(Standing standing)
{
    switch (standing) {
    case Standing::Rule:
        return "rule";
    case Standing::InternalState:
        return "internal-state";
    case Standing::LooksLikeAnOrdinaryMessage:
        return "looks-like-an-ordinary-message";
    case Standing::ReadAsOtherBytes:
        return "read-as-other-bytes";
    case Standing::FieldsWithoutLabel:
        return "fields-without-label";
    case Standing::CannotBeWritten:
        return "cannot-be-written";
    case Standing::NotAnnounced:
        return "not-announced";
    case Standing::TimeNotDefined:
        return "time-not-defined";
    case Standing::PermissionNotDuty:
        return "permission-not-duty";
    case Standing::AboutAProduct:
        return "about-a-product";
    }
    return {};
}

} // namespace mqttscope::field
