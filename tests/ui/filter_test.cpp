// SPDX-License-Identifier: GPL-3.0-or-later
// The display filter and the order of the rows, driven by mouse and keys.
#include "tests/ui/window_fixture.h"
#include "ui/main_actions.h"
#include "ui/views/banner.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/field_tree_view.h"
#include "ui/views/filter_bar.h"
#include "ui/views/filter_edit.h"
#include "ui/views/filter_problem.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/hex_view.h"
#include "ui/views/switch_button.h"

#include <QToolBar>
#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::CaptureMaker;
using Frames = std::vector<std::uint32_t>;
using State = FilterCheck::State;

class FilterTest : public QObject {
    Q_OBJECT

    /// 1 to 3 open, 4 CONNECT, 5 CONNACK, 6 room/1, 7 room/2, 8 hall from the broker, 9 an acknowledgement.
    static QString capture(const test::Window& w)
    {
        const QString file = w.path("rooms.pcap");
        CaptureMaker maker(file.toStdString());
        maker.open();
        maker.fromClient(test::connectPython1());
        maker.fromServer(test::connackAccepted());
        maker.fromClient(test::publish("room/1", "21"));
        maker.fromClient(test::publish("room/2", "a longer payload"));
        maker.fromServer(test::publish("hall", "x"));
        maker.acknowledgeFromServer();
        return file;
    }
    static Frames rows(const test::Window& w)
    {
        Frames rows;
        for (int row = 0; row < w->frames().rowCount(); ++row)
            rows.push_back(w->frames().frameOfRow(row));
        return rows;
    }
    static FilterEdit* edit(const test::Window& w) { return w->filterBar()->edit(); }
    /// Types into the bar as a person does.
    static void type(const test::Window& w, const QString& text, bool enter = false)
    {
        w->actions().focusFilter->trigger();
        QTRY_VERIFY(edit(w)->hasFocus());
        QTest::keyClick(edit(w), Qt::Key_Delete);
        QTest::keyClicks(edit(w), text);
        if (!enter)
            return;
        if (edit(w)->isProposing())
            QTest::keyClick(edit(w)->completer()->popup(), Qt::Key_Escape);
        QTest::keyClick(edit(w), Qt::Key_Return);
        QTRY_VERIFY(w->isSettled());
    }
    static QStringList proposals(const test::Window& w)
    {
        QStringList texts;
        const QAbstractItemModel* model = edit(w)->completer()->popup()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            texts += model->index(row, 0).data().toString();
        return texts;
    }
    static QMenu* contextMenu(const test::Window& w)
    {
        return w->findChild<QMenu*>(QStringLiteral("contextMenu"));
    }
    static QAction* actionOf(const QMenu* menu, const QString& part)
    {
        for (QAction* action : menu->actions()) {
            if (action->text().remove(QLatin1Char('&')).contains(part))
                return action;
        }
        return nullptr;
    }
    /// Chooses "Filter: ... > use" of the context menu that is open.
    static void choose(const test::Window& w, const QString& entry, const QString& use)
    {
        QTRY_VERIFY(contextMenu(w) != nullptr);
        QAction* filter = actionOf(contextMenu(w), entry);
        QVERIFY2(filter != nullptr && filter->menu() != nullptr, qPrintable(entry));
        QAction* action = actionOf(filter->menu(), use);
        QVERIFY(action != nullptr);
        action->trigger();
        contextMenu(w)->close();
        QTRY_VERIFY(contextMenu(w) == nullptr);
        QTRY_VERIFY(w->isSettled());
    }
    static void clickHeader(const test::Window& w, int column)
    {
        QHeaderView* header = w->frameList()->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                           header->height() / 2});
        QTRY_VERIFY(w->isSettled());
    }
    static void rightClickCell(const test::Window& w, std::uint32_t frame, int column)
    {
        FrameListView* list = w->frameList();
        const QModelIndex index = w->frames().index(w->frames().rowOfFrame(frame), column);
        QVERIFY(index.isValid());
        list->scrollTo(index);
        Q_EMIT list->customContextMenuRequested(list->visualRect(index).center());
    }

