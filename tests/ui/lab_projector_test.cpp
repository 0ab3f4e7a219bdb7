// SPDX-License-Identifier: GPL-3.0-or-later
// The lab in the projector: the story to be read from the last row, and what is pressed in it.
#include "tests/ui/lab_window_fixture.h"
#include "ui/lab/client_board.h"
#include "ui/lab/client_bubble_view.h"
#include "ui/lab/client_card.h"
#include "ui/lab/client_command.h"
#include "ui/lab/client_edit.h"
#include "ui/lab/client_head.h"
#include "ui/lab/client_publish_row.h"
#include "ui/lab/client_subscribe_row.h"
#include "ui/lab/fault_bar.h"
#include "ui/lab/lab_projector_foot.h"
#include "ui/lab/lab_projector_head.h"
#include "ui/lab/step_mode_bar.h"
#include "ui/live/fold_section.h"
#include "ui/models/client_bubbles.h"
#include "ui/step/key_button.h"
#include "ui/views/status_strip.h"
#include "ui/views/switch_button.h"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::kPatience;
using test::Lab;

namespace {

/// The projector, in a window of that size.
struct Projected : Lab {
    explicit Projected(QSize size = {1024, 768})
    {
        w->setProjector(true);
        w->setWindowState(Qt::WindowNoState);
        w->resize(size);
        (void)QTest::qWaitFor([&] { return w->size() == size; }, kPatience);
    }
    [[nodiscard]] LabProjectorHead* head() const { return page().projectorHead(); }
    [[nodiscard]] LabProjectorFoot* foot() const { return page().projectorFoot(); }
    [[nodiscard]] ClientCard* card(std::size_t at) const { return page().board()->cards().at(at); }
    template <class Part> Part* fault(const char* name) const
    {
        return foot()->faults()->findChild<Part*>(QLatin1String(name));
    }
};

} // namespace

class LabProjectorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theStoryIsThereAndTheRestIsNot()
    {
        const Projected lab;
        QVERIFY(lab.begin());
        QTRY_VERIFY(lab.head()->isVisible() && lab.foot()->isVisible());
        QVERIFY(!lab.page().broker()->isVisible());
        QVERIFY(!lab.page().frames()->isVisible());
        QVERIFY(!lab->status()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(lab.head()->signs().size(), std::size_t{2}, kPatience);
        QVERIFY(lab.head()->addressText().startsWith(QStringLiteral("127.0.0.1:")));
        for (std::size_t at = 0; at < 2; ++at) { // both cards whole, without a scroll bar
            ClientCard* card = lab.card(at);
            QVERIFY(lab->rect().contains(QRect(card->mapTo(lab.w.window.get(), QPoint(0, 0)), card->size())));
            QVERIFY(card->head()->connectButton()->isVisible());
            QVERIFY(!card->command()->isVisible() && !card->bytesFold()->isVisible());
            QVERIFY(!card->head()->closeButton()->isVisible() && !card->head()->formButton()->isVisible());
            const QRect bubble =
                card->view()->visualRect(card->bubbles().index(card->bubbles().rowCount() - 1));
            QVERIFY(card->view()->viewport()->rect().contains(bubble));
        }
        QVERIFY(lab.card(0)->publishRow()->button()->isVisible());
        QVERIFY(lab.card(0)->publishRow()->payload()->isVisible());
        QVERIFY(!lab.card(0)->publishRow()->topic()->isVisible());
        QTRY_VERIFY(!lab.card(1)->subscribeRow()->filter()->isVisible()); // it is subscribed
        QTRY_VERIFY_WITH_TIMEOUT(!lab.foot()->logText().isEmpty(), kPatience);
        QVERIFY(lab->width() <= 1024 && lab->height() <= 768);

        lab->setProjector(false);
        lab->resize(1600, 950);
        QTRY_VERIFY(lab.page().broker()->isVisible() && lab.page().frames()->isVisible());
        QVERIFY(!lab.head()->isVisible() && !lab.foot()->isVisible());
        QVERIFY(lab->status()->isVisible());
        QVERIFY(lab.card(0)->publishRow()->topic()->isVisible() && lab.card(0)->command()->isVisible());
        QVERIFY(lab.card(1)->subscribeRow()->filter()->isVisible());
    }

    void bubblesAreLarge()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        ClientCard* card = lab.page().board()->cards().front();
        const QModelIndex last = card->bubbles().index(card->bubbles().rowCount() - 1);
        const int before = card->view()->visualRect(last).height();
        lab->setProjector(true);
        // Everything grows by 1.6; the value grows more.
        QTRY_VERIFY(card->view()->visualRect(last).height() > before * 18 / 10);
    }

    void theStoryOfTheLostPuback()
    {
        const Projected lab;
        QVERIFY(lab.begin());
        QTRY_COMPARE_WITH_TIMEOUT(lab.head()->signs().size(), std::size_t{2}, kPatience);
        const auto sign =
            std::find_if(lab.head()->signs().begin(), lab.head()->signs().end(), [](const QToolButton* one) {
                return one->text().trimmed() == QLatin1String("capteur-1");
            });
        QVERIFY(sign != lab.head()->signs().end());
        Lab::click(*sign);
        QCOMPARE(lab->lab().chosenClient(), QStringLiteral("capteur-1"));
        QVERIFY((*sign)->isChecked());
        QVERIFY(lab.foot()->armedText().isEmpty());
        auto* lose = lab.fault<QPushButton>("faultLose");
        lab->activateWindow();
        lose->setFocus();
        Lab::click(lose);
        QTRY_VERIFY_WITH_TIMEOUT(lab.foot()->armedText().contains(QStringLiteral("next PUBACK to capteur-1")),
                                 kPatience);
        QVERIFY(lab.foot()->disarmButton()->isVisible() && !lab.foot()->faults()->isVisible());
        Lab::click(lab.card(0)->publishRow()->button());
        QTRY_VERIFY_WITH_TIMEOUT(lab.foot()->armedText().isEmpty(), kPatience); // it has met its PUBACK
        QTRY_COMPARE_WITH_TIMEOUT(lab.card(0)->head()->connectButton()->text(), QStringLiteral("Connect"),
                                  kPatience);
        Lab::click(lab.card(0)->head()->connectButton());
        const ClientBubbles& got = lab.card(1)->bubbles();
        const auto copies = [&] {
            int count = 0;
            for (int row = 0; row < got.rowCount(); ++row)
                count += got.bubble(row).kind == ClientBubble::Kind::Received ? 1 : 0;
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(copies(), 3, kPatience); // the first, and twice the second
        QTRY_VERIFY_WITH_TIMEOUT(lab.foot()->logText().contains(QStringLiteral("tablette")) ||
                                     lab.foot()->logText().contains(QStringLiteral("capteur-1")),
                                 kPatience);
    }

    void armedFaultsAreTakenBack()
    {
        const Projected lab;
        QVERIFY(lab.begin());
        for (int i = 0; i < 3; ++i) {
            broker::lab::LabFault fault;
            fault.kind = broker::lab::LabFaultKind::Grant;
            fault.clientId = "student-" + std::to_string(i);
            QVERIFY(lab->lab().broker().arm(fault) != 0);
        }
        QTRY_VERIFY_WITH_TIMEOUT(lab.foot()->armedText().endsWith(QStringLiteral("And 1 more.")), kPatience);
        Lab::click(lab.foot()->disarmButton());
        QTRY_VERIFY_WITH_TIMEOUT(lab.foot()->armedText().isEmpty(), kPatience);
        QTRY_VERIFY(lab.foot()->faults()->isVisible());
    }

    void packetsPassOneByOne()
    {
        const Projected lab;
        QVERIFY(lab.begin());
        QVERIFY(lab.foot()->stepText().isEmpty());
        Lab::click(lab.foot()->stepSwitch());
        QTRY_VERIFY_WITH_TIMEOUT(lab.foot()->stepText().startsWith(QStringLiteral("Time stands still.")),
                                 kPatience);
        Lab::click(lab.card(0)->publishRow()->button());
        QTRY_VERIFY_WITH_TIMEOUT(
            lab.foot()->stepText().contains(QStringLiteral("PUBLISH from capteur-1 passes")), kPatience);
        lab->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(lab.w.window.get()));
        QTest::keyClick(lab.w.window.get(), Qt::Key_F10, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(
            lab.foot()->stepText().contains(QStringLiteral("PUBACK to capteur-1 passes")), kPatience);
        Lab::click(lab.foot()->nextButton());
        QTRY_VERIFY_WITH_TIMEOUT(
            lab.foot()->stepText().contains(QStringLiteral("PUBLISH to tablette passes")), kPatience);
        Lab::click(lab.foot()->stepSwitch());
        QTRY_VERIFY_WITH_TIMEOUT(lab.foot()->stepText().isEmpty(), kPatience);
    }

    void aClassThatIsTooLargeIsCounted()
    {
        const Projected lab;
        QVERIFY(lab.begin());
        const std::uint16_t port = lab->lab().started().addresses.front().port;
        std::vector<broker::lab::LabClientId> ids;
        for (int i = 0; i < 12; ++i) {
            broker::lab::LabClientOptions options;
            options.port = port;
            options.client.clientId = "student-" + std::to_string(i);
            ids.push_back(lab->lab().addClient(options));
            lab->lab().clients().connect(ids.back());
        }
        QTRY_COMPARE_WITH_TIMEOUT(lab->lab().snapshot()->connections, std::size_t{14}, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(lab.head()->moreText().endsWith(QStringLiteral(" more")), kPatience);
        const auto& signs = lab.head()->signs();
        const auto shown = std::count_if(signs.begin(), signs.end(),
                                         [](const QToolButton* sign) { return sign->isVisible(); });
        QCOMPARE(lab.head()->moreText(), QStringLiteral("and %1 more").arg(14 - shown));
        QVERIFY(shown >= 2 && lab->width() <= 1024);
    }

    void theBrokerIsStartedThere()
    {
        const Projected lab;
        lab.page().showParts();
        QTRY_VERIFY(lab.head()->startButton()->isVisible());
        QVERIFY(lab.page().board()->addButton()->isVisible());
        Lab::click(lab.head()->startButton());
        QVERIFY(lab->lab().isRunning());
        QTRY_VERIFY(!lab.head()->startButton()->isVisible());
    }

    void bothLanguages()
    {
        Projected lab;
        QVERIFY(lab.begin());
        lab.w.language.use(QStringLiteral("fr"));
        QTRY_COMPARE(lab.foot()->stepSwitch()->text(), QString::fromUtf8("Paquet par paquet"));
        lab.page().showParts();
        QCOMPARE(lab.head()->startButton()->text(), QString::fromUtf8("Démarrer le broker"));
        lab.w.language.use(QStringLiteral("en"));
    }
};

QTEST_MAIN(LabProjectorTest)
#include "lab_projector_test.moc"
