// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/filter/filter.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// Bytes that are looked for. Without `caseSensitive` the letters A to Z and a to z are the same.
class BytePattern {
public:
    /// More bytes than this are not looked for.
    static constexpr std::size_t kMaxLength = 4096;

    explicit BytePattern(std::vector<std::uint8_t> bytes, bool caseSensitive = true);

    [[nodiscard]] std::size_t length() const { return m_bytes.size(); }
    /// The first place in `bytes`; none if there is none, or nothing is looked for.
    [[nodiscard]] std::optional<std::uint32_t> findIn(field::ByteView bytes) const;

private:
    std::vector<std::uint8_t> m_bytes;
    bool m_caseSensitive;
};

/// Bytes as people write them: "4d 51 54 54", "0x4d51", "4d:51". None if that is no whole number of bytes.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> parseHexBytes(std::string_view text);

/// Where something was found.
struct FoundPlace {
    std::uint32_t frame = 0;
    std::uint8_t source = 0;               ///< of its dissection: 0 = the frame, else that of the messages
    std::optional<field::ByteRange> range; ///< in that source; none: the frame as a whole
};

/// Decides about one frame; called on one thread, in the order of the search.
using FrameTest = std::function<std::optional<FoundPlace>(std::uint32_t frame)>;

/// The bytes of the frame, and of the messages that it completes.
[[nodiscard]] FrameTest findBytes(const Document& document, const index::Snapshot& snapshot,
                                  BytePattern pattern);
/// The display filter.
[[nodiscard]] FrameTest findByFilter(const Document& document, const index::Snapshot& snapshot,
                                     filter::Filter filter);
/// The fields whose text (label and value, as `text` makes it) satisfies `matches`. The first of a frame
/// counts.
[[nodiscard]] FrameTest
findInFields(const Document& document, const index::Snapshot& snapshot,
             std::function<std::string(const field::FieldTree& tree, std::uint32_t node)> text,
             std::function<bool(std::string_view)> matches);

/// A search through rows of a list.
struct FindRun {
    std::vector<std::uint32_t> frames; ///< in the order of the list
    std::size_t from = 0;              ///< the row to begin at
    bool backwards = false;
    const std::atomic<bool>* cancelled = nullptr;        ///< looked at now and then
    std::function<void(std::size_t rows)> progress = {}; ///< rows done; now and then, on the same thread
};

/// What a search came to.
struct FindResult {
    std::optional<FoundPlace> place;
    bool complete = false; ///< false: cancelled before anything was found
};

/// Looks at each row once, from `from` on and then from the other end.
[[nodiscard]] FindResult findFrame(const FindRun& run, const FrameTest& test);

} // namespace mqttscope::analysis
