// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/number_text.h"

#include <fmt/format.h>

namespace mqttscope::teach {
namespace {

constexpr std::string_view kNarrowSpace = "\u202f"; ///< U+202F, does not break a line

struct Words {
    std::string_view one;
    std::string_view many;
};

Words englishWords(field::Unit unit)
{
    switch (unit) {
    case field::Unit::None:
        return {};
    case field::Unit::Bytes:
        return {"byte", "bytes"};
    case field::Unit::Words32:
        return {"word of 4 bytes", "words of 4 bytes"};
    case field::Unit::Words64:
        return {"word of 8 bytes", "words of 8 bytes"};
    case field::Unit::Seconds:
        return {"second", "seconds"};
    case field::Unit::Hops:
        return {"hop", "hops"};
    case field::Unit::Messages:
        return {"message", "messages"};
    }
    return {};
}

Words frenchWords(field::Unit unit)
{
    switch (unit) {
    case field::Unit::None:
        return {};
    case field::Unit::Bytes:
        return {"octet", "octets"};
    case field::Unit::Words32:
        return {"mot de 4 octets", "mots de 4 octets"};
    case field::Unit::Words64:
        return {"mot de 8 octets", "mots de 8 octets"};
    case field::Unit::Seconds:
        return {"seconde", "secondes"};
    case field::Unit::Hops:
        return {"saut", "sauts"};
    case field::Unit::Messages:
        return {"message", "messages"};
    }
    return {};
}

} // namespace

std::string groupedNumber(std::uint64_t number, Language language)
{
    const std::string digits = fmt::format("{}", number);
    const std::string_view separator = language == Language::French ? kNarrowSpace : std::string_view{","};
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            out += separator;
        out += digits[i];
    }
    return out;
}

std::string_view unitWord(field::Unit unit, std::uint64_t number, Language language)
{
    const bool french = language == Language::French;
    const Words words = french ? frenchWords(unit) : englishWords(unit);
    const bool one = french ? number < 2 : number == 1;
    return one ? words.one : words.many;
}

std::string secondsText(std::uint64_t milliseconds, Language language)
{
    const bool french = language == Language::French;
    std::string out = groupedNumber(milliseconds / 1000, language);
    if (std::uint64_t fraction = milliseconds % 1000; fraction != 0) {
        std::string decimals = fmt::format("{:03}", fraction);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        out += (french ? ',' : '.') + decimals;
    }
    return out + (french ? "\u00a0s" : " s");
}

} // namespace mqttscope::teach
