// SPDX-License-Identifier: GPL-3.0-or-later
// The program as it is called from a command line.
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class ProgramTest : public QObject {
    Q_OBJECT
    const QString m_sample = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/connect-python1.pcap");
    QTemporaryDir m_directory;

    struct Outcome {
        int status = -1;
        QString output;
        QString errors;
    };
    Outcome run(const QStringList& arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_directory.path());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(MQTTSCOPE_BINARY_DIR "/bin/mqttscope"), arguments);
        if (!process.waitForFinished(60'000))
            process.kill();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    /// The window on the sample as it opens with these arguments; null if it does not.
    QImage picture(const QStringList& more, const char* name) const
    {
        const QString path = m_directory.filePath(QLatin1String(name));
        const Outcome outcome = run(QStringList{m_sample, QStringLiteral("--screenshot"), path} + more);
        return outcome.status == 0 ? QImage(path) : QImage();
    }

private Q_SLOTS:
    void saysItsVersionAndHelp()
    {
        const Outcome version = run({QStringLiteral("--version")});
        QCOMPARE(version.status, 0);
        QVERIFY(version.output.startsWith(QStringLiteral("mqttscope ")));
        const Outcome help = run({QStringLiteral("--help")});
        QCOMPARE(help.status, 0);
        QVERIFY(help.output.contains(QStringLiteral("--screenshot")));
    }

    void saysWhatIsWrongWithACapture_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("complaint");
        const auto row = [](const char* arguments, const char* complaint) {
            QTest::newRow(arguments) << QString::fromLatin1(arguments).split(QLatin1Char(' '))
                                     << QString::fromLatin1(complaint);
        };
        row("-i lo -a frogs:2", "-a frogs:2: duration:N, filesize:N, files:N or packets:N is wanted");
        row("-i lo -c 0", "-c 0: a number above 0 is wanted");
        row("-i lo -b duration:2", "-b: several files need a name: -w FILE");
        row("-i lo -b files:2 -w ring.pcapng", "-b: duration, interval, filesize or packets says when");
        row("-i lo -s x", "-s x: a number is wanted");
        row("-i lo -B 5000", "-B 5000: 1 to 1024 MiB are wanted");
        row("-i lo -i -", "-i -: a stream is captured alone");
        row("-i - -f tcp", "-f and -s are for interfaces, not for a stream");
        row("-k -w -", "-w -: the window captures into a file");
        row("-k capture.pcapng", "only one of both");
        row("-k --screenshot picture.png", "a picture is taken of a file");
    }

    void saysWhatIsWrongWithACapture()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, complaint);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.errors.contains(complaint), qPrintable(outcome.errors));
    }

    void readsACaptureThatComes()
    {
        // The picture of a file, and of the same through standard input.
        const QImage file = picture({}, "file.png");
        QVERIFY(!file.isNull());
        const QString path = m_directory.filePath(QStringLiteral("stream.png"));
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("XDG_STATE_HOME"), m_directory.path());
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(m_sample);
        process.start(QStringLiteral(MQTTSCOPE_BINARY_DIR "/bin/mqttscope"),
                      {QStringLiteral("-"), QStringLiteral("--screenshot"), path});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        const QImage stream(path);
        QCOMPARE(stream.size(), file.size());
        // The rows are the same; the title of the window and the status bar name another file.
        const QRect rows(0, file.height() / 3, file.width(), file.height() / 6);
        QCOMPARE(stream.copy(rows), file.copy(rows));
    }

    void refusesWhatItCannotDo()
    {
        const QList<QStringList> wrong = {{QStringLiteral("--perspective"), QStringLiteral("kitchen")},
                                          {QStringLiteral("--ladder"), QStringLiteral("topic=a#")},
                                          {QStringLiteral("--lang"), QStringLiteral("de")},
                                          {QStringLiteral("--theme"), QStringLiteral("pink")},
                                          {QStringLiteral("--zoom"), QStringLiteral("5")},
                                          {QStringLiteral("--frame"), QStringLiteral("0")},
                                          {QStringLiteral("--size"), QStringLiteral("1366x768")},
                                          {QStringLiteral("--screenshot"), QStringLiteral("a.png"),
                                           QStringLiteral("--size"), QStringLiteral("12by7")}};
        for (const QStringList& arguments : wrong) {
            const Outcome outcome = run(arguments);
            QVERIFY2(outcome.status == 1, qPrintable(arguments.join(QLatin1Char(' '))));
            QVERIFY(!outcome.errors.isEmpty());
            QVERIFY(outcome.output.isEmpty());
        }
    }

    void walksThroughAPacketIfAsked()
    {
        const QStringList frame{QStringLiteral("--frame"), QStringLiteral("4")};
        const QStringList analyse{QStringLiteral("--perspective"), QStringLiteral("analyse")};
        const QStringList named{QStringLiteral("--perspective"), QStringLiteral("step")};
        const QImage panes = picture(frame + analyse, "panes.png");
        const QImage step = picture(frame + QStringList{QStringLiteral("--step")}, "step.png");
        QVERIFY(!panes.isNull() && !step.isNull());
        QVERIFY(panes != step);
        QCOMPARE(picture(frame + named, "named.png"), step);
        QCOMPARE(picture(frame + analyse, "panes.png"), panes);
    }

    void showsLaddersIfAsked()
    {
        const QStringList frame{QStringLiteral("--frame"), QStringLiteral("4")};
        const QStringList named{QStringLiteral("--perspective"), QStringLiteral("exchanges")};
        const QStringList ladder{QStringLiteral("--ladder"), QStringLiteral("message")};
        const QImage whole = picture(frame + named, "whole.png");
        const QImage one = picture(frame + ladder, "one.png");
        QVERIFY(!whole.isNull() && !one.isNull());
        QVERIFY(whole != one);
        QVERIFY(whole != picture(frame, "panes.png"));
        QCOMPARE(picture(frame + ladder + named, "both.png"), one);
        QCOMPARE(picture(frame + QStringList{QStringLiteral("--ladder"), QStringLiteral("all")}, "all.png"),
                 whole);
    }

    /// A ladder of nothing: what is the matter with the file is said, in the language asked for.
    void saysWhyThereIsNoLadder()
    {
        const QString bad = m_directory.filePath(QStringLiteral("no-capture.pcap"));
        QFile file(bad);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no capture at all");
        file.close();
        const QString out = m_directory.filePath(QStringLiteral("ladder.svg"));
        const Outcome outcome =
            run({bad, QStringLiteral("--lang"), QStringLiteral("fr"), QStringLiteral("--ladder-out"), out});
        QCOMPARE(outcome.status, 2);
        QVERIFY2(
            outcome.errors.contains(QStringLiteral("no-capture.pcap: Ce n’est pas un fichier de capture")),
            qPrintable(outcome.errors));
        QVERIFY(!QFile::exists(out));
    }

    void showsWhatAFilterSelects()
    {
        const QString selects = QStringLiteral("mqtt.msgtype == 1");
        const QImage all = picture({}, "all.png");
        const QImage one = picture({QStringLiteral("-Y"), selects}, "one.png");
        const QImage again = picture({QStringLiteral("--display-filter"), selects}, "again.png");
        QVERIFY(!all.isNull() && !one.isNull());
        QVERIFY(all != one);
        QCOMPARE(one, again);
    }

    void takesAPictureAndReports()
    {
        const QString picture = m_directory.filePath(QStringLiteral("window.png"));
        const QString report = m_directory.filePath(QStringLiteral("report.json"));
        const Outcome outcome = run({m_sample, QStringLiteral("--frame"), QStringLiteral("4"),
                                     QStringLiteral("--screenshot"), picture, QStringLiteral("--size"),
                                     QStringLiteral("1280x720"), QStringLiteral("--report"), report});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(QImage(picture).size(), QSize(1280, 720));
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject times = QJsonDocument::fromJson(file.readAll()).object();
        for (const char* name : {"first_paint_ms", "first_rows_ms", "loaded_ms"})
            QVERIFY2(times.value(QLatin1String(name)).toDouble() > 0, name);
        QVERIFY(times.value(QLatin1String("loaded_ms")).toDouble() >=
                times.value(QLatin1String("first_rows_ms")).toDouble());
        QVERIFY(times.value(QLatin1String("event_handlers"))
                    .toObject()
                    .value(QLatin1String("max_ms"))
                    .toDouble() > 0);
    }

    void thePictureDependsOnTheArgumentsOnly()
    {
        const auto picture = [&](const QString& name, const QStringList& more) {
            const QString path = m_directory.filePath(name);
            const Outcome outcome = run(QStringList{m_sample, QStringLiteral("--screenshot"), path} + more);
            return outcome.status == 0 ? QImage(path) : QImage();
        };
        const QStringList french{QStringLiteral("--lang"), QStringLiteral("fr"), QStringLiteral("--theme"),
                                 QStringLiteral("light")};
        const QImage first = picture(QStringLiteral("1.png"), french);
        QVERIFY(!first.isNull());
        QCOMPARE(picture(QStringLiteral("2.png"), french), first);
        QStringList dark = french;
        dark.last() = QStringLiteral("dark");
        QVERIFY(picture(QStringLiteral("3.png"), dark) != first);
    }

    void saysWhereItCannotWrite()
    {
        const Outcome outcome = run({m_sample, QStringLiteral("--screenshot"),
                                     m_directory.filePath(QStringLiteral("no/such/place.png"))});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.errors.contains(QStringLiteral("cannot write")));
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
