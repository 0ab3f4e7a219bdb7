// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/fault_bar.h"

#include "ui/lab/broker_table.h"
#include "ui/models/lab_fault_text.h"
#include "ui/models/lab_faults_model.h"
#include "ui/models/lab_log.h"
#include "ui/models/lab_session.h"
#include "ui/models/plain_words.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/flow_layout.h"
#include "ui/workspace.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using broker::FaultSide;
using broker::lab::LabFault;
using broker::lab::LabFaultKind;
using mqtt::PacketType;
using mqtt::Version;

constexpr PacketType kAnswers[] = {PacketType::Puback, PacketType::Pubrec, PacketType::Pubrel,
                                   PacketType::Pubcomp};
constexpr std::uint32_t kDelays[] = {1000, 5000, 20'000}; ///< milliseconds
constexpr qsizetype kMaxName = 60;

} // namespace

FaultBar::FaultBar(Workspace& workspace, LabSession& lab, LabLog& log, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_lab(&lab), m_log(&log),
      m_model(new LabFaultsModel(workspace.vocabulary(), this)), m_icon(new QLabel), m_title(new QLabel),
      m_packets(new QToolButton), m_ladder(new QToolButton), m_row(new QWidget), m_hint(new QLabel)
{
    auto* head = new QHBoxLayout;
    head->addWidget(m_icon);
    head->addWidget(m_title);
    head->addStretch(1);
    for (QToolButton* button : {m_packets, m_ladder}) {
        button->setProperty("link", true);
        button->setFocusPolicy(Qt::StrongFocus);
        head->addWidget(button);
    }
    m_packets->setObjectName(QStringLiteral("clientPackets"));
    m_ladder->setObjectName(QStringLiteral("clientLadder"));
    makeButtons();
    for (QLabel* label : {m_title, m_hint})
        label->setTextFormat(Qt::PlainText); // names come from the wire
    m_hint->setWordWrap(true);
    m_hint->setProperty("secondary", true);
    m_hint->setObjectName(QStringLiteral("faultHint"));
    m_armed = new BrokerTable(workspace, *m_model, QStringLiteral("faults"), true);
    m_armed->setStretched(LabFaultsModel::Fault);
    auto* column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(m_row);
    column->addWidget(m_hint);
    column->addWidget(m_armed);
    connect(m_packets, &QToolButton::clicked, this, &FaultBar::packetsWanted);
    connect(m_ladder, &QToolButton::clicked, this, &FaultBar::ladderWanted);
    connect(m_armed, &BrokerTable::linkActivated, this,
            [this](const QModelIndex& index) { m_lab->broker().disarm(m_model->at(index.row()).id); });
    connect(&lab, &LabSession::snapshotChanged, this, &FaultBar::showState);
    connect(&lab, &LabSession::stateChanged, this, &FaultBar::showState);
    connect(&lab, &LabSession::chosenClientChanged, this, &FaultBar::retranslate);
    connect(&workspace.theme(), &Theme::changed, this, &FaultBar::refreshTheme);
    refreshTheme();
}

void FaultBar::makeButtons()
{
    auto* margins = new QVBoxLayout(m_row);
    m_flow = new FlowLayout;
    margins->addLayout(m_flow);
    const auto make = [&](const char* name) {
        auto* button = new QPushButton;
        button->setObjectName(QLatin1String(name));
        button->setProperty("compact", true);
        button->installEventFilter(this);
        m_buttons.push_back(button);
        return button;
    };
    m_lose = make("faultLose");
    m_loseMore = new QPushButton;
    m_loseMore->setProperty("compact", true);
    m_loseMore->setObjectName(QStringLiteral("faultLoseMore"));
    m_pair = new QWidget;
    auto* row = new QHBoxLayout(m_pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_lose);
    row->addWidget(m_loseMore);
    m_flow->addWidget(m_pair);
    m_freeze = make("faultFreeze");
    m_kick = make("faultKick");
    m_refuse = make("faultRefuse");
    m_grant = make("faultGrant");
    m_delay = make("faultDelay");
    for (QPushButton* button : {m_freeze, m_kick, m_refuse, m_grant, m_delay})
        m_flow->addWidget(button);
    connect(m_lose, &QPushButton::clicked, this, [this] {
        if (const auto id = armedAs(losePuback()))
            m_lab->broker().disarm(*id);
        else
            arm(losePuback());
    });
    connect(m_freeze, &QPushButton::clicked, this, [this] {
        if (const auto* frozen = chosen())
            m_lab->broker().freeze(frozen->clientId, !frozen->frozen);
    });
    connect(m_kick, &QPushButton::clicked, this, [this] {
        if (const auto* kicked = chosen())
            m_lab->broker().kick(kicked->clientId);
    });
    giveMenu(*m_loseMore, m_loseMenu, &FaultBar::fillLoseMenu);
    giveMenu(*m_refuse, m_refuseMenu, &FaultBar::fillRefuseMenu);
    giveMenu(*m_grant, m_grantMenu, &FaultBar::fillGrantMenu);
    giveMenu(*m_delay, m_delayMenu, &FaultBar::fillDelayMenu);
}

void FaultBar::giveMenu(QWidget& button, QMenu& menu, void (FaultBar::*fill)())
{
    menu.setToolTipsVisible(true);
    const auto open = [this, &button, &menu, fill] {
        menu.clear();
        (this->*fill)();
        menu.popup(button.mapToGlobal(QPoint(0, button.height())));
    };
    connect(static_cast<QAbstractButton*>(&button), &QAbstractButton::clicked, this, open);
    connect(&menu, &QMenu::hovered, this,
            [this](const QAction* action) { hintAt(action->data().toString()); });
    connect(&menu, &QMenu::aboutToHide, this, [this] { hintAt({}); });
}

LabFault FaultBar::faultOf(LabFaultKind kind) const
{
    LabFault fault;
    fault.kind = kind;
    fault.clientId = m_lab->chosenClient().toStdString();
    return fault;
}

LabFault FaultBar::losePuback() const
{
    LabFault fault = faultOf(LabFaultKind::LoseAndCut);
    fault.type = PacketType::Puback;
    return fault;
}

void FaultBar::offer(QMenu& menu, const QString& text, const Fault& fault)
{
    QAction* const action = menu.addAction(text, this, [this, fault] { arm(fault); });
    action->setData(faultSentence(fault, m_workspace->vocabulary()));
    action->setToolTip(plainTip(action->data().toString()));
}

void FaultBar::fillLoseMenu()
{
    for (const FaultSide from : {FaultSide::Broker, FaultSide::Client}) {
        m_loseMenu.addSection(from == FaultSide::Broker ? tr("From the broker") : tr("From the client"));
        for (const PacketType type : kAnswers) {
            LabFault fault = losePuback();
            fault.type = type;
            fault.from = from;
            offer(m_loseMenu, tr("Lose %1 and cut").arg(packetWord(type)), fault);
        }
    }
}

// The codes of the version that the client speaks; of all, while that is not known.
void FaultBar::fillRefuseMenu()
{
    const auto* row = chosen();
    const Version known = row != nullptr ? row->version : Version::Unknown;
    for (const Version version : {Version::V311, Version::V50}) {
        const bool same = known == version || (known == Version::V31 && version == Version::V311);
        if (known != Version::Unknown && !same)
            continue;
        QMenu* const menu = same ? &m_refuseMenu : m_refuseMenu.addMenu(versionText(version));
        menu->setToolTipsVisible(true);
        if (menu != &m_refuseMenu)
            connect(menu, &QMenu::hovered, this,
                    [this](const QAction* action) { hintAt(action->data().toString()); });
        for (const std::uint8_t code : broker::lab::refusalCodes(version)) {
            LabFault fault = faultOf(LabFaultKind::Refuse);
            fault.version = version;
            fault.code = code;
            offer(*menu, refusalText(version, code, m_workspace->vocabulary()), fault);
        }
    }
}

void FaultBar::fillGrantMenu()
{
    for (const std::uint8_t qos : {std::uint8_t{0}, std::uint8_t{1}}) {
        LabFault fault = faultOf(LabFaultKind::Grant);
        fault.code = qos;
        offer(m_grantMenu, tr("Grant QoS %1 at most").arg(qos), fault);
    }
}

void FaultBar::fillDelayMenu()
{
    for (const FaultSide from : {FaultSide::Broker, FaultSide::Client}) {
        m_delayMenu.addSection(from == FaultSide::Broker ? tr("From the broker") : tr("From the client"));
        for (const std::uint32_t delay : kDelays) {
            LabFault fault = faultOf(LabFaultKind::Delay);
            fault.from = from;
            fault.delayMilliseconds = delay;
            fault.count = 0;
            offer(m_delayMenu, tr("%1 s late").arg(QLocale().toString(delay / 1000)), fault);
        }
    }
}

void FaultBar::arm(const Fault& fault)
{
    if (m_lab->broker().arm(fault) != 0)
        m_log->addArmed(fault);
    else
        hintAt(tr("No more than %1 faults can be armed.").arg(broker::lab::LabBroker::kMaxFaults));
}

std::optional<std::uint32_t> FaultBar::armedAs(const Fault& fault) const
{
    for (const auto& row : m_lab->snapshot()->faults) {
        if (!row.spent && row.fault == fault)
            return row.id;
    }
    return std::nullopt;
}

const broker::lab::SessionRow* FaultBar::chosen() const
{
    const std::string id = m_lab->chosenClient().toStdString();
    const auto& rows = m_lab->snapshot()->sessions.rows;
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.clientId == id; });
    return found != rows.end() && !id.empty() ? &*found : nullptr;
}

