// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_picture.h"

#include <QString>

#include <optional>

class QPainter;

namespace mqttscope::ui {

/// What is current in a band that is painted.
struct LadderEmphasis {
    std::optional<std::uint32_t> row;   ///< the current row
    std::optional<std::uint32_t> hover; ///< the row under the mouse, here or in another view
    bool bar = false;                   ///< the bar is current: no row of the band is
    bool barHover = false;              ///< the mouse is over the bar
    bool focus = false;                 ///< the keys move what is current
    /// While it is played: rows behind this one are not painted yet.
    std::optional<std::uint32_t> upTo;
    /// And how much of the last one's way its packet has gone, 0 to 1.
    double progress = 1;
};

/// Paints a band with its top left corner at the painter's origin. Only what touches `clip` is painted.
void paintBand(QPainter& painter, const BandPicture& picture, const LadderContent& content,
               const LadderLook& look, const LadderEmphasis& emphasis, const QRectF& clip);

/// Its bar alone.
void paintBar(QPainter& painter, const BandPicture& picture, const LadderContent& content,
              const LadderLook& look, const LadderEmphasis& emphasis);

/// Paints heads of lanes.
void paintHeads(QPainter& painter, const std::vector<PictureHead>& heads, const LadderLook& look);

/// The line of a packet with its head, up to `progress` of its way.
void paintArrow(QPainter& painter, const PictureArrow& arrow, const LadderLook& look, double progress = 1);
/// The cross of what is lost.
void paintCross(QPainter& painter, QPointF center, const LadderLook& look);
void paintTag(QPainter& painter, const PictureTag& tag, const LadderLook& look, Ink ink);
/// A bar of what is kept, with its letter; `open`: it goes on beyond what is seen; `lost`: thrown away.
void paintStrip(QPainter& painter, const QRectF& rect, analysis::ladder::Stored what, bool open, bool lost,
                const QString& along, const LadderLook& look);
/// The circled dash: nothing is kept any more.
void paintFreed(QPainter& painter, QPointF center, const LadderLook& look);
/// A number on a black disc.
void paintDisc(QPainter& painter, const QRectF& rect, int number, const LadderLook& look);
/// Lines from bottom left to top right.
void paintHatch(QPainter& painter, const QRectF& rect, const QColor& color, double step);

} // namespace mqttscope::ui
