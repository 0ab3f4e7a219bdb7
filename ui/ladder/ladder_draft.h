// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/tcp_strip.h"
#include "ui/ladder/ladder_picture.h"

#include <vector>

// How a band is laid out, step by step: bar and heads, rows, then what hangs on the rows.
namespace mqttscope::ui {

/// Lengths of the design, in its units.
namespace ladder_size {
inline constexpr double kBar = 34;       ///< height of a bar
inline constexpr double kBarGap = 6;     ///< below a folded band
inline constexpr double kMargin = 8;     ///< beside the bars
inline constexpr double kHead = 46;      ///< height of a head
inline constexpr double kSlope = 9;      ///< time passes: an arrow sinks so far over a hop
inline constexpr double kTimeWidth = 70; ///< in the gutter
inline constexpr double kDisc = 20;
inline constexpr double kStrip = 18; ///< width of a strip
inline constexpr double kStripGap = 4;
inline constexpr double kBox = 36; ///< height of the box of an application
} // namespace ladder_size

/// What the steps share.
struct LadderDraft {
    const LadderSource& source;
    const LadderContent& content;
    const LadderColumns& columns;
    const LadderLook& look;
    const LadderArrangement& arrangement;
    BandPicture& picture;
    std::vector<QRectF> taken; ///< by words that must not be written over

    [[nodiscard]] double px(double units) const { return look.px(units); }
    [[nodiscard]] const analysis::ladder::Band& band() const { return content.band; }
    /// The picture of a row; null if it is not drawn.
    [[nodiscard]] const PictureRow* find(std::uint32_t row) const;
    /// Where a row touches the line of a lane: an arrow begins higher than it ends.
    [[nodiscard]] double yOf(std::uint32_t row, analysis::ladder::LaneId lane) const;
    /// Takes a place for words; false if others stand there.
    bool take(const QRectF& rect);
};

/// Bar of the band, folded or not.
void placeBar(LadderDraft& draft);
/// Rows from `top` downwards; answers where they end.
[[nodiscard]] double placeRows(LadderDraft& draft, double top);
/// Segments of TCP that come before a row (null: all that are left), from `top` downwards; answers where they
/// end.
[[nodiscard]] double placeSegments(LadderDraft& draft, const analysis::ladder::TcpStrip& strip,
                                   std::size_t& next, const analysis::ladder::Row* before, double top);
/// Boxes of the applications.
void placeBoxes(LadderDraft& draft);
/// State strips beside the lifelines.
void placeStrips(LadderDraft& draft);
/// Round trips, the halves of QoS 2.
void placeSpans(LadderDraft& draft);
/// Curves between rows.
void placeThreads(LadderDraft& draft);

} // namespace mqttscope::ui
