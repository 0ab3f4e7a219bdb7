// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>
#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;

namespace mqttscope::ui {

class Theme;

/// A number without zeros behind its point: "1.5", "10".
class PlainSpinBox : public QDoubleSpinBox {
    Q_OBJECT
public:
    using QDoubleSpinBox::QDoubleSpinBox;
    [[nodiscard]] QString textFromValue(double value) const override;
};

/// One limit that may be set: a box to tick, a number, and its unit.
class LimitRow : public QWidget {
    Q_OBJECT
public:
    enum class Kind : std::uint8_t {
        Duration, ///< in milliseconds
        Interval, ///< in whole seconds
        Bytes,
        Frames,
        Files,
    };

    /// The theme must outlive it. `label` ends where the number follows; `offered`: the value once it is
    /// ticked.
    LimitRow(const Theme& theme, Kind kind, const QString& label, std::uint64_t offered,
             QWidget* parent = nullptr);

    /// None: not ticked.
    void setValue(std::optional<std::uint64_t> value);
    [[nodiscard]] std::optional<std::uint64_t> value() const;
    /// As it is said in a summary: "10 min".
    [[nodiscard]] QString text() const;

    [[nodiscard]] QCheckBox* box() const { return m_box; }
    [[nodiscard]] QDoubleSpinBox* number() const { return m_number; }
    [[nodiscard]] QComboBox* unit() const { return m_unit; }

Q_SIGNALS:
    void changed();

private:
    void fillUnits(Kind kind);
    void showNumber(std::uint64_t value);
    void useUnit();
    void refreshTheme();

    const Theme* m_theme;
    QCheckBox* m_box;
    PlainSpinBox* m_number;
    QComboBox* m_unit;
    QLabel* m_onlyUnit;                   ///< where there is no choice
    std::vector<std::uint64_t> m_factors; ///< of the units, the smallest first
    bool m_whole;                         ///< of the smallest unit no fractions
};

} // namespace mqttscope::ui
