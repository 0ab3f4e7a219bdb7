// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace.h"

#include <QString>

class QMenu;

namespace mqttscope::ui {

/// The filter that results when `other` is used with the one in use (empty: none). `other` must be valid.
[[nodiscard]] QString combinedFilter(const QString& inUse, const QString& other, FilterUse use);

/// Puts a submenu with all uses of a filter into a menu: `title` names it, and its first line shows the
/// filter. The workspace must outlive the menu.
QMenu* addFilterMenu(QMenu& menu, const QString& title, const QString& filter, Workspace& workspace);

} // namespace mqttscope::ui
