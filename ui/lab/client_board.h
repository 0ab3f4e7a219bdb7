// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_event.h"

#include <QJsonObject>
#include <QWidget>

#include <vector>

class QHBoxLayout;
class QPushButton;
class QScrollArea;

namespace mqttscope::ui {

class ClientCard;
class LabSession;
class Workspace;

/// The clients of the lab side by side, each a card: its connection, what it subscribes to and publishes,
/// what came and went.
class ClientBoard : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive the board.
    ClientBoard(Workspace& workspace, LabSession& lab, QWidget* parent = nullptr);

    /// A client more; null if there are too many. The first publishes to pompe/niveau, the second subscribes
    /// to it.
    ClientCard* addClient();
    void removeClient(ClientCard* card);
    [[nodiscard]] const std::vector<ClientCard*>& cards() const { return m_cards; }

    /// All clients, for a lab file; without passwords.
    [[nodiscard]] QJsonObject state() const;
    /// Takes the place of all clients there are; what makes no sense is left out.
    void setState(const QJsonObject& state);
    void retranslate();

    [[nodiscard]] QPushButton* addButton() const { return m_add; }

Q_SIGNALS:
    /// What state() gives is another.
    void changed();

private:
    ClientCard* addCard(const QString& icon, const std::string& clientId, bool keepsSession);
    [[nodiscard]] ClientCard* cardOf(broker::lab::LabClientId id) const;
    [[nodiscard]] QString freeName() const;
    [[nodiscard]] std::uint16_t brokerPort() const;
    void takeEvent(const broker::lab::LabEvent& event);
    void clearCards();
    void showFitting();
    void refreshTheme();

    Workspace* m_workspace;
    LabSession* m_lab;
    QScrollArea* m_area;
    QWidget* m_inside;
    QHBoxLayout* m_row;
    QPushButton* m_add;
    std::vector<ClientCard*> m_cards;
};

} // namespace mqttscope::ui
