// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/dissection.h"

#include <algorithm>

namespace mqttscope::index {

std::vector<stream::Piece> DissectionSource::locate(field::ByteRange range) const
{
    std::vector<stream::Piece> found;
    std::uint32_t start = 0;
    for (const stream::Piece& piece : pieces) {
        const std::uint32_t from = std::max(start, range.offset);
        const std::uint32_t to = std::min(start + piece.length, range.end());
        if (from < to) {
            stream::Piece part = piece;
            if (piece.captured())
                part.offset += from - start;
            part.length = to - from;
            found.push_back(part);
        }
        start += piece.length;
    }
    return found;
}

std::uint8_t Dissection::messageSource() const
{
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (sources[i].kind == SourceKind::Messages)
            return static_cast<std::uint8_t>(i);
    }
    return 0;
}

std::vector<field::ByteRange> Dissection::rangesInFrame(std::uint8_t source, field::ByteRange range) const
{
    if (source == 0)
        return {range};
    std::vector<field::ByteRange> ranges;
    if (source >= sources.size())
        return ranges;
    for (const stream::Piece& piece : sources[source].locate(range)) {
        if (piece.captured() && piece.frame == frame)
            ranges.push_back({piece.offset, piece.length});
    }
    return ranges;
}

} // namespace mqttscope::index
