// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/marked_edit.h"

#include <QStringList>

#include <functional>

class QCompleter;

namespace mqttscope::ui {

class CompletionModel;
class Theme;

/// Where a display filter is typed: proposals while typing and on Ctrl+Space, a wavy line under what is
/// wrong, earlier filters with Up and Down.
class FilterEdit : public MarkedEdit {
    Q_OBJECT
public:
    /// What may follow at a place of a text (both in UTF-8) is put into the model.
    using Proposer = std::function<void(const std::string& text, std::size_t cursor)>;
    static constexpr int kMaxVisible = 11;

    /// Proposals and theme must outlive it.
    FilterEdit(CompletionModel& proposals, Proposer proposer, const Theme& theme, QWidget* parent = nullptr);

    /// Earlier texts, the latest first.
    void setHistory(const QStringList& history) { m_history = history; }
    [[nodiscard]] bool isProposing() const;
    [[nodiscard]] QCompleter* completer() const { return m_completer; }

Q_SIGNALS:
    void accepted();
    /// Esc: the text of before is wanted.
    void abandoned();
    /// The list of proposals has appeared or gone.
    void proposingChanged();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void propose(bool asked);
    void insert(const QString& proposal);
    bool recall(int step);
    [[nodiscard]] bool handlesWhileProposing(QKeyEvent& event);

    CompletionModel* m_proposals;
    Proposer m_proposer;
    QCompleter* m_completer;
    QStringList m_history;
    QString m_draft;     ///< what was typed before earlier texts were looked at
    int m_recalled = -1; ///< place in the history; -1 = the draft
};

} // namespace mqttscope::ui
