// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/open_error.h"
#include "analysis/options.h"
#include "capture/file/capture_contents.h"
#include "dissector/field/select_sink.h"
#include "dissector/index/dissect.h"
#include "dissector/index/dissection.h"
#include "dissector/index/snapshot.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// How far the indexing has come.
struct Progress {
    std::uint64_t bytesRead = 0; ///< of the file, as it is on the disk: of a compressed one, compressed bytes
    std::uint64_t bytesTotal = 0; ///< likewise, as far as known now
    std::uint32_t frames = 0;     ///< indexed
    bool done = false;            ///< nothing more will be indexed: the end, damage, or cancelled
    bool cancelled = false;
};

/// An opened capture: the one way by which command line, window and tests see it. Indexing runs on a thread
/// of its own; every other member may be called from any thread at any time.
class Document {
public:
    /// Opens a capture file and reads its header; indexing begins with `start`.
    [[nodiscard]] static tl::expected<std::shared_ptr<Document>, OpenError> open(const std::string& path,
                                                                                 const Options& options);
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    /// Starts the indexing thread. `published` is called on that thread after each new snapshot, 10 to 30
    /// times a second, and once more when it is done; it must return quickly.
    void start(std::function<void()> published = {});
    /// Stops indexing soon; what was indexed stays.
    void cancel();
    /// Waits until indexing is done.
    void wait();

    [[nodiscard]] std::shared_ptr<const index::Snapshot> snapshot() const;
    [[nodiscard]] Progress progress() const;
    /// What is wrong with the file, once found: damage, bytes that went away. Frames before it are there.
    [[nodiscard]] std::optional<OpenError> damage() const;
    [[nodiscard]] const std::string& path() const;
    [[nodiscard]] const Options& options() const;
    [[nodiscard]] const index::FrameSource& source() const;
    /// What the file holds beside its frames, as far as it was read: a copy, without the comments (they are
    /// in `source`).
    [[nodiscard]] capture::CaptureContents contents() const;
    /// Numbers of the frames that have a comment in the file, ascending, as far as it was read.
    [[nodiscard]] std::vector<std::uint32_t> commentedFrames() const;
    /// Bytes of the file (of a compressed one: expanded), as far as they are there.
    [[nodiscard]] field::ByteView fileBytes(std::uint64_t offset, std::uint32_t length) const;
    /// With Options::growing: nothing will be added to the file any more. Indexing ends when all is read, and
    /// an incomplete record at the end is damage from then on.
    void endGrowth();

    /// Everything about a frame (from 1); null if the snapshot has no such frame.
    [[nodiscard]] std::shared_ptr<const index::Dissection> dissect(std::uint32_t frame) const;
    [[nodiscard]] std::shared_ptr<const index::Dissection> dissect(const index::Snapshot& snapshot,
                                                                   std::uint32_t frame) const;
    /// Collects the wanted fields of a frame. The values view `scratch` and the file: use them before the
    /// next call.
    void select(const index::Snapshot& snapshot, std::uint32_t frame, index::DissectParts parts,
                field::SelectSink& sink, index::DissectScratch& scratch) const;

private:
    struct Private;
    explicit Document(std::unique_ptr<Private> d);
    std::unique_ptr<Private> m_d;
};

} // namespace mqttscope::analysis
