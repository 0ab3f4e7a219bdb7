// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_device_row.h"

#include "broker/lab/lab_clients.h"
#include "ui/lab/client_device_face.h"
#include "ui/lab/client_device_form.h"
#include "ui/lab/client_device_number.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/switch_button.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {

/// A line beside the value, cut where there is no room for it.
class DeviceCaption : public QLabel {
public:
    explicit DeviceCaption(const Theme& theme) : m_theme(&theme)
    {
        setTextFormat(Qt::PlainText);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        constexpr int kMost = 150; // in units of the design
        return {std::min(fontMetrics().horizontalAdvance(text()) + 1, m_theme->px(kMost)),
                fontMetrics().height()};
    }
    QSize minimumSizeHint() const override
    {
        constexpr int kLeast = 70;
        return {std::min(sizeHint().width(), m_theme->px(kLeast)), fontMetrics().height()};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        style()->drawItemText(&painter, rect(), Qt::AlignVCenter, palette(), isEnabled(),
                              fontMetrics().elidedText(text(), Qt::ElideRight, width()), foregroundRole());
    }

private:
    const Theme* m_theme;
};

ClientDeviceRow::ClientDeviceRow(const Theme& theme, const teach::Vocabulary& vocabulary, Offer offer,
                                 QWidget* parent)
    : QFrame(parent), m_theme(&theme), m_offer(std::move(offer)),
      m_device(new ClientDevice(vocabulary, this)), m_row(new QHBoxLayout), m_face(new DeviceFace(theme)),
      m_toggle(new SwitchButton(theme)), m_number(new DeviceNumber), m_value(new QLabel),
      m_headline(new DeviceCaption(theme)), m_remark(new DeviceCaption(theme)), m_sentence(new QLabel),
      m_button(new QToolButton), m_menu(new QMenu(this))
{
    m_clock.start();
    m_later.setSingleShot(true);
    build();
    buildMenu();
    connectParts();
    refreshTheme();
    retranslate();
}

void ClientDeviceRow::build()
{
    setObjectName(QStringLiteral("clientDevice"));
    m_number->setObjectName(QStringLiteral("deviceNumber"));
    m_number->setFrame(false);
    m_number->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_value->setTextFormat(Qt::PlainText);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    for (QLabel* label : {static_cast<QLabel*>(m_headline), static_cast<QLabel*>(m_remark), m_sentence})
        label->setProperty("secondary", true);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setMenu(m_menu);
    auto* caption = new QVBoxLayout;
    caption->setSpacing(0);
    caption->addStretch(1);
    caption->addWidget(m_headline);
    caption->addWidget(m_remark);
    caption->addStretch(1);
    m_row->addWidget(m_face, 1);
    m_row->addWidget(m_toggle);
    m_row->addWidget(m_number);
    m_row->addWidget(m_value);
    m_row->addLayout(caption);
    m_row->addStretch(0);
    auto* column = new QVBoxLayout(this);
    column->addLayout(m_row);
    column->addWidget(m_sentence);
}

void ClientDeviceRow::buildMenu()
{
    auto* group = new QActionGroup(this);
    for (const DeviceKind kind : kDeviceKinds) {
        QAction* action = m_menu->addAction(QString());
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, kind] { choose(kind); });
        m_kinds.push_back(action);
        if (kind == DeviceKind::None || kind == DeviceKind::Switch)
            m_menu->addSeparator();
    }
    m_menu->addSeparator();
    m_settings = m_menu->addAction(QString(), this, &ClientDeviceRow::showSettings);
    m_forget = m_menu->addAction(QString(), m_device, &ClientDevice::forget);
}

void ClientDeviceRow::connectParts()
{
    connect(m_face, &DeviceFace::moved, this, &ClientDeviceRow::setNumber);
    connect(m_face, &DeviceFace::againWanted, this, &ClientDeviceRow::publishSoon);
    connect(m_face, &DeviceFace::typed, m_number, &DeviceNumber::beginWith);
    connect(m_number, &DeviceNumber::valueChanged, this, &ClientDeviceRow::setNumber);
    connect(m_number, &DeviceNumber::entered, this, &ClientDeviceRow::publishSoon);
    connect(m_toggle, &SwitchButton::clicked, this, [this](bool on) {
        m_device->setOn(on);
        publishSoon();
        Q_EMIT changed();
    });
    connect(m_menu, &QMenu::aboutToHide, m_button, [this] {
        // Qt takes the mouse for being there still.
        m_button->setAttribute(Qt::WA_UnderMouse, false);
        m_button->update();
    });
    connect(&m_later, &QTimer::timeout, this, &ClientDeviceRow::publishNow);
    connect(m_device, &ClientDevice::changed, this, &ClientDeviceRow::showDevice);
    connect(m_theme, &Theme::changed, this, &ClientDeviceRow::refreshTheme);
}

