// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace mqttscope::ui {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString wireText(std::string_view utf8, qsizetype limit)
{
    // Four bytes make at most one character: no need to convert a longer text than that.
    const std::string_view enough = utf8.substr(0, static_cast<std::size_t>(limit) * 4 + 4);
    QString line = text(enough);
    for (QChar& character : line) {
        const QChar::Category category = character.category();
        if (category == QChar::Other_Control || category == QChar::Other_Format ||
            category == QChar::Separator_Line || category == QChar::Separator_Paragraph)
            character = QChar::ReplacementCharacter;
    }
    if (line.size() > limit || enough.size() < utf8.size()) {
        line.truncate(limit - 1);
        line += QChar(0x2026);
    }
    return line;
}

QString hexText(field::ByteView bytes)
{
    return QString::fromLatin1(QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()),
                                                       static_cast<qsizetype>(bytes.size()))
                                   .toHex(' '));
}

QString hexPreview(field::ByteView bytes)
{
    constexpr std::size_t kWhole = 4;
    if (bytes.size() <= kWhole)
        return hexText(bytes);
    return hexText(bytes.first(kWhole - 1)) + QStringLiteral(" …");
}

QString wrapped(const QString& sentence, qsizetype width)
{
    QString out;
    qsizetype column = 0;
    for (const QString& word : sentence.split(QLatin1Char(' '))) {
        if (column > 0 && column + 1 + word.size() > width) {
            out += QLatin1Char('\n');
            column = 0;
        } else if (column > 0) {
            out += QLatin1Char(' ');
            ++column;
        }
        out += word;
        column += word.size();
    }
    return out;
}

QString versionText(mqtt::Version version)
{
    switch (version) {
    case mqtt::Version::Unknown:
        return QCoreApplication::translate("Version", "MQTT, version unknown");
    case mqtt::Version::V31:
        return QStringLiteral("MQTT 3.1");
    case mqtt::Version::V311:
        return QStringLiteral("MQTT 3.1.1");
    case mqtt::Version::V50:
        return QStringLiteral("MQTT 5.0");
    case mqtt::Version::Other:
        return QCoreApplication::translate("Version", "MQTT, other version");
    }
    return {};
}

} // namespace mqttscope::ui
