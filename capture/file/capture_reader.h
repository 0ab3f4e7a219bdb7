// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_contents.h"
#include "capture/file/file_error.h"
#include "capture/file/frame_view.h"
#include "capture/file/mapped_file.h"
#include "capture/file/pcap_scanner.h"
#include "capture/file/pcapng_scanner.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <variant>
#include <vector>

namespace mqttscope::capture {

/// Reads the frames of a pcap or pcapng file in order, without copying any.
///
/// One thread at a time. The views in frames live as long as the mapped file (or the memory) does.
class CaptureReader {
public:
    /// Recognises the format and reads the file header. An error with `mayGrowRight()` can be tried again
    /// when the file has grown.
    [[nodiscard]] static tl::expected<std::unique_ptr<CaptureReader>, FileError>
    open(std::shared_ptr<MappedFile> file);

    /// The same over memory, which must outlive the reader and its frames.
    [[nodiscard]] static tl::expected<std::unique_ptr<CaptureReader>, FileError>
    openMemory(std::span<const std::uint8_t> bytes);

    /// The next frame. Frame: `frame` is set. End: nothing more so far; after `MappedFile::refresh` there may
    /// be more. Damaged: `error()` says what and where; nothing comes after it.
    [[nodiscard]] ReadStatus next(FrameView& frame);

    /// Fills `frames` from the front and returns how many. Fewer than asked: `status()` says why.
    [[nodiscard]] std::size_t nextBatch(std::span<FrameView> frames);

    /// What ended the last call of `next` or `nextBatch`.
    [[nodiscard]] ReadStatus status() const noexcept { return m_state.status; }

    /// A growing file may end inside a record: that is End, not Damaged. Off at first. A file that is being
    /// filled (`MappedFile::filling`) counts as growing by itself; its `endError` comes after its last frame.
    void setGrowing(bool growing) noexcept;

    [[nodiscard]] Format format() const noexcept { return m_format; }
    /// Offset of the next record, for progress.
    [[nodiscard]] std::uint64_t position() const noexcept { return m_state.position; }
    /// Frames returned so far.
    [[nodiscard]] std::uint64_t frameCount() const noexcept { return m_state.frames; }
    /// Valid after Damaged.
    [[nodiscard]] const FileError& error() const noexcept { return m_state.error; }

    /// Interfaces met so far, through all sections; never empty for pcap. References stay valid.
    [[nodiscard]] const std::deque<Interface>& interfaces() const noexcept { return m_contents.interfaces; }
    [[nodiscard]] const std::deque<Section>& sections() const noexcept { return m_contents.sections; }
    /// Comments on frames met so far, by frame.
    [[nodiscard]] const std::vector<FrameComment>& comments() const noexcept { return m_contents.comments; }
    /// Everything beside the frames that was met so far.
    [[nodiscard]] const CaptureContents& contents() const noexcept { return m_contents; }

private:
    CaptureReader() = default;
    [[nodiscard]] static tl::expected<std::unique_ptr<CaptureReader>, FileError>
    openOver(std::shared_ptr<MappedFile> file, std::span<const std::uint8_t> bytes);
    void noteEndError();
    [[nodiscard]] std::size_t dropMissing(std::span<const FrameView> frames, std::uint64_t before,
                                          std::uint64_t missing);

    std::shared_ptr<MappedFile> m_file; ///< Null over memory.
    std::span<const std::uint8_t> m_bytes;
    std::variant<PcapScanner, PcapngScanner> m_scanner;
    CaptureContents m_contents;
    ScanState m_state;
    Format m_format = Format::PcapMicro;
    bool m_growing = false;
};

} // namespace mqttscope::capture
