// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/payload_text.h"

#include "dissector/mqtt/utf8.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kMaxIndent = 24;

bool isBlank(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\t') || c == QLatin1Char('\n') ||
           c == QLatin1Char('\r');
}

/// Characters that would change how others are shown become U+FFFD; line breaks and tabs stay.
QString harmless(QString text)
{
    for (QChar& c : text) {
        const QChar::Category category = c.category();
        const bool control = category == QChar::Other_Control || category == QChar::Other_Format ||
                             category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
        if (control && !isBlank(c))
            c = QChar::ReplacementCharacter;
    }
    return text;
}

/// Not in the middle of a character of UTF-8.
std::size_t wholeCharacters(const std::vector<std::uint8_t>& bytes, std::size_t limit)
{
    if (bytes.size() <= limit)
        return bytes.size();
    while (limit > 0 && (bytes[limit] & 0xC0U) == 0x80U)
        --limit;
    return limit;
}

bool hasControls(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x7f || (byte < 0x20 && c != '\n' && c != '\r' && c != '\t');
    });
}

QByteArray decodeBase64(QByteArray text)
{
    static const QByteArray kComma(";base64,");
    if (text.startsWith("data:")) {
        const qsizetype start = text.left(200).indexOf(kComma);
        if (start < 0)
            return {};
        text.remove(0, start + kComma.size());
    }
    QByteArray plain;
    for (const char c : text) {
        if (c != '\n' && c != '\r' && c != ' ')
            plain += c;
    }
    constexpr qsizetype kLeast = 8; // shorter ones are words
    if (plain.size() < kLeast || plain.size() % 4 != 0)
        return {};
    const auto result = QByteArray::fromBase64Encoding(plain, QByteArray::AbortOnBase64DecodingErrors);
    return result ? *result : QByteArray();
}

void readJson(PayloadTexts& into)
{
    const QString& text = into.text;
    const qsizetype first =
        std::find_if(text.begin(), text.end(), [](QChar c) { return !isBlank(c); }) - text.begin();
    const bool looksSo =
        first < text.size() && (text[first] == QLatin1Char('{') || text[first] == QLatin1Char('['));
    const bool saysSo = into.payload.contentType.find("json") != std::string::npos;
    if (!looksSo && !saysSo)
        return;
    if (into.cut) {
        into.jsonProblem = QCoreApplication::translate("Payload", "too long to be shown as JSON");
        return;
    }
    QJsonParseError error{};
    (void)QJsonDocument::fromJson(
        QByteArray::fromRawData(reinterpret_cast<const char*>(into.payload.bytes.data()),
                                static_cast<qsizetype>(into.payload.bytes.size())),
        &error);
    if (error.error != QJsonParseError::NoError) {
        // A lone number or string is JSON too, but nothing that wants line breaks.
        if (looksSo)
            //: %1 counts bytes from 1
            into.jsonProblem = QCoreApplication::translate("Payload", "not valid JSON, from byte %1 on")
                                   .arg(QLocale().toString(error.offset + 1));
        return;
    }
    into.json = prettyJson(text);
    into.best = PayloadKind::Json;
}

} // namespace

QString imageFormatName(ImageFormat format)
{
    switch (format) {
    case ImageFormat::None:
        return {};
    case ImageFormat::Png:
        return QStringLiteral("PNG");
    case ImageFormat::Jpeg:
        return QStringLiteral("JPEG");
    case ImageFormat::Gif:
        return QStringLiteral("GIF");
    case ImageFormat::Bmp:
        return QStringLiteral("BMP");
    case ImageFormat::Svg:
        return QStringLiteral("SVG");
    case ImageFormat::WebP:
        return QStringLiteral("WebP");
    }
    return {};
}

ImageFormat imageFormatOf(const QByteArray& bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return ImageFormat::Png;
    if (bytes.startsWith("\xff\xd8\xff"))
        return ImageFormat::Jpeg;
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return ImageFormat::Gif;
    constexpr qsizetype kBmpHeader = 26;
    if (bytes.startsWith("BM") && bytes.size() > kBmpHeader && bytes[6] == 0 && bytes[7] == 0)
        return ImageFormat::Bmp;
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return ImageFormat::WebP;
    const QByteArray head = bytes.left(512).trimmed();
    if (head.startsWith("<svg") || (head.startsWith("<?xml") && head.contains("<svg")))
        return ImageFormat::Svg;
    return ImageFormat::None;
}

