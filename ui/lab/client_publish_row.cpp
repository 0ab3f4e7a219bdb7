// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_publish_row.h"

#include "dissector/mqtt/utf8.h"
#include "ui/lab/client_edit.h"
#include "ui/lab/property_editor.h"
#include "ui/live/fold_section.h"
#include "ui/models/client_property.h"
#include "ui/models/client_words.h"
#include "ui/models/query_thread.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/marked_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace mqttscope::ui {
namespace {

constexpr std::array kInputs = {PayloadInput::Text, PayloadInput::Json, PayloadInput::Hex,
                                PayloadInput::File};
constexpr std::array kInputNames = {"text", "json", "hex", "file"};
constexpr int kQuestion = 0;
constexpr int kMostHeight = 168; // of the properties, in units of the design

std::vector<mqtt::PropertyId> offered()
{
    using enum mqtt::PropertyId;
    return {PayloadFormatIndicator,
            MessageExpiryInterval,
            ContentType,
            ResponseTopic,
            CorrelationData,
            TopicAlias,
            UserProperty};
}

} // namespace

ClientPublishRow::ClientPublishRow(const Theme& theme, const teach::Vocabulary& vocabulary,
                                   QueryThread& queries, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_vocabulary(&vocabulary), m_queries(&queries),
      m_topic(new ClientEdit(theme)), m_input(new QComboBox), m_payload(new ClientEdit(theme)),
      m_choose(new QPushButton), m_qos(new QComboBox), m_retain(new QCheckBox), m_button(new QPushButton),
      m_fold(new FoldSection(theme, {})), m_properties(new PropertyEditor(theme, vocabulary, offered())),
      m_wrong(new QLabel)
{
    for (const PayloadInput input : kInputs)
        m_input->addItem(payloadInputWord(input));
    for (int qos = 0; qos <= 2; ++qos)
        m_qos->addItem(qosWords(qos));
    m_qos->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_choose->setProperty("compact", true);
    m_choose->hide();
    m_button->setProperty("primary", true);
    m_button->setProperty("compact", true);
    auto* second = new QHBoxLayout;
    second->addWidget(m_input);
    second->addWidget(m_payload, 1);
    second->addWidget(m_choose);
    auto* third = new QHBoxLayout;
    third->addWidget(m_qos, 1);
    third->addWidget(m_retain);
    third->addWidget(m_button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_topic);
    column->addWidget(m_topic->sentence());
    column->addLayout(second);
    column->addWidget(m_payload->sentence());
    column->addWidget(m_fold);
    column->addWidget(m_wrong);
    column->addLayout(third);
    m_fold->setCompact(true);
    m_fold->content()->addWidget(m_properties);
    m_properties->setMostHeight(kMostHeight);
    m_wrong->setTextFormat(Qt::PlainText);
    m_wrong->setWordWrap(true);
    m_wrong->setProperty("tone", QStringLiteral("error"));
    const auto submit = [this] {
        if (m_button->isEnabled())
            Q_EMIT publishWanted();
    };
    connect(m_topic, &ClientEdit::textChanged, this, &ClientPublishRow::checkTopic);
    connect(m_topic, &ClientEdit::returnPressed, this, submit);
    connect(m_payload, &ClientEdit::textChanged, this, &ClientPublishRow::checkPayload);
    connect(m_payload, &ClientEdit::returnPressed, this, submit);
    connect(m_input, &QComboBox::currentIndexChanged, this, [this] {
        m_choose->setVisible(inputNow() == PayloadInput::File);
        retranslate();
        checkPayload();
    });
    connect(m_choose, &QPushButton::clicked, this, &ClientPublishRow::chooseFile);
    connect(m_fold, &FoldSection::toggled, this, &ClientPublishRow::showProperties);
    connect(m_properties, &PropertyEditor::changed, this, [this] {
        checkProperties();
        checkTopic();
    });
    connect(m_qos, &QComboBox::currentIndexChanged, this, &ClientPublishRow::changed);
    connect(m_retain, &QCheckBox::toggled, this, &ClientPublishRow::changed);
    connect(m_button, &QPushButton::clicked, this, &ClientPublishRow::publishWanted);
    connect(m_theme, &Theme::changed, this, &ClientPublishRow::refreshTheme);
    refreshTheme();
    retranslate();
    checkPayload();
}

PayloadInput ClientPublishRow::inputNow() const
{
    return kInputs[static_cast<std::size_t>(std::max(0, m_input->currentIndex()))];
}

broker::lab::LabMessage ClientPublishRow::message() const
{
    broker::lab::LabMessage message;
    message.topic = m_topic->text().toStdString();
    message.payload = m_bytes;
    message.qos = static_cast<std::uint8_t>(m_qos->currentIndex());
    message.retain = m_retain->isChecked();
    if (is5())
        message.properties = propertiesNow();
    return message;
}

QString ClientPublishRow::file() const
{
    return inputNow() == PayloadInput::File ? m_payload->text() : QString();
}

bool ClientPublishRow::isRepeatable() const
{
    return m_topic->verdict().ok && (!is5() || m_properties->isValid());
}

bool ClientPublishRow::isValid() const
{
    return isRepeatable() && m_payload->verdict().ok;
}

void ClientPublishRow::setVersion(mqtt::Version version)
{
    m_version = version;
    checkProperties();
    checkTopic();
}

void ClientPublishRow::setConnection(const broker::lab::LabClientState& state)
{
    std::optional<std::uint16_t> maximum;
    if (state.connected && state.version == mqtt::Version::V50)
        maximum = state.server.topicAliasMaximum;
    if (maximum == m_aliasMaximum && state.topicAliases == m_aliases)
        return;
    m_aliasMaximum = maximum;
    m_aliases = state.topicAliases;
    checkProperties();
    checkTopic();
}

broker::lab::MessageProperties ClientPublishRow::propertiesNow() const
{
    return messageProperties(m_properties->properties());
}

std::string ClientPublishRow::aliasTopic() const
{
    const auto known = m_aliases.find(propertiesNow().topicAlias);
    return m_topic->text().isEmpty() && known != m_aliases.end() ? known->second : std::string();
}

void ClientPublishRow::checkTopic()
{
    if (is5() && m_topic->text().isEmpty())
        m_topic->setVerdict(
            judgeEmptyTopic(propertiesNow().topicAlias, !aliasTopic().empty(), *m_vocabulary));
    else
        m_topic->setVerdict(judgeTopicName(m_topic->text(), m_version, *m_vocabulary));
    tell();
}

/// By what the server takes, and by the payload.
void ClientPublishRow::checkProperties()
{
    PropertySurroundings around;
    around.topicAliasMaximum = m_aliasMaximum;
    around.payloadIsUtf8 = mqtt::isWellFormedUtf8(field::asText(m_bytes));
    m_properties->setSurroundings(around);
    showProperties();
}

void ClientPublishRow::showProperties()
{
    const int count = m_properties->count();
    // Qt leaves no room after the icon.
    m_fold->button()->setText(QLatin1Char(' ') + (count == 0 ? tr("Properties")
                                                             //: %1 how many
                                                             : tr("Properties (%1)").arg(count)));
    m_fold->setVisible(is5() && !m_theme->projector());
    m_wrong->setText(m_properties->problem());
    m_wrong->setVisible(is5() && !m_fold->isOpen() && !m_properties->isValid());
}

/// A file is read elsewhere; until then nothing can be published.
void ClientPublishRow::checkPayload()
{
    m_queries->drop(this, kQuestion);
    if (inputNow() != PayloadInput::File)
        return takePayload(readTypedPayload(inputNow(), m_payload->text()));
    m_bytes.clear();
    m_button->setEnabled(false);
    m_queries->ask(
        this, kQuestion,
        [path = m_payload->text()](const QueryThread::Cancelled&) { return readPayloadFile(path); },
        [this](TypedPayload payload) { takePayload(std::move(payload)); });
}

void ClientPublishRow::takePayload(TypedPayload payload)
{
    m_bytes = std::move(payload.bytes);
    m_payload->setVerdict(payload.verdict);
    checkProperties();
    tell();
}

void ClientPublishRow::tell()
{
    m_button->setEnabled(isValid());
    Q_EMIT changed();
}

void ClientPublishRow::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("File with the payload"));
    if (!path.isEmpty())
        m_payload->setText(path);
}

