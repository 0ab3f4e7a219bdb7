// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSplitter;
class QToolButton;

namespace mqttscope::ui {

class LadderLegend;
class LadderModel;
class LadderNarration;
class LadderNext;
class LadderPlayer;
class LadderStory;
class Pane;
class Workspace;

/// The column beside the ladder: what happened, what may come next, what the signs mean. While a band is
/// played, its present step stands at the top in large letters. In the projector there is no legend: its room
/// is needed.
class LadderAside : public QWidget {
    Q_OBJECT
public:
    /// Below this height, in units of the design, the legend is closed as long as nobody opens it, and makes
    /// room while a band is played.
    static constexpr int kLegendFrom = 700;

    /// All must outlive the widget.
    LadderAside(Workspace& workspace, LadderModel& model, LadderPlayer& player, QWidget* parent = nullptr);

    void retranslate();

    [[nodiscard]] LadderStory* story() const { return m_story; }
    [[nodiscard]] LadderNext* next() const { return m_next; }
    [[nodiscard]] LadderLegend* legend() const { return m_legend; }
    [[nodiscard]] LadderNarration* narration() const { return m_narration; }
    /// Opens and closes the legend.
    [[nodiscard]] QToolButton* legendButton() const { return m_legendButton; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void showPlayer();
    void showLegend();
    void refreshTheme();

    Workspace* m_workspace;
    LadderPlayer* m_player;
    LadderNarration* m_narration;
    LadderStory* m_story;
    LadderNext* m_next;
    LadderLegend* m_legend;
    Pane* m_storyPane = nullptr;
    Pane* m_nextPane = nullptr;
    Pane* m_legendPane = nullptr;
    QSplitter* m_splitter = nullptr;
    QToolButton* m_legendButton = nullptr;
};

} // namespace mqttscope::ui
