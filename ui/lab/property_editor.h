// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_property.h"

#include <QWidget>

#include <vector>

class QMenu;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace mqttscope::ui {

class PropertyRow;
class Theme;

/// The properties of one packet of MQTT 5.0, or of the Will: those that are wanted, a row each, and a menu
/// with all that there are. Only User Properties may be there several times, in their order.
class PropertyEditor : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it. `offered`: the properties of the packet in the order of their rows; the first
    /// `staying` of them always have one.
    PropertyEditor(const Theme& theme, const teach::Vocabulary& vocabulary,
                   std::vector<mqtt::PropertyId> offered, std::size_t staying = 0, QWidget* parent = nullptr);

    /// All rows, also those in which nothing is typed.
    [[nodiscard]] TypedProperties properties() const;
    /// In place of what was there. What is not offered is left out.
    void setProperties(const TypedProperties& properties);
    void setSurroundings(const PropertySurroundings& around);
    /// Rows from which a property is sent.
    [[nodiscard]] int count() const;
    [[nodiscard]] bool isValid() const { return problem().isEmpty(); }
    /// What is wrong with the first that is.
    [[nodiscard]] QString problem() const;
    /// At most so high, in units of the design; then the rows scroll.
    void setMostHeight(int units);
    void retranslate();

    [[nodiscard]] const std::vector<PropertyRow*>& rows() const { return m_rows; }
    /// The last row of a property; null if there is none.
    [[nodiscard]] PropertyRow* rowOf(mqtt::PropertyId id) const;
    [[nodiscard]] QPushButton* addButton() const { return m_add; }
    [[nodiscard]] QMenu* menu() const { return m_menu; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    PropertyRow* addRow(mqtt::PropertyId id);
    void removeRow(PropertyRow* row);
    void clearRows();
    [[nodiscard]] std::size_t placeOf(mqtt::PropertyId id) const;
    void add(mqtt::PropertyId id);
    void fillMenu();
    void tell();
    void fitArea();
    void refreshTheme();

    const Theme* m_theme;
    const teach::Vocabulary* m_vocabulary;
    std::vector<mqtt::PropertyId> m_offered;
    std::size_t m_staying;
    PropertySurroundings m_around;
    QScrollArea* m_area;
    QWidget* m_inside;
    QVBoxLayout* m_column;
    QPushButton* m_add;
    QMenu* m_menu;
    std::vector<PropertyRow*> m_rows;
    int m_most = 0; ///< units of the design; 0: no limit
    bool m_filling = false;
};

} // namespace mqttscope::ui
