// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_layout.h"

#include "ui/ladder/ladder_draft.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

namespace ladder = analysis::ladder;

void placeLifelines(LadderDraft& draft, double top, double bottom)
{
    for (const LadderColumns::Column& column : draft.columns.columns()) {
        draft.picture.lifelines.emplace_back(column.left, top, column.left, bottom);
        if (!column.broker)
            continue;
        draft.picture.lifelines.emplace_back(column.right, top, column.right, bottom);
        draft.picture.brokers.emplace_back(column.left, top, column.right - column.left, bottom - top);
    }
}

} // namespace

const PictureRow* LadderDraft::find(std::uint32_t row) const
{
    const auto found =
        std::lower_bound(picture.rows.begin(), picture.rows.end(), row,
                         [](const PictureRow& one, std::uint32_t wanted) { return one.row < wanted; });
    return found != picture.rows.end() && found->row == row ? &*found : nullptr;
}

double LadderDraft::yOf(std::uint32_t row, ladder::LaneId lane) const
{
    const PictureRow* placed = find(row);
    if (placed == nullptr)
        return 0;
    return placed->arrow && band().rows[row].to == lane ? placed->y + px(ladder_size::kSlope) : placed->y;
}

bool LadderDraft::take(const QRectF& rect)
{
    if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& one) { return one.intersects(rect); }))
        return false;
    taken.push_back(rect);
    return true;
}

double foldedHeight(const LadderLook& look)
{
    return look.px(ladder_size::kBar + ladder_size::kBarGap);
}

double headHeight(const LadderLook& look)
{
    return look.px(ladder_size::kHead + 2 * ladder_size::kBarGap);
}

BandPicture layOutBand(const LadderSource& source, const LadderContent& content, const LadderColumns& columns,
                       const LadderLook& look, const LadderArrangement& arrangement, bool folded,
                       bool ownHeads)
{
    BandPicture picture;
    picture.band = content.band.number;
    picture.folded = folded;
    picture.width = columns.width();
    picture.height = foldedHeight(look);
    LadderDraft draft{source, content, columns, look, arrangement, picture, {}};
    placeBar(draft);
    if (folded)
        return picture;
    double top = look.px(ladder_size::kBar);
    if (ownHeads) {
        picture.heads = layOutHeads(source, columns, look, &content);
        for (PictureHead& head : picture.heads)
            head.rect.translate(0, top);
        top += headHeight(look);
    }
    const double bottom = placeRows(draft, top + look.px(10)) + look.px(14);
    placeLifelines(draft, ownHeads ? top - look.px(ladder_size::kBarGap) : top, bottom);
    placeBoxes(draft);
    placeStrips(draft);
    placeSpans(draft);
    placeThreads(draft);
    picture.height = bottom + look.px(ladder_size::kBarGap);
    return picture;
}

std::vector<PictureHead> layOutHeads(const LadderSource& source, const LadderColumns& columns,
                                     const LadderLook& look, const LadderContent* content)
{
    constexpr double kIcon = 20;
    constexpr double kPad = 12;
    std::vector<PictureHead> heads;
    double leftmost = look.px(ladder_size::kMargin);
    const auto all = columns.columns();
    for (std::size_t i = 0; i < all.size(); ++i) {
        PictureHead head;
        head.lane = all[i].lane;
        head.words = laneWords(source, all[i].lane, content);
        const double name = look.metrics(look.font(1.1, QFont::DemiBold)).horizontalAdvance(head.words.name);
        const double role = look.metrics(look.font(0.92)).horizontalAdvance(head.words.role);
        const double wanted = std::max(name, role) + look.px(kIcon + 2.5 * kPad);
        // It may reach half way to its neighbours.
        const double center = all[i].center();
        const double right = i + 1 < all.size() ? (all[i].right + all[i + 1].left) / 2 - look.px(4)
                                                : columns.width() - look.px(ladder_size::kMargin);
        const double half = std::min({std::max(wanted, look.px(140)) / 2, center - leftmost, right - center});
        head.rect =
            QRectF(center - half, look.px(ladder_size::kBarGap), 2 * half, look.px(ladder_size::kHead));
        leftmost = right + look.px(8);
        heads.push_back(head);
    }
    return heads;
}

} // namespace mqttscope::ui
