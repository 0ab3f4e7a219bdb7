// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/date_time.h"

#include "dissector/filter/character.h"

#include <array>
#include <cstddef>

namespace mqttscope::filter {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::size_t kFractionDigits = 9;
constexpr int kMonths = 12;
constexpr std::array<std::string_view, kMonths> kMonthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Moment {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::int64_t nanosecond = 0;
};

/// Takes parts of a text off its beginning.
class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) { skipSpaces(); }

    [[nodiscard]] bool atEnd() const { return m_text.empty(); }
    [[nodiscard]] bool atDigit() const { return !m_text.empty() && isDigit(m_text.front()); }
    void skipSpaces()
    {
        while (!m_text.empty() && isSpace(m_text.front()))
            m_text.remove_prefix(1);
    }
    bool take(std::string_view word)
    {
        if (!m_text.starts_with(word))
            return false;
        m_text.remove_prefix(word.size());
        return true;
    }
    /// A number of at most `digits` digits, from `least` to `most`.
    bool number(int& value, std::size_t digits, int least, int most)
    {
        std::size_t length = 0;
        int read = 0;
        while (length < digits && length < m_text.size() && isDigit(m_text[length]))
            read = read * 10 + (m_text[length++] - '0');
        if (length == 0 || read < least || read > most)
            return false;
        m_text.remove_prefix(length);
        value = read;
        return true;
    }
    /// Behind a dot; digits after the ninth must not be there.
    bool fraction(std::int64_t& nanoseconds)
    {
        std::size_t length = 0;
        nanoseconds = 0;
        while (length < m_text.size() && isDigit(m_text[length]) && length < kFractionDigits)
            nanoseconds = nanoseconds * 10 + (m_text[length++] - '0');
        m_text.remove_prefix(length);
        for (std::size_t i = length; i < kFractionDigits; ++i)
            nanoseconds *= 10;
        return length > 0;
    }

private:
    std::string_view m_text;
};

/// Days since 1970-01-01 in the Gregorian calendar, by counting years that begin in March.
std::int64_t daysSince1970(const Moment& m)
{
    const std::int64_t year = m.month <= 2 ? m.year - 1 : m.year;
    const std::int64_t month = m.month <= 2 ? m.month + 9 : m.month - 3;
    const std::int64_t yearDays = (153 * month + 2) / 5 + m.day - 1;
    return 365 * year + year / 4 - year / 100 + year / 400 + yearDays - 719'468;
}

/// "21:30", "21:30:00", "21:30:00.5"; seconds may be wanted.
bool readClock(Reader& reader, Moment& m, bool secondsWanted)
{
    if (!reader.number(m.hour, 2, 0, 23))
        return false;
    if (!reader.take(":"))
        return !secondsWanted;
    if (!reader.number(m.minute, 2, 0, 59))
        return false;
    if (!reader.take(":"))
        return !secondsWanted;
    if (!reader.number(m.second, 2, 0, 60)) // 60: a leap second
        return false;
    return !reader.take(".") || reader.fraction(m.nanosecond);
}

bool readIsoDate(Reader& reader, Moment& m)
{
    return reader.number(m.year, 4, 0, 9999) && reader.take("-") && reader.number(m.month, 2, 1, kMonths) &&
           reader.take("-") && reader.number(m.day, 2, 1, 31);
}

/// "Nov 25, 2026 "
bool readMonthDate(Reader& reader, Moment& m)
{
    m.month = 0;
    for (int i = 0; i < kMonths; ++i) {
        if (reader.take(kMonthNames[static_cast<std::size_t>(i)]))
            m.month = i + 1;
    }
    reader.skipSpaces();
    if (m.month == 0 || !reader.number(m.day, 2, 1, 31) || !reader.take(","))
        return false;
    reader.skipSpaces();
    return reader.number(m.year, 4, 1900, 9999);
}

/// "Z", "UTC", "+01:00", "+0100", "+01", or nothing. Seconds east of UTC.
bool readZone(Reader& reader, bool& local, int& offset)
{
    reader.skipSpaces();
    local = false;
    offset = 0;
    if (reader.atEnd()) {
        local = true;
        return true;
    }
    if (reader.take("Z") || reader.take("UTC"))
        return reader.atEnd();
    const bool east = reader.take("+");
    if (!east && !reader.take("-"))
        return false;
    int hours = 0;
    int minutes = 0;
    if (!reader.number(hours, 2, 0, 23))
        return false;
    const bool colon = reader.take(":");
    if ((colon || reader.atDigit()) && !reader.number(minutes, 2, 0, 59))
        return false;
    offset = (hours * 60 + minutes) * 60 * (east ? 1 : -1);
    return reader.atEnd();
}

} // namespace

std::optional<DateTime> parseDateTime(std::string_view text)
{
    Reader reader{text};
    Moment moment;
    if (reader.atDigit()) {
        if (!readIsoDate(reader, moment))
            return std::nullopt;
        const bool separated = reader.take("T") || reader.take(" ");
        reader.skipSpaces();
        if (separated && reader.atDigit() && !readClock(reader, moment, false))
            return std::nullopt;
    } else {
        if (!readMonthDate(reader, moment))
            return std::nullopt;
        reader.skipSpaces();
        if (!readClock(reader, moment, true))
            return std::nullopt;
    }
    DateTime result;
    int offset = 0;
    if (!readZone(reader, result.local, offset))
        return std::nullopt;
    const std::int64_t seconds = daysSince1970(moment) * kSecondsPerDay + moment.hour * 3600 +
                                 moment.minute * 60 + moment.second - offset;
    constexpr std::int64_t kMostSeconds = INT64_MAX / kNsPerSecond - 1;
    if (seconds > kMostSeconds || seconds < -kMostSeconds)
        return std::nullopt;
    result.nanoseconds = seconds * kNsPerSecond + moment.nanosecond;
    return result;
}

} // namespace mqttscope::filter
