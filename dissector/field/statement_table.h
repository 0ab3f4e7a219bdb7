// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/issue_code.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace mqttscope::field {

/// Who owes what a statement demands.
enum class Owner : std::uint8_t {
    Client,
    Server,
    Sender,   ///< of the packet
    Receiver, ///< of the packet
    Both,     ///< client and server
};

/// The earliest way to see the statement broken.
enum class Evidence : std::uint8_t {
    Bytes,    ///< one packet (or WebSocket frame) and its direction suffice
    Exchange, ///< takes what came before or after
    Time,     ///< takes a clock
    No,       ///< cannot be seen from outside
};

/// How much an observer must see. Each includes those before it.
enum class View : std::uint8_t {
    OnePacket,
    Connection, ///< both directions of one connection
    Session,    ///< the connections of one client, one after the other
    BothHops,   ///< several connections at once, as publisher and subscriber: the wire of the broker
    Nowhere,    ///< no view suffices: not a rule
};

/// Whether breaking a statement can be shown, or why not.
enum class Standing : std::uint8_t {
    Rule,          ///< at least one code of the issue table names it
    InternalState, ///< it is about what a side keeps in its memory; the effects are other statements
    LooksLikeAnOrdinaryMessage, ///< the message that should not be is like any other message
    ReadAsOtherBytes,           ///< the bytes that should not be are read as payload or as properties
    FieldsWithoutLabel,         ///< about the order of fields that do not tell which one they are
    CannotBeWritten,            ///< the format has no way to break it: a two-byte length ends at 65,535
    NotAnnounced,      ///< depends on an ability or a name that this version does not put on the wire
    TimeNotDefined,    ///< "without delay": a delay has many causes, and no limit is given
    PermissionNotDuty, ///< allows or advises; doing otherwise breaks nothing
    AboutAProduct,     ///< about what an implementation supports, not about one connection
};

/// One normative statement of one version of MQTT.
struct Statement {
    std::string_view
        id; ///< as in IssueRule::ids; the same text may stand for another rule in another version
    std::uint8_t version = 4;  ///< as the Protocol Level: 3 = 3.1, 4 = 3.1.1, 5 = 5.0
    std::string_view clause;   ///< number of the section of that standard, the first of several
    Owner owner = Owner::Both; ///< who owes it
    Evidence evidence = Evidence::Bytes;
    Severity severity = Severity::Note; ///< of breaking it; Note if there is nothing to show
    View view = View::OnePacket;        ///< the smallest view that can show it broken
    Standing standing = Standing::Rule;
};

/// Every statement: 3.1.1, then 5.0, each in the order of its standard; 3.1; then those without a number.
[[nodiscard]] std::span<const Statement> statementTable();

/// The statement of a version; nullptr if it has none with that identifier. `version` as in Statement.
[[nodiscard]] const Statement* findStatement(std::string_view id, std::uint8_t version);

/// The words of the enumerations for tables and machines: "client", "exchange", "both-hops",
/// "internal-state".
[[nodiscard]] std::string_view nameOf(Owner owner);
[[nodiscard]] std::string_view nameOf(Evidence evidence);
[[nodiscard]] std::string_view nameOf(View view);
[[nodiscard]] std::string_view nameOf(Standing standing);

} // namespace mqttscope::field
