// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader of a packet knows so far.
#include "ui/step/knowledge_strip.h"

#include "ui/language.h"
#include "ui/theme/theme.h"

#include <QTest>

using namespace mqttscope::ui;

namespace {

Knowledge facts(int count)
{
    Knowledge knowledge;
    for (int i = 0; i < count; ++i)
        knowledge.facts.push_back(
            {QStringLiteral("label %1").arg(i), QStringLiteral("value %1").arg(i), i + 1 == count, false});
    knowledge.read = 8;
    knowledge.total = 19;
    return knowledge;
}

struct Fixture {
    Theme theme{Theme::FontSource::Inter};
    Language language;
    KnowledgeStrip strip{theme};

    Fixture()
    {
        language.use(QStringLiteral("en"));
        theme.apply();
        strip.resize(1366, strip.sizeHint().height());
        strip.show();
    }
};

} // namespace

class KnowledgeStripTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chipsStandInTheOrderOfReading()
    {
        Fixture f;
        f.strip.setKnowledge(facts(4));
        QCOMPARE(f.strip.hiddenFacts(), std::size_t{0});
        for (std::size_t i = 1; i < 4; ++i)
            QVERIFY(f.strip.rectOfFact(i).left() > f.strip.rectOfFact(i - 1).right());
        QVERIFY(f.strip.rectOfMore().isEmpty());
    }

    void theOldestGiveWayAndAreCounted()
    {
        Fixture f;
        f.strip.setKnowledge(facts(30));
        QVERIFY(f.strip.hiddenFacts() > 0);
        QVERIFY(f.strip.rectOfFact(0).isEmpty());
        QVERIFY(!f.strip.rectOfMore().isEmpty());
        QVERIFY(f.strip.rectOfFact(29).right() < f.strip.width());
        // The tool tip says all of them, a chip its own.
        const QStringList lines = f.strip.toolTipAt(f.strip.rectOfMore().center()).split(QLatin1Char('\n'));
        QCOMPARE(static_cast<std::size_t>(lines.size()), f.strip.hiddenFacts());
        QCOMPARE(lines.front(), QStringLiteral("label 0 value 0"));
        QCOMPARE(f.strip.toolTipAt(f.strip.rectOfFact(29).center()), QStringLiteral("label 29 value 29"));
    }

    void theNewestIsAlwaysThere()
    {
        Fixture f;
        f.strip.resize(360, f.strip.height());
        Knowledge knowledge = facts(5);
        knowledge.facts.back().value = QString(400, QLatin1Char('x'));
        f.strip.setKnowledge(knowledge);
        QCOMPARE(f.strip.hiddenFacts(), std::size_t{4});
        QVERIFY(!f.strip.rectOfFact(4).isEmpty());
    }

    void theNewestIsFramedInTheAccent()
    {
        Fixture f;
        f.strip.setKnowledge(facts(3));
        const QImage image = f.strip.grab().toImage();
        const auto edge = [&](std::size_t fact) {
            const QRect rect = f.strip.rectOfFact(fact);
            return image.pixelColor(rect.left() + 1, rect.center().y());
        };
        QCOMPARE(edge(2), f.theme.color(Ink::Accent));
        QVERIFY(edge(1) != f.theme.color(Ink::Accent));
    }

    void whatIsLeftIsSaid()
    {
        Fixture f;
        Knowledge knowledge = facts(1);
        f.strip.setKnowledge(knowledge);
        QCOMPARE(f.strip.leftText(), QStringLiteral("11 bytes of 19 left"));
        knowledge.read = 18;
        f.strip.setKnowledge(knowledge);
        QCOMPARE(f.strip.leftText(), QStringLiteral("1 byte of 19 left"));
        knowledge.read = 19;
        f.strip.setKnowledge(knowledge);
        QCOMPARE(f.strip.leftText(), QStringLiteral("all 19 bytes read"));
        knowledge.read = 25; // more than was promised: a broken packet
        f.strip.setKnowledge(knowledge);
        QCOMPARE(f.strip.leftText(), QStringLiteral("all 19 bytes read"));
        knowledge.total.reset();
        f.strip.setKnowledge(knowledge);
        QCOMPARE(f.strip.leftText(), QStringLiteral("length not read yet"));
        f.language.use(QStringLiteral("fr"));
        knowledge.read = 8;
        knowledge.total = 19;
        f.strip.setKnowledge(knowledge);
        QCOMPARE(f.strip.leftText(), QStringLiteral("reste 11 octets sur 19"));
    }

    void screenReadersHearTheNewestFirst()
    {
        Fixture f;
        Knowledge knowledge = facts(3);
        knowledge.facts[0].isPartial = true;
        f.strip.setKnowledge(knowledge);
        QCOMPARE(f.strip.accessibleDescription(),
                 QStringLiteral("label 2 value 2; label 0 value 0…; label 1 value 1; 11 bytes of 19 left"));
    }

    void nothingIsKnownAtFirst()
    {
        Fixture f;
        f.strip.setKnowledge({});
        QCOMPARE(f.strip.hiddenFacts(), std::size_t{0});
        QVERIFY(!f.strip.grab().isNull());
        Knowledge empty;
        empty.total = 0; // PINGREQ
        f.strip.setKnowledge(empty);
        QVERIFY(!f.strip.grab().isNull());
        QCOMPARE(f.strip.leftText(), QStringLiteral("nothing follows"));
    }
};

QTEST_MAIN(KnowledgeStripTest)
#include "knowledge_strip_test.moc"
