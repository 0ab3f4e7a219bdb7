// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_picture.h"

namespace mqttscope::ui {

/// Height of a folded band, with the gap below it.
[[nodiscard]] double foldedHeight(const LadderLook& look);
/// Height of the heads of the lanes.
[[nodiscard]] double headHeight(const LadderLook& look);

/// Lays a band out. `columns` of the whole ladder, or of this band alone: then with `ownHeads` the band has
/// heads of its own above its rows. Lanes without a column are left out, with their rows.
[[nodiscard]] BandPicture layOutBand(const LadderSource& source, const LadderContent& content,
                                     const LadderColumns& columns, const LadderLook& look,
                                     const LadderArrangement& arrangement, bool folded,
                                     bool ownHeads = false);

/// The heads of the lanes of a whole ladder, at the top of whatever shows it.
[[nodiscard]] std::vector<PictureHead> layOutHeads(const LadderSource& source, const LadderColumns& columns,
                                                   const LadderLook& look, const LadderContent* content);

} // namespace mqttscope::ui
