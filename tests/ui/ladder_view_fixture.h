// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/ladder_fixture.h"

#include <QMouseEvent>
#include <QScrollBar>

namespace mqttscope::test {

/// A ladder in a view of its own, of the size that it has in a window of 1366 by 768.
struct LadderOnScreen : LadderWindow {
    ui::LadderView view{theme, model};

    explicit LadderOnScreen(const QString& path = ladderSample("qos1-puback-perdu.pcapng"))
        : LadderWindow(path)
    {
        view.resize(1040, 620);
        view.show();
        view.activateWindow();
        view.setFocus();
        if (!QTest::qWaitForWindowActive(&view))
            qFatal("the view does not become active");
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    void click(QPoint point) { QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, point); }
    void move(QPoint point, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, point, view.viewport()->mapToGlobal(point), Qt::NoButton,
                          buttons, Qt::NoModifier);
        QApplication::sendEvent(view.viewport(), &event);
    }
    [[nodiscard]] QPoint middle(const ui::LadderPlace& place) const { return view.rectOf(place).center(); }
    [[nodiscard]] QPoint chevron(std::uint32_t band) const
    {
        const ui::PictureBar& bar = view.picture(band).bar;
        return view.rectOf({band, std::nullopt}).topLeft() +
               (bar.chevron.center() - bar.rect.topLeft()).toPoint();
    }
    /// Whether all of a place is seen, below the heads.
    [[nodiscard]] bool inSight(const ui::LadderPlace& place) const
    {
        const QRect rect = view.rectOf(place);
        const int heads = view.hasCommonHeads() ? view.headOf(model.lanes().front()).bottom() : 0;
        return !rect.isEmpty() && rect.top() >= heads && rect.bottom() <= view.viewport()->height();
    }
    void scrollBy(int pixels)
    {
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + pixels);
    }
    QImage picture() { return view.grab().toImage(); }
};

} // namespace mqttscope::test
