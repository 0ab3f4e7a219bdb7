// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_card.h"

#include "ui/lab/client_bubble_view.h"
#include "ui/lab/client_bytes.h"
#include "ui/lab/client_command.h"
#include "ui/lab/client_device_row.h"
#include "ui/lab/client_edit.h"
#include "ui/lab/client_form.h"
#include "ui/lab/client_head.h"
#include "ui/lab/client_payload_window.h"
#include "ui/lab/client_publish_row.h"
#include "ui/lab/client_repeat_row.h"
#include "ui/lab/client_subscribe_row.h"
#include "ui/live/fold_section.h"
#include "ui/models/client_frame.h"
#include "ui/models/client_options_json.h"
#include "ui/models/document_session.h"
#include "ui/models/lab_session.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QComboBox>
#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace mqttscope::ui {

using broker::lab::LabClientOptions;
using broker::lab::LabClientState;
using broker::lab::LabEvent;
using broker::lab::LabEventKind;

ClientCard::ClientCard(Workspace& workspace, LabSession& lab, broker::lab::LabClientId id,
                       const QString& icon, const LabClientOptions& options, QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_lab(&lab), m_id(id), m_icon(icon), m_options(options),
      m_state(std::make_shared<const LabClientState>()),
      m_bubbles(new ClientBubbles(workspace.vocabulary(), this)), m_head(new ClientHead(workspace.theme())),
      m_device(new ClientDeviceRow(workspace.theme(), workspace.vocabulary(),
                                   [this] { return m_publish->message(); })),
      m_middle(new QStackedWidget), m_view(new ClientBubbleView(*m_bubbles, workspace.theme())),
      m_formArea(new QScrollArea), m_form(new ClientForm(workspace.theme(), workspace.vocabulary())),
      m_acts(new QFrame), m_actLayout(new QVBoxLayout(m_acts)), m_publishPart(new QToolButton),
      m_subscribePart(new QToolButton),
      m_publish(new ClientPublishRow(workspace.theme(), workspace.vocabulary(), workspace.queries())),
      m_subscribe(new ClientSubscribeRow(workspace.theme(), workspace.vocabulary())),
      m_repeatFold(new FoldSection(workspace.theme(), {})),
      m_repeat(new ClientRepeatRow(workspace.theme(), workspace.queries())),
      m_command(new ClientCommand(workspace.theme())), m_bytesFold(new FoldSection(workspace.theme(), {})),
      m_bytes(new ClientBytes(workspace.theme()))
{
    build();
    m_form->setOptions(options);
    connectParts();
    refreshTheme();
    retranslate();
    showPart(Part::Publish);
    optionsChanged();
    takeState();
}

void ClientCard::build()
{
    setObjectName(QStringLiteral("clientCard"));
    m_acts->setObjectName(QStringLiteral("clientActs"));
    m_formArea->setWidget(m_form);
    m_formArea->setWidgetResizable(true);
    m_formArea->setFrameShape(QFrame::NoFrame);
    m_formArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_formArea->setObjectName(QStringLiteral("clientFormArea"));
    // As high as the card leaves room for.
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_formArea->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_middle->addWidget(m_view);
    m_middle->addWidget(m_formArea);
    auto* parts = new QHBoxLayout;
    parts->setSpacing(0);
    m_publishPart->setProperty("segment", QStringLiteral("left"));
    m_subscribePart->setProperty("segment", QStringLiteral("right"));
    for (QToolButton* button : {m_publishPart, m_subscribePart}) {
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        parts->addWidget(button);
    }
    parts->addStretch(1);
    parts->addWidget(m_device->button());
    m_repeatFold->setCompact(true);
    m_bytesFold->setCompact(true);
    m_repeatFold->content()->addWidget(m_repeat);
    m_bytesFold->content()->addWidget(m_bytes);
    m_actLayout->addLayout(parts);
    m_actLayout->addWidget(m_publish);
    m_actLayout->addWidget(m_subscribe);
    m_actLayout->addWidget(m_repeatFold);
    m_actLayout->addWidget(m_command);
    m_actLayout->addWidget(m_bytesFold);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_device);
    column->addWidget(m_middle, 1);
    column->addWidget(m_acts);
}

