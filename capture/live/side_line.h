// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mqttscope::capture {

/// An interface from which frames now come. The first lines of the side channel, one for each interface.
struct InterfaceOpened {
    std::string interface;
    std::uint32_t linkType = 0;    ///< LINKTYPE_ number, as in the capture stream.
    std::uint32_t snapLength = 0;  ///< Frames are cut to this.
    std::uint64_t bufferBytes = 0; ///< What the system was asked to keep for us.
    bool nanoseconds = true;       ///< False: the times of the stream are whole microseconds.
    bool promiscuous = false;      ///< Whether it was asked for and the interface knows it.
    friend bool operator==(const InterfaceOpened&, const InterfaceOpened&) = default;
};

/// Totals since the start. The last ones are sent after the last frame.
struct InterfaceCounts {
    std::string interface;
    std::uint64_t captured = 0;         ///< Frames that stand in the stream.
    std::uint64_t received = 0;         ///< Frames that passed the filter, dropped ones included.
    std::uint64_t dropped = 0;          ///< Frames for which the buffer had no room.
    std::uint64_t interfaceDropped = 0; ///< Frames that the card or its driver lost.
    friend bool operator==(const InterfaceCounts&, const InterfaceCounts&) = default;
};

/// What went wrong.
enum class CaptureErrorCode : std::uint8_t {
    NoRights,        ///< `no-rights`: the program may not capture.
    NoSuchInterface, ///< `no-such-interface`
    BadFilter,       ///< `bad-filter`
    InterfaceDown,   ///< `interface-down`: not up when it should be opened.
    InterfaceGone,   ///< `interface-gone`: it was removed during the capture.
    WriteFailed,     ///< `write-failed`: the reader of the stream takes no more (disk full).
    Usage,           ///< `usage`: the program was called in a wrong way.
    Other,           ///< `other`: only `text` says what.
};

/// What went wrong, where.
struct CaptureError {
    CaptureErrorCode code = CaptureErrorCode::Other;
    std::string interface;               ///< Empty: none in particular.
    std::optional<std::size_t> position; ///< BadFilter: offset in the filter, its length = at its end.
    std::string text;                    ///< What the system or libpcap says, in English; may be empty.
    friend bool operator==(const CaptureError&, const CaptureError&) = default;
};

/// Why a capture ended.
enum class CaptureEndReason : std::uint8_t {
    Signal,        ///< `signal`: it was asked to.
    ReaderGone,    ///< `reader-gone`: nobody reads the stream.
    InterfaceGone, ///< `interface-gone`
    WriteFailed,   ///< `write-failed`
    Error,         ///< `error`: the error line before says which.
};

/// The last line. Without it the program was killed.
struct CaptureEnded {
    CaptureEndReason reason = CaptureEndReason::Error;
    friend bool operator==(const CaptureEnded&, const CaptureEnded&) = default;
};

/// A line of the side channel of mqttscope-capture.
using SideMessage = std::variant<InterfaceOpened, InterfaceCounts, CaptureError, CaptureEnded>;

/// Longest line, its newline included. It is written in one piece, so lines never mix (PIPE_BUF).
inline constexpr std::size_t kMaxSideLine = 4096;

/// The word of the format: `no-rights`.
[[nodiscard]] std::string_view nameOf(CaptureErrorCode code);
[[nodiscard]] std::string_view nameOf(CaptureEndReason reason);

/// The line of a message, with its newline. Fields stand between tabs: the kind, then `key=value`; in values
/// `\\`, `\t`, `\n`, `\r` and `\0` stand for what they say. Too long texts are cut.
[[nodiscard]] std::string sideLine(const SideMessage& message);

/// Reads a line, with or without its newline. None if it is not one: an unknown kind, a missing key, a number
/// that is none. Unknown keys count for nothing.
[[nodiscard]] std::optional<SideMessage> readSideLine(std::string_view line);

/// Cuts what comes through the side channel into lines. Keeps at most kMaxSideLine bytes.
class SideLineReader {
public:
    /// The messages of the lines that these bytes end. Lines that are no messages are counted, not kept.
    [[nodiscard]] std::vector<SideMessage> feed(std::string_view bytes);
    /// Lines that said nothing understandable, or were too long.
    [[nodiscard]] std::uint64_t unreadable() const noexcept { return m_unreadable; }

private:
    std::string m_line;     ///< What has come of a line.
    bool m_tooLong = false; ///< The rest of this line counts for nothing.
    std::uint64_t m_unreadable = 0;
};

} // namespace mqttscope::capture
