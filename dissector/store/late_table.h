// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace mqttscope::store {

/// A side table: facts that change after the records they belong to were written. Pages are allocated where
/// there is something to say, shared with snapshots, and copied before they change again, so that publishing
/// costs what changed.
template <class T, std::size_t PageSize = 256> class LateTable {
    using Page = std::array<T, PageSize>;

public:
    /// The table as it was when published. Safe on any thread.
    class View {
    public:
        /// The facts of record i; null if nothing was ever said about its page.
        [[nodiscard]] const T* find(std::size_t i) const
        {
            const std::size_t page = i / PageSize;
            return page < m_pages.size() && m_pages[page] ? &(*m_pages[page])[i % PageSize] : nullptr;
        }

    private:
        friend class LateTable;
        std::vector<std::shared_ptr<const Page>> m_pages;
    };

    /// The facts of record i, to change. The writer's thread only.
    T& edit(std::size_t i)
    {
        const std::size_t page = i / PageSize;
        if (page >= m_pages.size()) {
            m_pages.resize(page + 1);
            m_shared.resize(page + 1, false);
        }
        if (!m_pages[page])
            m_pages[page] = std::make_shared<Page>();
        else if (m_shared[page])
            m_pages[page] = std::make_shared<Page>(*m_pages[page]);
        m_shared[page] = false;
        return (*m_pages[page])[i % PageSize];
    }

    /// The writer's own look; null if nothing was ever said about the page.
    [[nodiscard]] const T* find(std::size_t i) const
    {
        const std::size_t page = i / PageSize;
        return page < m_pages.size() && m_pages[page] ? &(*m_pages[page])[i % PageSize] : nullptr;
    }

    /// What readers may see from now on.
    [[nodiscard]] View publish()
    {
        View view;
        view.m_pages.assign(m_pages.begin(), m_pages.end());
        m_shared.assign(m_pages.size(), true);
        return view;
    }

private:
    std::vector<std::shared_ptr<Page>> m_pages;
    std::vector<bool> m_shared; ///< whether a published view may hold the page
};

} // namespace mqttscope::store
