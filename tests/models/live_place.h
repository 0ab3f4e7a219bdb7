// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_options.h"

#include <QByteArray>
#include <QDir>
#include <QString>
#include <QTemporaryDir>

namespace mqttscope::test {

/// A folder for live captures of the test's own, and a capturing program that does what the test wants
/// (tests/support/fake_capture.py). Make it before what captures.
class LivePlace {
public:
    LivePlace()
    {
        qputenv("XDG_STATE_HOME", QFile::encodeName(m_folder.path()));
        qputenv("MQTTSCOPE_CAPTURE", MQTTSCOPE_SOURCE_DIR "/tests/support/fake_capture.py");
    }
    LivePlace(const LivePlace&) = delete;
    LivePlace& operator=(const LivePlace&) = delete;
    ~LivePlace()
    {
        for (const char* name : {"XDG_STATE_HOME", "MQTTSCOPE_CAPTURE", "MQTTSCOPE_DUMPCAP", "FAKE_CAPTURE"})
            qunsetenv(name);
    }

    /// What the program does when it is started.
    static void fake(const char* words) { qputenv("FAKE_CAPTURE", words); }
    /// Nobody may capture.
    static void takeRights()
    {
        qputenv("MQTTSCOPE_CAPTURE", "/nonexistent/mqttscope-capture");
        qputenv("MQTTSCOPE_DUMPCAP", "/nonexistent/dumpcap");
    }
    [[nodiscard]] static analysis::LiveOptions options()
    {
        analysis::LiveOptions options;
        options.interfaces = {"fake0"};
        return options;
    }
    /// The captures without a name that are there.
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder.filePath(QStringLiteral("mqttscope/live"))).entryList(QDir::Files);
    }
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

private:
    QTemporaryDir m_folder;
};

} // namespace mqttscope::test
