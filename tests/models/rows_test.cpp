// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of the frame list say and show: summaries, times, rail, marks, comments, markers.
#include "tests/models/capture_maker.h"
#include "ui/models/annotations.h"
#include "ui/models/exchange_rail.h"
#include "ui/models/find_question.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/list_markers.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;
using Line = RailCell::Line;

namespace {

constexpr auto kFail = QAbstractItemModelTester::FailureReportingMode::QtTest;
constexpr const char* kSamples = MQTTSCOPE_SOURCE_DIR "/samples/";

/// A sample in the list, all of it known.
struct Shown {
    analysis::Vocabulary vocabulary;
    FrameListModel model{vocabulary};
    Annotations annotations;
    std::shared_ptr<analysis::Document> document;

    explicit Shown(const std::string& path)
    {
        auto opened = analysis::Document::open(path, {});
        if (!opened)
            return;
        document = *opened;
        document->start();
        document->wait();
        model.setAnnotations(annotations);
        model.setDocument(document);
        model.setSnapshot(document->snapshot());
        annotations.setDocument(document);
    }
    static std::string sample(const char* name) { return std::string(kSamples) + name; }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return model.index(row, column).data().toString();
    }
    /// The first row of that type from a row on; -1 if there is none.
    [[nodiscard]] int rowOf(const char* type, int from = 0) const
    {
        for (int row = from; row < model.rowCount(); ++row) {
            if (cell(row, FrameListModel::Type) == QLatin1String(type))
                return row;
        }
        return -1;
    }
    [[nodiscard]] std::uint32_t frameOf(const char* type, int from = 0) const
    {
        return model.frameOfRow(rowOf(type, from));
    }
};

} // namespace

class RowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void summariesSayWhatFollows()
    {
        const Shown list(Shown::sample("qos2.pcapng"));
        const auto summary = [&](const char* type, int from = 0) {
            return list.cell(list.rowOf(type, from), FrameListModel::Summary);
        };
        QVERIFY(summary("CONNECT").startsWith(QStringLiteral("MQTT 3.1.1 · clean session · Keep Alive ")));
        QCOMPARE(summary("CONNACK"), QStringLiteral("accepted · new session"));
        const int publish = list.rowOf("PUBLISH");
        QVERIFY2(summary("PUBLISH").contains(QStringLiteral(" = “")), qPrintable(summary("PUBLISH")));
        const QString origin = QStringLiteral("[from frame %1]").arg(list.model.frameOfRow(publish));
        QVERIFY2(summary("PUBLISH", publish + 1).endsWith(origin),
                 qPrintable(summary("PUBLISH", publish + 1)));
        QVERIFY(summary("PUBREC").startsWith(QStringLiteral("received: the broker has noted id ")));
        QVERIFY(summary("PUBREL").startsWith(QStringLiteral("releases id ")));
        QVERIFY(summary("PUBCOMP").endsWith(QStringLiteral("is free again")));
    }

    void theReplyStandsAtThePacketThatWaitsForIt()
    {
        const Shown list(Shown::sample("qos2.pcapng"));
        for (const char* type : {"CONNECT", "PUBLISH", "PUBREL"})
            QVERIFY2(list.cell(list.rowOf(type), FrameListModel::Reply).endsWith(QLatin1Char('s')), type);
        for (const char* type : {"CONNACK", "PUBREC", "PUBCOMP"})
            QVERIFY2(list.cell(list.rowOf(type), FrameListModel::Reply).isEmpty(), type);
    }

    void retainAndDupAreSaid()
    {
        const Shown list(Shown::sample("session-will-retain.pcapng"));
        bool retain = false;
        for (int row = 0; row < list.model.rowCount(); ++row) {
            const bool flagged = list.cell(row, FrameListModel::Flags).contains(QStringLiteral("RETAIN"));
            QCOMPARE(list.cell(row, FrameListModel::Summary).contains(QStringLiteral("[RETAIN]")), flagged);
            retain = retain || flagged;
        }
        QVERIFY(retain);
        const Shown lost(Shown::sample("qos1-puback-perdu.pcapng"));
        bool dup = false;
        for (int row = 0; row < lost.model.rowCount(); ++row)
            dup = dup || lost.cell(row, FrameListModel::Flags) == QLatin1String("DUP");
        QVERIFY(dup);
    }

    void optionalColumnsHaveTheirTexts()
    {
        Shown list(Shown::sample("qos2.pcapng"));
        const QAbstractItemModelTester tester(&list.model, kFail);
        const int publish = list.rowOf("PUBLISH");
        QVERIFY(!list.cell(publish, FrameListModel::Topic).isEmpty());
        QVERIFY(list.cell(publish, FrameListModel::Payload).startsWith(QChar(0x201c)));
        QVERIFY(list.cell(publish, FrameListModel::Destination).endsWith(QStringLiteral(":1883")));
        QVERIFY(!list.cell(publish, FrameListModel::Source).isEmpty());
        QVERIFY(!list.cell(publish, FrameListModel::Client).isEmpty());
        QVERIFY(!list.cell(publish, FrameListModel::Stream).isEmpty());
        QVERIFY(list.cell(publish, FrameListModel::FrameLength).endsWith(QStringLiteral(" B")));
        QCOMPARE(list.cell(publish, FrameListModel::AbsoluteTime).size(), 26);
        for (int column = 0; column < FrameListModel::ColumnCount; ++column)
            QVERIFY(!list.model.columnTitle(column).isEmpty());
    }

    void timesCountFromWhatIsChosen()
    {
        Shown list(Shown::sample("qos2.pcapng"));
        const auto snapshot = list.document->snapshot();
        const auto seconds = [&](int row) { return list.cell(row, FrameListModel::Time).toDouble(); };
        const auto time = [&](std::uint32_t frame) {
            return static_cast<double>(snapshot->frame(frame).timeNs);
        };
        const auto near = [](double a, double b) { return std::abs(a - b) < 2e-6; };
        const std::uint32_t third = list.model.frameOfRow(2);
        QVERIFY(near(seconds(2), (time(third) - time(1)) / 1e9));
        list.model.setTimeFormat(TimeFormat::SincePrevious);
        QVERIFY(near(seconds(2), (time(third) - time(list.model.frameOfRow(1))) / 1e9));
        QCOMPARE(list.cell(0, FrameListModel::Time), QStringLiteral("0.000000"));
        list.model.setReference(third);
        list.model.setTimeFormat(TimeFormat::SinceReference);
        QCOMPARE(list.cell(2, FrameListModel::Time), QStringLiteral("0.000000"));
        QVERIFY(list.cell(0, FrameListModel::Time).startsWith(QLatin1Char('-')));
        QVERIFY(list.model.index(2, 0).data(FrameListModel::ReferenceRole).toBool());
        QVERIFY(!list.model.index(0, 0).data(FrameListModel::ReferenceRole).toBool());
        list.model.setTimeFormat(TimeFormat::TimeOfDay);
        QCOMPARE(list.cell(2, FrameListModel::Time).size(), 15);
        list.model.setTimeFormat(TimeFormat::Epoch);
        QCOMPARE(list.cell(2, FrameListModel::Time).section(QLatin1Char('.'), 0, 0),
                 QString::number(snapshot->frame(third).timeNs / 1'000'000'000));
    }

    void theNamesOfTheFormatsComeBack()
    {
        for (const TimeFormat format : kTimeFormats)
            QCOMPARE(timeFormatOf(timeFormatName(format)), format);
        QCOMPARE(timeFormatOf(QStringLiteral("of another version")), TimeFormat::SinceFirst);
        QCOMPARE(timeText(TimeFormat::SinceFirst, 1'500'000, 3'000'000), QStringLiteral("-0.001500"));
        QCOMPARE(timeText(TimeFormat::Epoch, 1'763'634'122'007'333'999, 0),
                 QStringLiteral("1763634122.007333"));
        QCOMPARE(spanText(12'345), QStringLiteral("12 µs"));
        QCOMPARE(spanText(874'000), QStringLiteral("0.87 ms"));
        QCOMPARE(spanText(2'500'000'000), QStringLiteral("2.50 s"));
    }

    void theRailJoinsBothHops()
    {
        const Shown list(Shown::sample("qos2.pcapng"));
        ExchangeRail rail(list.model);
        const int publish = list.rowOf("PUBLISH");
        rail.select(list.model.frameOfRow(publish));
        QCOMPARE(rail.placeOf(list.model.frameOfRow(publish)), (std::pair<std::size_t, std::size_t>{1, 8}));
        RailCell first = rail.cell(publish);
        QVERIFY(first.dot && first.selected && first.current);
        QCOMPARE(first.up, Line::None);
        QVERIFY(first.down != Line::None);
        int members = 0;
        for (int row = 0; row < list.model.rowCount(); ++row)
            members += rail.cell(row).selected ? 1 : 0;
        QCOMPARE(members, 8);
        // A CONNECT and its CONNACK stand one below the other: grey, joined, of no concern to the selected
        // one.
        const RailCell connect = rail.cell(list.rowOf("CONNECT"));
        QVERIFY(connect.dot && !connect.selected && !connect.current);
    }

    void foreignRowsArePassedByAThinLine()
    {
        Shown list(Shown::sample("qos2.pcapng"));
        list.model.setShowAll(true);
        ExchangeRail rail(list.model);
        const int publish = list.rowOf("PUBLISH");
        rail.select(list.model.frameOfRow(publish));
        const auto frames = list.model.rowCount();
        int passed = 0;
        for (int row = 0; row < frames; ++row) {
            const RailCell cell = rail.cell(row);
            if (!cell.passedSelected)
                continue;
            ++passed;
            QVERIFY(!cell.selected);
            QVERIFY(row > publish);
        }
        QVERIFY2(passed > 0, "TCP acknowledgements stand between the packets");
    }

    void rowsOutOfOrderAreNotJoined()
    {
        const Shown list(Shown::sample("qos2.pcapng"));
        ExchangeRail rail(list.model);
        rail.select(0);
        const RailCell nothing = rail.cell(-1);
        QVERIFY(!nothing.dot && !nothing.passed);
    }

    void whatBreaksARuleIsInTheRow()
    {
        const Shown list(Shown::sample("pannes-01.pcapng"));
        int broken = 0;
        for (int row = 0; row < list.model.rowCount(); ++row) {
            const QModelIndex index = list.model.index(row, FrameListModel::Rail);
            if (index.data(FrameListModel::FindingRole).toInt() !=
                static_cast<int>(analysis::FrameLevel::Error))
                continue;
            ++broken;
            QCOMPARE(index.data().toString(), QStringLiteral("breaks a rule"));
            QVERIFY(!index.data(Qt::ToolTipRole).toString().isEmpty());
        }
        QVERIFY(broken > 0);
    }

    void marksAndCommentsReachTheirRows()
    {
        Shown list(Shown::sample("qos2.pcapng"));
        QSignalSpy changed(&list.model, &QAbstractItemModel::dataChanged);
        const std::uint32_t frame = list.model.frameOfRow(1);
        list.annotations.setMarked(frame, true);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
        QVERIFY(list.model.index(1, 0).data(FrameListModel::MarkedRole).toBool());
        QCOMPARE(list.cell(1, FrameListModel::Rail), QStringLiteral("marked"));
        QVERIFY(!list.annotations.isUnsaved());
        list.annotations.setComment(frame, QStringLiteral("look here"));
        QVERIFY(list.annotations.isUnsaved());
        QCOMPARE(list.model.index(1, 0).data(FrameListModel::CommentRole).toString(),
                 QStringLiteral("look here"));
        QVERIFY(list.model.index(1, FrameListModel::Summary)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .endsWith(QStringLiteral("Comment: look here")));
        list.annotations.setComment(frame, {});
        QVERIFY(!list.annotations.isUnsaved());
    }

    void marksAreVisitedRoundTheEnds()
    {
        Annotations annotations;
        QCOMPARE(annotations.nextMark(1), 0U);
        QCOMPARE(annotations.previousMark(1), 0U);
        for (const std::uint32_t frame : {3U, 7U, 9U})
            annotations.setMarked(frame, true);
        QCOMPARE(annotations.nextMark(3), 7U);
        QCOMPARE(annotations.nextMark(9), 3U);
        QCOMPARE(annotations.previousMark(3), 9U);
        QCOMPARE(annotations.previousMark(8), 7U);
    }

    void savedCommentsAreUnsavedWhenTheyChangeAgain()
    {
        Annotations annotations;
        annotations.setComment(4, QStringLiteral("a"));
        const analysis::FrameComments saved = annotations.changedComments();
        annotations.setComment(5, QStringLiteral("b"));
        annotations.noteSaved(saved);
        QVERIFY2(annotations.isUnsaved(), "the second comment came while the file was written");
        annotations.setComment(5, {});
        QVERIFY(!annotations.isUnsaved());
        annotations.setComment(4, {});
        QVERIFY2(annotations.isUnsaved(), "the file has a comment that was taken away");
    }

    void markersStandWhereTheirRowsDo()
    {
        Shown list(Shown::sample("qos2.pcapng"));
        ListMarkers markers(list.model, &list.annotations);
        QVERIFY(markers.at(100).empty());
        const int rows = list.model.rowCount();
        const std::uint32_t first = list.model.frameOfRow(0);
        const std::uint32_t last = list.model.frameOfRow(rows - 1);
        markers.setFindings(
            {{first, analysis::FrameLevel::Warning}, {last, analysis::FrameLevel::Error}});
        list.annotations.setMarked(last, true);
        const auto found = markers.at(rows * 10);
        QCOMPARE(found.size(), 3U);
        QCOMPARE(found[0], (ListMarker{5, ListMarker::Kind::Warning, first}));
        QCOMPARE(found[1], (ListMarker{rows * 10 - 5, ListMarker::Kind::Mark, last}));
        QCOMPARE(found[2], (ListMarker{rows * 10 - 5, ListMarker::Kind::Error, last}));
        // A frame that is not shown has no place: the first frames are a TCP handshake.
        markers.setFindings({{1, analysis::FrameLevel::Error}});
        list.annotations.setMarked(last, false);
        QVERIFY(markers.at(100).empty());
        QVERIFY(markers.at(0).empty());
    }

    void manyFindingsAreOneMarkerPerPixel()
    {
        const QTemporaryDir directory;
        const std::string path = directory.filePath(QStringLiteral("many.pcap")).toStdString();
        std::uint32_t frames = 0;
        {
            test::CaptureMaker maker(path);
            maker.open();
            maker.fromClient(test::connectPython1());
            for (int i = 0; i < 6000; ++i)
                maker.fromClient(test::publish("t", "x"));
            frames = maker.frames();
        }
        const Shown list(path);
        ListMarkers markers(list.model, nullptr);
        std::vector<analysis::FrameFinding> findings;
        for (std::uint32_t frame = 4; frame <= frames; ++frame)
            findings.push_back({frame, analysis::FrameLevel::Error});
        QVERIFY(findings.size() > ListMarkers::kMaxOneByOne);
        markers.setFindings(findings);
        const auto found = markers.at(50);
        QCOMPARE(found.size(), 50U);
        for (int pixel = 0; pixel < 50; ++pixel)
            QCOMPARE(found[static_cast<std::size_t>(pixel)].pixel, pixel);
        QCOMPARE(found[0].frame, 4U);
    }

    void findsInWhatIsAskedFor_data()
    {
        QTest::addColumn<int>("in");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("caseSensitive");
        QTest::addColumn<bool>("found");
        const auto row = [](const char* name, FindIn in, const char* text, bool sensitive, bool found) {
            QTest::newRow(name) << static_cast<int>(in) << QString::fromUtf8(text) << sensitive << found;
        };
        row("summary", FindIn::Summary, "keep alive 60", false, true);
        row("summary, case", FindIn::Summary, "keep alive 60", true, false);
        row("client", FindIn::Summary, "python1", true, true);
        row("field", FindIn::Fields, "Keep Alive = 60", true, true);
        row("bytes", FindIn::Bytes, "PYTHON1", false, true);
        row("bytes, case", FindIn::Bytes, "PYTHON1", true, false);
        row("hex", FindIn::Hex, "4d 51 54 54 04", false, true);
        row("filter", FindIn::Filter, "mqtt.kalive == 60", false, true);
        row("nothing", FindIn::Fields, "no such thing", false, false);
    }
    void findsInWhatIsAskedFor()
    {
        QFETCH(int, in);
        QFETCH(QString, text);
        QFETCH(bool, caseSensitive);
        QFETCH(bool, found);
        const Shown list(Shown::sample("connect-python1.pcap"));
        FindQuestion question;
        question.in = static_cast<FindIn>(in);
        question.text = text;
        question.caseSensitive = caseSensitive;
        question.document = list.document;
        question.snapshot = list.document->snapshot();
        question.vocabulary = std::make_shared<analysis::Vocabulary>();
        question.frames = list.model.shownFrames();
        QVERIFY(findFault(question.in, text).isEmpty());
        const std::atomic<bool> never{false};
        const analysis::FindResult result = answer(question, never, {});
        QVERIFY(result.complete);
        QCOMPARE(result.place.has_value(), found);
        if (found)
            QCOMPARE(result.place->frame, 4U);
    }

    void whatCannotBeAskedIsSaid()
    {
        QVERIFY(findFault(FindIn::Hex, QStringLiteral("4d 5")).contains(QStringLiteral("4d 51 54 54")));
        QVERIFY(
            findFault(FindIn::Filter, QStringLiteral("mqtt.qos ===")).contains(QStringLiteral("character")));
        QVERIFY(findFault(FindIn::Summary, QStringLiteral("===")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(RowsTest)
#include "rows_test.moc"
