// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_device.h"

#include "broker/lab/lab_clients.h"
#include "dissector/mqtt/topic.h"
#include "ui/models/text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxShown = 60;

/// The part of a filter that is matched with topics.
std::string matched(const QString& filter, mqtt::Version version)
{
    std::string text = filter.toStdString();
    if (version != mqtt::Version::V50)
        return text; // where $share is a level like any other
    if (const auto shared = mqtt::parseShared(text))
        return std::string(shared->filter);
    return text;
}

QString numberText(double number)
{
    constexpr double kLong = 1e9;
    const char format = std::abs(number) < kLong ? 'f' : 'g';
    return QLocale().toString(number, format, QLocale::FloatingPointShortest);
}

QString shortTopic(const QString& topic)
{
    return wireText(topic.toStdString(), kMaxShown);
}

} // namespace

ClientDevice::ClientDevice(const teach::Vocabulary& vocabulary, QObject* parent)
    : QObject(parent), m_vocabulary(&vocabulary)
{
}

void ClientDevice::setOptions(DeviceOptions options)
{
    if (options == m_options)
        return;
    const bool other =
        options.kind != m_options.kind || options.topic != m_options.topic || options.path != m_options.path;
    m_options = std::move(options);
    m_number = std::clamp(m_number, m_options.minimum, m_options.maximum);
    if (other) {
        m_received = {};
        m_fate = Fate::Published;
    }
    Q_EMIT changed();
}

void ClientDevice::setFollowed(const QString& filter)
{
    if (filter == m_followed)
        return;
    m_followed = filter;
    if (m_options.topic.isEmpty() && !isSource(m_options.kind))
        m_received = {};
    Q_EMIT changed();
}

void ClientDevice::setVersion(mqtt::Version version)
{
    if (version == m_version)
        return;
    m_version = version;
    Q_EMIT changed();
}

void ClientDevice::setClient(const broker::lab::LabClientState& state)
{
    m_connected = state.connected;
    m_frozen = state.frozen;
    m_sessionPresent = state.sessionPresent;
    m_waiting = state.inFlight + state.queued;
    m_filters.clear();
    for (const auto& [filter, qos] : state.subscriptions)
        m_filters.push_back(filter);
    Q_EMIT changed();
}

const QString& ClientDevice::topic() const
{
    return m_options.topic.isEmpty() && !isSource(m_options.kind) ? m_followed : m_options.topic;
}

TypedVerdict ClientDevice::verdictOf(const QString& topic) const
{
    return isSource(m_options.kind) ? judgeTopicName(topic, m_version, *m_vocabulary)
                                    : judgeTopicFilter(topic, m_version, *m_vocabulary);
}

// ------------------------------------------------------------------------------------------ what it is told

bool ClientDevice::take(const broker::lab::LabEvent& event)
{
    if (event.kind != broker::lab::LabEventKind::Message || m_options.kind == DeviceKind::None ||
        isSource(m_options.kind) || topic().isEmpty() || !verdict().ok ||
        !mqtt::matches(matched(topic(), m_version), event.message.topic))
        return false;
    ++m_received.count;
    m_received.value = readDeviceValue(m_options, event.message.payload);
    m_received.topic = event.message.topic;
    m_received.retained = event.retain;
    m_received.dup = event.dup;
    Q_EMIT changed();
    return true;
}

void ClientDevice::forget()
{
    m_received = {};
    Q_EMIT changed();
}

void ClientDevice::setNumber(double number)
{
    m_number =
        std::isfinite(number) ? std::clamp(number, m_options.minimum, m_options.maximum) : m_options.minimum;
    Q_EMIT changed();
}

void ClientDevice::setOn(bool on)
{
    m_on = on;
    Q_EMIT changed();
}

