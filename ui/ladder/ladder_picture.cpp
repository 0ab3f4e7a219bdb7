// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_picture.h"

#include <algorithm>

namespace mqttscope::ui {

std::optional<std::uint32_t> BandPicture::rowAt(QPointF point) const
{
    const auto found = std::partition_point(
        rows.begin(), rows.end(), [&](const PictureRow& row) { return row.rect.bottom() <= point.y(); });
    if (found == rows.end() || !found->rect.contains(point))
        return std::nullopt;
    return found->row;
}

std::optional<std::size_t> BandPicture::stripAt(QPointF point) const
{
    for (const PictureStrip& strip : strips) {
        if (strip.rect.contains(point))
            return strip.strip;
    }
    return std::nullopt;
}

QRectF BandPicture::rectOf(std::uint32_t row) const
{
    const auto found =
        std::lower_bound(rows.begin(), rows.end(), row,
                         [](const PictureRow& one, std::uint32_t wanted) { return one.row < wanted; });
    return found != rows.end() && found->row == row ? found->rect : QRectF();
}

} // namespace mqttscope::ui
