// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/live/side_line.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::capture {

/// Leaves the program the descriptors that it needs: standard input becomes /dev/null, so does what of
/// standard output and error is closed; all others are closed but `control`. False if `control` is not open.
[[nodiscard]] bool keepDescriptors(int control);

/// Standard output, which is never waited for: what its reader does not take yet stays in `buffer`.
class CaptureOutput {
public:
    /// Above this nothing more should be added until something was written.
    static constexpr std::size_t kMaxPending = std::size_t{4} << 20U;

    explicit CaptureOutput(int descriptor);

    [[nodiscard]] int descriptor() const noexcept { return m_descriptor; }
    /// Where to append.
    [[nodiscard]] std::vector<std::uint8_t>& buffer() noexcept { return m_buffer; }
    [[nodiscard]] std::size_t pending() const noexcept { return m_buffer.size() - m_written; }
    /// Writes what the system takes now. 0, or errno; EPIPE: the reader is gone.
    [[nodiscard]] int write();

private:
    int m_descriptor;
    std::size_t m_atOnce; ///< So much can be written when poll says "writable", and write does not wait.
    std::vector<std::uint8_t> m_buffer;
    std::size_t m_written = 0; ///< Of the buffer.
};

/// The other channel: lines for whoever started the program.
class SideChannel {
public:
    explicit SideChannel(int descriptor) : m_descriptor(descriptor) {}

    /// Whether the line was taken. Its reader is waited for up to a second, not at all when `mayBeLost`.
    bool say(const SideMessage& message, bool mayBeLost = false) const;

private:
    int m_descriptor;
};

} // namespace mqttscope::capture
