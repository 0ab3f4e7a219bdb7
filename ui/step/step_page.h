// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/perspective_page.h"
#include "ui/step/step_actions.h"
#include "ui/step/step_model.h"
#include "ui/step/step_player.h"

class QFrame;
class QGridLayout;
class QScrollArea;
class QStackedWidget;

namespace mqttscope::ui {

class ByteRibbon;
class KnowledgeStrip;
class StepBar;
class StepBits;
class StepEmpty;
class StepHeading;
class StepNarration;
class Workspace;

/// The step by step perspective: one byte fills the mind. A view of the one selection, in the middle of the
/// window; in the projector larger and without what only distracts.
class StepPage : public PerspectivePage {
    Q_OBJECT
public:
    /// Below this width, in units of the design, the bits stand below the text.
    static constexpr int kBesideFrom = 960;
    /// From this height on, likewise, the text is larger.
    static constexpr int kRoomyFrom = 860;

    /// The workspace must outlive the page.
    explicit StepPage(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] StepActions& actions() { return m_actions; }
    [[nodiscard]] StepModel& model() { return m_model; }
    [[nodiscard]] StepPlayer& player() { return m_player; }
    void setActive(bool active) override;
    /// From the byte that is selected, whatever it belongs to: layers below MQTT are shown too.
    void stepFromHere();
    void updateState() override;
    void retranslate() override;
    void refreshIcons() override;
    [[nodiscard]] bool hasPacket(int direction) const override;
    void goToPacket(int direction) override;

    // For tests.
    [[nodiscard]] ByteRibbon* ribbon() const { return m_ribbon; }
    [[nodiscard]] KnowledgeStrip* knowledge() const { return m_knowledge; }
    [[nodiscard]] StepNarration* narration() const { return m_narration; }
    [[nodiscard]] StepBits* bits() const { return m_bits; }
    [[nodiscard]] StepHeading* heading() const { return m_heading; }
    [[nodiscard]] StepBar* bar() const { return m_bar; }
    [[nodiscard]] StepEmpty* empty() const { return m_empty; }
    [[nodiscard]] bool showsWalk() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectParts();
    void showStretch();
    void showPlace();
    void showKnowledge();
    void chooseLayer(int layer);
    void reveal();
    void limitRibbon();
    void arrange();
    void refreshTheme();

    Workspace* m_workspace;
    StepModel m_model;
    StepPlayer m_player;
    StepActions m_actions;
    QStackedWidget* m_stack = nullptr;
    StepEmpty* m_empty = nullptr;
    StepHeading* m_heading = nullptr;
    ByteRibbon* m_ribbon = nullptr;
    KnowledgeStrip* m_knowledge = nullptr;
    QFrame* m_hairline = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_words = nullptr; ///< narration and bits
    QGridLayout* m_grid = nullptr;
    StepNarration* m_narration = nullptr;
    StepBits* m_bits = nullptr;
    StepBar* m_bar = nullptr;
    std::uint32_t m_layersOf = 0; ///< frame whose layers somebody wants to see though it has no packet
    bool m_active = false;
    bool m_beside = true;
};

} // namespace mqttscope::ui
