// SPDX-License-Identifier: GPL-3.0-or-later
// Terms marked in texts, their cards by mouse and keys, and the glossary.
#include "tests/ui/window_fixture.h"
#include "ui/dialogs/glossary_window.h"
#include "ui/main_actions.h"
#include "ui/views/bit_boxes.h"
#include "ui/views/explanation_pane.h"
#include "ui/views/field_tree_view.h"
#include "ui/views/glossary_card.h"
#include "ui/views/glossary_text.h"
#include "ui/views/rule_card.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::FieldId;
using test::nodeOf;

namespace {

/// A text of its own in a window of its own.
struct Stage {
    test::Window w;
    QWidget window;
    QLineEdit before;
    GlossaryText text{w->workspace()};
    QLineEdit after;

    explicit Stage(const QString& words)
    {
        auto* column = new QVBoxLayout(&window);
        for (QWidget* widget :
             {static_cast<QWidget*>(&before), static_cast<QWidget*>(&text), static_cast<QWidget*>(&after)})
            column->addWidget(widget);
        column->addStretch(1);
        text.setText(words);
        w->hide(); // the mouse would be over it
        window.resize(500, 400);
        window.show();
        window.activateWindow();
    }
    bool isActive() { return QTest::qWaitForWindowActive(&window); }
    GlossaryCard* card() { return window.findChild<GlossaryCard*>(); }
    QPoint middleOf(std::size_t term)
    {
        return text.rectOf(text.terms()[term]).center() - text.viewport()->pos();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
};

const QString kWords =
    QStringLiteral("The broker keeps the session; the broker knows it by the Client Identifier.");

} // namespace

class GlossaryUiTest : public QObject {
    Q_OBJECT
    const QString m_qos2 = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/qos2.pcapng");
    const QString m_qos3 = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/pannes-02.pcapng");

private Q_SLOTS:
    void termsAreMarkedByDotsWhereTheyStandFirst()
    {
        Stage s(kWords);
        QVERIFY(s.isActive());
        QCOMPARE(s.text.terms().size(), std::size_t{4});
        QCOMPARE(s.text.terms()[0].id, QStringLiteral("broker"));
        QCOMPARE(s.text.text().mid(s.text.terms()[3].begin, s.text.terms()[3].length),
                 QStringLiteral("Client Identifier"));
        QTextCursor inside(s.text.document());
        inside.setPosition(s.text.terms()[1].begin + 1);
        QCOMPARE(inside.charFormat().underlineStyle(), QTextCharFormat::DotLine);
        QCOMPARE(s.text.terms()[2].id, QStringLiteral("broker"));
        inside.setPosition(s.text.terms()[2].begin + 1);
        QCOMPARE(inside.charFormat().underlineStyle(), QTextCharFormat::NoUnderline);
        inside.setPosition(2);
        QCOMPARE(inside.charFormat().underlineStyle(), QTextCharFormat::NoUnderline);
    }

    void aMouseThatRestsShowsTheCardAndOneThatLeavesClosesIt()
    {
        Stage s(kWords);
        QVERIFY(s.isActive());
        QTest::mouseMove(s.text.viewport(), QPoint(2, s.text.viewport()->height() - 2));
        QTest::mouseMove(s.text.viewport(), s.middleOf(1));
        QTRY_VERIFY(s.card() != nullptr && s.card()->isVisible());
        QCOMPARE(s.card()->term(), QStringLiteral("session"));
        QVERIFY(s.window.rect().contains(s.card()->geometry()));
        QVERIFY(!s.card()->geometry().intersects(s.text.rectOf(s.text.terms()[1]).translated(s.text.pos())));
        QTest::mouseMove(&s.before, QPoint(3, 3));
        QTRY_VERIFY(!s.card()->isVisible());
    }

