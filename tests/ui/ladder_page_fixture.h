// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/ladder_fixture.h"
#include "ui/ladder/ladder_bar.h"
#include "ui/ladder/ladder_choice.h"
#include "ui/ladder/ladder_page.h"
#include "ui/ladder/ladder_view.h"
#include "ui/main_actions.h"

#include <QMenu>

namespace mqttscope::test {

/// A window that shows the ladders of a capture. Of qos1-puback-perdu.pcapng: exchanges 1 connection of
/// abonne (frames 1 to 38), 2 its SUBSCRIBE (7, 8), 3 connection of editeur (10 to 17), 4 the message (16 to
/// 30), 5 the second connection of editeur (21 to 33).
struct Exchanges : Window {
    explicit Exchanges(const QString& path = ladderSample("qos1-puback-perdu.pcapng"),
                       std::uint32_t frame = 16)
    {
        window->resize(1366, 768);
        if (!open(path, frame))
            qFatal("the capture cannot be read");
        enter();
    }
    void enter() const
    {
        window->setPerspective(ui::Perspective::Exchanges);
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()) || !settle())
            qFatal("the ladders are not made");
    }
    /// Waits until the ladder is what was asked for.
    bool settle() const
    {
        return QTest::qWaitFor([this] { return window->isSettled() && !page().model().isBusy(); }, 30'000);
    }
    [[nodiscard]] ui::LadderPage& page() const { return *window->ladderPage(); }
    [[nodiscard]] ui::LadderModel& model() const { return page().model(); }
    [[nodiscard]] ui::LadderActions& actions() const { return page().actions(); }
    /// A key of the menus or of what has the focus.
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : window.get(), static_cast<Qt::Key>(key), modifiers);
    }
    [[nodiscard]] QString here() const { return LadderWindow::name(model().place()); }
    [[nodiscard]] std::uint32_t frame() const { return window->selection().selection().frame; }
    /// Numbers of the bands shown, from 1.
    [[nodiscard]] QList<std::uint32_t> bands() const
    {
        QList<std::uint32_t> numbers;
        for (const std::uint32_t band : model().ladder().bands)
            numbers += band + 1;
        return numbers;
    }
    [[nodiscard]] QStringList lanes() const
    {
        QStringList names;
        for (const auto lane : model().lanes())
            names += laneWords(model().source(), lane, nullptr).name;
        return names;
    }
};

/// The menu that is open in a window; null if none is.
inline QMenu* contextMenu(const Window& w)
{
    return w->findChild<QMenu*>(QStringLiteral("contextMenu"));
}
/// Chooses the entry of a menu whose text has a part. False if there is none, or if it cannot be chosen.
inline bool choose(const QMenu* menu, const QString& part)
{
    if (menu == nullptr)
        return false;
    for (QAction* action : menu->actions()) {
        if (!action->text().remove(QLatin1Char('&')).contains(part))
            continue;
        const bool enabled = action->isEnabled();
        action->trigger();
        return enabled;
    }
    return false;
}

} // namespace mqttscope::test
