// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/store/flat_index.h"
#include "dissector/store/record_store.h"

#include <cstdint>
#include <memory>
#include <mutex>
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

    StringPool() { m_refs.keepInPlace(); }

    /// The id of a string, which is copied when it is new.
    std::uint32_t intern(std::string_view text);
    /// `id` was returned by `intern`.
    [[nodiscard]] std::string_view operator[](std::uint32_t id) const { return m_refs[id]; }
    [[nodiscard]] std::size_t size() const { return m_refs.size(); }
    [[nodiscard]] View view() const;

private:
    static constexpr std::size_t kBlockSize = std::size_t{64} * 1024;

    std::mutex m_interning; ///< guards all but what operator[] reads
    RecordStore<std::string_view> m_refs;
    std::vector<std::shared_ptr<char[]>> m_blocks;
    std::size_t m_room = 0; ///< bytes free in the last block
    char* m_next = nullptr;
    FlatIndex m_ids;
};

} // namespace mqttscope::store
