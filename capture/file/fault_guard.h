// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace mqttscope::capture {

/// Files that can be mapped at the same time.
inline constexpr std::size_t kMaxMappedFiles = 64;

/// The process-wide SIGBUS handler, which keeps the program alive when a mapped file is cut under it.
///
/// A fault inside a guarded range gets a page of zeros in the place of what is gone and lowers the range's
/// missing offset; a fault anywhere else goes to the handler that stood there before. The table of ranges is
/// lock-free: the handler only reads atomics and makes system calls.
namespace fault_guard {

/// Guards [base, base + length); `base` at a page. Installs the handler at the first call. Nothing if
/// kMaxMappedFiles ranges are guarded already.
[[nodiscard]] std::optional<std::size_t> guard(const void* base, std::size_t length);

/// Ends it. No thread may be reading the range.
void release(std::size_t slot) noexcept;

/// Lowest offset from the range's base known to be missing.
[[nodiscard]] std::uint64_t missingFrom(std::size_t slot) noexcept;

/// Notes that everything at and after `offset` is missing. Never raises the mark.
void lowerMissing(std::size_t slot, std::uint64_t offset) noexcept;

} // namespace fault_guard
} // namespace mqttscope::capture
