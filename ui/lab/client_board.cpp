// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_board.h"

#include "ui/lab/client_card.h"
#include "ui/lab/client_edit.h"
#include "ui/lab/client_head.h"
#include "ui/lab/client_publish_row.h"
#include "ui/lab/client_subscribe_row.h"
#include "ui/models/lab_session.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr std::uint16_t kUsualPort = 1883;
constexpr std::uint32_t kStorySeconds = 3600; ///< Session Expiry Interval of those of the story

} // namespace

ClientBoard::ClientBoard(Workspace& workspace, LabSession& lab, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_lab(&lab), m_area(new QScrollArea), m_inside(new QWidget),
      m_row(new QHBoxLayout(m_inside)), m_add(new QPushButton)
{
    setObjectName(QStringLiteral("clientBoard"));
    m_inside->setObjectName(QStringLiteral("clientBoardInside"));
    m_area->setObjectName(QStringLiteral("clientBoardArea"));
    m_area->setWidget(m_inside);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->addWidget(m_add, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_area);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (ClientCard* card = addClient())
            m_area->ensureWidgetVisible(card);
    });
    connect(m_lab, &LabSession::clientEvent, this, &ClientBoard::takeEvent);
    connect(m_lab, &LabSession::clientStateChanged, this, [this](broker::lab::LabClientId id) {
        if (ClientCard* card = cardOf(id))
            card->takeState();
    });
    connect(m_lab, &LabSession::stateChanged, this, [this] {
        for (ClientCard* card : m_cards)
            card->followPort(brokerPort());
    });
    connect(&m_workspace->theme(), &Theme::changed, this, &ClientBoard::refreshTheme);
    refreshTheme();
    retranslate();
}

std::uint16_t ClientBoard::brokerPort() const
{
    const auto& addresses = m_lab->started().addresses;
    return addresses.empty() ? kUsualPort : addresses.front().port;
}

// --------------------------------------------------------------------------------------------- the cards

QString ClientBoard::freeName() const
{
    for (std::size_t number = m_cards.size() + 1;; ++number) {
        const QString name = QStringLiteral("client-%1").arg(number);
        const bool taken = std::any_of(m_cards.begin(), m_cards.end(),
                                       [&](const ClientCard* card) { return card->name() == name; });
        if (!taken)
            return name;
    }
}

// Those of the story keep their session: what was lost is sent again when they are back.
ClientCard* ClientBoard::addCard(const QString& icon, const std::string& clientId, bool keepsSession)
{
    broker::lab::LabClientOptions options;
    options.port = brokerPort();
    options.client.clientId = clientId;
    options.client.cleanStart = !keepsSession;
    if (keepsSession) // MQTT 5.0 §3.1.2.11.2: without it a session ends with its connection
        options.client.sessionExpiry = kStorySeconds;
    const broker::lab::LabClientId id = m_lab->addClient(options);
    if (id == 0)
        return nullptr;
    auto* card = new ClientCard(*m_workspace, *m_lab, id, icon, options);
    m_row->insertWidget(static_cast<int>(m_cards.size()), card, 1);
    m_cards.push_back(card);
    connect(card, &ClientCard::changed, this, &ClientBoard::changed);
    connect(card, &ClientCard::closeWanted, this, [this, card] { removeClient(card); });
    card->show();
    showFitting();
    Q_EMIT changed();
    return card;
}

ClientCard* ClientBoard::addClient()
{
    const auto isThere = [this](const char* name) {
        return std::any_of(m_cards.begin(), m_cards.end(),
                           [name](const ClientCard* card) { return card->name() == QLatin1String(name); });
    };
    const QString topic = QStringLiteral("pompe/niveau");
    const bool sensor = !isThere("capteur-1");
    const bool tablet = !sensor && !isThere("tablette");
    ClientCard* card = sensor   ? addCard(QStringLiteral("ui-sensor"), "capteur-1", true)
                       : tablet ? addCard(QStringLiteral("ui-tablet"), "tablette", true)
                                : addCard(QStringLiteral("ui-client"), freeName().toStdString(), false);
    if (card == nullptr)
        return nullptr;
    card->publishRow()->topic()->setText(topic);
    card->publishRow()->payload()->setText(QStringLiteral("42"));
    card->publishRow()->qos()->setCurrentIndex(1);
    card->subscribeRow()->filter()->setText(topic);
    card->subscribeRow()->qos()->setCurrentIndex(1);
    if (tablet)
        card->showPart(ClientCard::Part::Subscribe);
    return card;
}

void ClientBoard::removeClient(ClientCard* card)
{
    const auto found = std::find(m_cards.begin(), m_cards.end(), card);
    if (found == m_cards.end())
        return;
    const QWidget* focus = QApplication::focusWidget();
    const bool hadFocus = focus != nullptr && card->isAncestorOf(focus);
    m_cards.erase(found);
    m_lab->removeClient(card->id());
    m_row->removeWidget(card);
    card->hide();
    card->deleteLater();
    showFitting();
    if (hadFocus)
        m_add->setFocus();
    Q_EMIT changed();
}

void ClientBoard::clearCards()
{
    while (!m_cards.empty())
        removeClient(m_cards.back());
}

ClientCard* ClientBoard::cardOf(broker::lab::LabClientId id) const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(),
                                    [id](const ClientCard* card) { return card->id() == id; });
    return found == m_cards.end() ? nullptr : *found;
}

void ClientBoard::takeEvent(const broker::lab::LabEvent& event)
{
    if (ClientCard* card = cardOf(event.client))
        card->takeEvent(event);
}

QJsonObject ClientBoard::state() const
{
    QJsonArray clients;
    for (const ClientCard* card : m_cards)
        clients.append(card->state());
    return {{QStringLiteral("clients"), clients}};
}

void ClientBoard::setState(const QJsonObject& state)
{
    clearCards();
    const QJsonArray clients = state.value(QLatin1String("clients")).toArray();
    for (const QJsonValue& client : clients) {
        if (!client.isObject())
            continue;
        ClientCard* card = addClient();
        if (card == nullptr)
            return;
        card->setState(client.toObject());
    }
}

void ClientBoard::retranslate()
{
    showFitting();
    m_add->setToolTip(tr("Add a client"));
    m_add->setAccessibleName(m_add->toolTip());
    m_area->setAccessibleName(tr("Clients"));
    for (ClientCard* card : m_cards)
        card->retranslate();
}

/// Beside cards the button needs no word. In the projector a key adds a client; the button is there for the
/// first.
void ClientBoard::showFitting()
{
    m_add->setText(m_cards.empty() ? QLatin1Char(' ') + tr("Client") : QString()); // no room after the icon
    m_add->setVisible(!m_workspace->theme().projector() || m_cards.empty());
}

void ClientBoard::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_row->setSpacing(theme.px(4));
    m_row->setContentsMargins(0, 0, theme.px(4), 0);
    m_add->setIcon(theme.icon(QStringLiteral("ui-plus")));
    m_add->setIconSize({theme.px(14), theme.px(14)});
    m_add->setProperty("compact", true);
    showFitting();
}

} // namespace mqttscope::ui
