// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <mutex>
#include <optional>

namespace mqttscope::ui {

/// The capture that the window shows, from opening to closing. Opening, indexing and letting go happen on
/// other threads; what arrives from a capture that is no longer the present one is dropped. The GUI thread
/// only.
class DocumentSession : public QObject {
    Q_OBJECT
public:
    enum class State : std::uint8_t {
        Empty,     ///< no capture
        Opening,   ///< its header is being read
        Loading,   ///< frames are being indexed
        Following, ///< everything there is so far is read; the file grows
        Ready,     ///< everything is there, or as much as will be
        Failed,    ///< it could not be opened
    };
    /// How often a file that was read is looked at, whether it has grown.
    static constexpr int kWatchEveryMs = 1000;
    /// A growing file is read up to its end when nothing came for so long.
    static constexpr int kCaughtUpAfterMs = 300;

    explicit DocumentSession(QObject* parent = nullptr);
    ~DocumentSession() override;

    /// `source`: what the capture is called while its file has no name of anybody's choice, "lo".
    void open(const QString& path, const analysis::Options& options = {}, const QString& source = {});
    void close();
    /// Stops loading; what is there stays. While the file is being opened nothing is there yet: closes it.
    void cancel();

    /// Nothing is waited for any more: what is there is all. The file is not looked at again.
    void stopFollowing();

    /// The file is being written: more may come.
    [[nodiscard]] bool isGrowing() const { return m_growing && !m_whole; }

    /// Its file has no name of anybody's choice.
    [[nodiscard]] bool isNameless() const { return !m_source.isEmpty(); }
    /// The file has got a name; it is the same one.
    void renamed(const QString& path);
    /// What the window calls the capture: the name of its file, or "Live capture, lo".
    [[nodiscard]] QString displayName() const;
    /// The path that proposals for other files begin with: that of the file, or where it might be saved.
    [[nodiscard]] QString proposedPath() const;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] const std::shared_ptr<analysis::Document>& document() const { return m_document; }
    [[nodiscard]] const std::shared_ptr<const index::Snapshot>& snapshot() const { return m_snapshot; }
    [[nodiscard]] const analysis::Progress& progress() const { return m_progress; }
    /// Why it could not be opened, or where it is damaged.
    [[nodiscard]] const std::optional<analysis::OpenError>& error() const { return m_error; }

Q_SIGNALS:
    void stateChanged();
    /// Another document, or none.
    void documentChanged();
    /// A new snapshot and progress are at hand.
    void snapshotChanged();
    /// The file has become longer since it was read: to be opened again as a growing one.
    void fileGrew();
    /// The file has got a name.
    void nameChanged();

private:
    struct Wake;
    using OpenResult = tl::expected<std::shared_ptr<analysis::Document>, analysis::OpenError>;
    Q_INVOKABLE void collect();
    void opened(std::shared_ptr<analysis::Document> document);
    void failed(const analysis::OpenError& error);
    void published();
    void caughtUp();
    void lookWhetherItGrew();
    [[nodiscard]] std::shared_ptr<analysis::Document> letGo();
    void release(std::shared_ptr<analysis::Document> document);
    void enter(State state);

    State m_state = State::Empty;
    QString m_path;
    QString m_source; ///< of a capture without a name
    std::shared_ptr<analysis::Document> m_document;
    std::shared_ptr<const index::Snapshot> m_snapshot;
    analysis::Progress m_progress;
    std::optional<analysis::OpenError> m_error;
    std::shared_ptr<Wake> m_wake;
    bool m_growing = false; ///< opened as a file that is being written
    bool m_whole = false;   ///< it grows no more
    QTimer m_quiet;         ///< since the last frames came
    QTimer m_watch;         ///< while it is Ready
    qint64 m_sizeRead = 0;  ///< of the file, when it was Ready
    std::uint32_t m_framesSeen = 0;
};

} // namespace mqttscope::ui
