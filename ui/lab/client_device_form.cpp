// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_device_form.h"

#include "ui/lab/client_device_number.h"
#include "ui/lab/client_edit.h"
#include "ui/models/client_device.h"
#include "ui/models/client_words.h"
#include "ui/theme/theme.h"
#include "ui/views/marked_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {

ClientDeviceForm::ClientDeviceForm(const Theme& theme, ClientDevice& device, QWidget* parent)
    : QDialog(parent), m_theme(&theme), m_device(&device), m_rows(new QFormLayout),
      m_topic(new ClientEdit(theme)), m_path(new QLineEdit), m_unit(new QLineEdit),
      m_minimum(new DeviceNumber), m_maximum(new DeviceNumber), m_problem(new QLabel), m_words(new QComboBox),
      m_qos(new QComboBox), m_retain(new QCheckBox), m_buttons(new QDialogButtonBox(QDialogButtonBox::Close))
{
    build();
    refreshTheme();
    retranslate();
    showDevice();
}

void ClientDeviceForm::build()
{
    m_path->setMaxLength(DeviceOptions::kMaxPath);
    m_unit->setMaxLength(DeviceOptions::kMaxUnit);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("tone", QStringLiteral("error"));
    for (const DeviceWords words : kDeviceWords)
        m_words->addItem(deviceWord(words, true) + QStringLiteral(" / ") + deviceWord(words, false));
    for (int qos = 0; qos <= 2; ++qos)
        m_qos->addItem(qosWords(qos));
    for (QWidget* field : std::initializer_list<QWidget*>{m_topic, m_topic->sentence(), m_path, m_unit,
                                                          m_minimum, m_maximum, m_words, m_qos})
        m_rows->addRow(QStringLiteral("-"), field);
    m_rows->addRow(QString(), m_retain);
    m_rows->addRow(m_problem);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto* column = new QVBoxLayout(this);
    column->addLayout(m_rows);
    column->addStretch(1);
    column->addWidget(m_buttons);
    m_buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Return belongs to the fields
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_topic, &ClientEdit::textChanged, this, &ClientDeviceForm::judgeTopic);
    // Half a topic is another one: it counts when it is whole.
    for (QLineEdit* line : {static_cast<QLineEdit*>(m_topic->edit()), m_path, m_unit})
        connect(line, &QLineEdit::editingFinished, this, &ClientDeviceForm::take);
    for (DeviceNumber* number : {m_minimum, m_maximum})
        connect(number, &DeviceNumber::valueChanged, this, &ClientDeviceForm::take);
    for (QComboBox* box : {m_words, m_qos})
        connect(box, &QComboBox::currentIndexChanged, this, &ClientDeviceForm::take);
    connect(m_retain, &QCheckBox::toggled, this, &ClientDeviceForm::take);
    connect(m_theme, &Theme::changed, this, &ClientDeviceForm::refreshTheme);
}

/// One that shows may have none: it goes along with what is subscribed to.
void ClientDeviceForm::judgeTopic()
{
    const bool follows = m_topic->text().isEmpty() && !isSource(m_device->options().kind);
    m_topic->setVerdict(follows ? TypedVerdict{} : m_device->verdictOf(m_topic->text()));
    m_rows->setRowVisible(m_topic->sentence(), !m_topic->verdict().ok);
}

void ClientDeviceForm::take()
{
    if (m_showing)
        return;
    const bool isRight = isRange(m_minimum->value(), m_maximum->value());
    m_problem->setVisible(!isRight);
    DeviceOptions options = m_device->options();
    if (m_topic->verdict().ok) {
        options.topic = m_topic->text();
        m_topic->edit()->setModified(false);
    }
    m_path->setModified(false);
    m_unit->setModified(false);
    options.path = m_path->text();
    options.unit = m_unit->text();
    if (isRight) {
        options.minimum = m_minimum->value();
        options.maximum = m_maximum->value();
    }
    options.words = kDeviceWords[static_cast<std::size_t>(std::max(0, m_words->currentIndex()))];
    options.qos = static_cast<std::uint8_t>(std::max(0, m_qos->currentIndex()));
    options.retain = m_retain->isChecked();
    if (options == m_device->options())
        return;
    {
        const QScopedValueRollback showing(m_showing, true); // what is half typed stays as it is
        m_device->setOptions(options);
    }
    Q_EMIT changed();
}

