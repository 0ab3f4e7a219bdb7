// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mqttscope::broker::lab {
namespace {

/// Takes one field of a line; a quote within quotes is doubled (RFC 4180).
std::string takeField(std::string_view& text, char separator, bool& lineEnds)
{
    std::string field;
    bool quoted = false;
    std::size_t place = 0;
    lineEnds = true;
    for (; place < text.size(); ++place) {
        const char c = text[place];
        if (c == '"' && quoted && place + 1 < text.size() && text[place + 1] == '"') {
            field += c;
            ++place;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == separator || c == '\n')) {
            lineEnds = c == '\n';
            ++place;
            break;
        } else if (quoted || c != '\r') {
            field += c;
        }
    }
    text.remove_prefix(place);
    return field;
}

sim::ValueOptions valuesOf(const GeneratorOptions& options)
{
    sim::ValueOptions values;
    values.from = options.from;
    values.to = options.to;
    values.step = options.step;
    values.decimals = options.decimals;
    values.period = options.periodMilliseconds * kMillisecond;
    if (options.kind == GeneratorKind::Ramp) {
        values.kind = sim::ValueKind::Ramp;
    } else if (options.kind == GeneratorKind::Sine) {
        values.kind = sim::ValueKind::Sine;
        values.from = (options.from + options.to) / 2;
        values.to = (options.to - options.from) / 2;
    } else if (options.kind == GeneratorKind::Random) {
        values.kind = sim::ValueKind::Random;
    } else {
        values.kind = sim::ValueKind::List;
        values.list = options.rows;
    }
    return values;
}

} // namespace

bool isValid(const GeneratorOptions& options)
{
    const bool numbers = std::isfinite(options.from) && std::isfinite(options.to) &&
                         std::isfinite(options.step) && options.decimals <= sim::ValueOptions::kMaxDecimals;
    if (!numbers || options.intervalMilliseconds < GeneratorOptions::kMinIntervalMilliseconds ||
        options.intervalMilliseconds > GeneratorOptions::kMaxIntervalMilliseconds)
        return false;
    switch (options.kind) {
    case GeneratorKind::Fixed:
    case GeneratorKind::Counter:
    case GeneratorKind::Random:
        return true;
    case GeneratorKind::Ramp: // as many values as a number can count
        return options.step != 0 && std::abs((options.to - options.from) / options.step) < 1e9;
    case GeneratorKind::Sine:
        return options.periodMilliseconds > 0;
    case GeneratorKind::Rows:
        return !options.rows.empty() && options.rows.size() <= sim::ValueOptions::kMaxList;
    }
    return false;
}

std::vector<std::string> csvColumn(std::string_view text, std::size_t column)
{
    const std::string_view first = text.substr(0, text.find('\n'));
    const char separator =
        std::count(first.begin(), first.end(), ';') > std::count(first.begin(), first.end(), ',') ? ';' : ',';
    std::vector<std::string> rows;
    while (!text.empty() && rows.size() < sim::ValueOptions::kMaxList) {
        bool lineEnds = false;
        for (std::size_t place = 0; !lineEnds; ++place) {
            const bool nothing = text.empty() || text.front() == '\n' || text.starts_with("\r\n");
            std::string field = takeField(text, separator, lineEnds);
            if (place == column && !(place == 0 && nothing))
                rows.push_back(std::move(field));
        }
    }
    return rows;
}

Generator::Generator(GeneratorOptions options) : m_options(std::move(options)), m_values(valuesOf(m_options))
{
    if (m_options.kind != GeneratorKind::Fixed && m_options.kind != GeneratorKind::Counter)
        m_source.emplace(m_values, m_options.seed);
}

std::optional<std::string> Generator::next(Nanoseconds elapsed)
{
    if (m_options.count != 0 && m_made >= m_options.count)
        return std::nullopt;
    const auto number = static_cast<double>(m_made++);
    if (m_source)
        return m_source->next(elapsed);
    if (m_options.kind == GeneratorKind::Fixed)
        return m_options.text;
    return fmt::format("{:.0f}", m_options.from + m_options.step * number);
}

} // namespace mqttscope::broker::lab
