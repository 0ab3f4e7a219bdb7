// SPDX-License-Identifier: GPL-3.0-or-later
// Opening: what goes well, what goes wrong, and what takes long.
#include "tests/ui/window_fixture.h"
#include "ui/main_actions.h"
#include "ui/views/banner.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/status_strip.h"
#include "ui/views/welcome_page.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::CaptureMaker;

class LoadingTest : public QObject {
    Q_OBJECT
    const QString m_sample = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/connect-python1.pcap");
    QTemporaryDir m_directory;

    QString large() const
    {
        const QString file = m_directory.filePath(QStringLiteral("large.pcap"));
        if (QFile::exists(file))
            return file;
        CaptureMaker maker(file.toStdString());
        maker.open();
        maker.fromClient(test::connectPython1());
        const test::Bytes packet = test::publish("pump/level", "42");
        for (int i = 0; i < 200'000; ++i) {
            maker.fromClient(packet);
            if (i % 4 == 0)
                maker.acknowledgeFromServer();
        }
        return file;
    }

private Q_SLOTS:
    void withoutACaptureItSaysHowToOpenOne()
    {
        test::Window w;
        QVERIFY(w->welcomePage()->isVisible());
        QVERIFY(w->welcomePage()->openButton()->isVisible());
        QVERIFY(!w->frameList()->isVisible());
        QVERIFY(!w->banner()->isVisible());
        QVERIFY(!w->actions().reload->isEnabled());
        QVERIFY(!w->actions().next->isEnabled());
        QVERIFY(!w->actions().goToFrame->isEnabled());
    }

    void aMissingFileIsSaidInASentence()
    {
        test::Window w;
        QVERIFY(w.open(w.path("absent.pcap")));
        QVERIFY(w->banner()->isVisible());
        QVERIFY(w->banner()->sentence().contains(QStringLiteral("absent.pcap")));
        QVERIFY(w->banner()->sentence().contains(QStringLiteral("there is no such file")));
        QVERIFY(w->welcomePage()->isVisible());
        QVERIFY(w.open(m_sample)); // and all is well again
        QVERIFY(!w->banner()->isVisible());
        QVERIFY(w->frameList()->isVisible());
    }

