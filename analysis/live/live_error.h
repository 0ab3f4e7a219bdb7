// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/file_error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace mqttscope::analysis {

/// Why a live capture could not begin, or ended early. Whatever came before is kept.
enum class LiveErrorCode : std::uint8_t {
    NoRights,        ///< Neither mqttscope-capture nor dumpcap may capture: see captureRights.
    ProgramMissing,  ///< Neither of them is there.
    ProgramFailed,   ///< The capturing program could not be started or ended with an error: `text`, `number`.
    ProgramKilled,   ///< It was killed by signal `number`.
    NoSuchInterface, ///< `interface`
    InterfaceDown,   ///< `interface` is switched off.
    InterfaceGone,   ///< `interface` was taken away during the capture.
    BadFilter,       ///< `position`, `text`
    NoInterface,     ///< There is none to capture from.
    CannotCreate,    ///< The file `path` cannot be made: `number` is an errno.
    DiskFull,        ///< Nothing more fits where `path` is.
    WriteFailed,     ///< `path` cannot be written: `number` is an errno.
    ReaderGone,      ///< Standard output, into which it was written, is read no more.
    CannotRead,      ///< The stream `path` cannot be opened or read: `number` is an errno.
    StreamDamaged,   ///< What comes is no capture, or is damaged: `file` says what and where.
    StreamCut,       ///< The stream ended inside a record: `number` bytes of it had come.
};

/// What went wrong, as values.
struct LiveError {
    LiveErrorCode code = LiveErrorCode::ProgramFailed;
    std::string interface;
    std::string path;                    ///< A file, a stream, or the program.
    std::optional<std::size_t> position; ///< BadFilter: offset in the filter; its length = at its end.
    std::string text;                    ///< What the system or libpcap says, in English; may be empty.
    std::uint64_t number = 0;
    std::optional<capture::FileError> file; ///< StreamDamaged; of a file that is written what was told of it.
};

/// The name of a code in the files of texts: `no-rights`.
[[nodiscard]] const char* nameOf(LiveErrorCode code);

} // namespace mqttscope::analysis
