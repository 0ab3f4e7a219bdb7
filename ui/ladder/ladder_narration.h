// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QString>

#include <array>
#include <cstddef>

class QLabel;
class QVBoxLayout;

namespace mqttscope::ui {

class GlossaryText;
class LadderModel;
class Workspace;

/// The current row in large letters, while its band is played: the sentences of the story that tell of it, or
/// else what stands at its arrow. As high as its words, and no higher than it may be.
class LadderNarration : public QScrollArea {
    Q_OBJECT
public:
    /// Sentences that are shown; a row seldom has more.
    static constexpr std::size_t kMaxSentences = 3;

    /// Both must outlive the widget.
    LadderNarration(Workspace& workspace, LadderModel& model, QWidget* parent = nullptr);

    void retranslate();
    /// Most height that it takes, in pixels.
    void setMostHeight(int height);
    /// What a screen reader says of the row.
    [[nodiscard]] const QString& spoken() const { return m_spoken; }
    /// "Step 3 of 14".
    [[nodiscard]] QString count() const;
    /// The sentences that are shown, with the reason of each.
    [[nodiscard]] QString words() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void showRow();
    void announce();
    void fitHeight();
    void refreshTheme();

    Workspace* m_workspace;
    LadderModel* m_model;
    QWidget* m_page;
    QVBoxLayout* m_column;
    QLabel* m_count;
    std::array<GlossaryText*, kMaxSentences> m_texts{};
    QString m_spoken;
    int m_most = 0;
};

} // namespace mqttscope::ui
