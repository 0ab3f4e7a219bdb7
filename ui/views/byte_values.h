// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <QWidget>

#include <array>

class QGridLayout;
class QLabel;

namespace mqttscope::ui {

class Theme;

/// "This byte, read as": the current byte as hexadecimal, decimal and binary number, as a character, and with
/// the next one as a number of 16 bits.
class ByteValues : public QWidget {
    Q_OBJECT
public:
    explicit ByteValues(const Theme& theme, QWidget* parent = nullptr);

    /// The current byte and what follows it; empty shows nothing.
    void setBytes(field::ByteView bytes);
    void retranslate();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshTheme();

    static constexpr std::size_t kLines = 5;

    const Theme* m_theme;
    QGridLayout* m_grid;
    QLabel* m_title;
    std::array<QLabel*, kLines> m_names{};
    std::array<QLabel*, kLines> m_values{};
    std::array<std::uint8_t, 2> m_bytes{};
    std::size_t m_count = 0;
};

} // namespace mqttscope::ui
