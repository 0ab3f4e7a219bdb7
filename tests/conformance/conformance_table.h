// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::conformance {

/// What a row says of its statement.
enum class Kind : std::uint8_t {
    Shown,           ///< by tests, each of which passes, and of which one fails without each behaviour
    Unswitched,      ///< by tests; why there is no behaviour to switch off
    NotOfTheEngines, ///< not a behaviour of an engine, because ...; tests of another layer may be named
};

/// How one statement of one version is shown on the engines.
struct Row {
    std::uint8_t version = 4; ///< as in field::Statement
    Kind kind{};
    std::string_view id; ///< as in field::Statement
    /// Names of GoogleTests, separated by spaces: "Suite.Test", of tests for several versions the one of this
    /// version; "Suite.Test/@" the parameters that are named after the statement; "Suite.Test/Begin*".
    std::string_view tests;
    /// Switches of broker/core/mutations.inc or "overlook CODE", separated by "; ".
    std::string_view mutations;
    std::string_view why; ///< of the other kinds
};

/// A row for each row of field::statementTable(), in its order.
[[nodiscard]] std::span<const Row> table();

/// The tests that show a row's statement over real sockets too, as in Row::tests; empty if none does.
[[nodiscard]] std::string testsOverSockets(const Row& row);

/// A statement and its tests over real sockets, as tests/conformance/rows_sockets.inc has it.
struct SocketRow {
    std::uint8_t version = 4;
    std::string_view id;
    std::string_view tests;
};
[[nodiscard]] std::span<const SocketRow> socketRows();

/// What holds beside the numbered statements: for any clients, faults and times, shown by random ones.
struct Property {
    std::string_view name;
    std::string_view tests;     ///< as in Row
    std::string_view mutations; ///< as in Row
};
[[nodiscard]] std::span<const Property> properties();
/// What a broker that goes on from what another one saved has again; no number of a statement says so.
[[nodiscard]] std::span<const Property> persistence();

/// A switch of the engines.
struct Switch {
    std::string_view name;
    std::string_view meaning; ///< what the engine does then
};
[[nodiscard]] std::span<const Switch> switches();

/// The parts of Row::tests or Row::mutations.
[[nodiscard]] std::vector<std::string_view> split(std::string_view list, std::string_view separator);

} // namespace mqttscope::conformance
