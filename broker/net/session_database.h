// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/change_collector.h"
#include "broker/core/saved_state.h"
#include "broker/core/time.h"

#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace mqttscope::broker {

/// What is the matter with a database of sessions.
struct DatabaseFault {
    enum class Kind : std::uint8_t {
        CannotOpen,  ///< no such folder, no right, not a file
        InUse,       ///< by another broker
        NotOurs,     ///< not SQLite, or a database of something else
        Mosquittos,  ///< what mosquitto keeps under `persistence true`, in a format of its own
        Newer,       ///< written by a later version of this program
        Damaged,     ///< it cannot be read
        CannotWrite, ///< disk full, taken away: nothing more may be acknowledged
    };
    Kind kind{};
    std::string detail; ///< what SQLite says
};

/// The sessions, messages and retained messages of a broker in an SQLite file: what its journal is told is
/// written with commit(), in one transaction that is on the disk when it returns. Killed at any moment, the
/// file has the state of the last commit. One thread.
class SessionDatabase {
public:
    /// Opens a file, or makes it. Only one broker at a time can have it.
    [[nodiscard]] static tl::expected<std::unique_ptr<SessionDatabase>, DatabaseFault>
    open(const std::string& path);
    ~SessionDatabase();
    SessionDatabase(const SessionDatabase&) = delete;
    SessionDatabase& operator=(const SessionDatabase&) = delete;

    /// For Broker::setJournal().
    [[nodiscard]] Journal& journal();
    /// All that was saved. `now`: on the clock of the broker, from which the times of the state count.
    [[nodiscard]] tl::expected<SavedState, DatabaseFault> load(Nanoseconds now);
    /// Whether the journal was told anything since the last commit.
    [[nodiscard]] bool hasChanges() const;
    /// Writes what the journal was told since the last time. After a fault nothing is written and nothing
    /// forgotten: it may be tried again.
    [[nodiscard]] tl::expected<void, DatabaseFault> commit(Nanoseconds now);

private:
    struct Private;
    explicit SessionDatabase(std::unique_ptr<Private> d);

    std::unique_ptr<Private> m_d;
};

} // namespace mqttscope::broker
