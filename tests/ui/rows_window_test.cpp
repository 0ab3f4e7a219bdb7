// SPDX-License-Identifier: GPL-3.0-or-later
// The frame list by mouse and keys: what it paints, its columns, times, marks, comments, finding, walking.
#include "analysis/related_frames.h"
#include "tests/ui/window_fixture.h"
#include "ui/main_actions.h"
#include "ui/models/query_thread.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/find_bar.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/hex_view.h"
#include "ui/views/marker_scroll_bar.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>

using namespace mqttscope;
using namespace mqttscope::ui;
using Column = FrameListModel::Column;

namespace {

QString sample(const char* name)
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(name);
}

/// The picture of a cell, without the pixels of its edges.
QImage cellPicture(const test::Window& w, int row, int column)
{
    FrameListView* list = w->frameList();
    const QModelIndex index = w->frames().index(row, column);
    list->scrollTo(index);
    return list->viewport()->grab(list->visualRect(index)).toImage().convertToFormat(QImage::Format_RGB32);
}

/// Pixels of that colour, give or take what smoothing does to thin lines.
int pixelsLike(const QImage& picture, const QColor& color, int tolerance = 24)
{
    int count = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor here = picture.pixelColor(x, y);
            count += std::abs(here.red() - color.red()) + std::abs(here.green() - color.green()) +
                                 std::abs(here.blue() - color.blue()) <
                             tolerance
                         ? 1
                         : 0;
        }
    }
    return count;
}

/// The first row of that type.
int rowOf(const test::Window& w, const char* type)
{
    for (int row = 0; row < w->frames().rowCount(); ++row) {
        if (w->frames().index(row, Column::Type).data().toString() == QLatin1String(type))
            return row;
    }
    return -1;
}

void clickRow(const test::Window& w, int row)
{
    FrameListView* list = w->frameList();
    const QModelIndex index = w->frames().index(row, Column::Number);
    list->scrollTo(index);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
}

/// As soon as a dialog stands, `act` is done to it.
template <class Dialog, class Act> void whenDialogStands(Act act)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, qApp, [timer, act] {
        if (auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget())) {
            timer->stop();
            timer->deleteLater();
            act(dialog);
        }
    });
    timer->start(5);
}