    void aMouseMayGoOntoTheCard()
    {
        Stage s(kWords);
        QVERIFY(s.isActive());
        QTest::mouseMove(s.text.viewport(), s.middleOf(0));
        QTRY_VERIFY(s.card() != nullptr && s.card()->isVisible());
        QTest::mouseMove(s.card(), s.card()->rect().center());
        QTest::qWait(500); // longer than a mouse that leaves is given
        QVERIFY(s.card()->isVisible());
        QSignalSpy asked(&s.w->workspace(), &Workspace::glossaryRequested);
        QTest::mouseClick(s.card()->more(), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().toString(), QStringLiteral("broker"));
        QVERIFY(!s.card()->isVisible());
    }

    void aClickShowsItAtOnceAndOneElsewhereClosesIt()
    {
        Stage s(kWords);
        QVERIFY(s.isActive());
        QTest::mouseClick(s.text.viewport(), Qt::LeftButton, {}, s.middleOf(3));
        QVERIFY(s.card() != nullptr && s.card()->isVisible());
        QCOMPARE(s.card()->term(), QStringLiteral("client-identifier"));
        QTest::mouseClick(&s.after, Qt::LeftButton);
        QVERIFY(!s.card()->isVisible());
    }

    // Each term once, then the next widget; backwards likewise.
    void tabGoesFromTermToTerm()
    {
        Stage s(kWords);
        QVERIFY(s.isActive());
        s.before.setFocus();
        const QStringList terms{QStringLiteral("broker"), QStringLiteral("session"),
                                QStringLiteral("client-identifier")};
        for (const QString& id : terms) {
            s.press(Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&s.text));
            QVERIFY(s.text.current() != nullptr);
            QCOMPARE(s.text.current()->id, id);
        }
        s.press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&s.after));
        QVERIFY(s.text.current() == nullptr);
        for (auto id = terms.crbegin(); id != terms.crend(); ++id) {
            s.press(Qt::Key_Backtab, Qt::ShiftModifier);
            QVERIFY(s.text.current() != nullptr);
            QCOMPARE(s.text.current()->id, *id);
        }
        s.press(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&s.before));
    }

    void enterShowsTheCardOnceMoreTheGlossaryEscClosesIt()
    {
        Stage s(kWords);
        QVERIFY(s.isActive());
        s.before.setFocus();
        s.press(Qt::Key_Tab);
        QVERIFY(s.card() == nullptr || !s.card()->isVisible());
        s.press(Qt::Key_Return);
        QVERIFY(s.card()->isVisible());
        QCOMPARE(s.card()->term(), QStringLiteral("broker"));
        s.press(Qt::Key_Tab); // the card follows
        QVERIFY(s.card()->isVisible());
        QCOMPARE(s.card()->term(), QStringLiteral("session"));
        s.press(Qt::Key_Escape);
        QVERIFY(!s.card()->isVisible());
        QCOMPARE(s.text.current()->id, QStringLiteral("session")); // the place is kept
        QSignalSpy asked(&s.w->workspace(), &Workspace::glossaryRequested);
        s.press(Qt::Key_Return);
        s.press(Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().toString(), QStringLiteral("session"));
    }

    void aScreenReaderHearsTheTextTheTermAndTheCard()
    {
        Stage s(kWords);
        QVERIFY(s.isActive());
        QAccessibleInterface* text = QAccessible::queryAccessibleInterface(&s.text);
        QCOMPARE(text->text(QAccessible::Name), kWords);
        s.before.setFocus();
        s.press(Qt::Key_Tab);
        QVERIFY2(text->text(QAccessible::Description)
                     .startsWith(QStringLiteral("Server (broker). The program in the middle")),
                 qPrintable(text->text(QAccessible::Description)));
        s.press(Qt::Key_Return);
        const QString card = QAccessible::queryAccessibleInterface(s.card())->text(QAccessible::Name);
        for (const char* part :
             {"Server (broker)", "in French: serveur, broker", "The program in the middle", "MQTT 5.0 §1.2"})
            QVERIFY2(card.contains(QString::fromUtf8(part)), qPrintable(card));
    }

    void aTextWithoutTermsIsNoStop()
    {
        Stage s(QStringLiteral("Nothing in here."));
        QVERIFY(s.isActive());
        s.before.setFocus();
        s.press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&s.after));
    }

    // In any font and at any width, all of the text is there.
    void itIsAsHighAsItsText()
    {
        Stage s(kWords);
        QVERIFY(s.isActive());
        for (const int size : {13, 30}) {
            QFont font = s.text.font();
            font.setPixelSize(size);
            s.text.setFont(font);
            for (const int width : {500, 260}) {
                s.window.resize(width, 700);
                QTRY_COMPARE(s.text.height(), s.text.heightForWidth(s.text.width()));
                QVERIFY(s.text.document()->size().height() <= s.text.height());
            }
        }
        QVERIFY(s.text.heightForWidth(200) > s.text.heightForWidth(450));
    }

    void theExplanationAndTheCardsOfRulesMarkTerms()
    {
        test::Window w;
        QVERIFY(w.open(m_qos3, 7));
        w->selection().selectNode(nodeOf(*w.window, FieldId::MqttQos));
        QVERIFY(!w->explanation()->textView()->terms().empty());
        const auto* card = w->explanation()->findChild<RuleCard*>();
        QVERIFY(card != nullptr);
        std::size_t terms = 0;
        for (const GlossaryText* text : card->findChildren<GlossaryText*>())
            terms += text->terms().size();
        QVERIFY(terms > 0);
        w.language.use(QStringLiteral("fr"));
        QVERIFY(!w->explanation()->textView()->terms().empty());
    }

    // A field whose label is a term: the tool tips of its line and of its bits say what it is.
    void toolTipsSayWhatAFieldIs()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        const QString dup = QStringLiteral("this packet may have been sent before");
        const auto plain = [](QString text) { return text.replace(QLatin1Char('\n'), QLatin1Char(' ')); };
        const QModelIndex line = w->fields().indexOf(nodeOf(*w.window, FieldId::MqttDupflag));
        QVERIFY(plain(line.data(Qt::ToolTipRole).toString()).contains(dup));
        w->selection().selectNode(nodeOf(*w.window, FieldId::MqttHdrflags));
        const BitGroup* group = w->explanation()->bits()->layoutOfBits().groupOf(3);
        QVERIFY(group != nullptr);
        QVERIFY(plain(BitBoxes::toolTipOf(*group)).contains(dup));
        const QModelIndex none = w->fields().indexOf(nodeOf(*w.window, FieldId::MqttTopicLen));
        QVERIFY(w->fields().glossaryText(FieldId::MqttTopicLen).isEmpty());
        QVERIFY(!none.data(Qt::ToolTipRole).toString().isEmpty());
    }

    void theGlossaryOpensAtTheTermOfTheCard()
    {
        test::Window w;
        QVERIFY(w.open(m_qos2, 16));
        w->workspace().showGlossary(QStringLiteral("pubrec"));
        auto* glossary = w->findChild<GlossaryWindow*>();
        QVERIFY(glossary != nullptr && glossary->isVisible());
        QCOMPARE(glossary->term(), QStringLiteral("pubrec"));
        QCOMPARE(glossary->list()->currentItem()->data(Qt::UserRole).toString(), QStringLiteral("pubrec"));
        QVERIFY(glossary->page()->toPlainText().startsWith(QStringLiteral("PUBREC")));
        w->workspace().showGlossary(QStringLiteral("no-such-term"));
        QCOMPARE(glossary->term(), QStringLiteral("pubrec"));
    }

    void typingFindsWordsOfBothLanguages()
    {
        test::Window w;
        w->actions().glossary->trigger();
        auto* glossary = w->findChild<GlossaryWindow*>();
        QVERIFY(QTest::qWaitForWindowActive(glossary));
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(glossary->searchLine()));
        const int all = glossary->list()->count();
        QVERIFY(all >= 150);
        QTest::keyClicks(glossary->searchLine(), QStringLiteral("editeur"));
        QVERIFY(glossary->list()->count() < all);
        QCOMPARE(glossary->list()->item(0)->text(), QStringLiteral("Publisher · éditeur"));
        QVERIFY(glossary->page()->toPlainText().startsWith(QStringLiteral("Publisher")));
        glossary->searchLine()->clear();
        QCOMPARE(glossary->list()->count(), all);
        QTest::keyClicks(glossary->searchLine(), QStringLiteral("keep al"));
        QCOMPARE(glossary->term(), QStringLiteral("keep-alive"));
        QTest::keyClick(glossary->searchLine(), Qt::Key_Down);
        QVERIFY(glossary->term() != QStringLiteral("keep-alive"));
        QTest::keyClick(glossary->searchLine(), Qt::Key_Up);
        QCOMPARE(glossary->term(), QStringLiteral("keep-alive"));
    }

    void nothingFoundIsSaidWithWhatIsSpelledAlike()
    {
        test::Window w;
        w->actions().glossary->trigger();
        auto* glossary = w->findChild<GlossaryWindow*>();
        glossary->searchLine()->setText(QStringLiteral("pubak"));
        QCOMPARE(glossary->list()->count(), 0);
        QVERIFY(glossary->page()->toPlainText().contains(QStringLiteral("No term has “pubak” in it.")));
        QVERIFY(glossary->page()->toPlainText().contains(QStringLiteral("PUBACK")));
        Q_EMIT glossary->page()->anchorClicked(QUrl(QStringLiteral("term:puback")));
        QCOMPARE(glossary->term(), QStringLiteral("puback"));
        QVERIFY(glossary->list()->count() > 100);
    }

    void relatedTermsAreReachedByKeys()
    {
        test::Window w;
        w->workspace().showGlossary(QStringLiteral("frame"));
        auto* glossary = w->findChild<GlossaryWindow*>();
        QVERIFY(QTest::qWaitForWindowActive(glossary));
        glossary->page()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(glossary->page(), Qt::Key_Tab);
        QTest::keyClick(glossary->page(), Qt::Key_Return);
        QVERIFY(glossary->term() != QStringLiteral("frame"));
    }

    void itSpeaksTheOtherLanguageAtOnceAndRemembersItsPlace()
    {
        test::Window w;
        w->workspace().showGlossary(QStringLiteral("frame"));
        w.language.use(QStringLiteral("fr"));
        auto* glossary = w->findChild<GlossaryWindow*>();
        QCOMPARE(glossary->term(), QStringLiteral("frame"));
        QVERIFY(glossary->page()->toPlainText().startsWith(QStringLiteral("trame (frame)")));
        w->close();
        w.reopen();
        w->actions().glossary->trigger();
        QCOMPARE(w->findChild<GlossaryWindow*>()->term(), QStringLiteral("frame"));
    }

    // Two actions with the same key: Qt would carry out neither.
    void noKeyIsTakenTwice()
    {
        test::Window w;
        QHash<QString, QString> owners;
        for (const QAction* action : w.window->findChildren<QAction*>()) {
            for (const QKeySequence& keys : action->shortcuts()) {
                if (action->shortcutContext() != Qt::WindowShortcut || keys.isEmpty())
                    continue;
                const QString key = keys.toString();
                QVERIFY2(!owners.contains(key), qPrintable(key + QStringLiteral(": ") + owners.value(key) +
                                                           QStringLiteral(", ") + action->text()));
                owners.insert(key, action->text());
            }
        }
        QVERIFY(owners.contains(w->actions().glossary->shortcut().toString()));
    }

    void theCardIsLargeOnTheProjectorAndStaysInTheWindow()
    {
        Stage s(kWords);
        QVERIFY(s.isActive());
        QTest::mouseClick(s.text.viewport(), Qt::LeftButton, {}, s.middleOf(0));
        const QSize small = s.card()->size();
        s.w.theme.setProjector(true);
        s.window.resize(700, 600);
        QVERIFY(!s.card()->isVisible()); // what is shown has moved
        QTest::mouseClick(s.text.viewport(), Qt::LeftButton, {}, s.middleOf(0));
        QVERIFY(s.card()->width() > small.width());
        QVERIFY(s.window.rect().contains(s.card()->geometry()));
    }
};

QTEST_MAIN(GlossaryUiTest)
#include "glossary_test.moc"
