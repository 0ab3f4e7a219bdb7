// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of statistics, ranges of frames, files that are written whole or not at all.
#include "ui/models/export_job.h"
#include "ui/models/frame_choice.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/save_bytes.h"
#include "ui/models/statistics_table.h"
#include "ui/models/statistics_text.h"

#include "capture/file/capture_writer.h"
#include "tests/models/capture_maker.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <array>
#include <csignal>
#include <set>
#include <sys/resource.h>

using namespace mqttscope;
using namespace mqttscope::ui;

class StatisticsTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_directory;

    QString path(const char* name) const { return m_directory.filePath(QLatin1String(name)); }
    static QString sample(const char* file)
    {
        return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(file);
    }
    static QByteArray contentOf(const QString& file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    /// A job over a whole indexed file.
    static ExportJob jobOf(const QString& file, ExportFormat format, const QString& target)
    {
        ExportJob job;
        auto document = analysis::Document::open(file.toStdString(), {}).value();
        document->start();
        document->wait();
        job.document = document;
        job.snapshot = document->snapshot();
        job.format = format;
        job.path = target;
        return job;
    }
    static analysis::FrameScope frames(std::vector<std::uint32_t> numbers)
    {
        return std::make_shared<const std::vector<std::uint32_t>>(std::move(numbers));
    }
    /// What tshark reads, or nothing if it is not here.
    static std::optional<QByteArray> tshark(const QStringList& arguments)
    {
        const QString program = QStandardPaths::findExecutable(QStringLiteral("tshark"));
        if (program.isEmpty())
            return std::nullopt;
        QProcess process;
        process.start(program, arguments);
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            return QByteArray("failed: ") + process.readAllStandardError();
        return process.readAllStandardOutput();
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void rangesOfFrames_data()
    {
        QTest::addColumn<QString>("range");
        QTest::addColumn<QList<int>>("frames"); // empty: it is refused
        QTest::newRow("one") << "7" << QList<int>{7};
        QTest::newRow("several") << "1-3, 5" << QList<int>{1, 2, 3, 5};
        QTest::newRow("out of order and twice") << "9;2-4,3-5,2" << QList<int>{2, 3, 4, 5, 9};
        QTest::newRow("backwards") << "4-2" << QList<int>{2, 3, 4};
        QTest::newRow("to the end") << "9-" << QList<int>{9, 10};
        QTest::newRow("from the first") << "-2" << QList<int>{1, 2};
        QTest::newRow("behind the end") << "9-99999999999,10" << QList<int>{10};
        QTest::newRow("cut at the end") << "9-4000000000" << QList<int>{9, 10};
        QTest::newRow("zero") << "0-1" << QList<int>{1};
        QTest::newRow("a dash of a text program") << QStringLiteral("1–2") << QList<int>{1, 2};
        QTest::newRow("nothing") << "" << QList<int>{};
        QTest::newRow("none of the capture") << "11" << QList<int>{};
        QTest::newRow("a starting place behind the end") << "11-" << QList<int>{};
        QTest::newRow("words") << "first" << QList<int>{};
        QTest::newRow("two numbers without a dash") << "1 2" << QList<int>{};
        QTest::newRow("a dash alone") << "-" << QList<int>{};
    }
    void rangesOfFrames()
    {
        QFETCH(QString, range);
        QFETCH(QList<int>, frames);
        const auto found = framesOfRange(range, 10);
        QCOMPARE(found.has_value(), !frames.isEmpty());
        if (!found) {
            QVERIFY(!found.error().isEmpty());
            return;
        }
        QCOMPARE(QList<int>(found->begin(), found->end()), frames);
    }

    void aTableKeepsItsRowsWhenNumbersChange()
    {
        StatisticsTable model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        StatisticsContent content;
        content.columns = {QStringLiteral("a"), QStringLiteral("b")};
        content.rows.resize(3);
        for (StatisticsRow& row : content.rows)
            row.cells = {StatisticsCell::of(QStringLiteral("x")), StatisticsCell::of(std::uint64_t{1234})};
        model.setContent(content);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("1,234"));
        const QPersistentModelIndex kept(model.index(1, 1));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        content.rows[1].cells[1] = StatisticsCell::of(std::uint64_t{5});
        content.rows.resize(2);
        model.setContent(content);
        QVERIFY(kept.isValid());
        QCOMPARE(kept.data().toString(), QStringLiteral("5"));
        content.columns.append(QStringLiteral("c"));
        content.rows.resize(4);
        model.setContent(content);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3, 2).data().toString(), QString());
        model.setContent({});
        QCOMPARE(model.columnCount(), 0);
        QCOMPARE(reset.count(), 0);
    }

    void tablesForSpreadsheets()
    {
        StatisticsContent content;
        content.columns = {QStringLiteral("Client"), QStringLiteral("%")};
        content.rows.resize(2);
        content.rows[0].cells = {StatisticsCell::of(QStringLiteral("=HYPERLINK(1)")),
                                 StatisticsCell::of(12.5, 1)};
        content.rows[1].cells = {StatisticsCell::of(QStringLiteral("a;b")), StatisticsCell()};
        QCOMPARE(csvOf(content, {QLatin1Char(';'), QLatin1Char(',')}).bytes(),
                 QByteArray("\xEF\xBB\xBF"
                            "Client;%\r\n'=HYPERLINK(1);12,5\r\n\"a;b\";\r\n"));
        QCOMPARE(csvOf(content, {}).bytes(), QByteArray("\xEF\xBB\xBF"
                                                        "Client,%\r\n'=HYPERLINK(1),12.5\r\na;b,\r\n"));
        QCOMPARE(tabbedText(content), QStringLiteral("Client\t%\n=HYPERLINK(1)\t12.5\na;b\t\n"));
    }

    void durationsHaveTheUnitThatSuitsThem()
    {
        const QChar space(0x00a0);
        QCOMPARE(intervalText(999), QStringLiteral("999") + space + QStringLiteral("ns"));
        QCOMPARE(intervalText(20'000), QStringLiteral("20") + space + QStringLiteral("µs"));
        QCOMPARE(intervalText(500'000'000), QStringLiteral("500") + space + QStringLiteral("ms"));
        QCOMPARE(intervalText(3'600'000'000'000), QStringLiteral("1") + space + QStringLiteral("h"));
        QCOMPARE(secondsText(1'500'000'000, 500'000'000), QStringLiteral("1.5"));
        QCOMPARE(secondsText(2'000'000'000, 1'000'000'000), QStringLiteral("2"));
        QCOMPARE(secondsText(20'000'000, 20'000'000), QStringLiteral("0.02"));
    }

    // What tshark reads of a saved capture is what it reads of the capture.
    void aSavedCaptureSaysTheSame_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("format");
        const QString captures = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/");
        QTest::newRow("pcapng") << sample("publication-4-trames.pcapng")
                                << static_cast<int>(ExportFormat::Pcapng);
        QTest::newRow("pcap") << sample("publication-4-trames.pcapng")
                              << static_cast<int>(ExportFormat::Pcap);
        QTest::newRow("nanoseconds") << captures + QStringLiteral("derived/nsec.pcap")
                                     << static_cast<int>(ExportFormat::NanoPcap);
        QTest::newRow("comments") << captures + QStringLiteral("derived/comments.pcapng")
                                  << static_cast<int>(ExportFormat::Pcapng);
    }
    void aSavedCaptureSaysTheSame()
    {
        QFETCH(QString, file);
        QFETCH(int, format);
        const auto as = static_cast<ExportFormat>(format);
        const QString target = path("saved.") + exportSuffix(as);
        const ExportResult result = runExport(jobOf(file, as, target), {});
        QCOMPARE(result.problem, QString());
        QVERIFY(result.frames > 0);
        const QStringList fields{QStringLiteral("-T"),
                                 QStringLiteral("fields"),
                                 QStringLiteral("-e"),
                                 QStringLiteral("frame.number"),
                                 QStringLiteral("-e"),
                                 QStringLiteral("frame.time_epoch"),
                                 QStringLiteral("-e"),
                                 QStringLiteral("frame.len"),
                                 QStringLiteral("-e"),
                                 QStringLiteral("mqtt.msgtype"),
                                 QStringLiteral("-e"),
                                 QStringLiteral("mqtt.topic"),
                                 QStringLiteral("-e"),
                                 as == ExportFormat::Pcapng ? QStringLiteral("frame.comment")
                                                            : QStringLiteral("frame.cap_len")};
        const auto before = tshark(QStringList{QStringLiteral("-r"), file} + fields);
        if (!before)
            QSKIP("tshark is not installed");
        QCOMPARE(*tshark(QStringList{QStringLiteral("-r"), target} + fields), *before);
        QVERIFY(before->contains('\t'));
    }

    void onlyTheFramesAskedForAreSaved()
    {
        ExportJob job = jobOf(sample("connect-python1.pcap"), ExportFormat::Pcapng, path("some.pcapng"));
        job.frames = frames({2, 4, 5});
        job.comments[4] = "look here";
        QCOMPARE(runExport(job, {}).frames, std::uint64_t{3});
        const ExportJob again = jobOf(job.path, ExportFormat::Pcapng, path("x"));
        QCOMPARE(again.snapshot->frameCount(), 3U);
        QCOMPARE(again.snapshot->frame(2).timeNs, job.snapshot->frame(4).timeNs);
        QCOMPARE(std::string(again.document->source().comment(2)), std::string("look here"));
        QVERIFY(again.document->source().comment(1).empty());
    }

    void aCommentThatWasRemovedIsNotSaved()
    {
        const QString file =
            QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/derived/comments.pcapng");
        ExportJob job = jobOf(file, ExportFormat::Pcapng, path("silent.pcapng"));
        const auto commented = job.document->commentedFrames();
        QVERIFY(!commented.empty());
        job.comments[commented.front()] = "";
        QCOMPARE(runExport(job, {}).problem, QString());
        const ExportJob again = jobOf(job.path, ExportFormat::Pcapng, path("x"));
        QCOMPARE(again.document->commentedFrames().size(), commented.size() - 1);
    }

    void dissectionsOfSomeFrames()
    {
        ExportJob job = jobOf(sample("connect-python1.pcap"), ExportFormat::Json, path("d.json"));
        job.frames = frames({4, 6});
        QCOMPARE(runExport(job, {}).problem, QString());
        QCOMPARE(QJsonDocument::fromJson(contentOf(job.path)).array().size(), 2);

        job.format = ExportFormat::Pdml;
        job.path = path("d.pdml");
        QCOMPARE(runExport(job, {}).problem, QString());
        QXmlStreamReader xml(contentOf(job.path));
        int packets = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("packet"))
                ++packets;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(packets, 2);

        job.format = ExportFormat::Summary;
        job.path = path("d.txt");
        QCOMPARE(runExport(job, {}).problem, QString());
        QCOMPARE(contentOf(job.path).count('\n'), 2);

        job.format = ExportFormat::Details;
        QCOMPARE(runExport(job, {}).problem, QString());
        QVERIFY(contentOf(job.path).contains("Keep Alive: 60"));
        QVERIFY(contentOf(job.path).contains("0000"));
        job.language = teach::Language::French;
        QCOMPARE(runExport(job, {}).problem, QString());
        QVERIFY(!contentOf(job.path).contains("Keep Alive: 60 seconds"));
    }

    void theColumnsOfTheListAsCsv()
    {
        ExportJob job = jobOf(sample("connect-python1.pcap"), ExportFormat::Csv, path("list.csv"));
        job.frames = frames({4});
        job.columns = {FrameListModel::Number, FrameListModel::Type, FrameListModel::Length,
                       FrameListModel::Time};
        job.csv = {QLatin1Char(';'), QLatin1Char(',')};
        QCOMPARE(runExport(job, {}).problem, QString());
        const QList<QByteArray> lines = contentOf(job.path).split('\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0], QByteArray("\xEF\xBB\xBFNo.;Type;Size;Time (s)\r"));
        QVERIFY2(lines[1].startsWith("4;CONNECT;21;0,"), lines[1].constData());
    }

    void textsOfTheWireAreNoFormulas()
    {
        const QString file = path("formula.pcap");
        {
            test::CaptureMaker maker(file.toStdString());
            maker.open();
            maker.fromClient(test::connectPython1());
            maker.fromServer(test::connackAccepted());
            maker.fromClient(test::publish("=1+1", "x"));
            maker.close();
        }
        ExportJob job = jobOf(file, ExportFormat::Csv, path("formula.csv"));
        job.frames = frames({6});
        job.columns = {FrameListModel::Summary}; // begins with the topic
        QCOMPARE(runExport(job, {}).problem, QString());
        const QByteArray line = contentOf(job.path).split('\n').value(1);
        QVERIFY2(!line.startsWith('=') && !line.startsWith("\"="), line.constData());
    }

    void theOpenCaptureIsNeverWrittenOver()
    {
        const QString file = path("own.pcap");
        QVERIFY(QFile::copy(sample("connect-python1.pcap"), file));
        const QByteArray before = contentOf(file);
        const QString link = path("link.pcap");
        QVERIFY(QFile::link(file, link));
        for (const QString& target : {file, link, path("./own.pcap")}) {
            for (const ExportFormat format : {ExportFormat::Pcap, ExportFormat::Json}) {
                QVERIFY(!runExport(jobOf(file, format, target), {}).problem.isEmpty());
                QCOMPARE(contentOf(file), before);
            }
        }
    }

    void whatCannotBeWrittenIsSaidInASentence()
    {
        const QString file = sample("connect-python1.pcap");
        const auto problem = [&](const QString& target, ExportFormat format) {
            return runExport(jobOf(file, format, target), {}).problem;
        };
        QVERIFY(problem(path("no/such/folder.txt"), ExportFormat::Summary)
                    .contains(QLatin1String("no such folder")));
        QVERIFY(problem(m_directory.path(), ExportFormat::Json).contains(QLatin1String("is a folder")));
        if (QFile::exists(QStringLiteral("/proc/version"))) // nobody may write there, not even root
            QVERIFY(!problem(QStringLiteral("/proc/mqttscope-export.txt"), ExportFormat::Summary).isEmpty());
        QVERIFY(problem(QStringLiteral("/dev/null"), ExportFormat::Json).contains(QLatin1String("a device")));
        QVERIFY(
            saveErrorText(path("a"), QFileDevice::ResourceError, {}).contains(QLatin1String("disk is full")));
    }

    // As on a full disk: the system takes a part and then no more.
    void aFileThatDoesNotFitLeavesWhatWasThere()
    {
        const QString target = path("large.txt");
        QVERIFY(saveBytes(target, "before").isEmpty());
        const ExportJob text = jobOf(sample("pompe-cybernight.pcapng"), ExportFormat::Details, target);
        const ExportJob capture = jobOf(sample("pompe-cybernight.pcapng"), ExportFormat::Pcap, target);
        const ExportJob whole = jobOf(sample("pompe-cybernight.pcapng"), ExportFormat::Pcapng, target);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit small = before;
        small.rlim_cur = 600;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const QString first = runExport(text, {}).problem;
        const QString second = runExport(capture, {}).problem;
        const QString third = runExport(whole, {}).problem;
        const QString fourth = saveBytes(target, QByteArray(5000, 'x'));
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY2(first.contains(QLatin1String("large.txt cannot be written")), qPrintable(first));
        QVERIFY2(second.contains(QLatin1String("large.txt cannot be written")), qPrintable(second));
        QVERIFY(!third.isEmpty());
        QVERIFY2(fourth.contains(QLatin1String("large.txt cannot be written")), qPrintable(fourth));
        QCOMPARE(contentOf(target), QByteArray("before"));
    }

    void cancellingLeavesWhatWasThere()
    {
        const QString target = path("kept.txt");
        QVERIFY(saveBytes(target, "before").isEmpty());
        const std::atomic<bool> cancelled{true};
        for (const ExportFormat format : {ExportFormat::Pcapng, ExportFormat::Pcap, ExportFormat::Details}) {
            const ExportResult result =
                runExport(jobOf(sample("connect-python1.pcap"), format, target), {&cancelled, nullptr});
            QVERIFY(result.cancelled);
            QCOMPARE(contentOf(target), QByteArray("before"));
        }
        // Nor does half a file stand beside it.
        const QStringList beside = QDir(m_directory.path()).entryList({QStringLiteral("kept*")});
        QCOMPARE(beside, QStringList{QStringLiteral("kept.txt")});
    }

    void framesOfTwoKindsOfNetworkDoNotFitInPcap()
    {
        const QString file = path("two.pcapng");
        {
            auto writer = capture::PcapngWriter::create(file.toStdString(), {}).value();
            const std::array<std::uint8_t, 60> bytes{};
            for (const capture::LinkType link : {capture::LinkType::Ethernet, capture::LinkType::RawIp}) {
                capture::InterfaceOptions options;
                options.linkType = link;
                capture::FrameToWrite frame;
                frame.interface = writer.addInterface(options).value();
                frame.bytes = bytes;
                QVERIFY(writer.write(frame));
            }
            QVERIFY(writer.close());
        }
        ExportJob job = jobOf(file, ExportFormat::Pcap, path("mixed.pcap"));
        QCOMPARE(job.snapshot->frameCount(), 2U);
        QVERIFY(runExport(job, {}).problem.contains(QLatin1String("Choose pcapng")));
        QVERIFY(!QFile::exists(job.path));
        job.frames = frames({2});
        QCOMPARE(runExport(job, {}).problem, QString());
        job.format = ExportFormat::Pcapng;
        job.frames = nullptr;
        QCOMPARE(runExport(job, {}).frames, std::uint64_t{2});
    }
};

QTEST_GUILESS_MAIN(StatisticsTest)
#include "statistics_test.moc"
