// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_subscribe_row.h"

#include "dissector/field/issue.h"
#include "dissector/mqtt/topic.h"
#include "teach/vocabulary.h"
#include "ui/lab/client_edit.h"
#include "ui/lab/property_editor.h"
#include "ui/live/fold_section.h"
#include "ui/models/client_property.h"
#include "ui/models/client_words.h"
#include "ui/models/plain_words.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/marked_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kHandlings = 3;
constexpr int kMostHeight = 120; // of the properties, in units of the design

} // namespace

ClientSubscribeRow::ClientSubscribeRow(const Theme& theme, const teach::Vocabulary& vocabulary,
                                       QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_vocabulary(&vocabulary), m_filter(new ClientEdit(theme)),
      m_qos(new QComboBox), m_button(new QPushButton), m_fold(new FoldSection(theme, {})),
      m_noLocal(new QCheckBox), m_noLocalGloss(new QLabel), m_asPublished(new QCheckBox),
      m_asPublishedGloss(new QLabel), m_handlingLabel(new QLabel), m_handling(new QComboBox),
      m_properties(new PropertyEditor(
          theme, vocabulary, {mqtt::PropertyId::SubscriptionIdentifier, mqtt::PropertyId::UserProperty})),
      m_wrong(new QLabel), m_list(new QWidget), m_lines(new QGridLayout(m_list))
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
    column->addWidget(m_fold);
    column->addWidget(m_wrong);
    column->addLayout(second);
    buildOptions();
    connectParts();
    refreshTheme();
    retranslate();
}

/// What only 5.0 has.
void ClientSubscribeRow::buildOptions()
{
    m_handling->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    for (int handling = 0; handling < kHandlings; ++handling)
        m_handling->addItem({});
    m_handlingLabel->setProperty("secondary", true);
    m_handlingLabel->setBuddy(m_handling);
    m_properties->setMostHeight(kMostHeight);
    m_wrong->setTextFormat(Qt::PlainText);
    m_wrong->setWordWrap(true);
    m_wrong->setProperty("tone", QStringLiteral("error"));
    m_fold->setCompact(true);
    QVBoxLayout* options = m_fold->content();
    for (const auto& [box, gloss] :
         {std::pair{m_noLocal, m_noLocalGloss}, std::pair{m_asPublished, m_asPublishedGloss}}) {
        gloss->setTextFormat(Qt::PlainText);
        gloss->setWordWrap(true);
        gloss->setProperty("secondary", true);
        auto* line = new QHBoxLayout;
        line->addWidget(box);
        line->addWidget(gloss, 1);
        options->addLayout(line);
    }
    options->addWidget(m_handlingLabel);
    options->addWidget(m_handling);
    options->addWidget(m_properties);
}

void ClientSubscribeRow::connectParts()
{
    for (QCheckBox* box : {m_noLocal, m_asPublished})
        connect(box, &QCheckBox::toggled, this, &ClientSubscribeRow::check);
    connect(m_handling, &QComboBox::currentIndexChanged, this, &ClientSubscribeRow::check);
    connect(m_properties, &PropertyEditor::changed, this, &ClientSubscribeRow::check);
    connect(m_fold, &FoldSection::toggled, this, &ClientSubscribeRow::showOptions);
    connect(m_filter, &ClientEdit::textChanged, this, &ClientSubscribeRow::check);
    connect(m_filter, &ClientEdit::returnPressed, this, [this] {
        if (m_button->isEnabled())
            Q_EMIT subscribeWanted();
    });
    connect(m_qos, &QComboBox::currentIndexChanged, this, &ClientSubscribeRow::changed);
    connect(m_button, &QPushButton::clicked, this, &ClientSubscribeRow::subscribeWanted);
    connect(m_theme, &Theme::changed, this, &ClientSubscribeRow::refreshTheme);
}

broker::lab::LabSubscription ClientSubscribeRow::wanted() const
{
    broker::lab::LabSubscription wanted;
    wanted.filter = m_filter->text().toStdString();
    wanted.qos = static_cast<std::uint8_t>(m_qos->currentIndex());
    if (!is5())
        return wanted;
    wanted.noLocal = m_noLocal->isChecked();
    wanted.retainAsPublished = m_asPublished->isChecked();
    wanted.retainHandling = static_cast<std::uint8_t>(m_handling->currentIndex());
    applyProperties(m_properties->properties(), wanted);
    return wanted;
}

QJsonObject ClientSubscribeRow::state() const
{
    return {{QStringLiteral("filter"), m_filter->text()},
            {QStringLiteral("qos"), m_qos->currentIndex()},
            {QStringLiteral("noLocal"), m_noLocal->isChecked()},
            {QStringLiteral("retainAsPublished"), m_asPublished->isChecked()},
            {QStringLiteral("retainHandling"), m_handling->currentIndex()},
            {QStringLiteral("properties"), typedPropertiesJson(m_properties->properties())}};
}

