// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_broker.h"

#include <QObject>

#include <optional>
#include <string>
#include <vector>

namespace mqttscope::ui {

class LabSession;

/// How the broker of the lab is to be started; who may come in and what for counts at once, also while it
/// runs. The GUI thread only.
class BrokerSettings : public QObject {
    Q_OBJECT
public:
    /// The session must outlive it.
    explicit BrokerSettings(LabSession& lab, QObject* parent = nullptr);

    [[nodiscard]] const broker::lab::LabBrokerOptions& options() const { return m_options; }
    /// For the next start.
    void setOptions(const broker::lab::LabBrokerOptions& options);
    /// The problem, if there is one: then nothing changes.
    std::optional<broker::lab::LabFailure> setAccess(const std::vector<broker::lab::LabUser>& users,
                                                     bool allowAnonymous);
    std::optional<broker::lab::LabFailure> setAcl(const std::string& text);
    bool start();

Q_SIGNALS:
    void changed();

private:
    LabSession* m_lab;
    broker::lab::LabBrokerOptions m_options;
};

} // namespace mqttscope::ui
