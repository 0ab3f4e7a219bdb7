// SPDX-License-Identifier: GPL-3.0-or-later
// The ladder outside the window: drawings, pages, pictures.
#include "ui/ladder/ladder_paper.h"

#include "tests/models/capture_maker.h"
#include "tests/ui/window_fixture.h"
#include "ui/dialogs/ladder_export_dialog.h"
#include "ui/ladder/ladder_export.h"
#include "ui/ladder/ladder_figure.h"
#include "ui/ladder/ladder_page.h"
#include "ui/views/banner.h"

#include <QBuffer>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTimer>
#include <QXmlStreamReader>

#include <map>

using namespace mqttscope;
using namespace mqttscope::ui;
namespace ladder = analysis::ladder;

namespace {

QString sample(const char* file)
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(file);
}

/// All bands of a capture, unfolded.
LadderPaperJob jobOf(const QString& file)
{
    LadderPaperJob job;
    const auto document = analysis::Document::open(file.toStdString(), {}).value();
    document->start();
    document->wait();
    const std::atomic<bool> never{false};
    job.document = document;
    job.index = ladder::LadderIndex::build(document->snapshot(), never);
    const ladder::Ladder all = ladder::ladderOf(*job.index, {}, never);
    for (const std::uint32_t band : all.bands)
        job.bands.push_back({band, false});
    job.lanes = all.lanes;
    job.file = QStringLiteral("file.pcap");
    job.title = QStringLiteral("Title");
    job.fixedFamily = QStringLiteral("JetBrains Mono");
    return job;
}

/// Leaves the band of a frame alone.
LadderPaperJob storyOf(LadderPaperJob job, std::uint32_t frame)
{
    std::uint32_t message = ladder::kNone;
    job.index->snapshot().forEachMessage(frame, [&](std::uint32_t found) {
        message = found;
        return false;
    });
    job.bands = {{job.index->bandOf(message), false}};
    return job;
}

QByteArray written(const LadderPaperJob& job, LadderFormat format)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    return LadderPaper(job, {}).write(bytes, format) ? bytes.data() : QByteArray();
}

/// All texts of a drawing; empty if it is not well-formed.
QStringList textsOf(const QByteArray& svg)
{
    QStringList texts;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("text"))
            texts << reader.readElementText().trimmed();
    }
    return reader.hasError() ? QStringList() : texts;
}

qsizetype pagesOf(const QByteArray& pdf)
{
    return pdf.count("/Type /Page\n");
}

/// Takes nothing.
class FullDisk : public QIODevice {
protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64) override { return -1; }
};

/// Everything put into words, for the device of a test.
struct Figure {
    explicit Figure(const LadderPaperJob& wanted) : job(wanted), words(wanted.language)
    {
        contents.source = {job.document, job.index, &words};
        for (const LadderPaperJob::Band& band : job.bands)
            contents.bands.push_back({ladderContent(contents.source, {}, band.number), band.folded});
    }
    LadderPaperJob job;
    teach::Vocabulary words;
    PaperContents contents;
    QImage device{1, 1, QImage::Format_RGB32};
};

} // namespace

class LadderPaperTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDrawingHoldsTheWords()
    {
        LadderPaperJob job = storyOf(jobOf(sample("qos1-puback-perdu.pcapng")), 16);
        const QStringList texts = textsOf(written(job, LadderFormat::Svg));
        for (const char* word :
             {"editeur", "broker", "abonne", "PUBLISH", "PUBACK", "0x3A", "DUP 1", "file.pcap", "Title"})
            QVERIFY2(texts.contains(QLatin1String(word)), word);
        QCOMPARE(texts.count(QStringLiteral("PUBLISH")), 4);
        QVERIFY(!texts.join(QLatin1Char(' ')).contains(QLatin1String("comes back")));
        job.style.story = true;
        job.arrangement.segments = true;
        const QString more = textsOf(written(job, LadderFormat::Svg)).join(QLatin1Char(' '));
        QVERIFY(more.contains(QLatin1String("comes back")));
        QVERIFY(more.contains(QLatin1String("27 bytes: PUBLISH id 1")));
        QVERIFY(more.contains(QLatin1String("An ACK of TCP says")));
    }

    void whatIsFoldedStaysFolded()
    {
        LadderPaperJob job = storyOf(jobOf(sample("qos1.pcapng")), 16);
        job.bands.front().folded = true;
        const QStringList texts = textsOf(written(job, LadderFormat::Svg));
        QVERIFY(texts.contains(QStringLiteral("QoS 1")));
        QVERIFY(!texts.contains(QStringLiteral("PUBLISH")));
    }

    void rowsOfHiddenLanesAreLeftOut()
    {
        LadderPaperJob job = storyOf(jobOf(sample("qos1.pcapng")), 16);
        const QStringList all = textsOf(written(job, LadderFormat::Svg));
        QCOMPARE(all.count(QStringLiteral("PUBLISH")), 2);
        job.lanes.pop_back(); // abonne
        const QStringList some = textsOf(written(job, LadderFormat::Svg));
        QVERIFY(!some.contains(QStringLiteral("abonne")));
        QCOMPARE(some.count(QStringLiteral("PUBLISH")), 1);
    }

    void hostilePayloadsAreText()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("hostile.pcap"));
        {
            test::CaptureMaker maker(file.toStdString());
            maker.open();
            maker.fromClient(test::connectPython1());
            // PUBLISH, QoS 0, topic "t", payload </text><script>
            const QByteArray packet("\x30\x12\x00\x01t</text><script>", 20);
            maker.fromClient({packet.begin(), packet.end()});
            maker.close();
        }
        const LadderPaperJob job = jobOf(file);
        const QByteArray svg = written(job, LadderFormat::Svg);
        QVERIFY(!svg.contains("<script"));
        QVERIFY(textsOf(svg).join(QLatin1Char(' ')).contains(QLatin1String("</text><script>")));
    }

    void pagesAreA4AndLieOnTheirSideIfTheLanesNeedIt()
    {
        const LadderPaperJob wide = storyOf(jobOf(sample("qos1.pcapng")), 16);
        QVERIFY(LadderPaper::isLandscape(wide));
        QVERIFY(written(wide, LadderFormat::Pdf).contains("/MediaBox [0 0 842.0"));
        LadderPaperJob narrow = wide;
        narrow.lanes.pop_back();
        QVERIFY(!LadderPaper::isLandscape(narrow));
        const QByteArray pdf = written(narrow, LadderFormat::Pdf);
        QVERIFY(pdf.contains("/MediaBox [0 0 595.0"));
        QCOMPARE(pagesOf(pdf), 1);
    }

    void aPictureHasTwoPixelsForEachOfTheWindow()
    {
        const LadderPaperJob job = storyOf(jobOf(sample("qos1.pcapng")), 16);
        QImage picture;
        QVERIFY(picture.loadFromData(written(job, LadderFormat::Png), "PNG"));
        QCOMPARE(picture.width(), 2 * (1180 + 2 * 16));
        QVERIFY(picture.height() > 400 && picture.height() < picture.width());
        QCOMPARE(picture.pixelColor(0, 0), QColor(Qt::white));
    }

    void blackAndWhiteHasNoColour()
    {
        for (const char* file : {"qos1-puback-perdu.pcapng", "pannes-03.pcapng"}) {
            LadderPaperJob job = jobOf(sample(file));
            job.arrangement.segments = true;
            job.style.story = true;
            for (const bool color : {false, true}) {
                job.style.color = color;
                QImage picture;
                QVERIFY(picture.loadFromData(written(job, LadderFormat::Png), "PNG"));
                bool grey = true;
                for (int y = 0; y < picture.height() && grey; ++y) {
                    for (int x = 0; x < picture.width() && grey; ++x)
                        grey = qIsGray(picture.pixel(x, y));
                }
                QCOMPARE(grey, !color);
            }
        }
    }

    void everyRowStandsOnExactlyOnePage()
    {
        Figure f(jobOf(sample("qos-mixte.pcapng")));
        const LadderFigure figure(f.job, f.contents, f.device, 1, 1200);
        for (const double height : {2000.0, 400.0, 230.0}) {
            const LadderPages pages(figure.blocks(), height);
            std::map<std::size_t, double> reached; // of each block
            int page = 0;
            double bottom = 0;
            for (const LadderPages::Part& part : pages.parts()) {
                const LadderBlock& block = figure.blocks()[part.block];
                QCOMPARE(part.from, reached[part.block]); // nothing lost, nothing twice
                reached[part.block] = part.to;
                QCOMPARE(part.again, part.from > 0);
                QVERIFY(block.height > height || part.to - part.from == block.height);
                QVERIFY(part.page == page || part.page == page + 1);
                bottom = part.page == page ? bottom : 0;
                page = part.page;
                QCOMPARE(part.top, bottom);
                bottom += part.to - part.from + (part.again ? block.againHeight : 0);
                QVERIFY(bottom <= height + 0.01);
                if (part.to < block.height) { // between two rows
                    QVERIFY(std::find(block.cuts.begin(), block.cuts.end(), part.to) != block.cuts.end());
                }
            }
            for (std::size_t i = 0; i < figure.blocks().size(); ++i)
                QVERIFY(reached[i] == figure.blocks()[i].height || figure.blocks()[i].minor);
        }
    }

    void aLegendGetsNoPageOfItsOwn()
    {
        LadderBlock whole;
        whole.height = 90;
        LadderBlock legend;
        legend.height = 20;
        legend.minor = true;
        QCOMPARE(LadderPages({whole, legend}, 100).pages(), 1);
        QCOMPARE(LadderPages({whole, legend}, 120).parts().size(), std::size_t{2});
        legend.minor = false;
        QCOMPARE(LadderPages({whole, legend}, 100).pages(), 2);
    }

    void noWordsAreCutThrough()
    {
        Figure f(jobOf(sample("qos1-puback-perdu.pcapng")));
        const LadderLook look = LadderLook::ofPaper(f.device, 1, true, f.job.fixedFamily);
        std::vector<bool> brokers;
        for (const ladder::LaneId lane : f.job.lanes)
            brokers.push_back(f.job.index->lanes()[lane].kind == ladder::Lane::Kind::Broker);
        const LadderColumns columns(f.job.lanes, brokers, 1200, 1);
        for (const PaperBand& band : f.contents.bands) {
            const BandPicture picture =
                layOutBand(f.contents.source, band.content, columns, look, {false, true}, false);
            const std::vector<double> cuts = cutsOf(picture);
            QVERIFY(!cuts.empty());
            for (const double cut : cuts) {
                for (const PictureRow& row : picture.rows) {
                    for (const PictureText& text : row.texts)
                        QVERIFY(cut <= text.rect.top() + 1 || cut >= text.rect.bottom() - 1);
                }
                for (const PictureBox& box : picture.boxes)
                    QVERIFY(cut <= box.rect.top() + 1 || cut >= box.rect.bottom() - 1);
            }
        }
    }

    void lanesWithoutRoomStandInTheirBands()
    {
        Figure f(jobOf(sample("qos-mixte.pcapng")));
        const LadderFigure common(f.job, f.contents, f.device, 1, 2400);
        const LadderFigure own(f.job, f.contents, f.device, 1, 700);
        QVERIFY(common.headHeight() > 0);
        QCOMPARE(own.headHeight(), 0.0);
        const auto tallest = [](const LadderFigure& figure) {
            double again = 0;
            for (const LadderBlock& block : figure.blocks())
                again = std::max(again, block.againHeight);
            return again;
        };
        QVERIFY(tallest(own) > tallest(common)); // heads are repeated too
    }

    void aPictureThatIsTooLongSaysSo()
    {
        Figure f(jobOf(sample("qos-mixte.pcapng")));
        const LadderFigure figure(f.job, f.contents, f.device, 1, 1200);
        const LadderPages pages(figure.blocks(), 0, 500);
        QVERIFY(pages.leftOut() > 0);
        QVERIFY(pages.usedHeight() <= 500 && pages.usedHeight() > 200);
        QCOMPARE(pages.pages(), 1);
    }

    void onlySoManyBandsGoOnPaper()
    {
        LadderPaperJob job = jobOf(sample("qos1.pcapng"));
        job.bands.assign(LadderPaper::kMostBands + 3, {job.bands.back().number, true});
        const QString texts = textsOf(written(job, LadderFormat::Svg)).join(QLatin1Char(' '));
        QVERIFY(texts.contains(QLatin1String("3 more")));
    }

    void cancellingLeavesWhatWasThere_data()
    {
        QTest::addColumn<int>("format");
        for (const LadderFormat format : kLadderFormats)
            QTest::newRow(qPrintable(ladderSuffix(format))) << static_cast<int>(format);
    }
    void cancellingLeavesWhatWasThere()
    {
        QFETCH(int, format);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("out"));
        const std::atomic<bool> cancelled{true};
        const LadderPaperJob job = jobOf(sample("qos1.pcapng"));
        const LadderPaperResult result =
            writeLadder(job, path, static_cast<LadderFormat>(format), {&cancelled, nullptr});
        QVERIFY(result.cancelled);
        QVERIFY(result.problem.isEmpty());
        QVERIFY(!QFile::exists(path));
        FullDisk full;
        full.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
        QVERIFY(!LadderPaper(job, {}).write(full, static_cast<LadderFormat>(format)));
        const QString nowhere = folder.filePath(QStringLiteral("no/such/file"));
        QVERIFY(writeLadder(job, nowhere, static_cast<LadderFormat>(format), {})
                    .problem.contains(QLatin1String("no such folder")));
        std::atomic<std::uint32_t> done{0};
        QVERIFY(
            writeLadder(job, path, static_cast<LadderFormat>(format), {nullptr, &done}).problem.isEmpty());
        QVERIFY(QFile::exists(path));
        QVERIFY(done >= job.bands.size());
    }

    void theDialogAsksAndRemembers()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos1.pcapng"), 16));
        LadderExport& out = w->ladderExport();
        QAction* action = w->ladderPage()->actions().exportAs;
        QVERIFY(!action->isEnabled());
        w->setPerspective(Perspective::Exchanges);
        QTRY_VERIFY(action->isEnabled());
        const QString target = w.path("ladder.svg");
        const auto answer = [&](const std::function<void(LadderExportDialog&)>& use) {
            QTimer::singleShot(0, this, [&use] {
                auto* dialog = qobject_cast<LadderExportDialog*>(QApplication::activeModalWidget());
                QVERIFY(dialog != nullptr);
                use(*dialog);
                if (dialog->isVisible())
                    dialog->reject();
            });
            action->trigger();
        };
        QSignalSpy reported(&out, &LadderExport::reported);
        answer([&](LadderExportDialog& dialog) {
            QVERIFY(dialog.path().endsWith(QLatin1String("qos1-ladder.pdf")));
            dialog.formatBox()->setCurrentIndex(1);
            QVERIFY(dialog.path().endsWith(QLatin1String(".svg")));
            dialog.blackButton()->click();
            dialog.storyBox()->setChecked(true);
            dialog.extentButton(LadderExtent::Whole)->setChecked(true);
            dialog.pathEdit()->setText(sample("qos1.pcapng"));
            QVERIFY(!dialog.acceptButton()->isEnabled());
            QVERIFY(!dialog.remark()->text().isEmpty());
            dialog.pathEdit()->setText(target);
            QTest::mouseClick(dialog.acceptButton(), Qt::LeftButton);
        });
        QTRY_COMPARE(reported.count(), 1);
        QVERIFY2(!reported.front().at(1).toBool(), qPrintable(reported.front().at(0).toString()));
        QFile file(target);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(textsOf(file.readAll()).contains(QStringLiteral("PUBLISH")));
        QVERIFY(w->banner()->sentence().contains(QLatin1String("ladder.svg")));
        answer([&](LadderExportDialog& dialog) {
            QCOMPARE(dialog.choice().format, LadderFormat::Svg);
            QCOMPARE(dialog.choice().extent, LadderExtent::Whole);
            QVERIFY(!dialog.choice().style.color && dialog.choice().style.story);
        });
        QCOMPARE(reported.count(), 1); // it was rejected
    }

    void theWindowsArrangementIsThatOfThePaper()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos1.pcapng"), 16));
        w->setPerspective(Perspective::Exchanges);
        QTRY_VERIFY(w->ladderExport().hasLadder());
        LadderModel& model = w->ladderPage()->model();
        model.moveLane(model.lanes().back(), 0);
        model.setLaneHidden(model.lanes().back(), true);
        model.setArrangement({true, true});
        model.foldAll();
        LadderExportChoice choice;
        LadderPaperJob job = w->ladderExport().jobOf(choice);
        QCOMPARE(job.lanes, model.lanes());
        QCOMPARE(job.arrangement, model.arrangement());
        QCOMPARE(job.bands.size(), model.ladder().bands.size());
        QVERIFY(job.bands.front().folded);
        choice.extent = LadderExtent::Whole;
        QVERIFY(!w->ladderExport().jobOf(choice).bands.front().folded);
        choice.extent = LadderExtent::Story;
        job = w->ladderExport().jobOf(choice);
        QCOMPARE(job.bands.size(), std::size_t{1});
        QCOMPARE(job.bands.front().number, model.place().band);
    }
};

QTEST_MAIN(LadderPaperTest)
#include "ladder_paper_test.moc"
