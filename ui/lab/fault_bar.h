// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_fault.h"
#include "broker/lab/lab_snapshot.h"

#include <QMenu>
#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QToolButton;

namespace mqttscope::ui {

class BrokerTable;
class FlowLayout;
class LabFaultsModel;
class LabLog;
class LabSession;
class Workspace;

/// What is to go wrong with the chosen client, or with whoever comes first: each says in a sentence what it
/// will do before it is armed; those that are armed are listed.
class FaultBar : public QWidget {
    Q_OBJECT
public:
    /// All must outlive the bar.
    FaultBar(Workspace& workspace, LabSession& lab, LabLog& log, QWidget* parent = nullptr);

    /// The sentence that is shown now.
    [[nodiscard]] QString hint() const;
    [[nodiscard]] BrokerTable* armed() const { return m_armed; }
    void retranslate();
    /// In the projector: what is pressed in a lesson, without hints, lists and links.
    void setBrief(bool brief);

Q_SIGNALS:
    void packetsWanted();
    void ladderWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using Fault = broker::lab::LabFault;

    void makeButtons();
    void fillLoseMenu();
    void fillRefuseMenu();
    void fillGrantMenu();
    void fillDelayMenu();
    void offer(QMenu& menu, const QString& text, const Fault& fault);
    /// A button that opens a menu, filled when it opens.
    void giveMenu(QWidget& button, QMenu& menu, void (FaultBar::*fill)());
    void arm(const Fault& fault);
    [[nodiscard]] Fault faultOf(broker::lab::LabFaultKind kind) const;
    [[nodiscard]] Fault losePuback() const;
    /// The id of such a fault that is armed and not spent.
    [[nodiscard]] std::optional<std::uint32_t> armedAs(const Fault& fault) const;
    /// The row of the chosen client; nullptr if it has none.
    [[nodiscard]] const broker::lab::SessionRow* chosen() const;
    [[nodiscard]] QString sentenceOf(const QObject* button) const;
    void hintAt(const QString& sentence);
    void frame(QPushButton& button, bool armed) const;
    void showState();
    void refreshTheme();

    Workspace* m_workspace;
    LabSession* m_lab;
    LabLog* m_log;
    LabFaultsModel* m_model;
    QLabel* m_icon;
    QLabel* m_title;
    QToolButton* m_packets;
    QToolButton* m_ladder;
    QWidget* m_row;
    FlowLayout* m_flow;
    QWidget* m_pair; ///< losing PUBACK, or something else
    QPushButton* m_lose;
    QPushButton* m_loseMore;
    QPushButton* m_freeze;
    QPushButton* m_kick;
    QPushButton* m_refuse;
    QPushButton* m_grant;
    QPushButton* m_delay;
    std::vector<QPushButton*> m_buttons;
    QMenu m_loseMenu;
    QMenu m_refuseMenu;
    QMenu m_grantMenu;
    QMenu m_delayMenu;
    QLabel* m_hint;
    BrokerTable* m_armed;
    bool m_brief = false;
};

} // namespace mqttscope::ui
