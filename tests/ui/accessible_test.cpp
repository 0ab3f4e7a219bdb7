// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader says, and what the keyboard reaches.
#include "tests/ui/window_fixture.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_dock.h"
#include "ui/views/field_tree_view.h"
#include "ui/views/frame_list_view.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QTabBar>

using namespace mqttscope;
using namespace mqttscope::ui;

class AccessibleTest : public QObject {
    Q_OBJECT
    static QString path(const QWidget* widget)
    {
        QStringList names;
        for (; widget != nullptr; widget = widget->parentWidget())
            names.prepend(QLatin1String(widget->metaObject()->className()) + QLatin1Char('#') +
                          widget->objectName());
        return names.join(QLatin1Char('/'));
    }
    static QString spoken(QWidget* widget)
    {
        const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
        if (interface == nullptr)
            return {};
        return interface->text(QAccessible::Name) + interface->text(QAccessible::Description);
    }

private Q_SLOTS:
    void everythingThatTakesTheFocusHasAName_data()
    {
        QTest::addColumn<bool>("open");
        QTest::newRow("welcome") << false;
        QTest::newRow("capture") << true;
    }

    void everythingThatTakesTheFocusHasAName()
    {
        QFETCH(bool, open);
        test::Window w;
        w->resize(1600, 950);
        if (open) {
            for (PanelDock* dock : w->docks())
                w->showPanel(dock->panel()->id());
            QVERIFY(w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/qos2.pcapng")));
            QTRY_VERIFY(!w->workspace().queries().isBusy());
        }
        int seen = 0;
        QStringList silent;
        for (QWidget* widget : w->findChildren<QWidget*>()) {
            const bool reached =
                (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible() && widget->isEnabled();
            const auto* tabs = qobject_cast<const QTabBar*>(widget); // a bar says its current tab
            if (!reached || widget->focusProxy() != nullptr || (tabs != nullptr && tabs->count() == 0))
                continue;
            ++seen;
            if (spoken(widget).trimmed().isEmpty())
                silent += path(widget);
        }
        QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
        QVERIFY(seen >= (open ? 20 : 5));
    }

    // On a French keyboard digits need Shift, and [ ] { } # \ @ | need AltGr.
    void keysAreReachedOnAnyKeyboard()
    {
        test::Window w;
        int seen = 0;
        for (const QAction* action : w.window->findChildren<QAction*>()) {
            for (const QKeySequence& keys : action->shortcuts()) {
                for (int i = 0; i < keys.count(); ++i) {
                    ++seen;
                    const int key = keys[static_cast<uint>(i)].key();
                    const bool digit =
                        key >= Qt::Key_1 && key <= Qt::Key_9; // 0 has a key of its own on the keypad
                    const bool hard =
                        QStringLiteral("[]{}#\\@|~`").contains(QChar(key < 0x10000 ? key : 0x20));
                    QVERIFY2(!digit && !hard,
                             qPrintable(keys.toString() + QLatin1Char(' ') + action->text()));
                }
            }
        }
        QVERIFY(seen > 40);
    }

    void theTabKeyGoesRoundThePanes()
    {
        test::Window w;
        QVERIFY(w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/qos2.pcapng")));
        w->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(w.window.get()));
        QWidget* list = static_cast<QWidget*>(w->frameList());
        list->setFocus();
        QSet<QWidget*> visited;
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(QApplication::focusWidget() != nullptr);
            visited += QApplication::focusWidget();
        }
        QVERIFY(visited.contains(list)); // all the way round
        QVERIFY(visited.contains(static_cast<QWidget*>(w->fieldTree())));
        QVERIFY(visited.size() >= 8);
    }
};

QTEST_MAIN(AccessibleTest)
#include "accessible_test.moc"