private Q_SLOTS:
    void enterAppliesAndTheButtonClears()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        QCOMPARE(rows(w), (Frames{4, 5, 6, 7, 8}));
        w->selection().selectFrame(7);
        type(w, QStringLiteral("mqtt.topic contains \"room\""));
        QCOMPARE(w->filterBar()->check().state, State::Valid);
        QCOMPARE(rows(w), (Frames{4, 5, 6, 7, 8})); // typing changes nothing
        QTest::keyClick(edit(w), Qt::Key_Return);
        QTRY_COMPARE(rows(w), (Frames{6, 7}));
        QTRY_VERIFY(w->isSettled());
        // What was selected is, and is in sight.
        QCOMPARE(w->selection().selection().frame, 7U);
        QCOMPARE(w->frameList()->currentIndex().row(), 1);
        QTest::mouseClick(w->filterBar()->clearButton(), Qt::LeftButton);
        QTRY_COMPARE(rows(w), (Frames{4, 5, 6, 7, 8}));
        QCOMPARE(w->selection().selection().frame, 7U);
        QCOMPARE(edit(w)->text(), QString());
    }

    void whatIsWrongIsMarkedAndExplained_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("button");
        QTest::newRow("en") << QStringLiteral("en")
                            << QStringLiteral(
                                   "\"mqtt.topik\" is neither a field nor a protocol name. Did you "
                                   "mean mqtt.topic?")
                            << QStringLiteral("Correct it");
        QTest::newRow("fr") << QStringLiteral("fr")
                            << QStringLiteral("«\u00a0mqtt.topik\u00a0» n’est ni un champ ni un protocole. "
                                              "Vouliez-vous dire mqtt.topic\u202f?")
                            << QStringLiteral("Corriger");
    }

    void whatIsWrongIsMarkedAndExplained()
    {
        QFETCH(const QString, language);
        QFETCH(const QString, sentence);
        QFETCH(const QString, button);
        test::Window w;
        w.language.use(language);
        QVERIFY(w.open(capture(w)));
        type(w, QStringLiteral("tcp and mqtt.topik == \"hall\""));
        const FilterCheck& check = w->filterBar()->check();
        QCOMPARE(check.state, State::Wrong);
        QCOMPARE(check.position, 8);
        QCOMPARE(check.length, 10);
        QTRY_VERIFY(w->filterBar()->problem()->isVisible());
        QCOMPARE(w->filterBar()->problem()->text(), sentence);
        // The wavy line stands below the word and nowhere else.
        const QRect mark = edit(w)->markRect();
        const QFontMetricsF metrics(edit(w)->font());
        QVERIFY(std::abs(mark.width() - metrics.horizontalAdvance(QStringLiteral("mqtt.topik"))) < 2);
        const QImage picture = edit(w)->grab().toImage();
        const QColor red = w.theme.color(Ink::Error);
        const auto reds = [&](const QRect& part) {
            int count = 0;
            for (int y = part.top(); y <= part.bottom(); ++y) {
                for (int x = part.left(); x <= part.right(); ++x) {
                    const QColor seen = picture.pixelColor(x, y);
                    count += std::abs(seen.red() - red.red()) < 40 &&
                                     std::abs(seen.green() - red.green()) < 40 &&
                                     std::abs(seen.blue() - red.blue()) < 40
                                 ? 1
                                 : 0;
                }
            }
            return count;
        };
        QVERIFY(reds(mark) > mark.width() / 4);
        QCOMPARE(reds(QRect(0, mark.top(), mark.left() - 4, mark.height())), 0);
        // One click puts it right.
        QPushButton* correct = w->filterBar()->problem()->correctButton();
        QCOMPARE(correct->text(), button);
        QTest::mouseClick(correct, Qt::LeftButton);
        QTRY_COMPARE(rows(w), Frames{8});
        QCOMPARE(edit(w)->text(), QStringLiteral("tcp and mqtt.topic == \"hall\""));
        QVERIFY(!w->filterBar()->problem()->isVisible());
    }

    void aBeginningIsNoFault()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        for (const char* text : {"mqtt.to", "mqtt.qos ==", "(mqtt", "mqtt.topic == \"ro"}) {
            type(w, QLatin1String(text));
            QVERIFY2(w->filterBar()->check().state == State::Begun, text);
            QCOMPARE(edit(w)->markRect(), QRect());
        }
        // On Enter it is one.
        type(w, QStringLiteral("mqtt.qos =="), true);
        QCOMPARE(w->filterBar()->check().state, State::Wrong);
        QTRY_VERIFY(w->filterBar()->problem()->isVisible());
        QVERIFY(!edit(w)->markRect().isEmpty());
        QCOMPARE(w->frames().rowCount(), 5);
    }

    void aTopicOfTheCaptureIsProposed()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        w->actions().focusFilter->trigger();
        QTRY_VERIFY(edit(w)->hasFocus());
        QVERIFY(!edit(w)->isProposing()); // never on focus
        type(w, QStringLiteral("mqtt.topic == \"ro"));
        QVERIFY(edit(w)->isProposing());
        QCOMPARE(proposals(w), (QStringList{QStringLiteral("\"room/1\""), QStringLiteral("\"room/2\"")}));
        QAbstractItemView* popup = edit(w)->completer()->popup();
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(edit(w)->text(), QStringLiteral("mqtt.topic == \"room/2\""));
        QVERIFY(!edit(w)->isProposing());
        QTest::keyClick(edit(w), Qt::Key_Return);
        QTRY_COMPARE(rows(w), Frames{7});
    }

    void fieldsAreProposedWithTheirLabels()
    {
        test::Window w;
        w.language.use(QStringLiteral("fr"));
        QVERIFY(w.open(capture(w)));
        type(w, QStringLiteral("mqtt.kal"));
        QVERIFY(edit(w)->isProposing());
        QVERIFY(proposals(w).contains(QStringLiteral("mqtt.kalive")));
        QTest::keyClick(edit(w)->completer()->popup(), Qt::Key_Tab);
        QCOMPARE(edit(w)->text(), QStringLiteral("mqtt.kalive"));
        QTest::keyClicks(edit(w), QStringLiteral(" "));
        QTest::keyClick(edit(w), Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(edit(w)->isProposing());
        const QAbstractItemModel* model = edit(w)->completer()->popup()->model();
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("=="));
        QCOMPARE(model->index(0, 0).data(Qt::UserRole).toString(), QStringLiteral("égal"));
        QTest::keyClick(edit(w)->completer()->popup(), Qt::Key_Escape);
        QVERIFY(!edit(w)->isProposing());
    }

    void escGivesTheTextBack()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        type(w, QStringLiteral("mqtt.msgtype == 1"), true);
        type(w, QStringLiteral("tcp.port == 99"));
        QTest::keyClick(edit(w), Qt::Key_Escape);
        if (edit(w)->text() != QStringLiteral("mqtt.msgtype == 1"))
            QTest::keyClick(edit(w), Qt::Key_Escape); // the first closed the proposals
        QCOMPARE(edit(w)->text(), QStringLiteral("mqtt.msgtype == 1"));
        QCOMPARE(rows(w), Frames{4});
    }

    void upAndDownGoThroughTheFiltersOfBefore()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        type(w, QStringLiteral("mqtt.msgtype == 1"), true);
        type(w, QStringLiteral("mqtt.msgtype == 2"), true);
        w.window->close();
        w.reopen();
        QVERIFY(w.open(capture(w)));
        w->actions().focusFilter->trigger();
        QTRY_VERIFY(edit(w)->hasFocus());
        QTest::keyClick(edit(w), Qt::Key_Up);
        QCOMPARE(edit(w)->text(), QStringLiteral("mqtt.msgtype == 2"));
        QTest::keyClick(edit(w), Qt::Key_Up);
        QCOMPARE(edit(w)->text(), QStringLiteral("mqtt.msgtype == 1"));
        QTest::keyClick(edit(w), Qt::Key_Up);
        QCOMPARE(edit(w)->text(), QStringLiteral("mqtt.msgtype == 1"));
        QTest::keyClick(edit(w), Qt::Key_Down);
        QTest::keyClick(edit(w), Qt::Key_Down);
        QCOMPARE(edit(w)->text(), QString());
    }

    void aFilterIsSavedUnderAName()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        type(w, QStringLiteral("mqtt.topic == \"hall\""), true);
        const auto answer = [](const QString& text) {
            QTimer::singleShot(0, [text] {
                auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
                QVERIFY(dialog != nullptr);
                dialog->setTextValue(text);
                dialog->accept();
            });
        };
        QMenu* menu = w->filterBar()->menu();
        Q_EMIT menu->aboutToShow();
        answer(QStringLiteral("The hall"));
        actionOf(menu, QStringLiteral("Save"))->trigger();
        Q_EMIT menu->aboutToShow();
        answer(QStringLiteral("Hall only"));
        actionOf(menu, QStringLiteral("Rename"))->menu()->actions().front()->trigger();
        w.reopen();
        QVERIFY(w.open(capture(w)));
        menu = w->filterBar()->menu();
        Q_EMIT menu->aboutToShow();
        QVERIFY(actionOf(menu, QStringLiteral("The hall")) == nullptr);
        actionOf(menu, QStringLiteral("Hall only"))->trigger();
        QTRY_COMPARE(rows(w), Frames{8});
        actionOf(menu, QStringLiteral("Delete"))->menu()->actions().front()->trigger();
        Q_EMIT menu->aboutToShow();
        QVERIFY(actionOf(menu, QStringLiteral("Hall only")) == nullptr);
    }

    void aFilterWithoutMqttOffersToShowItsFrames()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        type(w, QStringLiteral("tcp.flags.syn == 1"), true);
        QCOMPARE(w->frames().rowCount(), 0);
        QTRY_VERIFY(w->banner()->isVisible());
        QCOMPARE(w->banner()->sentence(),
                 QStringLiteral("The filter selects 2 frames, none of them with MQTT."));
        QTest::mouseClick(w->banner()->button(), Qt::LeftButton);
        QTRY_COMPARE(rows(w), (Frames{1, 2}));
        QVERIFY(!w->banner()->isVisible());
        type(w, QStringLiteral("udp"), true);
        QTRY_VERIFY(w->banner()->isVisible());
        QTest::mouseClick(w->banner()->button(), Qt::LeftButton);
        QTRY_COMPARE(w->frames().rowCount(), 9);
        QVERIFY(!w->banner()->isVisible());
    }

    void aHiddenFrameThatIsAskedForIsSelectedAndSaid()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        type(w, QStringLiteral("mqtt.topic == \"hall\""), true);
        w->workspace().goToFrame(6);
        QCOMPARE(w->selection().selection().frame, 6U);
        QVERIFY(w->banner()->isVisible());
        QCOMPARE(rows(w), Frames{8});
        QTest::mouseClick(w->banner()->button(), Qt::LeftButton);
        QTRY_COMPARE(rows(w), (Frames{4, 5, 6, 7, 8}));
        QCOMPARE(w->frameList()->currentIndex().row(), 2);
    }

    void clicksOnAColumnSortUpDownAndBack()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        w->selection().selectFrame(7);
        clickHeader(w, FrameListModel::Length);
        QCOMPARE(rows(w), (Frames{5, 8, 6, 4, 7}));
        QCOMPARE(w->frameList()->horizontalHeader()->sortIndicatorSection(), int(FrameListModel::Length));
        QCOMPARE(w->frameList()->currentIndex().row(), 4);
        QCOMPARE(w->selection().selection().frame, 7U);
        clickHeader(w, FrameListModel::Length);
        QCOMPARE(rows(w), (Frames{7, 4, 6, 8, 5}));
        QCOMPARE(w->frameList()->currentIndex().row(), 0);
        // Next and previous follow the rows.
        w->actions().next->trigger();
        QCOMPARE(w->selection().selection().frame, 4U);
        // An order is not remembered, columns are.
        w.window->close();
        w.reopen();
        QVERIFY(w.open(capture(w)));
        QCOMPARE(rows(w), (Frames{4, 5, 6, 7, 8}));
        for (int click = 0; click < 3; ++click)
            clickHeader(w, FrameListModel::Length);
        QCOMPARE(rows(w), (Frames{4, 5, 6, 7, 8}));
        QCOMPARE(w->frameList()->horizontalHeader()->sortIndicatorSection(), -1);
    }

    void theMenuSortsWithoutAMouse()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        QMenu* menu = nullptr;
        for (QMenu* candidate : w->findChildren<QMenu*>()) {
            if (candidate->title().remove(QLatin1Char('&')) == QStringLiteral("Sort the frames"))
                menu = candidate;
        }
        QVERIFY(menu != nullptr);
        Q_EMIT menu->aboutToShow();
        actionOf(menu, QStringLiteral("Summary"))->trigger();
        QTRY_COMPARE(rows(w), (Frames{8, 6, 7, 4, 5}));
        Q_EMIT menu->aboutToShow();
        actionOf(menu, QStringLiteral("Descending"))->trigger();
        QTRY_COMPARE(rows(w), (Frames{5, 4, 7, 6, 8}));
        Q_EMIT menu->aboutToShow();
        actionOf(menu, QStringLiteral("Capture order"))->trigger();
        QTRY_COMPARE(rows(w), (Frames{4, 5, 6, 7, 8}));
    }

    void theCellUnderTheMouseBecomesAFilter()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        rightClickCell(w, 7, FrameListModel::Type);
        choose(w, QStringLiteral("Type PUBLISH"), QStringLiteral("Apply"));
        QCOMPARE(edit(w)->text(), QStringLiteral("mqtt.msgtype == 3"));
        QCOMPARE(rows(w), (Frames{6, 7, 8}));
        rightClickCell(w, 8, FrameListModel::Summary);
        choose(w, QStringLiteral("Topic “hall”"), QStringLiteral("And not"));
        QCOMPARE(edit(w)->text(), QStringLiteral("mqtt.msgtype == 3 and not mqtt.topic == \"hall\""));
        QCOMPARE(rows(w), (Frames{6, 7}));
        rightClickCell(w, 7, FrameListModel::Route);
        choose(w, QStringLiteral("Client “python1”"), QStringLiteral("Prepare"));
        QCOMPARE(edit(w)->text(), QStringLiteral("tcp.stream == 0"));
        QCOMPARE(rows(w), (Frames{6, 7})); // not used yet
    }

    void theSelectedFieldBecomesAFilter()
    {
        test::Window w;
        QVERIFY(w.open(capture(w), 7));
        w->selection().selectNode(test::nodeOf(*w.window, field::FieldId::MqttTopic));
        Q_EMIT w->fieldTree()->customContextMenuRequested({5, 5});
        choose(w, QStringLiteral("this field"), QStringLiteral("Apply"));
        QCOMPARE(rows(w), Frames{7});
        QCOMPARE(edit(w)->text(), QStringLiteral("mqtt.topic == \"room/2\""));
        w->actions().clearFilter->trigger();
        QTRY_COMPARE(w->frames().rowCount(), 5);
        Q_EMIT w->bytes()->hexView()->customContextMenuRequested({5, 5});
        choose(w, QStringLiteral("these bytes"), QStringLiteral("Apply"));
        QCOMPARE(rows(w), Frames{7});
        QVERIFY(edit(w)->text().startsWith(QStringLiteral("frame[")));
    }

    void theCountsSayWhatIsHidden()
    {
        test::Window w;
        QVERIFY(w.open(capture(w)));
        const auto remark = [&] { return w->findChild<QToolBar*>(QStringLiteral("filterRow"))->findChild<SwitchButton*>()->accessibleDescription(); };
        QCOMPARE(remark(), QStringLiteral("4 hidden"));
        type(w, QStringLiteral("tcp.srcport == 1883"), true); // SYN+ACK, CONNACK, hall, acknowledgement
        QCOMPARE(rows(w), (Frames{5, 8}));
        QCOMPARE(remark(), QStringLiteral("2 hidden"));
        QTest::mouseClick(w->findChild<QToolBar*>(QStringLiteral("filterRow"))->findChild<SwitchButton*>(), Qt::LeftButton);
        QCOMPARE(rows(w), (Frames{2, 5, 8, 9}));
    }
};

QTEST_MAIN(FilterTest)
#include "filter_test.moc"
