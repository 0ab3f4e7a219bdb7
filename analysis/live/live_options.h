// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// When a capture ends by itself; what is not set does not end it.
struct StopConditions {
    std::optional<std::chrono::milliseconds> duration;
    std::optional<std::uint64_t> bytes;  ///< Once the file (of several: the present one) has so many.
    std::optional<std::uint64_t> frames; ///< Exactly so many are kept.
    std::optional<std::uint32_t> files;  ///< Once so many files are full: with RingBuffer.
};

/// A capture in several files, each of which begins with what it needs. A file is full as soon as one of the
/// first four says so.
struct RingBuffer {
    std::optional<std::chrono::milliseconds> duration;
    std::optional<std::chrono::seconds> interval; ///< At each multiple of it since 1970.
    std::optional<std::uint64_t> bytes;
    std::optional<std::uint64_t> frames;
    std::uint32_t keep = 0;        ///< So many are kept, the oldest is deleted; 0 = all.
    bool timeBeforeNumber = false; ///< NAME_20261127003000_00001 in place of NAME_00001_20261127003000.

    [[nodiscard]] bool switches() const { return duration || interval || bytes || frames; }
};

/// Frames of a part of a long capture that a window shows: an index of as many is what it keeps in memory.
inline constexpr std::uint64_t kLivePartFrames = 2'000'000;

/// The format in which a live capture is kept.
enum class LiveFormat : std::uint8_t {
    Pcapng,   ///< Says the interface of each frame, the filter, what was dropped.
    NanoPcap, ///< One interface only.
    Pcap,     ///< Likewise, with microseconds.
};

/// What is captured, and where it goes.
struct LiveOptions {
    std::vector<std::string> interfaces; ///< Empty: a stream is read.
    std::string stream; ///< "-" = standard input, or the path of a FIFO, where a capture comes from.
    std::string filter; ///< Capture filter; empty = everything.
    std::uint32_t snapLength = 0; ///< 0 = as much as there is.
    std::uint32_t bufferMiB = 0;  ///< 0 = as the system has it.
    bool promiscuous = false;
    LiveFormat format = LiveFormat::Pcapng;
    /// The file to write; empty: one in the folder of live captures (liveFolder), "-" = standard output. With
    /// `ring` the name that the files begin with.
    std::string file;
    /// With standard output or `ring` also one file in the folder of live captures, which a Document can
    /// follow.
    bool follow = true;
    /// What a Document follows is bounded: when the file without a name has so many frames, another one, a
    /// part that can be read alone, takes what comes then. 0 = one file. With `ring` only the newest two are
    /// kept, the files of the ring have the rest.
    std::uint64_t partFrames = 0;
    StopConditions stop;
    std::optional<RingBuffer> ring;
};

} // namespace mqttscope::analysis
