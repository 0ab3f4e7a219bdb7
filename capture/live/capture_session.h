// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/live/capture_arguments.h"
#include "capture/live/capture_device.h"
#include "capture/live/capture_output.h"
#include "capture/live/capture_stream.h"
#include "capture/live/frame_order.h"
#include "capture/live/side_line.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::capture {

/// One capture of mqttscope-capture, from the opened interfaces to the last line of the side channel.
class CaptureSession {
public:
    CaptureSession(const CaptureArguments& arguments, const SideChannel& side);
    CaptureSession(const CaptureSession&) = delete;
    CaptureSession& operator=(const CaptureSession&) = delete;
    ~CaptureSession();

    /// Opens, gives up all rights, captures until SIGINT, SIGTERM or SIGHUP comes, the reader of standard
    /// output goes, the last interface goes, or something fails. Why it ended; that has been said.
    [[nodiscard]] CaptureEndReason run();

private:
    using Clock = std::chrono::steady_clock;
    /// An interface that was taken away. Until then what it has collected is looked for often.
    using Gone = std::optional<Clock::time_point>;

    [[nodiscard]] bool open();
    void wait();
    void takeSignals();
    void beginLastTurn(CaptureEndReason reason);
    void readDevices();
    void readDevice(std::uint32_t number);
    void deviceIsGone(std::uint32_t number, const CaptureError& why);
    [[nodiscard]] bool isRead(std::uint32_t number);
    void take(std::uint32_t number, const LiveFrame& frame);
    void write();
    [[nodiscard]] bool lastTurnIsOver();
    void tellCounts(bool mayBeLost);
    void fail(const CaptureError& error, CaptureEndReason reason);
    void finish();
    [[nodiscard]] bool hasRoom() const { return m_output.pending() < CaptureOutput::kMaxPending; }

    const CaptureArguments& m_arguments;
    const SideChannel& m_side;
    CaptureOutput m_output;
    CaptureStream m_stream;
    FrameOrder m_order; ///< Only with several devices.
    std::vector<CaptureDevice> m_devices;
    std::vector<Gone> m_gone; ///< Of each device.
    int m_signals = -1;       ///< Readable when a signal has come.
    bool m_begun = false;     ///< The stream has its beginning.
    bool m_moreWaits = false; ///< A device was left before it had nothing more.
    Clock::time_point m_nextCounts;
    std::optional<Clock::time_point> m_lastTurn;          ///< What came before the end is read until then.
    CaptureEndReason m_reason = CaptureEndReason::Signal; ///< Of the last turn.
    std::optional<CaptureEndReason> m_end;
};

} // namespace mqttscope::capture
