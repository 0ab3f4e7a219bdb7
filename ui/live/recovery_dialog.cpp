// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/recovery_dialog.h"

namespace mqttscope::ui {

RecoveryDialog::RecoveryDialog(std::vector<analysis::Orphan>, const Theme&, const teach::Vocabulary&,
                               QWidget* parent)
    : QDialog(parent)
{
}

} // namespace mqttscope::ui