void ClientCard::connectParts()
{
    broker::lab::LabClients& clients = m_lab->clients();
    connect(m_head, &ClientHead::connectWanted, this, &ClientCard::connectClient);
    connect(m_head, &ClientHead::disconnectWanted, this, [this, &clients] { clients.disconnect(m_id); });
    connect(m_head, &ClientHead::pullWanted, this, [this, &clients] {
        m_pulled = true;
        clients.pullPlug(m_id);
    });
    connect(m_head, &ClientHead::freezeWanted, this, [this, &clients](bool on) { clients.freeze(m_id, on); });
    connect(m_head, &ClientHead::closeWanted, this, &ClientCard::closeWanted);
    connect(m_head->formButton(), &QToolButton::toggled, this, [this](bool shown) {
        m_middle->setCurrentWidget(shown ? static_cast<QWidget*>(m_formArea) : m_view);
        showProblem();
        showBytes();
    });
    connect(m_form, &ClientForm::changed, this, &ClientCard::optionsChanged);
    connect(m_form->port(), &QSpinBox::valueChanged, this, [this] { m_ownPort = m_ownPort || !m_following; });
    connect(m_publishPart, &QToolButton::clicked, this, [this] { showPart(Part::Publish); });
    connect(m_subscribePart, &QToolButton::clicked, this, [this] { showPart(Part::Subscribe); });
    connect(m_device, &ClientDeviceRow::publishWanted, this, &ClientCard::send);
    connect(m_device, &ClientDeviceRow::changed, this, &ClientCard::changed);
    connect(m_publish, &ClientPublishRow::publishWanted, this, &ClientCard::publish);
    connect(m_publish, &ClientPublishRow::changed, this, [this] {
        m_repeat->setPossible(m_publish->isRepeatable() && m_state->connected);
        showCommand();
        showBytes();
        Q_EMIT changed();
    });
    connect(m_subscribe, &ClientSubscribeRow::subscribeWanted, this, &ClientCard::subscribe);
    connect(m_subscribe, &ClientSubscribeRow::unsubscribeWanted, this, &ClientCard::unsubscribe);
    connect(m_subscribe, &ClientSubscribeRow::changed, this, [this] {
        showCommand();
        showBytes();
        Q_EMIT changed();
    });
    connect(m_repeat, &ClientRepeatRow::startWanted, this, &ClientCard::repeat);
    connect(m_repeat, &ClientRepeatRow::stopWanted, this, [this, &clients] { clients.stopRepeating(m_id); });
    connect(m_repeat, &ClientRepeatRow::fileWanted, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("CSV file with values"), {},
                                                          tr("CSV files (*.csv *.txt);;All files (*)"));
        if (!path.isEmpty())
            m_repeat->readCsv(path);
    });
    connect(m_bytesFold, &FoldSection::toggled, this, &ClientCard::showBytes);
    connect(m_command, &ClientCommand::copyRequested, m_workspace, &Workspace::copy);
    connect(m_view, &ClientBubbleView::copyRequested, m_workspace, &Workspace::copy);
    connect(m_view, &ClientBubbleView::frameWanted, this, &ClientCard::goToFrame);
    connect(m_view, &ClientBubbleView::payloadWanted, this, &ClientCard::showPayload);
    connect(&m_workspace->theme(), &Theme::changed, this, &ClientCard::refreshTheme);
}

// ---------------------------------------------------------------------------------------- its connection

QString ClientCard::name() const
{
    return text(m_options.client.clientId);
}

void ClientCard::connectClient()
{
    m_hasProblem = false;
    showProblem();
    m_lab->clients().connect(m_id);
}

void ClientCard::optionsChanged()
{
    m_options = m_form->options();
    m_lab->clients().setOptions(m_id, m_options);
    constexpr qsizetype kMaxName = 128;
    const QString shown =
        wireText(m_options.client.clientId.empty() ? m_state->clientId : m_options.client.clientId, kMaxName);
    m_head->setClient(m_icon, shown.isEmpty() ? tr("without a name") : shown);
    setAccessibleName(tr("Client %1").arg(m_head->name()));
    m_head->setState(*m_state, m_options.client);
    m_head->connectButton()->setEnabled(m_state->open || m_form->isValid());
    m_publish->setVersion(m_options.client.version);
    m_subscribe->setVersion(m_options.client.version);
    m_device->setVersion(m_options.client.version);
    showCommand();
    showBytes();
    Q_EMIT changed();
}

