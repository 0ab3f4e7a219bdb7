// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/explainer.h"
#include "ui/models/selection_model.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace mqttscope::ui {

class BitBoxes;
class FlowLayout;
class GlossaryText;
class Pane;
class Workspace;

/// What the selected field means, in one or two sentences, its bits, where the standard says it, and what is
/// wrong with it. Without a selected field: what the message or the frame is. A view of the one selection.
class ExplanationPane : public QWidget {
    Q_OBJECT
public:
    /// Below this width, in units of the design, the bits stand below the text.
    static constexpr int kBesideFrom = 640;
    /// So many issues are shown at once; the others are counted.
    static constexpr std::size_t kMaxCards = 3;

    /// The workspace must outlive the pane.
    explicit ExplanationPane(Workspace& workspace, QWidget* parent = nullptr);

    void retranslate();

    // For tests.
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString explanation() const { return m_explanation; }
    [[nodiscard]] QString clause() const;
    [[nodiscard]] GlossaryText* textView() const { return m_text; }
    [[nodiscard]] BitBoxes* bits() const { return m_bits; }
    [[nodiscard]] QToolButton* filterChip() const { return m_filter; }
    [[nodiscard]] QToolButton* stepChip() const { return m_step; }
    [[nodiscard]] QToolButton* startChip() const { return m_start; }
    [[nodiscard]] QToolButton* nextChip() const { return m_next; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// The line of the tree that is explained.
    [[nodiscard]] std::uint32_t subjectNode() const;
    void build();
    void showSelection();
    void showText(std::uint32_t node);
    void showCards(std::uint32_t node);
    void showChips(std::uint32_t node);
    void showExchange();
    void arrange();
    void placeBits();
    void refreshTheme();
    QToolButton* chip(const char* icon);

    Workspace* m_workspace;
    teach::Explainer m_explainer;
    Pane* m_pane = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_page = nullptr;
    QGridLayout* m_grid = nullptr;
    QWidget* m_words = nullptr;
    QVBoxLayout* m_wordColumn = nullptr;
    QLabel* m_title = nullptr;
    GlossaryText* m_text = nullptr;
    BitBoxes* m_bits = nullptr;
    QWidget* m_cards = nullptr;
    QVBoxLayout* m_cardColumn = nullptr;
    QWidget* m_chips = nullptr;
    FlowLayout* m_chipFlow = nullptr;
    QToolButton* m_clause = nullptr;
    QToolButton* m_filter = nullptr;
    QToolButton* m_step = nullptr;
    QToolButton* m_start = nullptr;
    QToolButton* m_next = nullptr;
    QString m_explanation;
    std::uint32_t m_startFrame = 0; ///< 0 = no such chip
    std::uint32_t m_nextFrame = 0;
    bool m_beside = true;
    bool m_cardsFirst = false; ///< before the text
};

} // namespace mqttscope::ui
