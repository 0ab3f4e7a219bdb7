// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_lead.h"

#include "analysis/overview/client_sessions.h"
#include "ui/ladder/ladder_model.h"
#include "ui/models/document_session.h"
#include "ui/models/filter_text.h"
#include "ui/models/lab_log_packet.h"
#include "ui/models/query_thread.h"
#include "ui/models/text.h"
#include "ui/workspace.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace mqttscope::ui {
namespace {

constexpr int kQuestion = 1;
constexpr qsizetype kMaxName = 128;

/// Where a client is in a capture.
struct Place {
    std::vector<std::uint32_t> streams;
    std::uint32_t session = index::kNone; ///< its last one
};

/// Calls `found(place)` when it is known where a client is, if it is anywhere.
template <class Found>
void find(BrokerLead& lead, Workspace& workspace, const std::string& clientId, Found found)
{
    const auto document = workspace.session().document();
    const auto snapshot = workspace.session().snapshot();
    const QString name = wireText(clientId, kMaxName);
    if (!document || !snapshot) {
        Q_EMIT lead.nothingFound(name);
        return;
    }
    workspace.queries().ask(
        &lead, kQuestion,
        [document, snapshot, clientId](const QueryThread::Cancelled& cancelled) {
            Place place;
            const auto all = analysis::collectSessions(*document, *snapshot, cancelled);
            for (const analysis::ClientSession& session : all.sessions) {
                if (session.clientId != clientId)
                    continue;
                place.streams.insert(place.streams.end(), session.streams.begin(), session.streams.end());
                place.session = session.number;
            }
            return place;
        },
        [&lead, name, found = std::move(found)](const Place& place) {
            if (place.streams.empty())
                Q_EMIT lead.nothingFound(name);
            else
                found(place);
        });
}

} // namespace

BrokerLead::BrokerLead(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(&workspace) {}

void BrokerLead::showPackets(const std::string& clientId, std::uint16_t packetId)
{
    find(*this, *m_workspace, clientId, [this, packetId](const Place& place) {
        QString filter = streamFilter(place.streams);
        if (packetId != 0)
            filter += QStringLiteral(" && mqtt.msgid == %1").arg(packetId);
        m_workspace->useFilter(filter, FilterUse::Apply);
    });
}

void BrokerLead::showTopic(const std::string& topic)
{
    m_workspace->useFilter(topicFilter(topic, false), FilterUse::Apply);
}

void BrokerLead::showLadder(const std::string& clientId)
{
    find(*this, *m_workspace, clientId, [this](const Place& place) {
        m_workspace->showLadder({analysis::ladder::Scope::Kind::Session, place.session, index::kNone, {}},
                                index::kNone);
    });
}

void BrokerLead::showTopicLadder(const std::string& topic)
{
    m_workspace->showLadder({analysis::ladder::Scope::Kind::Topic, index::kNone, index::kNone, text(topic)},
                            index::kNone);
}

/// Calls `found(snapshot, message)` when it is known which packet of the capture a line is about.
template <class Found> void BrokerLead::findLine(const LabLog::Line& line, Found found)
{
    const auto packet = packetOf(line);
    const auto snapshot = m_workspace->session().snapshot();
    if (!packet || !snapshot) {
        Q_EMIT noPacket();
        return;
    }
    m_workspace->queries().ask(
        this, kQuestion,
        [snapshot, packet = *packet](const QueryThread::Cancelled&) { return findPacket(*snapshot, packet); },
        [this, snapshot, found = std::move(found)](const std::optional<std::uint32_t>& message) {
            if (message)
                found(*snapshot, *message);
            else
                Q_EMIT noPacket();
        });
}

void BrokerLead::showPacketOf(const LabLog::Line& line)
{
    findLine(line, [this](const index::Snapshot& snapshot, std::uint32_t message) {
        m_workspace->goToFrame(snapshot.messages[message].frame);
    });
}

void BrokerLead::showLadderOf(const LabLog::Line& line)
{
    findLine(line, [this](const index::Snapshot& snapshot, std::uint32_t message) {
        using Kind = analysis::ladder::Scope::Kind;
        if (snapshot.messages[message].type() == mqtt::PacketType::Publish)
            m_workspace->showLadder({Kind::Story, message, index::kNone, {}}, message);
        else
            m_workspace->showLadder({Kind::Stream, snapshot.messages[message].stream, index::kNone, {}},
                                    message);
    });
}

} // namespace mqttscope::ui
