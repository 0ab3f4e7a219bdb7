// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_words.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace mqttscope::ui {

class ClientLamp;
class Theme;

/// The head of a client card: who it is, what can be done to its connection, and how that stands.
class ClientHead : public QFrame {
    Q_OBJECT
public:
    /// The theme must outlive it.
    explicit ClientHead(const Theme& theme, QWidget* parent = nullptr);

    void setClient(const QString& icon, const QString& name);
    /// "publishes", "subscribes".
    void setRole(const QString& role);
    /// How the connection stands; `options`: as they are for this or the next connection.
    void setState(const broker::lab::LabClientState& state, const broker::ClientOptions& options);
    /// What went wrong last, in a sentence; empty: nothing.
    void setProblem(const QString& sentence);
    void retranslate();

    [[nodiscard]] QString name() const;
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QLabel* problem() const { return m_problem; }
    [[nodiscard]] QPushButton* connectButton() const { return m_connect; }
    [[nodiscard]] QToolButton* plugButton() const { return m_plug; }
    [[nodiscard]] QToolButton* freezeButton() const { return m_freeze; }
    [[nodiscard]] QToolButton* closeButton() const { return m_close; }
    /// Checkable: the form of the connection.
    [[nodiscard]] QToolButton* formButton() const { return m_form; }

Q_SIGNALS:
    void connectWanted();
    void disconnectWanted();
    void pullWanted();
    void freezeWanted(bool on);
    void closeWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refreshTheme();
    void showRole();
    void showState();

    const Theme* m_theme;
    QString m_iconName;
    broker::lab::LabClientState m_state;
    broker::ClientOptions m_options;
    QWidget* m_title;
    QLabel* m_icon;
    QLabel* m_name;
    QLabel* m_role;
    QPushButton* m_connect;
    QToolButton* m_plug;
    QToolButton* m_freeze;
    QToolButton* m_close;
    ClientLamp* m_lamp;
    QLabel* m_word;
    QLabel* m_summary;
    QToolButton* m_form;
    QLabel* m_problem;
};

} // namespace mqttscope::ui
