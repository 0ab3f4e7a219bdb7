// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/capture_options_dialog.h"

namespace mqttscope::ui {

CaptureOptionsDialog::CaptureOptionsDialog(const Theme&, InterfaceModel&, const CaptureChoice&,
                                           QWidget* parent)
    : QDialog(parent)
{
}

CaptureChoice CaptureOptionsDialog::choice() const
{
    return {};
}

} // namespace mqttscope::ui
