// SPDX-License-Identifier: GPL-3.0-or-later
// Saving, exporting and printing, from the menu to the file.
#include "ui/exports.h"

#include "tests/ui/window_fixture.h"
#include "ui/main_actions.h"
#include "ui/views/banner.h"
#include "ui/views/work_progress.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTimer>

using namespace mqttscope;
using namespace mqttscope::ui;

class OutTest : public QObject {
    Q_OBJECT
    static QString sample(const char* file)
    {
        return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(file);
    }
    static QByteArray contentOf(const QString& file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    static std::shared_ptr<analysis::Document> indexed(const QString& file)
    {
        auto document = analysis::Document::open(file.toStdString(), {}).value();
        document->start();
        document->wait();
        return document;
    }
    /// Triggers an action and lets `answer` work in the dialog that it opens.
    template <class Answer> static bool inDialog(QAction* action, Answer answer)
    {
        bool answered = false;
        QTimer::singleShot(0, action, [&] {
            auto* dialog = qobject_cast<ExportDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            answer(*dialog);
            answered = true;
            if (dialog->isVisible())
                dialog->reject();
        });
        action->trigger();
        return answered;
    }
    static void type(QLineEdit* edit, const QString& text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

private Q_SLOTS:
    void theWholeCaptureIsSavedUnderAnotherName()
    {
        test::Window w;
        QVERIFY(!w->actions().saveAs->isEnabled());
        QVERIFY(w.open(sample("publication-4-trames.pcapng")));
        QVERIFY(w->actions().saveAs->isEnabled());
        const QString target = w.path("copy.pcapng");
        QVERIFY(inDialog(w->actions().saveAs, [&](ExportDialog& dialog) {
            QVERIFY(!dialog.choiceButton(FrameChoice::Range)->isVisible());
            type(dialog.pathEdit(), target);
            QTest::keyClick(dialog.pathEdit(), Qt::Key_Return);
        }));
        QTRY_VERIFY(w->banner()->isVisible());
        QVERIFY2(w->banner()->sentence().contains(QLatin1String("copy.pcapng")),
                 qPrintable(w->banner()->sentence()));
        const auto saved = indexed(target);
        QCOMPARE(saved->snapshot()->frameCount(), w->frames().frameCount());
        QCOMPARE(saved->commentedFrames(), w->session().document()->commentedFrames());
    }

    void theShownFramesAreOfferedFirst()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos1.pcapng")));
        const QString target = w.path("shown.pcap");
        QVERIFY(inDialog(w->actions().exportFrames, [&](ExportDialog& dialog) {
            QCOMPARE(dialog.choice(), FrameChoice::Shown);
            QVERIFY(!dialog.choiceButton(FrameChoice::Marked)->isEnabled());
            dialog.formatBox()->setFocus();
            QTest::keyClick(dialog.formatBox(), Qt::Key_Down); // pcap
            QVERIFY(dialog.path().endsWith(QLatin1String(".pcap")));
            type(dialog.pathEdit(), target);
            QTest::mouseClick(dialog.acceptButton(), Qt::LeftButton);
        }));
        QTRY_VERIFY(QFile::exists(target));
        QCOMPARE(indexed(target)->snapshot()->frameCount(),
                 static_cast<std::uint32_t>(w->frames().rowCount()));
    }

    void framesByTheirNumbers()
    {
        test::Window w;
        QVERIFY(w.open(sample("connect-python1.pcap"), 4));
        const QString target = w.path("two.json");
        QVERIFY(inDialog(w->actions().exportDissections, [&](ExportDialog& dialog) {
            dialog.formatBox()->setCurrentIndex(3); // JSON
            type(dialog.pathEdit(), target);
            QVERIFY(dialog.acceptButton()->isEnabled());
            type(dialog.rangeEdit(), QStringLiteral("four"));
            QCOMPARE(dialog.choice(), FrameChoice::Range);
            QVERIFY(!dialog.acceptButton()->isEnabled());
            QVERIFY(dialog.remark()->text().contains(QLatin1String("four")));
            type(dialog.rangeEdit(), QStringLiteral("4-5"));
            QVERIFY(dialog.acceptButton()->isEnabled());
            QTest::mouseClick(dialog.acceptButton(), Qt::LeftButton);
        }));
        QTRY_VERIFY(QFile::exists(target));
        QCOMPARE(contentOf(target).count("\"_index\""), 2);
    }

    void theCsvHasTheColumnsOfTheList()
    {
        test::Window w;
        QVERIFY(w.open(sample("connect-python1.pcap")));
        const QString target = w.path("rows.csv");
        QVERIFY(inDialog(w->actions().exportDissections, [&](ExportDialog& dialog) {
            dialog.formatBox()->setCurrentIndex(2);
            type(dialog.pathEdit(), target);
            QTest::mouseClick(dialog.acceptButton(), Qt::LeftButton);
        }));
        QTRY_VERIFY(QFile::exists(target));
        const QList<QByteArray> lines = contentOf(target).split('\n');
        QVERIFY2(lines[0].contains("Time (s)") && lines[0].contains("Summary"), lines[0].constData());
        QCOMPARE(lines.size(), w->frames().rowCount() + 2);
    }

    void whatCannotBeSavedIsSaidWhileChoosing()
    {
        test::Window w;
        const QString own = w.path("own.pcap");
        QVERIFY(QFile::copy(sample("connect-python1.pcap"), own));
        QVERIFY(w.open(own));
        QVERIFY(inDialog(w->actions().saveAs, [&](ExportDialog& dialog) {
            // Something new is proposed, beside the capture.
            QVERIFY(!QFile::exists(dialog.path()));
            QCOMPARE(QFileInfo(dialog.path()).path(), QFileInfo(own).path());
            for (const QString& bad : {own, w.directory.path(), w.path("no/such/x.pcapng"), QString()}) {
                dialog.pathEdit()->clear();
                type(dialog.pathEdit(), bad);
                QVERIFY2(!dialog.acceptButton()->isEnabled(), qPrintable(bad));
                QVERIFY(!dialog.remark()->text().isEmpty());
            }
            QFile other(w.path("there.pcapng"));
            QVERIFY(other.open(QIODevice::WriteOnly));
            type(dialog.pathEdit(), other.fileName());
            QVERIFY(dialog.acceptButton()->isEnabled());
            QVERIFY(dialog.remark()->text().contains(QLatin1String("replaced")));
        }));
        QCOMPARE(contentOf(own), contentOf(sample("connect-python1.pcap")));
    }

    void cancellingWritesNothing()
    {
        test::Window w;
        const QString large = w.path("large.pcap");
        {
            test::CaptureMaker maker(large.toStdString());
            maker.open();
            maker.fromClient(test::connectPython1());
            for (int i = 0; i < 30'000; ++i)
                maker.fromClient(test::publish("t", "21.5"));
            maker.close();
        }
        QVERIFY(w.open(large));
        const QString target = w.path("large.txt");
        w->exports().write(ExportFormat::Details, nullptr, target);
        QVERIFY(w->exports().isBusy());
        QVERIFY(!w->actions().exportFrames->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(w->work()->isVisible(), 10'000);
        QTest::mouseClick(w->work()->cancelButton(), Qt::LeftButton);
        QVERIFY(!w->exports().isBusy());
        QVERIFY(!w->work()->isVisible());
        QVERIFY(w->banner()->sentence().contains(QLatin1String("cancelled")));
        QVERIFY(w->actions().exportFrames->isEnabled());
        w.window.reset(); // waits for the work
        QCOMPARE(QDir(w.directory.path()).entryList({QStringLiteral("large*")}),
                 QStringList{QStringLiteral("large.pcap")});
    }

    void aPacketOnPaper()
    {
        test::Window w;
        QVERIFY(!w->actions().print->isEnabled());
        QVERIFY(w.open(sample("connect-python1.pcap"), 4));
        QVERIFY(w->actions().print->isEnabled());
        const QString pdf = w.path("frame.pdf");
        QCOMPARE(w->exportPdf(pdf), QString());
        const QByteArray content = contentOf(pdf);
        QVERIFY(content.startsWith("%PDF-"));
        QVERIFY(content.count("/Type /Page\n") >= 1);
        QVERIFY(!w->exportPdf(w->session().path()).isEmpty());
        QVERIFY(!w->exportPdf(w.path("no/such/frame.pdf")).isEmpty());
        QVERIFY(!contentOf(sample("connect-python1.pcap")).startsWith("%PDF"));
    }

    void aLongPacketHasManyPages()
    {
        test::Window w;
        QVERIFY(w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/own/large_60k.pcap")));
        std::uint32_t largest = 1;
        const auto snapshot = w->session().snapshot();
        for (std::uint32_t i = 0; i < snapshot->messages.size(); ++i) {
            if (snapshot->messages[i].length > 50'000)
                largest = snapshot->messages[i].frame;
        }
        w->workspace().goToFrame(largest);
        const QString pdf = w.path("long.pdf");
        QCOMPARE(w->exportPdf(pdf), QString());
        QVERIFY(contentOf(pdf).count("/Type /Page\n") > 20);
    }
};

QTEST_MAIN(OutTest)
#include "out_test.moc"