void ClientSubscribeRow::setState(const QJsonObject& state)
{
    const auto number = [&](const char* key, int otherwise) {
        return std::clamp(state.value(QLatin1String(key)).toInt(otherwise), 0, 2);
    };
    m_filter->setText(state.value(QLatin1String("filter")).toString(m_filter->text()));
    m_qos->setCurrentIndex(number("qos", m_qos->currentIndex()));
    m_noLocal->setChecked(state.value(QLatin1String("noLocal")).toBool(m_noLocal->isChecked()));
    m_asPublished->setChecked(
        state.value(QLatin1String("retainAsPublished")).toBool(m_asPublished->isChecked()));
    m_handling->setCurrentIndex(number("retainHandling", m_handling->currentIndex()));
    m_properties->setProperties(typedPropertiesFrom(state.value(QLatin1String("properties")).toArray()));
    check();
}

/// [MQTT-3.8.3-4]
QString ClientSubscribeRow::optionsProblem() const
{
    if (!is5())
        return {};
    if (m_noLocal->isChecked() && mqtt::isShared(m_filter->text().toStdString())) {
        field::Issue issue;
        issue.code = field::IssueCode::NoLocalShared;
        issue.field = field::FieldId::MqttSubOptionsNl;
        return text(m_vocabulary->issue(issue, mqtt::Version::V50));
    }
    return m_properties->problem();
}

bool ClientSubscribeRow::isValid() const
{
    return m_filter->verdict().ok && optionsProblem().isEmpty();
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
    showOptions();
    m_button->setEnabled(isValid() && m_connected);
    m_button->setToolTip(m_connected ? QString() : tr("Connect the client first."));
    m_button->setAccessibleDescription(m_button->toolTip());
    for (QPushButton* button : m_buttons)
        button->setEnabled(m_connected);
    Q_EMIT changed();
}

/// The name of the standard, and what it means beside it: "No Local" "(…)".
void ClientSubscribeRow::nameOption(QCheckBox* box, QLabel* gloss, field::FieldId id) const
{
    const QString label = text(m_vocabulary->label(id));
    const qsizetype bracket = label.indexOf(QLatin1String(" ("));
    box->setText(bracket < 0 ? label : label.left(bracket));
    box->setAccessibleName(label);
    gloss->setText(bracket < 0 ? QString() : label.mid(bracket + 1));
}

void ClientSubscribeRow::showOptions()
{
    const int count = (m_noLocal->isChecked() ? 1 : 0) + (m_asPublished->isChecked() ? 1 : 0) +
                      (m_handling->currentIndex() > 0 ? 1 : 0) + m_properties->count();
    // Qt leaves no room after the icon.
    m_fold->button()->setText(QLatin1Char(' ') + (count == 0 ? tr("Options and properties")
                                                             //: %1 how many
                                                             : tr("Options and properties (%1)").arg(count)));
    m_fold->setVisible(is5() && !m_theme->projector());
    const QString problem = optionsProblem();
    const bool stands = m_fold->isOpen() && problem == m_properties->problem(); // at its row
    m_wrong->setText(problem);
    m_wrong->setVisible(!problem.isEmpty() && !stands);
    m_handling->setToolTip(m_handling->currentText());
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
        label->setToolTip(plainTip(name));
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
    using field::FieldId;
    nameOption(m_noLocal, m_noLocalGloss, FieldId::MqttSubOptionsNl);
    nameOption(m_asPublished, m_asPublishedGloss, FieldId::MqttSubOptionsRap);
    m_handlingLabel->setText(text(m_vocabulary->label(FieldId::MqttSubOptionsRetain)));
    m_handling->setAccessibleName(m_handlingLabel->text());
    for (int handling = 0; handling < kHandlings; ++handling) {
        const std::string name =
            m_vocabulary->valueName(FieldId::MqttSubOptionsRetain, static_cast<std::uint64_t>(handling));
        const QString words = QStringLiteral("%1 · %2").arg(handling).arg(text(name));
        m_handling->setItemText(handling, words);
        m_handling->setItemData(handling, words, Qt::ToolTipRole);
    }
    m_properties->retranslate();
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
    m_handling->setMinimumHeight(m_theme->px(28));
    m_handlingLabel->setFont(m_theme->font(TextUse::Caption));
    m_wrong->setFont(m_theme->font(TextUse::Small));
    for (QLabel* gloss : {m_noLocalGloss, m_asPublishedGloss})
        gloss->setFont(m_theme->font(TextUse::Caption));
    showOptions();
    fillLines();
}

} // namespace mqttscope::ui