bool settled(const test::Window& w)
{
    return QTest::qWaitFor([&] { return !w->workspace().queries().isBusy(); }, 30'000);
}

bool found(const test::Window& w)
{
    return QTest::qWaitFor([&] { return !w->findBar()->isSearching(); }, 30'000);
}

} // namespace

class RowsWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRailIsAccentForTheSelectedExchangeOnly()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        const QAbstractItemModelTester tester(&w->frames(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QColor accent = w.theme.color(Ink::Accent);
        const QColor grey = w.theme.color(Ink::LineControl);
        clickRow(w, rowOf(w, "PUBLISH"));
        const QImage pubrec = cellPicture(w, rowOf(w, "PUBREC"), Column::Rail);
        const QImage suback = cellPicture(w, rowOf(w, "SUBACK"), Column::Rail);
        QVERIFY2(pixelsLike(pubrec, accent) > 20, "dot and line");
        QCOMPARE(pixelsLike(pubrec, grey), 0);
        QVERIFY(pixelsLike(suback, grey) > 10);
        QCOMPARE(pixelsLike(suback, accent), 0);
        clickRow(w, rowOf(w, "SUBACK"));
        QCOMPARE(pixelsLike(cellPicture(w, rowOf(w, "PUBREC"), Column::Rail), accent), 0);
        QVERIFY(pixelsLike(cellPicture(w, rowOf(w, "SUBSCRIBE"), Column::Rail), accent) > 20);
    }

    void aBrokenRuleTakesThePlaceOfTheDot()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-01.pcapng")));
        QVERIFY(settled(w));
        const QColor error = w.theme.color(Ink::Error);
        int broken = -1;
        for (int row = 0; row < w->frames().rowCount(); ++row) {
            const bool sign = pixelsLike(cellPicture(w, row, Column::Rail), error) > 10;
            const int level = w->frames().index(row, 0).data(FrameListModel::FindingRole).toInt();
            QCOMPARE(sign, level == static_cast<int>(analysis::FrameLevel::Error));
            broken = sign ? row : broken;
        }
        QVERIFY(broken >= 0);
    }

    void markersOfTheScrollBarJump()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-01.pcapng")));
        QVERIFY(settled(w));
        w->frames().setShowAll(true);
        w->resize(1366, 500);
        MarkerScrollBar* bar = w->frameList()->markerBar();
        QVERIFY(QTest::qWaitFor([&] { return bar->isVisible() && bar->height() > 20; }, 5000));
        std::optional<ListMarker> marker;
        for (int y = 0; y < bar->height() && !marker; ++y)
            marker = bar->markerAt(y);
        QVERIFY(marker);
        QCOMPARE(marker->kind, ListMarker::Kind::Error);
        const QImage picture = bar->grab().toImage();
        QVERIFY(pixelsLike(picture, w.theme.color(Ink::Error)) > 4);
        QTest::mouseClick(bar, Qt::LeftButton, {}, {bar->width() / 2, marker->pixel});
        QCOMPARE(w->selection().selection().frame, marker->frame);
    }

    void qosBadgesDiffer()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos-mixte.pcapng")));
        QSet<QString> seen;
        const QColor filled = w.theme.color(Ink::TextSecondary);
        clickRow(w, 0);
        for (int row = 1; row < w->frames().rowCount(); ++row) {
            const QString level = w->frames().index(row, Column::Qos).data().toString();
            const QImage picture = cellPicture(w, row, Column::Qos);
            if (level == QLatin1String("2"))
                QVERIFY(pixelsLike(picture, filled) > 80);
            else
                QVERIFY(pixelsLike(picture, filled) < 40);
            if (level == QLatin1String("1"))
                QVERIFY(pixelsLike(picture, w.theme.color(Ink::Ok), 160) > 10);
            seen.insert(level);
        }
        QVERIFY(seen.contains(QStringLiteral("2")) && seen.contains(QStringLiteral("1")) &&
                seen.contains(QStringLiteral("0")));
    }

    void columnsAreChosenMovedAndRemembered()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        FrameListView* list = w->frameList();
        QVERIFY(list->isColumnHidden(Column::Topic));
        QMenu menu;
        list->fillColumnsMenu(menu);
        QCOMPARE(menu.actions().size(), Column::ColumnCount + 2);
        QVERIFY(!menu.actions()[Column::Topic]->isChecked());
        menu.actions()[Column::Topic]->trigger();
        menu.actions()[Column::Reply]->trigger();
        QVERIFY(!list->isColumnHidden(Column::Topic));
        QVERIFY(list->isColumnHidden(Column::Reply));
        QHeaderView* header = list->horizontalHeader();
        // Drag the title of the times behind the ends.
        QVERIFY(header->sectionsMovable());
        const int y = header->height() / 2;
        const int from = header->sectionViewportPosition(Column::Time) + 20;
        const int to =
            header->sectionViewportPosition(Column::Route) + header->sectionSize(Column::Route) - 8;
        QTest::mousePress(header->viewport(), Qt::LeftButton, {}, {from, y});
        QTest::mouseMove(header->viewport(), {from + 30, y});
        QTest::mouseMove(header->viewport(), {to, y});
        QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, {to, y});
        QVERIFY(header->visualIndex(Column::Time) > header->visualIndex(Column::Route));
        // A copied row has the columns that are shown, in their order.
        w->actions().copySummary->trigger();
        const QStringList copied = QApplication::clipboard()->text().split(QLatin1Char('\t'));
        QCOMPARE(copied.size(), 9);
        QCOMPARE(copied[1], w->frames().index(0, Column::Route).data().toString());
        list->setColumnWidth(Column::Type, 222);
        w->close();
        w.reopen();
        list = w->frameList();
        QVERIFY(!list->isColumnHidden(Column::Topic));
        QVERIFY(list->isColumnHidden(Column::Reply));
        QCOMPARE(list->columnWidth(Column::Type), 222);
        QVERIFY(list->horizontalHeader()->visualIndex(Column::Time) >
                list->horizontalHeader()->visualIndex(Column::Route));
        list->fillColumnsMenu(menu);
        menu.actions().last()->trigger();
        QVERIFY(list->isColumnHidden(Column::Topic));
        QCOMPARE(list->horizontalHeader()->visualIndex(Column::Time), static_cast<int>(Column::Time));
    }

    void aDoubleClickFitsAColumn()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        FrameListView* list = w->frameList();
        QHeaderView* header = list->horizontalHeader();
        list->setColumnWidth(Column::Route, 40);
        const QPoint edge(header->sectionViewportPosition(Column::Route) + 39, header->height() / 2);
        QTest::mouseDClick(header->viewport(), Qt::LeftButton, {}, edge);
        const QModelIndex index = w->frames().index(0, Column::Route);
        QVERIFY(list->columnWidth(Column::Route) >=
                QFontMetrics(w.theme.font()).horizontalAdvance(index.data().toString()));
    }

    void timesAreChosenInTheMenuAndRemembered()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        const auto& formats = w->actions().timeFormats->actions();
        QVERIFY(formats[0]->isChecked());
        formats[1]->trigger();
        QCOMPARE(w->frames().index(0, Column::Time).data().toString(), QStringLiteral("0.000000"));
        w->close();
        w.reopen();
        QVERIFY(w.open(sample("qos2.pcapng")));
        QCOMPARE(w->frames().timeFormat(), TimeFormat::SincePrevious);
        QVERIFY(w->actions().timeFormats->actions()[1]->isChecked());
    }

    void aReferenceIsSetAndCleared()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        clickRow(w, 3);
        QTest::keyClick(w->frameList(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(w->frames().index(3, Column::Time).data().toString(), QStringLiteral("0.000000"));
        QVERIFY(w->frames().index(2, Column::Time).data().toString().startsWith(QLatin1Char('-')));
        QTest::keyClick(w->frameList(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(w->frames().index(3, Column::Time).data().toString() != QLatin1String("0.000000"));
        QCOMPARE(w->frames().timeFormat(), TimeFormat::SinceFirst);
    }

    void marksAreSetVisitedAndUndone()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        MainActions& a = w->actions();
        QVERIFY(!a.nextMark->isEnabled());
        clickRow(w, 2);
        const std::uint32_t frame = w->selection().selection().frame;
        QTest::keyClick(w->frameList(), Qt::Key_M, Qt::ControlModifier);
        QVERIFY(w->annotations().isMarked(frame));
        clickRow(w, 5);
        const QImage marked = cellPicture(w, 2, Column::Number);
        QVERIFY2(pixelsLike(marked, w.theme.color(Ink::FieldR)) > 200, "the tint");
        // The flag stands in the left half, where the number does not reach.
        const auto flagPixels = [&](int row) {
            const QImage cell = cellPicture(w, row, Column::Number);
            return pixelsLike(cell.copy(0, 0, cell.width() / 2, cell.height() - 1), w.theme.color(Ink::Text),
                              260);
        };
        QVERIFY2(flagPixels(2) > 10, "the flag");
        QCOMPARE(flagPixels(3), 0);
        QTest::keyClick(w->frameList(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(w->selection().selection().frame, frame);
        QTest::keyClick(w->frameList(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!w->annotations().isMarked(frame));
        a.redo->trigger();
        QVERIFY(w->annotations().isMarked(frame));
        a.unmarkAll->trigger();
        QVERIFY(w->annotations().marks().empty());
        a.undo->trigger();
        QVERIFY(w->annotations().isMarked(frame));
        QVERIFY2(!w->isWindowModified(), "marks are not saved");
    }

    void aCommentIsWrittenShownAndSaved()
    {
        test::Window w;
        const QString file = w.path("commented.pcapng");
        QVERIFY(QFile::copy(sample("qos2.pcapng"), file));
        QVERIFY(w.open(file));
        clickRow(w, 1);
        const std::uint32_t frame = w->selection().selection().frame;
        whenDialogStands<QInputDialog>([](QInputDialog* dialog) {
            dialog->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("look here"));
            dialog->accept();
        });
        QTest::keyClick(w->frameList(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(w->annotations().comment(frame), QStringLiteral("look here"));
        QVERIFY(w->isWindowModified());
        w->actions().undo->trigger();
        QVERIFY(!w->isWindowModified());
        w->actions().redo->trigger();
        QVERIFY(w->actions().save->isEnabled());
        w->activateWindow(); // the dialog had taken the keys
        QVERIFY(QTest::qWaitForWindowActive(w.window.get()));
        QTest::keyClick(w->frameList(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(settled(w));
        QVERIFY(!w->isWindowModified());
        QVERIFY(w.open(file));
        QCOMPARE(w->annotations().comment(frame), QStringLiteral("look here"));
    }

    void closingAsksForUnsavedComments()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        w->annotations().setComment(4, QStringLiteral("not saved"));
        const auto press = [](QMessageBox::StandardButton button) {
            whenDialogStands<QMessageBox>(
                [button](QMessageBox* box) { QTest::mouseClick(box->button(button), Qt::LeftButton); });
        };
        press(QMessageBox::Cancel);
        QVERIFY(!w->close());
        QVERIFY(w->isVisible());
        press(QMessageBox::Cancel);
        w->openFile(sample("qos0.pcapng"));
        QCOMPARE(w->session().path(), sample("qos2.pcapng"));
        press(QMessageBox::Discard);
        QVERIFY(w->close());
    }

    void savingBeforeClosingClosesAfterwards()
    {
        test::Window w;
        const QString file = w.path("closing.pcapng");
        QVERIFY(QFile::copy(sample("qos2.pcapng"), file));
        QVERIFY(w.open(file));
        w->annotations().setComment(4, QStringLiteral("kept"));
        whenDialogStands<QMessageBox>(
            [](QMessageBox* box) { QTest::mouseClick(box->button(QMessageBox::Save), Qt::LeftButton); });
        w->close();
        QVERIFY(QTest::qWaitFor([&] { return !w->isVisible(); }, 30'000));
        w.reopen();
        QVERIFY(w.open(file));
        QCOMPARE(w->annotations().comment(4), QStringLiteral("kept"));
    }

    void findsTextAndSelectsItsBytes()
    {
        test::Window w;
        QVERIFY(w.open(sample("connect-python1.pcap")));
        QTest::keyClick(w->frameList(), Qt::Key_F, Qt::ControlModifier);
        FindBar* bar = w->findBar();
        QVERIFY(bar->isVisible());
        bar->where()->setCurrentIndex(static_cast<int>(FindIn::Hex));
        QTest::keyClicks(bar->edit(), QStringLiteral("4d 51 54 54"));
        QTest::keyClick(bar->edit(), Qt::Key_Return);
        QVERIFY(found(w));
        QCOMPARE(w->selection().selection().frame, 4U);
        QCOMPARE(w->bytes()->hexView()->selected(), (std::vector<field::ByteRange>{{70, 4}}));
        QCOMPARE(bar->message(), QStringLiteral("No other frame has it."));
        QTest::keyClick(bar->edit(), Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
    }

    void findsBothWaysAndSaysWhereItWentOn()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        clickRow(w, 0);
        FindBar* bar = w->findBar();
        w->actions().find->trigger();
        QTest::keyClicks(bar->edit(), QStringLiteral("publish"));
        QTest::keyClick(bar->edit(), Qt::Key_Return);
        QVERIFY(found(w));
        const int first = rowOf(w, "PUBLISH");
        QCOMPARE(w->frameList()->currentIndex().row(), first);
        QVERIFY(bar->message().isEmpty());
        QTest::keyClick(w->frameList(), Qt::Key_F3);
        QVERIFY(found(w));
        const int second = w->frameList()->currentIndex().row();
        QVERIFY(second > first);
        QTest::keyClick(w->frameList(), Qt::Key_F3);
        QVERIFY(found(w));
        QCOMPARE(w->frameList()->currentIndex().row(), first);
        QCOMPARE(bar->message(), QStringLiteral("Went on from the beginning."));
        QTest::keyClick(w->frameList(), Qt::Key_F3, Qt::ShiftModifier);
        QVERIFY(found(w));
        QCOMPARE(w->frameList()->currentIndex().row(), second);
        QCOMPARE(bar->message(), QStringLiteral("Went on from the end."));
    }

    void whatCannotBeFoundIsSaid()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        FindBar* bar = w->findBar();
        w->actions().find->trigger();
        bar->edit()->setText(QStringLiteral("nowhere"));
        w->actions().findNext->trigger();
        QVERIFY(found(w));
        QCOMPARE(bar->message(), QStringLiteral("Not found in the frames that are shown."));
        bar->where()->setCurrentIndex(static_cast<int>(FindIn::Hex));
        bar->edit()->setText(QStringLiteral("4d5"));
        w->actions().findNext->trigger();
        QVERIFY(bar->message().contains(QStringLiteral("pairs")));
        bar->where()->setCurrentIndex(static_cast<int>(FindIn::Filter));
        bar->edit()->setText(QStringLiteral("mqtt.qos == "));
        w->actions().findNext->trigger();
        QVERIFY(bar->message().contains(QStringLiteral("no display filter")));
    }

    void walksThroughAnExchangeBothHops()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        clickRow(w, rowOf(w, "PUBLISH"));
        const auto snapshot = w->session().snapshot();
        const std::uint32_t first = w->selection().selection().frame;
        MainActions& a = w->actions();
        QVERIFY(!a.previousInExchange->isEnabled());
        int steps = 0;
        while (a.nextInExchange->isEnabled() && steps < 20) {
            QTest::keyClick(w->frameList(), Qt::Key_Down, Qt::AltModifier);
            ++steps;
        }
        QCOMPARE(steps, 7);
        clickRow(w, rowOf(w, "PUBLISH"));
        QVERIFY(a.otherHop->isEnabled());
        a.otherHop->trigger();
        QCOMPARE(w->selection().selection().frame, analysis::otherHop(*snapshot, first));
        a.otherHop->trigger();
        QCOMPARE(w->selection().selection().frame, first);
        QTest::keyClick(w->frameList(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(w->selection().selection().frame,
                 analysis::nextOfTopic(*snapshot, first, analysis::Way::On));
        clickRow(w, rowOf(w, "CONNECT"));
        QVERIFY(!a.nextOfTopic->isEnabled());
        QVERIFY(!a.otherHop->isEnabled());
        const std::uint32_t connect = w->selection().selection().frame;
        QTest::keyClick(w->frameList(), Qt::Key_PageDown, Qt::AltModifier);
        QCOMPARE(w->selection().selection().frame,
                 analysis::nextOfSession(*snapshot, connect, analysis::Way::On));
    }

    void everythingSpeaksFrench()
    {
        test::Window w;
        QVERIFY(w.open(sample("qos2.pcapng")));
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(w->frames().columnTitle(Column::Reply), QStringLiteral("Réponse"));
        const auto summary = [&](const char* type) {
            return w->frames().index(rowOf(w, type), Column::Summary).data().toString();
        };
        QCOMPARE(summary("CONNACK"), QStringLiteral("acceptée · nouvelle session"));
        QVERIFY2(summary("PUBCOMP").startsWith(QString::fromUtf8("terminé\u202f: l’identifiant ")),
                 qPrintable(summary("PUBCOMP")));
        QVERIFY(summary("PUBLISH").contains(QString::fromUtf8(" = «\u202f")));
        w->actions().find->trigger();
        w->findBar()->edit()->setText(QStringLiteral("acceptée"));
        w->actions().findNext->trigger();
        QVERIFY(found(w));
        QCOMPARE(w->frameList()->currentIndex().row(), rowOf(w, "CONNACK"));
        w.language.use(QStringLiteral("en"));
    }
};

QTEST_MAIN(RowsWindowTest)
#include "rows_window_test.moc"
