// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel.h"

#include "ui/theme/theme.h"
#include "ui/workspace.h"

namespace mqttscope::ui {

Panel::Panel(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(&workspace) {}

QSize Panel::sizeHint() const
{
    const Theme& theme = m_workspace->theme();
    return {theme.px(kWidth), theme.px(kHeight)};
}

} // namespace mqttscope::ui