broker::lab::LabMessage ClientDevice::message() const
{
    broker::lab::LabMessage message;
    message.topic = m_options.topic.toStdString();
    message.payload = m_options.kind == DeviceKind::Switch ? devicePayload(m_options, m_on)
                                                           : devicePayload(m_options, m_number);
    message.qos = m_options.qos;
    message.retain = m_options.retain;
    return message;
}

bool ClientDevice::canPublish() const
{
    return isSource(m_options.kind) && m_connected && !m_frozen && verdict().ok;
}

void ClientDevice::setFate(Fate fate)
{
    m_wasFrozen = fate == Fate::NotPublished && m_frozen;
    m_fate = fate;
    Q_EMIT changed();
}

// -------------------------------------------------------------------------------------------- its value

std::optional<double> ClientDevice::number() const
{
    if (!isNumeric(m_options.kind))
        return std::nullopt;
    return isSource(m_options.kind) ? m_number : m_received.value.number;
}

std::optional<bool> ClientDevice::isOn() const
{
    if (isNumeric(m_options.kind) || m_options.kind == DeviceKind::None)
        return std::nullopt;
    return isSource(m_options.kind) ? m_on : m_received.value.on;
}

std::optional<double> ClientDevice::fraction() const
{
    const auto value = number();
    if (!value)
        return std::nullopt;
    return std::clamp((*value - m_options.minimum) / (m_options.maximum - m_options.minimum), 0.0, 1.0);
}

// --------------------------------------------------------------------------------------------- in words

QString ClientDevice::kindWord(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::None:
        return tr("No device");
    case DeviceKind::Sensor:
        return tr("Simulated sensor");
    case DeviceKind::Switch:
        return tr("Switch");
    case DeviceKind::Gauge:
        return tr("Gauge");
    case DeviceKind::Thermometer:
        return tr("Thermometer");
    case DeviceKind::Lamp:
        return tr("Lamp");
    case DeviceKind::Pump:
        return tr("Pump");
    }
    return {};
}

QString ClientDevice::valueText(double number) const
{
    const QString shown = numberText(number);
    return m_options.unit.isEmpty() ? shown : shown + QChar(0x202f) + m_options.unit;
}

QString ClientDevice::valueText() const
{
    if (const auto value = number())
        return valueText(*value);
    const auto on = isOn();
    if (!on)
        return QString(QChar(0x2014));
    if (m_options.kind == DeviceKind::Switch)
        return deviceWord(m_options.words, *on);
    if (m_options.kind == DeviceKind::Lamp)
        //: a lamp
        return *on ? tr("on") : tr("off");
    //: a pump
    return *on ? tr("running") : tr("stopped");
}

QString ClientDevice::headline() const
{
    if (isSource(m_options.kind))
        return shortTopic(m_options.topic.section(QLatin1Char('/'), -1));
    if (m_received.count == 0)
        //: nothing was received
        return tr("nothing yet");
    if (m_received.value.fault != DeviceFault::None)
        return tr("not shown");
    //: a value that was received and is shown; the last message came with DUP, with RETAIN
    return m_received.dup && m_received.retained ? tr("shown, DUP, retained")
           : m_received.dup                      ? tr("shown, DUP")
           : m_received.retained                 ? tr("shown, retained")
                                                 : tr("shown");
}

QString ClientDevice::remark() const
{
    if (m_options.kind == DeviceKind::Sensor)
        return tr("simulated sensor");
    if (m_options.kind == DeviceKind::Switch)
        return tr("switch");
    return tr("received %Ln time(s)", nullptr, static_cast<int>(m_received.count));
}

/// No filter that is granted can bring what it is bound to, and no session was there before.
bool ClientDevice::isSurelyNotSubscribed() const
{
    if (!m_connected || m_sessionPresent || m_received.count > 0)
        return false;
    const std::string own = topic().toStdString();
    const bool wild = topic().contains(QLatin1Char('+')) || topic().contains(QLatin1Char('#'));
    return std::none_of(m_filters.begin(), m_filters.end(), [&](const std::string& filter) {
        return wild || filter == own || mqtt::matches(matched(text(filter), m_version), own);
    });
}

