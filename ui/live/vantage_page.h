// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/vantage.h"

#include <QScrollArea>

class QBoxLayout;
class QFrame;
class QLabel;
class QVBoxLayout;

namespace mqttscope::ui {

class Theme;

/// A place of the vantage window: whether it fits, a drawing, what is seen and what is not, what to do.
class VantagePage : public QScrollArea {
    Q_OBJECT
public:
    /// Below this width, in units of the design, what is not seen stands below what is seen.
    static constexpr int kTwoColumnsFrom = 520;

    /// Both must outlive the page.
    VantagePage(const Theme& theme, const teach::Vocabulary& vocabulary, QWidget* parent = nullptr);

    /// Shows a place anew, from its top.
    void showPlace(teach::Vantage place);
    /// Whether it fits; none: nobody has looked yet.
    void showFit(const std::optional<teach::VantageFit>& fit);
    /// That sentence, as it stands there.
    [[nodiscard]] QString fitSentence() const;

Q_SIGNALS:
    void copyRequested(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QLabel* addText(QVBoxLayout& column, const std::string& text, const QFont& font, const char* tone);
    void addList(QBoxLayout& row, const QString& heading, const std::vector<std::string>& lines, bool seen);
    void addSteps(QVBoxLayout& column, const std::vector<teach::VantageStep>& steps);
    [[nodiscard]] QString marked(const std::string& text) const;

    const Theme* m_theme;
    const teach::Vocabulary* m_vocabulary;
    QFrame* m_fit = nullptr;
    QLabel* m_fitIcon = nullptr;
    QLabel* m_fitText = nullptr;
    QBoxLayout* m_lists = nullptr;
};

/// The sign of a judgement: an icon and its colour.
struct FitSign {
    const char* icon;
    bool good;
};
[[nodiscard]] FitSign signOf(teach::Fit fit);
/// "fits here", "not here", "cannot be known"; translated.
[[nodiscard]] QString wordOf(teach::Fit fit);

} // namespace mqttscope::ui
