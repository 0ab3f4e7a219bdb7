// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace mqttscope::mqtt {

/// A list whose first `Inline` elements need no allocation; `clear` keeps what was allocated.
template <class T, std::size_t Inline> class SmallList {
public:
    SmallList() = default;
    SmallList(std::initializer_list<T> items)
    {
        for (const T& item : items)
            push_back(item);
    }

    void push_back(const T& item)
    {
        if (m_size < Inline) {
            m_few[m_size++] = item;
            return;
        }
        if (m_size == Inline)
            m_many.assign(m_few.begin(), m_few.end());
        m_many.push_back(item);
        ++m_size;
    }
    void clear()
    {
        m_size = 0;
        m_many.clear();
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] const T* begin() const { return m_size <= Inline ? m_few.data() : m_many.data(); }
    [[nodiscard]] const T* end() const { return begin() + m_size; }
    [[nodiscard]] const T& operator[](std::size_t index) const { return begin()[index]; }
    [[nodiscard]] std::span<const T> items() const { return {begin(), m_size}; }

    friend bool operator==(const SmallList& a, const SmallList& b)
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    std::size_t m_size = 0;
    std::array<T, Inline> m_few{};
    std::vector<T> m_many; ///< all elements, once there are more than `Inline`
};

} // namespace mqttscope::mqtt
