// SPDX-License-Identifier: GPL-3.0-or-later
// Explanation, bit boxes, layers and bytes: views of one selection, by mouse and keys, in both languages.
#include "tests/ui/window_fixture.h"
#include "ui/main_actions.h"
#include "ui/views/bit_boxes.h"
#include "ui/views/breadcrumb.h"
#include "ui/views/byte_values.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/explanation_pane.h"
#include "ui/views/field_tree_view.h"
#include "ui/views/hex_view.h"
#include "ui/views/layer_strip.h"
#include "ui/views/lower_panes.h"
#include "ui/views/rule_card.h"
#include "ui/views/status_strip.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QToolButton>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::FieldId;
using test::nodeOf;

class ExplanationTest : public QObject {
    Q_OBJECT
    const QString m_qos2 = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/qos2.pcapng");
    const QString m_qos3 = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/pannes-02.pcapng");

    static void select(const test::Window& w, FieldId id)
    {
        w->selection().selectNode(nodeOf(*w.window, id));
    }
    static QColor pixel(QWidget* widget, QPoint at) { return widget->grab().toImage().pixelColor(at); }
    /// Just inside a box, beside its digit.
    static QColor boxColour(BitBoxes* bits, int bit)
    {
        return pixel(bits, bits->rectOfBit(bit).topLeft() + QPoint(5, 5));
    }
    static QPoint hexPoint(HexView* hex, std::uint32_t offset)
    {
        hex->reveal(offset);
        return hex->rectOf(offset).center();
    }

private Q_SLOTS:
    void theFieldIsExplained()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        ExplanationPane* pane = w->explanation();
        QCOMPARE(pane->title(), QStringLiteral("PUBLISH")); // nothing selected: the message
        select(w, FieldId::MqttQos);
        QCOMPARE(pane->title(), QStringLiteral("QoS = 2, exactly once"));
        QCOMPARE(pane->clause(), QStringLiteral("MQTT 3.1.1 §3.3.1.2"));
        QVERIFY(pane->explanation().startsWith(QStringLiteral("Bits D2 and D1 are 10")));
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(pane->title(), QStringLiteral("QoS = 2, exactement une fois"));
        QVERIFY(pane->explanation().startsWith(QStringLiteral("Les bits D2 et D1 valent 10")));
    }

    void aClickOnBitsSelectsTheirField()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        BitBoxes* bits = w->explanation()->bits();
        QVERIFY(bits->isVisible());
        QTest::mouseClick(bits, Qt::LeftButton, {}, bits->rectOfBit(1).center());
        QCOMPARE(w->selection().selection().field, FieldId::MqttQos);
        QCOMPARE(w->fieldTree()->currentIndex(), w->fields().indexOf(nodeOf(*w.window, FieldId::MqttQos)));
        // Both bits of QoS are armed, their neighbours are not.
        const QColor accent = w.theme.color(Ink::Accent);
        QCOMPARE(boxColour(bits, 2), accent);
        QCOMPARE(boxColour(bits, 1), accent);
        QCOMPARE(boxColour(bits, 3), w.theme.color(Ink::FieldF));
        QCOMPARE(boxColour(bits, 0), w.theme.color(Ink::FieldF));
    }

    void theKeyboardWalksThroughTheBits()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        BitBoxes* bits = w->explanation()->bits();
        bits->setFocus();
        for (const FieldId id : {FieldId::MqttMsgtype, FieldId::MqttDupflag, FieldId::MqttQos,
                                 FieldId::MqttRetain, FieldId::MqttRetain}) {
            QTest::keyClick(bits, Qt::Key_Right);
            QCOMPARE(w->selection().selection().field, id);
        }
        QTest::keyClick(bits, Qt::Key_Left);
        QCOMPARE(w->selection().selection().field, FieldId::MqttQos);
    }

    void bitsSayThemselves()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        select(w, FieldId::MqttQos);
        QAccessibleInterface* bits = QAccessible::queryAccessibleInterface(w->explanation()->bits());
        QVERIFY(bits != nullptr);
        QCOMPARE(bits->text(QAccessible::Name), QStringLiteral("Bits of Control byte, 0x34"));
        QCOMPARE(bits->text(QAccessible::Description),
                 QStringLiteral("D2 to D1, QoS, 10, 2, exactly once; D7 to D4, Type, 0011, 3, PUBLISH; "
                                "D3, DUP, 0, first sending; D0, RETAIN, 0, not retained"));
        w.language.use(QStringLiteral("fr"));
        QVERIFY(bits->text(QAccessible::Description)
                    .startsWith(QStringLiteral("D2 à D1, QoS, 10, 2, exactement une fois; D7")));
    }

    void hoverGoesBothWays()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        BitBoxes* bits = w->explanation()->bits();
        QTest::mouseMove(bits, bits->rectOfBit(3).center());
        QCOMPARE(w->selection().hover().node, nodeOf(*w.window, FieldId::MqttDupflag));
        QCOMPARE(w->bytes()->hexView()->hovered().size(), std::size_t{1});
        QCOMPARE(w->bytes()->hexView()->hovered().front().offset, 66U);
        const QImage before = bits->grab().toImage();
        w->selection().clearHover();
        QVERIFY(bits->grab().toImage() != before);
        w->selection().setHoverNode(nodeOf(*w.window, FieldId::MqttDupflag));
        QCOMPARE(bits->grab().toImage(), before);
    }

    // Walking through a field of two bytes, the boxes show the byte of the cursor.
    void bitsFollowTheCursor()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        HexView* hex = w->bytes()->hexView();
        hex->setFocus();
        select(w, FieldId::MqttTopicLen);
        QCOMPARE(w->explanation()->bits()->layoutOfBits().byte, std::uint8_t{0x00});
        QTest::keyClick(hex, Qt::Key_Right);
        QCOMPARE(w->explanation()->bits()->layoutOfBits().byte, std::uint8_t{0x11});
        QCOMPARE(w->explanation()->bits()->layoutOfBits().index, 1U);
    }

    void aBrokenRuleIsShownEverywhere()
    {
        test::Window w;
        QVERIFY(w.open(m_qos3, 7));
        select(w, FieldId::MqttQos);
        ExplanationPane* pane = w->explanation();
        QCOMPARE(pane->title(), QStringLiteral("QoS = 3, does not exist"));
        const auto cards = pane->findChildren<RuleCard*>();
        QCOMPARE(cards.size(), 1);
        for (const char* part : {"MQTT-3.3.1-4", "found", "consequence"})
            QVERIFY2(cards.front()->spoken().contains(QLatin1String(part)),
                     qPrintable(cards.front()->spoken()));
        QTRY_VERIFY(cards.front()->isVisible());
        // The tree says it at the message, the bytes at the byte.
        const QModelIndex top = w->fields().indexOf(nodeOf(*w.window, FieldId::Mqtt), FieldTreeModel::Value);
        QCOMPARE(top.data().toString(), QStringLiteral("1 broken rule"));
        QCOMPARE(w->bytes()->faultText(), QStringLiteral("byte 67"));
        const BitGroup* qos = pane->bits()->layoutOfBits().groupOf(1);
        QVERIFY(qos != nullptr && qos->severity.has_value());
        QVERIFY(boxColour(pane->bits(), 1) != w.theme.color(Ink::Accent));
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(top.data().toString(), QStringLiteral("1 règle enfreinte"));
        QCOMPARE(w->bytes()->faultText(), QStringLiteral("octet 67"));
        // Elsewhere there is no card.
        select(w, FieldId::MqttTopic);
        QVERIFY(!pane->findChild<RuleCard*>());
    }

    // On the line at fault and those above, at the right edge, while the branch is closed too.
    void theTreeMarksTheFault()
    {
        test::Window w;
        w->resize(1366, 768);
        QVERIFY(w.open(m_qos3, 7));
        FieldTreeView* tree = w->fieldTree();
        tree->setAllExpanded(false);
        const QModelIndex top = w->fields().indexOf(nodeOf(*w.window, FieldId::Mqtt), FieldTreeModel::Value);
        const QModelIndex other = w->fields().indexOf(nodeOf(*w.window, FieldId::Tcp), FieldTreeModel::Value);
        const auto red = [&](const QModelIndex& line) {
            const QRect rect = tree->visualRect(line);
            const QImage image = tree->viewport()->grab().toImage();
            int count = 0;
            for (int x = rect.right() - w.theme.px(22); x <= rect.right(); ++x) {
                for (int y = rect.top(); y <= rect.bottom(); ++y)
                    count += image.pixelColor(x, y) == w.theme.color(Ink::Error) ? 1 : 0;
            }
            return count;
        };
        QVERIFY(red(top) > 8);
        QCOMPARE(red(other), 0);
    }

    void layersAreToScaleAndSelectable()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        LayerStrip* strip = w->bytes()->layers();
        QCOMPARE(strip->spans().size(), std::size_t{4});
        QCOMPARE(strip->rectOf(3).right(), strip->width() - 1);
        QVERIFY(std::abs(strip->rectOf(2).width() * 93 - strip->width() * 32) < 93 * 3);
        QTest::mouseClick(strip, Qt::LeftButton, {}, strip->rectOf(1).center());
        QCOMPARE(w->selection().selection().field, FieldId::Ip);
        strip->setFocus();
        QTest::keyClick(strip, Qt::Key_Right);
        QCOMPARE(w->selection().selection().field, FieldId::Tcp);
        QCOMPARE(strip->describe(2),
                 QStringLiteral("TCP, 32 of 93 bytes, OSI layer 4, transport, TCP/IP: transport"));
        w->actions().separateLayers->trigger();
        QCOMPARE(strip->spans().size(), std::size_t{5});
        w->actions().showLayers->trigger();
        QVERIFY(!strip->isVisible());
        w->close();
        w.reopen(); // both are remembered
        QVERIFY(!w->bytes()->layers()->isVisible());
        QCOMPARE(w->bytes()->layers()->convention(), OsiConvention::Separate);
    }

    void bytesChosenByHandAreReadTogether()
    {
        test::Window w;
        w->resize(1920, 1080);
        QVERIFY(w.open(m_qos2, 16));
        HexView* hex = w->bytes()->hexView();
        ByteValues* values = w->bytes()->values();
        hex->setFocus();
        QTest::mouseClick(hex->viewport(), Qt::LeftButton, {}, hexPoint(hex, 66));
        QCOMPARE(values->value(Reading::Decimal), QStringLiteral("52"));
        QTest::keyClick(hex, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(hex, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(w->selection().selection().range, (field::ByteRange{0, 3})); // of the message
        QCOMPARE(hex->selected().size(), std::size_t{1});
        QCOMPARE(hex->selected().front(), (field::ByteRange{66, 3}));
        QCOMPARE(values->value(Reading::Hexadecimal), QStringLiteral("0x341900"));
        QTest::keyClick(hex, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(hex->selected().front(), (field::ByteRange{66, 2}));
        // By mouse: four characters of the topic.
        QTest::mousePress(hex->viewport(), Qt::LeftButton, {}, hexPoint(hex, 70));
        QTest::mouseMove(hex->viewport(), hexPoint(hex, 72));
        QTest::mouseMove(hex->viewport(), hexPoint(hex, 74));
        QTest::mouseRelease(hex->viewport(), Qt::LeftButton, {}, hexPoint(hex, 74));
        QCOMPARE(hex->selected().front(), (field::ByteRange{70, 5}));
        QCOMPARE(values->value(Reading::Utf8), QStringLiteral("“salle”"));
        // Moving without a button pressed chooses nothing.
        QTest::mouseMove(hex->viewport(), hexPoint(hex, 80));
        QCOMPARE(hex->selected().front(), (field::ByteRange{70, 5}));
        QTest::keyClick(hex, Qt::Key_Right);
        QCOMPARE(w->selection().selection().field, FieldId::MqttTopic);
    }

    void thePathCanBeClicked()
    {
        test::Window w;
        w->resize(1920, 1080);
        QVERIFY(w.open(m_qos2, 16));
        select(w, FieldId::MqttQos);
        Breadcrumb* path = w->status()->path();
        QTRY_VERIFY(!path->rectOf(3).isEmpty());
        QTest::mouseClick(path, Qt::LeftButton, {}, path->rectOf(3).center());
        QCOMPARE(w->selection().selection().field, FieldId::MqttHdrflags);
        QTest::mouseClick(path, Qt::LeftButton, {}, path->rectOf(1).center());
        QCOMPARE(w->selection().selection().field, FieldId::Mqtt);
    }

    void theExchangeCanBeFollowed()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        ExplanationPane* pane = w->explanation();
        QVERIFY(pane->startChip()->isHidden());
        QTest::mouseClick(pane->nextChip(), Qt::LeftButton);
        QCOMPARE(w->selection().selection().frame, 17U);
        QTest::mouseClick(pane->nextChip(), Qt::LeftButton);
        QTest::mouseClick(pane->nextChip(), Qt::LeftButton);
        QCOMPARE(w->selection().selection().frame, 19U);
        QVERIFY(pane->nextChip()->isHidden());
        QTest::mouseClick(pane->startChip(), Qt::LeftButton);
        QCOMPARE(w->selection().selection().frame, 16U);
    }

    // The chip is there only where somebody takes filters.
    void theFieldCanBeFilteredOn()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        QString asked;
        const auto listener = connect(&w->workspace(), &Workspace::filterRequested, this,
                                      [&](const QString& filter) { asked = filter; });
        select(w, FieldId::MqttMsgid);
        QVERIFY(!w->explanation()->filterChip()->isHidden());
        QTest::mouseClick(w->explanation()->filterChip(), Qt::LeftButton);
        QCOMPARE(asked, QStringLiteral("mqtt.msgid == 1"));
        disconnect(listener);
        select(w, FieldId::MqttQos);
        QCOMPARE(w->explanation()->filterChip()->isHidden(), !w->workspace().canFilter());
    }

    void theMenuCopiesInEveryForm()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        select(w, FieldId::MqttMsgid);
        QMenu* copies = nullptr;
        for (QMenu* menu : w->menuBar()->findChildren<QMenu*>()) {
            if (menu->title() == QStringLiteral("Copy &as"))
                copies = menu;
        }
        QVERIFY(copies != nullptr);
        QStringList copied;
        for (QAction* action : copies->actions()) {
            if (action->menu() != nullptr || action->isSeparator())
                continue;
            action->trigger();
            copied += QApplication::clipboard()->text();
        }
        QCOMPARE(copied.size(), 8);
        QCOMPARE(copied[1], QStringLiteral("00 01"));
        QCOMPARE(copied[4], QStringLiteral("mqtt.msgid == 1"));
        QCOMPARE(copied[7], QStringLiteral("mqtt.msgid"));
    }

    void theyBecomeTabsWhereTheyWouldBeTooLow()
    {
        test::Window w;
        w->resize(1366, 768);
        QVERIFY(w.open(m_qos2, 16));
        QVERIFY(!w->lowerPanes()->isCompact());
        w->resize(1366, 500);
        QTRY_VERIFY(w->lowerPanes()->isCompact());
        w->resize(1366, 768);
        QTRY_VERIFY(!w->lowerPanes()->isCompact());
        QVERIFY(w->explanation()->isVisible() && w->bytes()->isVisible());
    }

    // A small or much enlarged window: three tabs, and nothing of the pane wider than the pane.
    void theyBecomeTabsWhereThereIsNoRoom()
    {
        test::Window w;
        w->resize(1366, 768);
        w.theme.setZoom(200);
        QVERIFY(w.open(m_qos2, 16));
        LowerPanes* lower = w->lowerPanes();
        QVERIFY(lower->isCompact());
        QCOMPARE(lower->tabs()->count(), 3);
        lower->tabs()->setCurrentIndex(1);
        QVERIFY(w->explanation()->isVisible());
        QVERIFY(!w->bytes()->isVisible());
        QTRY_VERIFY(w->explanation()->bits()->width() <= w->explanation()->width());
        lower->tabs()->setCurrentIndex(2);
        QVERIFY(w->bytes()->isVisible());
        QVERIFY(!w->explanation()->isVisible());
    }
};

QTEST_MAIN(ExplanationTest)
#include "explanation_test.moc"
