// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

// The tables of SessionDatabase. Names of clients, filters and topics are blobs: bytes as they were on the
// wire. Times are nanoseconds since 1970.
namespace mqttscope::broker::schema {

inline constexpr int kApplicationId = 0x6d71'7373; ///< "mqss", in the header of the file
inline constexpr int kVersion = 1;                 ///< user_version

inline constexpr std::array kTables = {
    // A message is there as long as something refers to it: triggers count, the end of a transaction sweeps.
    "CREATE TABLE messages(serial INTEGER PRIMARY KEY, publisher INTEGER NOT NULL, arrived INTEGER NOT NULL,"
    " refs INTEGER NOT NULL DEFAULT 0, packet BLOB NOT NULL)",
    "CREATE INDEX unreferred ON messages(serial) WHERE refs <= 0",
    "CREATE TABLE sessions(serial INTEGER PRIMARY KEY, client BLOB NOT NULL, user BLOB NOT NULL,"
    " anonymous INTEGER NOT NULL, expiry INTEGER NOT NULL, ended INTEGER, message INTEGER,"
    " will_delay INTEGER NOT NULL)",
    "CREATE TABLE subscriptions(session INTEGER NOT NULL, filter BLOB NOT NULL, qos INTEGER NOT NULL,"
    " no_local INTEGER NOT NULL, retain_as_published INTEGER NOT NULL, retain_handling INTEGER NOT NULL,"
    " identifier INTEGER NOT NULL, shared INTEGER NOT NULL, PRIMARY KEY(session, filter)) WITHOUT ROWID",
    "CREATE TABLE deliveries(session INTEGER NOT NULL, number INTEGER NOT NULL, message INTEGER,"
    " packet_id INTEGER NOT NULL, qos INTEGER NOT NULL, retain INTEGER NOT NULL, awaits INTEGER NOT NULL,"
    " shared BLOB NOT NULL, identifiers BLOB NOT NULL, PRIMARY KEY(session, number)) WITHOUT ROWID",
    "CREATE TABLE held(session INTEGER NOT NULL, packet_id INTEGER NOT NULL, message INTEGER NOT NULL,"
    " PRIMARY KEY(session, packet_id)) WITHOUT ROWID",
    "CREATE TABLE retained(topic BLOB PRIMARY KEY, message INTEGER NOT NULL) WITHOUT ROWID",
};

/// The tables with a column `message`.
inline constexpr std::array kReferring = {"sessions", "deliveries", "held", "retained"};

} // namespace mqttscope::broker::schema
