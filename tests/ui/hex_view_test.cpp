// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hex_view.h"

#include "ui/theme/theme.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::ByteRange;

namespace {

HexContent bytes(std::uint32_t count, std::uint32_t length = 0)
{
    auto owned = std::make_shared<std::vector<std::uint8_t>>(count);
    std::iota(owned->begin(), owned->end(), std::uint8_t{0});
    HexContent content;
    content.bytes = *owned;
    content.length = std::max(count, length);
    content.keep = owned;
    return content;
}

/// A view that follows its own choices, as the window makes it do.
struct Fixture {
    Theme theme{Theme::FontSource::Inter};
    HexView view{theme};

    Fixture()
    {
        view.resize(900, 400);
        view.show();
        QObject::connect(&view, &HexView::byteChosen, &view, [this](quint32 offset, bool) {
            view.setSelected({{offset, 1}}, offset);
        });
        view.setDescriber([](std::uint32_t offset) { return QStringLiteral("byte %1").arg(offset + 1); });
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&view, key, modifiers);
    }
};

bool hasColor(const QImage& image, const QRect& rect, const QColor& color)
{
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x) {
            if (image.valid(x, y) && image.pixelColor(x, y) == color)
                return true;
        }
    }
    return false;
}

} // namespace

class HexViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sixteenBytesWhereThereIsRoomElseEight()
    {
        Fixture f;
        f.view.setContent(bytes(64));
        QCOMPARE(f.view.bytesPerRow(), 16U);
        f.view.resize(500, 400);
        QCOMPARE(f.view.bytesPerRow(), 8U);
    }

    void pointsAndBytesFindEachOther()
    {
        Fixture f;
        f.view.setContent(bytes(40));
        for (std::uint32_t i = 0; i < 40; ++i)
            QCOMPARE(f.view.byteAt(f.view.rectOf(i).center()), std::optional(i));
        QVERIFY(!f.view.byteAt(QPoint(2, 2)));
        QVERIFY(f.view.rectOf(40).isEmpty());
        // The ninth byte of the last row is not there.
        const QPoint after = f.view.rectOf(39).center() + QPoint(f.view.rectOf(0).width(), 0);
        QVERIFY(!f.view.byteAt(after));
    }

    void theKeyboardWalks()
    {
        Fixture f;
        f.view.setContent(bytes(100));
        f.press(Qt::Key_Right);
        QCOMPARE(f.view.current(), std::optional(1U));
        f.press(Qt::Key_Down);
        QCOMPARE(f.view.current(), std::optional(17U));
        f.press(Qt::Key_End);
        QCOMPARE(f.view.current(), std::optional(31U));
        f.press(Qt::Key_Home);
        QCOMPARE(f.view.current(), std::optional(16U));
        f.press(Qt::Key_Left);
        f.press(Qt::Key_Up);
        QCOMPARE(f.view.current(), std::optional(15U)); // no row above: it stays
        f.press(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(f.view.current(), std::optional(99U));
        f.press(Qt::Key_Right);
        f.press(Qt::Key_Down);
        QCOMPARE(f.view.current(), std::optional(99U));
        f.press(Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(f.view.current(), std::optional(0U));
        const QSignalSpy steps(&f.view, &HexView::fieldStepped);
        f.press(Qt::Key_Right, Qt::ControlModifier);
        f.press(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(steps.count(), 2);
        QCOMPARE(steps[0][0].toInt(), 1);
        QCOMPARE(steps[1][0].toInt(), -1);
    }

    void pagesScrollALargeSource()
    {
        Fixture f;
        f.view.setContent(bytes(60'000));
        f.press(Qt::Key_PageDown);
        QVERIFY(f.view.current().value_or(0) >= 16U);
        f.view.reveal(59'999);
        QVERIFY(!f.view.rectOf(59'999).isEmpty());
        QVERIFY(f.view.rectOf(0).isEmpty());
        f.view.reveal(0);
        QCOMPARE(f.view.verticalScrollBar()->value(), 0);
    }

    void noBytesAreNoTrouble()
    {
        Fixture f;
        f.view.setContent({});
        for (const Qt::Key key :
             {Qt::Key_Right, Qt::Key_Left, Qt::Key_Up, Qt::Key_Down, Qt::Key_End, Qt::Key_PageDown})
            f.press(key);
        QVERIFY(!f.view.current());
        QVERIFY(!f.view.grab().isNull());
    }

    void hoverAndClickTellTheByte()
    {
        Fixture f;
        f.view.setContent(bytes(32));
        const QSignalSpy hovers(&f.view, &HexView::byteHovered);
        const QSignalSpy ends(&f.view, &HexView::hoverEnded);
        const QSignalSpy choices(&f.view, &HexView::byteChosen);
        QTest::mouseMove(f.view.viewport(), f.view.rectOf(5).center());
        QCOMPARE(hovers.count(), 1);
        QCOMPARE(hovers[0][0].toUInt(), 5U);
        QTest::mouseMove(f.view.viewport(), QPoint(3, 3));
        QVERIFY(ends.count() >= 1);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, f.view.rectOf(7).center());
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, f.view.rectOf(7).center());
        QCOMPARE(choices.count(), 2);
        QCOMPARE(choices[0][1].toBool(), false);
        QCOMPARE(choices[1][1].toBool(), true);
    }

    void marksArePainted()
    {
        Fixture f;
        HexContent content = bytes(32);
        content.runs = {{{4, 2}, 1, true}};
        f.view.setLooks([](int) {
            return HexLook{QColor(1, 2, 3), QColor(200, 0, 0), Underline::Thick, false};
        });
        f.view.setContent(content);
        f.view.setSelected({{10, 1}}, 10);
        f.view.setHovered({{20, 2}});
        const QImage image = f.view.viewport()->grab().toImage();
        const QColor accent = f.theme.color(Ink::Accent);
        QVERIFY(hasColor(image, f.view.rectOf(4), QColor(1, 2, 3)));
        QVERIFY(hasColor(image, f.view.rectOf(4), QColor(200, 0, 0)));
        QVERIFY(!hasColor(image, f.view.rectOf(8), QColor(1, 2, 3)));
        QVERIFY(hasColor(image, f.view.rectOf(10), accent));
        QVERIFY(hasColor(image, f.view.rectOf(20), accent));
        QVERIFY(!hasColor(image, f.view.rectOf(25), accent));
    }

    void missingBytesAreHatchedAndSaid()
    {
        Fixture f;
        HexContent content = bytes(8, 12);
        content.missing = {{2, 2}};
        f.view.setContent(content);
        QVERIFY(f.view.isMissing(2));
        QVERIFY(f.view.isMissing(9));
        QVERIFY(!f.view.isMissing(1));
        const QImage image = f.view.viewport()->grab().toImage();
        const QColor surface = f.theme.color(Ink::Surface);
        const auto inked = [&](std::uint32_t offset) {
            int count = 0;
            const QRect rect = f.view.rectOf(offset);
            for (int y = rect.top(); y <= rect.bottom(); ++y) {
                for (int x = rect.left(); x <= rect.right(); ++x)
                    count += image.pixelColor(x, y) != surface ? 1 : 0;
            }
            return count;
        };
        QVERIFY(inked(2) > 2 * inked(1));
        QVERIFY(inked(9) > 2 * inked(1));
    }

    void theCurrentByteIsSaidInWords()
    {
        Fixture f;
        f.view.setContent(bytes(32));
        f.press(Qt::Key_Right);
        QCOMPARE(f.view.currentText(), QStringLiteral("byte 2"));
        QCOMPARE(f.view.accessibleDescription(), QStringLiteral("byte 2"));
    }
};

QTEST_MAIN(HexViewTest)
#include "hex_view_test.moc"
