// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace mqttscope::ui {

class Theme;

/// A card over the top of the frame list that says what is wrong with the filter, and what may help. It moves
/// nothing away.
class FilterProblem : public QFrame {
    Q_OBJECT
public:
    /// The theme must outlive it.
    explicit FilterProblem(const Theme& theme, QWidget* parent = nullptr);

    /// `correction`: a filter that is offered instead; may be empty.
    void say(const QString& sentence, const QString& hint, const QString& correction);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton* correctButton() const { return m_correct; }

Q_SIGNALS:
    void correctionWanted(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshTheme();

    const Theme* m_theme;
    QLabel* m_sign;
    QLabel* m_sentence;
    QLabel* m_hint;
    QPushButton* m_correct;
    QString m_correction;
};

} // namespace mqttscope::ui
