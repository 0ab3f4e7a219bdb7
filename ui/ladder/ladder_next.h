// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_model.h"

#include <QScrollArea>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace mqttscope::ui {

class NextCard;
class Workspace;

/// Which packets the standard allows after the current row, at the bar after the last one: who sends them to
/// whom, whether they must come, what they would mean, and what came.
class LadderNext : public QScrollArea {
    Q_OBJECT
public:
    /// Both must outlive the widget.
    LadderNext(Workspace& workspace, LadderModel& model, QWidget* parent = nullptr);

    void retranslate();
    /// Whether it says what came. Not while a band is played: who watches may guess.
    void setOutcomeShown(bool shown);

    /// Meanings that are told.
    [[nodiscard]] std::size_t count() const { return m_count; }
    /// From 0.
    [[nodiscard]] NextCard* card(std::size_t number) const { return m_cards[number]; }
    /// Behind what: "After PUBLISH, frame 17:".
    [[nodiscard]] QString place() const;
    /// Why there is nothing; empty if there is something.
    [[nodiscard]] QString emptyText() const;

private:
    void showPlace();
    void showBand(const LadderContent& content);
    void showGroups(const analysis::ladder::Band& band, std::uint32_t row);
    [[nodiscard]] QString placeText(const analysis::ladder::Row& row) const;
    [[nodiscard]] QString nothingText(const analysis::ladder::Band& band, std::uint32_t row) const;
    void refreshTheme();

    Workspace* m_workspace;
    LadderModel* m_model;
    QWidget* m_page;
    QVBoxLayout* m_column;
    QLabel* m_place;
    QLabel* m_empty;
    std::vector<NextCard*> m_cards; ///< made as they are needed, and kept
    std::size_t m_count = 0;
    bool m_outcome = true;
};

} // namespace mqttscope::ui
