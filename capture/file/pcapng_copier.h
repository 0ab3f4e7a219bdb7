// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/byte_sink.h"
#include "capture/file/endian_load.h"
#include "capture/file/file_error.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mqttscope::capture {

/// What becomes of a frame when a pcapng file is copied.
struct FrameFate {
    bool kept = true;
    /// Takes the place of all comments on the frame; empty removes them. None: they stay as they are.
    std::optional<std::string_view> comment;
};

/// Copies a pcapng file block by block, in its own byte order. Everything but the frames that are left out
/// and the comments that are exchanged stays as it is, byte for byte: interfaces, names, secrets, statistics,
/// options, blocks that nobody knows. Only the lengths of the sections are no longer said.
class PcapngCopier {
public:
    /// Asked once for each frame (number from 1), in order. What it returns is read before the next call.
    using Fate = std::function<FrameFate(std::uint64_t frame)>;

    /// The sink must outlive the copier.
    PcapngCopier(ByteSink& sink, Fate fate) : m_sink(&sink), m_fate(std::move(fate)) {}

    /// Copies the whole blocks at the beginning of `bytes`, which goes on where the last call ended; returns
    /// how many bytes were taken. None: what follows is no whole block.
    [[nodiscard]] tl::expected<std::uint64_t, FileError> copy(std::span<const std::uint8_t> bytes);

    /// Frames met so far.
    [[nodiscard]] std::uint64_t frames() const { return m_frames; }
    /// Comments that had no room: on Simple Packet Blocks and on frames that are no packets.
    [[nodiscard]] std::uint64_t commentsLeftOut() const { return m_commentsLeftOut; }

private:
    [[nodiscard]] std::uint32_t lengthOf(std::span<const std::uint8_t> bytes);
    [[nodiscard]] tl::expected<void, FileError> copyBlock(std::span<const std::uint8_t> block);
    [[nodiscard]] tl::expected<void, FileError> copyFrame(std::uint32_t type,
                                                          std::span<const std::uint8_t> block);
    [[nodiscard]] tl::expected<void, FileError> copySection(std::span<const std::uint8_t> block);
    [[nodiscard]] bool exchangeComment(std::span<const std::uint8_t> block, std::string_view comment);
    void keepOptions(std::span<const std::uint8_t> options);
    void add16(std::size_t number) { addNumber(number, 2); }
    void add32(std::size_t number) { addNumber(number, 4); }
    void addNumber(std::size_t number, unsigned bytes);
    [[nodiscard]] std::uint32_t number32(std::span<const std::uint8_t> bytes, std::size_t at) const;
    [[nodiscard]] std::uint32_t number16(std::span<const std::uint8_t> bytes, std::size_t at) const;

    ByteSink* m_sink;
    Fate m_fate;
    ByteOrder m_order = ByteOrder::Little;
    std::uint64_t m_frames = 0;
    std::uint64_t m_commentsLeftOut = 0;
    std::vector<std::uint8_t> m_block; ///< being made
};

} // namespace mqttscope::capture
