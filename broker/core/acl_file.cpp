// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/acl_file.h"

#include "dissector/mqtt/topic.h"

#include <optional>

namespace mqttscope::broker {
namespace {

constexpr std::string_view kSpace = " \t\r";

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// The first word; `text` becomes what is behind it.
std::string_view takeWord(std::string_view& text)
{
    const std::size_t end = text.find_first_of(kSpace);
    const std::string_view word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : trimmed(text.substr(end));
    return word;
}

std::string replaced(std::string_view text, std::string_view what, std::string_view by)
{
    std::string made;
    for (std::size_t place = text.find(what); place != std::string_view::npos; place = text.find(what)) {
        made.append(text.substr(0, place)).append(by);
        text.remove_prefix(place + what.size());
    }
    return made.append(text);
}

/// A pattern for one client; nothing if it says a name that the client does not have, or one that would be a
/// wildcard.
std::optional<std::string> filled(std::string_view pattern, const Identity& who)
{
    const auto usable = [](std::string_view name) {
        return !name.empty() && name.find_first_of("+#") == std::string_view::npos;
    };
    const bool user = pattern.find("%u") != std::string_view::npos;
    const bool client = pattern.find("%c") != std::string_view::npos;
    if ((user && (who.anonymous || !usable(who.userName))) || (client && !usable(who.clientId)))
        return std::nullopt;
    return replaced(replaced(pattern, "%c", who.clientId), "%u", who.userName);
}

} // namespace

AclFile::AclFile(std::string_view text)
{
    Rules* of = &m_anonymous;
    for (std::uint32_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        readLine(trimmed(text.substr(0, end)), number, of);
        if (m_rules >= kMaxRules) {
            fail(number, AclFault::TooManyRules);
            return;
        }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
}

void AclFile::fail(std::uint32_t line, AclFault fault)
{
    if (m_errors.size() < kMaxErrors)
        m_errors.push_back({line, fault});
}

void AclFile::readLine(std::string_view line, std::uint32_t number, Rules*& of)
{
    if (line.empty() || line.front() == '#')
        return;
    const std::string_view keyword = takeWord(line);
    if (keyword == "topic")
        return readRule(line, number, *of);
    if (keyword == "pattern")
        return readRule(line, number, m_patterns);
    if (keyword != "user")
        return fail(number, AclFault::UnknownKeyword);
    if (line.empty())
        return fail(number, AclFault::MissingUser);
    of = &m_users[std::string(line)];
}

void AclFile::readRule(std::string_view rest, std::uint32_t number, Rules& to)
{
    if (rest.empty())
        return fail(number, AclFault::MissingTopic);
    Rule rule;
    std::string_view filter = rest;
    const std::string_view word = takeWord(filter);
    if (filter.empty())
        filter = word; // one word: the topic
    else if (word == "read")
        rule.access = kRead;
    else if (word == "write")
        rule.access = kWrite;
    else if (word == "deny")
        rule.access = kDeny;
    else if (word != "readwrite")
        return fail(number, AclFault::UnknownAccess);
    if (!mqtt::checkTopicFilter(filter, false).ok())
        return fail(number, AclFault::InvalidFilter);
    rule.filter = filter;
    to.push_back(std::move(rule));
    ++m_rules;
}

bool AclFile::may(const Identity& who, std::string_view topic, Access wanted) const
{
    const Rules* own = &m_anonymous;
    if (!who.anonymous) {
        const auto found = m_users.find(who.userName);
        own = found != m_users.end() ? &found->second : nullptr;
    }
    bool allowed = false;
    const auto apply = [&](const Rule& rule, std::string_view filter) {
        if (!mqtt::matches(filter, topic))
            return true;
        allowed = allowed || (rule.access & wanted) != 0;
        return rule.access != kDeny;
    };
    if (own != nullptr) {
        for (const Rule& rule : *own) {
            if (!apply(rule, rule.filter))
                return false;
        }
    }
    for (const Rule& rule : m_patterns) {
        const std::optional<std::string> filter = filled(rule.filter, who);
        if (filter && !apply(rule, *filter))
            return false;
    }
    return allowed;
}

bool AclFile::mayPublish(const Identity& who, std::string_view topic) const
{
    return may(who, topic, kWrite);
}

bool AclFile::mayRead(const Identity& who, std::string_view topic) const
{
    return may(who, topic, kRead);
}

} // namespace mqttscope::broker
