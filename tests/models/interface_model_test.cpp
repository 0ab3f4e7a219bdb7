// SPDX-License-Identifier: GPL-3.0-or-later
// The interfaces of this computer, as rows.
#include "ui/models/interface_model.h"

#include "tests/models/outlook_maker.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <atomic>

using namespace mqttscope;
using namespace mqttscope::ui;
using namespace std::chrono_literals;
using capture::InterfaceKind;

class InterfaceModelTest : public QObject {
    Q_OBJECT
    /// A model whose looks are what the test takes into it.
    struct Seen {
        InterfaceModel model{[] { return analysis::CaptureOutlook{}; }};
        QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
        InterfaceModel::Clock::time_point now = InterfaceModel::Clock::now();
        analysis::CaptureOutlook outlook = test::classRoomLaptop();

        void take(std::chrono::milliseconds later = 1s)
        {
            now += later;
            model.take(outlook, now);
        }
        QModelIndex row(const char* name) { return model.index(model.rowOf(QLatin1String(name))); }
        QString said(const char* name, int role) { return row(name).data(role).toString(); }
        QList<double> rates(const char* name)
        {
            return row(name).data(InterfaceModel::RatesRole).value<QList<double>>();
        }
    };

private Q_SLOTS:
    void anInterfaceSaysWhatItIs()
    {
        Seen seen;
        QVERIFY(!seen.model.isKnown());
        seen.take();
        QVERIFY(seen.model.isKnown());
        QCOMPARE(seen.said("lo", Qt::DisplayRole), QStringLiteral("Loopback"));
        QCOMPARE(seen.said("lo", InterfaceModel::RemarkRole),
                 QStringLiteral("lo · 127.0.0.1, this computer"));
        QCOMPARE(seen.said("enp3s0", InterfaceModel::RemarkRole),
                 QStringLiteral("enp3s0 · 192.168.1.42, fe80::1"));
        QVERIFY(seen.said("enp3s0", Qt::ToolTipRole).contains(QLatin1String("fe80::2")));
        QCOMPARE(seen.said("wlp2s0", InterfaceModel::RemarkRole), QStringLiteral("wlp2s0 · not connected"));
        QCOMPARE(seen.said("wlp2s0", InterfaceModel::IconRole), QStringLiteral("ui-wifi"));
        QCOMPARE(seen.said("any", Qt::DisplayRole), QStringLiteral("All interfaces"));
    }

    void oneThatIsSwitchedOffCannotBeChosen()
    {
        Seen seen;
        seen.take();
        QCOMPARE(seen.said("usb0", InterfaceModel::RemarkRole), QStringLiteral("usb0 · switched off"));
        QVERIFY(!seen.row("usb0").flags().testFlag(Qt::ItemIsSelectable));
        QVERIFY(!seen.row("usb0").data(InterfaceModel::UsableRole).toBool());
        QVERIFY(seen.said("usb0", Qt::ToolTipRole).contains(QLatin1String("switched off")));
        QVERIFY(seen.row("wlp2s0").flags().testFlag(Qt::ItemIsSelectable));
        seen.outlook.interfaces[3].interface.up = true;
        seen.take();
        QVERIFY(seen.row("usb0").flags().testFlag(Qt::ItemIsSelectable));
    }

