// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/flow_part.h"

namespace mqttscope::session {

/// How long a peer must have stayed silent about something, while it said other things, before it is held to
/// have left it out. The standard has no times: these are the observer's.
struct FlowPatience {
    static constexpr std::int64_t kSilentNs = 60'000'000'000;   ///< when nothing else tells
    static constexpr std::int64_t kOvertakenNs = 5'000'000'000; ///< it has dealt with something later already
};

/// What did not come: judged when a connection has ended, or the capture. Nothing is concluded from silence
/// alone: the peer must have been heard afterwards.
class FlowAbsences : public FlowPart {
public:
    using FlowPart::FlowPart;

    /// Looks at all exchanges that are open when a connection ends, or at the end of the capture.
    void judge(ConnectionState& connection, SessionState& session);

private:
    /// An exchange, and who has to do something about it.
    struct Case {
        ConnectionState& connection;
        SessionState& session;
        const Flight& flight;
        bool openedByClient;
    };
    void judgeFlight(const Case& c);
    void judgeRequest(const Case& c);
    void judgePubrel(const Case& c);
    void judgePubcomp(const Case& c);
    void judgeResent(const Case& c);
    void report(const Case& c, std::uint32_t message, IssueCode code, std::uint64_t expected);
    void reportExpired(const Case& c, std::uint32_t message, IssueCode code);
    [[nodiscard]] static bool isOver(const Case& c, std::int64_t sinceNs, bool byOpener, bool overtaken);
    [[nodiscard]] bool nothingDeleted(const Case& c) const;
    [[nodiscard]] bool mayLeaveOut(const Case& c) const;
};

} // namespace mqttscope::session
