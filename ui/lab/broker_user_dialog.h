// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_broker.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace mqttscope::ui {

class Theme;

/// Asks for the name and the password of somebody who may come in. A name that stands among `present` is
/// refused.
class BrokerUserDialog : public QDialog {
    Q_OBJECT
public:
    BrokerUserDialog(const Theme& theme, std::vector<broker::lab::LabUser> present,
                     QWidget* parent = nullptr);

    /// Why it is asked.
    void setReason(const QString& reason);
    [[nodiscard]] broker::lab::LabUser user() const;

private:
    void check();

    std::vector<broker::lab::LabUser> m_present;
    QLabel* m_reason;
    QLineEdit* m_name;
    QLineEdit* m_password;
    QCheckBox* m_shown;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

} // namespace mqttscope::ui
