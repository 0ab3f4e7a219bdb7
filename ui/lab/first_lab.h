// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

namespace mqttscope::ui {

class ClientBoard;
class ClientCard;
class LabSession;

/// The lab to begin with: a sensor that publishes a level, and a tablet that subscribes to it and shows it.
/// They do what their cards say, as if somebody clicked there.
class FirstLab : public QObject {
    Q_OBJECT
public:
    /// The session must outlive it.
    explicit FirstLab(LabSession& lab, QObject* parent = nullptr);

    /// While the broker runs: connects both; the tablet subscribes as soon as it can, then the sensor
    /// publishes once.
    void begin(ClientBoard& board);

private:
    void goOn();

    LabSession* m_lab;
    QPointer<ClientCard> m_sensor; ///< until it has published
    QPointer<ClientCard> m_tablet; ///< likewise
    bool m_subscribes = false;
};

} // namespace mqttscope::ui
