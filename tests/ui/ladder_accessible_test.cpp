// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader says of a ladder.
#include "tests/ui/ladder_view_fixture.h"

#include <QAccessible>

using namespace mqttscope;
using namespace mqttscope::ui;
using Fixture = test::LadderOnScreen;

class LadderAccessibleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPlaceIsSaidInWords()
    {
        Fixture f;
        const QString bar = f.view.describe({3, std::nullopt});
        QVERIFY2(bar.contains(QStringLiteral("QoS 1")), qPrintable(bar));
        QVERIFY2(bar.contains(QStringLiteral("duplicate")), qPrintable(bar));
        const QString row = f.view.describe(f.at(26));
        QVERIFY2(row.contains(QStringLiteral("PUBLISH 0x3A")), qPrintable(row));
        QVERIFY2(row.startsWith(QStringLiteral("editeur to broker")), qPrintable(row));
        QVERIFY(f.view.describe({3, 99}).isEmpty());
        QVERIFY(f.view.describe({99, std::nullopt}).isEmpty());
    }

    void screenReadersHaveAList()
    {
        Fixture f;
        f.model.setFolded(1, false);
        f.model.goTo({1, 1});
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.view);
        QVERIFY(list != nullptr);
        QCOMPARE(list->role(), QAccessible::List);
        const std::vector<LadderPlace> places = f.view.placesInSight();
        QCOMPARE(list->childCount(), static_cast<int>(places.size()));
        int selected = 0;
        for (int i = 0; i < list->childCount(); ++i) {
            QAccessibleInterface* cell = list->child(i);
            QVERIFY(cell != nullptr && cell->isValid());
            const LadderPlace& place = places[static_cast<std::size_t>(i)];
            QCOMPARE(cell->text(QAccessible::Name), f.view.describe(place));
            QCOMPARE(list->indexOfChild(cell), i);
            QCOMPARE(cell->parent(), list);
            QCOMPARE(cell->state().expandable, place.row ? 0U : 1U);
            if (!place.row)
                QCOMPARE(cell->state().expanded, f.model.isFolded(place.band) ? 0U : 1U);
            selected += static_cast<int>(cell->state().selected);
        }
        QCOMPARE(selected, 1);
        QCOMPARE(list->focusChild()->text(QAccessible::Name), f.view.describe({1, 1}));
        const QPoint point = f.view.viewport()->mapToGlobal(f.middle({1, 0}));
        QCOMPARE(list->childAt(point.x(), point.y())->text(QAccessible::Name), f.view.describe({1, 0}));
        // Far away, and still there.
        f.model.unfoldAll();
        f.model.goTo(f.at(4));
        f.view.verticalScrollBar()->setValue(f.view.verticalScrollBar()->maximum());
        QVERIFY(!f.inSight(f.at(4)));
        QCOMPARE(list->child(0)->text(QAccessible::Name), f.view.describe(f.at(4)));
        QVERIFY(list->child(0)->state().offscreen);
        QVERIFY(list->child(-1) == nullptr);
        QVERIFY(list->child(list->childCount()) == nullptr);
    }

    void screenReadersPressAndUnfold()
    {
        Fixture f;
        f.model.foldAll();
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.view);
        QAccessibleInterface* bar = list->child(1);
        QAccessibleActionInterface* actions = bar->actionInterface();
        QVERIFY(actions != nullptr);
        actions->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(f.here(), QStringLiteral("2"));
        actions->doAction(QAccessibleActionInterface::toggleAction());
        QVERIFY(!f.model.isFolded(1));
    }

    void theCurrentPlaceIsSaidAsItMoves()
    {
        Fixture f;
        f.model.goTo(f.at(26));
        QCOMPARE(f.view.accessibleDescription(), f.view.describe(f.at(26)));
        f.press(Qt::Key_Down);
        QCOMPARE(f.view.accessibleDescription(), f.view.describe(f.at(27)));
        const QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.view);
        QCOMPARE(list->focusChild()->text(QAccessible::Name), f.view.describe(f.at(27)));
        QVERIFY(list->focusChild()->state().focused);
    }
};

QTEST_MAIN(LadderAccessibleTest)
#include "ladder_accessible_test.moc"
