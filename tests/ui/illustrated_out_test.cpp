// SPDX-License-Identifier: GPL-3.0-or-later
// The illustrated packet, from the menu to the file.
#include "tests/ui/window_fixture.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/illustrated_page.h"
#include "ui/main_actions.h"
#include "ui/views/banner.h"

#include <QApplication>
#include <QBuffer>
#include <QComboBox>
#include <QLineEdit>
#include <QPdfWriter>
#include <QPushButton>
#include <QRadioButton>
#include <QTimer>
#include <QXmlStreamReader>

using namespace mqttscope;
using namespace mqttscope::ui;

class IllustratedOutTest : public QObject {
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
    static qsizetype pagesOf(const QByteArray& pdf) { return pdf.count("/Type /Page\n"); }
    /// All texts of a drawing; empty if it is not well-formed.
    static QStringList textsOf(const QByteArray& svg)
    {
        QStringList texts;
        QXmlStreamReader reader(svg);
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("text"))
                texts << reader.readElementText().trimmed();
        }
        return reader.hasError() ? QStringList() : texts;
    }
    /// Triggers the action and lets `answer` work in the dialog that it opens.
    template <class Answer> static bool inDialog(const test::Window& w, Answer answer)
    {
        bool answered = false;
        QTimer::singleShot(0, w->actions().illustrate, [&] {
            auto* dialog = qobject_cast<ExportDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            answer(*dialog);
            answered = true;
            if (dialog->isVisible())
                dialog->reject();
        });
        w->actions().illustrate->trigger();
        return answered;
    }
    static void type(QLineEdit* edit, const QString& text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

private Q_SLOTS:
    void theActionWritesTheChosenFormat_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("html") << 0 << QByteArray("<!DOCTYPE html>");
        QTest::newRow("pdf") << 1 << QByteArray("%PDF-");
        QTest::newRow("svg") << 2 << QByteArray("<?xml");
    }
    void theActionWritesTheChosenFormat()
    {
        QFETCH(int, format);
        QFETCH(QByteArray, begins);
        test::Window w;
        QVERIFY(!w->actions().illustrate->isEnabled());
        QVERIFY(w.open(sample("connect-python1.pcap"), 4));
        const QString target = w.path("packet.out");
        QVERIFY(inDialog(w, [&](ExportDialog& dialog) {
            QVERIFY(!dialog.wholeFrame());
            QVERIFY(!dialog.choiceButton(FrameChoice::All)->isVisible());
            dialog.formatBox()->setCurrentIndex(format);
            QVERIFY(dialog.path().contains(QLatin1String("connect-python1-4.")));
            type(dialog.pathEdit(), target);
            QTest::mouseClick(dialog.acceptButton(), Qt::LeftButton);
        }));
        QVERIFY(contentOf(target).startsWith(begins));
        QVERIFY(w->banner()->sentence().contains(QLatin1String("packet.out")));
    }

    void aFrameWithoutMqttIsExplainedAsAWhole()
    {
        test::Window w;
        QVERIFY(w.open(sample("connect-python1.pcap"), 1));
        w->workspace().goToFrame(1);
        const QString target = w.path("syn.html");
        QVERIFY(inDialog(w, [&](ExportDialog& dialog) {
            QVERIFY(dialog.wholeFrame());
            type(dialog.pathEdit(), target);
            QTest::mouseClick(dialog.acceptButton(), Qt::LeftButton);
        }));
        QVERIFY(contentOf(target).contains("TCP"));
    }

    void theDrawingHasEachByte()
    {
        test::Window w;
        QVERIFY(w.open(sample("connect-python1.pcap"), 4));
        const QString target = w.path("packet.svg");
        QCOMPARE(w->exportIllustrated(target, ExportFormat::Svg, false), QString());
        const QStringList texts = textsOf(contentOf(target));
        QVERIFY(!texts.isEmpty());
        // Each stands in the figure and in its row.
        const QList<std::pair<const char*, int>> bytes = {
            {"4d", 1}, {"51", 1}, {"54", 2}, {"6f", 1}, {"00", 3}};
        for (const auto& [hex, count] : bytes)
            QCOMPARE(texts.count(QLatin1String(hex)), 2 * count);
        QVERIFY(texts.contains(QLatin1String("0011 1100")));
    }

    void thePaperIsA4AndAsLongAsItMustBe()
    {
        test::Window w;
        QVERIFY(w.open(sample("connect-python1.pcap"), 4));
        const QString some = w.path("mqtt.pdf");
        const QString all = w.path("all.pdf");
        QCOMPARE(w->exportIllustrated(some, ExportFormat::Pdf, false), QString());
        QCOMPARE(w->exportIllustrated(all, ExportFormat::Pdf, true), QString());
        QVERIFY(contentOf(some).contains("/MediaBox [0 0 595.0"));
        QVERIFY(pagesOf(contentOf(some)) >= 1);
        QVERIFY(pagesOf(contentOf(all)) > pagesOf(contentOf(some)));
    }

    void whatCannotBeWrittenIsTold()
    {
        test::Window w;
        const QString own = w.path("own.pcap");
        QVERIFY(QFile::copy(sample("connect-python1.pcap"), own));
        QVERIFY(w.open(own, 4));
        for (const ExportFormat format : {ExportFormat::Html, ExportFormat::Pdf, ExportFormat::Svg}) {
            QVERIFY(!w->exportIllustrated(w.path("no/such/file"), format, false).isEmpty());
            QVERIFY(!w->exportIllustrated(own, format, false).isEmpty());
        }
        QCOMPARE(contentOf(own), contentOf(sample("connect-python1.pcap")));
        QVERIFY(w->banner()->isVisible());
    }

    void everySampleCanBePainted_data()
    {
        QTest::addColumn<QString>("file");
        const QDir samples(sample(""));
        for (const QString& name : samples.entryList({QStringLiteral("*.pcap*")}))
            QTest::newRow(qPrintable(name)) << samples.filePath(name);
        QTest::newRow("malformed") << QStringLiteral(MQTTSCOPE_SOURCE_DIR
                                                     "/tests/data/captures/own/synth_malformed.pcap");
        QTest::newRow("cut") << QStringLiteral(MQTTSCOPE_SOURCE_DIR
                                               "/tests/data/captures/own/snaplen80.pcap");
        QTest::newRow("strings") << QStringLiteral(MQTTSCOPE_SOURCE_DIR
                                                   "/tests/data/captures/own/odd_strings.pcap");
    }
    void everySampleCanBePainted()
    {
        QFETCH(QString, file);
        const auto document = analysis::Document::open(file.toStdString(), {}).value();
        document->start();
        document->wait();
        const auto snapshot = document->snapshot();
        const teach::Vocabulary words(teach::Language::French);
        teach::IllustrationOptions options;
        options.layers = teach::IllustrationOptions::Layers::All;
        constexpr std::uint32_t kFrames = 2;
        const std::uint32_t step = std::max<std::uint32_t>(1, snapshot->frameCount() / kFrames);
        for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); frame += step) {
            const auto illustration = teach::Illustration::of(*document, *snapshot, frame, words, options);
            QVERIFY(illustration);
            const IllustratedPage page({QStringLiteral("f"), QStringLiteral("t"), {}}, *illustration,
                                       QStringLiteral("JetBrains Mono"));
            QBuffer svg;
            svg.open(QIODevice::WriteOnly);
            QVERIFY(page.writeSvg(svg));
            QVERIFY(!textsOf(svg.data()).isEmpty());
            QBuffer pdf;
            pdf.open(QIODevice::WriteOnly);
            {
                QPdfWriter writer(&pdf);
                usePaper(writer);
                QVERIFY(page.paint(writer));
            }
            QVERIFY(pdf.data().startsWith("%PDF-"));
        }
    }

    void aLongPacketIsCutAndSaysSo()
    {
        // 3000 topic filters of one byte: more rows than paper takes.
        const test::Window w;
        const QString file = w.path("many.pcap");
        {
            QByteArray subscribe;
            subscribe.append("\x00\x01", 2);
            for (int i = 0; i < 3000; ++i)
                subscribe.append("\x00\x01"
                                 "a\x00",
                                 4);
            QByteArray packet("\x82", 1);
            for (qsizetype left = subscribe.size(); left > 0; left /= 128)
                packet.append(static_cast<char>(left % 128 | (left >= 128 ? 0x80 : 0)));
            packet += subscribe;
            test::CaptureMaker maker(file.toStdString());
            maker.open();
            maker.fromClient(test::connectPython1());
            maker.fromClient({packet.begin(), packet.end()});
            maker.close();
        }
        QVERIFY(w.open(file));
        const auto snapshot = w->session().snapshot();
        w->workspace().goToFrame(snapshot->messages[snapshot->messages.size() - 1].frame);
        const QString target = w.path("many.svg");
        QCOMPARE(w->exportIllustrated(target, ExportFormat::Svg, false), QString());
        const QString all = textsOf(contentOf(target)).join(QLatin1Char(' '));
        QVERIFY(all.contains(QLatin1String("more fields have no room")));
        QVERIFY(all.contains(QLatin1String("more bytes are not drawn")));
    }
};

QTEST_MAIN(IllustratedOutTest)
#include "illustrated_out_test.moc"
