// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/narration/narrator.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace mqttscope::ui {

class GlossaryText;
class StepModel;
class Workspace;

/// What the byte, or the bit, means: large, with its value, where the standard says it, and what is wrong
/// with its field.
class StepNarration : public QWidget {
    Q_OBJECT
public:
    /// So many things that are wrong are shown at once.
    static constexpr std::size_t kMaxCards = 2;

    /// Both must outlive the widget.
    StepNarration(Workspace& workspace, const StepModel& model, QWidget* parent = nullptr);

    /// The walk has come to another byte or bit.
    void showPlace();
    void retranslate();
    /// Whether there is room for larger letters. The projector has its own sizes.
    void setRoomy(bool roomy);
    /// What a screen reader says of the present byte.
    [[nodiscard]] const QString& spoken() const { return m_spoken; }

    // For tests.
    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] const QString& value() const { return m_value; }
    [[nodiscard]] const QString& narration() const { return m_narration; }
    [[nodiscard]] QString clause() const;

private:
    void showHeading();
    void showCards();
    void announce();
    void refreshTheme();
    [[nodiscard]] double factor() const;
    void arrange();

    Workspace* m_workspace;
    const StepModel* m_model;
    teach::Narrator m_narrator;
    QVBoxLayout* m_column;
    QHBoxLayout* m_titleRow;
    QHBoxLayout* m_chipRow;
    QVBoxLayout* m_cardColumn;
    QLabel* m_heading; ///< title and value
    GlossaryText* m_text;
    QWidget* m_cards;
    QToolButton* m_clause;
    QString m_title;
    QString m_value;
    bool m_roomy = false;
    QString m_narration;
    QString m_spoken;
    bool m_hasCards = false;
};

} // namespace mqttscope::ui
