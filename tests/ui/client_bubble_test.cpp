// SPDX-License-Identifier: GPL-3.0-or-later
// The bubbles of a client: where they stand, how one looks back, what a keyboard and a screen reader get.
#include "tests/ui/client_board_fixture.h"
#include "ui/lab/client_payload_window.h"

#include <QAccessible>
#include <QApplication>
#include <QBuffer>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTimer>

using namespace mqttscope;
using namespace mqttscope::ui;
using broker::lab::LabEvent;
using broker::lab::LabEventKind;
using test::Board;

namespace {

void fill(ClientBubbles& bubbles, int count, std::int64_t from = 0)
{
    for (int i = 0; i < count; ++i) {
        broker::lab::LabMessage message;
        message.topic = "t";
        message.payload = {'x'};
        bubbles.addSent(message, static_cast<std::uint32_t>(i + 1), from + i);
    }
}

/// The bottom of a row, in the view.
int bottomOf(const ClientBubbleView* view, int row)
{
    return view->viewport()->y() + view->visualRect(view->model()->index(row, 0)).bottom();
}

} // namespace

class ClientBubbleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fewStandAtTheBottom()
    {
        const Board b;
        ClientCard* card = b.add();
        const ClientBubbleView* view = card->view();
        fill(card->bubbles(), 1);
        QTRY_COMPARE(bottomOf(view, 0), view->contentsRect().bottom());
        fill(card->bubbles(), 1);
        QTRY_COMPARE(bottomOf(view, 1), view->contentsRect().bottom());
        QVERIFY(bottomOf(view, 0) < bottomOf(view, 1));
        QVERIFY(view->viewport()->y() > 0);
        b.board->resize(900, 800); // as high as there is room
        QTRY_COMPARE(bottomOf(view, 1), view->contentsRect().bottom());
        fill(card->bubbles(), 50);
        QTRY_COMPARE(view->viewport()->y(), view->contentsRect().top());
        QTRY_COMPARE(bottomOf(view, 51), view->contentsRect().bottom());
    }

    void aButtonLeadsToTheNewest()
    {
        Board b;
        ClientCard* card = b.add();
        fill(card->bubbles(), 50);
        QScrollBar* bar = card->view()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
        QPushButton* newest = card->view()->newestButton();
        QVERIFY(!newest->isVisible());
        bar->setValue(10);
        QVERIFY(!newest->isVisible()); // nothing is new
        fill(card->bubbles(), 3);
        QTRY_VERIFY(newest->isVisible());
        QCOMPARE(newest->text().trimmed(), QStringLiteral("3 new"));
        QVERIFY(card->view()->rect().contains(newest->geometry()));
        b.w.language.use(QStringLiteral("fr"));
        b.board->retranslate();
        QCOMPARE(newest->text().trimmed(), QStringLiteral("3 nouveaux"));
        b.w.language.use(QStringLiteral("en"));
        QTest::mouseClick(newest, Qt::LeftButton);
        QTRY_COMPARE(bar->value(), bar->maximum());
        QTRY_VERIFY(!newest->isVisible());
        fill(card->bubbles(), 1); // followed again
        QTRY_COMPARE(bar->value(), bar->maximum());
        QVERIFY(!newest->isVisible());
    }

    void whoLooksBackKeepsThePlaceWhileTheOldestGo()
    {
        const Board b;
        ClientCard* card = b.add();
        fill(card->bubbles(), static_cast<int>(ClientBubbles::kMaxBubbles));
        QScrollBar* bar = card->view()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
        bar->setValue(bar->maximum() / 2);
        const auto top = [&] {
            return card->bubbles().bubble(card->view()->indexAt(QPoint(0, 0)).row()).wallClock;
        };
        const std::int64_t before = top();
        QVERIFY(before > 100);
        fill(card->bubbles(), 7, 5000);
        QTRY_COMPARE(top(), before);
        QTest::qWait(50); // and it stays so
        QCOMPARE(top(), before);
        QCOMPARE(card->bubbles().dropped(), std::uint64_t{7});
    }

    void theKeyboardBeginsAtTheNewest()
    {
        const Board b;
        ClientCard* card = b.add();
        QCOMPARE(card->view()->focusPolicy() & Qt::TabFocus, Qt::TabFocus);
        fill(card->bubbles(), 3);
        b.board->activateWindow();
        card->view()->setFocus(Qt::TabFocusReason);
        QTRY_COMPARE(card->view()->currentIndex().row(), 2);
        QVERIFY(card->view()->selectionModel()->isRowSelected(2));
        QTest::keyClick(card->view(), Qt::Key_Up);
        QCOMPARE(card->view()->currentIndex().row(), 1);
        QTest::keyClick(card->view(), Qt::Key_Home);
        QCOMPARE(card->view()->currentIndex().row(), 0);
    }

    void everythingIsSaid()
    {
        const Board b;
        ClientCard* card = b.add();
        broker::lab::LabEvent event;
        event.kind = broker::lab::LabEventKind::Message;
        event.message.topic = "pompe/etat";
        event.message.payload = {'o', 'n'};
        event.qos = 2;
        event.dup = true;
        event.retain = true;
        card->bubbles().take(event, {});
        const QAccessibleInterface* list = QAccessible::queryAccessibleInterface(card->view());
        QVERIFY(list != nullptr && list->childCount() == 1);
        const QString said = list->child(0)->text(QAccessible::Name);
        for (const char* part : {"received", "pompe/etat", "on", "QoS 2", "DUP", "RETAIN"})
            QVERIFY2(said.contains(QLatin1String(part)), qPrintable(said));
    }

    void bubblesAreBoundedByAllThatTheySay()
    {
        Board b;
        ClientBubbles& bubbles = b.add()->bubbles();
        broker::lab::LabMessage large;
        large.topic.assign(50'000, 't');
        large.properties.userProperties.assign(500, {std::string(500, 'n'), std::string(500, 'v')});
        for (int i = 0; i < 100; ++i)
            bubbles.addSent(large, 1, 0);
        QVERIFY(bubbles.rowCount() <= static_cast<int>(ClientBubbles::kMaxBytes / 100'000));
        QVERIFY(bubbles.rowCount() > 1);
        large.topic.assign(ClientBubbles::kMaxBytes + 1, 't');
        bubbles.addSent(large, 1, 0);
        QCOMPARE(bubbles.rowCount(), 1); // the newest is there whatever it takes
    }

    void aMenuKeepsToItsBubble()
    {
        Board b;
        ClientCard* card = b.add();
        ClientBubbleView* view = card->view();
        const auto copyTopicAfter = [&](int more) {
            card->bubbles().clear();
            broker::lab::LabMessage message;
            message.topic = "chosen";
            card->bubbles().addSent(message, 1, 0);
            view->setCurrentIndex(card->bubbles().index(0));
            QString copied;
            const auto connection = connect(view, &ClientBubbleView::copyRequested, view,
                                            [&](const QString& text) { copied = text; });
            QTimer::singleShot(0, view, [&] {
                auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
                fill(card->bubbles(), more);
                menu->actions().constLast()->trigger();
                menu->close();
            });
            QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
            QApplication::sendEvent(view->viewport(), &event);
            disconnect(connection);
            return copied;
        };
        QCOMPARE(copyTopicAfter(3), QStringLiteral("chosen"));
        QCOMPARE(copyTopicAfter(static_cast<int>(ClientBubbles::kMaxBubbles)), QString()); // it is gone
    }

    void whatServersAndFilesSayIsShownAsItIs()
    {
        Board b;
        ClientCard* card = b.add();
        LabEvent event;
        event.kind = LabEventKind::Ended;
        event.why = broker::ClientEnd::ServerSaidSo;
        event.reasonCode = 0x98;
        event.text = "<b>bold</b>\n\xe2\x80\xae" + std::string(60'000, 'x');
        card->takeEvent(event);
        const QString note = card->bubbles().note(card->bubbles().rowCount() - 1).text;
        QVERIFY(note.contains(QStringLiteral("<b>bold</b>")));
        QVERIFY(!note.contains(QChar(0x202e)) && !note.contains(QLatin1Char('\n')));
        QVERIFY(note.size() < 1000);
        const QString tip =
            card->bubbles().index(card->bubbles().rowCount() - 1).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(QStringLiteral("&lt;b&gt;")));
    }

    void aPictureIsShown()
    {
        const Board b;
        QImage picture(20, 10, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QByteArray png;
        QBuffer buffer(&png);
        QVERIFY(picture.save(&buffer, "PNG"));
        ClientBubble bubble;
        bubble.message.topic = "camera";
        bubble.message.payload.assign(png.begin(), png.end());
        bubble.payloadSize = bubble.message.payload.size();
        ClientPayloadWindow window(bubble, {}, b.w->workspace());
        window.show();
        QVERIFY(window.readable()->isHidden());
        QVERIFY(window.hex()->toPlainText().contains(QStringLiteral("89 50 4e 47")));
        QTRY_VERIFY(window.picture()->isVisible());
        QCOMPARE(window.picture()->pixmap().size(), QSize(20, 10));
        ClientBubble plain;
        plain.message.payload = {'4', '2'};
        plain.payloadSize = 2;
        const ClientPayloadWindow text(plain, {}, b.w->workspace());
        QVERIFY(text.picture()->isHidden() && !text.readable()->isHidden());
    }
};

QTEST_MAIN(ClientBubbleTest)
#include "client_bubble_test.moc"
