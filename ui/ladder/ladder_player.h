// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <QVariantAnimation>

#include <array>
#include <cstdint>
#include <optional>

class QSettings;

namespace mqttscope::ui {

class LadderModel;

/// Plays a band: one row after the other at a speed that is remembered, to the end of the band. Or it waits
/// for a key at each row. The packet of a row travels along its arrow. What is played is the current band of
/// the model, and each row becomes its current row; another band, or a bar, ends it.
class LadderPlayer : public QObject {
    Q_OBJECT
public:
    /// How long each row stays, in milliseconds, from the fastest. 0, the last: until somebody presses the
    /// key.
    static constexpr std::array kPauses = {500, 1000, 2000, 4000, 8000, 0};
    static constexpr int kFirstSpeed = 2; ///< index in kPauses, as long as nobody has chosen
    static constexpr int kTravel = 400;   ///< milliseconds of a packet's way at that speed, and with a key

    /// Both must outlive the player.
    LadderPlayer(LadderModel& model, QSettings& settings, QObject* parent = nullptr);

    /// Whether it goes on by itself.
    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    /// Whether a band is being played, or has been paused: the rows behind the current one are yet to come.
    [[nodiscard]] bool isUnderWay() const { return m_underWay; }
    /// How much of its way the packet of the current row has gone, 0 to 1.
    [[nodiscard]] double progress() const { return m_progress; }
    /// Whether the model stands in a band with rows to play.
    [[nodiscard]] bool canPlay() const;
    /// Index in kPauses.
    [[nodiscard]] int speed() const { return m_speed; }
    [[nodiscard]] bool waitsForKey() const { return kPauses[static_cast<std::size_t>(m_speed)] == 0; }
    /// Is kept in the settings.
    void setSpeed(int speed);
    /// false: packets do not travel, they arrive. At first as the style wants it
    /// (QStyle::SH_Widget_Animation_Duration).
    void setAnimated(bool animated);

    /// Plays or pauses. Where it waits for a key, each call is one row. From the bar and at the end of the
    /// band it begins at the first row, else at the current one.
    void toggle();
    void pause();
    /// To the next row, or the previous one; behind the last row it ends.
    void next();
    void previous();
    /// To the first row, and the others are yet to come.
    void toBegin();
    /// To the last row, and everything is there.
    void toEnd();
    /// Everything is there again.
    void stop();

Q_SIGNALS:
    /// It plays, has paused or ended, or the speed is another.
    void changed();
    /// The packet of the current row has gone so much of its way.
    void progressed(double progress);

private:
    [[nodiscard]] std::uint32_t rowCount() const;
    [[nodiscard]] bool isAtEnd() const;
    void goTo(std::uint32_t row, bool travels);
    void travel();
    void arrive();
    void follow();
    void setProgress(double progress);
    [[nodiscard]] bool isAnimated() const;

    LadderModel* m_model;
    QSettings* m_settings;
    QTimer m_timer;
    QVariantAnimation m_travel;
    std::uint32_t m_band = 0; ///< that is played
    double m_progress = 1;
    int m_speed = kFirstSpeed;
    std::optional<bool> m_animated; ///< none: as the style says
    bool m_underWay = false;
    bool m_moving = false; ///< the model changes because of the player
};

} // namespace mqttscope::ui
