// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/capture_card.h"

namespace mqttscope::ui {

CaptureCard::CaptureCard(const Theme&, InterfaceModel&, QSettings&, QWidget* parent) : QFrame(parent)
{
    retranslate();
}

void CaptureCard::retranslate() {}

void CaptureCard::reload() {}

} // namespace mqttscope::ui
