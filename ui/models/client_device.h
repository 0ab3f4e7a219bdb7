// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_event.h"
#include "ui/models/client_device_value.h"
#include "ui/models/client_topic.h"

#include <QObject>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::broker::lab {
struct LabClientState;
} // namespace mqttscope::broker::lab

namespace mqttscope::ui {

/// What has come for a device since it is bound as it is.
struct DeviceReceived {
    std::uint64_t count = 0;
    DeviceValue value; ///< of the last message; also its fault
    std::string topic; ///< likewise
    bool retained = false;
    bool dup = false;
};

/// The device of a client card: what it is bound to, its value, and what is to be said about it. Shows
/// nothing itself. The GUI thread only.
class ClientDevice : public QObject {
    Q_OBJECT
public:
    /// Messages of the client that may wait for their acknowledgement; then the device waits too.
    static constexpr std::size_t kMaxWaiting = 5;

    /// The vocabulary must outlive it.
    explicit ClientDevice(const teach::Vocabulary& vocabulary, QObject* parent = nullptr);

    [[nodiscard]] const DeviceOptions& options() const { return m_options; }
    /// What was received is forgotten where something else is bound. The value of a sensor stays within its
    /// range.
    void setOptions(DeviceOptions options);
    /// The filter of the last SUBSCRIBE of the client.
    void setFollowed(const QString& filter);
    [[nodiscard]] const QString& followed() const { return m_followed; }
    void setVersion(mqtt::Version version);
    /// How its client stands.
    void setClient(const broker::lab::LabClientState& state);

    /// Topic Name or Topic Filter that it is bound to; empty: none.
    [[nodiscard]] const QString& topic() const;
    /// Of that, or of another one.
    [[nodiscard]] TypedVerdict verdict() const { return verdictOf(topic()); }
    [[nodiscard]] TypedVerdict verdictOf(const QString& topic) const;

    // --- one that shows
    /// Whether the event is a message for it; then it shows it.
    bool take(const broker::lab::LabEvent& event);
    [[nodiscard]] const DeviceReceived& received() const { return m_received; }
    /// Counts from zero again.
    void forget();

    // --- one that publishes
    /// A sensor: within its range.
    void setNumber(double number);
    void setOn(bool on);
    /// What it would publish now.
    [[nodiscard]] broker::lab::LabMessage message() const;
    /// Its topic is right and its client can send.
    [[nodiscard]] bool canPublish() const;
    /// Too much is not acknowledged yet.
    [[nodiscard]] bool mustWait() const { return m_waiting >= kMaxWaiting; }
    /// What has become of a value that was to be published.
    enum class Fate : std::uint8_t {
        Published,
        Held,         ///< it waits for acknowledgements
        NotPublished, ///< its client could not send
    };
    void setFate(Fate fate);

    // --- its value, whichever it is
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] std::optional<bool> isOn() const;
    /// From 0 to 1 in its range; values beyond it are at its ends.
    [[nodiscard]] std::optional<double> fraction() const;

    // --- in words
    /// "42 %", "on"; a dash where there is none.
    [[nodiscard]] QString valueText() const;
    [[nodiscard]] QString valueText(double number) const;
    /// "niveau", "shown, retained".
    [[nodiscard]] QString headline() const;
    /// "simulated sensor", "received 2 times".
    [[nodiscard]] QString remark() const;
    /// What else has to be said; empty: nothing.
    [[nodiscard]] QString sentence() const;
    /// What it is bound to, with QoS or range: for a tool tip.
    [[nodiscard]] QString binding() const;
    /// "Gauge".
    [[nodiscard]] static QString kindWord(DeviceKind kind);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString faultText() const;
    [[nodiscard]] QString sourceSentence() const;
    [[nodiscard]] QString displaySentence() const;
    [[nodiscard]] bool isSurelyNotSubscribed() const;

    const teach::Vocabulary* m_vocabulary;
    DeviceOptions m_options;
    QString m_followed;
    mqtt::Version m_version = mqtt::Version::V311;
    DeviceReceived m_received;
    double m_number = 0;
    bool m_on = false;
    Fate m_fate = Fate::Published;
    bool m_wasFrozen = false; ///< of NotPublished
    bool m_connected = false;
    bool m_frozen = false;
    bool m_sessionPresent = false;
    std::size_t m_waiting = 0;
    std::vector<std::string> m_filters; ///< it is subscribed to
};

} // namespace mqttscope::ui
