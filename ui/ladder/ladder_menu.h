// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_model.h"

#include <QString>

class QMenu;

namespace mqttscope::ui {

class Workspace;

/// Fills the menu of a place in a ladder: where else to look at the packet, which part of the capture to
/// show, a filter, text. Workspace and model must outlive the menu.
void fillLadderMenu(QMenu& menu, Workspace& workspace, LadderModel& model, const LadderPlace& place);

/// Fills the menu of the head of a lane.
void fillLaneMenu(QMenu& menu, Workspace& workspace, LadderModel& model, analysis::ladder::LaneId lane);

/// A display filter on the frames of a band; empty if they are too many for one.
[[nodiscard]] QString bandFilter(const LadderModel& model, std::uint32_t band);

/// A band as text, lanes as columns.
[[nodiscard]] QString bandText(const LadderModel& model, std::uint32_t band);

} // namespace mqttscope::ui
