// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <array>

class QSettings;

namespace mqttscope::ui {

class StepModel;

/// Plays the walk: one byte after the other at a speed that is remembered, to the end of the packet. Or it
/// waits for a key at each byte.
class StepPlayer : public QObject {
    Q_OBJECT
public:
    /// How long each byte stays, in milliseconds, from the fastest. 0, the last: until somebody presses the
    /// key.
    static constexpr std::array kPauses = {500, 1000, 2000, 4000, 8000, 0};
    static constexpr int kFirstSpeed = 2; ///< index in kPauses, as long as nobody has chosen

    /// Both must outlive the player.
    StepPlayer(StepModel& model, QSettings& settings, QObject* parent = nullptr);

    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    /// Index in kPauses.
    [[nodiscard]] int speed() const { return m_speed; }
    [[nodiscard]] bool waitsForKey() const { return kPauses[static_cast<std::size_t>(m_speed)] == 0; }
    /// Is kept in the settings.
    void setSpeed(int speed);

    /// Plays or pauses. Where it waits for a key, each call is one byte. At the end of the packet it begins
    /// again.
    void toggle();
    void pause();

Q_SIGNALS:
    /// It plays or has paused, or the speed is another.
    void changed();

private:
    void advance();

    StepModel* m_model;
    QSettings* m_settings;
    QTimer m_timer;
    int m_speed = kFirstSpeed;
};

} // namespace mqttscope::ui