    void aDescriptionForgesNoLine()
    {
        Seen seen;
        seen.outlook.interfaces[1].interface.description = "Phone\nof \xe2\x80\xaeme";
        seen.take();
        const QStringList lines = seen.said("enp3s0", Qt::ToolTipRole).split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 5); // name, description, three addresses
        QCOMPARE(lines[1], QStringLiteral("Phone\uFFFDof \uFFFDme"));
    }

    void interfacesComeAndGoWithoutAReset()
    {
        Seen seen;
        seen.take();
        QSignalSpy reset(&seen.model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex cable(seen.row("enp3s0"));
        seen.outlook.interfaces.insert(seen.outlook.interfaces.begin() + 1,
                                       test::interfaceOf("br0", InterfaceKind::Bridge));
        seen.outlook.interfaces.erase(seen.outlook.interfaces.begin() + 3); // wlp2s0
        seen.take();
        QCOMPARE(reset.count(), 0);
        QCOMPARE(seen.model.rowCount(), 5);
        QCOMPARE(seen.model.rowOf(QStringLiteral("br0")), 1);
        QCOMPARE(seen.model.rowOf(QStringLiteral("wlp2s0")), -1);
        QCOMPARE(cable.row(), 2);
        QCOMPARE(cable.data(InterfaceModel::NameRole).toString(), QStringLiteral("enp3s0"));
        QCOMPARE(seen.model.rowOf(QStringLiteral("any")), 4);
        QCOMPARE(seen.model.interfaces()[1].interface.name, std::string("br0"));
    }

    void rowsKeepTheirOrder()
    {
        Seen seen;
        seen.take();
        std::swap(seen.outlook.interfaces[1], seen.outlook.interfaces[2]); // the Wi-Fi is connected now
        seen.take();
        QCOMPARE(seen.model.rowOf(QStringLiteral("enp3s0")), 1);
        QCOMPARE(seen.model.rowOf(QStringLiteral("wlp2s0")), 2);
    }

    void aRateIsADifferenceOverTheTimeMeasured()
    {
        Seen seen;
        seen.take();
        QVERIFY(!seen.row("lo").data(InterfaceModel::RateRole).isValid());
        QCOMPARE(seen.said("lo", InterfaceModel::RateTextRole), QString());
        *seen.outlook.interfaces[0].packets += 63;
        seen.take(1500ms);
        QCOMPARE(seen.row("lo").data(InterfaceModel::RateRole).toDouble(), 42.0);
        QCOMPARE(seen.said("lo", InterfaceModel::RateTextRole), QStringLiteral("42 pkt/s"));
        QCOMPARE(seen.said("enp3s0", InterfaceModel::RateTextRole), QStringLiteral("0 pkt/s"));
        QCOMPARE(seen.said("any", InterfaceModel::RateTextRole), QString()); // nobody counts
        *seen.outlook.interfaces[1].packets += 1;
        seen.take(2s);
        QCOMPARE(seen.said("enp3s0", InterfaceModel::RateTextRole), QStringLiteral("0.5 pkt/s"));
        QCOMPARE(seen.said("lo", Qt::AccessibleTextRole),
                 QStringLiteral("Loopback, lo · 127.0.0.1, this computer, 0 pkt/s"));
    }

    void valuesKeepTheirPlaceInTime()
    {
        Seen seen;
        seen.take();
        *seen.outlook.interfaces[0].packets += 30;
        seen.take(3s); // a look that took long
        QCOMPARE(seen.rates("lo"), (QList<double>{10, 10, 10}));
        *seen.outlook.interfaces[0].packets += 8;
        seen.take(100ms); // too near to say anything
        QCOMPARE(seen.rates("lo").size(), 3);
        seen.take(900ms);
        QCOMPARE(seen.rates("lo"), (QList<double>{10, 10, 10, 8}));
        seen.take(1h); // nobody watched
        QCOMPARE(seen.rates("lo").size(), InterfaceModel::kRates);
        QCOMPARE(seen.rates("lo").front(), 0.0);
    }

    void aCounterThatFellBackIsAnotherInterface()
    {
        Seen seen;
        seen.take();
        *seen.outlook.interfaces[0].packets += 10;
        seen.take();
        seen.outlook.interfaces[0].packets = 3;
        seen.take();
        QVERIFY(seen.rates("lo").isEmpty());
        *seen.outlook.interfaces[0].packets += 5;
        seen.take();
        QCOMPARE(seen.rates("lo"), (QList<double>{5}));
        seen.outlook.interfaces[0].packets.reset(); // the system no longer says
        seen.take();
        QVERIFY(seen.rates("lo").isEmpty());
    }

    void rightsThatAppearAreSaidOnce()
    {
        Seen seen;
        QSignalSpy changed(&seen.model, &InterfaceModel::rightsChanged);
        const analysis::CaptureOutlook may = seen.outlook;
        seen.outlook = test::withoutRights();
        seen.take();
        QCOMPARE(changed.count(), 1); // known now
        seen.take();
        QCOMPARE(changed.count(), 1);
        seen.outlook = may;
        seen.take();
        QCOMPARE(changed.count(), 2);
        QCOMPARE(seen.model.rights().program, analysis::CaptureRights::Program::Own);
    }

    void itLooksOnAnotherThreadWhileSomebodyWatches()
    {
        std::atomic<int> looks = 0;
        std::atomic<bool> elsewhere = false;
        InterfaceModel model([&, window = QThread::currentThread()] {
            elsewhere = QThread::currentThread() != window;
            ++looks;
            return test::classRoomLaptop();
        });
        QSignalSpy looked(&model, &InterfaceModel::looked);
        model.watch();
        model.watch();
        QVERIFY(model.isWatched());
        QTRY_COMPARE(looked.count(), 1);
        QVERIFY(elsewhere);
        QTRY_VERIFY(looked.count() >= 2); // by the clock
        model.unwatch();
        QVERIFY(model.isWatched());
        model.unwatch();
        QVERIFY(!model.isWatched());
        QTRY_COMPARE(looked.count(), looks.load());
    }

    void aLookThatTakesLongNeverPilesUp()
    {
        QSemaphore begun;
        QSemaphore mayEnd;
        std::atomic<int> looks = 0;
        auto model = std::make_unique<InterfaceModel>([&] {
            ++looks;
            begun.release();
            mayEnd.acquire();
            return test::classRoomLaptop();
        });
        QSignalSpy looked(model.get(), &InterfaceModel::looked);
        model->look();
        begun.acquire();
        for (int i = 0; i < 5; ++i)
            model->look();
        mayEnd.release();
        QTRY_COMPARE(looked.count(), 1);
        QCOMPARE(looks.load(), 1);
        model->look();
        begun.acquire();
        model.reset(); // its answer finds nobody
        mayEnd.release();
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(looks.load(), 2);
    }
};

QTEST_GUILESS_MAIN(InterfaceModelTest)
#include "interface_model_test.moc"
