// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/ladder/ladder_signs.h"

#include <QScrollArea>

#include <vector>

class QToolButton;
class QVBoxLayout;

namespace mqttscope::ui {

class LadderModel;
class LegendLine;
class Workspace;

/// What the signs of the ladder stand for: those of the current band first, the others if somebody wants all.
class LadderLegend : public QScrollArea {
    Q_OBJECT
public:
    /// Both must outlive the widget.
    LadderLegend(Workspace& workspace, LadderModel& model, QWidget* parent = nullptr);

    void retranslate();

    /// Signs that are shown, from top to bottom.
    [[nodiscard]] std::vector<teach::LadderSign> shownSigns() const;
    [[nodiscard]] QString textOf(teach::LadderSign sign) const;
    /// Shows the others, too; remembered.
    [[nodiscard]] QToolButton* allButton() const { return m_all; }

private:
    void showBand();
    void showAll();
    void refreshTheme();

    Workspace* m_workspace;
    LadderModel* m_model;
    QWidget* m_page;
    QVBoxLayout* m_column;
    QVBoxLayout* m_first;
    QVBoxLayout* m_rest;
    QToolButton* m_all;
    std::vector<LegendLine*> m_lines; ///< as kLadderSigns
};

} // namespace mqttscope::ui