QJsonObject ClientPublishRow::state() const
{
    return {{QStringLiteral("topic"), m_topic->text()},
            {QStringLiteral("input"),
             QLatin1String(kInputNames[static_cast<std::size_t>(std::max(0, m_input->currentIndex()))])},
            {QStringLiteral("payload"), m_payload->text()},
            {QStringLiteral("qos"), m_qos->currentIndex()},
            {QStringLiteral("retain"), m_retain->isChecked()},
            {QStringLiteral("properties"), typedPropertiesJson(m_properties->properties())}};
}

void ClientPublishRow::setState(const QJsonObject& state)
{
    const QString input = state.value(QLatin1String("input")).toString();
    for (std::size_t i = 0; i < kInputNames.size(); ++i) {
        if (input == QLatin1String(kInputNames[i]))
            m_input->setCurrentIndex(static_cast<int>(i));
    }
    m_topic->setText(state.value(QLatin1String("topic")).toString(m_topic->text()));
    m_payload->setText(state.value(QLatin1String("payload")).toString(m_payload->text()));
    m_qos->setCurrentIndex(std::clamp(state.value(QLatin1String("qos")).toInt(m_qos->currentIndex()), 0, 2));
    m_retain->setChecked(state.value(QLatin1String("retain")).toBool(m_retain->isChecked()));
    m_properties->setProperties(typedPropertiesFrom(state.value(QLatin1String("properties")).toArray()));
    checkTopic();
}

