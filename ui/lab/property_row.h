// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_property.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace mqttscope::ui {

class ClientEdit;
class Theme;

/// One property of MQTT 5.0 in a client card: its name above, and where its value is typed.
class PropertyRow : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it. `stays`: it cannot be taken away.
    PropertyRow(const Theme& theme, const teach::Vocabulary& vocabulary, mqtt::PropertyId id, bool stays,
                QWidget* parent = nullptr);

    [[nodiscard]] mqtt::PropertyId id() const { return m_id; }
    [[nodiscard]] bool stays() const { return m_stays; }
    [[nodiscard]] TypedProperty typed() const;
    /// Of the same property.
    void setTyped(const TypedProperty& typed);
    void setSurroundings(const PropertySurroundings& around);
    [[nodiscard]] const TypedVerdict& verdict() const { return m_verdict; }
    void retranslate();

    /// Where somebody begins to type.
    [[nodiscard]] QWidget* first() const;
    [[nodiscard]] ClientEdit* edit() const { return m_edit; }            ///< null: a choice
    [[nodiscard]] ClientEdit* nameEdit() const { return m_nameEdit; }    ///< null: no User Property
    [[nodiscard]] QComboBox* choice() const { return m_choice; }         ///< null: there is none
    [[nodiscard]] QToolButton* removeButton() const { return m_remove; } ///< null: it stays

Q_SIGNALS:
    void changed();
    void removeWanted();

private:
    void build();
    void check();
    void fillChoice();
    void refreshTheme();

    const Theme* m_theme;
    const teach::Vocabulary* m_vocabulary;
    mqtt::PropertyId m_id;
    bool m_stays;
    PropertySurroundings m_around;
    TypedVerdict m_verdict;
    QLabel* m_label;
    QComboBox* m_choice = nullptr; ///< of a value, or of text and hexadecimal
    ClientEdit* m_nameEdit = nullptr;
    ClientEdit* m_edit = nullptr;
    QLabel* m_unit;
    QToolButton* m_remove = nullptr;
    QLabel* m_sentence = nullptr; ///< of a choice; an edit has its own
};

} // namespace mqttscope::ui
