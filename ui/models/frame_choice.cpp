// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/frame_choice.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

QString words(const char* english)
{
    return QCoreApplication::translate("FrameChoice", english);
}

} // namespace

tl::expected<std::vector<std::uint32_t>, QString> framesOfRange(const QString& range,
                                                                std::uint32_t frameCount)
{
    static const QRegularExpression kPart(QStringLiteral("^(\\d*)\\s*([-–]?)\\s*(\\d*)$"));
    static const QRegularExpression kSeparator(QStringLiteral("[,;]"));
    std::vector<std::pair<std::uint32_t, std::uint32_t>> parts;
    for (const QString& piece : range.split(kSeparator, Qt::SkipEmptyParts)) {
        const QString part = piece.trimmed();
        if (part.isEmpty())
            continue;
        const QRegularExpressionMatch match = kPart.match(part);
        const bool hasDash = !match.captured(2).isEmpty();
        const bool number = !match.captured(1).isEmpty() || !match.captured(3).isEmpty();
        if (!match.hasMatch() || !number || (!hasDash && !match.captured(3).isEmpty()))
            return tl::unexpected(
                words(QT_TRANSLATE_NOOP("FrameChoice", "“%1” names no frames: write 1-20, 25.")).arg(part));
        bool fits = true;
        const auto numberOr = [&fits](const QString& digits, std::uint32_t otherwise) {
            bool valid = true;
            const std::uint32_t value = digits.isEmpty() ? otherwise : digits.toUInt(&valid);
            fits = fits && valid;
            return value;
        };
        std::uint32_t first = numberOr(match.captured(1), 1);
        std::uint32_t last = hasDash ? numberOr(match.captured(3), frameCount) : first;
        if (!fits)
            continue; // more digits than a frame number has
        if (first > last && !match.captured(3).isEmpty())
            std::swap(first, last);
        parts.emplace_back(std::max(first, 1U), std::min(last, frameCount));
    }
    std::sort(parts.begin(), parts.end());
    std::vector<std::uint32_t> frames;
    for (const auto& [first, last] : parts) {
        const std::uint32_t from = frames.empty() ? first : std::max(first, frames.back() + 1);
        for (std::uint32_t frame = from; frame <= last; ++frame)
            frames.push_back(frame);
    }
    if (frames.empty())
        return tl::unexpected(
            words(QT_TRANSLATE_NOOP("FrameChoice", "None of these frames is in the capture.")));
    return frames;
}

} // namespace mqttscope::ui
