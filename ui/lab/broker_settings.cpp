// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_settings.h"

#include "ui/models/lab_session.h"

namespace mqttscope::ui {

using broker::lab::LabFailure;

BrokerSettings::BrokerSettings(LabSession& lab, QObject* parent)
    : QObject(parent), m_lab(&lab), m_options(lab.options())
{
    connect(&lab, &LabSession::stateChanged, this, [this] {
        if (m_lab->isRunning())
            setOptions(m_lab->options()); // somebody else may have started it
    });
}

void BrokerSettings::setOptions(const broker::lab::LabBrokerOptions& options)
{
    m_options = options;
    Q_EMIT changed();
}

std::optional<LabFailure> BrokerSettings::setAccess(const std::vector<broker::lab::LabUser>& users,
                                                    bool allowAnonymous)
{
    if (m_lab->isRunning()) {
        if (auto set = m_lab->broker().setAccess(users, allowAnonymous); !set)
            return set.error();
    }
    m_options.users = users;
    m_options.allowAnonymous = allowAnonymous;
    Q_EMIT changed();
    return std::nullopt;
}

std::optional<LabFailure> BrokerSettings::setAcl(const std::string& text)
{
    if (m_lab->isRunning()) {
        if (auto set = m_lab->broker().setAcl(text); !set)
            return set.error();
    }
    m_options.acl = text;
    Q_EMIT changed();
    return std::nullopt;
}

bool BrokerSettings::start()
{
    return m_lab->start(m_options);
}

} // namespace mqttscope::ui
