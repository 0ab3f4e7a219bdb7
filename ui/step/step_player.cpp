// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_player.h"

#include "ui/step/step_model.h"

#include <QSettings>

#include <algorithm>

namespace mqttscope::ui {

namespace {

const QString kSpeedKey = QStringLiteral("step/speed");

} // namespace

StepPlayer::StepPlayer(StepModel& model, QSettings& settings, QObject* parent)
    : QObject(parent), m_model(&model), m_settings(&settings)
{
    const int last = static_cast<int>(kPauses.size()) - 1;
    m_speed = std::clamp(settings.value(kSpeedKey, kFirstSpeed).toInt(), 0, last);
    connect(&m_timer, &QTimer::timeout, this, &StepPlayer::advance);
    // Another packet is another lesson: it waits until somebody wants it.
    connect(&model, &StepModel::stretchChanged, this, &StepPlayer::pause);
}

void StepPlayer::setSpeed(int speed)
{
    speed = std::clamp(speed, 0, static_cast<int>(kPauses.size()) - 1);
    if (speed == m_speed)
        return;
    m_speed = speed;
    m_settings->setValue(kSpeedKey, speed);
    if (waitsForKey())
        m_timer.stop();
    else if (isPlaying())
        m_timer.start(kPauses[static_cast<std::size_t>(speed)]);
    Q_EMIT changed();
}

void StepPlayer::toggle()
{
    if (isPlaying()) {
        pause();
        return;
    }
    if (m_model->isAtEnd()) {
        m_model->toBegin();
        if (waitsForKey())
            return;
    } else if (waitsForKey()) {
        m_model->next();
        return;
    }
    m_timer.start(kPauses[static_cast<std::size_t>(m_speed)]);
    Q_EMIT changed();
}

void StepPlayer::pause()
{
    if (!isPlaying())
        return;
    m_timer.stop();
    Q_EMIT changed();
}

void StepPlayer::advance()
{
    m_model->next();
    if (m_model->isAtEnd())
        pause();
}

} // namespace mqttscope::ui
