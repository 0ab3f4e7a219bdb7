// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sim/value_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mqttscope::broker::sim {

std::uint64_t Random::next()
{
    m_state += 0x9e37'79b9'7f4a'7c15;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58'476d'1ce4'e5b9;
    z = (z ^ (z >> 27)) * 0x94d0'49bb'1331'11eb;
    return z ^ (z >> 31);
}

double Random::fraction()
{
    constexpr double kScale = 1.0 / 9'007'199'254'740'992.0; // 2^-53
    return static_cast<double>(next() >> 11) * kScale;
}

ValueSource::ValueSource(const ValueOptions& options, std::uint64_t seed)
    : m_options(&options), m_random(seed), m_walk((options.from + options.to) / 2)
{
}

double ValueSource::number(Nanoseconds now)
{
    const ValueOptions& o = *m_options;
    switch (o.kind) {
    case ValueKind::Ramp: {
        // A step may be slightly short of its place because decimal fractions have no exact binary form.
        const double steps = o.step == 0 ? 0 : std::floor((o.to - o.from) / o.step + 1e-9);
        const auto count = static_cast<std::uint64_t>(std::max(steps, 0.0)) + 1;
        return o.from + o.step * static_cast<double>(m_count % count);
    }
    case ValueKind::Sine: {
        const double turns = static_cast<double>(now % o.period) / static_cast<double>(o.period);
        return o.from + o.to * std::sin(2 * std::numbers::pi * turns);
    }
    case ValueKind::Random:
        return o.from + (o.to - o.from) * m_random.fraction();
    case ValueKind::Walk:
        if (m_count > 0)
            m_walk = std::clamp(m_walk + o.step * (2 * m_random.fraction() - 1), o.from, o.to);
        return m_walk;
    case ValueKind::List:
        break;
    }
    return 0;
}

std::string ValueSource::next(Nanoseconds now)
{
    std::string text = m_options->kind == ValueKind::List
                           ? m_options->list[m_count % m_options->list.size()]
                           : fmt::format("{:.{}f}", number(now), m_options->decimals);
    if (m_options->kind != ValueKind::List && text.find_first_not_of("-0.") == std::string::npos &&
        text[0] == '-')
        text.erase(0, 1); // no minus zero
    ++m_count;
    return text;
}

} // namespace mqttscope::broker::sim
