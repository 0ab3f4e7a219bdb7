// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/expander.h"
#include "capture/file/mapped_file.h"

#include <tl/expected.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace mqttscope::capture {

/// A capture file, mapped; of a compressed one the expanded bytes.
struct OpenedCapture {
    std::shared_ptr<MappedFile> file;   ///< What a reader reads.
    std::unique_ptr<Expander> expander; ///< Fills `file`; null if the file is not compressed.
};

/// Maps a capture file, recognises gzip and zstd, and returns at once: the owner calls
/// `expander->expandSome()` as often as the reader has come to the end, so that the first frames stand there
/// while the rest is still being expanded.
[[nodiscard]] tl::expected<OpenedCapture, FileError> beginCapture(const std::string& path,
                                                                  const ExpandOptions& options = {});

/// How `openCapture` waits for a compressed file.
struct OpenCaptureOptions {
    ExpandOptions expand;
    const std::atomic<bool>* cancel = nullptr; ///< Becomes true: ExpansionCancelled, soon.
    /// Called now and then with the compressed bytes used and their total.
    std::function<void(std::uint64_t, std::uint64_t)> progress;
};

/// The same for callers that want the whole file and can wait. A stream that is damaged, or breaks a limit,
/// in the middle is no error here: what comes before can be read, and the reader says the rest at its end.
[[nodiscard]] tl::expected<std::shared_ptr<MappedFile>, FileError>
openCapture(const std::string& path, const OpenCaptureOptions& options = {});

} // namespace mqttscope::capture
