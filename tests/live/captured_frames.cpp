// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/captured_frames.h"

#include <span>

namespace mqttscope::test {

CapturedFrames readFrames(const std::string& file)
{
    CapturedFrames read;
    const std::span bytes{reinterpret_cast<const std::uint8_t*>(file.data()), file.size()};
    const auto reader = capture::CaptureReader::openMemory(bytes);
    if (!reader)
        return read;
    read.format = (*reader)->format();
    capture::FrameView frame;
    while ((*reader)->next(frame) == capture::ReadStatus::Frame)
        read.frames.push_back(
            {frame.timeNs, frame.interface, frame.originalLength, {frame.bytes.begin(), frame.bytes.end()}});
    read.whole = (*reader)->status() == capture::ReadStatus::End;
    read.interfaces.assign((*reader)->interfaces().begin(), (*reader)->interfaces().end());
    return read;
}

std::vector<CapturedFrame> CapturedFrames::with(const std::string& bytes) const
{
    std::vector<CapturedFrame> found;
    for (const CapturedFrame& frame : frames) {
        if (frame.bytes.find(bytes) != std::string::npos)
            found.push_back(frame);
    }
    return found;
}

} // namespace mqttscope::test
