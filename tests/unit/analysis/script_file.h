// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "tests/unit/index/frame_script.h"

#include <filesystem>
#include <memory>
#include <string>

namespace mqttscope::analysis::test {

using index::test::Bytes;
using index::test::operator+;

/// A file that is removed at the end.
class TempFile {
public:
    explicit TempFile(const Bytes& content = {});
    TempFile(const TempFile&) = delete;
    TempFile& operator=(const TempFile&) = delete;
    TempFile(TempFile&&) = delete;
    TempFile& operator=(TempFile&&) = delete;
    ~TempFile();

    void append(const Bytes& content) const;
    void cutTo(std::uint64_t length) const;
    [[nodiscard]] std::uint64_t size() const { return std::filesystem::file_size(m_path); }
    [[nodiscard]] std::string path() const { return m_path.string(); }

private:
    std::filesystem::path m_path;
};

/// The frames of a script as a pcap file, one millisecond apart from 2023-11-14 22:13:20 UTC on.
[[nodiscard]] Bytes pcapOf(const index::test::FrameScript& script, std::uint32_t frames);

/// The document of such a file, indexed to its end.
[[nodiscard]] std::shared_ptr<Document> indexed(const std::string& path, const Options& options = {});

/// A path of a file in the source tree.
[[nodiscard]] std::string sourcePath(std::string_view relative);

} // namespace mqttscope::analysis::test
