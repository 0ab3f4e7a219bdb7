// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/capture/capture_bytes.h"

namespace mqttscope::capture::testing {

/// One gzip member.
[[nodiscard]] Bytes gzipped(const Bytes& plain);
/// One zstd frame, with a check sum and blocks of every 128 KiB.
[[nodiscard]] Bytes zstdCompressed(const Bytes& plain);
/// A zstd skippable frame (RFC 8878 §3.1.2) of `length` bytes.
[[nodiscard]] Bytes zstdSkippable(std::size_t length);
/// A pcap file of `frames` frames of 1,000 bytes that compress to three quarters; frame n holds n at its
/// start.
[[nodiscard]] Bytes noisyPcap(std::size_t frames);

} // namespace mqttscope::capture::testing
