// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/broker_load.h"

#include <QStringList>

#include <cstdint>
#include <functional>
#include <string>

namespace mqttscope::bench {

/// A class of clients that all subscribe to everything and publish with QoS 1.
struct ClassSize {
    std::uint32_t clients = 40;
    double rate = 2;       ///< messages of one client in a second
    bool together = false; ///< all at the same moment, else one after the other
    double seconds = 600;
    double sliceSeconds = 60;
};

/// Holds such a class at a port of 127.0.0.1, in this process, and prints a line of JSON for each slice and
/// one for the result: what runs in the process that `holdClass` starts.
int runClass(const ClassSize& size, std::uint16_t port);

/// The arguments with which this program does that.
[[nodiscard]] QStringList classArguments(const ClassSize& size, std::uint16_t port);

/// Starts this program again, in a process of its own, to hold a class at a port; events are handled
/// meanwhile. What came of it; not `ok` if the process ended otherwise.
[[nodiscard]] LoadResult holdClass(const ClassSize& size, std::uint16_t port,
                                   const std::function<void(const LoadSlice&)>& slice);

/// Indexes a capture in this process and prints what that takes of memory, bytes for each frame.
int runIndex(const std::string& capture);
/// Starts this program again to do that; 0 if it cannot be read.
[[nodiscard]] double indexBytesPerFrame(const std::string& capture);

/// Runs the broker of the lab at a port without a window, its tap into a file, until SIGTERM.
int runLabBroker(std::uint16_t port, const std::string& tap);

} // namespace mqttscope::bench
