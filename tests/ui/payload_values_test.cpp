// SPDX-License-Identifier: GPL-3.0-or-later
// The payload of one message and the values of many, by mouse and keys.
#include "tests/ui/overview_panels_fixture.h"
#include "ui/panels/payload_panel.h"
#include "ui/panels/value_chart.h"
#include "ui/panels/values_panel.h"
#include "ui/views/switch_button.h"

#include <QBuffer>
#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QtEndian>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::CaptureMaker;
using test::click;
using test::panelOf;
using test::sample;
using test::selection;
using test::settle;
using test::shown;

class PayloadValuesTest : public QObject {
    Q_OBJECT

    /// One PUBLISH with these bytes as its application message: frame 6.
    static QString publishing(const test::Window& w, const QByteArray& payload)
    {
        QString file = w.path("payload.pcap");
        CaptureMaker maker(file.toStdString());
        maker.open();
        maker.fromClient(test::connectPython1());
        maker.fromServer(test::connackAccepted());
        test::Bytes packet{0x30};
        std::size_t rest = 2 + 1 + static_cast<std::size_t>(payload.size());
        do {
            packet.push_back(static_cast<std::uint8_t>(rest % 128 + (rest >= 128 ? 128 : 0)));
            rest /= 128;
        } while (rest > 0);
        packet.insert(packet.end(), {0, 1, 't'});
        packet.insert(packet.end(), payload.begin(), payload.end());
        maker.fromClient(packet);
        return file;
    }
    static QByteArray png(int side)
    {
        QImage image(side, side, QImage::Format_RGB32);
        image.fill(Qt::red);
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return buffer.data();
    }

private Q_SLOTS:
    void thePayloadIsReadByItsContent()
    {
        test::Window w;
        QVERIFY(w.open(sample("pompe-cybernight"), 37));
        PayloadPanel& payload = shown<PayloadPanel>(w);
        using Mode = PayloadPanel::Mode;
        QVERIFY(payload.shownMode() == Mode::Json);
        QVERIFY(payload.shownText().startsWith(QStringLiteral("{\n  \"niveau\": 31.0,\n")));
        QVERIFY(payload.facts().startsWith(QStringLiteral("usine/cuve/niveau · 50 bytes")));
        QTest::mouseClick(payload.button(Mode::Hex), Qt::LeftButton);
        QVERIFY(payload.shownText().startsWith(QStringLiteral("0000  7b 22 6e 69 76 65 61 75  22 3a")));
        QVERIFY(!payload.button(Mode::Image)->isEnabled());
        QTest::mouseClick(payload.button(Mode::Text), Qt::LeftButton);
        QVERIFY(payload.shownText().startsWith(QStringLiteral("{\"niveau\":31.0")));
        // What was chosen stays for the next message; a CONNECT has none.
        w->selection().selectFrame(57);
        QVERIFY(settle(w));
        QVERIFY(payload.shownText().startsWith(QStringLiteral("{\"niveau\":33.5")));
        w->selection().selectFrame(4);
        QVERIFY(!payload.notice().isEmpty());
    }

