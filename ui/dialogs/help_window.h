// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;

namespace mqttscope::ui {

class GuidePage;
class Theme;

/// The guide inside the program: its pages at the left, the page at the right, in the language of the window.
class HelpWindow : public QDialog {
    Q_OBJECT
public:
    /// The theme must outlive the window.
    explicit HelpWindow(const Theme& theme, QWidget* parent = nullptr);

    /// The pages of a language ("fr" or "en"), from the first one on.
    void setLanguage(const QString& language);
    [[nodiscard]] QListWidget* pages() const { return m_pages; }
    [[nodiscard]] GuidePage* page() const { return m_page; }

private:
    void refreshTheme();
    void showPage(const QUrl& url);
    void follow(const QUrl& url);
    void markPage();

    const Theme* m_theme;
    QString m_language;
    QListWidget* m_pages;
    GuidePage* m_page;
};

} // namespace mqttscope::ui
