// SPDX-License-Identifier: GPL-3.0-or-later
// A live capture that is longer than a list has room for.
#include "tests/ui/live_window_fixture.h"

using namespace mqttscope;
using namespace mqttscope::ui;
using test::answerFile;
using test::kPatience;
using test::LivePlace;
using test::LiveWindow;

class LivePartsTest : public QObject {
    Q_OBJECT

    /// 25 frames in parts of 10: the list has the last 5.
    static bool capture(const LiveWindow& live)
    {
        analysis::LiveOptions options = LivePlace::options();
        options.partFrames = 10;
        live.start("header every:20 frames:25 wait", options);
        return live.shows(5) &&
               QTest::qWaitFor([&] { return live->live().status().frames == 25; }, kPatience);
    }

private Q_SLOTS:
    void theListBeginsAnewAndSaysSo()
    {
        LiveWindow live;
        QVERIFY(capture(live));
        QCOMPARE(live->live().status().part, 2U);
        QVERIFY2(live.said().contains(QStringLiteral("the list begins anew with part 3")),
                 qPrintable(live.said()));
        QVERIFY(live->session().isGrowing());
        QVERIFY(live->liveFigures()->text().contains(QStringLiteral("25 frames"))); // of all parts
        live.w.language.use(QStringLiteral("fr"));
        QVERIFY2(live.said().contains(QStringLiteral("la partie 3")), qPrintable(live.said()));
        live->live().stop();
        QVERIFY(live.ends());
        live->live().discard();
        QTRY_VERIFY_WITH_TIMEOUT(live.place.files().isEmpty(), kPatience);
    }

    void eachPartCanBeShownAtTheEnd()
    {
        LiveWindow live;
        QVERIFY(capture(live));
        live->live().stop();
        QVERIFY(live.ends());
        QTRY_VERIFY2(live.said().contains(QStringLiteral("Part 3 of 3 is shown.")), qPrintable(live.said()));
        QCOMPARE(live->banner()->button()->text(), QStringLiteral("Show part 2"));
        QTest::mouseClick(live->banner()->button(), Qt::LeftButton); // nobody asks
        QVERIFY(live.shows(10));
        QVERIFY(live.ends());
        QTRY_VERIFY2(live.said().contains(QStringLiteral("Part 2 of 3 is shown.")), qPrintable(live.said()));
        QVERIFY(live->live().isUnsaved());
        QVERIFY(live->session().isNameless());
        live->live().discard();
    }

    void savedTheyAreOneFileWithTheCommentsInTheirPlaces()
    {
        LiveWindow live;
        QVERIFY(capture(live));
        live->live().stop();
        QVERIFY(live.ends());
        live->annotations().setComment(2, QStringLiteral("look here")); // frame 22 of all
        const QString target = live.place.path("long.pcapng");
        answerFile(target);
        live->actions().save->trigger();
        QVERIFY(live.shows(25));
        QCOMPARE(live->session().path(), target);
        QTRY_VERIFY_WITH_TIMEOUT(!live->isWindowModified(), kPatience);
        QVERIFY(live.place.files().isEmpty());
        QVERIFY(live.w.open(target));
        QCOMPARE(live->annotations().comment(22), QStringLiteral("look here"));
        QVERIFY(live->annotations().comment(2).isEmpty());
    }
};

QTEST_MAIN(LivePartsTest)
#include "live_parts_test.moc"
