// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/live/side_line.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

struct pcap; // pcap.h stays in source files

namespace mqttscope::capture {

/// How an interface is opened.
struct DeviceOptions {
    std::string interface;
    std::uint32_t snapLength = 0;
    std::uint32_t bufferMiB = 0;
    bool promiscuous = false;
};

/// A frame that came. `bytes` is valid during the call only.
struct LiveFrame {
    std::int64_t timeNs = 0;             ///< Nanoseconds since 1970 UTC.
    std::span<const std::uint8_t> bytes; ///< What was captured.
    std::uint32_t originalLength = 0;    ///< Bytes on the wire.
};

/// An open network interface. What comes is collected by the system for up to kCollectMs, so that a busy
/// interface does not wake us for each frame.
class CaptureDevice {
public:
    static constexpr int kCollectMs = 40;

    /// Only network interfaces of this computer, and `any`.
    [[nodiscard]] static tl::expected<CaptureDevice, CaptureError> open(const DeviceOptions& options);

    /// The capture begins here: what came before is not part of it. Needs no rights.
    [[nodiscard]] std::optional<CaptureError> setFilter(const std::string& filter);
    /// Readable when frames wait, or when something happened to the interface.
    [[nodiscard]] int descriptor() const noexcept { return m_descriptor; }
    [[nodiscard]] const InterfaceOpened& opened() const noexcept { return m_opened; }
    /// Takes at most `most` of the frames that wait, never waits itself. How many there were.
    [[nodiscard]] tl::expected<std::size_t, CaptureError>
    read(int most, const std::function<void(const LiveFrame&)>& take);
    /// The capture ends here: nothing more comes, what has come can still be read.
    void refuseMore();
    /// Whether all that came was read, or lost. `any` often does not know: it counts what is sent to lo as
    /// well.
    [[nodiscard]] bool isComplete();
    /// Totals until now. An interface that is gone keeps its last ones.
    [[nodiscard]] const InterfaceCounts& counts();

private:
    struct ClosePcap {
        void operator()(pcap* handle) const;
    };
    /// Totals of the system, which has 32 bits for them.
    struct SystemCounts {
        std::uint32_t received = 0;
        std::uint32_t dropped = 0;
        std::uint32_t interfaceDropped = 0;
    };

    explicit CaptureDevice(pcap* handle) : m_handle(handle) {}
    [[nodiscard]] CaptureError error(CaptureErrorCode code) const;
    [[nodiscard]] bool isPartOfCapture(std::int64_t timeNs);

    std::unique_ptr<pcap, ClosePcap> m_handle;
    int m_descriptor = -1;
    InterfaceOpened m_opened;
    InterfaceCounts m_counts;
    SystemCounts m_last;
    std::int64_t m_beginNs = 0; ///< When the capture began,
    std::uint64_t m_early = 0;  ///< and how many frames may still come from before.
};

} // namespace mqttscope::capture
