// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_bar.h"

#include "ui/step/key_button.h"
#include "ui/step/step_actions.h"
#include "ui/step/step_player.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kSlider = 96; ///< its width

QString pauseText(int milliseconds)
{
    if (milliseconds == 0)
        //: the walk waits until somebody presses the key
        return StepBar::tr("at my key");
    //: seconds for each byte, with their unit
    return StepBar::tr("%1 s").arg(QLocale().toString(milliseconds / 1000.0, 'g', 2));
}

} // namespace

StepBar::StepBar(const Parts& parts, QWidget* parent)
    : QFrame(parent), m_parts(parts), m_row(new QHBoxLayout(this)),
      m_begin(add(*parts.actions.toBegin, "ui-first")),
      m_previous(add(*parts.actions.previousByte, "ui-previous")),
      m_play(add(*parts.actions.play, "ui-play")), m_next(add(*parts.actions.nextByte, "ui-next", true)),
      m_field(add(*parts.actions.nextField, "ui-field-next", true)),
      m_packet(add(parts.nextPacket, "ui-arrow-right", true)), m_end(add(*parts.actions.toEnd, "ui-last")),
      m_leave(add(parts.projector, "ui-projector")), m_speedWord(new QLabel(this)),
      m_speed(new QSlider(Qt::Horizontal, this)), m_pause(new QLabel(this))
{
    setObjectName(QStringLiteral("stepBar"));
    m_speedWord->setProperty("secondary", true);
    m_speed->setRange(0, static_cast<int>(StepPlayer::kPauses.size()) - 1);
    m_speed->setPageStep(1);
    m_speed->setTickInterval(1);
    m_speed->setTickPosition(QSlider::TicksBelow);
    m_speedWord->setBuddy(m_speed);
    m_row->insertStretch(static_cast<int>(m_buttons.size()) - 1);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_speedWord), static_cast<QWidget*>(m_speed), static_cast<QWidget*>(m_pause)})
        m_row->addWidget(widget);
    connect(m_speed, &QSlider::valueChanged, &m_parts.player, &StepPlayer::setSpeed);
    connect(&m_parts.player, &StepPlayer::changed, this, &StepBar::showPlayer);
    connect(&m_parts.theme, &Theme::changed, this, &StepBar::refreshTheme);
    m_next->setPrimary(true);
    refreshTheme();
    retranslate();
}

KeyButton* StepBar::add(QAction& action, const char* glyph, bool trailing)
{
    auto* button = new KeyButton(action, m_parts.theme, trailing, this);
    button->setGlyph(QLatin1String(glyph));
    m_row->addWidget(button);
    m_buttons.push_back(button);
    return button;
}

void StepBar::setAtEnd(bool atEnd)
{
    m_next->setPrimary(!atEnd);
    m_packet->setPrimary(atEnd);
}

void StepBar::retranslate()
{
    m_begin->setWord(tr("First"));
    m_end->setWord(tr("Last"));
    m_previous->setWord(tr("Previous"));
    m_next->setWord(tr("Next byte"));
    //: the next field, a button
    m_field->setWord(tr("Field"));
    //: the next packet, a button
    m_packet->setWord(tr("Packet"));
    //: the projector mode
    m_leave->setWord(tr("leave"));
    m_speedWord->setText(tr("Speed"));
    m_speed->setAccessibleName(tr("Speed of playing"));
    showPlayer();
    arrange();
}

void StepBar::showPlayer()
{
    const StepPlayer& player = m_parts.player;
    const QSignalBlocker quiet(m_speed);
    m_speed->setValue(player.speed());
    m_pause->setText(pauseText(StepPlayer::kPauses[static_cast<std::size_t>(player.speed())]));
    m_speed->setAccessibleDescription(m_pause->text());
    m_speed->setToolTip(player.waitsForKey() ? tr("Each press of the key is one byte")
                                             : tr("How long each byte stays"));
    m_play->setGlyph(player.isPlaying() ? QStringLiteral("ui-pause") : QStringLiteral("ui-play"));
    m_play->setWord(player.isPlaying() ? tr("Pause") : tr("Play"));
    m_parts.actions.play->setChecked(player.isPlaying());
}

void StepBar::refreshTheme()
{
    const Theme& theme = m_parts.theme;
    const bool projector = theme.projector();
    m_row->setContentsMargins(theme.px(projector ? 15 : 16), theme.px(projector ? 1 : 10),
                              theme.px(projector ? 15 : 16), theme.px(projector ? 1 : 10));
    m_row->setSpacing(theme.px(projector ? 16 : 8));
    m_speed->setFixedWidth(theme.px(kSlider));
    m_speed->setMinimumHeight(theme.px(20)); // its handle grows with the theme
    for (QWidget* widget :
         {static_cast<QWidget*>(m_speedWord), static_cast<QWidget*>(m_speed), static_cast<QWidget*>(m_pause)})
        widget->setVisible(!projector);
    m_begin->hide();
    m_end->hide();
    // The widest text keeps its room: nothing moves when the speed is another.
    int widest = 0;
    for (const int pause : StepPlayer::kPauses)
        widest = std::max(widest, QFontMetrics(theme.font()).horizontalAdvance(pauseText(pause)));
    m_pause->setMinimumWidth(widest);
    arrange();
}

void StepBar::arrange()
{
    if (m_parts.theme.projector())
        arrangeHints();
    else
        arrangeButtons();
}

// How to leave and how to go on are said first; the others as long as there is room.
void StepBar::arrangeHints()
{
    int left = width() - m_row->contentsMargins().left() - m_row->contentsMargins().right();
    for (KeyButton* button : {m_leave, m_next, m_packet, m_play, m_field, m_previous}) {
        button->setForm(KeyButton::Form::Hint);
        left -= button->widthOf(KeyButton::Form::Hint) + m_row->spacing();
        button->setVisible(left >= 0);
    }
}

// As much of each button as there is room for: first the keys go, then the words.
void StepBar::arrangeButtons()
{
    const int speed =
        m_speedWord->sizeHint().width() + m_speed->width() + m_pause->minimumWidth() + 3 * m_row->spacing();
    const QMargins margins = m_row->contentsMargins();
    for (KeyButton* button : m_buttons)
        button->setVisible(button != m_leave);
    for (const KeyButton::Form form :
         {KeyButton::Form::Full, KeyButton::Form::NoKey, KeyButton::Form::Icon}) {
        int needed = speed + margins.left() + margins.right();
        for (KeyButton* button : m_buttons) {
            const bool narrow = button == m_begin || button == m_end;
            button->setForm(narrow ? KeyButton::Form::Icon : form);
            if (button != m_leave)
                needed += button->widthOf(button->form()) + m_row->spacing();
        }
        if (needed <= width())
            return;
    }
    m_next->setForm(KeyButton::Form::NoKey);
}

QSize StepBar::minimumSizeHint() const
{
    const int one = m_next->widthOf(KeyButton::Form::Icon) + m_row->spacing();
    return {one * static_cast<int>(m_buttons.size()), QFrame::minimumSizeHint().height()};
}

void StepBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

} // namespace mqttscope::ui
