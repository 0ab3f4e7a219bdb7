// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_subscribe_row.h"

#include "ui/lab/client_edit.h"
#include "ui/models/client_words.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/marked_edit.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace mqttscope::ui {

ClientSubscribeRow::ClientSubscribeRow(const Theme& theme, const teach::Vocabulary& vocabulary,
                                       QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_vocabulary(&vocabulary), m_filter(new ClientEdit(theme)),
      m_qos(new QComboBox), m_button(new QPushButton), m_list(new QWidget), m_lines(new QGridLayout(m_list))
{
    for (int qos = 0; qos <= 2; ++qos)
        m_qos->addItem(qosWords(qos));
    m_qos->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_button->setProperty("primary", true);
    m_button->setProperty("compact", true);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setColumnStretch(0, 1);
    auto* second = new QHBoxLayout;
    second->addWidget(m_qos, 1);
    second->addWidget(m_button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    column->addWidget(m_filter);
    column->addWidget(m_filter->sentence());
    column->addLayout(second);
    connect(m_filter, &ClientEdit::textChanged, this, &ClientSubscribeRow::check);
    connect(m_filter, &ClientEdit::returnPressed, this, [this] {
        if (m_button->isEnabled())
            Q_EMIT subscribeWanted();
    });
    connect(m_qos, &QComboBox::currentIndexChanged, this, &ClientSubscribeRow::changed);
    connect(m_button, &QPushButton::clicked, this, &ClientSubscribeRow::subscribeWanted);
    connect(m_theme, &Theme::changed, this, &ClientSubscribeRow::refreshTheme);
    refreshTheme();
    retranslate();
}

broker::lab::LabSubscription ClientSubscribeRow::wanted() const
{
    broker::lab::LabSubscription wanted;
    wanted.filter = m_filter->text().toStdString();
    wanted.qos = static_cast<std::uint8_t>(m_qos->currentIndex());
    return wanted;
}

void ClientSubscribeRow::setWanted(const broker::lab::LabSubscription& wanted)
{
    m_filter->setText(text(wanted.filter));
    m_qos->setCurrentIndex(std::min<int>(wanted.qos, 2));
    check();
}

bool ClientSubscribeRow::isValid() const
{
    return m_filter->verdict().ok;
}

void ClientSubscribeRow::setVersion(mqtt::Version version)
{
    m_version = version;
    check();
}

void ClientSubscribeRow::setConnected(bool connected)
{
    m_connected = connected;
    check();
}

void ClientSubscribeRow::check()
{
    m_filter->setVerdict(judgeTopicFilter(m_filter->text(), m_version, *m_vocabulary));
    m_button->setEnabled(isValid() && m_connected);
    m_button->setToolTip(m_connected ? QString() : tr("Connect the client first."));
    m_button->setAccessibleDescription(m_button->toolTip());
    for (QPushButton* button : m_buttons)
        button->setEnabled(m_connected);
    Q_EMIT changed();
}

void ClientSubscribeRow::setSubscriptions(
    const std::vector<std::pair<std::string, std::uint8_t>>& subscriptions, std::size_t more)
{
    if (subscriptions == m_subscriptions && more == m_more)
        return;
    m_subscriptions = subscriptions;
    m_more = more;
    fillLines();
}

void ClientSubscribeRow::fillLines()
{
    constexpr qsizetype kShown = 200;
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    m_buttons.clear();
    int row = 0;
    for (const auto& [filter, qos] : m_subscriptions) {
        if (static_cast<std::size_t>(row) == kMaxLines)
            break;
        const QString name = wireText(filter, kShown);
        auto* label = new QLabel(name);
        label->setTextFormat(Qt::PlainText);
        label->setFont(m_theme->fixedFont(0.92));
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        label->setToolTip(name);
        auto* granted = new QLabel(QStringLiteral("QoS %1").arg(qos));
        granted->setProperty("secondary", true);
        granted->setFont(m_theme->font(TextUse::Small));
        granted->setToolTip(tr("granted by the broker"));
        auto* button = new QPushButton(tr("Unsubscribe"));
        button->setProperty("compact", true);
        button->setFont(m_theme->font(TextUse::Small));
        button->setEnabled(m_connected);
        button->setAccessibleName(tr("Unsubscribe from %1").arg(name));
        connect(button, &QPushButton::clicked, this,
                [this, whole = text(filter)] { Q_EMIT unsubscribeWanted(whole); });
        m_lines->addWidget(label, row, 0);
        m_lines->addWidget(granted, row, 1);
        m_lines->addWidget(button, row, 2);
        m_buttons.push_back(button);
        ++row;
    }
    const std::size_t more = m_subscriptions.size() - m_buttons.size() + m_more;
    if (more > 0) {
        auto* rest = new QLabel(tr("and %Ln more", nullptr, static_cast<int>(more)));
        rest->setProperty("secondary", true);
        rest->setFont(m_theme->font(TextUse::Small));
        m_lines->addWidget(rest, row, 0, 1, 3);
    }
    m_list->setVisible(!m_subscriptions.empty());
}

void ClientSubscribeRow::retranslate()
{
    for (int qos = 0; qos <= 2; ++qos)
        m_qos->setItemText(qos, qosWords(qos));
    m_filter->edit()->setAccessibleName(tr("Topic Filter"));
    m_filter->edit()->setPlaceholderText(tr("Topic Filter"));
    m_qos->setAccessibleName(tr("QoS of the subscription"));
    m_button->setText(tr("Subscribe"));
    fillLines();
    check();
}

void ClientSubscribeRow::refreshTheme()
{
    layout()->setSpacing(m_theme->px(6));
    m_qos->setMinimumHeight(m_filter->height());
    m_button->setMinimumHeight(m_filter->height());
    m_lines->setHorizontalSpacing(m_theme->px(8));
    m_lines->setVerticalSpacing(m_theme->px(3));
    fillLines();
}

} // namespace mqttscope::ui
