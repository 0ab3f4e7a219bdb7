// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_log.h"

#include "ui/models/lab_fault_text.h"
#include "ui/models/text.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

using broker::LogEntry;
using broker::LogKind;

constexpr qsizetype kMaxName = 128;
constexpr qsizetype kMaxSentence = 2000;

bool isTold(const LogEntry& entry)
{
    if (entry.kind != LogKind::Decision)
        return true;
    return entry.decision.code != mqtt::Decision::NotSubscribed &&
           !entry.decision.topic.text().starts_with("$SYS/");
}

} // namespace

LabLog::LabLog(const teach::Vocabulary& words, QObject* parent)
    : QObject(parent), m_words(&words), m_sentences(std::in_place, words, broker::BrokerLog::Messages::Plain)
{
}

LabLog::Line LabLog::lineOf(const LogEntry& entry)
{
    Line line;
    line.wallClock = entry.wallClock;
    line.entry = entry;
    const std::string peer = broker::textOf(entry.peer);
    if (entry.kind == LogKind::Decision) {
        m_sentences->learn(entry.decision);
        line.client = entry.decision.clientId.text();
        if (entry.decision.session != 0 && !line.client.empty()) {
            m_publishers[entry.decision.session] = line.client;
            if (m_publishers.size() > kMaxPeers)
                m_publishers.erase(m_publishers.begin());
        }
        const auto publisher = m_publishers.find(entry.decision.publisher);
        if (publisher != m_publishers.end())
            line.publisher = publisher->second;
        if (!line.client.empty() && !entry.peer.host.empty() &&
            m_clients.insert_or_assign(peer, line.client).second) {
            m_peers.push_back(peer);
            if (m_peers.size() > kMaxPeers) {
                m_clients.erase(m_peers.front());
                m_peers.pop_front();
            }
        }
    } else if (const auto client = m_clients.find(peer); client != m_clients.end()) {
        line.client = client->second;
    }
    return line;
}

void LabLog::push(Line line)
{
    line.number = ++m_total;
    m_lines.push_back(std::move(line));
    if (m_lines.size() > kMaxLines)
        m_lines.pop_front();
}

const LabLog::Line* LabLog::line(std::uint64_t number) const
{
    if (m_lines.empty() || number < m_lines.front().number || number > m_lines.back().number)
        return nullptr;
    return &m_lines[static_cast<std::size_t>(number - m_lines.front().number)];
}

void LabLog::add(const std::vector<LogEntry>& news)
{
    std::size_t told = 0;
    for (const LogEntry& entry : news) {
        Line line = lineOf(entry); // learns who is who also from what is not told
        if (!isTold(entry))
            continue;
        push(std::move(line));
        ++told;
    }
    if (told > 0)
        Q_EMIT added(std::min(told, kMaxLines));
}

void LabLog::addArmed(const broker::lab::LabFault& fault)
{
    Line line;
    line.wallClock = QDateTime::currentMSecsSinceEpoch();
    line.fault = fault;
    line.client = fault.clientId;
    push(std::move(line));
    Q_EMIT added(1);
}

void LabLog::clear()
{
    m_lines.clear();
    m_sentences.emplace(*m_words, broker::BrokerLog::Messages::Plain);
    m_clients.clear();
    m_peers.clear();
    m_publishers.clear();
    Q_EMIT cleared();
}

QString LabLog::sentence(const Line& line)
{
    if (line.fault)
        return tr("Fault armed. %1").arg(faultSentence(*line.fault, *m_words));
    if (line.entry.kind != LogKind::FaultHit)
        return wireText(m_sentences->sentence(line.entry), kMaxSentence);
    const broker::FaultHit& hit = line.entry.hit;
    const std::string type = packetWord(hit.type).toStdString();
    const std::string packet = hit.packetId != 0 ? std::to_string(hit.packetId) : "";
    const std::string client =
        line.client.empty() ? broker::textOf(line.entry.peer) : wireText(line.client, kMaxName).toStdString();
    return text(m_words->broker("log", hit.from == broker::FaultSide::Client ? "fault-met" : "fault-met-to",
                                {{"type", type}, {"packet", packet}, {"client", client}}))
        .simplified();
}

QString LabLog::time(const Line& line)
{
    return QDateTime::fromMSecsSinceEpoch(line.wallClock).toString(QStringLiteral("HH:mm:ss"));
}

} // namespace mqttscope::ui
