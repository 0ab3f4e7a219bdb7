// SPDX-License-Identifier: GPL-3.0-or-later
// The step by step perspective, driven by keys.
#include "tests/ui/step_fixture.h"
#include "ui/main_actions.h"
#include "ui/models/field_tree_model.h"
#include "ui/step/byte_ribbon.h"
#include "ui/step/key_button.h"
#include "ui/step/knowledge_strip.h"
#include "ui/step/step_bar.h"
#include "ui/step/step_bits.h"
#include "ui/step/step_heading.h"
#include "ui/step/step_narration.h"
#include "ui/step/step_page.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/hex_view.h"

#include <QLabel>
#include <QSlider>

using namespace mqttscope;
using namespace mqttscope::ui;

using test::kBytes;
using test::reversed;
using test::sample;
using test::Walk;

class StepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allBytesForwardsAndBack()
    {
        Walk w;
        QCOMPARE(w.places(Qt::Key_F6), kBytes);
        QCOMPARE(w.places(Qt::Key_F6, Qt::ShiftModifier), reversed(kBytes));
    }

    void arrowsWalkWhereTheRibbonHasTheFocus()
    {
        Walk w;
        QCOMPARE(QApplication::focusWidget(), w.page().ribbon());
        QCOMPARE(w.places(Qt::Key_Right), kBytes);
        w.press(Qt::Key_Home);
        QCOMPARE(w.here(), kBytes.first());
        w.press(Qt::Key_End);
        QCOMPARE(w.here(), kBytes.last());
        w.press(Qt::Key_Left);
        QCOMPARE(w.here(), kBytes[19]);
        w.press(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(w.model().number(), 15U);
        w.press(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(w.model().number(), 13U);
        w.press(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(w.model().number(), 15U);
    }

    void eachByteSaysWhatItMeans()
    {
        Walk w;
        const StepNarration& words = *w.page().narration();
        QSet<QString> texts;
        for (int i = 0; i < 21; ++i) {
            QVERIFY2(!words.narration().isEmpty(), qPrintable(w.here()));
            QVERIFY2(!words.clause().isEmpty(), qPrintable(w.here()));
            texts += words.narration();
            w.press(Qt::Key_F6);
        }
        QCOMPARE(texts.size(), 21); // no two are the same
        w.press(Qt::Key_F6, Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(words.value(), QStringLiteral("0x10"));
        QVERIFY(words.narration().contains(QLatin1String("CONNECT")));
    }

    void theHeadingSaysWhereItIs()
    {
        Walk w;
        for (int i = 0; i < 9; ++i)
            w.press(Qt::Key_F6);
        QCOMPARE(w.page().heading()->text(), QStringLiteral("CONNECT python1 → broker · frame 4 · 21 bytes"));
        QCOMPARE(w.page().heading()->countText(), QStringLiteral("byte 10 of 21"));
        QCOMPARE(w.page().ribbon()->current(), std::optional<std::uint32_t>{9});
        QCOMPARE(w.page().bits()->layoutOfBits().byte, std::uint8_t{0x02});
        QCOMPARE(w.page().knowledge()->leftText().contains(QLatin1String("11")), true);
        QCOMPARE(w.page().knowledge()->knowledge().facts.back().value, QStringLiteral("blank"));
    }

    void fieldsAndParts()
    {
        Walk w;
        const QStringList fields = {kBytes[0], kBytes[1],  kBytes[2],  kBytes[4], kBytes[8],
                                    kBytes[9], kBytes[10], kBytes[12], kBytes[14]};
        QCOMPARE(w.places(Qt::Key_F7), fields);
        QCOMPARE(w.places(Qt::Key_F7, Qt::ShiftModifier), reversed(fields));
        const QStringList parts = {kBytes[0], kBytes[2], kBytes[12]};
        QCOMPARE(w.places(Qt::Key_F7, Qt::ControlModifier), parts);
        QCOMPARE(w.places(Qt::Key_F7, Qt::ControlModifier | Qt::ShiftModifier), reversed(parts));
    }

    void theEndsOfThePacket()
    {
        Walk w;
        w.press(Qt::Key_F6, Qt::ControlModifier);
        QCOMPARE(w.here(), kBytes.last());
        QVERIFY(!w.page().actions().nextByte->isEnabled());
        QVERIFY(w.page().bar()->packetButton()->isPrimary());
        QVERIFY(!w.page().bar()->nextButton()->isPrimary());
        w.press(Qt::Key_F6, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(w.here(), kBytes.first());
        QVERIFY(!w.page().actions().previousByte->isEnabled());
        QVERIFY(w.page().bar()->nextButton()->isPrimary());
    }

    void bitByBit()
    {
        Walk w;
        for (int i = 0; i < 9; ++i)
            w.press(Qt::Key_F6);
        for (int bit = 7; bit >= 0; --bit) {
            w.press(Qt::Key_Period);
            QCOMPARE(w.model().bit(), std::optional<int>{bit});
            QCOMPARE(w.page().bits()->current(), std::optional<int>{bit});
            QCOMPARE(w.model().number(), 10U);
            QVERIFY(!w.page().narration()->narration().isEmpty());
            if (bit == 1) {
                QCOMPARE(w->selection().selection().field, field::FieldId::MqttConflagCleansess);
                QVERIFY(w.page().narration()->narration().contains(QLatin1String("session")));
            }
        }
        w.press(Qt::Key_Period);
        QCOMPARE(w.model().number(), 11U);
        QCOMPARE(w.model().bit(), std::optional<int>{7});
        w.press(Qt::Key_Comma);
        QCOMPARE(w.model().number(), 10U);
        QCOMPARE(w.model().bit(), std::optional<int>{0});
        w.press(Qt::Key_F6);
        QCOMPARE(w.model().number(), 11U);
        QCOMPARE(w.model().bit(), std::nullopt);
    }

    void packetAfterPacket()
    {
        Walk w(sample("qos2.pcapng"), 4);
        QStringList seen{w.page().heading()->text().section(QLatin1Char(' '), 0, 0)};
        std::uint32_t before = 0;
        for (int i = 0; i < 30 && w->actions().nextMqtt->isEnabled(); ++i) {
            w.press(Qt::Key_F8);
            QCOMPARE(w.model().number(), 1U);
            QVERIFY(w->selection().selection().frame >= before);
            before = w->selection().selection().frame;
            seen += w.page().heading()->text().section(QLatin1Char(' '), 0, 0);
        }
        QVERIFY(seen.contains(QLatin1String("PUBREC")) && seen.contains(QLatin1String("PUBREL")));
        const QStringList forwards = seen;
        QStringList back{seen.last()};
        while (w->actions().previousMqtt->isEnabled() && back.size() < forwards.size()) {
            w.press(Qt::Key_F8, Qt::ShiftModifier);
            back += w.page().heading()->text().section(QLatin1Char(' '), 0, 0);
        }
        QCOMPARE(back, reversed(forwards));
    }

    void allPacketsOfOneFrame()
    {
        Walk w;
        const QString path = w.path("two.pcap");
        test::CaptureMaker maker(path.toStdString());
        maker.open();
        maker.fromClient(test::connectPython1());
        maker.fromServer(test::connackAccepted());
        maker.fromClient({0xc0, 0x00, 0xe0, 0x00}); // PINGREQ, DISCONNECT
        const std::uint32_t last = maker.frames();
        maker.close();
        QVERIFY(w.open(path, last));
        QVERIFY(w.page().heading()->text().startsWith(QLatin1String("PINGREQ")));
        w.press(Qt::Key_F8);
        QVERIFY(w.page().heading()->text().startsWith(QLatin1String("DISCONNECT")));
        QCOMPARE(w->selection().selection().frame, last);
        w.press(Qt::Key_F8, Qt::ShiftModifier);
        QVERIFY(w.page().heading()->text().startsWith(QLatin1String("PINGREQ")));
    }

    void backLeadsToThePacketBefore()
    {
        Walk w(sample("qos2.pcapng"), 4);
        w.press(Qt::Key_F6);
        w.press(Qt::Key_F6);
        const QString place = w.here();
        w.press(Qt::Key_F8);
        QVERIFY(w->selection().selection().frame != 4);
        w.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(w->selection().selection().frame, 4U);
        QCOMPARE(w.here(), place);
        w.press(Qt::Key_Right, Qt::AltModifier);
        QVERIFY(w->selection().selection().frame != 4);
    }

    void otherPanesAgree()
    {
        Walk w;
        for (int i = 0; i < 5; ++i)
            w.press(Qt::Key_F6);
        const Selection& selection = w->selection().selection();
        QCOMPARE(selection.field, field::FieldId::MqttProtoname);
        QCOMPARE(selection.range, (field::ByteRange{5, 1}));
        QCOMPARE(w->bytes()->selectedHex().simplified(), QStringLiteral("51"));
        // Selecting elsewhere moves the walk.
        w->setPerspective(Perspective::Analyse);
        w->selection().selectNode(test::nodeOf(*w.window, field::FieldId::MqttKalive));
        w->setPerspective(Perspective::Step);
        QCOMPARE(w.here(), kBytes[10]);
        w->selection().selectNode(test::nodeOf(*w.window, field::FieldId::MqttConflagCleansess));
        QCOMPARE(w.here().section(QLatin1Char(' '), 0, 0), QStringLiteral("10"));
        QCOMPARE(w.model().bit(), std::optional<int>{1});
        w->selection().selectByte({0, 0});
        QVERIFY(w.page().heading()->text().startsWith(QLatin1String("Ethernet")));
    }

    void layersAreWalkedThroughWhenChosen()
    {
        Walk w;
        const auto& layers = w.page().ribbon()->content().layers;
        QCOMPARE(layers.size(), std::size_t{4});
        Q_EMIT w.page().ribbon()->layerChosen(1);
        QVERIFY(w.page().heading()->text().contains(QLatin1String("IPv4")));
        QCOMPARE(w.page().heading()->countText(), QStringLiteral("byte 1 of 20"));
        QCOMPARE(w.places(Qt::Key_F6).size(), 20);
        Q_EMIT w.page().ribbon()->layerChosen(3);
        QCOMPARE(w.here(), kBytes.first());
    }

    void playGoesToTheEndOfThePacketAndPauses()
    {
        Walk w;
        w.page().bar()->speed()->setValue(0); // the fastest
        w.press(Qt::Key_End);
        for (int i = 0; i < 3; ++i)
            w.press(Qt::Key_Left);
        w.press(Qt::Key_F5);
        QVERIFY(w.page().player().isPlaying());
        QVERIFY(w.page().actions().play->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(!w.page().player().isPlaying(), 30'000);
        QCOMPARE(w.here(), kBytes.last());
        w.press(Qt::Key_F5); // from the beginning
        QVERIFY(w.page().player().isPlaying());
        QCOMPARE(w.here(), kBytes.first());
        w.press(Qt::Key_F5);
        QVERIFY(!w.page().player().isPlaying());
    }

    void playStopsWhereAnotherPacketBegins()
    {
        Walk w(sample("qos2.pcapng"), 4);
        w.press(Qt::Key_F5);
        QVERIFY(w.page().player().isPlaying());
        w.press(Qt::Key_F8);
        QVERIFY(!w.page().player().isPlaying());
        w.press(Qt::Key_F5);
        w->setPerspective(Perspective::Analyse);
        QVERIFY(!w.page().player().isPlaying());
    }

    void waitingForTheKeyIsOneByteEach()
    {
        Walk w;
        QSlider* speed = w.page().bar()->speed();
        speed->setValue(speed->maximum());
        QVERIFY(w.page().player().waitsForKey());
        w.press(Qt::Key_F5);
        QVERIFY(!w.page().player().isPlaying());
        QCOMPARE(w.here(), kBytes[1]);
        w.page().ribbon()->setFocus();
        w.press(Qt::Key_Space);
        QCOMPARE(w.here(), kBytes[2]);
    }

    void everyPacketOfEverySampleCanBeWalkedThrough()
    {
        Walk w(sample("v5-proprietes.pcapng"), 0);
        int packets = 0;
        do {
            ++packets;
            const QStringList fields = w.places(Qt::Key_F7);
            QVERIFY(!fields.isEmpty());
            QVERIFY2(!w.page().narration()->narration().isEmpty(), qPrintable(w.here()));
            w.press(Qt::Key_F8);
        } while (w->actions().nextMqtt->isEnabled() && packets < 100);
        QVERIFY(packets > 5);
    }
};

QTEST_MAIN(StepTest)
#include "step_test.moc"
