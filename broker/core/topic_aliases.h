// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mqttscope::broker {

/// Topic Aliases that a peer has set, on one connection (MQTT 5.0 §3.3.2.3.4).
class IncomingAliases {
public:
    /// `alias` from 1 to the maximum that was announced.
    void set(std::uint16_t alias, std::string_view topic)
    {
        if (m_topics.size() < alias)
            m_topics.resize(alias);
        m_topics[alias - 1U] = topic;
    }
    /// The topic behind an alias; empty if it was not set.
    [[nodiscard]] std::string_view find(std::uint16_t alias) const
    {
        return alias != 0 && alias <= m_topics.size() ? std::string_view{m_topics[alias - 1U]}
                                                      : std::string_view{};
    }

private:
    std::vector<std::string> m_topics;
};

/// Topic Aliases that this side sets on one connection: the first topics get them, for good.
class OutgoingAliases {
public:
    struct Use {
        std::uint16_t alias = 0; ///< 0 = none: send the topic
        bool isNew = false;      ///< send the topic too, then call set()
    };

    /// Uses 1 to `maximum`.
    void setMaximum(std::uint16_t maximum) { setRange(1, maximum, maximum); }
    /// Uses `first` and those behind it, up to `count` of them, none above `maximum`.
    void setRange(std::uint16_t first, std::uint16_t count, std::uint16_t maximum)
    {
        m_first = first;
        m_count = first > maximum ? 0 : std::min<std::uint32_t>(count, maximum - first + 1U);
    }
    [[nodiscard]] Use use(std::string_view topic) const
    {
        if (m_count == 0)
            return {};
        if (const auto found = m_aliases.find(topic); found != m_aliases.end())
            return {found->second, false};
        if (m_aliases.size() >= m_count)
            return {};
        return {nextAlias(), true};
    }
    /// A packet with a new alias was sent.
    void set(std::string_view topic) { m_aliases.emplace(topic, nextAlias()); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    [[nodiscard]] std::uint16_t nextAlias() const
    {
        return static_cast<std::uint16_t>(m_first + m_aliases.size());
    }

    std::uint16_t m_first = 1;
    std::size_t m_count = 0;
    std::unordered_map<std::string, std::uint16_t, Hash, std::equal_to<>> m_aliases;
};

} // namespace mqttscope::broker
