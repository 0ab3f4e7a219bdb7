// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <QJsonObject>
#include <QString>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace mqttscope::ui {

/// What stands on a client card as if it were a thing: it publishes, or it shows what arrives.
enum class DeviceKind : std::uint8_t {
    None,
    Sensor,      ///< publishes a number
    Switch,      ///< publishes on or off
    Gauge,       ///< shows a number
    Thermometer, ///< shows a number
    Lamp,        ///< shows on or off
    Pump,        ///< shows on or off
};
inline constexpr std::array kDeviceKinds = {DeviceKind::None,  DeviceKind::Sensor,      DeviceKind::Switch,
                                            DeviceKind::Gauge, DeviceKind::Thermometer, DeviceKind::Lamp,
                                            DeviceKind::Pump};

/// Whether it publishes; others show.
[[nodiscard]] bool isSource(DeviceKind kind);
/// Whether its value is a number; that of others is on or off.
[[nodiscard]] bool isNumeric(DeviceKind kind);

/// How a switch says on and off.
enum class DeviceWords : std::uint8_t { OnOff, TrueFalse, OneZero };
inline constexpr std::array kDeviceWords = {DeviceWords::OnOff, DeviceWords::TrueFalse, DeviceWords::OneZero};

/// What a device is and what it is bound to.
struct DeviceOptions {
    /// Numbers of a range; farther ones are no range.
    static constexpr double kMostValue = 1e9;
    /// From its least to its greatest number.
    static constexpr double kLeastRange = 1e-6;
    /// Characters of a unit and of the name of a field.
    static constexpr qsizetype kMaxUnit = 12;
    static constexpr qsizetype kMaxPath = 200;

    DeviceKind kind = DeviceKind::None;
    QString
        topic;    ///< Topic Name of a source, Topic Filter of others; there empty: that of the last SUBSCRIBE
    QString path; ///< the field of JSON that is the value, "pump.level"; empty: the message as a whole
    QString unit;
    double minimum = 0;
    double maximum = 100;
    DeviceWords words = DeviceWords::OnOff;
    std::uint8_t qos = 0;
    bool retain = false;

    friend bool operator==(const DeviceOptions&, const DeviceOptions&) = default;
};

/// A new one: its unit and its range, bound to nothing.
[[nodiscard]] DeviceOptions usualDevice(DeviceKind kind);
/// Whether numbers lie between these two.
[[nodiscard]] bool isRange(double minimum, double maximum);

/// By what a key changes a value of that range: 1 of 0 to 100, 0.01 of 0 to 1.
[[nodiscard]] double deviceStep(double minimum, double maximum);
/// The value of that range nearest to one that steps from its minimum reach.
[[nodiscard]] double onDeviceStep(double value, double minimum, double maximum);

/// Why a message has no value for a device.
enum class DeviceFault : std::uint8_t {
    None,
    Empty,
    TooLong,    ///< above kMaxDeviceBytes
    NotText,    ///< not well-formed UTF-8, or with control characters
    NotANumber, ///< text of something else
    Comma,      ///< a number, but for its decimal comma
    NotOnOff,   ///< text of something else
    NotJson,    ///< and a field was asked for
    NoField,    ///< JSON without the field asked for
    ManyFields, ///< JSON of which no field was asked for
};

/// Bytes of a message that are read.
inline constexpr std::size_t kMaxDeviceBytes = 64U << 10;

/// What a message says to a device.
struct DeviceValue {
    DeviceFault fault = DeviceFault::None;
    std::optional<double> number;
    std::optional<bool> on;
    QString text; ///< what was read, to be shown in a line; of ManyFields their names

    friend bool operator==(const DeviceValue&, const DeviceValue&) = default;
};
[[nodiscard]] DeviceValue readDeviceValue(const DeviceOptions& options, field::ByteView payload);

/// The payload that says a number, or on and off: text, or JSON if a field is named.
[[nodiscard]] std::vector<std::uint8_t> devicePayload(const DeviceOptions& options, double number);
[[nodiscard]] std::vector<std::uint8_t> devicePayload(const DeviceOptions& options, bool on);
/// "ON", "false", "1".
[[nodiscard]] QString deviceWord(DeviceWords words, bool on);

/// For a lab file.
[[nodiscard]] QJsonObject deviceJson(const DeviceOptions& options);
/// What is missing or makes no sense is as in a new one of that kind.
[[nodiscard]] DeviceOptions deviceFrom(const QJsonObject& json);

} // namespace mqttscope::ui
