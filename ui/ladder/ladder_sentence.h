// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"

#include <QFrame>
#include <QString>

class QVBoxLayout;

namespace mqttscope::ui {

class ClauseChip;
class GlossaryText;
class Workspace;

/// One sentence of the story: its number in a disc, what happened in strong letters, why below it, and where
/// the standard says it. A click anywhere, Enter and Space choose it.
class LadderSentence : public QFrame {
    Q_OBJECT
public:
    /// What it says.
    struct Words {
        int number = 1;
        QString fact;
        QString why;        ///< may be empty
        std::string clause; ///< may be empty
        mqtt::Version version = mqtt::Version::Unknown;

        friend bool operator==(const Words&, const Words&) = default;
    };

    /// The workspace must outlive the widget.
    explicit LadderSentence(Workspace& workspace, QWidget* parent = nullptr);

    void setWords(const Words& words);
    /// The sentence of the current row: a bar at its left.
    void setCurrent(bool current);
    [[nodiscard]] bool isCurrent() const { return m_current; }
    /// The mouse points at its row, here or in another view.
    void setPointedAt(bool pointedAt);
    [[nodiscard]] bool isPointedAt() const { return m_pointedAt; }
    /// Whether Tab comes to it, to its terms and its clause: of a story only one sentence has them.
    void setStop(bool stop);

    [[nodiscard]] const Words& words() const { return m_words; }
    [[nodiscard]] GlossaryText* textView() const { return m_text; }
    [[nodiscard]] ClauseChip* chip() const { return m_chip; }

Q_SIGNALS:
    void chosen();
    /// The mouse has come, or has gone.
    void pointed(bool here);
    /// The key up (-1) or down (1), to the first (-kFar) or the last (kFar).
    void stepped(int direction);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

public:
    static constexpr int kFar = 1000; ///< see stepped

private:
    [[nodiscard]] bool isOnTerm(QPoint point) const;
    void speak();
    void refreshTheme();

    Workspace* m_workspace;
    Words m_words;
    QVBoxLayout* m_column;
    GlossaryText* m_text;
    ClauseChip* m_chip;
    bool m_current = false;
    bool m_pointedAt = false;
};

} // namespace mqttscope::ui
