// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>
#include <utility>

namespace mqttscope::ui {

/// Values by number, of which those used last are kept. A reference is valid as long as its value is kept:
/// for the next `limit` - 1 other values at least.
template <class Value> class RecentValues {
public:
    explicit RecentValues(std::size_t limit) : m_limit(limit) {}

    /// Null if it is not kept.
    Value* find(std::uint32_t number)
    {
        const auto known = m_places.find(number);
        if (known == m_places.end())
            return nullptr;
        m_values.splice(m_values.begin(), m_values, known->second);
        return &m_values.front().second;
    }
    Value& insert(std::uint32_t number, Value value)
    {
        erase(number);
        m_values.emplace_front(number, std::move(value));
        m_places[number] = m_values.begin();
        if (m_values.size() > m_limit) {
            m_places.erase(m_values.back().first);
            m_values.pop_back();
        }
        return m_values.front().second;
    }
    void erase(std::uint32_t number)
    {
        if (const auto known = m_places.find(number); known != m_places.end()) {
            m_values.erase(known->second);
            m_places.erase(known);
        }
    }
    void clear()
    {
        m_values.clear();
        m_places.clear();
    }
    [[nodiscard]] std::size_t size() const { return m_values.size(); }

private:
    using Values = std::list<std::pair<std::uint32_t, Value>>;
    std::size_t m_limit;
    Values m_values; ///< the latest first
    std::unordered_map<std::uint32_t, typename Values::iterator> m_places;
};

} // namespace mqttscope::ui
