// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/store/string_pool.h"

#include "dissector/store/hash.h"

#include <algorithm>
#include <cstring>
#include <mutex>

namespace mqttscope::store {

std::uint32_t StringPool::intern(std::string_view text)
{
    const std::lock_guard lock{m_interning};
    const auto hash = static_cast<std::uint32_t>(hashOf(text));
    const std::uint32_t found = m_ids.find(hash, [&](std::uint32_t id) { return m_refs[id] == text; });
    if (found != FlatIndex::kNone)
        return found;
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
    m_ids.add(hash, id);
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
