// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/samples.h"
#include "ui/models/recent_files.h"

#include <QWidget>

class QFrame;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QTextBrowser;

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

class EntryList;
class Theme;

/// What the window shows without a capture: a file to open, those opened last, and the samples with their
/// stories.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    /// Below this width, in units of the design, a story gives its place to the list of samples.
    static constexpr int kStoryFrom = 900;

    /// All must outlive the page.
    WelcomePage(const Theme& theme, const teach::Vocabulary& vocabulary, RecentFiles& recent,
                QWidget* parent = nullptr);

    void retranslate();
    /// A file hovers over the window.
    void setDragging(bool dragging);
    [[nodiscard]] QPushButton* openButton() const { return m_open; }
    [[nodiscard]] EntryList* recentList() const { return m_recentList; }
    [[nodiscard]] EntryList* sampleList() const { return m_sampleList; }
    /// Text of the story that is shown.
    [[nodiscard]] QString story() const;

Q_SIGNALS:
    void openRequested();
    void fileRequested(const QString& path);
    void sampleRequested(const QString& path);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QFrame* makeOpenCard();
    QFrame* makeSampleCard();
    void refreshTheme();
    void showRecent();
    void showSamples();
    void showStory(const QString& id);
    void openSample(const QString& id);

    const Theme* m_theme;
    const teach::Vocabulary* m_vocabulary;
    RecentFiles* m_recent;
    QLabel* m_picture;
    QLabel* m_name;
    QLabel* m_claim;
    QHBoxLayout* m_cards = nullptr;
    QFrame* m_drop = nullptr;
    QPushButton* m_open = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_recentTitle = nullptr;
    EntryList* m_recentList = nullptr;
    QLabel* m_nothingRecent = nullptr;
    EntryList* m_sampleList = nullptr;
    QWidget* m_storyPane = nullptr;
    QLabel* m_storyTitle = nullptr;
    QTextBrowser* m_story = nullptr;
    QPushButton* m_openSample = nullptr;
    /// Icon, title and remark of each card.
    struct Head {
        QLabel* icon = nullptr;
        QLabel* title = nullptr;
        QLabel* remark = nullptr;
    };
    QLayout* makeHead(Head& head);
    Head m_openHead;
    Head m_sampleHead;
    std::filesystem::path m_samples; ///< folder; empty: they are not there
};

/// A story with the marks of its code made visible.
[[nodiscard]] QString storyHtml(const std::string& story);

} // namespace mqttscope::ui
