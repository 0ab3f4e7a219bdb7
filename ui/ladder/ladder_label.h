// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_picture.h"

namespace mqttscope::ui {

/// What stands above an arrow, put into the room there is.
struct PictureLabel {
    std::optional<PictureTag> tag;
    std::vector<PictureText> texts;
};

/// The font of a piece of text.
[[nodiscard]] QFont pictureFont(PictureText::Use use, const LadderLook& look);
/// Height of a label.
[[nodiscard]] double labelHeight(const LadderLook& look);

/// The label of a packet, or of one that did not come, centred in `room`: as much as fits, the value cut
/// first, then the first byte left out.
[[nodiscard]] PictureLabel layOutLabel(const analysis::ladder::Row& row, const LadderRowWords& words,
                                       PictureTag::Shape shape, const QRectF& room, const LadderLook& look);

} // namespace mqttscope::ui
