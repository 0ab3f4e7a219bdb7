// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/exchange_rail.h"

#include "analysis/related_frames.h"
#include "ui/models/frame_list_model.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

using index::kNone;

/// Whether two rows belong to the same exchange.
template <class Stories> bool share(const Stories& a, const Stories& b)
{
    return std::any_of(a.begin(), a.end(), [&](std::uint32_t story) {
        return story != kNone && std::find(b.begin(), b.end(), story) != b.end();
    });
}

} // namespace

ExchangeRail::Stories ExchangeRail::storiesOf(std::uint32_t frame) const
{
    Stories stories;
    stories.fill(kNone);
    const auto& snapshot = m_model->snapshot();
    if (!snapshot || frame == 0 || frame > snapshot->frameCount())
        return stories;
    std::size_t count = 0;
    snapshot->forEachMessage(frame, [&](std::uint32_t message) {
        const std::uint32_t story = analysis::storyOf(*snapshot, message);
        if (analysis::hasStory(*snapshot, story))
            stories[count++] = story;
        return count < stories.size();
    });
    return stories;
}

ExchangeRail::Stories ExchangeRail::storiesOfRow(int row) const
{
    return storiesOf(m_model->frameOfRow(row));
}

void ExchangeRail::select(std::uint32_t frame)
{
    m_frame = frame;
    m_story = storiesOf(frame)[0];
    m_frames.clear();
    m_first = m_last = 0;
    if (m_story == kNone)
        return;
    m_frames = analysis::storyFrames(*m_model->snapshot(), m_story);
    const auto shown = [this](std::uint32_t member) { return m_model->rowOfFrame(member) >= 0; };
    const auto first = std::find_if(m_frames.begin(), m_frames.end(), shown);
    const auto last = std::find_if(m_frames.rbegin(), m_frames.rend(), shown);
    m_first = first != m_frames.end() ? *first : 0;
    m_last = last != m_frames.rend() ? *last : 0;
}

std::pair<std::size_t, std::size_t> ExchangeRail::placeOf(std::uint32_t frame) const
{
    const auto found = std::lower_bound(m_frames.begin(), m_frames.end(), frame);
    const bool member = found != m_frames.end() && *found == frame;
    return {member ? static_cast<std::size_t>(found - m_frames.begin()) + 1 : 0, m_frames.size()};
}

bool ExchangeRail::isSelected(const Stories& stories) const
{
    return m_story != kNone && std::find(stories.begin(), stories.end(), m_story) != stories.end();
}

// In a list that is sorted by something else than the frame nothing lies between two packets.
bool ExchangeRail::inOrder(int row) const
{
    const std::uint32_t frame = m_model->frameOfRow(row);
    const std::uint32_t above = row > 0 ? m_model->frameOfRow(row - 1) : 0;
    const std::uint32_t below = row + 1 < m_model->rowCount() ? m_model->frameOfRow(row + 1) : UINT32_MAX;
    return above < frame && frame < below;
}

ExchangeRail::Stories ExchangeRail::nearestStories(int row, int step, bool& adjacent) const
{
    Stories stories;
    stories.fill(kNone);
    for (int away = 1; away <= kMaxBridge && stories[0] == kNone; ++away) {
        const int other = row + step * away;
        if (other < 0 || other >= m_model->rowCount())
            break;
        stories = storiesOfRow(other);
        adjacent = away == 1;
    }
    return stories;
}

RailCell::Line ExchangeRail::lineTo(const Stories& stories, int row, int step) const
{
    bool adjacent = false;
    const Stories other = nearestStories(row, step, adjacent);
    if (!share(stories, other))
        return RailCell::Line::None;
    return adjacent ? RailCell::Line::Full : RailCell::Line::Thin;
}

void ExchangeRail::joinSelected(int row, std::uint32_t frame, RailCell& cell) const
{
    const auto towards = [&](int step, bool more) {
        if (!more)
            return RailCell::Line::None;
        return isSelected(storiesOfRow(row + step)) ? RailCell::Line::Full : RailCell::Line::Thin;
    };
    cell.up = towards(-1, m_first != 0 && m_first < frame);
    cell.down = towards(1, m_last > frame);
}

RailCell ExchangeRail::cell(int row) const
{
    RailCell cell;
    const std::uint32_t frame = m_model->frameOfRow(row);
    const Stories stories = storiesOf(frame);
    cell.dot = stories[0] != kNone;
    cell.selected = isSelected(stories);
    cell.current = cell.selected && frame == m_frame;
    if (!inOrder(row))
        return cell;
    if (cell.selected) {
        joinSelected(row, frame, cell);
        return cell;
    }
    cell.passedSelected = m_first != 0 && m_first < frame && frame < m_last;
    cell.passed = cell.passedSelected;
    if (cell.dot) {
        cell.up = lineTo(stories, row, -1);
        cell.down = lineTo(stories, row, 1);
    } else if (!cell.passed) {
        bool adjacent = false;
        const Stories above = nearestStories(row, -1, adjacent);
        // The selected exchange has a line of its own.
        cell.passed = !isSelected(above) && share(above, nearestStories(row, 1, adjacent));
    }
    return cell;
}

} // namespace mqttscope::ui
