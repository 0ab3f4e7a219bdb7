// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is still being written.
#include "tests/ui/window_fixture.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/status_strip.h"

#include <QFile>
#include <QPushButton>
#include <QScrollBar>

using namespace mqttscope;
using namespace mqttscope::ui;
using State = DocumentSession::State;

class FollowingTest : public QObject {
    Q_OBJECT
    /// A capture of many frames, as bytes.
    static QByteArray capture(const test::Window& w)
    {
        const QString file = w.path("whole.pcap");
        {
            test::CaptureMaker maker(file.toStdString());
            maker.open();
            maker.fromClient(test::connectPython1());
            maker.fromServer(test::connackAccepted());
            for (int i = 0; i < 200; ++i)
                maker.fromClient({0x30, 0x04, 0x00, 0x01, 't', 'x'});
        }
        QFile whole(file);
        return whole.open(QIODevice::ReadOnly) ? whole.readAll() : QByteArray();
    }
    static void append(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    /// The window has opened a part of the capture, and the rest came afterwards.
    static void openAndGrow(const test::Window& w, const QString& path, const QByteArray& whole)
    {
        append(path, whole.first(whole.size() / 2));
        QVERIFY(w.open(path));
        QCOMPARE(w->session().state(), State::Ready);
        append(path, whole.sliced(whole.size() / 2, whole.size() / 4));
        QTRY_COMPARE_WITH_TIMEOUT(w->session().state(), State::Following, 20'000);
    }

private Q_SLOTS:
    void whatIsAddedAppears()
    {
        test::Window w;
        const QByteArray whole = capture(w);
        const QString path = w.path("growing.pcap");
        openAndGrow(w, path, whole);
        const int rows = w->frames().rowCount();
        QVERIFY(w->status()->loadingText().startsWith(QLatin1String("Following the file: ")));
        append(path, whole.sliced(whole.size() / 2 + whole.size() / 4));
        QTRY_COMPARE_WITH_TIMEOUT(w->frames().rowCount(), 202, 20'000);
        QVERIFY(rows < 202);
        QCOMPARE(w->session().state(), State::Following);

        w.language.use(QStringLiteral("fr"));
        QVERIFY(!w->status()->loadingText().contains(QLatin1String("Following")));
    }

    void theSelectedFrameStaysSelected()
    {
        test::Window w;
        const QByteArray whole = capture(w);
        const QString path = w.path("growing.pcap");
        append(path, whole.first(whole.size() / 2));
        QVERIFY(w.open(path, 20));
        append(path, whole.sliced(whole.size() / 2));
        QTRY_COMPARE_WITH_TIMEOUT(w->session().state(), State::Following, 20'000);
        QTRY_COMPARE(w->selection().selection().frame, 20U);
    }

    void stopMakesItWhole()
    {
        test::Window w;
        const QByteArray whole = capture(w);
        const QString path = w.path("growing.pcap");
        openAndGrow(w, path, whole);
        QTest::mouseClick(w->status()->cancelButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(w->session().state(), State::Ready, 20'000);
        QVERIFY(w->session().snapshot()->final);
        QVERIFY(w->status()->loadingText().isEmpty());
    }

    void theEndStaysInViewUnlessSomebodyScrolledUp()
    {
        test::Window w;
        const QByteArray whole = capture(w);
        const QString path = w.path("growing.pcap");
        openAndGrow(w, path, whole);
        QScrollBar* bar = w->frameList()->verticalScrollBar();
        w->frameList()->scrollToBottom();
        const qsizetype from = whole.size() / 2 + whole.size() / 4;
        append(path, whole.sliced(from, 2000));
        const int before = w->frames().rowCount();
        QTRY_VERIFY_WITH_TIMEOUT(w->frames().rowCount() > before, 20'000);
        QTRY_COMPARE(bar->value(), bar->maximum());
        bar->setValue(3);
        const int rows = w->frames().rowCount();
        append(path, whole.sliced(from + 2000));
        QTRY_VERIFY_WITH_TIMEOUT(w->frames().rowCount() > rows, 20'000);
        QCOMPARE(bar->value(), 3);
    }
};

QTEST_MAIN(FollowingTest)
#include "following_test.moc"
