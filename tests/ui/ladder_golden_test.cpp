// SPDX-License-Identifier: GPL-3.0-or-later
// Whole ladders as pictures, held against those that people have looked at (tests/golden/ladder/pictures).
// MQTTSCOPE_UPDATE_GOLDEN=1 writes them anew: look at them before they are committed.
#include "tests/ui/ladder_drawn.h"
#include "ui/ladder/ladder_painter.h"
#include "ui/language.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::Drawn;

namespace {

constexpr double kWidth = 1000;
/// Part of the pixels that may differ: less than the smallest sign has.
constexpr double kTolerance = 0.00002;

const QString kFolder = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/golden/ladder/pictures/");

/// All bands of a capture, unfolded, below the heads of their lanes.
QImage draw(const Drawn& drawn, const LadderArrangement& arrangement)
{
    const auto lanes = analysis::ladder::ladderOf(*drawn.source.index, {}, drawn.goOn).lanes;
    const LadderColumns columns = drawn.columnsOf(lanes, kWidth);
    std::vector<LadderContent> contents;
    std::vector<BandPicture> pictures;
    double height = headHeight(drawn.look);
    for (std::uint32_t band = 0; band < drawn.bands(); ++band) {
        contents.push_back(drawn.content(band));
        pictures.push_back(
            layOutBand(drawn.source, contents.back(), columns, drawn.look, arrangement, false));
        height += pictures.back().height;
    }
    QImage image(static_cast<int>(std::ceil(columns.width())), static_cast<int>(std::ceil(height)),
                 QImage::Format_RGB32);
    image.fill(drawn.look.color(Ink::Surface));
    QPainter painter(&image);
    paintHeads(painter, layOutHeads(drawn.source, columns, drawn.look, nullptr), drawn.look);
    painter.translate(0, headHeight(drawn.look));
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        paintBand(painter, pictures[i], contents[i], drawn.look, {},
                  QRectF(0, 0, pictures[i].width, pictures[i].height));
        painter.translate(0, pictures[i].height);
    }
    return image;
}

double differing(const QImage& a, const QImage& b)
{
    qint64 count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb first = a.pixel(x, y);
            const QRgb second = b.pixel(x, y);
            count += std::abs(qRed(first) - qRed(second)) + std::abs(qGreen(first) - qGreen(second)) +
                                 std::abs(qBlue(first) - qBlue(second)) >
                             48
                         ? 1
                         : 0;
        }
    }
    return static_cast<double>(count) / (static_cast<double>(a.width()) * a.height());
}

} // namespace

class LadderGoldenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_language.use(QStringLiteral("en"));
        m_theme.apply();
    }

    void aLadderLooksAsItDid_data()
    {
        QTest::addColumn<QString>("capture");
        QTest::addColumn<bool>("toScale");
        QTest::addColumn<bool>("segments");
        const auto row = [](const char* name, const char* capture, bool toScale = false,
                            bool segments = false) {
            QTest::newRow(name) << QString::fromLatin1(capture) << toScale << segments;
        };
        row("qos-0", "samples/qos0.pcapng");
        row("qos-1", "samples/qos1.pcapng");
        row("qos-2", "samples/qos2.pcapng");
        row("qos-1-tcp", "samples/qos1.pcapng", false, true);
        row("redelivery", "tests/data/ladders/redelivery.pcapng");
        row("redelivery-to-scale", "tests/data/ladders/redelivery.pcapng", true);
        row("puback-lost", "samples/qos1-puback-perdu.pcapng");
        row("pubrec-lost", "samples/qos2-pubrec-perdu.pcapng");
        row("pubrel-lost", "tests/data/ladders/pubrel-lost.pcapng");
        row("pubcomp-lost", "samples/qos2-pubcomp-perdu.pcapng");
        row("puback-on-the-wire", "tests/data/ladders/puback-on-the-wire.pcapng");
        row("several-subscribers", "samples/qos-mixte.pcapng");
        row("shared", "tests/data/ladders/shared.pcapng");
        row("retained-and-will", "samples/session-will-retain.pcapng");
        row("takeover", "tests/data/ladders/takeover.pcapng");
        row("overlap", "tests/data/ladders/overlap.pcapng");
    }

    void aLadderLooksAsItDid()
    {
        QFETCH(QString, capture);
        QFETCH(bool, toScale);
        QFETCH(bool, segments);
        const QString path = kFolder + QLatin1String(QTest::currentDataTag()) + QStringLiteral(".png");
        const Drawn drawn(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/") + capture, m_theme);
        const QImage now = draw(drawn, {toScale, segments});
        if (qEnvironmentVariableIsSet("MQTTSCOPE_UPDATE_GOLDEN")) {
            QVERIFY(QDir().mkpath(kFolder));
            QVERIFY(now.save(path));
            QSKIP("written anew");
        }
        const QImage golden = QImage(path).convertToFormat(QImage::Format_RGB32);
        QVERIFY2(!golden.isNull(), qPrintable(path));
        QCOMPARE(now.size(), golden.size());
        const double part = differing(now, golden);
        QVERIFY2(part <= kTolerance, qPrintable(QStringLiteral("%1 % of the pixels differ").arg(part * 100)));
    }

private:
    Language m_language;
    Theme m_theme{Theme::FontSource::Inter};
};

QTEST_MAIN(LadderGoldenTest)
#include "ladder_golden_test.moc"