bool ClientCard::isHere() const
{
    return m_options.host == "127.0.0.1" || m_options.host == "localhost";
}

void ClientCard::followPort(std::uint16_t port)
{
    if (m_ownPort || !isHere() || m_state->open)
        return;
    const QScopedValueRollback following(m_following, true);
    m_form->port()->setValue(port);
}

void ClientCard::takeState()
{
    auto state = m_lab->clients().state(m_id);
    if (state == nullptr)
        return;
    const bool idChanged = state->nextPacketId != m_state->nextPacketId;
    m_state = std::move(state);
    m_head->setState(*m_state, m_options.client);
    m_head->connectButton()->setEnabled(m_state->open || m_form->isValid());
    m_form->setConnected(m_state->open);
    m_subscribe->setConnected(m_state->connected);
    m_subscribe->setSubscriptions(m_state->subscriptions, m_state->moreSubscriptions);
    m_publish->setConnection(*m_state);
    m_repeat->setPossible(m_publish->isRepeatable() && m_state->connected);
    m_repeat->setProgress(m_state->repeating, m_state->repeated);
    showFitting();
    m_device->setClient(*m_state);
    if (idChanged)
        showBytes();
}

ClientNotePlace ClientCard::placeOf(const LabEvent& event)
{
    ClientNotePlace place;
    place.host = m_options.host;
    place.port = m_options.port;
    place.version = m_options.client.version;
    place.pulled = m_pulled;
    if (const auto asked = m_asked.find(event.token); event.token != 0 && asked != m_asked.end()) {
        place.filter = asked->second;
        m_asked.erase(asked);
    }
    return place;
}

void ClientCard::takeEvent(const LabEvent& event)
{
    const ClientNotePlace place = placeOf(event);
    m_bubbles->take(event, place);
    m_device->take(event);
    switch (event.kind) {
    case LabEventKind::Connected:
        m_hasProblem = false;
        m_pulled = false;
        break;
    case LabEventKind::Refused:
    case LabEventKind::NotConnected:
    case LabEventKind::Ended:
        if (clientNote(event, place, m_workspace->vocabulary()).tone == ClientNote::Tone::Bad) {
            m_problem = event;
            m_problemPlace = place;
            m_hasProblem = true;
        }
        m_pulled = false;
        break;
    case LabEventKind::Message:
    case LabEventKind::Acknowledged:
    case LabEventKind::Lost:
    case LabEventKind::Subscribed:
    case LabEventKind::Unsubscribed:
    case LabEventKind::RequestLost:
    case LabEventKind::Pong:
    case LabEventKind::NotDone:
    case LabEventKind::Repeated:
    case LabEventKind::SentAgain:
        return;
    }
    showProblem();
}

/// Among the bubbles it stands as a line; where the form is in their place, above it.
void ClientCard::showProblem()
{
    const bool shown = m_hasProblem && m_head->formButton()->isChecked();
    m_head->setProblem(shown ? clientNote(m_problem, m_problemPlace, m_workspace->vocabulary()).text
                             : QString());
}

// ------------------------------------------------------------------------------------- what it is told to do

void ClientCard::publish()
{
    send(m_publish->message());
    m_head->formButton()->setChecked(false);
}

void ClientCard::send(const broker::lab::LabMessage& message)
{
    const std::uint32_t token = m_lab->clients().publish(m_id, message);
    broker::lab::LabMessage shown = message;
    if (shown.topic.empty())
        shown.topic = m_publish->aliasTopic();
    m_bubbles->addSent(shown, token, QDateTime::currentMSecsSinceEpoch(), m_state->connected);
}

void ClientCard::ask(std::uint32_t token, const std::string& filter)
{
    m_asked[token] = filter;
    if (m_asked.size() > kMaxAsked)
        m_asked.erase(m_asked.begin());
    m_head->formButton()->setChecked(false);
}