    void aPictureIsShownAndSaved()
    {
        test::Window w;
        const QByteArray bytes = png(40);
        QVERIFY(w.open(publishing(w, bytes), 6));
        PayloadPanel& payload = shown<PayloadPanel>(w);
        QVERIFY(payload.shownMode() == PayloadPanel::Mode::Image);
        QTRY_COMPARE(payload.shownImage().size(), QSize(40, 40));
        QVERIFY(payload.facts().contains(QStringLiteral("PNG 40 × 40")));
        const QImage picture = payload.grab().toImage();
        int red = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                red += picture.pixelColor(x, y) == QColor(Qt::red) ? 1 : 0;
        }
        QVERIFY2(red >= 1500, qPrintable(QString::number(red)));
        QSignalSpy saved(&payload, &PayloadPanel::saved);
        payload.saveTo(w.path("picture.png"));
        QVERIFY(saved.wait());
        QFile written(w.path("picture.png"));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), bytes);
    }

    void aPictureInBase64IsAPicture()
    {
        test::Window w;
        QVERIFY(w.open(publishing(w, png(24).toBase64()), 6));
        PayloadPanel& payload = shown<PayloadPanel>(w);
        QTRY_COMPARE(payload.shownImage().size(), QSize(24, 24));
        QTest::mouseClick(payload.button(PayloadPanel::Mode::Base64), Qt::LeftButton);
        QVERIFY(payload.shownText().startsWith(QStringLiteral("0000  89 50 4e 47")));
    }

    void hostilePicturesAreNotShown_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        // 60,000 x 60,000 points, by its header.
        QBuffer huge;
        huge.open(QIODevice::WriteOnly);
        QImage(8, 8, QImage::Format_RGB32).save(&huge, "BMP");
        qToLittleEndian<qint32>(60'000, huge.buffer().data() + 18);
        qToLittleEndian<qint32>(60'000, huge.buffer().data() + 22);
        QTest::newRow("huge") << huge.buffer();
        QTest::newRow("cut") << png(300).left(60);
        QTest::newRow("entities") << QByteArray(
            "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aa\">]><svg/>");
        QTest::newRow("references") << "<svg>" + QByteArray("<use href=\"#a\"/>").repeated(100) + "</svg>";
    }
    void hostilePicturesAreNotShown()
    {
        QFETCH(QByteArray, bytes);
        test::Window w;
        QVERIFY(w.open(publishing(w, bytes), 6));
        PayloadPanel& payload = shown<PayloadPanel>(w);
        QVERIFY(payload.shownMode() == PayloadPanel::Mode::Image);
        QVERIFY(payload.shownImage().isNull());
        QTest::mouseClick(payload.button(PayloadPanel::Mode::Hex), Qt::LeftButton);
        QVERIFY(!payload.shownText().isEmpty());
    }

    void largePicturesAreNotDecoded()
    {
        const PayloadImage drawing =
            decodeImage("<svg>" + QByteArray(PayloadImage::kMaxDrawing, ' ') + "</svg>", ImageFormat::Svg);
        QVERIFY(drawing.image.isNull() && !drawing.problem.isEmpty());
        QByteArray padded = png(8);
        padded.append(PayloadImage::kMaxBytes, ' ');
        const PayloadImage picture = decodeImage(padded, ImageFormat::Png);
        QVERIFY(picture.image.isNull() && !picture.problem.isEmpty());
    }

    void valuesOfAJsonField()
    {
        test::Window w;
        QVERIFY(w.open(sample("pompe-cybernight")));
        ValuesPanel& values = panelOf<ValuesPanel>(w);
        w->workspace().showValues(QStringLiteral("usine/cuve/niveau"));
        QTRY_VERIFY(values.isVisible());
        QVERIFY(settle(w));
        QCOMPARE(values.topicBox()->currentText(), QStringLiteral("usine/cuve/niveau"));
        QCOMPARE(values.pathBox()->currentText(), QStringLiteral("niveau")); // whole messages are no numbers
        QCOMPARE(values.model().rowCount(), 10);
        QVERIFY(values.chart()->points().kind == ChartPoints::Kind::Numbers);
        click(values.table(), values.model().index(1, ValueTableModel::Value));
        QCOMPARE(selection(w).frame, 57U);
        // The chart has its line.
        const QImage picture = values.chart()->grab().toImage();
        const QColor ink = w.theme.color(Ink::FamilyPublication);
        int inked = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                inked += picture.pixelColor(x, y) == ink ? 1 : 0;
        }
        QVERIFY2(inked > 100, qPrintable(QString::number(inked)));
        QSignalSpy exported(&values, &ValuesPanel::exported);
        values.exportCsv(w.path("values.csv"), {QLatin1Char(';'), QLatin1Char(',')});
        QVERIFY(exported.wait());
        QFile written(w.path("values.csv"));
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = written.readAll().split('\n');
        QCOMPARE(lines[2], QByteArray("3;57;33,5;0;0;0\r"));
        QVERIFY(values.chart()->save(w.path("chart.png")));
        QVERIFY(!QImage(w.path("chart.png")).isNull());
        QVERIFY(values.chart()->save(w.path("chart.svg")));
        QFile drawing(w.path("chart.svg"));
        QVERIFY(drawing.open(QIODevice::ReadOnly));
        QVERIFY(drawing.readAll().contains("polyline"));
        QVERIFY(!values.chart()->save(w.path("no/such/chart.png")));
    }

    void theOtherSideAndOtherFields()
    {
        test::Window w;
        QVERIFY(w.open(sample("pompe-cybernight")));
        ValuesPanel& values = panelOf<ValuesPanel>(w);
        w->workspace().showValues(QStringLiteral("usine/pompe/write"));
        QTRY_VERIFY(values.isVisible());
        QVERIFY(settle(w));
        QCOMPARE(values.model().rowCount(), 6);
        values.sideBox()->setFocus();
        QTest::keyClick(values.sideBox(), Qt::Key_Down);
        QVERIFY(settle(w));
        QCOMPARE(values.model().rowCount(), 12);
        const int place = values.pathBox()->findText(QStringLiteral("idRPC"));
        QVERIFY(place > 0);
        values.pathBox()->setFocus();
        while (values.pathBox()->currentIndex() < place) {
            const int before = values.pathBox()->currentIndex();
            QTest::keyClick(values.pathBox(), Qt::Key_Down);
            QVERIFY(settle(w));
            QVERIFY(values.pathBox()->currentIndex() > before);
        }
        QCOMPARE(values.pathBox()->currentText(), QStringLiteral("idRPC"));
        QCOMPARE(values.model().rowCount(), 12);
        QVERIFY(!values.changesSwitch()->isChecked());
        QTest::mouseClick(values.changesSwitch(), Qt::LeftButton);
        QVERIFY(values.model().rowCount() < 12);
    }
};

QTEST_MAIN(PayloadValuesTest)
#include "payload_values_test.moc"
