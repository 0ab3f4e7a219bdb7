// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_form.h"

#include "ui/lab/client_edit.h"
#include "ui/lab/property_editor.h"
#include "ui/models/client_property.h"
#include "ui/models/client_words.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/marked_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSpinBox>

#include <algorithm>
#include <array>

namespace mqttscope::ui {
namespace {

using broker::lab::LabClientOptions;
using mqtt::Version;

constexpr std::array kVersions = {Version::V31, Version::V311, Version::V50};
constexpr int kMaxPort = 65'535;
constexpr int kMaxField = 1024; // characters of a line of the form

std::vector<std::uint8_t> bytesOf(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    return {bytes.begin(), bytes.end()};
}

QString textOf(const std::vector<std::uint8_t>& bytes)
{
    return text(field::asText(bytes));
}

std::vector<mqtt::PropertyId> ofConnect()
{
    using enum mqtt::PropertyId;
    return {SessionExpiryInterval,
            ReceiveMaximum,
            MaximumPacketSize,
            TopicAliasMaximum,
            RequestResponseInformation,
            RequestProblemInformation,
            AuthenticationMethod,
            AuthenticationData,
            UserProperty};
}
constexpr std::size_t kStayingOfConnect = 2;

std::vector<mqtt::PropertyId> ofWill()
{
    using enum mqtt::PropertyId;
    return {WillDelayInterval, PayloadFormatIndicator, MessageExpiryInterval, ContentType,
            ResponseTopic,     CorrelationData,        UserProperty};
}
constexpr std::size_t kStayingOfWill = 1;

} // namespace

ClientForm::ClientForm(const Theme& theme, const teach::Vocabulary& vocabulary, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_vocabulary(&vocabulary), m_form(new QFormLayout(this)),
      m_next(new QLabel), m_host(new QLineEdit), m_port(new QSpinBox), m_version(new QComboBox),
      m_clientId(new QLineEdit), m_clean(new QCheckBox), m_keepAlive(new QSpinBox), m_user(new QLineEdit),
      m_password(new QLineEdit), m_will(new QCheckBox), m_willTopic(new ClientEdit(theme)),
      m_willPayload(new QLineEdit), m_willQos(new QComboBox), m_willRetain(new QCheckBox),
      m_propertiesTitle(new QLabel),
      m_properties(new PropertyEditor(theme, vocabulary, ofConnect(), kStayingOfConnect)),
      m_willPropertiesTitle(new QLabel),
      m_willProperties(new PropertyEditor(theme, vocabulary, ofWill(), kStayingOfWill))
{
    build();
    connectParts();
    setOptions({});
    refreshTheme();
    retranslate();
}

void ClientForm::build()
{
    setObjectName(QStringLiteral("clientForm"));
    m_port->setRange(1, kMaxPort);
    m_keepAlive->setRange(0, UINT16_MAX);
    m_keepAlive->setSuffix(QStringLiteral("\u202fs"));
    for (QLineEdit* line : {m_host, m_clientId, m_user, m_password, m_willPayload})
        line->setMaxLength(kMaxField);
    m_password->setEchoMode(QLineEdit::Password);
    m_next->setWordWrap(true);
    m_next->setProperty("secondary", true);
    for (const Version version : kVersions)
        m_version->addItem(versionText(version));
    for (int qos = 0; qos <= 2; ++qos)
        m_willQos->addItem(qosWords(qos));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(m_next);
    const auto row = [this](QWidget* field) { m_form->addRow(QStringLiteral("-"), field); };
    row(m_host);
    row(m_port);
    row(m_version);
    row(m_clientId);
    m_form->addRow(m_clean);
    row(m_keepAlive);
    row(m_user);
    row(m_password);
    m_form->addRow(m_propertiesTitle);
    m_form->addRow(m_properties);
    m_form->addRow(m_will);
    row(m_willTopic);
    m_form->addRow(m_willTopic->sentence());
    row(m_willPayload);
    row(m_willQos);
    m_form->addRow(m_willRetain);
    m_form->addRow(m_willPropertiesTitle);
    m_form->addRow(m_willProperties);
}

void ClientForm::connectParts()
{
    const auto tell = [this] { check(); };
    for (QLineEdit* line : {m_host, m_clientId, m_user, m_password, m_willPayload})
        connect(line, &QLineEdit::textChanged, this, tell);
    for (QSpinBox* box : {m_port, m_keepAlive})
        connect(box, &QSpinBox::valueChanged, this, tell);
    for (QComboBox* box : {m_version, m_willQos})
        connect(box, &QComboBox::currentIndexChanged, this, tell);
    for (QCheckBox* box : {m_clean, m_will, m_willRetain})
        connect(box, &QCheckBox::toggled, this, tell);
    connect(m_willTopic, &ClientEdit::textChanged, this, tell);
    for (PropertyEditor* editor : {m_properties, m_willProperties})
        connect(editor, &PropertyEditor::changed, this, tell);
    connect(m_theme, &Theme::changed, this, &ClientForm::refreshTheme);
}

Version ClientForm::versionNow() const
{
    return kVersions[static_cast<std::size_t>(std::max(0, m_version->currentIndex()))];
}

void ClientForm::setOptions(const LabClientOptions& options)
{
    {
        const QScopedValueRollback filling(m_filling, true);
        const broker::ClientOptions& client = options.client;
        const auto* const version = std::find(kVersions.begin(), kVersions.end(), client.version);
        m_host->setText(text(options.host));
        m_port->setValue(options.port);
        m_version->setCurrentIndex(static_cast<int>(version - kVersions.begin()));
        m_clientId->setText(text(client.clientId));
        m_clean->setChecked(client.cleanStart);
        m_keepAlive->setValue(client.keepAlive);
        m_user->setText(text(client.userName.value_or(std::string())));
        m_password->setText(client.password ? textOf(*client.password) : QString());
        m_properties->setProperties(typedProperties(client));
        const broker::ClientWill will = client.will.value_or(broker::ClientWill());
        m_will->setChecked(client.will.has_value());
        m_willTopic->setText(text(will.topic));
        m_willPayload->setText(textOf(will.payload));
        m_willQos->setCurrentIndex(std::min<int>(will.qos, 2));
        m_willRetain->setChecked(will.retain);
        m_willProperties->setProperties(typedProperties(will));
    }
    check();
}

broker::ClientWill ClientForm::willNow() const
{
    broker::ClientWill will;
    will.topic = m_willTopic->text().toStdString();
    will.payload = bytesOf(m_willPayload->text());
    will.qos = static_cast<std::uint8_t>(m_willQos->currentIndex());
    will.retain = m_willRetain->isChecked();
    applyProperties(m_willProperties->properties(), will);
    return will;
}

LabClientOptions ClientForm::options() const
{
    LabClientOptions options;
    options.host = m_host->text().trimmed().toStdString();
    options.port = static_cast<std::uint16_t>(m_port->value());
    broker::ClientOptions& client = options.client;
    client.version = versionNow();
    client.clientId = m_clientId->text().toStdString();
    client.cleanStart = m_clean->isChecked();
    client.keepAlive = static_cast<std::uint16_t>(m_keepAlive->value());
    if (!m_user->text().isEmpty())
        client.userName = m_user->text().toStdString();
    // MQTT 3.1.1 §3.1.2.9: no password without a user name. [MQTT-3.1.2-22]
    if (!m_password->text().isEmpty() && (client.userName || client.version == Version::V50))
        client.password = bytesOf(m_password->text());
    applyProperties(m_properties->properties(), client);
    if (m_will->isChecked())
        client.will = willNow();
    return options;
}

bool ClientForm::isValid() const
{
    const bool v5 = versionNow() == Version::V50;
    const bool will =
        !m_will->isChecked() || (m_willTopic->verdict().ok && (!v5 || m_willProperties->isValid()));
    return will && (!v5 || m_properties->isValid());
}

void ClientForm::setConnected(bool connected)
{
    m_form->setRowVisible(m_next, connected);
}

void ClientForm::check()
{
    if (m_filling)
        return;
    m_willTopic->setVerdict(judgeTopicName(m_willTopic->text(), versionNow(), *m_vocabulary));
    PropertySurroundings around;
    around.authenticationMethod = !options().client.authenticationMethod.empty();
    m_properties->setSurroundings(around);
    show();
    Q_EMIT changed();
}

/// Only what the version has.
void ClientForm::show()
{
    const bool v5 = versionNow() == Version::V50;
    const bool will = m_will->isChecked();
    for (QWidget* field : std::initializer_list<QWidget*>{m_propertiesTitle, m_properties})
        m_form->setRowVisible(field, v5);
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_willTopic, m_willPayload, m_willQos, m_willRetain})
        m_form->setRowVisible(field, will);
    m_form->setRowVisible(m_willTopic->sentence(), will && !m_willTopic->verdict().ok);
    for (QWidget* field : std::initializer_list<QWidget*>{m_willPropertiesTitle, m_willProperties})
        m_form->setRowVisible(field, will && v5);
    m_clean->setText(v5 ? QStringLiteral("Clean Start") : QStringLiteral("Clean Session"));
}

