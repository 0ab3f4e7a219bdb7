// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "ui/models/byte_readings.h"

#include <QWidget>

#include <array>
#include <vector>

class QGridLayout;
class QLabel;

namespace mqttscope::ui {

class Theme;

/// "This byte, read as": the current byte, or the bytes chosen by hand, as numbers, characters, text, address
/// and time.
class ByteValues : public QWidget {
    Q_OBJECT
public:
    explicit ByteValues(const Theme& theme, QWidget* parent = nullptr);

    /// What can be longer than that is cut off.
    static constexpr std::size_t kMaxBytes = 64;

    /// The bytes meant, `count` of them, and what follows them; none shows nothing.
    void setBytes(field::ByteView bytes, std::size_t count);
    /// What the table says; empty if the bytes cannot be read so.
    [[nodiscard]] QString value(Reading reading) const;
    void retranslate();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshTheme();

    void show();

    static constexpr std::size_t kLines = kReadingCount;

    const Theme* m_theme;
    QGridLayout* m_grid;
    QLabel* m_title;
    std::array<QLabel*, kLines> m_names{};
    std::array<QLabel*, kLines> m_values{};
    std::array<QString, kLines> m_full; ///< what the labels show, uncut
    std::vector<std::uint8_t> m_bytes;  ///< the first that were given
    std::size_t m_count = 0;            ///< of them are meant
    std::size_t m_whole = 0;            ///< bytes meant, those cut off too
};

} // namespace mqttscope::ui
