// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>

class QSettings;

namespace mqttscope::ui {

/// A capture that was opened before.
struct RecentFile {
    QString path; ///< absolute
    QDateTime opened;
    std::uint32_t frames = 0; ///< it had at the end; 0 = not known
};

/// The captures opened last, latest first, kept in the settings.
class RecentFiles : public QObject {
    Q_OBJECT
public:
    static constexpr int kMost = 8;

    /// The settings must outlive it.
    explicit RecentFiles(QSettings& settings, QObject* parent = nullptr);

    [[nodiscard]] const QList<RecentFile>& files() const { return m_files; }
    /// A capture has been opened now.
    void opened(const QString& path);
    /// It was read to its end and has so many frames.
    void counted(const QString& path, std::uint32_t frames);
    void forget(const QString& path);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void save();

    QSettings* m_settings;
    QList<RecentFile> m_files;
};

/// "today 14:05", "yesterday", "Tuesday", "12 March", "12 March 2024": a time as one says it at `now`, in the
/// language of the window.
[[nodiscard]] QString sayTime(const QDateTime& time, const QDateTime& now);

} // namespace mqttscope::ui
