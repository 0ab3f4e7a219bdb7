// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_model.h"

#include <QScrollArea>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace mqttscope::ui {

class LadderSentence;
class Workspace;

/// What happened in the band where the model stands, in numbered sentences. The sentences of the current row
/// are current; going to a sentence goes to its row. One stop for Tab: inside it the arrow keys go from
/// sentence to sentence, and Tab to the terms and the clause of the one with the focus.
class LadderStory : public QScrollArea {
    Q_OBJECT
public:
    /// Both must outlive the widget.
    LadderStory(Workspace& workspace, LadderModel& model, QWidget* parent = nullptr);

    void retranslate();

    /// Sentences that are told.
    [[nodiscard]] std::size_t count() const { return m_count; }
    /// From 0.
    [[nodiscard]] LadderSentence* sentence(std::size_t number) const { return m_sentences[number]; }
    /// What stands there instead of sentences; empty if there are some.
    [[nodiscard]] QString emptyText() const;

private:
    void showBand();
    void showPlace();
    void showHover();
    void choose(std::size_t number);
    void step(std::size_t number, int direction);
    void makeSentence();
    void reveal(std::size_t number);
    /// The first sentence of the current row, or the last one before it.
    [[nodiscard]] std::size_t nearest() const;
    void refreshTheme();

    Workspace* m_workspace;
    LadderModel* m_model;
    QWidget* m_page;
    QVBoxLayout* m_column;
    QLabel* m_empty;
    std::vector<LadderSentence*> m_sentences; ///< made as they are needed, and kept
    std::vector<std::uint32_t> m_rows;        ///< of the sentences
    std::size_t m_count = 0;
    std::size_t m_stop = 0; ///< the sentence that Tab comes to
    std::uint32_t m_band = analysis::ladder::kNone;
};

} // namespace mqttscope::ui
