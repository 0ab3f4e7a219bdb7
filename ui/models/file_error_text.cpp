// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/file_error_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cerrno>

namespace mqttscope::ui {
namespace {

QString words(const char* english)
{
    return QCoreApplication::translate("FileError", english);
}

QString number(std::uint64_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

QString systemText(int error)
{
    switch (error) {
    case ENOENT:
        return words(QT_TRANSLATE_NOOP("FileError", "there is no such file"));
    case EACCES:
    case EPERM:
        return words(QT_TRANSLATE_NOOP("FileError", "you have no permission to read it"));
    case EIO:
        return words(QT_TRANSLATE_NOOP("FileError", "the disk reported an error"));
    default:
        return qt_error_string(error);
    }
}

QString magicText(std::uint64_t magic)
{
    return QStringLiteral("%1").arg(magic, 8, 16, QLatin1Char('0'));
}

/// What is wrong, without the place.
QString faultText(const analysis::OpenError& error)
{
    using Code = analysis::OpenError::Code;
    switch (error.code) {
    case Code::CannotOpen:
        //: %1 reason
        return words(QT_TRANSLATE_NOOP("FileError", "The file cannot be opened: %1."))
            .arg(systemText(error.systemError));
    case Code::IsDirectory:
        return words(QT_TRANSLATE_NOOP("FileError", "This is a directory, not a capture file."));
    case Code::NotRegular:
        return words(QT_TRANSLATE_NOOP("FileError", "This is a device or a pipe, not a capture file."));
    case Code::CannotMap:
        return words(QT_TRANSLATE_NOOP("FileError", "The file cannot be read: %1."))
            .arg(systemText(error.systemError));
    case Code::TooManyFiles:
        return words(QT_TRANSLATE_NOOP("FileError", "%1 files are open already: close one first."))
            .arg(number(error.expected));
    case Code::Empty:
        return words(QT_TRANSLATE_NOOP("FileError", "The file is empty."));
    case Code::NotCapture:
        return words(QT_TRANSLATE_NOOP(
                         "FileError",
                         "This is not a capture file: it begins with %1, neither pcap nor pcapng."))
            .arg(magicText(error.found));
    case Code::CompressedLz4:
        return words(QT_TRANSLATE_NOOP("FileError", "The file is compressed with LZ4: expand it first."));
    case Code::CompressedTwice:
        return words(QT_TRANSLATE_NOOP("FileError", "The file is compressed twice: expand it once first."));
    case Code::ModifiedPcap:
        return words(QT_TRANSLATE_NOOP(
            "FileError", "The file has the format of a modified pcap library, which is not supported."));
    case Code::UnsupportedVersion:
        return words(QT_TRANSLATE_NOOP("FileError",
                                       "The file has version %1.%2 of its format, which is not supported."))
            .arg(error.found >> 16)
            .arg(error.found & 0xffff);
    case Code::TruncatedHeader:
        return words(QT_TRANSLATE_NOOP("FileError", "The file header is cut off: %1 bytes of %2."))
            .arg(number(error.found), number(error.expected));
    case Code::TruncatedRecord:
        return words(
                   QT_TRANSLATE_NOOP("FileError", "The file ends in the middle of a frame: %1 bytes of %2."))
            .arg(number(error.found), number(error.expected));
    case Code::FileShrank:
        return words(QT_TRANSLATE_NOOP("FileError", "The file became shorter while it was read."));
    case Code::CapturedTooLong:
        return words(QT_TRANSLATE_NOOP("FileError", "A frame claims %1 bytes, more than the limit of %2."))
            .arg(number(error.found), number(error.expected));
    case Code::CapturedMoreThanWas:
        return words(QT_TRANSLATE_NOOP("FileError", "A frame claims %1 captured bytes of %2 on the wire."))
            .arg(number(error.found), number(error.expected));
    case Code::BadByteOrder:
        return words(QT_TRANSLATE_NOOP("FileError", "The section header does not say its byte order: %1."))
            .arg(magicText(error.found));
    case Code::BadBlockLength:
        return words(QT_TRANSLATE_NOOP("FileError", "A block has the impossible length %1."))
            .arg(number(error.found));
    case Code::BlockLengthMismatch:
        return words(QT_TRANSLATE_NOOP("FileError", "A block says two different lengths: %1 and %2."))
            .arg(number(error.expected), number(error.found));
    case Code::BlockTooShort:
        return words(
                   QT_TRANSLATE_NOOP("FileError", "A block is too short for what it holds: %1 bytes of %2."))
            .arg(number(error.found), number(error.expected));
    case Code::OptionTooLong:
        return words(QT_TRANSLATE_NOOP("FileError", "An option of %1 bytes stands where only %2 are left."))
            .arg(number(error.found), number(error.expected));
    case Code::BadOptionLength:
        return words(QT_TRANSLATE_NOOP("FileError", "An option has the impossible length %1."))
            .arg(number(error.found));
    case Code::TooManyInterfaces:
        return words(QT_TRANSLATE_NOOP("FileError", "The file names more than %1 interfaces."))
            .arg(number(error.expected));
    case Code::UnknownInterface:
        return words(QT_TRANSLATE_NOOP("FileError", "A frame names interface %1, but there are only %2."))
            .arg(number(error.found), number(error.expected));
    case Code::CompressedDamaged:
        return words(QT_TRANSLATE_NOOP(
            "FileError", "The compressed file is damaged: nothing behind this place can be expanded."));
    case Code::CompressedTruncated:
        return words(QT_TRANSLATE_NOOP("FileError", "The compressed file is cut short."));
    case Code::CompressionWindow:
        //: %1 number of bytes
        return words(QT_TRANSLATE_NOOP(
                         "FileError",
                         "To expand the file takes more than %1 bytes of memory: compress it anew."))
            .arg(number(error.expected));
    case Code::ExpandedTooLarge:
        //: %1 number of bytes
        return words(QT_TRANSLATE_NOOP("FileError",
                                       "The compressed file holds more than %1 bytes, which is the limit."))
            .arg(number(error.expected));
    case Code::ExpandedTooMuch:
        //: %1 a number, such as 250
        return words(QT_TRANSLATE_NOOP(
                         "FileError",
                         "The compressed file grows to more than %1 times its size, which is the limit."))
            .arg(number(error.expected));
    case Code::CannotExpand:
        //: %1 reason
        return words(QT_TRANSLATE_NOOP("FileError",
                                       "The compressed file cannot be expanded into a temporary file: %1."))
            .arg(systemText(error.systemError));
    case Code::ExpansionCancelled:
        return words(QT_TRANSLATE_NOOP("FileError", "Opening the file was cancelled."));
    case Code::CannotCreate:
    case Code::WriteFailed:
    case Code::TimeNotStorable:
    case Code::FrameNotStorable:
        return words(QT_TRANSLATE_NOOP("FileError", "The file cannot be written: %1."))
            .arg(systemText(error.systemError));
    }
    return {};
}

bool hasPlace(analysis::OpenError::Code code)
{
    using Code = analysis::OpenError::Code;
    switch (code) {
    case Code::TruncatedRecord:
    case Code::FileShrank:
    case Code::CapturedTooLong:
    case Code::CapturedMoreThanWas:
    case Code::BadByteOrder:
    case Code::BadBlockLength:
    case Code::BlockLengthMismatch:
    case Code::BlockTooShort:
    case Code::OptionTooLong:
    case Code::BadOptionLength:
    case Code::TooManyInterfaces:
    case Code::UnknownInterface:
    case Code::CompressedDamaged:
    case Code::CompressedTruncated:
    case Code::CompressionWindow:
    case Code::ExpandedTooLarge:
    case Code::ExpandedTooMuch:
        return true;
    case Code::CannotOpen:
    case Code::IsDirectory:
    case Code::NotRegular:
    case Code::CannotMap:
    case Code::TooManyFiles:
    case Code::Empty:
    case Code::NotCapture:
    case Code::CompressedLz4:
    case Code::CompressedTwice:
    case Code::CannotExpand:
    case Code::ExpansionCancelled:
    case Code::ModifiedPcap:
    case Code::UnsupportedVersion:
    case Code::TruncatedHeader:
    case Code::CannotCreate:
    case Code::WriteFailed:
    case Code::TimeNotStorable:
    case Code::FrameNotStorable:
        return false;
    }
    return false;
}

} // namespace

QString fileErrorText(const analysis::OpenError& error)
{
    QString fault = faultText(error);
    if (!hasPlace(error.code))
        return fault;
    //: %1 what is wrong, a sentence; %2 place in the file in bytes
    return words(QT_TRANSLATE_NOOP("FileError", "%1 Place in the file: byte %2."))
        .arg(fault, number(error.offset));
}

} // namespace mqttscope::ui
