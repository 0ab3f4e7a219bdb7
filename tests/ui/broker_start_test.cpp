// SPDX-License-Identifier: GPL-3.0-or-later
// How the broker starts: its button, its port, a classroom, who may come in.
#include "tests/ui/broker_panel_fixture.h"
#include "ui/lab/broker_address_card.h"
#include "ui/lab/broker_qr_code.h"
#include "ui/lab/broker_user_dialog.h"
#include "ui/views/banner.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::BrokerDesk;

namespace {

constexpr int kWithinMs = 20'000;

} // namespace

class BrokerStartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void startsAndStopsByItsButton()
    {
        BrokerDesk desk;
        QCOMPARE(desk.part("brokerStart")->text(), QStringLiteral("Start"));
        QVERIFY(desk.start());
        QCOMPARE(desk.part("brokerStart")->text(), QStringLiteral("Stop"));
        const QString address = desk.part<QLabel>("brokerAddress")->text();
        QCOMPARE(address, QStringLiteral("127.0.0.1:%1").arg(desk.lab.started().addresses.front().port));
        QSignalSpy copied(&desk.window->workspace(), &Workspace::copyRequested);
        desk.click("brokerCopy");
        QCOMPARE(copied.value(0).value(0).toString(), address);
        QVERIFY(!desk.part("brokerClassroom")->isEnabled()); // while it runs
        desk.click("brokerStart");
        QTRY_COMPARE_WITH_TIMEOUT(desk.part("brokerStart")->text(), QStringLiteral("Start"), kWithinMs);
        QVERIFY(desk.part("brokerClassroom")->isEnabled());
    }

    void aPortThatIsTakenIsSaidAndWhich()
    {
        BrokerDesk desk;
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        auto options = desk.panel->options();
        options.port = other.serverPort();
        desk.panel->setOptions(options);
        auto* const note = desk.part<QLabel>("brokerPortNote");
        QVERIFY(!note->isVisible());
        QVERIFY(desk.start());
        QVERIFY(note->isVisible());
        const QString wanted = QString::number(other.serverPort());
        const QString got = QString::number(desk.lab.started().addresses.front().port);
        QVERIFY2(note->text().contains(wanted) && note->text().contains(got), qPrintable(note->text()));
        QVERIFY2(note->text().contains(QStringLiteral("another program")), qPrintable(note->text()));
        QVERIFY(note->toolTip().contains(QStringLiteral("ss -ltnp 'sport = :%1'").arg(wanted)));
        desk.window.language.use(QStringLiteral("fr"));
        desk.panel->retranslate();
        QVERIFY2(note->text().contains(QStringLiteral("autre programme")), qPrintable(note->text()));
        desk.window.language.use(QStringLiteral("en"));
        desk.click("brokerStart");
        QTRY_VERIFY_WITH_TIMEOUT(!note->isVisible(), kWithinMs);
    }

    // Who chooses a port wants that one: no other is taken, and it is said how to find out who has it.
    void aChosenPortThatIsTakenIsAFailure()
    {
        BrokerDesk desk;
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        desk.part<QSpinBox>("brokerPort")->setValue(other.serverPort());
        QVERIFY(desk.panel->options().insists);
        desk.click("brokerStart");
        QVERIFY(!desk.lab.isRunning());
        const auto* banner = desk.panel->findChild<Banner*>();
        QVERIFY(banner->isVisible());
        QVERIFY2(
            banner->sentence().contains(QStringLiteral("another program listens there")) &&
                banner->sentence().contains(QStringLiteral("ss -ltnp 'sport = :%1'").arg(other.serverPort())),
            qPrintable(banner->sentence()));
        desk.part<QSpinBox>("brokerPort")->setValue(broker::lab::kMqttPort);
        QVERIFY(!desk.panel->options().insists); // everybody's: the next one will do
    }

    // Hashing passwords takes time: the window does not wait for it, and Stop ends it.
    void aClassroomThatStartsIsSeenAndCancelled()
    {
        BrokerDesk desk;
        auto options = desk.panel->options();
        options.reach = broker::lab::Reach::Classroom;
        for (int number = 0; number < 20'000; ++number)
            options.users.push_back({"user" + std::to_string(number), "secret"});
        desk.panel->setOptions(options);
        desk.click("brokerStart");
        QVERIFY(desk.lab.isStarting());
        QCOMPARE(desk.part("brokerStart")->text(), QStringLiteral("Stop"));
        QVERIFY(desk.part("brokerStart")->isEnabled());
        QVERIFY(desk.part<QLabel>("brokerAddress")->text().startsWith(QStringLiteral("starting")));
        QVERIFY(!desk.part("brokerClassroom")->isEnabled());
        desk.click("brokerStart");
        QVERIFY(!desk.lab.isStarting());
        QCOMPARE(desk.part("brokerStart")->text(), QStringLiteral("Start"));
        QVERIFY(!desk.lab.isRunning());
    }

    void aClassroomAsksForAUserFirst()
    {
        BrokerDesk desk;
        desk.click("brokerClassroom");
        auto* dialog = desk.panel->findChild<BrokerUserDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(desk.panel->options().reach, broker::lab::Reach::ThisPc);
        QVERIFY(!desk.part("brokerClassroom")->isChecked());
        QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("userName")), QStringLiteral("prof"));
        QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("userPassword")),
                         QStringLiteral("ciel"));
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(desk.panel->options().reach, broker::lab::Reach::Classroom);
        QCOMPARE(desk.panel->options().users.size(), std::size_t{1});
        QVERIFY(desk.part("brokerClassroom")->isChecked());
        QVERIFY(!desk.part("brokerAnonymous")->isEnabled());
    }

    // Each address that can be typed has its own code.
    void aClassroomShowsEachAddress()
    {
        const test::Window window;
        BrokerAddressCard card(window.theme,
                               {{"192.168.1.20", 1884}, {"2001:db8::20", 1884}, {"127.0.0.1", 1884}});
        QCOMPARE(card.content(), QStringLiteral("mqtt://192.168.1.20:1884"));
        auto* const choice = card.findChild<QComboBox*>(QStringLiteral("addressChoice"));
        QCOMPARE(choice->count(), 3);
        choice->setCurrentIndex(1);
        Q_EMIT choice->activated(1);
        QCOMPARE(card.content(), QStringLiteral("mqtt://[2001:db8::20]:1884"));
        QVERIFY(card.findChild<QrCode*>()->modules() >= 21);
    }

    void aFailureIsASentence()
    {
        BrokerDesk desk;
        broker::lab::LabFailure failure;
        failure.problem = broker::lab::LabProblem::CannotListen;
        failure.address = {"127.0.0.1", 80};
        failure.listening = broker::ListenFault::NotAllowed;
        Q_EMIT desk.lab.failed(failure);
        const auto* banner = desk.panel->findChild<Banner*>();
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->sentence(),
                 QStringLiteral("tcp://127.0.0.1:80 cannot be opened: ports below 1024 are "
                                "for the administrator."));
    }

    void wrongAccessRulesAreMarked()
    {
        BrokerDesk desk;
        auto* const apply = desk.part("accessApply");
        auto* const rules = apply->parentWidget()->findChild<QPlainTextEdit*>();
        rules->setPlainText(QStringLiteral("user capteur\ntopc write a/#\ntopic write a/#"));
        QCOMPARE(rules->extraSelections().size(), 1);
        QCOMPARE(rules->extraSelections().first().cursor.blockNumber(), 1);
        QVERIFY(!apply->isEnabled());
        rules->setPlainText(QStringLiteral("user capteur\ntopic write a/#"));
        QVERIFY(apply->isEnabled());
        apply->click();
        QCOMPARE(desk.panel->options().acl, std::string("user capteur\ntopic write a/#"));
    }

    void theAddressAsACode()
    {
        QrCode code;
        code.setContent(QStringLiteral("mqtt://192.168.1.20:1883"));
        QVERIFY(code.modules() >= 21);
        QVERIFY(code.isDark(0, 0)); // the corner of the finder pattern
        QVERIFY(!code.isDark(1, 1));
        code.setContent(QString(10'000, QLatin1Char('x')));
        QCOMPARE(code.modules(), 0);
    }
};

QTEST_MAIN(BrokerStartTest)
#include "broker_start_test.moc"
