// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_sheet.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace mqttscope::ui {

using analysis::ladder::kNone;
using analysis::ladder::LaneId;

namespace {

constexpr double kGuessedRow = 34; ///< units of the design: a row with its label

int pixels(double length)
{
    return static_cast<int>(std::ceil(length));
}

} // namespace

LadderSheet::LadderSheet(const LadderModel& model) : m_model(&model) {}

void LadderSheet::setLook(LadderLook look, int width)
{
    m_look = std::move(look);
    m_width = width;
    reset();
}

void LadderSheet::reset()
{
    m_pictures.clear();
    if (!m_look)
        return;
    placeLanes();
    guessHeights();
}

void LadderSheet::placeLanes()
{
    const std::vector<LaneId>& lanes = m_model->lanes();
    m_common = LadderColumns::fits(lanes.size(), m_width, m_look->unit());
    m_columns = {};
    if (!m_common)
        return;
    std::vector<bool> brokers;
    for (const LaneId lane : lanes)
        brokers.push_back(m_model->isBroker(lane));
    m_columns = LadderColumns(lanes, brokers, m_width, m_look->unit());
}

int LadderSheet::guess(std::uint32_t band) const
{
    const std::uint32_t packets = m_model->source().index->records()[band].packets;
    const double heads = m_common ? 0 : headHeight(*m_look);
    return pixels(foldedHeight(*m_look) + heads + packets * m_look->px(kGuessedRow));
}

void LadderSheet::guessHeights()
{
    m_heights.assign(m_model->ladder().bands.size(), pixels(foldedHeight(*m_look)));
    m_unfolded = m_model->unfoldedBands();
    for (const std::uint32_t band : m_unfolded)
        m_heights.set(*m_model->placeOf(band), guess(band));
}

void LadderSheet::refold()
{
    if (!m_look)
        return;
    std::vector<std::uint32_t> unfolded = m_model->unfoldedBands();
    std::vector<std::uint32_t> changed;
    std::set_symmetric_difference(m_unfolded.begin(), m_unfolded.end(), unfolded.begin(), unfolded.end(),
                                  std::back_inserter(changed));
    for (const std::uint32_t band : changed) {
        m_pictures.erase(band);
        const bool folded = !std::binary_search(unfolded.begin(), unfolded.end(), band);
        m_heights.set(*m_model->placeOf(band), folded ? pixels(foldedHeight(*m_look)) : guess(band));
    }
    m_unfolded = std::move(unfolded);
}

/// Of a band that has heads of its own: its lanes, in the order of the ladder.
LadderColumns LadderSheet::columnsOf(const LadderContent& content) const
{
    std::set<LaneId> touched;
    for (const analysis::ladder::Row& row : content.band.rows) {
        touched.insert(row.from);
        touched.insert(row.to);
    }
    std::vector<LaneId> lanes;
    std::vector<bool> brokers;
    for (const LaneId lane : m_model->lanes()) {
        if (touched.count(lane) == 0)
            continue;
        lanes.push_back(lane);
        brokers.push_back(m_model->isBroker(lane));
    }
    return {lanes, brokers, static_cast<double>(m_width), m_look->unit()};
}

const BandPicture& LadderSheet::picture(std::size_t index)
{
    const std::uint32_t band = m_model->ladder().bands[index];
    if (const BandPicture* known = m_pictures.find(band))
        return *known;
    const bool folded = !std::binary_search(m_unfolded.begin(), m_unfolded.end(), band);
    const LadderContent& content = folded ? m_model->bar(band) : m_model->content(band);
    const LadderColumns& columns = m_common ? m_columns : columnsOf(content);
    const BandPicture& picture =
        m_pictures.insert(band, layOutBand(m_model->source(), content, columns, *m_look,
                                           m_model->arrangement(), folded, !m_common && !folded));
    ++m_layouts;
    if (const int height = pixels(picture.height); height != m_heights.height(index))
        m_heights.set(index, height);
    return picture;
}

} // namespace mqttscope::ui
