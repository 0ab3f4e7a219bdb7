// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_error.h"
#include "capture/live/live_file.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// Where live captures are written that nobody gave a name: `$XDG_STATE_HOME/mqttscope/live`, or below
/// `~/.local/state`; `/tmp/mqttscope-live` if neither variable is set.
[[nodiscard]] std::filesystem::path liveFolder();

/// A new file in the folder of live captures, which is made if it is missing, for its owner only. Its name
/// has the date, and in `what` the interfaces: `20261127-003000-lo.pcapng`.
[[nodiscard]] tl::expected<std::unique_ptr<capture::LiveFile>, LiveError>
createLiveFile(std::string_view what, std::string_view ending);

/// The name of another part of such a file; `number` from 1: `20261127-003000-lo-part0002.pcapng`.
[[nodiscard]] std::string livePartName(const std::string& first, std::uint32_t number);

/// A capture, or a part of one, that a crash left in the folder of live captures.
struct Orphan {
    std::string path;
    std::uint64_t bytes = 0;  ///< of the file
    std::uint64_t usable = 0; ///< of it: up to the last whole record
    std::uint64_t frames = 0; ///< that can be read
    std::int64_t firstNs = 0; ///< time of the first frame; 0 = there is none
    std::int64_t lastNs = 0;  ///< of the last
    std::string interfaces;   ///< names, joined by ", "; empty if the file says none
};

/// So many are listed, the newest; the others when these are gone.
inline constexpr std::size_t kMaxOrphans = 100;

/// The captures that no running program writes, oldest first. Reads them: not for the thread of a window.
/// Empty ones are deleted at once; those that cannot be read are left alone.
[[nodiscard]] std::vector<Orphan> orphans();

/// A capture that was taken over: locked, so that no other program offers it, and without the record that was
/// cut off at its end. A damaged one stays as it is.
class AdoptedCapture {
public:
    [[nodiscard]] const std::string& path() const { return m_orphan.path; }
    [[nodiscard]] const Orphan& orphan() const { return m_orphan; }
    /// Moves it to a place of the user's choice; over what is there, if something is.
    [[nodiscard]] tl::expected<void, LiveError> save(const std::string& path);
    /// Deletes it.
    void discard();

private:
    friend tl::expected<AdoptedCapture, LiveError> adopt(const Orphan& orphan);
    AdoptedCapture(Orphan orphan, capture::FileLock lock);

    Orphan m_orphan;
    capture::FileLock m_lock;
};

/// Takes over a capture. CannotRead if it is gone or another program was faster.
[[nodiscard]] tl::expected<AdoptedCapture, LiveError> adopt(const Orphan& orphan);

} // namespace mqttscope::analysis
