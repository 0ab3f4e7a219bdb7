// SPDX-License-Identifier: GPL-3.0-or-later
// One byte as large bit boxes.
#include "tests/ui/step_frame.h"
#include "ui/step/step_bits.h"
#include "ui/views/bit_drawing.h"

#include <QSignalSpy>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::StepFrame;

namespace {

/// The boxes of a byte of the CONNECT of the sample.
struct Fixture {
    Theme theme{Theme::FontSource::Inter};
    Language language;
    StepFrame frame;
    StepBits bits{theme};

    explicit Fixture(std::uint32_t byte, teach::Language words = teach::Language::English)
        : frame(StepFrame::sample("connect-python1.pcap"), 4, words)
    {
        language.use(words == teach::Language::French ? QStringLiteral("fr") : QStringLiteral("en"));
        theme.apply();
        bits.resize(660, bits.sizeHint().height());
        bits.setBits(frame.bits(byte), std::nullopt);
        bits.show();
    }
    const BitGroup& group(int bit) const { return *bits.layoutOfBits().groupOf(bit); }
};

} // namespace

class StepBitsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boxesStandFromD7ToD0()
    {
        const Fixture f(9);
        for (int bit = 7; bit > 0; --bit)
            QVERIFY(f.bits.rectOfBit(bit - 1).left() > f.bits.rectOfBit(bit).left());
        QVERIFY(f.bits.rect().contains(f.bits.rectOfBit(7)));
        QVERIFY(f.bits.rect().contains(f.bits.rectOfBit(0)));
    }

    void flagsHaveNamesAndNoWeights()
    {
        const Fixture f(9); // Connect Flags
        QCOMPARE(f.group(1).name, QStringLiteral("Clean Session"));
        QVERIFY(f.bits.weightOf(1).isEmpty());
        QVERIFY(f.bits.sumOf(f.group(1)).isEmpty());
        QCOMPARE(f.bits.wordOf(f.group(4)), QStringLiteral("0 = at most once"));
        QCOMPARE(f.bits.wordOf(f.group(0)), QStringLiteral("0"));
        QVERIFY(f.group(0).reserved);
    }

    void aFlagThatIsSetStandsOutUnlessOneBitIsTold()
    {
        Fixture f(9); // Clean Session alone
        const auto ground = [&](int bit) {
            return f.bits.grab().toImage().pixelColor(f.bits.rectOfBit(bit).topLeft() + QPoint(6, 6));
        };
        const QColor accent = f.theme.color(Ink::Accent);
        const QColor plain = f.theme.color(Ink::FieldV);
        QCOMPARE(ground(1), accent);
        QCOMPARE(ground(7), plain);
        f.bits.setBits(f.bits.layoutOfBits(), 7);
        QCOMPARE(ground(7), accent);
        QCOMPARE(ground(1), plain);
    }

    void aTranslatedFlagIsAnsweredWithYesOrNo()
    {
        const Fixture f(9, teach::Language::French);
        QCOMPARE(f.group(1).gloss, QStringLiteral("session vierge"));
        QCOMPARE(f.bits.wordOf(f.group(1)), QStringLiteral("oui"));
        QCOMPARE(f.bits.wordOf(f.group(2)), QStringLiteral("non"));
        QCOMPARE(f.bits.wordOf(f.group(4)), QStringLiteral("0 = au plus une fois"));
    }

    // 0x13: D7 says whether another byte follows, the others are the number.
    void theContinuationBitStandsApart()
    {
        const Fixture f(1);
        QCOMPARE(f.bits.layoutOfBits().groups.size(), std::size_t{2});
        QVERIFY(f.bits.weightOf(7).isEmpty());
        QCOMPARE(f.bits.weightOf(6), QStringLiteral("64"));
        QCOMPARE(f.bits.weightOf(0), QStringLiteral("1"));
        QCOMPARE(f.bits.sumOf(f.group(0)), QStringLiteral("16 + 2 + 1 = 19"));
    }

    void aByteWithoutFlagsIsASum()
    {
        const Fixture letter(4); // "M"
        QCOMPARE(letter.bits.weightOf(7), QStringLiteral("128"));
        QCOMPARE(letter.bits.sumOf(letter.group(0)), QStringLiteral("0x4d = 64 + 8 + 4 + 1 = 77"));
        const Fixture level(8);
        QCOMPARE(level.bits.sumOf(level.group(0)), QStringLiteral("0x04 = 4"));
        const Fixture zero(10);
        QCOMPARE(zero.bits.sumOf(zero.group(0)), QStringLiteral("0x00 = 0"));
    }

    // The reserved bits of the control byte are four, but no number.
    void reservedBitsAreNoNumber()
    {
        const Fixture f(0);
        QCOMPARE(f.bits.weightOf(4), QStringLiteral("1"));
        QVERIFY(f.bits.weightOf(3).isEmpty());
        QCOMPARE(f.bits.wordOf(f.group(0)), QStringLiteral("0000"));
    }

    void clicksAndKeysChooseBits()
    {
        Fixture f(9);
        QSignalSpy chosen(&f.bits, &StepBits::bitChosen);
        QTest::mouseClick(&f.bits, Qt::LeftButton, {}, f.bits.rectOfBit(5).center());
        QCOMPARE(chosen.takeFirst()[0].toInt(), 5);
        QTest::keyClick(&f.bits, Qt::Key_Right);
        QCOMPARE(chosen.takeFirst()[0].toInt(), 7);
        f.bits.setBits(f.bits.layoutOfBits(), 7);
        QTest::keyClick(&f.bits, Qt::Key_Left);
        QCOMPARE(chosen.count(), 0);
        QTest::keyClick(&f.bits, Qt::Key_Right);
        QCOMPARE(chosen.takeFirst()[0].toInt(), 6);
        f.bits.setBits({}, std::nullopt);
        QTest::keyClick(&f.bits, Qt::Key_Right);
        QTest::mouseClick(&f.bits, Qt::LeftButton, {}, f.bits.rectOfBit(5).center());
        QCOMPARE(chosen.count(), 0);
    }

    void theCurrentBitIsSaidFirst()
    {
        Fixture f(9);
        QCOMPARE(f.bits.accessibleName(), QStringLiteral("Bits of Connect Flags, 0x02"));
        QVERIFY(f.bits.accessibleDescription().startsWith(QStringLiteral("D7, User Name")));
        f.bits.setBits(f.bits.layoutOfBits(), 1);
        QVERIFY(
            f.bits.accessibleDescription().startsWith(QStringLiteral("D1 is current; D1, Clean Session, 1")));
    }

    // The words around the boxes do not move from byte to byte.
    void allBytesNeedTheSameRoom()
    {
        Fixture f(9);
        const QSize flags = f.bits.sizeHint();
        f.bits.setBits(f.frame.bits(4), std::nullopt);
        QCOMPARE(f.bits.sizeHint(), flags);
        f.bits.setNamesOnly(true);
        QVERIFY(f.bits.sizeHint().height() < flags.height());
    }

    void namesBreakAtSpacesAndAreCutOnlyThen()
    {
        const Theme theme(Theme::FontSource::Inter);
        const QFontMetrics metrics(theme.font());
        const int room = metrics.horizontalAdvance(QStringLiteral("Session")) + 2;
        QCOMPARE(brokenLines(QStringLiteral("Clean Session"), metrics, room, 2),
                 QStringList({QStringLiteral("Clean"), QStringLiteral("Session")}));
        QCOMPARE(brokenLines(QStringLiteral("Clean Session"), metrics, 10 * room, 2).size(), 1);
        QVERIFY(brokenLines(QStringLiteral("Clean Session Flag"), metrics, room, 2)
                    .last()
                    .endsWith(QChar(0x2026)));
    }
};

QTEST_MAIN(StepBitsTest)
#include "step_bits_test.moc"
