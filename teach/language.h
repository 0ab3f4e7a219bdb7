// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mqttscope::teach {

/// The languages in which everything exists.
enum class Language : std::uint8_t {
    English,
    French,
};

/// All of them.
inline constexpr std::array kLanguages = {Language::English, Language::French};

/// "en" or "fr": the name of the folder of its contents and the argument of `--lang`.
[[nodiscard]] constexpr std::string_view languageCode(Language language)
{
    return language == Language::French ? "fr" : "en";
}

/// The language of a code; none if it is neither "en" nor "fr".
[[nodiscard]] constexpr std::optional<Language> languageOf(std::string_view code)
{
    for (const Language language : kLanguages) {
        if (languageCode(language) == code)
            return language;
    }
    return std::nullopt;
}

} // namespace mqttscope::teach
