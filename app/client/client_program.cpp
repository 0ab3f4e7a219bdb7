// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/client_program.h"

#include "app/client/write_output.h"
#include "app/signal_pipe.h"
#include "dissector/field/issue.h"

#include <QCoreApplication>
#include <QTimer>

#include <fmt/format.h>

#include <csignal>
#include <cstdio>

namespace mqttscope::app {
namespace {

using broker::ClientEnd;
using broker::ClientEvent;
using broker::ClientEventKind;
using broker::ClientFault;
using broker::ConnectFault;
using field::FieldId;
using mqtt::Version;

/// Bytes that are printed before the end of a turn.
constexpr std::size_t kMostOutput = 256U << 10;

} // namespace

ClientProgram::ClientProgram(const ClientArguments& arguments)
    : m_arguments(arguments), m_words(arguments.language),
      m_log(arguments.options.clientId, arguments.options.version),
      m_connection(arguments.options, static_cast<broker::ClientConnectionUser&>(*this))
{
}

int ClientProgram::run()
{
    if (m_arguments.timeout != 0)
        QTimer::singleShot(std::chrono::seconds(m_arguments.timeout), QCoreApplication::instance(),
                           [this] { onTimeout(); });
    m_connection.open(m_arguments.host, m_arguments.port);
    QCoreApplication::exec();
    flush();
    for (const std::string& sentence : m_words.vocabulary().complaints())
        say(sentence);
    return m_status;
}

void ClientProgram::onMessage(const ClientEvent&, broker::ByteView) {}

void ClientProgram::onPublished(const ClientEvent&) {}

void ClientProgram::onSubscribed(const ClientEvent&) {}

void ClientProgram::onSignal()
{
    disconnect(static_cast<std::uint8_t>(mqtt::ReasonCode::DisconnectWithWillMessage));
}

void ClientProgram::onTimeout()
{
    if (!m_connection.isOpen() || m_status != 0)
        return;
    complain("timed-out");
    setStatus(ClientStatus::TimedOut);
    disconnect(static_cast<std::uint8_t>(mqtt::ReasonCode::DisconnectWithWillMessage));
}

void ClientProgram::watchSignals()
{
    if (catchSignals({SIGTERM, SIGINT}, true)) // if not they end the program, without a DISCONNECT
        onSignals(m_context, [this](std::span<const char>) { onSignal(); });
}

void ClientProgram::leave()
{
    m_leaving = true;
}

void ClientProgram::disconnect(std::uint8_t reasonCode)
{
    m_leaving = false;
    if (!m_connection.engine().connected())
        return m_connection.abort();
    mqtt::Disconnect wish;
    wish.properties = m_arguments.disconnectProperties.view();
    wish.reasonCode = reasonCode;
    m_connection.disconnect(std::move(wish));
}

void ClientProgram::publish(std::string_view topic, std::string_view payload, std::uint8_t qos, bool retain)
{
    mqtt::Publish message;
    message.topic = topic;
    message.payload = field::asBytes(payload);
    message.qos = qos;
    message.retain = retain;
    if (m_arguments.options.version == Version::V50) {
        message.properties = m_arguments.publishProperties.view();
        message.properties.remove(mqtt::PropertyId::TopicAlias); // the engine sets it
    }
    if (const ClientFault fault = m_connection.publish(message, ++m_token); fault != ClientFault::None)
        tellFault(fault, topic);
}

void ClientProgram::flush()
{
    if (m_output.empty())
        return;
    switch (writeOutput(m_output)) {
    case OutputState::Good:
        break;
    case OutputState::ReaderGone:
        m_readerGone = true;
        break;
    case OutputState::Broken:
        complain("output");
        setStatus(ClientStatus::Failed);
        m_readerGone = true;
        break;
    }
    m_output.clear();
}

void ClientProgram::say(const std::string& sentence) const
{
    if (!m_arguments.quiet)
        fmt::print(stderr, "mqttscope-cli: {}\n", sentence);
}

void ClientProgram::complain(std::string_view key, std::initializer_list<analysis::PlaceValue> values) const
{
    say(m_words.text("run", key, values));
}

void ClientProgram::setStatus(int status)
{
    if (m_status == 0)
        m_status = status;
}

void ClientProgram::clientTurned()
{
    flush();
    const broker::Client& engine = m_connection.engine();
    if (m_readerGone)
        return disconnect(0);
    if (m_leaving && engine.connected() && engine.incoming().size() == 0 && engine.outgoing().size() == 0)
        disconnect(0);
    flush();
}

void ClientProgram::clientSent(broker::ByteView packet)
{
    m_sent = true;
    if (m_arguments.debug)
        m_output += m_log.sent(packet);
}

void ClientProgram::clientReceived(broker::ByteView packet)
{
    if (m_arguments.debug)
        m_output += m_log.received(packet);
}

void ClientProgram::clientEvent(const ClientEvent& event, broker::ByteView packet)
{
    switch (event.kind) {
    case ClientEventKind::Connected:
        return onConnected();
    case ClientEventKind::Refused:
        return onRefused(event);
    case ClientEventKind::Message:
        if (m_output.size() > kMostOutput)
            flush();
        return onMessage(event, packet);
    case ClientEventKind::Published:
        if (mqtt::isFailure(event.reasonCode)) {
            const std::string reason = m_words.reason(
                event.qos == 2 ? FieldId::MqttPubrecReason : FieldId::MqttPubackReason, event.reasonCode);
            const std::string number = std::to_string(event.token);
            complain(event.text.empty() ? "publish-refused" : "publish-refused-because",
                     {{"number", number}, {"reason", reason}, {"text", event.text}});
        }
        return onPublished(event);
    case ClientEventKind::Lost:
        tellFault(ClientFault::TooLarge, event.message ? event.message->topic() : "");
        return;
    case ClientEventKind::Subscribed:
        return onSubscribed(event);
    case ClientEventKind::Disconnected:
        return onDisconnected(event);
    case ClientEventKind::Challenged: // there is no method that a command line could go on with
        complain("challenged");
        setStatus(ClientStatus::Failed);
        return m_connection.abort();
    case ClientEventKind::Authenticated:
    case ClientEventKind::Unsubscribed:
    case ClientEventKind::RequestLost:
    case ClientEventKind::Pong:
        return;
    }
}

void ClientProgram::onRefused(const ClientEvent& event)
{
    const bool v5 = m_arguments.options.version == Version::V50;
    const std::string reason =
        m_words.reason(v5 ? FieldId::MqttConnackReason : FieldId::MqttConackVal, event.reasonCode);
    complain(event.text.empty() ? "refused" : "refused-because", {{"reason", reason}, {"text", event.text}});
    setStatus(event.reasonCode);
}

void ClientProgram::tellBrokenRule(const ClientEvent& event)
{
    field::Issue issue;
    issue.code = event.rule.issue;
    issue.field = event.rule.field;
    issue.expected = event.rule.expected;
    issue.found = event.rule.found;
    const std::string what = m_words.vocabulary().issueSentence(issue);
    complain("server-at-fault", {{"what", what}});
}

void ClientProgram::onDisconnected(const ClientEvent& event)
{
    switch (event.why) {
    case ClientEnd::None:
    case ClientEnd::Refused:
        return;
    case ClientEnd::OwnWish:
        // Only options that no CONNECT can carry end it before anything was sent.
        if (!m_sent) {
            complain("connect-invalid");
            setStatus(ClientStatus::Invalid);
        }
        return;
    case ClientEnd::ServerSaidSo: {
        const std::string reason = m_words.reason(FieldId::MqttDisconnectReason, event.reasonCode);
        complain(event.text.empty() ? "disconnected" : "disconnected-because",
                 {{"reason", reason}, {"text", event.text}});
        return setStatus(ClientStatus::ConnectionLost);
    }
    case ClientEnd::ConnectionLost:
        complain("connection-lost");
        return setStatus(ClientStatus::ConnectionLost);
    case ClientEnd::NoConnack:
        complain("no-connack", {{"host", m_arguments.host}});
        return setStatus(ClientStatus::ConnectionLost);
    case ClientEnd::NoPingresp:
        complain("no-pingresp");
        return setStatus(ClientStatus::KeepAlive);
    case ClientEnd::ServerAtFault:
        tellBrokenRule(event);
        return setStatus(ClientStatus::Protocol);
    }
}

void ClientProgram::tellNotConnected(ConnectFault fault)
{
    const std::string port = std::to_string(m_arguments.port);
    const auto tell = [&](std::string_view key) {
        complain(key, {{"host", m_arguments.host}, {"port", port}});
    };
    setStatus(ClientStatus::Failed);
    switch (fault) {
    case ConnectFault::None:
        return;
    case ConnectFault::HostNotFound:
        return tell("host-not-found");
    case ConnectFault::Refused:
        return tell("nobody-listens");
    case ConnectFault::Unreachable:
        return tell("unreachable");
    case ConnectFault::Other:
        return tell("not-connected");
    }
}

void ClientProgram::tellFault(ClientFault fault, std::string_view topic)
{
    const auto tell = [&](std::string_view key, ClientStatus status) {
        complain(key, {{"topic", topic}});
        setStatus(status);
    };
    switch (fault) {
    case ClientFault::None:
        return;
    case ClientFault::NotConnected:
        tell("connection-lost", ClientStatus::ConnectionLost);
        break;
    case ClientFault::Invalid:
    case ClientFault::NotAvailable:
        tell("message-invalid", ClientStatus::Invalid);
        break;
    case ClientFault::QosTooHigh:
        tell("qos-too-high", ClientStatus::QosNotSupported);
        break;
    case ClientFault::NoRetain:
        tell("no-retain", ClientStatus::RetainNotSupported);
        break;
    case ClientFault::TooLarge:
        tell("too-large", ClientStatus::TooLarge);
        break;
    case ClientFault::QueueFull:
    case ClientFault::NoPacketId:
        tell("queue-full", ClientStatus::Failed);
        break;
    }
    disconnect(0);
}

void ClientProgram::clientEnded(const broker::ClientConnectionEnd& end)
{
    if (end.how == broker::TransportEnd::NotConnected)
        tellNotConnected(end.fault);
    QCoreApplication::quit();
}

} // namespace mqttscope::app