QString FaultBar::sentenceOf(const QObject* button) const
{
    const auto* row = chosen();
    if (button == m_lose)
        return armedAs(losePuback()) ? tr("Armed. Press again to disarm it.")
                                     : faultSentence(losePuback(), m_workspace->vocabulary());
    if (button == m_freeze)
        return row != nullptr && row->frozen ? tr("What waits passes, as if nothing had been.")
                                             : tr("Nothing passes any more, no ping either: after 1.5 times "
                                                  "the Keep Alive the broker ends "
                                                  "the connection.");
    if (button == m_kick)
        return tr("The broker ends the connection. In 5.0 a DISCONNECT says why.");
    if (button == m_refuse)
        return tr("The next CONNECT gets a CONNACK that refuses, with a code of your choice.");
    if (button == m_grant)
        return tr("The next SUBSCRIBE is granted less than it asks for.");
    if (button == m_delay)
        return tr("Packets come late, until this is disarmed.");
    return {};
}

QString FaultBar::hint() const
{
    return m_hint->text();
}

void FaultBar::hintAt(const QString& sentence)
{
    m_hint->setText(sentence.isEmpty() ? tr("Each fault says here what it will do.") : sentence);
}

bool FaultBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::FocusIn)
        hintAt(sentenceOf(watched));
    else if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut)
        hintAt({});
    return QWidget::eventFilter(watched, event);
}

