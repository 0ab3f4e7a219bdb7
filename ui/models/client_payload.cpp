// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_payload.h"

#include "ui/models/no_file.h"
#include "ui/models/quantity_text.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

QString translated(const char* sentence)
{
    return QCoreApplication::translate("ClientPayload", sentence);
}

std::vector<std::uint8_t> bytesOf(const QByteArray& bytes)
{
    return {bytes.begin(), bytes.end()};
}

TypedPayload wrong(const QString& sentence, qsizetype position = -1, qsizetype length = 0)
{
    TypedPayload payload;
    payload.verdict = {false, sentence, position, length};
    return payload;
}

/// A lone number or string is JSON too (RFC 8259 §2): within an array Qt reads it.
TypedPayload readJson(const QString& typed)
{
    const QByteArray bytes = typed.toUtf8();
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson('[' + bytes + ']', &error);
    qsizetype at = bytes.size();
    if (error.error == QJsonParseError::NoError && document.array().size() == 1) {
        TypedPayload payload;
        payload.bytes = bytesOf(bytes);
        return payload;
    }
    if (error.error != QJsonParseError::NoError)
        at = std::clamp<qsizetype>(error.offset - 1, 0, bytes.size());
    //: %1 counts bytes from 1
    return wrong(QCoreApplication::translate("Payload", "not valid JSON, from byte %1 on")
                     .arg(QLocale().toString(at + 1)),
                 QString::fromUtf8(bytes.left(at)).size(), at < bytes.size() ? 1 : 0);
}

TypedPayload readHex(const QString& typed)
{
    QByteArray digits;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const QChar c = typed[i];
        if (c.isSpace())
            continue;
        if (c.unicode() > 'f' || !QByteArray("0123456789abcdefABCDEF").contains(c.toLatin1()))
            return wrong(translated(QT_TRANSLATE_NOOP("ClientPayload", "not a hexadecimal digit (0–9, a–f)")),
                         i, 1);
        digits += c.toLatin1();
    }
    if (digits.size() % 2 != 0)
        return wrong(
            translated(QT_TRANSLATE_NOOP("ClientPayload", "a byte has two digits: the last one is missing")),
            typed.size());
    TypedPayload payload;
    payload.bytes = bytesOf(QByteArray::fromHex(digits));
    return payload;
}

} // namespace

TypedPayload readTypedPayload(PayloadInput input, const QString& typed)
{
    switch (input) {
    case PayloadInput::Json:
        return readJson(typed);
    case PayloadInput::Hex:
        return readHex(typed);
    case PayloadInput::Text:
    case PayloadInput::File:
        break;
    }
    TypedPayload payload;
    payload.bytes = bytesOf(typed.toUtf8());
    return payload;
}

TypedPayload readPayloadFile(const QString& path)
{
    if (path.isEmpty())
        return wrong(translated(QT_TRANSLATE_NOOP("ClientPayload", "choose a file")));
    if (isNoFile(path))
        return wrong(translated(QT_TRANSLATE_NOOP("ClientPayload", "that is no file")));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrong(file.errorString());
    const QByteArray bytes = file.read(kMaxPayloadFile + 1);
    if (bytes.size() > kMaxPayloadFile)
        return wrong(translated(QT_TRANSLATE_NOOP("ClientPayload", "larger than %1"))
                         .arg(sizeText(static_cast<std::uint64_t>(kMaxPayloadFile))));
    TypedPayload payload;
    payload.bytes = bytesOf(bytes);
    return payload;
}

QString payloadInputWord(PayloadInput input)
{
    switch (input) {
    case PayloadInput::Text:
        return translated(QT_TRANSLATE_NOOP("ClientPayload", "Text"));
    case PayloadInput::Json:
        return QStringLiteral("JSON");
    case PayloadInput::Hex:
        return translated(QT_TRANSLATE_NOOP("ClientPayload", "Hex"));
    case PayloadInput::File:
        return translated(QT_TRANSLATE_NOOP("ClientPayload", "File"));
    }
    return {};
}

} // namespace mqttscope::ui
