// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/save_bytes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <filesystem>

namespace mqttscope::ui {
namespace {

QString words(const char* english)
{
    return QCoreApplication::translate("Save", english);
}

} // namespace

QString saveErrorText(const QString& path, QFileDevice::FileError error, const QString& system)
{
    const QFileInfo file(path);
    const QFileInfo folder(file.absolutePath());
    const QString name = QDir::toNativeSeparators(path);
    if (const QString wrong = targetProblem(path); !wrong.isEmpty())
        return wrong;
    if (error == QFileDevice::ResourceError || errno == ENOSPC || errno == EDQUOT)
        return words(QT_TRANSLATE_NOOP("Save", "%1 cannot be written: the disk is full.")).arg(name);
    if (error == QFileDevice::PermissionsError || !folder.isWritable() ||
        (file.exists() && !file.isWritable()))
        return words(
                   QT_TRANSLATE_NOOP("Save", "%1 cannot be written: you have no permission to write there."))
            .arg(name);
    return words(QT_TRANSLATE_NOOP("Save", "%1 cannot be written: %2")).arg(name, system);
}

QString proposedPath(const QString& capture, const QString& addition, const QString& suffix)
{
    const QFileInfo file(capture);
    QString stem = file.completeBaseName();
    if (stem.endsWith(QLatin1String(".pcap")) || stem.endsWith(QLatin1String(".pcapng"))) // capture.pcapng.gz
        stem = QFileInfo(stem).completeBaseName();
    if (!addition.isEmpty())
        stem += QLatin1Char('-') + addition;
    const QString base = file.absolutePath() + QLatin1Char('/') + stem;
    const QString end = QLatin1Char('.') + suffix;
    QString proposed = base + end;
    constexpr int kMostTries = 1000;
    for (int i = 2; QFileInfo::exists(proposed) && i < kMostTries; ++i)
        proposed = base + QLatin1Char('-') + QString::number(i) + end;
    return proposed;
}

QString targetProblem(const QString& path)
{
    const QFileInfo file(path);
    const QString name = QDir::toNativeSeparators(path);
    if (file.isDir())
        return words(QT_TRANSLATE_NOOP("Save", "%1 is a folder.")).arg(name);
    if (file.exists() && !file.isFile())
        return words(QT_TRANSLATE_NOOP("Save", "%1 is a device, not a file.")).arg(name);
    if (!QFileInfo::exists(file.absolutePath()))
        return words(QT_TRANSLATE_NOOP("Save", "%1 cannot be written: there is no such folder.")).arg(name);
    return {};
}

bool commitWhole(QSaveFile& file)
{
    if (file.flush())
        return file.commit();
    file.cancelWriting();
    file.commit(); // removes what was written
    return false;
}

QString saveBytes(const QString& path, const QByteArray& bytes)
{
    if (const QString wrong = targetProblem(path); !wrong.isEmpty())
        return wrong;
    QSaveFile file(path);
    errno = 0;
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && commitWhole(file))
        return {};
    return saveErrorText(path, file.error(), file.errorString());
}

bool isSameFile(const QString& one, const QString& other)
{
    if (one.isEmpty() || other.isEmpty())
        return false;
    std::error_code error;
    return std::filesystem::equivalent(QFileInfo(one).filesystemFilePath(),
                                       QFileInfo(other).filesystemFilePath(), error) &&
           !error;
}

} // namespace mqttscope::ui
