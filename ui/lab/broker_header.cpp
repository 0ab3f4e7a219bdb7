// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_header.h"

#include "ui/lab/broker_address_card.h"
#include "ui/lab/broker_delegate.h"
#include "ui/lab/broker_settings.h"
#include "ui/lab/broker_user_dialog.h"
#include "ui/models/lab_fault_text.h"
#include "ui/models/lab_session.h"
#include "ui/models/lab_table_model.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/flow_layout.h"
#include "ui/workspace.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using broker::lab::Reach;

constexpr int kMaxPort = 65535;

QToolButton* segment(const char* place)
{
    auto* button = new QToolButton;
    button->setCheckable(true);
    button->setProperty("segment", QLatin1String(place));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

QHBoxLayout* tightRow(QWidget& of)
{
    auto* row = new QHBoxLayout(&of);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    return row;
}

} // namespace

BrokerHeader::BrokerHeader(Workspace& workspace, LabSession& lab, BrokerSettings& settings, QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_lab(&lab), m_settings(&settings), m_start(new QPushButton),
      m_place(new QWidget), m_reach(new QWidget), m_speaks(new QWidget), m_anonymous(new QCheckBox),
      m_notes(new QWidget), m_warning(new QLabel), m_portNote(new QLabel), m_others(new QLabel)
{
    setObjectName(QStringLiteral("panelBar"));
    m_start->setObjectName(QStringLiteral("brokerStart"));
    makeAddress();
    makeChoices();
    auto* row = new QVBoxLayout(this);
    m_flow = new FlowLayout;
    row->addLayout(m_flow);
    m_portNote->setObjectName(QStringLiteral("brokerPortNote"));
    m_portNote->setProperty("tone", QStringLiteral("warning"));
    m_others->setObjectName(QStringLiteral("brokerOtherAddresses"));
    m_others->setProperty("secondary", true);
    for (QLabel* label : {m_portNote, m_others}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* notes = new QGridLayout(m_notes);
    notes->setContentsMargins(0, 0, 0, 0);
    notes->addWidget(m_warning, 0, 0, Qt::AlignTop);
    notes->addWidget(m_portNote, 0, 1);
    notes->addWidget(m_others, 1, 0, 1, 2);
    notes->setColumnStretch(1, 1);
    row->addWidget(m_notes);
    for (QWidget* part :
         {static_cast<QWidget*>(m_start), m_place, m_reach, m_speaks, static_cast<QWidget*>(m_anonymous)})
        m_flow->addWidget(part);
    connect(m_start, &QPushButton::clicked, this, &BrokerHeader::startOrStop);
    connect(&lab, &LabSession::stateChanged, this, &BrokerHeader::showState);
    connect(&lab, &LabSession::snapshotChanged, this, &BrokerHeader::showState);
    connect(&settings, &BrokerSettings::changed, this, &BrokerHeader::showState);
    connect(&workspace.theme(), &Theme::changed, this, &BrokerHeader::refreshTheme);
    retranslate();
}

void BrokerHeader::makeAddress()
{
    m_lamp = new QLabel;
    m_address = new QLabel;
    m_address->setObjectName(QStringLiteral("brokerAddress"));
    m_address->setTextFormat(Qt::PlainText);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_port = new QSpinBox;
    m_port->setObjectName(QStringLiteral("brokerPort"));
    m_port->setRange(0, kMaxPort); // 0: a free one
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_copy = new QToolButton;
    m_copy->setObjectName(QStringLiteral("brokerCopy"));
    m_large = new QToolButton;
    m_large->setObjectName(QStringLiteral("brokerLarge"));
    auto* row = tightRow(*m_place);
    row->addWidget(m_lamp);
    row->addWidget(m_address);
    row->addWidget(m_port);
    for (QToolButton* button : {m_copy, m_large}) {
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
    }
    connect(m_copy, &QToolButton::clicked, this, [this] { m_workspace->copy(address()); });
    connect(m_large, &QToolButton::clicked, this, [this] {
        auto* card = new BrokerAddressCard(m_workspace->theme(), m_lab->started().reachable, window());
        card->setAttribute(Qt::WA_DeleteOnClose);
        card->open();
    });
    connect(m_port, &QSpinBox::valueChanged, this, [this](int port) {
        auto options = m_settings->options();
        options.port = static_cast<std::uint16_t>(port);
        options.insists = port != broker::lab::kMqttPort; // who chose one wants that one
        m_settings->setOptions(options);
    });
}

void BrokerHeader::makeChoices()
{
    auto* reach = tightRow(*m_reach);
    m_thisPc = segment("left");
    m_classroom = segment("right");
    m_thisPc->setObjectName(QStringLiteral("brokerThisPc"));
    m_classroom->setObjectName(QStringLiteral("brokerClassroom"));
    reach->addWidget(m_thisPc);
    reach->addWidget(m_classroom);
    connect(m_thisPc, &QToolButton::clicked, this, [this] { chooseReach(false); });
    connect(m_classroom, &QToolButton::clicked, this, [this] { chooseReach(true); });
    auto* versions = tightRow(*m_speaks);
    constexpr std::array kPlaces = {"left", "middle", "right"};
    constexpr std::array kNames = {"3.1", "3.1.1", "5"};
    for (std::size_t i = 0; i < m_versions.size(); ++i) {
        m_versions[i] = segment(kPlaces[i]);
        m_versions[i]->setText(QLatin1String(kNames[i]));
        m_versions[i]->setAccessibleName(QStringLiteral("MQTT ") + QLatin1String(kNames[i]));
        m_versions[i]->setObjectName(QStringLiteral("brokerVersion%1").arg(i));
        versions->addWidget(m_versions[i]);
        connect(m_versions[i], &QToolButton::clicked, this, &BrokerHeader::setVersions);
    }
    m_anonymous->setObjectName(QStringLiteral("brokerAnonymous"));
    connect(m_anonymous, &QCheckBox::clicked, this, [this](bool allowed) {
        (void)m_settings->setAccess(m_settings->options().users, allowed); // its users were valid before
    });
}

QString BrokerHeader::address() const
{
    const auto& reachable = m_lab->started().reachable;
    return reachable.empty() ? QString() : text(broker::textOf(reachable.front()));
}

void BrokerHeader::startOrStop()
{
    if (m_lab->isRunning() || m_lab->isStarting())
        m_lab->stop();
    else
        (void)m_settings->start(); // a failure is a signal of the session
}

void BrokerHeader::chooseReach(bool classroom)
{
    auto options = m_settings->options();
    options.reach = classroom ? Reach::Classroom : Reach::ThisPc;
    if (!classroom || !options.users.empty()) {
        m_settings->setOptions(options);
        return;
    }
    showState(); // nothing is chosen until there is a user
    auto* dialog = new BrokerUserDialog(m_workspace->theme(), options.users, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setReason(
        tr("In a classroom everybody can reach the broker: who comes in needs a user name and a "
           "password."));
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        auto wanted = m_settings->options();
        wanted.reach = Reach::Classroom;
        wanted.users.push_back(dialog->user());
        m_settings->setOptions(wanted);
    });
    dialog->open();
}

// One version at least.
void BrokerHeader::setVersions()
{
    auto options = m_settings->options();
    options.serves31 = m_versions[0]->isChecked();
    options.serves311 = m_versions[1]->isChecked();
    options.serves5 = m_versions[2]->isChecked();
    if (options.serves31 || options.serves311 || options.serves5)
        m_settings->setOptions(options);
    else
        showState();
}

void BrokerHeader::showState()
{
    const bool stops = m_lab->isRunning() || m_lab->isStopping() || m_lab->isStarting();
    const auto& options = m_settings->options();
    const bool classroom = options.reach == Reach::Classroom;
    const Theme& theme = m_workspace->theme();
    m_start->setText(stops ? tr("Stop") : tr("Start"));
    m_start->setIcon(stops ? theme.icon(QStringLiteral("ui-stop"), Ink::Error)
                           : theme.icon(QStringLiteral("ui-play"), Ink::Ok));
    m_start->setEnabled(!m_lab->isStopping());
    m_thisPc->setChecked(!classroom);
    m_classroom->setChecked(classroom);
    m_versions[0]->setChecked(options.serves31);
    m_versions[1]->setChecked(options.serves311);
    m_versions[2]->setChecked(options.serves5);
    m_anonymous->setChecked(options.allowAnonymous && !classroom);
    m_anonymous->setEnabled(!classroom && !m_lab->isStarting());
    const QString stopFirst = tr("Stop the broker to change this.");
    for (QToolButton* button : {m_thisPc, m_classroom, m_versions[0], m_versions[1], m_versions[2]}) {
        button->setEnabled(!stops);
        button->setToolTip(stops ? stopFirst : QString());
    }
    m_anonymous->setToolTip(wrapped(classroom ? tr("In a classroom nobody comes in without a user name.")
                                              : tr("Clients come in without user name and password.")));
    showPlace();
    showLamp();
    m_flow->invalidate();
}

// Where it is or will be reached, and what is to be said about that.
void BrokerHeader::showPlace()
{
    const bool running = m_lab->isRunning();
    const auto& options = m_settings->options();
    m_address->setText(running                             ? address()
                       : m_lab->isStarting()               ? tr("starting…")
                       : options.reach == Reach::Classroom ? tr("all addresses, port")
                                                           : QStringLiteral("127.0.0.1:"));
    m_port->setVisible(!running && !m_lab->isStarting());
    m_port->setEnabled(!m_lab->isStopping());
    const QSignalBlocker portBlocked(m_port);
    m_port->setValue(options.port);
    m_copy->setVisible(running);
    m_large->setVisible(running);
    const auto& started = m_lab->started();
    const auto& reachable = started.reachable;
    const bool moved = running && started.portWasTaken;
    m_portNote->setText(
        moved ? tr("Port %1 is taken by another program: it is %2 now, and clients must name it.")
                    .arg(m_lab->options().port)
                    .arg(started.addresses.front().port)
              : QString());
    m_portNote->setToolTip(moved ? wrapped(portHolderText(m_lab->options().port)) : QString());
    QStringList others;
    for (std::size_t i = 1; i < reachable.size() && running; ++i) {
        if (!broker::isLoopback(reachable[i]))
            others += text(broker::textOf(reachable[i]));
    }
    //: %1 further addresses of the broker
    m_others->setText(others.isEmpty() ? QString() : tr("also %1").arg(others.join(QStringLiteral(", "))));
    m_warning->setVisible(moved);
    m_portNote->setVisible(moved);
    m_others->setVisible(!others.isEmpty());
    m_notes->setVisible(moved || !others.isEmpty());
}

void BrokerHeader::showLamp()
{
    const bool running = m_lab->isRunning();
    const int disc = m_workspace->theme().px(11);
    const qreal ratio = devicePixelRatioF();
    QPixmap lamp(QSize(disc, disc) * ratio);
    lamp.setDevicePixelRatio(ratio);
    lamp.fill(Qt::transparent);
    QPainter painter(&lamp);
    paintLampDisc(painter, m_workspace->theme(), QRectF(0, 0, disc, disc),
                  static_cast<int>(running ? Lamp::On : Lamp::Off));
    painter.end();
    m_lamp->setPixmap(lamp);
    m_lamp->setToolTip(running               ? tr("The broker runs.")
                       : m_lab->isStopping() ? tr("The broker is ending.")
                       : m_lab->isStarting() ? tr("The broker is starting.")
                                             : tr("The broker does not run."));
    m_lamp->setAccessibleName(m_lamp->toolTip());
}

void BrokerHeader::retranslate()
{
    m_port->setAccessibleName(tr("Port"));
    //: a port that is free
    m_port->setSpecialValueText(tr("any"));
    m_address->setAccessibleName(tr("Address of the broker"));
    m_copy->setToolTip(tr("Copy the address"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_large->setToolTip(tr("Show the address large, with a QR code"));
    m_large->setAccessibleName(m_large->toolTip());
    m_thisPc->setText(tr("This PC"));
    m_classroom->setText(tr("Classroom"));
    m_anonymous->setText(tr("Anonymous"));
    refreshTheme();
}

void BrokerHeader::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    const int gap = theme.px(10);
    layout()->setContentsMargins(theme.px(12), gap, theme.px(12), gap);
    m_flow->setSpacing(gap);
    m_place->layout()->setSpacing(theme.px(6));
    m_address->setFont(theme.fixedFont(1.15));
    m_port->setFont(theme.fixedFont(1.15));
    for (QLabel* label : {m_portNote, m_others})
        label->setFont(theme.font(TextUse::Small));
    m_warning->setPixmap(
        theme.pixmap(QStringLiteral("ui-warning"), Ink::Warning, theme.px(14), devicePixelRatioF()));
    static_cast<QGridLayout*>(m_notes->layout())->setHorizontalSpacing(theme.px(6));
    static_cast<QGridLayout*>(m_notes->layout())->setVerticalSpacing(theme.px(4));
    m_copy->setIcon(theme.icon(QStringLiteral("ui-copy"), Ink::TextSecondary));
    m_large->setIcon(theme.icon(QStringLiteral("ui-projector"), Ink::TextSecondary));
    m_classroom->setIcon(theme.icon(QStringLiteral("ui-lock"), Ink::TextSecondary));
    const QSize icon(theme.px(16), theme.px(16));
    m_start->setIconSize(icon);
    for (QToolButton* button : {m_copy, m_large, m_classroom})
        button->setIconSize(icon);
    m_speaks->layout()->setSpacing(theme.px(2)); // each is a choice of its own
    const int height = m_start->sizeHint().height();
    for (QWidget* part : {m_place, m_reach, m_speaks, static_cast<QWidget*>(m_anonymous)})
        part->setMinimumHeight(height); // on one line with the button
    for (QToolButton* button : {m_thisPc, m_classroom, m_versions[0], m_versions[1], m_versions[2]})
        button->setMinimumHeight(height);
    showState();
}

} // namespace mqttscope::ui