QString ClientDevice::faultText() const
{
    const DeviceValue& value = m_received.value;
    switch (value.fault) {
    case DeviceFault::None:
        return {};
    case DeviceFault::Empty:
        return tr("The last message was empty.");
    case DeviceFault::TooLong:
        return tr("The last message is too long to be a value.");
    case DeviceFault::NotText:
        //: %1: bytes in hexadecimal
        return tr("The last message is not text: %1").arg(value.text);
    case DeviceFault::NotANumber:
        return tr("“%1” is not a number.").arg(value.text);
    case DeviceFault::Comma:
        return tr("“%1” is not a number: decimals begin with a point.").arg(value.text);
    case DeviceFault::NotOnOff:
        return tr("“%1” is neither ON nor OFF, true nor false, 1 nor 0.").arg(value.text);
    case DeviceFault::NotJson:
        //: %2: the name of a field
        return tr("“%1” is not JSON: it has no field “%2”.").arg(value.text, m_options.path);
    case DeviceFault::NoField:
        return tr("“%1” has no field “%2”.").arg(value.text, m_options.path);
    case DeviceFault::ManyFields:
        //: %1: names of fields
        return tr("JSON with several values, name one in the settings: %1").arg(value.text);
    }
    return {};
}

QString ClientDevice::sourceSentence() const
{
    if (const TypedVerdict judged = verdict(); !judged.ok)
        return judged.sentence;
    switch (m_fate) {
    case Fate::Published:
        return {};
    case Fate::Held:
        return tr("Waits: %Ln message(s) not acknowledged.", nullptr, static_cast<int>(m_waiting));
    case Fate::NotPublished:
        return m_wasFrozen ? tr("Not published: the client was frozen.")
                           : tr("Not published: the client was not connected.");
    }
    return {};
}

QString ClientDevice::displaySentence() const
{
    if (topic().isEmpty())
        return tr("Bound to no topic yet: subscribe, or name one in the settings.");
    if (const TypedVerdict judged = verdict(); !judged.ok)
        return judged.sentence;
    if (m_received.value.fault != DeviceFault::None)
        return faultText();
    if (const auto value = number(); value && *value > m_options.maximum)
        return tr("Above the maximum, %1.").arg(valueText(m_options.maximum));
    if (const auto value = number(); value && *value < m_options.minimum)
        return tr("Below the minimum, %1.").arg(valueText(m_options.minimum));
    if (isSurelyNotSubscribed())
        return tr("The client is not subscribed to %1.").arg(shortTopic(topic()));
    return {};
}

QString ClientDevice::sentence() const
{
    if (m_options.kind == DeviceKind::None)
        return {};
    return isSource(m_options.kind) ? sourceSentence() : displaySentence();
}

QString ClientDevice::binding() const
{
    const QString shown = topic().isEmpty() ? QString(QChar(0x2014)) : shortTopic(topic());
    QString bound;
    if (!isSource(m_options.kind))
        //: %1 a Topic Filter
        bound = tr("shows what comes for %1").arg(shown);
    else if (m_options.retain)
        //: %1 a Topic Name, %2 a QoS
        bound = tr("publishes to %1, QoS %2, Retain").arg(shown, QString::number(m_options.qos));
    else
        //: %1 a Topic Name, %2 a QoS
        bound = tr("publishes to %1, QoS %2").arg(shown, QString::number(m_options.qos));
    if (m_received.count > 0)
        //: %1 a Topic Name
        bound += QLatin1Char('\n') + tr("the last came on %1").arg(wireText(m_received.topic, kMaxShown));
    if (isNumeric(m_options.kind))
        bound += QLatin1Char('\n') +
                 tr("from %1 to %2").arg(valueText(m_options.minimum), valueText(m_options.maximum));
    return bound;
}

} // namespace mqttscope::ui
