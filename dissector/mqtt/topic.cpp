// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/topic.h"

#include "dissector/mqtt/swar.h"

#include <algorithm>

namespace mqttscope::mqtt {
namespace {

bool hasWildcard(std::string_view text)
{
    return anyWord(text,
                   [](std::uint64_t eight) { return containsByte(eight, '#') || containsByte(eight, '+'); });
}

constexpr std::string_view kSharePrefix = "$share";

TopicCheck fault(TopicFault what, std::size_t offset)
{
    return {what, static_cast<std::uint32_t>(offset)};
}

/// The wildcards of a filter that begins at `from`; the filter is not empty.
TopicCheck checkWildcards(std::string_view filter, std::size_t from)
{
    for (std::size_t at = filter.find_first_of("#+", from); at != std::string_view::npos;
         at = filter.find_first_of("#+", at + 1)) {
        const bool opensLevel = at == from || filter[at - 1] == '/';
        const bool last = at + 1 == filter.size();
        if (filter[at] == '#' && !(opensLevel && last))
            return fault(TopicFault::MisplacedHash, at);
        if (filter[at] == '+' && !(opensLevel && (last || filter[at + 1] == '/')))
            return fault(TopicFault::MisplacedPlus, at);
    }
    return {};
}

/// A filter that isShared() (MQTT 5.0 §4.8.2).
TopicCheck checkShared(std::string_view filter)
{
    const std::size_t name = kSharePrefix.size() + 1;
    if (filter.size() <= kSharePrefix.size())
        return fault(TopicFault::ShareNameEmpty, filter.size());
    const std::size_t slash = filter.find('/', name);
    const std::size_t nameEnd = std::min(slash, filter.size());
    if (nameEnd == name)
        return fault(TopicFault::ShareNameEmpty, name);
    const std::size_t wild = filter.substr(0, nameEnd).find_first_of("#+", name);
    if (wild != std::string_view::npos)
        return fault(TopicFault::ShareNameWild, wild);
    if (slash == std::string_view::npos || slash + 1 == filter.size())
        return fault(TopicFault::ShareNoFilter, nameEnd);
    return checkWildcards(filter, slash + 1);
}

/// Whether a level of `text` ends at `at`.
bool endsLevel(std::string_view text, std::size_t at)
{
    return at == text.size() || text[at] == '/';
}

} // namespace

TopicCheck checkTopicName(std::string_view name)
{
    if (name.empty())
        return fault(TopicFault::Empty, 0);
    return hasWildcard(name) ? fault(TopicFault::Wildcard, name.find_first_of("#+")) : TopicCheck{};
}

TopicCheck checkTopicFilter(std::string_view filter, bool shared)
{
    if (filter.empty())
        return fault(TopicFault::Empty, 0);
    if (shared && isShared(filter))
        return checkShared(filter);
    return checkWildcards(filter, 0);
}

bool isShared(std::string_view filter)
{
    // "$share" alone is the first level too; "$shared/x" is a plain filter.
    return filter.starts_with(kSharePrefix) &&
           (filter.size() == kSharePrefix.size() || filter[kSharePrefix.size()] == '/');
}

std::optional<SharedFilter> parseShared(std::string_view filter)
{
    if (!isShared(filter) || !checkShared(filter).ok())
        return std::nullopt;
    const std::size_t name = kSharePrefix.size() + 1;
    const std::size_t slash = filter.find('/', name);
    return SharedFilter{filter.substr(name, slash - name), filter.substr(slash + 1)};
}

bool matches(std::string_view filter, std::string_view topic)
{
    if (filter.empty() || topic.empty())
        return false;
    // MQTT 5.0 §4.7.2 [MQTT-4.7.2-1], MQTT 3.1.1 §4.7.2.
    if (topic[0] == '$' && (filter[0] == '#' || filter[0] == '+'))
        return false;
    // Most filters differ from most topics in the first levels: level by level, character by character.
    std::size_t f = 0;
    std::size_t t = 0;
    for (;; ++f, ++t) {
        const char first = f < filter.size() ? filter[f] : '/';
        if (first == '#' && endsLevel(filter, f + 1))
            return true;
        if (first == '+' && endsLevel(filter, f + 1)) {
            ++f;
            while (!endsLevel(topic, t))
                ++t;
        } else {
            while (!endsLevel(filter, f) && t < topic.size() && filter[f] == topic[t]) {
                ++f;
                ++t;
            }
            if (!endsLevel(filter, f) || !endsLevel(topic, t))
                return false;
        }
        if (t == topic.size()) // "sport/#" also matches "sport"
            return f == filter.size() || filter.substr(f) == "/#";
        if (f == filter.size())
            return false;
    }
}

} // namespace mqttscope::mqtt
