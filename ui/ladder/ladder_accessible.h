// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mqttscope::ui {

class LadderView;

/// Makes ladders lists of the bars and rows in sight, and of the current one, for those who do not see them:
/// who walks through the ladder by keys hears all of it. Any number of calls do what one does. The GUI
/// thread.
void makeLaddersAccessible();

/// Tells a screen reader that the current place of a ladder has become another.
void tellPlace(LadderView& view);

} // namespace mqttscope::ui
