// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/lab_log.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <string>

namespace mqttscope::ui {

class Workspace;

/// Leads from what the broker has to the packets that made it so: looks for the connections of a client in
/// the capture, on the query thread.
class BrokerLead : public QObject {
    Q_OBJECT
public:
    /// The workspace must outlive it.
    explicit BrokerLead(Workspace& workspace, QObject* parent = nullptr);

    /// `packetId` not 0: those with this Packet Identifier alone.
    void showPackets(const std::string& clientId, std::uint16_t packetId = 0);
    void showTopic(const std::string& topic);
    void showLadder(const std::string& clientId);
    void showTopicLadder(const std::string& topic);
    /// Selects the packet that a line of the log is about.
    void showPacketOf(const LabLog::Line& line);
    /// The story of the message of that packet; of another packet the ladder of its client, at that place.
    void showLadderOf(const LabLog::Line& line);

Q_SIGNALS:
    /// The capture that the window shows has no packets of this client.
    void nothingFound(const QString& client);
    /// Nor the packet of a line: it was lost on purpose, or there never was one.
    void noPacket();

private:
    template <class Found> void findLine(const LabLog::Line& line, Found found);

    Workspace* m_workspace;
};

} // namespace mqttscope::ui
