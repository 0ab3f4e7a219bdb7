// SPDX-License-Identifier: GPL-3.0-or-later
// The window captures what a real broker and real clients say, in a network of its own.
#include "tests/live/live_network.h"
#include "tests/ui/live_window_fixture.h"
#include "ui/models/frame_list_model.h"

#include <QFile>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::kPatience;
using test::LiveWindow;

namespace {

/// Whatever runs there, in one word: the program that captures is called by its path.
bool writeEntrance(const QString& path, pid_t keeper)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write("#!/bin/sh\nPATH=$PATH:/usr/sbin:/sbin\nexec nsenter --net=/proc/" +
               QByteArray::number(keeper) +
               "/ns/net " MQTTSCOPE_BINARY_DIR "/bin/mqttscope-capture \"$@\"\n");
    file.close();
    return file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

class LiveBrokerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatABrokerAndItsClientsSayIsShown()
    {
        const test::LiveNetwork network;
        if (!network.whyNot().empty())
            QSKIP(network.whyNot().c_str());
        if (!network.run("command -v mosquitto mosquitto_pub mosquitto_sub").ok())
            QSKIP("mosquitto and its clients are not here");
        LiveWindow live;
        const QString entrance = live.place.path("enter");
        QVERIFY(writeEntrance(entrance, network.keeper()));
        qputenv("MQTTSCOPE_CAPTURE", QFile::encodeName(entrance));
        if (analysis::captureRights().program != analysis::CaptureRights::Program::Own)
            QSKIP("this user may not capture in a network of its own");
        const QString note = live.place.path("broker.pid");
        const std::string pid = test::shellWord(QFile::encodeName(note).toStdString());
        QVERIFY(network
                    .run("mosquitto -p 1883 >/dev/null 2>&1 & echo $! > " + pid +
                         "; for try in $(seq 100); do mosquitto_pub -t begin -n 2>/dev/null && exit 0; sleep "
                         "0.05; "
                         "done; exit 1")
                    .ok());

        analysis::LiveOptions options;
        options.interfaces = {"lo"};
        options.filter = "tcp port 1883";
        live->startCapture(options);
        QTRY_COMPARE_WITH_TIMEOUT(live->session().state(), DocumentSession::State::Following, kPatience);
        QVERIFY(live->waitingPage()->isVisible());
        QVERIFY(
            network
                .run("mosquitto_sub -t pump/level -C 3 -W 20 >/dev/null & sub=$!; sleep 0.3; "
                     "for level in 41 42 43; do mosquitto_pub -q 1 -t pump/level -m $level || exit 1; done; "
                     "wait $sub")
                .ok());
        const auto told = [&](const char* value) {
            for (int row = 0; row < live->frames().rowCount(); ++row) {
                if (live->frames()
                        .index(row, FrameListModel::Summary)
                        .data()
                        .toString()
                        .contains(QLatin1String(value)))
                    return true;
            }
            return false;
        };
        for (const char* value : {"41", "42", "43"})
            QTRY_VERIFY_WITH_TIMEOUT(told(value), kPatience);
        QVERIFY(!live->waitingPage()->isVisible());
        QTest::mouseClick(live->captureButton(), Qt::LeftButton);
        QVERIFY(live.ends());
        QVERIFY(network.run("kill $(cat " + pid + ")").ok());

        const analysis::LiveStatus& status = live->live().status();
        QVERIFY(!status.error);
        QCOMPARE(status.counts.size(), std::size_t{1});
        QCOMPARE(status.counts.front().captured, std::uint64_t{live->frames().frameCount()});
        QCOMPARE(status.dropped(), std::uint64_t{0});
        QVERIFY(live->liveFigures()->text().contains(QStringLiteral("lo · ")));
        const QString target = live.place.path("lesson.pcapng");
        test::answerFile(target);
        live->actions().save->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!live->live().isUnsaved(), kPatience);
        const std::uint32_t frames = live->frames().frameCount();
        QVERIFY(live.w.open(target));
        QCOMPARE(live->frames().frameCount(), frames);
        QVERIFY(!live->session().error());
    }
};

QTEST_MAIN(LiveBrokerTest)
#include "live_window_test.moc"