void FaultBar::frame(QPushButton& button, bool armed) const
{
    if (button.property("armed").toBool() == armed)
        return;
    button.setProperty("armed", armed);
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

void FaultBar::showState()
{
    const bool running = m_lab->isRunning();
    const auto* row = chosen();
    const bool connected = running && row != nullptr && row->connected;
    m_model->show(*m_lab->snapshot());
    const auto armedKind = [&](LabFaultKind kind) {
        const auto& faults = m_lab->snapshot()->faults;
        const std::string id = m_lab->chosenClient().toStdString();
        return std::any_of(faults.begin(), faults.end(), [&](const auto& one) {
            return !one.spent && one.fault.kind == kind && one.fault.clientId == id;
        });
    };
    frame(*m_lose, armedAs(losePuback()).has_value());
    frame(*m_refuse, armedKind(LabFaultKind::Refuse));
    frame(*m_grant, armedKind(LabFaultKind::Grant));
    frame(*m_delay, armedKind(LabFaultKind::Delay));
    frame(*m_freeze, connected && row->frozen);
    m_freeze->setText(connected && row->frozen ? tr("Unfreeze") : tr("Freeze"));
    for (QPushButton* button : m_buttons)
        button->setEnabled(running);
    m_loseMore->setEnabled(running);
    m_freeze->setEnabled(connected);
    m_kick->setEnabled(connected);
    for (QPushButton* button : m_buttons)
        button->setToolTip(plainTip(wrapped(sentenceOf(button))));
    for (QToolButton* button : {m_packets, m_ladder})
        button->setVisible(!m_brief && !m_lab->chosenClient().isEmpty());
    m_armed->setVisible(!m_brief && m_model->rowCount() > 0);
}

void FaultBar::setBrief(bool brief)
{
    m_brief = brief;
    for (QWidget* part : std::initializer_list<QWidget*>{m_hint, m_grant, m_delay})
        part->setVisible(!brief);
    refreshTheme();
}

void FaultBar::retranslate()
{
    const QString chosen = m_lab->chosenClient();
    m_title->setText(chosen.isEmpty() ? tr("Faults for whoever comes first")
                                      : tr("Faults for %1").arg(wireText(chosen.toStdString(), kMaxName)));
    m_packets->setText(tr("Its packets"));
    m_ladder->setText(tr("Its ladder"));
    m_lose->setText(tr("Lose PUBACK and cut"));
    m_loseMore->setToolTip(tr("Lose another packet"));
    m_loseMore->setAccessibleName(m_loseMore->toolTip());
    m_kick->setText(tr("Kick"));
    m_refuse->setText(tr("Refuse CONNECT…"));
    m_grant->setText(tr("Lower QoS…"));
    m_delay->setText(tr("Delay…"));
    m_armed->retranslate();
    hintAt({});
    showState();
}

void FaultBar::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    auto* column = static_cast<QVBoxLayout*>(layout());
    const int side = m_brief ? 0 : theme.px(12);
    column->setContentsMargins(0, m_brief ? 0 : theme.px(8), 0, m_brief ? 0 : theme.px(2));
    column->setSpacing(theme.px(m_brief ? 4 : 6));
    column->itemAt(0)->layout()->setContentsMargins(side, 0, theme.px(8), 0);
    column->itemAt(0)->layout()->setSpacing(theme.px(7));
    m_row->layout()->setContentsMargins(side, 0, side, 0);
    m_flow->setSpacing(theme.px(6));
    m_pair->layout()->setSpacing(theme.px(2));
    m_hint->setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(2));
    m_icon->setPixmap(theme.pixmap(QStringLiteral("ui-bolt"), Ink::Error, theme.px(16), devicePixelRatioF()));
    m_title->setFont(theme.font(TextUse::Strong));
    m_hint->setFont(theme.font(TextUse::Small));
    m_lose->setIcon(theme.icon(QStringLiteral("ui-bolt"), Ink::Error));
    m_freeze->setIcon(theme.icon(QStringLiteral("ui-freeze")));
    m_kick->setIcon(theme.icon(QStringLiteral("ui-kick")));
    m_refuse->setIcon(theme.icon(QStringLiteral("ui-cross")));
    m_grant->setIcon(theme.icon(QStringLiteral("ui-chevron-down")));
    m_delay->setIcon(theme.icon(QStringLiteral("ui-clock")));
    m_loseMore->setIcon(theme.icon(QStringLiteral("ui-chevron-down"), Ink::TextSecondary));
    for (QPushButton* button : m_buttons)
        button->setIconSize({theme.px(15), theme.px(15)});
    m_loseMore->setIconSize({theme.px(12), theme.px(15)});
    for (QToolButton* button : {m_packets, m_ladder})
        button->setFont(theme.font(TextUse::Small));
    retranslate();
}

} // namespace mqttscope::ui
