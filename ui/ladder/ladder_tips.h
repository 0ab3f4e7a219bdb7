// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_content.h"
#include "ui/ladder/ladder_picture.h"

#include <QPointF>
#include <QString>

namespace mqttscope::ui {

/// What there is to say about a point of a band, as rich text for a tool tip: why something is kept and until
/// when, why an identifier is another one, what the first byte says, what an application got. Empty where
/// there is nothing to say. `picture` is that of `content`; what comes from the wire is escaped.
[[nodiscard]] QString ladderTip(const LadderSource& source, const LadderContent& content,
                                const BandPicture& picture, QPointF point);

} // namespace mqttscope::ui
