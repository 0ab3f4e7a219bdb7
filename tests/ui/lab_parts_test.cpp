// SPDX-License-Identifier: GPL-3.0-or-later
// A lab whose capture is longer than a list has room for.
#include "analysis/live/live_folder.h"
#include "tests/ui/lab_window_fixture.h"

#include <fstream>

using namespace mqttscope;
using namespace mqttscope::broker::lab;
using namespace mqttscope::ui;
using test::answer;
using test::answerFile;
using test::framesIn;
using test::kPatience;

namespace {

constexpr std::uint64_t kPartFrames = 20;

/// A broker whose capture has small parts, and a client.
struct Lab : test::Lab {
    [[nodiscard]] bool start()
    {
        page().showParts();
        LabBrokerOptions options = page().broker()->options();
        options.tapPartFrames = kPartFrames;
        if (!w->lab().start(options))
            return false;
        LabClientOptions client;
        client.port = w->lab().started().addresses.front().port;
        client.client.clientId = "capteur";
        sensor = w->lab().addClient(client);
        w->lab().clients().connect(sensor);
        return QTest::qWaitFor([&] { return w->lab().snapshot()->connections == 1; }, kPatience);
    }
    /// Publishes until the capture has so many parts.
    [[nodiscard]] bool goOn(std::size_t parts) const
    {
        const auto enough = [&] { return w->live().status().parts.size() >= parts; };
        while (!enough() && w->live().isRunning()) {
            const std::uint64_t before = w->lab().broker().tapFrames();
            w->lab().clients().publish(sensor, {"pompe/niveau", {'1', '2'}, 1, false, {}});
            const auto more = [&] {
                return w->lab().broker().tapFrames() > before || !w->live().isRunning();
            };
            if (!QTest::qWaitFor(more, kPatience))
                return false;
            (void)QTest::qWaitFor(enough, 50);
        }
        return enough() && QTest::qWaitFor([&] { return w->live().isUnsaved(); }, kPatience);
    }
    [[nodiscard]] QString newest() const { return QFile::decodeName(w->live().status().path.c_str()); }
    [[nodiscard]] bool showsNewest() const
    {
        return QTest::qWaitFor(
            [&] { return w->session().path() == newest() && w->frames().frameCount() > 0; }, kPatience);
    }

    LabClientId sensor = 0;
};

} // namespace

class LabPartsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theListBeginsAnewAndSaysSo()
    {
        Lab lab;
        QVERIFY(lab.start());
        QVERIFY(lab.goOn(2));
        QVERIFY(lab.showsNewest());
        QCOMPARE(lab->live().status().part, 1U);
        QVERIFY2(lab.said().contains(QStringLiteral("the list begins anew with part 2")),
                 qPrintable(lab.said()));
        QVERIFY(lab->session().isGrowing());
        QVERIFY(lab->frames().frameCount() <= kPartFrames);
        QCOMPARE(lab->perspective(), Perspective::Lab);
        QCOMPARE(lab.page().frames()->recordingText(), QStringLiteral("recording"));
        // What comes stands there, and counts with what came before.
        const int rows = lab->frames().rowCount();
        lab->lab().clients().publish(lab.sensor, {"pompe/niveau", {'1', '2'}, 1, false, {}});
        QTRY_VERIFY_WITH_TIMEOUT(lab->frames().rowCount() > rows, kPatience);
        QVERIFY(lab->live().status().frames > kPartFrames);
        QVERIFY(lab->live().frames() > kPartFrames);
        QVERIFY(lab->lab().isRunning());
    }

    void whatThereIsSoFarIsSavedAsOne()
    {
        Lab lab;
        QVERIFY(lab.start());
        QVERIFY(lab.goOn(3));
        const QString target = lab.place.path("lesson.pcapng");
        answerFile(target);
        Lab::click(lab.page().frames()->saveButton());
        QTRY_VERIFY_WITH_TIMEOUT(framesIn(target) > 2 * kPartFrames, kPatience);
        QVERIFY(lab->lab().isRunning());
        QVERIFY(lab->live().isUnsaved()); // more may come
        QVERIFY(lab.place.files().size() >= 3);
    }

    void quittingAsksAndSavesAll()
    {
        Lab lab;
        QVERIFY(lab.start());
        QVERIFY(lab.goOn(2));
        answer(QMessageBox::Cancel);
        lab->close();
        QVERIFY(lab->isVisible());
        QVERIFY(lab->lab().isRunning());
        const QString target = lab.place.path("evening.pcapng");
        answer(QMessageBox::Save);
        answerFile(target);
        lab->close();
        QTRY_VERIFY_WITH_TIMEOUT(!lab->isVisible(), kPatience);
        QVERIFY(framesIn(target) > kPartFrames);
        QVERIFY(lab.place.files().isEmpty());
    }

    void discardedNoneIsLeft()
    {
        Lab lab;
        QVERIFY(lab.start());
        QVERIFY(lab.goOn(2));
        QVERIFY(lab.place.files().size() >= 2);
        answer(QMessageBox::Discard);
        lab->close();
        QTRY_VERIFY_WITH_TIMEOUT(!lab->isVisible(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(lab.place.files().isEmpty(), kPatience);
    }

    void eachPartCanBeShownAtTheEndAndSavedTheyAreOne()
    {
        Lab lab;
        QVERIFY(lab.start());
        QVERIFY(lab.goOn(2));
        QVERIFY(lab.showsNewest());
        lab->lab().stop();
        QVERIFY(lab.over());
        const std::size_t parts = lab->live().status().parts.size();
        const std::uint64_t all = lab->live().status().frames;
        QTRY_VERIFY2(lab.said().contains(QStringLiteral("Part %1 of %1 is shown.").arg(parts)),
                     qPrintable(lab.said()));
        QTest::mouseClick(lab->banner()->button(), Qt::LeftButton); // nobody asks
        const QString before = QFile::decodeName(lab->live().status().parts.at(parts - 2).c_str());
        QTRY_COMPARE_WITH_TIMEOUT(lab->session().path(), before, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(std::uint64_t{lab->frames().frameCount()}, kPartFrames, kPatience);
        QVERIFY(lab->live().isUnsaved());
        const QString target = lab.place.path("long.pcapng");
        answerFile(target);
        lab->actions().save->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(lab->session().path(), target, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(std::uint64_t{lab->frames().frameCount()}, all, kPatience);
        QVERIFY(lab.place.files().isEmpty());
    }

    void whereTheNextPartCannotBeginTheBrokerGoesOn()
    {
        Lab lab;
        QVERIFY(lab.start());
        const std::string next = analysis::livePartName(lab->live().status().path, 1);
        std::ofstream(next) << "in the way";
        (void)lab.goOn(2); // in vain
        QTRY_VERIFY_WITH_TIMEOUT(!lab->live().isBusy(), kPatience);
        QTRY_VERIFY2_WITH_TIMEOUT(lab.said().contains(QStringLiteral("cannot be made")),
                                  qPrintable(lab.said()), kPatience);
        QCOMPARE(lab->live().status().frames, kPartFrames);
        QCOMPARE(framesIn(lab.newest()), kPartFrames);
        QVERIFY(lab->live().isUnsaved());
        int acknowledged = 0;
        connect(&lab->lab(), &LabSession::clientEvent, this, [&](const LabEvent& event) {
            acknowledged += event.kind == LabEventKind::Acknowledged ? 1 : 0;
        });
        lab->lab().clients().publish(lab.sensor, {"pompe/niveau", {'1', '2'}, 1, false, {}});
        QTRY_VERIFY_WITH_TIMEOUT(acknowledged > 0, kPatience);
        QVERIFY(lab->lab().isRunning());
    }
};

QTEST_MAIN(LabPartsTest)
#include "lab_parts_test.moc"
