// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/byte_readings.h"

#include "ui/models/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringDecoder>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr std::size_t kMaxNumber = 8;   ///< bytes of a number
constexpr std::size_t kMaxBinary = 2;   ///< bytes shown as bits
constexpr std::size_t kMaxText = 24;    ///< characters of a text
constexpr std::size_t kMaxVariable = 4; ///< MQTT 5.0 §1.5.5

// Outside these years four bytes are hardly a time.
constexpr qint64 kYear2000 = 946'684'800;
constexpr qint64 kYear2100 = 4'102'444'800;

QString grouped(std::uint64_t number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString quoted(const QString& text)
{
    //: a text in quotation marks
    return QCoreApplication::translate("ByteReadings", "“%1”").arg(text);
}

std::uint64_t bigEndian(field::ByteView bytes)
{
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes)
        number = number << 8 | byte;
    return number;
}

QString binary(field::ByteView bytes)
{
    QStringList nibbles;
    for (const std::uint8_t byte : bytes) {
        nibbles += QStringLiteral("%1").arg(byte >> 4, 4, 2, QLatin1Char('0'));
        nibbles += QStringLiteral("%1").arg(byte & 15, 4, 2, QLatin1Char('0'));
    }
    return nibbles.join(QLatin1Char(' '));
}

/// Bytes of the character that one byte begins; 0 if none can begin so.
std::size_t lengthOfCharacter(std::uint8_t byte)
{
    if (byte < 0x80)
        return 1;
    if (byte >= 0xc2 && byte < 0xe0)
        return 2;
    if (byte >= 0xe0 && byte < 0xf0)
        return 3;
    return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}

QString utf8(field::ByteView bytes, std::size_t count)
{
    const std::size_t wanted = count == 1 ? lengthOfCharacter(bytes[0]) : count;
    if (wanted == 0 || wanted > bytes.size())
        return {};
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded =
        decoder(QByteArrayView(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(wanted)));
    const bool printable =
        std::all_of(decoded.begin(), decoded.end(), [](QChar c) { return c.isPrint() || c.isSurrogate(); });
    if (decoder.hasError() || !printable || decoded.isEmpty())
        return {};
    return quoted(decoded.size() > static_cast<qsizetype>(kMaxText)
                      ? decoded.left(static_cast<qsizetype>(kMaxText)) + QChar(0x2026)
                      : decoded);
}

QString variableByteInteger(field::ByteView bytes)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < std::min(bytes.size(), kMaxVariable); ++i) {
        number |= std::uint64_t{bytes[i] & 0x7fU} << (7 * i);
        if ((bytes[i] & 0x80) != 0)
            continue;
        const int length = static_cast<int>(i) + 1;
        return QCoreApplication::translate("ByteReadings", "%1 (%n byte(s))", "a number and its length",
                                           length)
            .arg(grouped(number));
    }
    return {};
}

QString unixTime(field::ByteView bytes)
{
    const auto seconds = static_cast<qint64>(bigEndian(bytes.first(4)));
    if (seconds < kYear2000 || seconds >= kYear2100)
        return {};
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

} // namespace

std::array<QString, kReadingCount> readings(field::ByteView bytes, std::size_t count)
{
    std::array<QString, kReadingCount> values;
    const auto at = [&](Reading reading) -> QString& { return values[static_cast<std::size_t>(reading)]; };
    count = std::min(count, bytes.size());
    if (count == 0)
        return values;
    if (count <= kMaxNumber) {
        const std::uint64_t number = bigEndian(bytes.first(count));
        at(Reading::Hexadecimal) =
            QStringLiteral("0x%1").arg(number, static_cast<int>(2 * count), 16, QLatin1Char('0'));
        at(Reading::Decimal) = grouped(number);
    }
    if (count <= kMaxBinary)
        at(Reading::Binary) = binary(bytes.first(count));
    if (count == 1 && bytes[0] >= 0x20 && bytes[0] < 0x7f)
        at(Reading::Character) = quoted(QString(QChar(bytes[0])));
    if (bytes.size() >= 2 && count <= 2) {
        at(Reading::Big16) = grouped(bigEndian(bytes.first(2)));
        at(Reading::Little16) = grouped(std::uint64_t{bytes[1]} << 8 | bytes[0]);
    }
    if (bytes.size() >= 4 && count <= 4) {
        at(Reading::Big32) = grouped(bigEndian(bytes.first(4)));
        at(Reading::Ipv4) =
            QStringLiteral("%1.%2.%3.%4").arg(bytes[0]).arg(bytes[1]).arg(bytes[2]).arg(bytes[3]);
        at(Reading::UnixTime) = unixTime(bytes);
    }
    at(Reading::Utf8) = utf8(bytes, count);
    at(Reading::VariableByte) = variableByteInteger(bytes);
    return values;
}

} // namespace mqttscope::ui
