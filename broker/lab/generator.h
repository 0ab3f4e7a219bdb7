// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/sim/value_source.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker::lab {

enum class GeneratorKind : std::uint8_t {
    Fixed,   ///< `text`, each time
    Counter, ///< whole numbers from `from` on, by `step`
    Ramp,    ///< from `from` to `to` by `step`, then from the beginning
    Sine,    ///< between `from` and `to`, one turn in `periodMilliseconds`
    Random,  ///< anything between `from` and `to`; the same `seed` gives the same values
    Rows,    ///< those of `rows`, then from the beginning
};

/// Values that are published one after the other.
struct GeneratorOptions {
    static constexpr int kMinIntervalMilliseconds = 10;
    static constexpr int kMaxIntervalMilliseconds = 24 * 3600 * 1000;

    GeneratorKind kind{};
    std::string text;
    double from = 0;
    double to = 0;
    double step = 1;
    std::int64_t periodMilliseconds = 60'000;
    std::uint32_t decimals = 0;
    std::uint64_t seed = 1;
    std::vector<std::string> rows;
    int intervalMilliseconds = 1000;
    std::uint64_t count = 0; ///< 0 = until it is stopped

    friend bool operator==(const GeneratorOptions&, const GeneratorOptions&) = default;
};

/// Whether values can be made of it: numbers that are numbers, a period, rows, an interval within its limits.
[[nodiscard]] bool isValid(const GeneratorOptions& options);

/// One column of a CSV text as rows: fields between commas or semicolons (whichever the first line has), in
/// double quotes if they hold one. At most ValueOptions::kMaxList rows; lines without that column are left
/// out.
[[nodiscard]] std::vector<std::string> csvColumn(std::string_view text, std::size_t column);

/// Gives the values, as text.
class Generator {
public:
    /// `options` are valid.
    explicit Generator(GeneratorOptions options);
    Generator(const Generator&) = delete;
    Generator& operator=(const Generator&) = delete;
    /// The next value; nothing after the last. `elapsed`: since the first.
    [[nodiscard]] std::optional<std::string> next(Nanoseconds elapsed);

private:
    GeneratorOptions m_options;
    sim::ValueOptions m_values;
    std::optional<sim::ValueSource> m_source; ///< none: Fixed, Counter
    std::uint64_t m_made = 0;
};

} // namespace mqttscope::broker::lab
