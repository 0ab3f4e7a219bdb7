// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader says of the byte ribbon.
#include "tests/ui/ribbon_fixture.h"

#include <QAccessible>
#include <QSignalSpy>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::longContent;
using test::StepFrame;
using Fixture = test::RibbonFixture;

class RibbonAccessibleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aByteIsSaidInWords()
    {
        Fixture f;
        f.at(9);
        QCOMPARE(f.ribbon.describe(9), QStringLiteral("byte 10, 0x02, Connect Flags, current"));
        QCOMPARE(f.ribbon.describe(4), QStringLiteral("byte 5, 0x4d, M, Protocol Name"));
        // What has not been read has no name yet.
        QCOMPARE(f.ribbon.describe(11), QStringLiteral("byte 12, 0x3c, not read yet"));
        f.at(9, 1);
        QCOMPARE(f.ribbon.describe(9), QStringLiteral("byte 10, 0x02, Connect Flags, D1, current"));
        QCOMPARE(f.ribbon.describeLayer(1), QStringLiteral("IPv4, 20 bytes"));
        QCOMPARE(f.ribbon.accessibleDescription(), f.ribbon.describe(9));
    }

    void frenchSaysItInFrench()
    {
        Fixture f;
        const StepFrame french(StepFrame::sample("connect-python1.pcap"), 4, teach::Language::French);
        f.language.use(QStringLiteral("fr"));
        f.ribbon.setContent(french.content());
        f.at(9);
        QCOMPARE(f.ribbon.describe(9),
                 QStringLiteral("octet 10, 0x02, drapeaux de connexion, octet courant"));
        QCOMPARE(f.ribbon.describe(11), QStringLiteral("octet 12, 0x3c, pas encore lu"));
    }

    void aFaultIsSaidOnceItHasBeenRead()
    {
        Fixture f;
        const StepFrame wrong(StepFrame::sample("pannes-03.pcapng"), 7);
        f.ribbon.setContent(wrong.content());
        f.at(9);
        QVERIFY(!f.ribbon.describe(10).contains(QStringLiteral("rule broken")));
        f.at(11);
        QCOMPARE(f.ribbon.describe(10), QStringLiteral("byte 11, 0x2b, +, Topic Name, rule broken"));
    }

    void everyByteIsAChildForScreenReaders()
    {
        Fixture f;
        f.at(9);
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.ribbon);
        QVERIFY(list != nullptr);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), 21 + 4);
        for (int i = 0; i < 21; ++i) {
            QAccessibleInterface* cell = list->child(i);
            QVERIFY(cell != nullptr && cell->isValid());
            QCOMPARE(cell->role(), QAccessible::ListItem);
            QCOMPARE(cell->text(QAccessible::Name), f.ribbon.describe(static_cast<std::uint32_t>(i)));
            QCOMPARE(list->indexOfChild(cell), i);
            QCOMPARE(cell->parent(), list);
            QCOMPARE(cell->state().selected, i == 9 ? 1U : 0U);
            QCOMPARE(list->childAt(cell->rect().center().x(), cell->rect().center().y()), cell);
        }
        QAccessibleInterface* ip = list->child(21 + 1);
        QCOMPARE(ip->role(), QAccessible::Button);
        QCOMPARE(ip->text(QAccessible::Name), QStringLiteral("IPv4, 20 bytes"));
        QVERIFY(list->child(25) == nullptr);
        QVERIFY(list->child(-1) == nullptr);
    }

    void screenReadersPressBytesAndLayers()
    {
        Fixture f;
        f.at(9);
        const QSignalSpy layers(&f.ribbon, &ByteRibbon::layerChosen);
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.ribbon);
        list->child(12)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(f.ribbon.current(), std::optional(12U));
        list->child(21)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(layers.count(), 1);
    }

    void aShorterContentInvalidatesTheRest()
    {
        Fixture f;
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.ribbon);
        QAccessibleInterface* cell = list->child(20);
        QVERIFY(cell->isValid());
        f.ribbon.setContent(longContent(4));
        QCOMPARE(list->childCount(), 4);
        QVERIFY(!cell->isValid());
        QVERIFY(cell->text(QAccessible::Name).isEmpty());
        QVERIFY(cell->rect().isEmpty());
    }

    // A screen reader that walks a long message does not pile up bytes.
    void bytesForScreenReadersAreLimited()
    {
        Fixture f;
        f.ribbon.setContent(longContent(20'000));
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.ribbon);
        const QAccessible::Id first = QAccessible::uniqueId(list->child(0));
        for (int i = 1; i < 20'000; ++i)
            QVERIFY(list->child(i) != nullptr);
        QVERIFY(QAccessible::accessibleInterface(first) == nullptr);
        QVERIFY(list->child(0)->isValid());
    }
};

QTEST_MAIN(RibbonAccessibleTest)
#include "ribbon_accessible_test.moc"
