// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/frame_list_model.h"

#include "tests/models/capture_maker.h"
#include "tests/models/hand_made_records.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::CaptureMaker;

namespace {

constexpr auto kFail = QAbstractItemModelTester::FailureReportingMode::QtTest;

std::shared_ptr<analysis::Document> load(const std::string& path)
{
    auto document = analysis::Document::open(path, {});
    if (!document)
        return nullptr;
    (*document)->start();
    (*document)->wait();
    return *document;
}

} // namespace

class FrameListTest : public QObject {
    Q_OBJECT
    analysis::Vocabulary m_vocabulary;
    QTemporaryDir m_directory;

    std::string path(const char* name) const
    {
        return m_directory.filePath(QLatin1String(name)).toStdString();
    }
    std::string conversation() const
    {
        const std::string file = path("conversation.pcap");
        CaptureMaker maker(file);
        maker.open();                                        // 1 2 3
        maker.fromClient(test::connectPython1());            // 4
        maker.fromServer(test::connackAccepted());           // 5
        test::Bytes two = test::publish("pump/level", "42"); // 6: two packets in one frame
        const test::Bytes second = test::publish("pump/flow", "3.1");
        two.insert(two.end(), second.begin(), second.end());
        maker.fromClient(two);
        maker.acknowledgeFromServer(); // 7
        return file;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void showsTheFramesThatCarryMqtt()
    {
        FrameListModel model(m_vocabulary);
        const QAbstractItemModelTester tester(&model, kFail);
        const auto document = load(conversation());
        QVERIFY(document);
        model.setDocument(document);
        model.setSnapshot(document->snapshot());
        QCOMPARE(model.frameCount(), 7U);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.frameOfRow(0), 4U);
        QCOMPARE(model.rowOfFrame(6), 2);
        QCOMPARE(model.rowOfFrame(5), 1);
        QCOMPARE(model.rowOfFrame(3), -1);
        QCOMPARE(model.nearestRow(3), 0);
        QCOMPARE(model.nearestRow(7), 2);
        QCOMPARE(model.nextMqttFrame(4), 5U);
        QCOMPARE(model.nextMqttFrame(6), 0U);
        QCOMPARE(model.previousMqttFrame(4), 0U);
        QCOMPARE(model.previousMqttFrame(7), 6U);
    }

    void saysWhoSendsWhat()
    {
        FrameListModel model(m_vocabulary);
        const auto document = load(conversation());
        model.setDocument(document);
        model.setSnapshot(document->snapshot());
        const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(0, FrameListModel::Number), QStringLiteral("4"));
        QCOMPARE(cell(0, FrameListModel::Time), QStringLiteral("0.003000"));
        QCOMPARE(cell(0, FrameListModel::Route), QStringLiteral("python1 → broker"));
        QCOMPARE(cell(0, FrameListModel::Type), QStringLiteral("CONNECT"));
        QCOMPARE(cell(0, FrameListModel::Length), QStringLiteral("21 B"));
        QCOMPARE(cell(1, FrameListModel::Route), QStringLiteral("broker → python1"));
        QCOMPARE(cell(2, FrameListModel::Type), QStringLiteral("PUBLISH, PUBLISH"));
        QCOMPARE(cell(2, FrameListModel::Qos), QStringLiteral("0"));
        QVERIFY(cell(2, FrameListModel::Summary).contains(QStringLiteral("pump/flow")));
        const QString route = model.index(0, FrameListModel::Route).data(Qt::ToolTipRole).toString();
        QCOMPARE(route, QStringLiteral("192.0.2.1:40000 → 192.0.2.2:1883"));
    }

    void theOtherFramesComeAndGoWithoutReset()
    {
        FrameListModel model(m_vocabulary);
        const QAbstractItemModelTester tester(&model, kFail);
        const auto document = load(conversation());
        model.setDocument(document);
        model.setSnapshot(document->snapshot());
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setShowAll(true);
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(model.rowOfFrame(4), 3);
        QCOMPARE(model.index(0, FrameListModel::Type).data().toString(), QStringLiteral("TCP"));
        QCOMPARE(model.index(0, FrameListModel::Length).data().toString(), QStringLiteral("54 B"));
        model.setShowAll(false);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(resets.count(), 0);
    }

    void rowsGrowWithTheSnapshots()
    {
        for (const bool all : {false, true}) {
            FrameListModel model(m_vocabulary);
            const QAbstractItemModelTester tester(&model, kFail);
            model.setShowAll(all);
            const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
            const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
            test::HandMadeRecords records;
            records.frame({});
            records.frame({2});
            model.setSnapshot(records.snapshot());
            records.frame({3, 3});
            records.frame({});
            model.setSnapshot(records.snapshot());
            model.setSnapshot(records.snapshot());
            QCOMPARE(model.rowCount(), all ? 4 : 2);
            QCOMPARE(inserted.count(), 2);
            QCOMPARE(resets.count(), 0);
        }
    }

    void aMessageFoundBehindAGapComesInTheMiddle()
    {
        FrameListModel model(m_vocabulary);
        const QAbstractItemModelTester tester(&model, kFail);
        test::HandMadeRecords records;
        records.frame({1});
        records.frame({});
        records.frame({3});
        model.setSnapshot(records.snapshot());
        QCOMPARE(model.rowCount(), 2);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        records.frame({2, 4}); // the message of frame 2 is recorded while frame 4 is indexed
        model.setSnapshot(records.snapshot());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.frameOfRow(1), 2U);
        QCOMPARE(model.frameOfRow(3), 4U);
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(inserted[0][1].toInt(), 1);
    }

    void textsAreKeptForAFewScreensOnly()
    {
        FrameListModel model(m_vocabulary);
        const std::string file = path("many.pcap");
        {
            CaptureMaker maker(file);
            maker.open();
            maker.fromClient(test::connectPython1());
            for (int i = 0; i < 2000; ++i)
                maker.fromClient(test::publish("t", std::to_string(i)));
        }
        const auto document = load(file);
        model.setDocument(document);
        model.setSnapshot(document->snapshot());
        QCOMPARE(model.rowCount(), 2001);
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(!model.index(row, FrameListModel::Summary).data().toString().isEmpty());
        // A row that was thrown out of the cache says the same when it comes back.
        QVERIFY(model.index(1, FrameListModel::Summary).data().toString().contains(QStringLiteral("“0”")));
    }

    void aMillionFramesAreExchangedInAnInstant()
    {
        FrameListModel model(m_vocabulary);
        test::HandMadeRecords records;
        for (std::uint32_t frame = 1; frame <= 1'000'000; ++frame) {
            if (frame % 2 == 0)
                records.frame({frame});
            else
                records.frame({});
        }
        model.setSnapshot(records.snapshot());
        QCOMPARE(model.rowCount(), 500'000);
        QElapsedTimer timer;
        timer.start();
        model.setShowAll(true);
        model.setShowAll(false);
        QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(model.rowCount(), 500'000);
    }
};

QTEST_GUILESS_MAIN(FrameListTest)
#include "frame_list_test.moc"
