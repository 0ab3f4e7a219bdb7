// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/filter_check.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace mqttscope::ui {

class CompletionModel;
class DocumentSession;
class FilterEdit;
class FilterProblem;
class FilterState;
class FilterStore;
class Theme;

/// The bar of the display filter: where it is typed, whether it is right, what it selects, and the filters of
/// before. Applies on Enter; the filter in use is FilterState's.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    /// A filter shows that it is running after so long.
    static constexpr int kRunningAfterMs = 150;

    struct Parts {
        FilterState& filter;
        FilterStore& store;
        DocumentSession& session;
        const teach::Vocabulary& vocabulary;
        const Theme& theme;
    };
    /// All must outlive it.
    explicit FilterBar(const Parts& parts, QWidget* parent = nullptr);
    ~FilterBar() override;

    /// Writes a filter into the bar without using it, and lets people go on.
    void prepare(const QString& text);
    /// Uses what is written; if it is wrong, says so. False then.
    bool apply();
    /// Writes and uses a filter.
    bool apply(const QString& text);
    void clear();
    void retranslate();

    [[nodiscard]] FilterEdit* edit() const { return m_edit; }
    [[nodiscard]] const FilterCheck& check() const { return m_check; }
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    [[nodiscard]] QToolButton* clearButton() const { return m_clear; }
    /// The card that says what is wrong.
    [[nodiscard]] FilterProblem* problem() const { return m_problem; }
    /// What stands at the right: "valid all MQTT".
    [[nodiscard]] QString stateText() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look();
    void showState();
    void showProblem();
    void refreshTheme();
    void fillMenu();
    void saveAs();
    void rename(const QString& name);
    void abandon();
    [[nodiscard]] bool isApplied() const;

    Parts m_parts;
    CompletionModel* m_proposals;
    FilterEdit* m_edit;
    QLabel* m_icon;
    QLabel* m_sign;
    QLabel* m_word;
    QLabel* m_sentence;
    QToolButton* m_clear;
    QToolButton* m_more;
    QMenu* m_menu;
    FilterProblem* m_problem;
    QTimer m_running; ///< until it is shown, and then until it is shown anew
    FilterCheck m_check;
    bool m_typing = false; ///< since the text was accepted or put there
    bool m_showRunning = false;
};

} // namespace mqttscope::ui
