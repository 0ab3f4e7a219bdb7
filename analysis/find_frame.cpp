// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/find_frame.h"

#include "analysis/frame_filter.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace mqttscope::analysis {
namespace {

constexpr std::size_t kRowsPerLook = 128; ///< at whether anybody still wants the answer

constexpr std::uint8_t folded(std::uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<std::uint8_t>(byte + ('a' - 'A')) : byte;
}

std::optional<std::uint32_t> digitValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return static_cast<std::uint32_t>(digit - '0');
    if (digit >= 'a' && digit <= 'f')
        return static_cast<std::uint32_t>(digit - 'a' + 10);
    if (digit >= 'A' && digit <= 'F')
        return static_cast<std::uint32_t>(digit - 'A' + 10);
    return std::nullopt;
}

/// The messages of a frame as its dissection lays them out; none stands in several frames: nothing to add.
bool hasScatteredMessage(const index::Snapshot& snapshot, std::uint32_t frame)
{
    bool scattered = false;
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        scattered = snapshot.messages[message].inOnePiece == 0;
        return !scattered;
    });
    return scattered;
}

} // namespace

BytePattern::BytePattern(std::vector<std::uint8_t> bytes, bool caseSensitive)
    : m_bytes(std::move(bytes)), m_caseSensitive(caseSensitive)
{
    m_bytes.resize(std::min(m_bytes.size(), kMaxLength));
    if (!m_caseSensitive)
        std::transform(m_bytes.begin(), m_bytes.end(), m_bytes.begin(), folded);
}

std::optional<std::uint32_t> BytePattern::findIn(field::ByteView bytes) const
{
    if (m_bytes.empty())
        return std::nullopt;
    const auto found =
        m_caseSensitive
            ? std::search(bytes.begin(), bytes.end(), m_bytes.begin(), m_bytes.end())
            : std::search(bytes.begin(), bytes.end(), m_bytes.begin(), m_bytes.end(),
                          [](std::uint8_t have, std::uint8_t want) { return folded(have) == want; });
    if (found == bytes.end())
        return std::nullopt;
    return static_cast<std::uint32_t>(found - bytes.begin());
}

std::optional<std::vector<std::uint8_t>> parseHexBytes(std::string_view text)
{
    if (text.starts_with("0x") || text.starts_with("0X"))
        text.remove_prefix(2);
    std::vector<std::uint8_t> bytes;
    std::optional<std::uint32_t> high;
    for (const char c : text) {
        const std::optional<std::uint32_t> digit = digitValue(c);
        if (!digit) {
            const bool between = c == ' ' || c == ':' || c == '-' || c == '.' || c == ',';
            if (!between || high)
                return std::nullopt;
            continue;
        }
        if (high)
            bytes.push_back(static_cast<std::uint8_t>(*high << 4 | *digit));
        high = high ? std::nullopt : digit;
    }
    if (high || bytes.empty())
        return std::nullopt;
    return bytes;
}

FrameTest findBytes(const Document& document, const index::Snapshot& snapshot, BytePattern pattern)
{
    return [&document, &snapshot, pattern = std::move(pattern)](std::uint32_t frame) {
        std::optional<FoundPlace> place;
        const auto length = static_cast<std::uint32_t>(pattern.length());
        if (const auto at = pattern.findIn(document.source().bytes(snapshot.frame(frame)))) {
            place = FoundPlace{frame, 0, field::ByteRange{*at, length}};
            return place;
        }
        if (!hasScatteredMessage(snapshot, frame))
            return place;
        const auto dissection = document.dissect(snapshot, frame);
        const std::uint8_t source = dissection->messageSource();
        if (source == 0)
            return place;
        if (const auto at = pattern.findIn(dissection->sources[source].bytes))
            place = FoundPlace{frame, source, field::ByteRange{*at, length}};
        return place;
    };
}

FrameTest findByFilter(const Document& document, const index::Snapshot& snapshot, filter::Filter filter)
{
    // A std::function must be copyable, the filter at work is not.
    auto working = std::make_shared<FrameFilter>(std::move(filter));
    return [&document, &snapshot, working](std::uint32_t frame) {
        return working->matches(document, snapshot, frame) ? std::optional(FoundPlace{frame, 0, {}})
                                                           : std::nullopt;
    };
}

FrameTest findInFields(const Document& document, const index::Snapshot& snapshot,
                       std::function<std::string(const field::FieldTree& tree, std::uint32_t node)> text,
                       std::function<bool(std::string_view)> matches)
{
    return [&document, &snapshot, text = std::move(text),
            matches = std::move(matches)](std::uint32_t frame) -> std::optional<FoundPlace> {
        const auto dissection = document.dissect(snapshot, frame);
        for (std::uint32_t node = 0; node < dissection->tree.size(); ++node) {
            if (!matches(text(dissection->tree, node)))
                continue;
            const field::FieldNode& found = dissection->tree.node(node);
            return FoundPlace{frame, found.source, found.range};
        }
        return std::nullopt;
    };
}

FindResult findFrame(const FindRun& run, const FrameTest& test)
{
    FindResult result;
    const std::size_t rows = run.frames.size();
    for (std::size_t step = 0; step < rows; ++step) {
        if (step % kRowsPerLook == 0) {
            if (run.cancelled != nullptr && run.cancelled->load(std::memory_order_relaxed))
                return result;
            if (run.progress)
                run.progress(step);
        }
        const std::size_t row = run.backwards ? (run.from + rows - step) % rows : (run.from + step) % rows;
        result.place = test(run.frames[row]);
        if (result.place)
            break;
    }
    result.complete = true;
    return result;
}

} // namespace mqttscope::analysis
