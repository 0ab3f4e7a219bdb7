// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_contents.h"
#include "capture/file/mapped_file.h"
#include "dissector/index/frame_source.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// Reads recorded frames again from the mapped file. One thread learns what the reader met; any thread asks.
class FileSource final : public index::FrameSource {
public:
    explicit FileSource(std::shared_ptr<capture::MappedFile> file) : m_file(std::move(file)) {}

    [[nodiscard]] field::ByteView bytes(const index::FrameRecord& frame) const override;
    [[nodiscard]] net::LinkType linkType(std::uint32_t interface) const override;
    [[nodiscard]] std::string_view interfaceName(std::uint32_t interface) const override;
    [[nodiscard]] std::uint32_t section(std::uint32_t interface) const override;
    [[nodiscard]] std::uint32_t interfaceInSection(std::uint32_t interface) const override;
    [[nodiscard]] std::string_view comment(std::uint32_t frame) const override;

    /// What was learned, without the comments.
    [[nodiscard]] capture::CaptureContents contents() const;
    [[nodiscard]] std::vector<std::uint32_t> commentedFrames() const;

    /// Takes over interfaces and comments met since the last call. The indexing thread only.
    void learn(const capture::CaptureContents& contents);
    /// Takes over what the file counted while capturing, which stands at its end. The indexing thread only.
    void learnCounts(const capture::CaptureContents& contents);

    [[nodiscard]] const capture::MappedFile& file() const { return *m_file; }

private:
    struct KnownComment {
        std::uint32_t frame = 0;
        std::string text;
    };

    std::shared_ptr<capture::MappedFile> m_file;
    mutable std::shared_mutex m_mutex;           ///< guards what follows
    std::deque<capture::Interface> m_interfaces; ///< elements stay where they are
    std::deque<capture::Section> m_sections;
    std::vector<capture::Secrets> m_secrets;
    std::vector<capture::ResolvedName> m_names;
    std::vector<capture::BlockFrame> m_blockFrames;
    std::deque<KnownComment> m_comments; ///< by frame; elements stay where they are
    std::atomic<std::uint32_t> m_firstLinkType{
        UINT32_MAX}; ///< of interface 0, read without the lock: most files have one
    std::atomic<bool> m_hasComments{false};
};

} // namespace mqttscope::analysis
