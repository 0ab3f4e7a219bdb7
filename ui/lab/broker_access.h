// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace mqttscope::ui {

class BrokerSettings;
class Workspace;

/// Who may come in, and what for: users, and access rules in mosquitto's format with the wrong lines marked.
class BrokerAccess : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    BrokerAccess(Workspace& workspace, BrokerSettings& settings, QWidget* parent = nullptr);

    void retranslate();

private:
    void makeBody();
    void addUser();
    void removeUser();
    void checkRules();
    void applyRules();
    void showState();
    void refreshTheme();

    Workspace* m_workspace;
    BrokerSettings* m_settings;
    QToolButton* m_fold;
    QWidget* m_body;
    QLabel* m_usersTitle;
    QListWidget* m_users;
    QPushButton* m_add;
    QPushButton* m_remove;
    QLabel* m_rulesTitle;
    QPlainTextEdit* m_rules;
    QLabel* m_problem;
    QPushButton* m_apply;
    std::string m_acl; ///< of the settings, as it was shown last
    bool m_valid = true;
};

} // namespace mqttscope::ui
