// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/broker/judge.h"

#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "dissector/field/statement_table.h"
#include "dissector/mqtt/decoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace mqttscope::broker::test {

using index::test::Bytes;
using index::test::TcpTalk;

namespace {

/// An IPv4 packet holds no more than 65,535 bytes.
constexpr std::size_t kSegment = 60'000;

TcpTalk::Side sideOf(Judge::Party party)
{
    return party == Judge::Party::Client ? TcpTalk::Client : TcpTalk::Server;
}

/// Who is at fault: the statement says who owes what it demands. Of a packet sent wrongly, its sender; of a
/// missing reaction to a packet, its receiver.
std::optional<Judge::Party> culprit(const session::FoundIssue& issue, mqtt::Version version,
                                    mqtt::PacketType type, bool packetFromServer)
{
    const auto number = static_cast<std::uint8_t>(version);
    const std::string_view id = field::ruleId(issue.code, issue.field, number);
    const field::Statement* statement = field::findStatement(id, number == 0 ? 4 : number);
    const auto sender = packetFromServer ? Judge::Party::Server : Judge::Party::Client;
    const auto receiver = packetFromServer ? Judge::Party::Client : Judge::Party::Server;
    // The statement is about the server's reaction, this code about the client that needs it.
    if (statement == nullptr || issue.code == field::IssueCode::SecondConnect)
        return sender;
    switch (statement->owner) {
    case field::Owner::Client:
        return Judge::Party::Client;
    case field::Owner::Server:
        return Judge::Party::Server;
    case field::Owner::Sender:
    case field::Owner::Both:
        return sender;
    case field::Owner::Receiver: // of a message; an answer to it is the receiver's own packet
        return type == mqtt::PacketType::Publish || type == mqtt::PacketType::Pubrel ? receiver : sender;
    }
    return std::nullopt;
}

} // namespace

void Judge::setTime(Nanoseconds now)
{
    if (m_start == 0)
        m_start = m_script.timeNs;
    m_script.timeNs = m_start + now;
}

void Judge::opened(ConnectionId id, Nanoseconds now)
{
    setTime(now);
    Line& line = m_lines[id];
    line.talk = m_talks.size();
    m_talks.emplace_back(m_script, 1883, m_nextPort++).handshake();
    m_versions.push_back(mqtt::Version::V50);
}

void Judge::carried(ConnectionId id, Party from, ByteView bytes, Nanoseconds now)
{
    const Line& line = m_lines.at(id);
    while (!bytes.empty()) {
        const std::size_t size = std::min(bytes.size(), kSegment);
        setTime(now);
        m_talks[line.talk].send(sideOf(from),
                                Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)));
        bytes = bytes.subspan(size);
    }
}

void Judge::closed(ConnectionId id, Party by, Nanoseconds now)
{
    const Line line = m_lines.at(id);
    setTime(now);
    m_talks[line.talk].fin(sideOf(by));
    m_talks[line.talk].fin(sideOf(by == Party::Client ? Party::Server : Party::Client));
    m_versions[line.talk] = line.version;
}

std::vector<std::string> Judge::faultsOf(Party party)
{
    for (const auto& [id, line] : m_lines)
        m_versions[line.talk] = line.version;
    const index::Snapshot& snapshot = m_script.finish();
    std::vector<std::string> faults;
    for (std::size_t i = 0; i < snapshot.sessions.issues.size(); ++i) {
        const session::SessionIssue& one = snapshot.sessions.issues[i];
        if (one.issue.severity <= field::Severity::Note || m_excused.contains(one.issue.code))
            continue;
        const bool hasMessage = one.message != session::kNone;
        const bool fromServer = hasMessage && snapshot.messages[one.message].side == 1;
        const auto version = one.stream < m_versions.size() ? m_versions[one.stream] : mqtt::Version::V50;
        const auto type = hasMessage ? snapshot.messages[one.message].type() : mqtt::PacketType::Reserved0;
        if (culprit(one.issue, version, type, fromServer) != party)
            continue;
        const auto number = static_cast<std::uint8_t>(version);
        faults.push_back(fmt::format(
            "frame {} stream {} {} [{}] {} expected {} found {}", one.frame, one.stream,
            field::issueInfo(one.issue.code).name, field::ruleId(one.issue.code, number),
            one.issue.field == field::FieldId::None ? "-" : field::fieldInfo(one.issue.field).name,
            one.issue.expected, one.issue.found));
    }
    return faults;
}

} // namespace mqttscope::broker::test
