// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mqttscope::capture {

/// Where a capture stream comes from: a program that is started for it, or a descriptor (standard input, a
/// FIFO). One thread.
class CaptureInput {
public:
    /// What `wait` found.
    struct News {
        std::size_t stream = 0; ///< So many bytes of the capture stream stand at the front of the buffer.
        std::string side;       ///< What the program wrote on its standard error.
        bool ended = false;     ///< The stream and what stands on standard error have ended.
    };

    /// How a program ended.
    struct Exit {
        int status = 0; ///< Exit status, if no signal ended it.
        int signal = 0; ///< 0: none.
    };

    /// Starts a program: its path, then its arguments. It gets /dev/null as standard input and no descriptor
    /// of ours. The error is an errno.
    [[nodiscard]] static tl::expected<std::unique_ptr<CaptureInput>, int>
    start(const std::vector<std::string>& command);
    /// Reads what comes through a path, "-" = standard input. Waits for whoever writes into a FIFO in `wait`,
    /// not here. The error is an errno.
    [[nodiscard]] static tl::expected<std::unique_ptr<CaptureInput>, int> open(const std::string& path);

    CaptureInput(const CaptureInput&) = delete;
    CaptureInput& operator=(const CaptureInput&) = delete;
    /// Kills the program if it still runs, and waits for its end.
    ~CaptureInput();

    /// Waits until something has come, at most so many milliseconds.
    [[nodiscard]] News wait(std::span<std::uint8_t> buffer, int milliseconds);
    /// Asks the program to end (SIGINT). Of a descriptor nothing more is read.
    void interrupt();
    /// Ends the program at once.
    void kill();
    /// How the program ended: after `News::ended`, waits for it. One that goes on although nothing more can
    /// come from it is killed after two seconds. None: there is none.
    [[nodiscard]] std::optional<Exit> exit();

private:
    CaptureInput() = default;
    void readStream(std::span<std::uint8_t> buffer, News& news);
    void readSide(News& news);

    int m_process = -1;
    int m_stream = -1;
    int m_side = -1;
    bool m_ownsStream = true;
    std::optional<Exit> m_exit;
};

/// Whether a path names a stream and no file: "-", a FIFO, a terminal...
[[nodiscard]] bool isStream(const std::string& path);

} // namespace mqttscope::capture
