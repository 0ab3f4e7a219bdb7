// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/samples.h"
#include "ui/models/recent_files.h"

#include <QWidget>

class QBoxLayout;
class QFrame;
class QGridLayout;
class QLabel;
class QPushButton;
class QSettings;
class QTextBrowser;

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

class CaptureCard;
class CardHead;
class EntryList;
class InterfaceModel;
class Theme;

/// What the window shows without a capture: a file to open and those opened last, a live capture, and the
/// samples with their stories.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    /// Widths of the page, in units of the design, from which cards stand beside each other.
    static constexpr int kTwoColumnsFrom = 620;
    static constexpr int kThreeColumnsFrom = 1050;
    /// From this width of its card a story stands beside the list of samples, else below.
    static constexpr int kStoryBesideFrom = 560;
    /// From this height of its card there is room for a story below the list.
    static constexpr int kStoryBelowFrom = 440;

    /// All must outlive the page.
    WelcomePage(const Theme& theme, const teach::Vocabulary& vocabulary, RecentFiles& recent,
                InterfaceModel& interfaces, QSettings& settings, QWidget* parent = nullptr);

    void retranslate();
    /// A file hovers over the window.
    void setDragging(bool dragging);
    [[nodiscard]] CaptureCard* captureCard() const { return m_capture; }
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
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange();
    void arrangeStory();
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
    QGridLayout* m_cards = nullptr;
    QFrame* m_openCard = nullptr;
    CaptureCard* m_capture;
    QFrame* m_sampleCard = nullptr;
    int m_columns = 0; ///< of cards
    CardHead* m_openHead;
    CardHead* m_sampleHead;
    QFrame* m_drop = nullptr;
    QBoxLayout* m_inDrop = nullptr; ///< what stands in it
    QPushButton* m_open = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_recentTitle = nullptr;
    EntryList* m_recentList = nullptr;
    QLabel* m_nothingRecent = nullptr;
    EntryList* m_sampleList = nullptr;
    QBoxLayout* m_sampleRow = nullptr; ///< list and story
    QWidget* m_storyPane = nullptr;
    QLabel* m_storyTitle = nullptr;
    QTextBrowser* m_story = nullptr;
    QPushButton* m_openSample = nullptr;
    std::filesystem::path m_samples; ///< folder; empty: they are not there
};

/// A story with the marks of its code made visible.
[[nodiscard]] QString storyHtml(const std::string& story);

} // namespace mqttscope::ui
