// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_actions.h"

#include "ui/theme/theme.h"

namespace mqttscope::ui {

StepActions::StepActions(QAction& toPlay, QObject* parent) : QObject(parent), play(&toPlay)
{
    nextByte = make(Qt::Key_F6, "ui-next");
    previousByte = make(Qt::SHIFT | Qt::Key_F6, "ui-previous");
    nextField = make(Qt::Key_F7, "ui-field-next");
    previousField = make(Qt::SHIFT | Qt::Key_F7);
    nextPart = make(Qt::CTRL | Qt::Key_F7);
    previousPart = make(Qt::CTRL | Qt::SHIFT | Qt::Key_F7);
    nextBit = make(Qt::Key_Period);
    previousBit = make(Qt::Key_Comma);
    toBegin = make(Qt::CTRL | Qt::SHIFT | Qt::Key_F6, "ui-first");
    toEnd = make(Qt::CTRL | Qt::Key_F6, "ui-last");
    retranslate();
}

QAction* StepActions::make(const QKeySequence& key, const char* icon)
{
    auto* action = new QAction(this);
    action->setShortcut(key);
    if (icon != nullptr)
        m_icons.insert(action, QLatin1String(icon));
    return action;
}

QList<QAction*> StepActions::all() const
{
    return {nextByte,     previousByte, nextField,   previousField, nextPart,
            previousPart, nextBit,      previousBit, toBegin,       toEnd};
}

void StepActions::retranslate() const
{
    nextByte->setText(tr("Next &byte"));
    previousByte->setText(tr("Pre&vious byte"));
    nextField->setText(tr("Next &field"));
    previousField->setText(tr("Previous fi&eld"));
    nextPart->setText(tr("Next p&art of the packet"));
    previousPart->setText(tr("Previous pa&rt of the packet"));
    nextBit->setText(tr("Next b&it"));
    previousBit->setText(tr("Previous bi&t"));
    toBegin->setText(tr("Fir&st byte of the packet"));
    toEnd->setText(tr("&Last byte of the packet"));
}

void StepActions::refreshIcons(const Theme& theme)
{
    for (auto icon = m_icons.cbegin(); icon != m_icons.cend(); ++icon)
        icon.key()->setIcon(theme.icon(icon.value()));
}

} // namespace mqttscope::ui
