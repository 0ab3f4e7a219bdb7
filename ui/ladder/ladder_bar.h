// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

class QAction;
class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace mqttscope::ui {

class LadderActions;
class LadderModel;
class LadderPlayer;
class SwitchButton;
class Workspace;

/// The bar above the ladder: which part of the capture is shown, playing, how it is arranged, which lanes.
class LadderBar : public QFrame {
    Q_OBJECT
public:
    /// What the bar works on; all must outlive it.
    struct Parts {
        Workspace& workspace;
        LadderActions& actions;
        LadderModel& model;
        LadderPlayer& player;
    };

    explicit LadderBar(const Parts& parts, QWidget* parent = nullptr);

    void retranslate();
    /// Of the buttons without their words.
    [[nodiscard]] QSize minimumSizeHint() const override;

    // For tests.
    [[nodiscard]] QPushButton* scopeButton() const { return m_scope; }
    [[nodiscard]] QPushButton* lanesButton() const { return m_lanes; }
    [[nodiscard]] QMenu* lanesMenu() const { return m_lanesMenu; }
    [[nodiscard]] QToolButton* playButton() const { return m_play; }
    [[nodiscard]] SwitchButton* segmentsSwitch() const { return m_segments; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// How much is said where room is scarce.
    enum class Form : std::uint8_t { Words, Shorter, Icons, Least };
    void build();
    QToolButton* add(QAction* action, const char* icon = nullptr);
    void addLine();
    void fillLanes();
    void fillSpeeds();
    void showScope();
    void showPlayer();
    void showLanes();
    void refreshTheme();
    void arrange();
    void setForm(Form form);

    Parts m_parts;
    QHBoxLayout* m_row;
    QPushButton* m_scope;
    QMenu* m_scopeMenu;
    QToolButton* m_previous = nullptr;
    QToolButton* m_play = nullptr;
    QToolButton* m_next = nullptr;
    QToolButton* m_speed = nullptr;
    QMenu* m_speedMenu;
    QToolButton* m_onePerRow = nullptr;
    QToolButton* m_toScale = nullptr;
    SwitchButton* m_segments;
    QPushButton* m_lanes;
    QMenu* m_lanesMenu;
    QToolButton* m_fold = nullptr;
    QToolButton* m_unfold = nullptr;
    QToolButton* m_find = nullptr;
    QToolButton* m_export = nullptr;
    QToolButton* m_aside = nullptr;
    std::vector<std::pair<QToolButton*, const char*>> m_icons;
    std::vector<QWidget*> m_lines;
    bool m_arranging = false;
};

} // namespace mqttscope::ui
