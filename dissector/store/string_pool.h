// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/store/flat_index.h"
#include "dissector/store/record_store.h"
#include "dissector/store/spin_lock.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace mqttscope::store {

/// Topics and client ids, each kept once. Ids count from 0 in the order of first use. Two threads may intern
/// and look up; views are taken when only one does. Other readers use views.
class StringPool {
public:
    /// Strings as they stood when the view was taken; keeps them alive.
    class View {
    public:
        [[nodiscard]] std::string_view operator[](std::uint32_t id) const
        {
            return id < m_refs.size() ? m_refs[id] : std::string_view{};
        }
        [[nodiscard]] std::size_t size() const { return m_refs.size(); }

    private:
        friend class StringPool;
        RecordView<std::string_view> m_refs;
        std::vector<std::shared_ptr<char[]>> m_blocks;
    };

    /// The id of a string, which is copied when it is new.
    std::uint32_t intern(std::string_view text);
    /// `id` was returned by `intern`.
    [[nodiscard]] std::string_view operator[](std::uint32_t id) const { return m_known[id]; }
    [[nodiscard]] std::size_t size() const { return m_refs.size(); }
    [[nodiscard]] View view() const;

private:
    static constexpr std::size_t kBlockSize = std::size_t{64} * 1024;

    RecordStore<std::string_view> m_refs;
    alignas(kApart) RecordStore<std::string_view>::Follower m_known = m_refs.follow();
    alignas(kApart) SpinLock m_interning; ///< guards all but what m_known reads
    std::vector<std::shared_ptr<char[]>> m_blocks;
    std::size_t m_room = 0; ///< bytes free in the last block
    char* m_next = nullptr;
    FlatIndex m_ids;
};

} // namespace mqttscope::store
