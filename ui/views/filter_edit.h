// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QStringList>

#include <functional>

class QCompleter;

namespace mqttscope::ui {

class CompletionModel;
class Theme;

/// Where a display filter is typed: proposals while typing and on Ctrl+Space, a wavy line under what is
/// wrong, earlier filters with Up and Down.
class FilterEdit : public QLineEdit {
    Q_OBJECT
public:
    /// What may follow at a place of a text (both in UTF-8) is put into the model.
    using Proposer = std::function<void(const std::string& text, std::size_t cursor)>;
    static constexpr int kMaxVisible = 11;

    /// Proposals and theme must outlive it.
    FilterEdit(CompletionModel& proposals, Proposer proposer, const Theme& theme, QWidget* parent = nullptr);

    /// Marks a part of the text; position -1 marks nothing, length 0 the place behind the text.
    void setMark(qsizetype position, qsizetype length, bool wrong);
    /// Where the wavy line is drawn; empty if nothing is marked.
    [[nodiscard]] QRect markRect() const;
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
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void propose(bool asked);
    void insert(const QString& proposal);
    bool recall(int step);
    [[nodiscard]] bool handlesWhileProposing(QKeyEvent& event);

    CompletionModel* m_proposals;
    Proposer m_proposer;
    const Theme* m_theme;
    QCompleter* m_completer;
    QStringList m_history;
    QString m_draft;     ///< what was typed before earlier texts were looked at
    int m_recalled = -1; ///< place in the history; -1 = the draft
    qsizetype m_markAt = -1;
    qsizetype m_markLength = 0;
    bool m_markWrong = true;
};

} // namespace mqttscope::ui
