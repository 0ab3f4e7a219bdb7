// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/open_capture.h"

#include <utility>

namespace mqttscope::capture {

tl::expected<OpenedCapture, FileError> beginCapture(const std::string& path, const ExpandOptions& options)
{
    auto file = MappedFile::open(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (compressionOf((*file)->bytes()) == Compression::None) {
        return OpenedCapture{std::move(*file), nullptr};
    }
    auto expander = Expander::begin(std::move(*file), options);
    if (!expander) {
        return tl::unexpected(expander.error());
    }
    auto expanded = (*expander)->expanded();
    return OpenedCapture{std::move(expanded), std::move(*expander)};
}

tl::expected<std::shared_ptr<MappedFile>, FileError> openCapture(const std::string& path,
                                                                 const OpenCaptureOptions& options)
{
    auto opened = beginCapture(path, options.expand);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    while (opened->file->filling()) {
        if (options.cancel != nullptr && options.cancel->load(std::memory_order_relaxed)) {
            FileError error = errorAt(opened->expander->bytesRead(), FileError::Code::ExpansionCancelled);
            error.path = path;
            return tl::unexpected(error);
        }
        opened->expander->expandSome();
        if (options.progress) {
            options.progress(opened->expander->bytesRead(), opened->expander->bytesTotal());
        }
    }
    return std::move(opened->file);
}

} // namespace mqttscope::capture
