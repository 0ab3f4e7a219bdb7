// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/window_fixture.h"
#include "ui/panels/panel_dock.h"

#include <QAbstractItemView>

namespace mqttscope::test {

inline QString sample(const char* name)
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(name) + QStringLiteral(".pcapng");
}
template <class P> P& panelOf(const Window& w)
{
    for (ui::PanelDock* dock : w->docks()) {
        if (auto* panel = qobject_cast<P*>(dock->panel()))
            return *panel;
    }
    qFatal("no such panel");
}
inline bool settle(const Window& w)
{
    return QTest::qWaitFor([&] { return w->isSettled() && !w->workspace().queries().isBusy(); }, 30'000);
}
/// Shows a panel by its name and waits until it has its answer.
template <class P> P& shown(const Window& w)
{
    P& panel = panelOf<P>(w);
    w->workspace().showPanel(panel.id());
    (void)settle(w);
    return panel;
}
inline void click(QAbstractItemView* view, const QModelIndex& index)
{
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}
inline const ui::Selection& selection(const Window& w)
{
    return w->selection().selection();
}

} // namespace mqttscope::test
