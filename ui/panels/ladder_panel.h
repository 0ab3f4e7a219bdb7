// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_model.h"
#include "ui/panels/panel.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace mqttscope::ui {

class LadderView;

/// The ladder of the selected packet, over all its hops, beside list, tree and bytes: it follows the
/// selection, and each step in it selects.
class LadderPanel : public Panel {
    Q_OBJECT
public:
    explicit LadderPanel(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("ladder"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString icon() const override { return QStringLiteral("ui-ladder"); }
    void retranslate() override;

    // For tests.
    [[nodiscard]] LadderModel& model() { return m_model; }
    [[nodiscard]] LadderView* view() const { return m_view; }
    [[nodiscard]] QPushButton* largeButton() const { return m_large; }
    /// The sentence shown instead of a ladder; empty if there is one.
    [[nodiscard]] QString notice() const;
    [[nodiscard]] QString heading() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void connectParts();
    void follow();
    void showState();
    void refreshTheme();

    LadderModel m_model;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_notice = nullptr;
    QWidget* m_bar = nullptr;
    QLabel* m_heading = nullptr;
    QPushButton* m_large = nullptr;
    LadderView* m_view = nullptr;
};

} // namespace mqttscope::ui
