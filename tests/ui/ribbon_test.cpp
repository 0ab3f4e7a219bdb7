// SPDX-License-Identifier: GPL-3.0-or-later
// The byte ribbon: where everything stands, what can be clicked.
#include "tests/ui/ribbon_fixture.h"
#include "ui/views/scaled_widths.h"

#include <QScrollBar>
#include <QSignalSpy>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::longContent;
using Fixture = test::RibbonFixture;

class RibbonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // 21 bytes fill 1366 pixels and need no scroll bar.
    void aConnectFillsTheWidth()
    {
        Fixture f;
        f.at(9);
        const QRect first = f.ribbon.rectOf(0);
        const QRect last = f.ribbon.rectOf(20);
        QVERIFY(first.width() >= 48);
        QVERIFY(f.ribbon.viewport()->width() - last.right() < 24);
        QCOMPARE(f.ribbon.horizontalScrollBar()->maximum(), 0);
        for (std::uint32_t byte = 1; byte < 21; ++byte)
            QCOMPARE(f.ribbon.rectOf(byte).left(), f.ribbon.rectOf(byte - 1).right() + 1);
        QVERIFY(f.ribbon.rectOf(21).isEmpty());
    }

    void pointsAndBytesFindEachOther()
    {
        for (const bool wrapped : {false, true}) {
            Fixture f;
            f.ribbon.setWrapped(wrapped);
            f.ribbon.resize(1024, 400);
            for (std::uint32_t byte = 0; byte < 21; ++byte) {
                const QRect cell = f.ribbon.rectOf(byte);
                QCOMPARE(f.ribbon.byteAt(cell.center()), std::optional(byte));
                QCOMPARE(f.ribbon.byteAt(cell.topLeft()), std::optional(byte));
                QCOMPARE(f.ribbon.byteAt(cell.bottomRight()), std::optional(byte));
            }
            QVERIFY(!f.ribbon.byteAt(QPoint(1, 1)));
        }
    }

    void theCurrentByteIsTallerWithItsTextAndBitsInside()
    {
        Fixture f;
        f.at(9);
        const RibbonLayout layout = f.ribbon.layoutNow();
        const QRect frame = layout.frame(9);
        QVERIFY(frame.contains(layout.cell(9)));
        QVERIFY(frame.width() > layout.cell(9).width());
        QVERIFY(frame.bottom() > layout.bitRow().bottom());
        QVERIFY(frame.top() < layout.byteRow().top());
        QVERIFY(f.ribbon.viewport()->rect().contains(frame));
    }

    void theRowsFollowEachOther()
    {
        Fixture f;
        const RibbonLayout layout = f.ribbon.layoutNow();
        int bottom = 0;
        for (const QRect row : {layout.layerRow(), layout.partRow(), layout.fieldRow(), layout.byteRow(),
                                layout.textRow(), layout.bitRow()}) {
            QVERIFY(row.top() > bottom - 2);
            bottom = row.bottom();
        }
        QVERIFY(bottom < f.ribbon.sizeHint().height());
    }

    void whatHasNotBeenReadIsOneHatchedRest()
    {
        Fixture f;
        f.at(9);
        const auto fields = f.ribbon.layoutNow().fields(f.ribbon.position());
        QCOMPARE(fields.size(), std::size_t{7}); // six read, the rest
        QVERIFY(!fields[5].unread);
        QVERIFY(fields[6].unread);
        QCOMPARE(fields[6].rect.right() + 1, f.ribbon.rectOf(20).right() + 1);
        const auto parts = f.ribbon.layoutNow().parts(f.ribbon.position());
        QCOMPARE(parts.size(), std::size_t{3});
        QVERIFY(!parts[1].unread); // begun
        QVERIFY(parts[2].unread);
        // Going back leaves read what was read.
        f.ribbon.setPosition(2, std::nullopt, 12);
        QCOMPARE(f.ribbon.layoutNow().fields(f.ribbon.position()).size(), std::size_t{8});
        f.ribbon.clearPosition();
        QVERIFY(f.ribbon.layoutNow().fields(f.ribbon.position()).front().unread);
    }

    void theCurrentByteAlwaysCountsAsRead()
    {
        Fixture f;
        f.ribbon.setPosition(5, std::nullopt, 0);
        QCOMPARE(f.ribbon.position().readUpTo, 6U);
        f.ribbon.setPosition(5, std::nullopt, 1000);
        QCOMPARE(f.ribbon.position().readUpTo, 21U);
        f.ribbon.setPosition(21, std::nullopt, 21);
        QVERIFY(!f.ribbon.current());
    }

    void theLayersAreToScaleAndTheWedgeOpensFromTheWalkedOne()
    {
        Fixture f;
        const RibbonLayout layout = f.ribbon.layoutNow();
        const auto layers = layout.layers();
        QCOMPARE(layers.size(), std::size_t{4});
        QVERIFY(std::abs(layers[2].width() * 20 - layers[1].width() * 32) < 100);
        const QPolygon wedge = layout.wedge();
        QCOMPARE(wedge[0].x(), layers[3].left());
        QVERIFY(std::abs(wedge[1].x() - layers[3].right()) < 3);
        QCOMPARE(wedge[3].x(), layout.cell(0).left());
        QVERIFY(std::abs(wedge[2].x() - layout.cell(20).right()) < 3);
    }

    void whatIsTooSmallToClickGetsALittle()
    {
        QCOMPARE(scaledWidths({100, 100}, 400, 26), (std::vector<int>{200, 200}));
        QCOMPARE(scaledWidths({1, 999}, 400, 26), (std::vector<int>{26, 374}));
        QCOMPARE(scaledWidths({1, 1, 1}, 30, 26), (std::vector<int>{10, 10, 10}));
        QVERIFY(scaledWidths({0, 0}, 400, 26).empty());
        QVERIFY(scaledWidths({5}, 0, 26).empty());
    }

    // Of what is scrolled only the part that is seen.
    void theWedgeOpensFromWhatIsSeen()
    {
        Fixture f;
        RibbonContent content = longContent(1000);
        RibbonLayer layer;
        layer.range = {54, 1000};
        layer.walked = true;
        content.layers = {layer};
        f.ribbon.setContent(std::move(content));
        f.at(0);
        const QRect whole = f.ribbon.rectOfLayer(0);
        const QPolygon first = f.ribbon.layoutNow().wedge();
        QVERIFY(first[1].x() - first[0].x() < whole.width() / 20);
        f.at(999);
        const QPolygon last = f.ribbon.layoutNow().wedge();
        QVERIFY(last[0].x() > whole.right() - whole.width() / 20);
    }

    void aMegabyteCostsNoMoreThanAScreen()
    {
        Fixture f;
        f.ribbon.setContent(longContent(1U << 20));
        f.at(700'000);
        for (const bool wrapped : {false, true}) {
            f.ribbon.setWrapped(wrapped);
            const RibbonLayout layout = f.ribbon.layoutNow();
            QVERIFY(layout.visible().length < 64);
            QVERIFY(layout.fields(f.ribbon.position()).size() < 8);
            QVERIFY(f.inView(700'000));
            QVERIFY(!f.ribbon.grab().isNull());
        }
    }

    // More pixels than a scroll bar can count.
    void theLargestMessageCanBeScrolledToItsEnd()
    {
        Fixture f;
        constexpr std::uint32_t kLargest = 268'435'460; // 5 + 268 435 455
        f.ribbon.setContent(longContent(kLargest));
        QVERIFY(f.ribbon.layoutNow().extent() > 2'147'483'647LL);
        f.at(kLargest - 1);
        QVERIFY(f.ribbon.layoutNow().visible().end() == kLargest);
        QVERIFY(f.ribbon.viewport()->rect().intersects(f.ribbon.rectOf(kLargest - 1)));
        QCOMPARE(f.ribbon.byteAt(f.ribbon.rectOf(kLargest - 3).center()), std::optional(kLargest - 3));
    }

    void theCurrentByteStaysInViewWithWhatComes()
    {
        Fixture f;
        f.ribbon.setContent(longContent(3000));
        for (std::uint32_t byte = 0; byte < 120; ++byte) {
            f.at(byte);
            QVERIFY(f.inView(byte));
            QVERIFY(f.inView(byte + 2));
        }
        for (std::uint32_t byte = 119; byte > 0; --byte) {
            f.ribbon.setPosition(byte, std::nullopt, 120);
            QVERIFY(f.inView(byte));
        }
        f.at(2999);
        QVERIFY(f.inView(2999));
        f.at(1500); // from afar to the middle
        const int middle = f.ribbon.layoutNow().area().center().x();
        QVERIFY(std::abs(f.ribbon.rectOf(1500).center().x() - middle) < 60);
    }

    void glidingEndsWhereJumpingDoes()
    {
        Fixture f;
        f.ribbon.setContent(longContent(3000));
        f.at(2000);
        const int place = f.ribbon.horizontalScrollBar()->value();
        f.at(0);
        f.ribbon.setAnimated(true);
        f.at(2000);
        QTRY_COMPARE(f.ribbon.horizontalScrollBar()->value(), place);
        f.at(2001);
        f.at(2040); // another goal on the way
        QTRY_VERIFY(f.inView(2040));
    }

    void eightBytesInARowWhenWrapped()
    {
        Fixture f;
        f.ribbon.setWrapped(true);
        f.ribbon.resize(1024, 400);
        f.at(9);
        QCOMPARE(f.ribbon.rectOf(7).top(), f.ribbon.rectOf(0).top());
        QVERIFY(f.ribbon.rectOf(8).top() > f.ribbon.rectOf(0).bottom());
        QCOMPARE(f.ribbon.rectOf(8).left(), f.ribbon.rectOf(0).left());
        QVERIFY(f.ribbon.rectOfLayer(0).isEmpty());
        const RibbonLayout layout = f.ribbon.layoutNow();
        const auto fields = layout.fields(f.ribbon.position());
        QCOMPARE(fields.size(), std::size_t{6}); // those read
        for (const RibbonSpan& span : fields)
            QVERIFY(span.rect.top() >
                    layout.cell(f.ribbon.content().fields[span.index].range.offset).bottom());
        // The name of a field of one byte is inside its frame.
        QVERIFY(layout.frame(9).contains(fields[5].rect.center()));
        QVERIFY(!layout.frame(5).contains(fields[3].rect.center()));
        QVERIFY(layout.rest().left() > layout.cell(20).right());
    }

    void aFieldOverSeveralRowsIsOpenWhereItGoesOn()
    {
        Fixture f;
        f.ribbon.setWrapped(true);
        f.ribbon.resize(1024, 500);
        f.ribbon.setContent(longContent(40));
        f.at(39);
        const auto spans = f.ribbon.layoutNow().fields(f.ribbon.position());
        QCOMPARE(spans.size(), std::size_t{6}); // the header, the message in five rows
        QVERIFY(spans[1].opens && !spans[1].closes);
        QVERIFY(!spans[2].opens && !spans[2].closes);
        QVERIFY(!spans[5].opens && spans[5].closes);
        // Rows of which nothing has been read say nothing.
        f.at(9);
        QCOMPARE(f.ribbon.layoutNow().fields(f.ribbon.position()).size(), std::size_t{3});
    }

    void aClickStepsToAByteOrToAnotherLayer()
    {
        Fixture f;
        f.at(9);
        const QSignalSpy bytes(&f.ribbon, &ByteRibbon::byteChosen);
        const QSignalSpy layers(&f.ribbon, &ByteRibbon::layerChosen);
        QTest::mouseClick(f.ribbon.viewport(), Qt::LeftButton, {}, f.ribbon.rectOf(14).center());
        QCOMPARE(bytes.count(), 1);
        QCOMPARE(bytes[0][0].toUInt(), 14U);
        QCOMPARE(f.ribbon.current(), std::optional(14U));
        QTest::mouseClick(f.ribbon.viewport(), Qt::LeftButton, {}, f.ribbon.rectOfLayer(2).center());
        QCOMPARE(layers.count(), 1);
        QCOMPARE(layers[0][0].toInt(), 2);
        // The one that is walked already is no other.
        QTest::mouseClick(f.ribbon.viewport(), Qt::LeftButton, {}, f.ribbon.rectOfLayer(3).center());
        QCOMPARE(layers.count(), 1);
        QCOMPARE(bytes.count(), 1);
    }

    void hoveringMovesNothing()
    {
        Fixture f;
        f.at(9);
        const QRect before = f.ribbon.rectOf(12);
        QTest::mouseMove(f.ribbon.viewport(), f.ribbon.rectOf(12).center());
        QCOMPARE(f.ribbon.rectOf(12), before);
        QCOMPARE(f.ribbon.current(), std::optional(9U));
    }

    void theKeysWalk()
    {
        Fixture f;
        f.at(9);
        const QSignalSpy fields(&f.ribbon, &ByteRibbon::fieldStepped);
        const QSignalSpy layers(&f.ribbon, &ByteRibbon::layerChosen);
        f.press(Qt::Key_Right);
        QCOMPARE(f.ribbon.current(), std::optional(10U));
        f.press(Qt::Key_Left);
        f.press(Qt::Key_Left);
        QCOMPARE(f.ribbon.current(), std::optional(8U));
        f.press(Qt::Key_End);
        QCOMPARE(f.ribbon.current(), std::optional(20U));
        f.press(Qt::Key_Right); // no further
        QCOMPARE(f.ribbon.current(), std::optional(20U));
        f.press(Qt::Key_Home);
        QCOMPARE(f.ribbon.current(), std::optional(0U));
        f.press(Qt::Key_Right, Qt::ControlModifier);
        f.press(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(fields.count(), 2);
        QCOMPARE(fields[0][0].toInt(), 1);
        QCOMPARE(fields[1][0].toInt(), -1);
        f.press(Qt::Key_Up);
        QCOMPARE(layers.count(), 1);
        QCOMPARE(layers[0][0].toInt(), 2);
        f.press(Qt::Key_Down); // MQTT is the innermost
        QCOMPARE(layers.count(), 1);
        f.ribbon.setWrapped(true);
        f.press(Qt::Key_Down);
        QCOMPARE(f.ribbon.current(), std::optional(8U));
        f.press(Qt::Key_Up);
        QCOMPARE(f.ribbon.current(), std::optional(0U));
    }

    void readBytesHaveTheColourOfTheirRole_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::newRow("light") << 0;
        QTest::newRow("dark") << 1;
        QTest::newRow("contrast") << 2;
    }
    void readBytesHaveTheColourOfTheirRole()
    {
        QFETCH(int, scheme);
        Fixture f;
        f.theme.setScheme(static_cast<Scheme>(scheme));
        f.at(9);
        const QImage image = f.ribbon.viewport()->grab().toImage();
        const auto groundOf = [&](std::uint32_t byte) {
            return image.pixelColor(f.ribbon.rectOf(byte).topLeft() + QPoint(5, 4));
        };
        QCOMPARE(groundOf(0), f.theme.color(Ink::FieldF));
        QCOMPARE(groundOf(1), f.theme.color(Ink::FieldL));
        QCOMPARE(groundOf(4), f.theme.color(Ink::FieldV));
        QCOMPARE(groundOf(9), f.theme.color(Ink::Surface));
        QCOMPARE(groundOf(12), f.theme.color(Ink::ByteUnreadGround));
        const QRect frame = f.ribbon.layoutNow().frame(9);
        QCOMPARE(image.pixelColor(frame.left() + 1, frame.center().y()), f.theme.color(Ink::Accent));
    }

    void zoomMakesTheCellsLarger()
    {
        Fixture f;
        f.theme.setZoom(200);
        f.ribbon.resize(1366, f.ribbon.sizeHint().height());
        QVERIFY(f.ribbon.rectOf(0).width() >= 96);
        QVERIFY(f.ribbon.horizontalScrollBar()->maximum() > 0);
        f.at(20);
        QVERIFY(f.inView(20));
    }
};

QTEST_MAIN(RibbonTest)
#include "ribbon_test.moc"
