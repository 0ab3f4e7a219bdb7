// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_content.h"
#include "ui/ladder/next_groups.h"

#include <QFrame>

#include <cstddef>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace mqttscope::ui {

class ClauseChip;
class FlowLayout;
class GlossaryText;
class NextArrow;
class Workspace;

/// Packets that may come next and mean the same: an arrow for each, from whom to whom, whether it must come,
/// what it means, where the standard says it, and what came.
class NextCard : public QFrame {
    Q_OBJECT
public:
    /// Arrows that are drawn; of more receivers the rest is counted.
    static constexpr std::size_t kMaxArrows = 3;

    /// The workspace must outlive the card.
    explicit NextCard(Workspace& workspace, QWidget* parent = nullptr);

    /// `outcome`: whether it says what came. Nothing is kept of `band` and `source`.
    void setGroup(const NextGroup& group, const analysis::ladder::Band& band, const LadderSource& source,
                  bool outcome);

    [[nodiscard]] const NextGroup& group() const { return m_group; }
    [[nodiscard]] QString meaning() const;
    [[nodiscard]] ClauseChip* chip() const { return m_chip; }
    /// Ways to what came, "came: frame 19", as many as there are arrows.
    [[nodiscard]] std::vector<QToolButton*> cameButtons() const;
    /// "did not come"; empty if all came.
    [[nodiscard]] QString missingText() const;

Q_SIGNALS:
    /// Somebody wants to see what came.
    void messageChosen(quint32 message);

private:
    void showArrows(const analysis::ladder::Band& band, const LadderSource& source);
    void showCame(const analysis::ladder::Band& band, bool outcome);
    void speak(const LadderSource& source);
    void refreshTheme();

    Workspace* m_workspace;
    NextGroup m_group;
    QVBoxLayout* m_column;
    QVBoxLayout* m_arrowColumn;
    std::vector<NextArrow*> m_arrows;
    QLabel* m_more;
    GlossaryText* m_text;
    QWidget* m_foot;
    FlowLayout* m_flow;
    QLabel* m_must;
    ClauseChip* m_chip;
    std::vector<QToolButton*> m_came;
    std::vector<std::uint32_t> m_messages; ///< that came, by arrow
    QLabel* m_missing;
};

} // namespace mqttscope::ui
