// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QSplitter;
class QTextBrowser;

namespace mqttscope::ui {

class Workspace;

/// The glossary: what is typed finds terms in both languages; the entry stands at the right, with its related
/// terms as links. Where it was left is remembered.
class GlossaryWindow : public QDialog {
    Q_OBJECT
public:
    /// The workspace must outlive the window.
    explicit GlossaryWindow(Workspace& workspace, QWidget* parent = nullptr);
    ~GlossaryWindow() override;

    /// Shows an entry by its id, and all terms in the list. Unknown ids change nothing.
    void showTerm(const QString& id);
    /// Texts in the language of the workspace.
    void retranslate();

    [[nodiscard]] const QString& term() const { return m_term; }
    [[nodiscard]] QLineEdit* searchLine() const { return m_search; }
    [[nodiscard]] QListWidget* list() const { return m_list; }
    [[nodiscard]] QTextBrowser* page() const { return m_page; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fill();
    void select(const QString& id);
    void showEntry();
    [[nodiscard]] QString entryHtml(const QString& id) const;
    [[nodiscard]] QString emptyHtml() const;
    [[nodiscard]] QString withLinks(std::string_view text, const QString& own) const;
    void refreshTheme();

    Workspace* m_workspace;
    QSplitter* m_parts;
    QLineEdit* m_search;
    QLabel* m_count;
    QListWidget* m_list;
    QTextBrowser* m_page;
    QString m_term;
};

} // namespace mqttscope::ui
