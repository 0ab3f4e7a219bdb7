// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/models/live_place.h"
#include "tests/ui/window_fixture.h"
#include "ui/lab/client_board.h"
#include "ui/lab/client_bubble_view.h"
#include "ui/lab/client_card.h"
#include "ui/lab/client_edit.h"
#include "ui/lab/client_head.h"
#include "ui/lab/client_publish_row.h"
#include "ui/lab/client_subscribe_row.h"
#include "ui/models/lab_session.h"
#include "ui/models/live_session.h"
#include "ui/views/marked_edit.h"

#include <QComboBox>
#include <QPushButton>
#include <QToolButton>

namespace mqttscope::test {

/// A board of clients beside a broker on a free port, whose capture nobody follows.
struct Board {
    LivePlace place;
    Window w;
    ui::LiveSession live;
    ui::LabSession lab{live};
    std::unique_ptr<ui::ClientBoard> board;

    Board()
    {
        w->hide();
        reopen();
    }
    ~Board()
    {
        board.reset();
        if (lab.isRunning()) {
            lab.stop();
            (void)QTest::qWaitFor([this] { return !lab.isStopping(); }, 20'000);
        }
        live.discard();
    }
    Board(const Board&) = delete;
    Board& operator=(const Board&) = delete;

    void reopen()
    {
        board.reset();
        board = std::make_unique<ui::ClientBoard>(w->workspace(), lab);
        board->resize(900, 560);
        board->show();
    }
    [[nodiscard]] bool startBroker()
    {
        broker::lab::LabBrokerOptions options;
        options.port = 0;
        options.sysSeconds = 0;
        return lab.start(options);
    }
    ui::ClientCard* add() const
    {
        QTest::mouseClick(board->addButton(), Qt::LeftButton);
        return board->cards().back();
    }
    /// A client that is connected.
    ui::ClientCard* join() const
    {
        ui::ClientCard* card = add();
        QTest::mouseClick(card->head()->connectButton(), Qt::LeftButton);
        return QTest::qWaitFor(
                   [card] { return card->head()->stateText().startsWith(QLatin1String("connected")); },
                   20'000)
                   ? card
                   : nullptr;
    }
    /// Types into a field as somebody would.
    static void type(ui::ClientEdit* edit, const QString& text)
    {
        edit->edit()->setFocus();
        edit->edit()->selectAll();
        QTest::keyClick(edit->edit(), Qt::Key_Delete);
        QTest::keyClicks(edit->edit(), text);
    }
    /// Rows of a kind.
    static QList<int> rows(ui::ClientCard* card, ui::ClientBubble::Kind kind)
    {
        QList<int> found;
        for (int row = 0; row < card->bubbles().rowCount(); ++row) {
            if (card->bubbles().bubble(row).kind == kind)
                found += row;
        }
        return found;
    }
    static bool subscribe(ui::ClientCard* card)
    {
        card->showPart(ui::ClientCard::Part::Subscribe);
        QTest::mouseClick(card->subscribeRow()->button(), Qt::LeftButton);
        return QTest::qWaitFor([card] { return !card->subscribeRow()->unsubscribeButtons().empty(); },
                               20'000);
    }
};

} // namespace mqttscope::test
