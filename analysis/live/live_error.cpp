// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/live_error.h"

namespace mqttscope::analysis {

const char* nameOf(LiveErrorCode code)
{
    switch (code) {
    case LiveErrorCode::NoRights:
        return "no-rights";
    case LiveErrorCode::ProgramMissing:
        return "program-missing";
    case LiveErrorCode::ProgramFailed:
        return "program-failed";
    case LiveErrorCode::ProgramKilled:
        return "program-killed";
    case LiveErrorCode::NoSuchInterface:
        return "no-such-interface";
    case LiveErrorCode::InterfaceDown:
        return "interface-down";
    case LiveErrorCode::InterfaceGone:
        return "interface-gone";
    case LiveErrorCode::BadFilter:
        return "bad-filter";
    case LiveErrorCode::NoInterface:
        return "no-interface";
    case LiveErrorCode::CannotCreate:
        return "cannot-create";
    case LiveErrorCode::DiskFull:
        return "disk-full";
    case LiveErrorCode::WriteFailed:
        return "write-failed";
    case LiveErrorCode::ReaderGone:
        return "reader-gone";
    case LiveErrorCode::CannotRead:
        return "cannot-read";
    case LiveErrorCode::StreamDamaged:
        return "stream-damaged";
    case LiveErrorCode::StreamCut:
        return "stream-cut";
    }
    return "";
}

} // namespace mqttscope::analysis
