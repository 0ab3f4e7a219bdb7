// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"

#include <QFrame>
#include <QToolButton>

#include <string>

class QLabel;

namespace mqttscope::ui {

class Workspace;

/// What a statement of the standard demands and what follows if it is broken, beside the chip that names it.
/// Esc and a click elsewhere close it.
class ClauseCard : public QFrame {
    Q_OBJECT
public:
    ClauseCard(Workspace& workspace, const QString& clause, mqtt::Version version, QWidget* parent);

    /// Shows it below `chip`, or above it where there is no room.
    void showAt(const QWidget& chip);
    /// Everything that it says.
    [[nodiscard]] QString spoken() const { return accessibleName(); }
    /// Copies the clause and what it demands.
    [[nodiscard]] QToolButton* copyButton() const { return m_copy; }

private:
    QLabel* line(const QString& text, const QFont& font);

    Workspace* m_workspace;
    QToolButton* m_copy;
};

/// A small button that names where the standard says it: "MQTT-4.4.0-1". Pressed, it shows the statement.
class ClauseChip : public QToolButton {
    Q_OBJECT
public:
    /// The workspace must outlive the chip.
    explicit ClauseChip(Workspace& workspace, QWidget* parent = nullptr);

    /// As analysis::ladder::clauseId or a rule has it; empty: the chip hides. `version` of the connection.
    void setClause(std::string_view clause, mqtt::Version version);
    [[nodiscard]] QString clause() const { return m_clause; }
    /// What the statement demands; empty where the standard numbers nothing.
    [[nodiscard]] static QString statement(const Workspace& workspace, const QString& clause,
                                           mqtt::Version version);
    /// The card of the latest press; null if none is shown.
    [[nodiscard]] ClauseCard* card() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showCard();
    void refreshTheme();

    Workspace* m_workspace;
    QString m_clause;
    mqtt::Version m_version = mqtt::Version::Unknown;
};

} // namespace mqttscope::ui