void ClientForm::label(QWidget* field, const QString& words)
{
    qobject_cast<QLabel*>(m_form->labelForField(field))->setText(words);
    field->setAccessibleName(words);
}

void ClientForm::retranslate()
{
    m_next->setText(tr("Changes count from the next connection on."));
    label(m_host, tr("Host"));
    label(m_port, tr("Port"));
    label(m_version, tr("Version"));
    label(m_clientId, QStringLiteral("Client Identifier"));
    label(m_keepAlive, QStringLiteral("Keep Alive"));
    label(m_user, tr("User name"));
    label(m_password, tr("Password"));
    m_propertiesTitle->setText(tr("Properties"));
    m_properties->retranslate();
    m_will->setText(tr("Will"));
    label(m_willTopic, tr("Topic"));
    m_willTopic->edit()->setAccessibleName(tr("Topic of the Will"));
    label(m_willPayload, tr("Payload"));
    m_willPayload->setAccessibleName(tr("Payload of the Will"));
    label(m_willQos, QStringLiteral("QoS"));
    m_willQos->setAccessibleName(tr("QoS of the Will"));
    m_willRetain->setText(tr("Retain"));
    m_willRetain->setAccessibleName(tr("Retain the Will"));
    m_willPropertiesTitle->setText(tr("Properties of the Will"));
    m_willProperties->retranslate();
    for (int qos = 0; qos <= 2; ++qos)
        m_willQos->setItemText(qos, qosWords(qos));
    const QScopedValueRollback filling(m_filling, true);
    m_willTopic->setVerdict(judgeTopicName(m_willTopic->text(), versionNow(), *m_vocabulary));
    show();
}

void ClientForm::refreshTheme()
{
    m_form->setContentsMargins(m_theme->px(10), m_theme->px(6), m_theme->px(10), m_theme->px(8));
    m_form->setHorizontalSpacing(m_theme->px(8));
    m_form->setVerticalSpacing(m_theme->px(5));
    m_next->setFont(m_theme->font(TextUse::Small));
    for (QLabel* title : {m_propertiesTitle, m_willPropertiesTitle})
        title->setFont(m_theme->font(TextUse::Strong));
}

} // namespace mqttscope::ui
