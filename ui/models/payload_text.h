// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/payload.h"

#include <QByteArray>
#include <QString>

namespace mqttscope::ui {

/// What the bytes of an application message look like.
enum class PayloadKind : std::uint8_t {
    Empty,
    Text,   ///< UTF-8 without control characters
    Json,   ///< an object or an array
    Base64, ///< base64 of a picture
    Image,  ///< a picture, by its first bytes
    Binary, ///< anything else
};

/// Kinds of pictures, by content.
enum class ImageFormat : std::uint8_t { None, Png, Jpeg, Gif, Bmp, Svg, WebP };

/// An application message made readable in several ways. Values only: made on any thread.
struct PayloadTexts {
    /// Bytes of a message that are read for showing; saving takes all.
    static constexpr std::size_t kMaxRead = std::size_t{8} * 1024 * 1024;
    /// Bytes that become text, JSON or base64.
    static constexpr std::size_t kMaxText = 64 * 1024;
    /// Bytes that become a hex dump.
    static constexpr std::size_t kMaxHex = 16 * 1024;
    /// Characters of JSON with line breaks.
    static constexpr qsizetype kMaxPretty = 256 * 1024;

    analysis::Payload payload;
    PayloadKind best = PayloadKind::Empty;
    bool utf8 = false;
    bool cut = false;                             ///< more than is shown as text
    QString text;                                 ///< control characters and direction marks replaced
    QString json;                                 ///< with line breaks; empty if it is not JSON
    QString jsonProblem;                          ///< why it is not, if it looks as if it should be
    QString hex;                                  ///< with offsets and characters
    QByteArray decoded;                           ///< what base64 stands for; empty if it is none
    ImageFormat image = ImageFormat::None;        ///< of the payload
    ImageFormat decodedImage = ImageFormat::None; ///< of what base64 stands for
};

/// Looks at a message; its Content Type and Payload Format Indicator count.
[[nodiscard]] PayloadTexts describePayload(analysis::Payload payload);

[[nodiscard]] ImageFormat imageFormatOf(const QByteArray& bytes);
/// "PNG"; empty for None.
[[nodiscard]] QString imageFormatName(ImageFormat format);
/// Valid JSON with one value per line; nothing of it is changed or put in another order.
[[nodiscard]] QString prettyJson(QStringView json);
/// "0000  48 65 6c ...  Hel", at most `limit` bytes.
[[nodiscard]] QString hexDump(field::ByteView bytes, std::size_t limit);

} // namespace mqttscope::ui