QAction* ClientDeviceRow::kindAction(DeviceKind kind) const
{
    return m_kinds[static_cast<std::size_t>(kind)];
}

// ----------------------------------------------------------------------------------------------- its parts

/// A source begins as what the client would publish otherwise; what shows something else goes on with its
/// topic.
void ClientDeviceRow::choose(DeviceKind kind)
{
    const DeviceOptions before = m_device->options();
    if (kind == before.kind)
        return;
    DeviceOptions options = usualDevice(kind);
    if (isSource(kind)) {
        const broker::lab::LabMessage offered = m_offer();
        options.topic = isSource(before.kind) ? before.topic : text(offered.topic);
        options.qos = isSource(before.kind) ? before.qos : offered.qos;
        options.retain = isSource(before.kind) ? before.retain : offered.retain;
        m_device->setOptions(options);
        if (const auto number = readDeviceValue(options, offered.payload).number)
            m_device->setNumber(*number);
    } else {
        if (!isSource(before.kind))
            options.topic = before.topic;
        m_device->setOptions(options);
    }
    m_pace.drop();
    Q_EMIT changed();
}

void ClientDeviceRow::setClient(const broker::lab::LabClientState& state)
{
    m_device->setClient(state);
    publishNow();
}

void ClientDeviceRow::setFollowed(const QString& filter)
{
    m_device->setFollowed(filter);
    Q_EMIT changed();
}

void ClientDeviceRow::setNumber(double number)
{
    if (m_device->number() == number)
        return;
    m_device->setNumber(number);
    m_pace.want();
    publishNow();
    Q_EMIT changed();
}

QJsonObject ClientDeviceRow::state() const
{
    QJsonObject json = deviceJson(m_device->options());
    if (json.isEmpty())
        return json;
    if (m_device->options().kind == DeviceKind::Sensor)
        json.insert(QStringLiteral("value"), m_device->number().value_or(0));
    else if (m_device->options().kind == DeviceKind::Switch)
        json.insert(QStringLiteral("on"), m_device->isOn().value_or(false));
    else
        json.insert(QStringLiteral("subscribed"), m_device->followed());
    return json;
}

void ClientDeviceRow::setState(const QJsonObject& state)
{
    m_pace.drop();
    const DeviceOptions options = deviceFrom(state);
    m_device->setOptions(options);
    m_device->setNumber(state.value(QLatin1String("value")).toDouble(options.minimum));
    m_device->setOn(state.value(QLatin1String("on")).toBool());
    m_device->setFollowed(state.value(QLatin1String("subscribed")).toString());
    Q_EMIT changed();
}

// ------------------------------------------------------------------------------------------ what it
// publishes

void ClientDeviceRow::publishSoon()
{
    m_pace.want();
    publishNow();
}

/// If it may be now; else it is tried again when it may.
void ClientDeviceRow::publishNow()
{
    if (!m_pace.isWanted())
        return;
    if (!m_device->canPublish()) {
        m_pace.drop();
        m_device->setFate(ClientDevice::Fate::NotPublished);
        return;
    }
    if (m_device->mustWait())
        return m_device->setFate(ClientDevice::Fate::Held);
    const qint64 now = m_clock.elapsed();
    if (const qint64 due = m_pace.due(now); due > 0) {
        if (!m_later.isActive())
            m_later.start(static_cast<int>(due));
        return;
    }
    m_pace.published(now);
    m_device->setFate(ClientDevice::Fate::Published);
    Q_EMIT publishWanted(m_device->message());
}

// --------------------------------------------------------------------------------------------- what it shows

