// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sim/scenario_place.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace mqttscope::broker::sim {
namespace {

constexpr std::size_t kMaxFound = 40; ///< characters of a value that a fault quotes
constexpr std::size_t kMaxBytes = std::size_t{1} << 20;

std::string quoted(const Json& value)
{
    std::string text = value.is_object()  ? std::string("{...}")
                       : value.is_array() ? std::string("[...]")
                                          : value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > kMaxFound) {
        std::size_t length = kMaxFound;
        while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0U) == 0x80U)
            --length; // a character is kept whole
        text = text.substr(0, length) + "...";
    }
    return text;
}

std::string escaped(std::string_view key)
{
    std::string made;
    for (const char c : key)
        made += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return made;
}

/// Nanoseconds of a number with its unit; none if it is not one.
std::optional<double> nanosecondsOf(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, double>, 5> kUnits = {
        {{"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"min", 60e9}, {"h", 3600e9}}};
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || !std::isfinite(number))
        return std::nullopt;
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
    for (const auto& [name, factor] : kUnits) {
        if (unit == name)
            return number * factor;
    }
    return std::nullopt;
}

} // namespace

void Place::fail(Wanted wanted, std::string choices, double low, double high) const
{
    m_faults->add({wanted, 0, m_pointer, quoted(*m_value), std::move(choices), low, high});
}

void Place::failAsDuration(Nanoseconds most) const
{
    fail(Wanted::Duration, {}, 0, static_cast<double>(most) / static_cast<double>(kSecond));
}

std::optional<Place> Place::at(const char* key)
{
    m_known.emplace_back(key);
    if (failed() || !m_value->is_object())
        return std::nullopt;
    const auto found = m_value->find(key);
    if (found == m_value->end())
        return std::nullopt;
    return Place(*m_faults, *found, m_pointer + '/' + escaped(key));
}

std::optional<Place> Place::need(const char* key)
{
    auto place = at(key);
    if (!place && !failed()) {
        if (m_value->is_object())
            fail(Wanted::Key, key);
        else
            fail(Wanted::Object);
    }
    return place;
}

void Place::each(const char* key, std::size_t most, const std::function<void(Place&)>& visit)
{
    const auto list = at(key);
    if (!list)
        return;
    if (!list->m_value->is_array())
        return list->fail(Wanted::Array);
    if (list->m_value->size() > most)
        return list->fail(Wanted::FewerItems, {}, 0, static_cast<double>(most));
    for (std::size_t i = 0; i < list->m_value->size() && !failed(); ++i) {
        Place item(*m_faults, (*list->m_value)[i], list->m_pointer + '/' + std::to_string(i));
        visit(item);
    }
}

void Place::finish() const
{
    if (failed())
        return;
    if (!m_value->is_object())
        return fail(Wanted::Object);
    for (const auto& [key, value] : m_value->items()) {
        if (std::find(m_known.begin(), m_known.end(), key) != m_known.end() || key == "comment")
            continue;
        std::string choices;
        for (const std::string& known : m_known) {
            if (!choices.empty())
                choices += ", ";
            choices += known;
        }
        m_faults->add({Wanted::KnownKey, 0, m_pointer + '/' + escaped(key), key, std::move(choices), 0, 0});
        return;
    }
}

std::string Place::asText() const
{
    if (!m_value->is_string()) {
        fail(Wanted::Text);
        return {};
    }
    return m_value->get<std::string>();
}

bool Place::asBoolean() const
{
    if (m_value->is_boolean())
        return m_value->get<bool>();
    fail(Wanted::Boolean);
    return false;
}

std::uint64_t Place::asInteger(std::uint64_t low, std::uint64_t high) const
{
    if (m_value->is_number_unsigned()) {
        const auto number = m_value->get<std::uint64_t>();
        if (number >= low && number <= high)
            return number;
    }
    fail(Wanted::Integer, {}, static_cast<double>(low), static_cast<double>(high));
    return low;
}

double Place::asNumber(double low, double high) const
{
    if (m_value->is_number()) {
        const auto number = m_value->get<double>();
        if (number >= low && number <= high)
            return number;
    }
    fail(Wanted::Number, {}, low, high);
    return low;
}

Nanoseconds Place::asDuration(Nanoseconds most) const
{
    std::optional<double> length;
    if (m_value->is_number())
        length = m_value->get<double>() * 1e9;
    else if (m_value->is_string())
        length = nanosecondsOf(m_value->get_ref<const std::string&>());
    if (length && *length >= 0 && *length <= static_cast<double>(most))
        return std::llround(*length);
    failAsDuration(most);
    return 0;
}

std::vector<std::uint8_t> Place::asBytes() const
{
    std::vector<std::uint8_t> made;
    const std::string text = asText();
    bool good = text.size() <= 3 * kMaxBytes;
    for (std::size_t i = 0; i < text.size() && good;) {
        if (text[i] == ' ') {
            ++i;
        } else if (text[i] == '\'') {
            const std::size_t end = text.find('\'', i + 1);
            good = end != std::string::npos;
            if (good)
                made.insert(made.end(), text.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                            text.begin() + static_cast<std::ptrdiff_t>(end));
            i = end + 1;
        } else {
            unsigned number = 0;
            const char* const from = text.data() + i;
            good = i + 2 <= text.size() && std::from_chars(from, from + 2, number, 16).ptr == from + 2;
            made.push_back(static_cast<std::uint8_t>(number));
            i += 2;
        }
    }
    if (!good || made.size() > kMaxBytes) {
        fail(Wanted::HexBytes);
        return {};
    }
    return made;
}

void Place::read(const char* key, std::string& to)
{
    if (const auto place = at(key))
        to = place->asText();
}

void Place::read(const char* key, bool& to)
{
    if (const auto place = at(key))
        to = place->asBoolean();
}

void Place::readDuration(const char* key, Nanoseconds& to, Nanoseconds most)
{
    if (const auto place = at(key))
        to = place->asDuration(most);
}

/// An object of names and texts, or an array of pairs where a name comes twice.
void Place::readUserProperties(const char* key, UserProperties& to)
{
    const auto place = at(key);
    if (!place)
        return;
    const Json& value = place->value();
    if (!value.is_object() && !value.is_array())
        return place->fail(Wanted::Object);
    for (const auto& [name, one] : value.items()) {
        const Place item(*m_faults, one, place->pointer() + '/' + escaped(name));
        if (value.is_object()) {
            to.emplace_back(name, item.asText());
        } else if (one.is_array() && one.size() == 2 && one[0].is_string() && one[1].is_string()) {
            to.emplace_back(one[0].get<std::string>(), one[1].get<std::string>());
        } else {
            return item.fail(Wanted::Array);
        }
    }
}

} // namespace mqttscope::broker::sim