QString prettyJson(QStringView json)
{
    QString out;
    int depth = 0;
    bool quoted = false;
    bool escaped = false;
    const auto newLine = [&] {
        out += QLatin1Char('\n') + QString(2 * std::min(depth, kMaxIndent), QLatin1Char(' '));
    };
    for (qsizetype i = 0; i < json.size(); ++i) {
        if (out.size() > PayloadTexts::kMaxPretty)
            return out + QStringLiteral("\n…");
        const QChar c = json[i];
        if (quoted) {
            out += c;
            quoted = escaped || c != QLatin1Char('"');
            escaped = !escaped && c == QLatin1Char('\\');
            continue;
        }
        if (isBlank(c))
            continue;
        if (c == QLatin1Char('"')) {
            quoted = true;
            out += c;
        } else if (c == QLatin1Char('{') || c == QLatin1Char('[')) {
            out += c;
            qsizetype next = i + 1;
            while (next < json.size() && isBlank(json[next]))
                ++next;
            if (next < json.size() && (json[next] == QLatin1Char('}') || json[next] == QLatin1Char(']'))) {
                out += json[next];
                i = next;
                continue;
            }
            ++depth;
            newLine();
        } else if (c == QLatin1Char('}') || c == QLatin1Char(']')) {
            --depth;
            newLine();
            out += c;
        } else if (c == QLatin1Char(',')) {
            out += c;
            newLine();
        } else if (c == QLatin1Char(':')) {
            out += QStringLiteral(": ");
        } else {
            out += c;
        }
    }
    return out;
}

QString hexDump(field::ByteView bytes, std::size_t limit)
{
    constexpr std::size_t kRow = 16;
    QString out;
    const std::size_t end = std::min(bytes.size(), limit);
    for (std::size_t at = 0; at < end; at += kRow) {
        QString characters;
        out += QStringLiteral("%1  ").arg(at, 4, 16, QLatin1Char('0'));
        for (std::size_t i = at; i < at + kRow; ++i) {
            if (i >= end) {
                out += QStringLiteral("   ");
            } else {
                out += QStringLiteral("%1 ").arg(bytes[i], 2, 16, QLatin1Char('0'));
                characters += bytes[i] >= 0x20 && bytes[i] < 0x7f ? QLatin1Char(static_cast<char>(bytes[i]))
                                                                  : QLatin1Char('.');
            }
            if (i == at + kRow / 2 - 1)
                out += QLatin1Char(' ');
        }
        out += QLatin1Char(' ') + characters + QLatin1Char('\n');
    }
    return out;
}

PayloadTexts describePayload(analysis::Payload payload)
{
    PayloadTexts texts;
    texts.payload = std::move(payload);
    const auto& bytes = texts.payload.bytes;
    const std::size_t end = wholeCharacters(bytes, PayloadTexts::kMaxText);
    texts.cut = bytes.size() > end || texts.payload.size > bytes.size();
    const std::string_view characters(reinterpret_cast<const char*>(bytes.data()), end);
    texts.utf8 = mqtt::isWellFormedUtf8(characters);
    texts.text = harmless(QString::fromUtf8(characters.data(), static_cast<qsizetype>(characters.size())));
    texts.hex = hexDump(bytes, PayloadTexts::kMaxHex);
    const QByteArray raw = QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()),
                                                   static_cast<qsizetype>(bytes.size()));
    texts.image = imageFormatOf(raw);
    if (bytes.empty()) {
        texts.best = PayloadKind::Empty;
        return texts;
    }
    const bool readable = texts.utf8 && !hasControls(characters);
    // 5.0 §3.3.2.3.2: the sender says that it is text.
    texts.best =
        readable || (texts.utf8 && texts.payload.format == 1) ? PayloadKind::Text : PayloadKind::Binary;
    if (texts.utf8)
        readJson(texts);
    if (readable && texts.json.isEmpty()) {
        texts.decoded = decodeBase64(raw);
        texts.decodedImage = imageFormatOf(texts.decoded);
    }
    if (texts.image != ImageFormat::None)
        texts.best = PayloadKind::Image;
    else if (texts.decodedImage != ImageFormat::None)
        texts.best = PayloadKind::Base64;
    return texts;
}

} // namespace mqttscope::ui