void ClientDeviceRow::showDevice()
{
    const ClientDevice& device = *m_device;
    const DeviceOptions& options = device.options();
    const bool sensor = options.kind == DeviceKind::Sensor;
    const bool toggle = options.kind == DeviceKind::Switch;
    setVisible(options.kind != DeviceKind::None);
    kindAction(options.kind)->setChecked(true);
    m_settings->setEnabled(options.kind != DeviceKind::None);
    m_forget->setEnabled(device.received().count > 0);
    const QString name = ClientDevice::kindWord(options.kind);
    const QString value = device.valueText();
    if (m_face->kind() != options.kind)
        m_face->setKind(options.kind);
    m_face->setVisible(!toggle);
    m_face->setRange(options.minimum, options.maximum);
    m_face->setNumber(device.number());
    m_face->setOn(device.isOn());
    m_face->setAccessibleName(name);
    m_face->setValueText(value);
    m_number->setVisible(sensor);
    m_toggle->setVisible(toggle);
    m_value->setVisible(!sensor && !toggle);
    showNumber();
    m_toggle->setChecked(device.isOn().value_or(false));
    m_toggle->setText(toggle ? value : QString());
    m_toggle->setAccessibleName(name);
    m_value->setText(value);
    m_headline->setText(device.headline());
    m_remark->setText(device.remark());
    const QString sentence = device.sentence();
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    const QString binding = device.binding();
    for (QWidget* part : std::initializer_list<QWidget*>{m_face, m_toggle, m_value, m_headline, m_remark})
        part->setToolTip(binding);
    for (QWidget* part : std::initializer_list<QWidget*>{m_face, m_toggle, m_number})
        part->setAccessibleDescription(
            QStringList{device.headline(), device.remark(), binding, sentence}.join(QStringLiteral(" · ")));
    // As wide as its range: the bar does not move when a digit more comes.
    const QFontMetrics metrics(m_theme->font(TextUse::Title));
    int width = metrics.horizontalAdvance(value);
    if (isNumeric(options.kind)) {
        for (const double end : {options.minimum, options.maximum})
            width = std::max(width, metrics.horizontalAdvance(device.valueText(end)));
    }
    m_value->setMinimumWidth(width);
    m_number->setFixedWidth(width + m_theme->px(10));
    if (m_form != nullptr)
        m_form->showDevice();
}

/// Nothing of it anew while it is as it should be: somebody may be typing there.
void ClientDeviceRow::showNumber()
{
    const DeviceOptions& options = m_device->options();
    if (options.kind != DeviceKind::Sensor)
        return;
    const QSignalBlocker quiet(m_number);
    if (m_number->minimum() != options.minimum || m_number->maximum() != options.maximum) {
        m_number->setRange(options.minimum, options.maximum);
        m_number->setSingleStep(deviceStep(options.minimum, options.maximum)); // writes its text anew
    }
    const QString suffix = options.unit.isEmpty() ? QString() : QChar(0x202f) + options.unit;
    if (m_number->suffix() != suffix)
        m_number->setSuffix(suffix);
    if (const auto number = m_device->number(); number && *number != m_number->value())
        m_number->setValue(*number);
}

void ClientDeviceRow::showSettings()
{
    if (m_form == nullptr) {
        m_form = new ClientDeviceForm(*m_theme, *m_device, this);
        connect(m_form, &ClientDeviceForm::changed, this, &ClientDeviceRow::changed);
    }
    m_form->showDevice();
    m_form->show();
    m_form->raise();
    m_form->activateWindow();
}

void ClientDeviceRow::contextMenuEvent(QContextMenuEvent* event)
{
    m_menu->popup(event->globalPos());
}

void ClientDeviceRow::retranslate()
{
    m_button->setText(QLatin1Char(' ') + tr("Device")); // Qt leaves no room after the icon
    m_button->setToolTip(tr("A sensor, a gauge, a lamp… for this client"));
    m_button->setAccessibleName(tr("Device"));
    for (const DeviceKind kind : kDeviceKinds)
        kindAction(kind)->setText(ClientDevice::kindWord(kind));
    m_settings->setText(tr("&Settings…"));
    m_forget->setText(tr("&Count from zero"));
    m_number->setAccessibleName(tr("Value"));
    m_number->setLocale(QLocale());
    if (m_form != nullptr)
        m_form->retranslate();
    showDevice();
}

void ClientDeviceRow::refreshTheme()
{
    const Theme& theme = *m_theme;
    layout()->setContentsMargins(theme.px(11), theme.px(7), theme.px(11), theme.px(7) + 1);
    layout()->setSpacing(theme.px(2));
    m_row->setSpacing(theme.px(10));
    m_toggle->setMinimumHeight(theme.px(34)); // as high as what others have there
    m_number->setFont(theme.font(TextUse::Title));
    m_value->setFont(theme.font(TextUse::Title));
    m_headline->setFont(theme.font(TextUse::Small));
    m_remark->setFont(theme.font(TextUse::Small));
    m_sentence->setFont(theme.font(TextUse::Small));
    m_button->setFont(theme.font(TextUse::Small));
    m_button->setIcon(theme.icon(QStringLiteral("ui-sensor")));
    m_button->setIconSize({theme.px(14), theme.px(14)});
    showDevice();
}

} // namespace mqttscope::ui
