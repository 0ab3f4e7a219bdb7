// SPDX-License-Identifier: GPL-3.0-or-later
// The three panes on one selection.
#include "dissector/field/field_table.h"
#include "tests/ui/window_fixture.h"
#include "ui/main_actions.h"
#include "ui/models/text.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/field_tree_view.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/hex_view.h"
#include "ui/views/lower_panes.h"
#include "ui/views/status_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::ByteRange;
using field::FieldId;
using test::CaptureMaker;
using test::nodeOf;

class WindowTest : public QObject {
    Q_OBJECT
    const QString m_sample = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/connect-python1.pcap");

    static void clickLine(const test::Window& w, FieldId id)
    {
        FieldTreeView* tree = w->fieldTree();
        const QModelIndex index = w->fields().indexOf(nodeOf(*w.window, id));
        QVERIFY(index.isValid());
        tree->scrollTo(index);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(index).center());
    }
    static void clickByte(const test::Window& w, std::uint32_t offset)
    {
        HexView* hex = w->bytes()->hexView();
        hex->reveal(offset);
        QTest::mouseClick(hex->viewport(), Qt::LeftButton, {}, hex->rectOf(offset).center());
    }
    /// A CONNECT cut into three segments: frames 4, 5 and 6.
    static QString splitConnect(const test::Window& w)
    {
        QString file = w.path("split.pcap");
        CaptureMaker maker(file.toStdString());
        const test::Bytes packet = test::connectPython1();
        maker.open();
        maker.fromClient({packet.begin(), packet.begin() + 1});
        maker.fromClient({packet.begin() + 1, packet.begin() + 15});
        maker.fromClient({packet.begin() + 15, packet.end()});
        maker.fromServer(test::connackAccepted());
        return file;
    }

