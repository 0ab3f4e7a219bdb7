// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/frame_rows.h"

#include <algorithm>

namespace mqttscope::ui {

MqttFrames::Growth MqttFrames::growth(const index::Snapshot& snapshot) const
{
    Growth growth;
    const std::uint32_t last = m_frames.empty() ? 0 : m_frames.back();
    for (std::size_t i = m_messagesSeen; i < snapshot.messages.size(); ++i) {
        const index::MessageRecord& message = snapshot.messages[i];
        if ((message.flags & index::kIncomplete) != 0)
            continue;
        if (message.frame > last)
            growth.appended.push_back(message.frame);
        else if (!contains(message.frame))
            growth.inserted.push_back(message.frame);
    }
    for (auto* frames : {&growth.inserted, &growth.appended}) {
        if (!std::is_sorted(frames->begin(), frames->end()))
            std::sort(frames->begin(), frames->end());
        frames->erase(std::unique(frames->begin(), frames->end()), frames->end());
    }
    return growth;
}

void MqttFrames::append(const Growth& growth, const index::Snapshot& snapshot)
{
    m_frames.insert(m_frames.end(), growth.appended.begin(), growth.appended.end());
    m_messagesSeen = snapshot.messages.size();
}

std::size_t MqttFrames::insert(std::uint32_t frame)
{
    const std::size_t place = placeOf(frame);
    m_frames.insert(m_frames.begin() + static_cast<std::ptrdiff_t>(place), frame);
    return place;
}

void MqttFrames::clear()
{
    m_frames.clear();
    m_frames.shrink_to_fit();
    m_messagesSeen = 0;
}

std::size_t MqttFrames::placeOf(std::uint32_t frame) const
{
    return static_cast<std::size_t>(std::lower_bound(m_frames.begin(), m_frames.end(), frame) -
                                    m_frames.begin());
}

bool MqttFrames::contains(std::uint32_t frame) const
{
    const std::size_t place = placeOf(frame);
    return place < m_frames.size() && m_frames[place] == frame;
}

} // namespace mqttscope::ui
