// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/file_error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mqttscope::capture {

/// What a piece of a capture stream is.
enum class RecordKind : std::uint8_t {
    Header,     ///< What each file needs at its beginning: the pcap header, a section, an interface.
    Frame,      ///< A frame.
    Statistics, ///< pcapng: what an interface counted.
    Other,      ///< pcapng: any other block.
    Raw,        ///< Bytes of a compressed stream, which has no records that could be seen.
};

/// A whole record of a capture stream.
struct StreamRecord {
    RecordKind kind = RecordKind::Other;
    std::span<const std::uint8_t> bytes; ///< Until the next call of the cutter.
};

/// Cuts a capture that comes as a stream, pcap or pcapng in any byte order, into whole records. Of frames it
/// reads the lengths only. Keeps no more than the record that has begun (kMaxCapturedLength) and what was fed
/// last.
class RecordCutter {
public:
    void feed(std::span<const std::uint8_t> bytes);
    /// The next record that is complete; none: more must be fed, or the stream is damaged.
    [[nodiscard]] std::optional<StreamRecord> next();

    /// Why nothing comes any more; its offset counts from the beginning of the stream.
    [[nodiscard]] const std::optional<FileError>& damage() const noexcept { return m_damage; }
    /// Bytes of a record that is not complete.
    [[nodiscard]] std::span<const std::uint8_t> rest() const noexcept
    {
        return std::span{m_buffer}.subspan(m_at);
    }
    /// The stream is pcapng: known once a record has come.
    [[nodiscard]] bool isPcapng() const noexcept { return m_form == Form::Pcapng; }
    /// The stream is compressed: only bytes are known of it.
    [[nodiscard]] bool isRaw() const noexcept { return m_form == Form::Raw; }

private:
    enum class Form : std::uint8_t { Unknown, Pcap, Pcapng, Raw };

    void recognise();
    [[nodiscard]] std::uint32_t number(std::size_t at) const;
    [[nodiscard]] std::optional<StreamRecord> nextPcap();
    [[nodiscard]] std::optional<StreamRecord> nextBlock();
    [[nodiscard]] bool readByteOrder();
    [[nodiscard]] StreamRecord take(RecordKind kind, std::size_t length);
    void damaged(FileError::Code code, std::uint64_t expected = 0, std::uint64_t found = 0);

    std::vector<std::uint8_t> m_buffer;
    std::size_t m_at = 0;      ///< Of what has been given away in the buffer.
    std::uint64_t m_taken = 0; ///< Bytes given away in all.
    Form m_form = Form::Unknown;
    bool m_bigEndian = false;
    std::optional<FileError> m_damage;
};

} // namespace mqttscope::capture