void ClientPublishRow::retranslate()
{
    for (std::size_t i = 0; i < kInputs.size(); ++i)
        m_input->setItemText(static_cast<int>(i), payloadInputWord(kInputs[i]));
    for (int qos = 0; qos <= 2; ++qos)
        m_qos->setItemText(qos, qosWords(qos));
    m_topic->edit()->setAccessibleName(tr("Topic Name"));
    m_topic->edit()->setPlaceholderText(tr("Topic Name"));
    m_input->setAccessibleName(tr("How the payload is typed"));
    m_payload->edit()->setAccessibleName(tr("Payload"));
    m_payload->edit()->setPlaceholderText(inputNow() == PayloadInput::File  ? tr("Path of a file")
                                          : inputNow() == PayloadInput::Hex ? QStringLiteral("34 32")
                                                                            : tr("Payload"));
    m_choose->setText(tr("Choose…"));
    m_qos->setAccessibleName(tr("QoS of the message"));
    //: the RETAIN flag
    m_retain->setText(tr("Retain"));
    m_button->setText(tr("Publish"));
    m_properties->retranslate();
    showProperties();
    if (inputNow() != PayloadInput::File)
        checkPayload();
    checkTopic();
}

void ClientPublishRow::refreshTheme()
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->setSpacing(m_theme->px(6));
    for (QComboBox* box : {m_input, m_qos})
        box->setMinimumHeight(m_topic->height());
    m_button->setMinimumHeight(m_topic->height());
    m_wrong->setFont(m_theme->font(TextUse::Small));
    for (int i = 0; i < column->count(); ++i) {
        if (QLayout* row = column->itemAt(i)->layout())
            row->setSpacing(m_theme->px(6));
    }
    showProperties();
}

} // namespace mqttscope::ui