    void aTextFileIsNoCapture()
    {
        test::Window w;
        QVERIFY(w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/README.md")));
        QVERIFY(w->banner()->sentence().contains(QStringLiteral("not a capture file")));
    }

    void ofADamagedFileTheFramesBeforeAreShown()
    {
        test::Window w;
        const QString file = w.path("cut.pcap");
        QVERIFY(QFile::copy(m_sample, file));
        QFile cut(file);
        QVERIFY(cut.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(cut.resize(cut.size() - 10));
        QVERIFY(w.open(file));
        QCOMPARE(w->frames().frameCount(), 10U);
        QVERIFY(w->banner()->isVisible());
        QVERIFY(w->banner()->sentence().contains(QStringLiteral("byte ")));
        QVERIFY(w->banner()->sentence().contains(QStringLiteral("10")));
        QCOMPARE(w->selection().selection().frame, 4U);
    }

    void aFileWithoutMqttSaysSoAndOffersTheRest()
    {
        test::Window w;
        const QString file = w.path("tcp.pcap");
        {
            CaptureMaker maker(file.toStdString());
            maker.open();
        }
        QVERIFY(w.open(file));
        QCOMPARE(w->frames().rowCount(), 0);
        QVERIFY(w->banner()->isVisible());
        QVERIFY(w->banner()->sentence().contains(QStringLiteral("No MQTT")));
        w->banner()->button()->click();
        QCOMPARE(w->frames().rowCount(), 3);
        QCOMPARE(w->selection().selection().frame, 1U);
        QVERIFY(!w->banner()->isVisible());
    }

    void aFileWithoutFramesSaysSo()
    {
        test::Window w;
        const QString file = w.path("none.pcap");
        CaptureMaker(file.toStdString()).close();
        QVERIFY(w.open(file));
        QVERIFY(w->banner()->sentence().contains(QStringLiteral("without any frame")));
    }

    void aLargeFileOnlyInsertsRowsAndTheWindowStaysAwake()
    {
        test::Window w;
        const QString file = large();
        const QSignalSpy resets(&w->frames(), &QAbstractItemModel::modelReset);
        w->openFile(file);
        const QSignalSpy removed(&w->frames(), &QAbstractItemModel::rowsRemoved);
        QVERIFY(QTest::qWaitFor([&] { return w->isSettled(); }, 30'000));
        QCOMPARE(w->frames().rowCount(), 200'001);
        QCOMPARE(w->frames().frameCount(), 250'004U);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(removed.count(), 0);
        QCOMPARE(w->selection().selection().frame, 4U);
        w->actions().last->trigger();
        QCOMPARE(w->frameList()->currentIndex().row(), 200'000);
    }

    void loadingCanBeStopped()
    {
        test::Window w;
        bool stopped = false;
        bool offered = false;
        connect(&w->session(), &DocumentSession::stateChanged, &w->session(),
                [&] { // at once: indexing goes on meanwhile
                    if (w->session().state() == DocumentSession::State::Loading && !stopped) {
                        stopped = true;
                        offered = w->status()->cancelButton()->isVisible();
                        w->status()->cancelButton()->click();
                    }
                });
        w->openFile(large());
        QVERIFY(QTest::qWaitFor([&] { return w->isSettled(); }, 30'000));
        QVERIFY(stopped);
        QVERIFY(offered);
        QVERIFY(w->frames().frameCount() <= 250'004U);
        QVERIFY(!w->status()->cancelButton()->isVisible());
        QVERIFY(w->banner()->sentence().contains(QStringLiteral("stopped")));
    }

    void reloadKeepsTheFrame()
    {
        test::Window w;
        QVERIFY(w.open(m_sample, 8));
        w->actions().reload->trigger();
        QVERIFY(QTest::qWaitFor([&] { return w->isSettled(); }, 30'000));
        QCOMPARE(w->selection().selection().frame, 8U);
    }

    void closingEmptiesTheWindow()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        w->actions().close->trigger();
        QCOMPARE(w->frames().rowCount(), 0);
        QVERIFY(w->selection().dissection() == nullptr);
        QVERIFY(w->welcomePage()->isVisible());
        QVERIFY(!w->actions().back->isEnabled());
    }

    void aFileCanBeDropped()
    {
        test::Window w;
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(m_sample)});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(w.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(w.window.get(), &drop);
        QVERIFY(
            QTest::qWaitFor([&] { return w->session().state() == DocumentSession::State::Ready; }, 30'000));
        QCOMPARE(w->frames().rowCount(), 3);

        QMimeData words;
        words.setText(QStringLiteral("no file"));
        QDragEnterEvent other(QPoint(50, 50), Qt::CopyAction, &words, Qt::LeftButton, Qt::NoModifier);
        other.ignore();
        QApplication::sendEvent(w.window.get(), &other);
        QVERIFY(!other.isAccepted());
    }

    void everyCaptureOfTheTestsOpens()
    {
        test::Window w;
        for (const char* name :
             {"own/v5_publish_props.pcap", "own/synth_malformed.pcap", "own/large_60k.pcap",
              "own/midstream.pcap", "derived/ip_fragments.pcap", "derived/lost_segment.pcap",
              "own/snaplen80.pcap", "own/odd_strings.pcap", "derived/null_ipv6.pcap"}) {
            QVERIFY(
                w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/") + QLatin1String(name)));
            w->actions().showAll->setChecked(true);
            QVERIFY2(w->frames().rowCount() > 0, name);
            for (std::uint32_t frame = 1; frame <= std::min(w->frames().frameCount(), 120U); ++frame) {
                QVERIFY(w->selection().selectFrame(frame));
                w->selection().selectByte({0, 0});
            }
            QVERIFY(!w->grab().isNull());
        }
    }
};

QTEST_MAIN(LoadingTest)
#include "loading_test.moc"