private Q_SLOTS:
    void opensOnTheFirstMqttFrame()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        QCOMPARE(w->selection().selection().frame, 4U);
        QCOMPARE(w->frames().rowCount(), 3);
        QCOMPARE(w->frameList()->currentIndex().row(), 0);
        QCOMPARE(w->bytes()->tabs()->count(), 2);
        QCOMPARE(w->bytes()->tabs()->tabText(0), QStringLiteral("Bytes of frame 4"));
        QCOMPARE(w->bytes()->tabs()->tabText(1), QStringLiteral("MQTT message"));
    }

    void aFrameWithoutMqttIsShownWhenAskedFor()
    {
        test::Window w;
        QVERIFY(w.open(m_sample, 2));
        QCOMPARE(w->selection().selection().frame, 2U);
        QVERIFY(w->frames().showsAll());
        QCOMPARE(w->frameList()->currentIndex().row(), 1);
        QCOMPARE(w->bytes()->tabs()->count(), 1);
        QVERIFY(!w->selection().canGoBack());
    }

    void aClickOnALineMarksItsBytes()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        clickLine(w, FieldId::MqttKalive);
        QCOMPARE(w->selection().selection().field, FieldId::MqttKalive);
        // 14 + 20 + 32 bytes of layers, and byte 10 of the message.
        QCOMPARE(w->bytes()->hexView()->selected(), (std::vector<ByteRange>{{76, 2}}));
        QCOMPARE(w->status()->placeText(), QStringLiteral("bytes 11 to 12 of 21"));
        w->bytes()->tabs()->setCurrentIndex(1);
        QCOMPARE(w->bytes()->hexView()->selected(), (std::vector<ByteRange>{{10, 2}}));
    }

    void aClickOnAByteMarksItsLine()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        clickByte(w, 75); // 0x02, the Connect Flags
        QCOMPARE(w->selection().selection().field, FieldId::MqttConflags);
        const QModelIndex line = w->fieldTree()->currentIndex();
        QCOMPARE(FieldTreeModel::nodeOf(line), nodeOf(*w.window, FieldId::MqttConflags));
        QVERIFY(!w->fieldTree()->visualRect(line).isEmpty());
        QCOMPARE(w->bytes()->hexView()->currentText(), QStringLiteral("byte 76, 0x02, Connect Flags"));
        QCOMPARE(w->status()->placeText(), QStringLiteral("byte 10 of 21"));
    }

    void aSecondClickMeansTheByte()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        clickByte(w, 77);
        QCOMPARE(w->selection().selection().range, (ByteRange{10, 2}));
        clickByte(w, 77);
        QCOMPARE(w->selection().selection().range, (ByteRange{11, 1}));
        clickByte(w, 77);
        QCOMPARE(w->selection().selection().range, (ByteRange{10, 2}));
    }

    void bitsAreNamedInTheStatusBar()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        w->selection().selectNode(nodeOf(*w.window, FieldId::MqttConflagCleansess));
        QCOMPARE(w->status()->placeText(), QStringLiteral("byte 10 of 21, bit 1"));
        w->selection().selectNode(nodeOf(*w.window, FieldId::MqttMsgtype));
        QCOMPARE(w->status()->placeText(), QStringLiteral("byte 1 of 21, bits 7 to 4"));
    }

    void hoverMarksBothWays()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        const Selection before = w->selection().selection();
        FieldTreeView* tree = w->fieldTree();
        const QModelIndex line = w->fields().indexOf(nodeOf(*w.window, FieldId::MqttProtoname));
        tree->scrollTo(line);
        QTest::mouseMove(tree->viewport(), tree->visualRect(line).center());
        QCOMPARE(w->bytes()->hexView()->hovered(), (std::vector<ByteRange>{{70, 4}}));
        HexView* hex = w->bytes()->hexView();
        hex->reveal(74);
        QTest::mouseMove(hex->viewport(), hex->rectOf(74).center());
        QCOMPARE(w->selection().hover().node, nodeOf(*w.window, FieldId::MqttVer));
        QCOMPARE(w->selection().selection(), before);
    }

    void aMessageOverThreeFramesShowsItsSeams()
    {
        test::Window w;
        QVERIFY(w.open(splitConnect(w)));
        QCOMPARE(w->selection().selection().frame, 6U);
        QCOMPARE(w->bytes()->tabs()->tabText(1), QStringLiteral("MQTT message, reassembled"));
        w->bytes()->tabs()->setCurrentIndex(1);
        const HexContent& content = w->bytes()->hexView()->content();
        QCOMPARE(content.length, 21U);
        QCOMPARE(content.seams.size(), std::size_t{3});
        QCOMPARE(content.seams[0].label, QStringLiteral("frame 4"));
        QCOMPARE(content.seams[1].offset, 1U);
        QCOMPARE(content.seams[2].offset, 15U);
        QCOMPARE(content.seams[2].label, QStringLiteral("frame 6"));
    }

    void aFieldInTwoFramesMarksThePartThatIsHere()
    {
        test::Window w;
        QVERIFY(w.open(splitConnect(w)));
        // The Client Identifier is 7 bytes; the first came in frame 5, six stand here.
        w->selection().selectNode(nodeOf(*w.window, FieldId::MqttClientid));
        QCOMPARE(w->bytes()->source(), std::uint8_t{0});
        QCOMPARE(w->bytes()->hexView()->selected(),
                 (std::vector<ByteRange>{{CaptureMaker::kPayloadOffset, 6}}));
    }

    void aFieldThatIsNotInThisFrameTurnsToTheMessage()
    {
        test::Window w;
        QVERIFY(w.open(splitConnect(w)));
        w->selection().selectNode(nodeOf(*w.window, FieldId::MqttHdrflags));
        QCOMPARE(w->bytes()->tabs()->currentIndex(), 1);
        QCOMPARE(w->bytes()->hexView()->selected(), (std::vector<ByteRange>{{0, 1}}));
    }

    void theTabStaysFromFrameToFrame()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        w->bytes()->tabs()->setCurrentIndex(1);
        w->actions().next->trigger();
        QCOMPARE(w->selection().selection().frame, 6U);
        QCOMPARE(w->bytes()->tabs()->currentIndex(), 1);
    }

    void theKeyboardWalksThroughEverything()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        FrameListView* list = w->frameList();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(w->selection().selection().frame, 6U);
        QTest::keyClick(list, Qt::Key_End);
        QCOMPARE(w->selection().selection().frame, 8U);
        QTest::keyClick(list, Qt::Key_Home);
        QCOMPARE(w->selection().selection().frame, 4U);

        clickByte(w, 66);
        HexView* hex = w->bytes()->hexView();
        QStringList fields;
        for (int i = 0; i < 9; ++i) {
            fields += text(field::fieldInfo(w->selection().selection().field).name);
            QTest::keyClick(hex, Qt::Key_Right, Qt::ControlModifier);
        }
        QCOMPARE(fields, QStringList({QStringLiteral("mqtt.hdrflags"), QStringLiteral("mqtt.len.byte"),
                                      QStringLiteral("mqtt.proto_len"), QStringLiteral("mqtt.protoname"),
                                      QStringLiteral("mqtt.ver"), QStringLiteral("mqtt.conflags"),
                                      QStringLiteral("mqtt.kalive"), QStringLiteral("mqtt.clientid_len"),
                                      QStringLiteral("mqtt.clientid")}));
        QTest::keyClick(hex, Qt::Key_Right);
        QCOMPARE(w->selection().selection().byte, 15U);

        FieldTreeView* tree = w->fieldTree();
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Up);
        QCOMPARE(w->selection().selection().field, FieldId::MqttClientidLen);
        QTest::keyClick(w.window.get(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(w->selection().selection().frame, 6U);
        QTest::keyClick(w.window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(w->selection().selection().frame, 4U);
        QCOMPARE(w->selection().selection().field, FieldId::MqttClientidLen);
    }

    void branchesStayAsTheyWereLeft()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        FieldTreeView* tree = w->fieldTree();
        const auto expanded = [&](FieldId id) {
            return tree->isExpanded(w->fields().indexOf(nodeOf(*w.window, id)));
        };
        QVERIFY(expanded(FieldId::Mqtt));
        QVERIFY(!expanded(FieldId::Tcp));
        tree->setExpanded(w->fields().indexOf(nodeOf(*w.window, FieldId::Tcp)), true);
        tree->setExpanded(w->fields().indexOf(nodeOf(*w.window, FieldId::MqttFixedHeader)), false);
        w->actions().next->trigger();
        QVERIFY(expanded(FieldId::Tcp));
        QVERIFY(!expanded(FieldId::MqttFixedHeader));
        w->actions().collapseAll->trigger();
        QVERIFY(!expanded(FieldId::Mqtt));
        w->actions().expandAll->trigger();
        QVERIFY(expanded(FieldId::Tcp));
    }

    void whatIsSelectedCanBeCopied()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        const auto clipboard = [] { return QApplication::clipboard()->text(); };
        w->actions().copySummary->trigger();
        QVERIFY(clipboard().startsWith(QStringLiteral("4\t")));
        clickLine(w, FieldId::MqttKalive);
        w->actions().copyValue->trigger();
        QCOMPARE(clipboard(), QStringLiteral("60 s"));
        w->actions().copyBytes->trigger();
        QCOMPARE(clipboard(), QStringLiteral("00 3c"));
        w->actions().copyName->trigger();
        QCOMPARE(clipboard(), QStringLiteral("mqtt.kalive"));
        QTest::keyClick(w->bytes()->hexView(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), QStringLiteral("00 3c"));
        QTest::keyClick(w->fieldTree(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), QStringLiteral("60 s"));
    }

    void everyControlHasANameForThoseWhoDoNotSee()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        QVERIFY(!w->frameList()->accessibleName().isEmpty());
        QVERIFY(!w->fieldTree()->accessibleName().isEmpty());
        QCOMPARE(w->bytes()->hexView()->accessibleName(), QStringLiteral("Bytes of frame 4"));
        for (const QAction* action : w->actions().findChildren<QAction*>())
            QVERIFY(!action->text().isEmpty());
    }

    void mnemonicsDoNotCollide()
    {
        for (const char* code : {"en", "fr"}) {
            test::Window w;
            w.language.use(QLatin1String(code));
            for (const QMenu* menu : w->findChildren<QMenu*>()) {
                QSet<QChar> keys;
                for (const QAction* action : menu->actions()) {
                    const QString title = action->text();
                    const qsizetype place = title.indexOf(QLatin1Char('&'));
                    if (action->isSeparator() || place < 0 || menu->title().isEmpty())
                        continue;
                    const QChar key = title[place + 1].toLower();
                    QVERIFY2(!keys.contains(key), qPrintable(menu->title() + QStringLiteral(": ") + title));
                    keys.insert(key);
                }
            }
        }
    }

    void theWindowRemembersItself()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        w->frameList()->setColumnWidth(FrameListModel::Type, 333);
        w->actions().showAll->trigger();
        w->close();
        w.reopen();
        QCOMPARE(w->frameList()->columnWidth(FrameListModel::Type), 333);
        QVERIFY(w->frames().showsAll());
        QCOMPARE(RecentFiles(w.settings).files().size(), 1);
    }

    void everythingFitsAtTwoHundredPercent()
    {
        test::Window w;
        w.theme.setZoom(200);
        w->resize(1366, 768);
        QVERIFY(w.open(m_sample));
        QApplication::processEvents();
        QVERIFY2(w->width() <= 1366 && w->height() <= 768,
                 qPrintable(QStringLiteral("%1x%2").arg(w->width()).arg(w->height())));
        QVERIFY(w->lowerPanes()->isCompact());
        QVERIFY(w->fieldTree()->isVisible());
        QVERIFY(!w->bytes()->isVisible());
        w->lowerPanes()->tabs()->setCurrentIndex(1);
        QApplication::processEvents();
        QVERIFY(!w->fieldTree()->isVisible());
        QVERIFY(!w->bytes()->hexView()->rectOf(66).isEmpty()); // the first byte of MQTT
        w.theme.setZoom(100);
        QApplication::processEvents();
        QVERIFY(w->fieldTree()->isVisible());
        QVERIFY(w->bytes()->isVisible());
    }

    // A window that opens at this size has panes side by side at first: they must not hold it open.
    void itOpensAtTwoHundredPercentOnASmallScreen()
    {
        test::Window w;
        w.theme.setZoom(200);
        w.window.reset();
        w.window = std::make_unique<MainWindow>(w.settings, w.theme, w.language);
        w->resize(1366, 768);
        w->show();
        QVERIFY(w.open(m_sample));
        QApplication::processEvents();
        QCOMPARE(w->size(), QSize(1366, 768));
        QVERIFY(w->lowerPanes()->isCompact());
    }

    void theSelectedRowStaysInSightWithLessRoom()
    {
        test::Window w;
        w->resize(1366, 768);
        QVERIFY(w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/pompe-cybernight.pcapng"), 45));
        const auto inSight = [&] {
            const QRect row = w->frameList()->visualRect(w->frameList()->currentIndex());
            return w->frameList()->viewport()->rect().contains(row.center());
        };
        QTRY_VERIFY(inSight());
        QVERIFY(w->showPanel(QStringLiteral("values")));
        QTRY_VERIFY(inSight());
    }

    void aLongFileNameDoesNotWidenTheWindow()
    {
        test::Window w;
        w->resize(1000, 700);
        const QString name = QString(180, QLatin1Char('n')) + QStringLiteral(".pcap");
        const QString file = w.directory.filePath(name);
        QVERIFY(QFile::copy(m_sample, file));
        QVERIFY(w.open(file));
        QApplication::processEvents();
        QCOMPARE(w->width(), 1000);
    }

    void columnsGrowWithTheText()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        w->frameList()->setColumnWidth(FrameListModel::Type, 200);
        w.theme.setZoom(150);
        QCOMPARE(w->frameList()->columnWidth(FrameListModel::Type), 300);
        w.theme.setZoom(100);
        QCOMPARE(w->frameList()->columnWidth(FrameListModel::Type), 200);
    }

    void smallTextIsSmallInTheStatusBar()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        clickLine(w, FieldId::MqttKalive);
        const auto labels = w->status()->findChildren<QLabel*>();
        QVERIFY(labels.size() > 4);
        for (const QLabel* label : labels) {
            if (label->isVisible() && !label->text().isEmpty())
                QVERIFY2(label->font().pixelSize() < w.theme.font().pixelSize(), qPrintable(label->text()));
        }
    }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
