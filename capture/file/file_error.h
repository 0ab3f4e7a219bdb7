// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mqttscope::capture {

/// What is wrong with a capture file, as a code and its arguments; `describe` turns it into a sentence.
struct FileError {
    /// `expected` and `found` mean what the comment of each code says; 0 where it says nothing.
    enum class Code : std::uint8_t {
        CannotOpen,   ///< open(2) or fstat(2) failed; see systemError.
        IsDirectory,  ///< The path names a directory.
        NotRegular,   ///< A pipe, socket or device: only regular files can be mapped.
        CannotMap,    ///< mmap(2) failed; see systemError.
        TooManyFiles, ///< expected = kMaxMappedFiles: so many are mapped already.

        Empty,              ///< The file has no bytes (yet).
        NotCapture,         ///< found = the first four bytes as a big-endian number.
        CompressedLz4,      ///< An LZ4 frame file, which is not expanded here.
        CompressedTwice,    ///< gzip or zstd inside a compressed file.
        ModifiedPcap,       ///< Magic 0xa1b2cd34 (Kuznetzov's patched libpcap) or 0xa1b2cd34 swapped.
        UnsupportedVersion, ///< found = major << 16 | minor.

        TruncatedHeader, ///< The file header: expected bytes, found bytes.
        TruncatedRecord, ///< A record or block reaches past the end: expected bytes from offset, found bytes.
        FileShrank,      ///< The file became shorter while it was read: offset = the first byte not there.
        CapturedTooLong, ///< Captured length: expected = the limit, found = the length.
        CapturedMoreThanWas, ///< Captured length greater than original length: expected = original, found.

        BadByteOrder,        ///< pcapng section header without a byte-order magic: found = the four bytes.
        BadBlockLength,      ///< Block total length: expected = the least (or the limit), found; or not 4n.
        BlockLengthMismatch, ///< expected = total length at the start, found = at the end of the block.
        BlockTooShort,       ///< Contents of the block do not fit in it: expected bytes, found bytes.
        OptionTooLong,       ///< An option reaches past its block: expected = bytes left, found = its length.
        BadOptionLength,     ///< An option of fixed length: expected, found.
        TooManyInterfaces,   ///< expected = kMaxInterfaces.
        UnknownInterface, ///< found = the number that a packet names, expected = interfaces in the section.

        CompressedDamaged,   ///< What stands at offset of the compressed file cannot be expanded.
        CompressedTruncated, ///< The compressed file ends at offset, inside its stream.
        CompressionWindow,   ///< zstd: a window of more than expected bytes.
        ExpandedTooLarge,    ///< More than expected bytes when expanded; offset as CompressedDamaged.
        ExpandedTooMuch, ///< Over expected times its size: found expanded bytes from offset compressed ones.
        CannotExpand,    ///< The temporary file cannot be made or written; see systemError.
        ExpansionCancelled, ///< Whoever waited for it has given up.

        CannotCreate,     ///< The file to write cannot be made; see systemError.
        WriteFailed,      ///< expected bytes to write at offset, found = bytes accepted; see systemError.
        TimeNotStorable,  ///< A time before 1970 or too late for the format; found = the time as given.
        FrameNotStorable, ///< A frame over kMaxCapturedLength or with lengths that contradict each other.
    };

    Code code = Code::CannotOpen;
    std::uint64_t offset = 0;   ///< Where in the file, from 0.
    std::uint64_t expected = 0; ///< Argument, see Code.
    std::uint64_t found = 0;    ///< Argument, see Code.
    int systemError = 0;        ///< errno, or 0.
    std::string path;           ///< The file's name, empty for memory and streams.

    /// A file that is being written may still become readable: it is empty or its header is not complete.
    [[nodiscard]] bool mayGrowRight() const noexcept
    {
        return code == Code::Empty || code == Code::TruncatedHeader;
    }
};

/// An error at an offset with its two arguments.
[[nodiscard]] FileError errorAt(std::uint64_t offset, FileError::Code code, std::uint64_t expected = 0,
                                std::uint64_t found = 0);

/// One English sentence, with the offset where there is one. Without the path and without a final newline.
[[nodiscard]] std::string describe(const FileError& error);

} // namespace mqttscope::capture
