// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/store/hash.h"
#include "dissector/store/record_store.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mqttscope::store {

/// Topics and client ids, each kept once. Ids count from 0 in the order of first use. One writer; readers use
/// views.
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
    [[nodiscard]] std::string_view operator[](std::uint32_t id) const { return m_refs[id]; }
    [[nodiscard]] std::size_t size() const { return m_refs.size(); }
    [[nodiscard]] View view() const;

private:
    static constexpr std::size_t kBlockSize = std::size_t{64} * 1024;

    struct Hash {
        std::size_t operator()(std::string_view text) const noexcept { return hashOf(text); }
    };

    RecordStore<std::string_view> m_refs;
    std::vector<std::shared_ptr<char[]>> m_blocks;
    std::size_t m_room = 0; ///< bytes free in the last block
    char* m_next = nullptr;
    std::unordered_map<std::string_view, std::uint32_t, Hash> m_ids;
};

} // namespace mqttscope::store
