// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/file_error.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <string_view>
#include <system_error>

namespace mqttscope::capture {
namespace {

/// The sentence of each code; {offset}, {expected}, {found} and {reason} stand for the arguments.
std::string_view sentence(FileError::Code code)
{
    using Code = FileError::Code;
    switch (code) {
    case Code::CannotOpen:
        return "The file cannot be opened: {reason}.";
    case Code::IsDirectory:
        return "This is a directory, not a capture file.";
    case Code::NotRegular:
        return "This is not a regular file: it is a pipe, a socket or a device.";
    case Code::CannotMap:
        return "The file cannot be mapped into memory: {reason}.";
    case Code::TooManyFiles:
        return "{expected} capture files are open already; close one first.";
    case Code::Empty:
        return "The file is empty.";
    case Code::NotCapture:
        return "This is not a capture file: it begins with 0x{found:08x}, which is neither pcap nor pcapng.";
    case Code::CompressedLz4:
        return "The file is compressed with LZ4; expand it with unlz4 first.";
    case Code::CompressedTwice:
        return "The file is compressed twice; expand it once first.";
    case Code::ModifiedPcap:
        return "The file is in a modified pcap format (magic number 0xa1b2cd34), which is not supported.";
    case Code::UnsupportedVersion:
        return "The file says at offset {offset} that it is in version {major}.{minor} of its format, which "
               "is not "
               "supported.";
    case Code::TruncatedHeader:
        return "The file is cut short in the header at offset {offset}: {expected} bytes are needed, {found} "
               "are "
               "there.";
    case Code::TruncatedRecord:
        return "The file is cut short: the record at offset {offset} needs {expected} bytes, {found} are "
               "there.";
    case Code::FileShrank:
        return "The file became shorter while it was read: nothing is left of it from offset {offset}.";
    case Code::CapturedTooLong:
        return "The file is damaged at offset {offset}: a captured length of {found} bytes, where {expected} "
               "is the "
               "limit.";
    case Code::CapturedMoreThanWas:
        return "The file is damaged at offset {offset}: {found} bytes captured of a frame of {expected} "
               "bytes.";
    case Code::BadByteOrder:
        return "The file is damaged at offset {offset}: 0x{found:08x} is no byte-order magic.";
    case Code::BadBlockLength:
        return "The file is damaged at offset {offset}: no block of this type can be {found} bytes long.";
    case Code::BlockLengthMismatch:
        return "The file is damaged at offset {offset}: a block of {expected} bytes ends with the length "
               "{found}.";
    case Code::BlockTooShort:
        return "The file is damaged at offset {offset}: what the block holds needs {expected} bytes, it has "
               "{found}.";
    case Code::OptionTooLong:
        return "The file is damaged at offset {offset}: an option of {found} bytes in a block with "
               "{expected} left.";
    case Code::BadOptionLength:
        return "The file is damaged at offset {offset}: an option of {found} bytes that always has "
               "{expected}.";
    case Code::TooManyInterfaces:
        return "The file describes more than {expected} interfaces; the next is at offset {offset}.";
    case Code::UnknownInterface:
        return "The file is damaged at offset {offset}: a frame names interface {found}, there are "
               "{expected}.";
    case Code::CompressedDamaged:
        return "The compressed file is damaged at offset {offset}: what follows cannot be expanded.";
    case Code::CompressedTruncated:
        return "The compressed file is cut short: it ends at offset {offset}, in the middle of its data.";
    case Code::CompressionWindow:
        return "The compressed file needs a window of more than {expected} bytes from offset {offset} on; "
               "compress it anew without --long.";
    case Code::ExpandedTooLarge:
        return "The compressed file grows to more than {expected} bytes when it is expanded, which is the "
               "limit (reached at offset {offset}).";
    case Code::ExpandedTooMuch:
        return "The compressed file grows to more than {expected} times its size when it is expanded, which "
               "is the limit (reached at offset {offset}, after {found} bytes).";
    case Code::CannotExpand:
        return "The compressed file cannot be expanded into a temporary file: {reason} (TMPDIR names its "
               "folder).";
    case Code::ExpansionCancelled:
        return "Opening the file was cancelled.";
    case Code::CannotCreate:
        return "The file cannot be made: {reason}.";
    case Code::WriteFailed:
        return "Writing failed at offset {offset}: {found} of {expected} bytes were taken ({reason}).";
    case Code::TimeNotStorable:
        return "The time of a frame does not fit into the format.";
    case Code::FrameNotStorable:
        return "A frame with {found} captured of {expected} bytes cannot be stored.";
    }
    return "";
}

} // namespace

FileError errorAt(std::uint64_t offset, FileError::Code code, std::uint64_t expected, std::uint64_t found)
{
    FileError error;
    error.code = code;
    error.offset = offset;
    error.expected = expected;
    error.found = found;
    return error;
}

std::string describe(const FileError& error)
{
    const std::string reason = std::generic_category().message(error.systemError);
    return fmt::format(fmt::runtime(sentence(error.code)), fmt::arg("offset", error.offset),
                       fmt::arg("expected", error.expected), fmt::arg("found", error.found),
                       fmt::arg("major", error.found >> 16), fmt::arg("minor", error.found & 0xffff),
                       fmt::arg("reason", reason));
}

} // namespace mqttscope::capture
