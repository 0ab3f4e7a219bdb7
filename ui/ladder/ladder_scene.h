// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_sheet.h"

#include <QPoint>
#include <QRect>
#include <QSize>

#include <vector>

namespace mqttscope::ui {

/// Where the strip begins that heads of lanes stand in: headHeight high.
[[nodiscard]] double topOfHeads(const std::vector<PictureHead>& heads, const LadderLook& look);

/// The part of a ladder that is seen through a viewport: which bands, where each place stands, and how far to
/// scroll to see another. What stands at the top edge stays there while heights above and below become known
/// and bands are added. Coordinates are those of the viewport, in whole pixels.
class LadderScene {
public:
    /// The model must outlive the scene.
    explicit LadderScene(const LadderModel& model);

    void setLook(LadderLook look, QSize viewport);
    void resize(QSize viewport);
    [[nodiscard]] bool hasLook() const { return m_sheet.look().has_value(); }
    [[nodiscard]] const LadderLook& look() const { return *m_sheet.look(); }
    /// Other bands, lanes or words. `follow`: who sees the end goes on seeing it.
    void reset(bool follow);
    void refold();

    /// Pixels of the ladder above the viewport, and the most there can be.
    [[nodiscard]] std::int64_t position();
    [[nodiscard]] std::int64_t maximum();
    void scrollTo(std::int64_t position);
    /// Likewise from left to right.
    [[nodiscard]] int shift() const { return m_shift; }
    [[nodiscard]] int maximumShift();
    void setShift(int pixels) { m_shift = pixels; }
    /// Height of what is seen below common heads.
    [[nodiscard]] int page() const;
    [[nodiscard]] int headArea() const;
    [[nodiscard]] bool hasCommonHeads() const { return m_sheet.hasCommonHeads(); }

    /// A band in sight.
    struct Sighted {
        std::size_t index = 0; ///< place in the ladder
        std::uint32_t band = 0;
        int top = 0;
        const BandPicture* picture = nullptr;
    };
    /// From top to bottom. The pictures are valid until something else is asked for.
    [[nodiscard]] std::vector<Sighted> bandsInSight();
    [[nodiscard]] std::vector<LadderPlace> placesInSight();
    [[nodiscard]] QRect rectOf(const LadderPlace& place);
    [[nodiscard]] LadderPlace placeAt(QPoint point);
    /// The place nearest to one that stands so far below a place.
    [[nodiscard]] LadderPlace below(const LadderPlace& place, int pixels);
    [[nodiscard]] LadderPlace first() const;
    [[nodiscard]] LadderPlace last() const;
    /// Scrolls as little as it takes; a band that fits is shown whole.
    void reveal(const LadderPlace& place);
    [[nodiscard]] const BandPicture& picture(std::uint32_t band);

    /// Heads of lanes, moved to where they are painted.
    struct Heads {
        const std::vector<PictureHead>* heads = nullptr; ///< valid until something else is asked for
        QPoint corner;
        std::uint32_t band = analysis::ladder::kNone; ///< whose they are; kNone: of the whole ladder
        bool stuck = false;                           ///< they cover what is below them
    };
    /// From top to bottom.
    [[nodiscard]] std::vector<Heads> headsInSight();

    [[nodiscard]] std::size_t layouts() const { return m_sheet.layouts(); }

private:
    void settle();
    void catchUp();
    void anchorAt(std::int64_t position);
    [[nodiscard]] std::int64_t end() const;
    [[nodiscard]] std::uint32_t bandOfRoles() const;
    [[nodiscard]] QRectF rectIn(const BandPicture& picture, const LadderPlace& place) const;
    [[nodiscard]] LadderPlace nearest(std::size_t index, double y);
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> extent(std::size_t index, const LadderPlace& place);

    const LadderModel* m_model;
    LadderSheet m_sheet;
    QSize m_viewport;
    std::size_t m_anchor = 0;                          ///< the band at the top edge
    std::int64_t m_offset = 0;                         ///< of the edge in it
    std::uint32_t m_message = analysis::ladder::kNone; ///< that begins it: it outlives its number
    int m_shift = 0;
    int m_widest = 0; ///< of the bands in sight
    std::vector<PictureHead> m_heads;
    std::uint32_t m_headsFor = analysis::ladder::kNone; ///< band whose roles the common heads tell
    bool m_headsKnown = false;
    std::uint64_t m_bandsNumber = 0; ///< of the model, when the sheet was made
    bool m_settled = false;
};

} // namespace mqttscope::ui