void ClientDeviceForm::showDevice()
{
    if (m_showing)
        return;
    const QScopedValueRollback showing(m_showing, true);
    const DeviceOptions& options = m_device->options();
    if (options.kind == DeviceKind::None)
        return hide();
    setWindowTitle(ClientDevice::kindWord(options.kind));
    m_topic->edit()->setPlaceholderText(isSource(options.kind)           ? tr("Topic Name")
                                        : m_device->followed().isEmpty() ? tr("of the last SUBSCRIBE")
                                                                         : m_device->followed());
    // What is being typed stays.
    const bool other = options.kind != std::exchange(m_kind, options.kind);
    const auto show = [other](QLineEdit* line, const QString& text) {
        if (line->text() != text && (other || !line->isModified()))
            line->setText(text);
    };
    show(m_topic->edit(), options.topic);
    show(m_path, options.path);
    show(m_unit, options.unit);
    judgeTopic();
    if (other || isRange(m_minimum->value(), m_maximum->value())) {
        // Not what is half typed: its value is the one before.
        if (m_minimum->value() != options.minimum)
            m_minimum->setValue(options.minimum);
        if (m_maximum->value() != options.maximum)
            m_maximum->setValue(options.maximum);
    }
    m_words->setCurrentIndex(static_cast<int>(options.words));
    m_qos->setCurrentIndex(options.qos);
    m_retain->setChecked(options.retain);
    showRows();
}

void ClientDeviceForm::hideEvent(QHideEvent* event)
{
    take();
    QDialog::hideEvent(event);
}

/// Only what counts for the kind is to be seen.
void ClientDeviceForm::showRows()
{
    const DeviceKind kind = m_device->options().kind;
    const bool numeric = isNumeric(kind);
    for (QWidget* field : std::initializer_list<QWidget*>{m_unit, m_minimum, m_maximum})
        m_rows->setRowVisible(field, numeric);
    m_rows->setRowVisible(m_words, kind == DeviceKind::Switch);
    m_rows->setRowVisible(m_qos, isSource(kind));
    m_rows->setRowVisible(m_retain, isSource(kind));
    m_problem->setVisible(numeric && !isRange(m_minimum->value(), m_maximum->value()));
    const QString topic = isSource(kind) ? tr("Topic Name") : tr("Topic Filter");
    qobject_cast<QLabel*>(m_rows->labelForField(m_topic))->setText(topic);
    m_topic->edit()->setAccessibleName(topic);
}

void ClientDeviceForm::retranslate()
{
    const auto label = [this](QWidget* field, const QString& words) {
        qobject_cast<QLabel*>(m_rows->labelForField(field))->setText(words);
        field->setAccessibleName(words);
    };
    label(m_topic->sentence(), {});
    label(m_path, tr("JSON field"));
    label(m_unit, tr("Unit"));
    label(m_minimum, tr("Minimum"));
    label(m_maximum, tr("Maximum"));
    label(m_words, tr("Published as"));
    label(m_qos, QStringLiteral("QoS"));
    m_path->setPlaceholderText(tr("none: the message as a whole"));
    m_path->setToolTip(tr("For messages in JSON: level, pump.level, list[2]"));
    //: the RETAIN flag
    m_retain->setText(tr("Retain"));
    m_problem->setText(tr("The minimum has to be below the maximum."));
    for (int qos = 0; qos <= 2; ++qos)
        m_qos->setItemText(qos, qosWords(qos));
    for (DeviceNumber* number : {m_minimum, m_maximum})
        number->setLocale(QLocale());
    m_buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    showDevice();
}

void ClientDeviceForm::refreshTheme()
{
    const Theme& theme = *m_theme;
    setMinimumWidth(theme.px(380));
    layout()->setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14));
    layout()->setSpacing(theme.px(10));
    m_rows->setHorizontalSpacing(theme.px(10));
    m_rows->setVerticalSpacing(theme.px(6));
    m_path->setFont(theme.fixedFont());
    m_problem->setFont(theme.font(TextUse::Small));
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_path, m_unit, m_minimum, m_maximum, m_words, m_qos})
        field->setMinimumHeight(theme.px(28));
}

} // namespace mqttscope::ui
