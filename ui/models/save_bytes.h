// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFileDevice>
#include <QString>

class QSaveFile;

namespace mqttscope::ui {

/// Why a file cannot be written, as one sentence in the window's language with the name of the file.
[[nodiscard]] QString saveErrorText(const QString& path, QFileDevice::FileError error, const QString& system);
/// Why a path is no place to save at, seen before trying; empty if nothing speaks against it. A device that
/// a file would take the place of is none.
[[nodiscard]] QString targetProblem(const QString& path);
/// A name that nothing has yet, in the folder of a capture: "capture-ladder.pdf", "capture-ladder-2.pdf".
/// `addition`: behind the name of the capture, may be empty; `suffix` without its dot.
[[nodiscard]] QString proposedPath(const QString& capture, const QString& addition, const QString& suffix);
/// Gives a file its name once all of it is written. QSaveFile itself does not notice that the last bytes
/// found no room. False: what was there stays.
[[nodiscard]] bool commitWhole(QSaveFile& file);
/// Writes a whole file, or leaves what was there. Empty, or what went wrong as one sentence.
[[nodiscard]] QString saveBytes(const QString& path, const QByteArray& bytes);
/// Whether two paths name one file, by whatever way.
[[nodiscard]] bool isSameFile(const QString& one, const QString& other);

} // namespace mqttscope::ui