void ClientCard::subscribe()
{
    const broker::lab::LabSubscription wanted = m_subscribe->wanted();
    m_device->setFollowed(text(wanted.filter));
    ask(m_lab->clients().subscribe(m_id, wanted), wanted.filter);
}

void ClientCard::unsubscribe(const QString& filter)
{
    const std::string name = filter.toStdString();
    ask(m_lab->clients().unsubscribe(m_id, name), name);
}

void ClientCard::repeat()
{
    broker::lab::GeneratorOptions values = m_repeat->options();
    const broker::lab::LabMessage message = m_publish->message();
    values.text.assign(message.payload.begin(), message.payload.end());
    m_lab->clients().repeat(m_id, message, values);
}

void ClientCard::goToFrame(int row)
{
    const DocumentSession& session = m_workspace->session();
    if (session.document() == nullptr || session.snapshot() == nullptr)
        return;
    const auto frame =
        frameOfBubble(*session.document(), *session.snapshot(), m_bubbles->bubble(row), m_state->clientId);
    if (frame)
        m_workspace->goToFrame(*frame);
    else
        QToolTip::showText(QCursor::pos(), tr("No frame of the capture is surely this message."), m_view);
}

void ClientCard::showPayload(int row)
{
    auto* window =
        new ClientPayloadWindow(m_bubbles->bubble(row), m_bubbles->properties(row), *m_workspace, this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

QJsonObject ClientCard::state() const
{
    QJsonObject connection = clientOptionsJson(m_options);
    if (isHere() && !m_ownPort)
        connection.remove(QLatin1String("port")); // it goes along with the broker
    return {{QStringLiteral("connection"), connection},
            {QStringLiteral("icon"), m_icon},
            {QStringLiteral("part"),
             m_part == Part::Publish ? QStringLiteral("publish") : QStringLiteral("subscribe")},
            {QStringLiteral("device"), m_device->state()},
            {QStringLiteral("publish"), m_publish->state()},
            {QStringLiteral("repeat"), m_repeat->state()},
            {QStringLiteral("subscribe"), m_subscribe->state()}};
}

void ClientCard::setState(const QJsonObject& state)
{
    if (const QString icon = state.value(QLatin1String("icon")).toString();
        icon.startsWith(QLatin1String("ui-")))
        m_icon = icon;
    m_form->setOptions(clientOptionsFrom(state.value(QLatin1String("connection")).toObject(), m_options));
    m_publish->setState(state.value(QLatin1String("publish")).toObject());
    m_device->setState(state.value(QLatin1String("device")).toObject());
    m_repeat->setState(state.value(QLatin1String("repeat")).toObject());
    m_subscribe->setState(state.value(QLatin1String("subscribe")).toObject());
    showPart(state.value(QLatin1String("part")).toString() == QLatin1String("subscribe") ? Part::Subscribe
                                                                                         : Part::Publish);
    optionsChanged();
}

void ClientCard::retranslate()
{
    // Qt leaves no room after the icon.
    m_repeatFold->button()->setText(QLatin1Char(' ') + tr("Repeat"));
    m_bytesFold->button()->setText(QLatin1Char(' ') + tr("The bytes before sending"));
    m_publishPart->setText(tr("Publish"));
    m_subscribePart->setText(tr("Subscribe"));
    m_head->retranslate();
    m_device->retranslate();
    m_form->retranslate();
    m_view->retranslate();
    m_publish->retranslate();
    m_subscribe->retranslate();
    m_repeat->retranslate();
    m_command->retranslate();
    showPart(m_part);
    showProblem();
    optionsChanged();
}

void ClientCard::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_actLayout->setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8));
    m_actLayout->setSpacing(theme.px(6));
    m_middle->setMinimumHeight(theme.px(84));
    setMinimumWidth(theme.px(theme.projector() ? 290 : 326));
    for (QToolButton* button : {m_publishPart, m_subscribePart})
        button->setFont(theme.font(TextUse::Small));
    showFitting();
}

} // namespace mqttscope::ui
