// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_player.h"

#include "ui/ladder/ladder_model.h"

#include <QApplication>
#include <QSettings>
#include <QStyle>

#include <algorithm>

namespace mqttscope::ui {

using analysis::ladder::RowKind;

namespace {

const QString kSpeedKey = QStringLiteral("ladder/speed");

int pauseOf(int speed)
{
    return LadderPlayer::kPauses[static_cast<std::size_t>(speed)];
}

/// How long a packet is under way: in proportion to the time that its row has.
int travelOf(int speed)
{
    const int pause = pauseOf(speed);
    return pause == 0 ? LadderPlayer::kTravel
                      : LadderPlayer::kTravel * pause / pauseOf(LadderPlayer::kFirstSpeed);
}

} // namespace

LadderPlayer::LadderPlayer(LadderModel& model, QSettings& settings, QObject* parent)
    : QObject(parent), m_model(&model), m_settings(&settings)
{
    const int last = static_cast<int>(kPauses.size()) - 1;
    m_speed = std::clamp(settings.value(kSpeedKey, kFirstSpeed).toInt(), 0, last);
    m_travel.setStartValue(0.0);
    m_travel.setEndValue(1.0);
    m_travel.setEasingCurve(QEasingCurve::InOutSine);
    connect(&m_travel, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { setProgress(value.toDouble()); });
    connect(&m_travel, &QVariantAnimation::finished, this, &LadderPlayer::arrive);
    connect(&m_timer, &QTimer::timeout, this, &LadderPlayer::next);
    connect(&model, &LadderModel::placeChanged, this, &LadderPlayer::follow);
    // Its rows may be others: whoever wants to see them again begins again.
    connect(&model, &LadderModel::indexChanged, this, &LadderPlayer::stop);
    connect(&model, &LadderModel::scopeChanged, this, &LadderPlayer::stop);
    connect(&model, &LadderModel::lanesChanged, this, &LadderPlayer::stop);
}

std::uint32_t LadderPlayer::rowCount() const
{
    if (m_model->place().isNowhere() || !m_model->placeOf(m_model->place().band))
        return 0;
    return static_cast<std::uint32_t>(m_model->content(m_model->place().band).band.rows.size());
}

bool LadderPlayer::canPlay() const
{
    return rowCount() > 0;
}

bool LadderPlayer::isAtEnd() const
{
    return m_model->place().row && *m_model->place().row + 1 >= rowCount();
}

void LadderPlayer::setSpeed(int speed)
{
    speed = std::clamp(speed, 0, static_cast<int>(kPauses.size()) - 1);
    if (speed == m_speed)
        return;
    m_speed = speed;
    m_settings->setValue(kSpeedKey, speed);
    if (waitsForKey())
        m_timer.stop();
    else if (isPlaying())
        m_timer.start(pauseOf(speed));
    Q_EMIT changed();
}

void LadderPlayer::setAnimated(bool animated)
{
    m_animated = animated;
}

bool LadderPlayer::isAnimated() const
{
    return m_animated.value_or(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0);
}

void LadderPlayer::toggle()
{
    if (isPlaying()) {
        pause();
        return;
    }
    if (!canPlay())
        return;
    if (m_underWay && waitsForKey()) {
        next();
        return;
    }
    if (!waitsForKey())
        m_timer.start(pauseOf(m_speed));
    if (m_underWay) // it was paused
        Q_EMIT changed();
    else
        goTo(!m_model->place().row || isAtEnd() ? 0 : *m_model->place().row, true);
}

void LadderPlayer::pause()
{
    if (!isPlaying())
        return;
    m_timer.stop();
    Q_EMIT changed();
}

void LadderPlayer::next()
{
    if (!canPlay())
        return;
    const auto& row = m_model->place().row;
    if (row && isAtEnd())
        stop();
    else
        goTo(row ? *row + 1 : 0, true);
}

void LadderPlayer::previous()
{
    const auto& row = m_model->place().row;
    if (canPlay() && row)
        goTo(*row > 0 ? *row - 1 : 0, false);
}

void LadderPlayer::toBegin()
{
    if (canPlay())
        goTo(0, true);
}

void LadderPlayer::toEnd()
{
    if (!canPlay())
        return;
    m_moving = true;
    m_model->goTo({m_model->place().band, rowCount() - 1});
    m_moving = false;
    stop();
}

void LadderPlayer::stop()
{
    m_timer.stop();
    m_travel.stop();
    m_progress = 1;
    if (!m_underWay)
        return;
    m_underWay = false;
    Q_EMIT changed();
}

void LadderPlayer::goTo(std::uint32_t row, bool travels)
{
    m_travel.stop();
    const std::uint32_t band = m_model->place().band;
    const bool isPacket = m_model->content(band).band.rows[row].kind == RowKind::Packet;
    const bool began = !m_underWay;
    m_band = band;
    m_underWay = true;
    // Before the model says where it stands: who follows it must not show the packet at its end first.
    m_progress = travels && isPacket && isAnimated() ? 0 : 1;
    m_moving = true;
    m_model->goTo({band, row});
    m_moving = false;
    if (isPlaying()) // a row that somebody asked for has its whole time
        m_timer.start(pauseOf(m_speed));
    if (began)
        Q_EMIT changed();
    Q_EMIT progressed(m_progress);
    if (m_progress < 1)
        travel();
    else
        arrive();
}

void LadderPlayer::travel()
{
    m_travel.setDuration(travelOf(m_speed));
    m_travel.start();
}

/// With the packet of the last row the band is told.
void LadderPlayer::arrive()
{
    if (m_underWay && isAtEnd() && m_progress >= 1)
        stop();
}

void LadderPlayer::setProgress(double progress)
{
    m_progress = progress;
    Q_EMIT progressed(progress);
}

/// Somebody else has gone to another place: inside the band it goes on from there.
void LadderPlayer::follow()
{
    if (m_moving || !m_underWay)
        return;
    if (m_model->place().band != m_band || !m_model->place().row) {
        stop();
        return;
    }
    m_travel.stop();
    setProgress(1);
    if (isPlaying())
        m_timer.start(pauseOf(m_speed));
    arrive();
}

} // namespace mqttscope::ui
