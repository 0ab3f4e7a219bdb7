// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "broker/core/time.h"
#include "dissector/field/issue_code.h"
#include "dissector/mqtt/types.h"
#include "tests/unit/index/frame_script.h"

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace mqttscope::broker::test {

/// After so long the analyzer takes it that nothing comes any more.
inline constexpr Nanoseconds kPatience = 11 * kSecond;

/// The analyzer as judge of an engine: what goes over the wire is written as a capture, which the indexer
/// reads with all rules, those of one packet and those over time.
class Judge {
public:
    enum class Party : std::uint8_t { Client, Server };

    void opened(ConnectionId id, Nanoseconds now);
    void carried(ConnectionId id, Party from, ByteView bytes, Nanoseconds now);
    void closed(ConnectionId id, Party by, Nanoseconds now);
    /// The version that the connection turned out to have.
    void setVersion(ConnectionId id, mqtt::Version version) { m_lines[id].version = version; }

    /// The analyzer takes something for this that is none; the caller says why.
    void excuse(field::IssueCode code) { m_excused.insert(code); }

    /// Every rule that the party broke, as text. Ends the capture.
    [[nodiscard]] std::vector<std::string> faultsOf(Party party);

private:
    struct Line {
        std::size_t talk = 0;
        mqtt::Version version = mqtt::Version::V50;
    };

    void setTime(Nanoseconds now);

    index::test::FrameScript m_script;
    std::deque<index::test::TcpTalk> m_talks;
    std::map<ConnectionId, Line> m_lines;
    std::vector<mqtt::Version> m_versions; ///< by TCP stream
    std::set<field::IssueCode> m_excused;
    std::int64_t m_start = 0;
    std::uint16_t m_nextPort = 40'000;
};

} // namespace mqttscope::broker::test
