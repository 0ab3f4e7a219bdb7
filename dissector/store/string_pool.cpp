// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/store/string_pool.h"

#include <algorithm>
#include <cstring>

namespace mqttscope::store {

std::uint32_t StringPool::intern(std::string_view text)
{
    const auto found = m_ids.find(text);
    if (found != m_ids.end())
        return found->second;
    if (text.size() > m_room) {
        const std::size_t size = std::max(kBlockSize, text.size());
        m_blocks.push_back(std::make_shared_for_overwrite<char[]>(size));
        m_next = m_blocks.back().get();
        m_room = size;
    }
    if (!text.empty())
        std::memcpy(m_next, text.data(), text.size());
    const std::string_view kept{m_next, text.size()};
    m_next += text.size();
    m_room -= text.size();
    const auto id = static_cast<std::uint32_t>(m_refs.size());
    m_refs.append(kept);
    m_ids.emplace(kept, id);
    return id;
}

StringPool::View StringPool::view() const
{
    View view;
    view.m_refs = m_refs.view();
    view.m_blocks = m_blocks;
    return view;
}

} // namespace mqttscope::store
