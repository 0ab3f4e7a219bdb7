// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recent_files.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QSettings>

#include <algorithm>

namespace mqttscope::ui {
namespace {

const QString kKey = QStringLiteral("recent");

} // namespace

RecentFiles::RecentFiles(QSettings& settings, QObject* parent) : QObject(parent), m_settings(&settings)
{
    const int count = settings.beginReadArray(kKey);
    for (int i = 0; i < std::min(count, kMost); ++i) {
        settings.setArrayIndex(i);
        RecentFile file;
        file.path = settings.value(QStringLiteral("path")).toString();
        file.opened = settings.value(QStringLiteral("opened")).toDateTime();
        file.frames = settings.value(QStringLiteral("frames")).toUInt();
        if (!file.path.isEmpty())
            m_files.append(file);
    }
    settings.endArray();
}

void RecentFiles::opened(const QString& path)
{
    RecentFile file;
    file.path = QFileInfo(path).absoluteFilePath();
    const auto known = std::find_if(m_files.begin(), m_files.end(),
                                    [&](const RecentFile& other) { return other.path == file.path; });
    if (known != m_files.end()) {
        file.frames = known->frames;
        m_files.erase(known);
    }
    file.opened = QDateTime::currentDateTime();
    m_files.prepend(file);
    m_files = m_files.mid(0, kMost);
    save();
}

void RecentFiles::counted(const QString& path, std::uint32_t frames)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    for (RecentFile& file : m_files) {
        if (file.path == absolute && file.frames != frames) {
            file.frames = frames;
            save();
        }
    }
}

void RecentFiles::forget(const QString& path)
{
    if (m_files.removeIf([&](const RecentFile& file) { return file.path == path; }) > 0)
        save();
}

void RecentFiles::clear()
{
    m_files.clear();
    save();
}

void RecentFiles::save()
{
    m_settings->remove(kKey);
    m_settings->beginWriteArray(kKey, static_cast<int>(m_files.size()));
    for (int i = 0; i < m_files.size(); ++i) {
        m_settings->setArrayIndex(i);
        m_settings->setValue(QStringLiteral("path"), m_files[i].path);
        m_settings->setValue(QStringLiteral("opened"), m_files[i].opened);
        m_settings->setValue(QStringLiteral("frames"), m_files[i].frames);
    }
    m_settings->endArray();
    Q_EMIT changed();
}

QString sayTime(const QDateTime& time, const QDateTime& now)
{
    const QLocale locale;
    const qint64 days = time.date().daysTo(now.date());
    if (!time.isValid() || days < 0)
        return {};
    if (days == 0)
        //: %1: a time of day
        return QCoreApplication::translate("RecentFiles", "today %1")
            .arg(locale.toString(time.time(), QLocale::ShortFormat));
    if (days == 1)
        return QCoreApplication::translate("RecentFiles", "yesterday");
    if (days < 7)
        return locale.standaloneDayName(time.date().dayOfWeek());
    //: day and month, as QDate::toString writes them
    const QString day = QCoreApplication::translate("RecentFiles", "d MMMM");
    return locale.toString(time.date(),
                           time.date().year() == now.date().year() ? day : day + QStringLiteral(" yyyy"));
}

} // namespace mqttscope::ui
