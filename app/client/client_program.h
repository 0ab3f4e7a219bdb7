// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_arguments.h"
#include "app/client/client_words.h"
#include "app/client/packet_log.h"
#include "broker/net/client_connection.h"

#include <QObject>
#include <string>

namespace mqttscope::app {

/// Exit statuses: the numbers of libmosquitto, so that scripts carry over. The code of a CONNACK that refuses
/// is a status too.
enum class ClientStatus : std::uint8_t {
    Ok = 0,
    Failed = 1,
    Protocol = 2,       ///< the server broke a rule
    Invalid = 3,        ///< what no client may send
    ConnectionLost = 7, ///< also after a DISCONNECT of the server
    KeepAlive = 19,     ///< PINGRESP did not come
    QosNotSupported = 24,
    TooLarge = 25,
    TimedOut = 27, ///< -W
    RetainNotSupported = 28,
};

/// One connection from its beginning to its end: what `pub`, `sub` and `rr` have in common.
class ClientProgram : protected broker::ClientConnectionUser {
public:
    explicit ClientProgram(const ClientArguments& arguments);

    /// Connects, runs the event loop until the connection is over, and returns the exit status.
    [[nodiscard]] int run();

protected:
    /// CONNACK of success.
    virtual void onConnected() = 0;
    virtual void onMessage(const broker::ClientEvent& event, broker::ByteView packet);
    /// A PUBLISH is over: it was sent (QoS 0), acknowledged, or refused.
    virtual void onPublished(const broker::ClientEvent& event);
    virtual void onSubscribed(const broker::ClientEvent& event);
    /// Ctrl-C, if watchSignals() was called.
    virtual void onSignal();
    /// -W has passed.
    virtual void onTimeout();

    [[nodiscard]] const ClientArguments& arguments() const { return m_arguments; }
    [[nodiscard]] const ClientWords& words() const { return m_words; }
    [[nodiscard]] broker::ClientConnection& connection() { return m_connection; }

    /// Sends a DISCONNECT, once everything that is begun is complete: QoS 1 and 2 exchanges in both
    /// directions.
    void leave();
    [[nodiscard]] bool leaving() const { return m_leaving; }
    /// Sends a DISCONNECT at once.
    void disconnect(std::uint8_t reasonCode);
    /// Sends a message; a fault is told and ends the program.
    void publish(std::string_view topic, std::string_view payload, std::uint8_t qos, bool retain);
    /// Reads SIGINT and SIGTERM from now on.
    void watchSignals();

    /// Appends to what is printed at the end of the turn.
    [[nodiscard]] std::string& output() { return m_output; }
    /// Prints it now. A reader that went away ends the program silently.
    void flush();
    /// One sentence on standard error, unless --quiet.
    void say(const std::string& sentence) const;
    /// Likewise, a text of the group "run".
    void complain(std::string_view key, std::initializer_list<analysis::PlaceValue> values = {}) const;
    /// The first status that is not Ok counts.
    void setStatus(int status);
    void setStatus(ClientStatus status) { setStatus(static_cast<int>(status)); }

    void clientTurned() override;

private:
    void clientEvent(const broker::ClientEvent& event, broker::ByteView packet) override;
    void clientSent(broker::ByteView packet) override;
    void clientReceived(broker::ByteView packet) override;
    void clientEnded(const broker::ClientConnectionEnd& end) override;

    void onRefused(const broker::ClientEvent& event);
    void onDisconnected(const broker::ClientEvent& event);
    void tellBrokenRule(const broker::ClientEvent& event);
    void tellNotConnected(broker::ConnectFault fault);
    void tellFault(broker::ClientFault fault, std::string_view topic);

    const ClientArguments& m_arguments;
    ClientWords m_words;
    PacketLog m_log;
    broker::ClientConnection m_connection;
    QObject m_context; ///< of the signals
    std::string m_output;
    std::uint32_t m_token = 0;
    int m_status = 0;
    bool m_sent = false; ///< something
    bool m_leaving = false;
    bool m_readerGone = false;
};

} // namespace mqttscope::app
