// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_capture.h"
#include "analysis/live/live_folder.h"
#include "analysis/live/tap_capture.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mqttscope::ui {

/// The live capture of the window, if there is one: an interface, a stream or a FIFO whose frames go into a
/// file that the window follows, or the tap of the built-in broker, which writes such a file itself. It says
/// when the file can be opened, when nothing more comes and why, and keeps in mind whether what was captured
/// has a name yet. The GUI thread only.
class LiveSession : public QObject {
    Q_OBJECT
public:
    /// The rate is a mean over this time.
    static constexpr std::chrono::milliseconds kRateOver{3000};

    explicit LiveSession(QObject* parent = nullptr);
    /// Stops and waits. What nobody saved or discarded stays, and is offered at the next start.
    ~LiveSession() override;

    /// Begins; not while one runs. False: it could not; `failed` was emitted.
    bool start(const analysis::LiveOptions& options);
    /// Asks it to end in order: `ended` comes.
    void stop();
    /// Takes over what a crash left, as if it had just been captured: `readable` and `ended` come, or
    /// `failed` if it is gone or another program was faster. False, and nothing happens, while one runs.
    bool adopt(const analysis::Orphan& orphan);

    /// Follows what the tap of the broker writes; the first part has its header. `written` says how many
    /// frames are in it at that moment: what was told last may be older. False, and nothing happens, while a
    /// capture runs. What stops it is told by `tapStopAsked`.
    bool followTap(std::shared_ptr<analysis::TapCapture> tap, std::function<std::uint64_t()> written = {});
    /// So many frames are in it now, and it may have gone on in another part.
    void noteTap(std::uint64_t frames);
    /// Nothing more comes: `ended` comes soon. `error`: why it ended early, if the capture does not know.
    void endTap(const std::optional<analysis::LiveError>& error = {});

    /// Frames come or may come: not ended, not stopping.
    [[nodiscard]] bool isRunning() const;
    /// Not idle and not ended.
    [[nodiscard]] bool isBusy() const;
    /// There are frames in a file that nobody has given a name.
    [[nodiscard]] bool isUnsaved() const;
    /// Its file has no name of the user's choice: it is called by its source.
    [[nodiscard]] bool isNameless() const;
    /// It was not captured now: a crash left it.
    [[nodiscard]] bool isAdopted() const { return m_adopted != nullptr; }
    /// It is, or was, that of the built-in broker.
    [[nodiscard]] bool isTap() const { return m_tap != nullptr; }
    /// Null if it is another one.
    [[nodiscard]] const std::shared_ptr<analysis::TapCapture>& tap() const { return m_tap; }
    [[nodiscard]] bool isSaving() const { return m_saving; }
    /// `path` is the file of the present or the last live capture, or a part of it.
    [[nodiscard]] bool owns(const QString& path) const;
    /// The last status that came.
    [[nodiscard]] const analysis::LiveStatus& status() const { return m_status; }
    /// Frames that there are by now; of a tap more than the last status may know.
    [[nodiscard]] std::uint64_t frames() const;
    [[nodiscard]] const analysis::LiveOptions& options() const { return m_options; }
    /// Frames a second, over the last seconds.
    [[nodiscard]] double rate() const { return m_rate; }
    /// What it is called: "lo, eth0", or the stream.
    [[nodiscard]] QString source() const;

    /// Once it has ended: puts it where the user wants it, on another thread; `saved` or `failed` comes.
    void save(const QString& path);
    /// Once it has ended: lets go of it, and deletes what nobody gave a name.
    void discard();

Q_SIGNALS:
    /// Numbers or state: about ten times a second while something happens.
    void changed();
    /// Frames can be read from this file: to be opened as a growing one. Once for each start, and for each
    /// further part of a long capture (LiveOptions::partFrames); the part before is complete then.
    void readable(const QString& path);
    /// Nothing more comes; the status says why.
    void ended();
    /// It has a name now.
    void saved(const QString& path);
    void failed(const mqttscope::analysis::LiveError& error);
    /// The broker is to be stopped, so that its capture ends.
    void tapStopAsked();

private:
    struct Door;
    using Clock = std::chrono::steady_clock;
    struct Sample {
        Clock::time_point time;
        std::uint64_t frames;
    };
    Q_INVOKABLE void look();
    void take(const analysis::LiveStatus& status);
    void measure();
    void adopted(std::shared_ptr<analysis::AdoptedCapture> capture);
    void tapEnded(const std::optional<analysis::LiveError>& error);
    void lookAtTap(analysis::LiveStatus& status) const;
    void forget();
    [[nodiscard]] std::shared_ptr<Door> newDoor();

    std::shared_ptr<Door> m_door; ///< between the threads of the present capture and this
    std::shared_ptr<analysis::LiveCapture> m_capture;
    std::shared_ptr<analysis::AdoptedCapture> m_adopted; ///< of a crash
    std::shared_ptr<analysis::TapCapture> m_tap;
    std::function<std::uint64_t()> m_tapWritten; ///< may be empty
    Clock::time_point m_tapSince;
    analysis::LiveStatus m_status;
    analysis::LiveOptions m_options;
    std::deque<Sample> m_samples; ///< for the rate
    double m_rate = 0;
    std::uint32_t m_runs = 0;
    std::string m_shown; ///< the file that was said to be readable
    bool m_over = false; ///< `ended` was emitted
    bool m_saving = false;
    bool m_saved = false;
    bool m_tapGrows = false;
};

} // namespace mqttscope::ui
