// SPDX-License-Identifier: GPL-3.0-or-later
// A client engine with its timers on a real socket.
#include "broker/net/client_connection.h"
#include "tests/unit/broker_net/service_fixture.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <algorithm>
#include <functional>
#include <memory>
#include <netdb.h>

namespace mqttscope::test {
namespace {

using broker::ClientConnection;
using broker::ClientEnd;
using broker::ClientEvent;
using broker::ClientEventKind;
using broker::ConnectFault;
using broker::TransportEnd;
using mqtt::PacketType;

/// Writes down all that it is told; `whenTold` may act on it.
class Diary final : public broker::ClientConnectionUser {
public:
    void clientEvent(const ClientEvent& event, broker::ByteView packet) override
    {
        events.push_back(event);
        if (event.kind == ClientEventKind::Message)
            messages.emplace_back(packet.begin(), packet.end());
        if (whenTold)
            whenTold(event);
    }
    void clientSent(broker::ByteView packet) override { sent.push_back(mqtt::packetTypeOf(packet[0])); }
    void clientReceived(broker::ByteView packet) override
    {
        received.push_back(mqtt::packetTypeOf(packet[0]));
    }
    void clientTurned() override { ++turns; }
    void clientEnded(const broker::ClientConnectionEnd& how) override { ends.push_back(how); }

    [[nodiscard]] bool has(ClientEventKind kind) const
    {
        return std::any_of(events.begin(), events.end(),
                           [kind](const ClientEvent& event) { return event.kind == kind; });
    }
    [[nodiscard]] std::size_t count(const std::vector<PacketType>& list, PacketType type) const
    {
        return static_cast<std::size_t>(std::count(list.begin(), list.end(), type));
    }

    std::function<void(const ClientEvent&)> whenTold;
    std::vector<ClientEvent> events;
    std::vector<std::vector<std::uint8_t>> messages;
    std::vector<PacketType> sent;
    std::vector<PacketType> received;
    std::vector<broker::ClientConnectionEnd> ends;
    std::size_t turns = 0;
};

broker::ClientOptions optionsOf(mqtt::Version version)
{
    broker::ClientOptions options;
    options.version = version;
    options.clientId = "tablet";
    return options;
}

mqtt::Publish publishOf(std::string_view topic, std::string_view payload, std::uint8_t qos)
{
    mqtt::Publish message;
    message.topic = topic;
    message.payload = field::asBytes(payload);
    message.qos = qos;
    return message;
}

/// By name, where the system knows it: a bare one has no /etc/hosts.
std::string loopback()
{
    addrinfo* found = nullptr;
    const bool known = ::getaddrinfo("localhost", nullptr, nullptr, &found) == 0;
    if (known)
        ::freeaddrinfo(found);
    return known ? "localhost" : "127.0.0.1";
}

class ClientConnectionTest : public ServiceTest {};

TEST_F(ClientConnectionTest, TellsPacketsAndEventsInTheirOrder)
{
    start();
    Diary diary;
    ClientConnection connection(optionsOf(mqtt::Version::V50), diary);
    diary.whenTold = [&](const ClientEvent& event) { // acts while it is told
        if (event.kind == ClientEventKind::Connected) {
            mqtt::Subscribe request;
            request.subscriptions.push_back({"room/#", 2, false, false, 0});
            EXPECT_EQ(connection.subscribe(request, 1), broker::ClientFault::None);
        }
        if (event.kind == ClientEventKind::Subscribed) {
            EXPECT_EQ(connection.publish(publishOf("room/door", "open", 1), 2), broker::ClientFault::None);
        }
    };
    connection.open(loopback(), port);
    EXPECT_TRUE(connection.isOpen());
    ASSERT_TRUE(eventually(
        [&] { return diary.has(ClientEventKind::Message) && diary.has(ClientEventKind::Published); }));
    const std::vector<PacketType> sent = {PacketType::Connect, PacketType::Subscribe, PacketType::Publish,
                                          PacketType::Puback};
    EXPECT_EQ(diary.sent, sent);
    ASSERT_EQ(diary.messages.size(), 1U);
    EXPECT_EQ(mqtt::packetTypeOf(diary.messages[0].at(0)), PacketType::Publish);
    EXPECT_EQ(diary.messages[0].back(), 'n') << "the whole packet";
    EXPECT_GT(diary.turns, 0U);
    connection.disconnect({});
    ASSERT_TRUE(eventually([&] { return !diary.ends.empty(); }));
    EXPECT_EQ(diary.ends[0].how, TransportEnd::OnDemand);
    EXPECT_EQ(diary.sent.back(), PacketType::Disconnect);
    EXPECT_FALSE(connection.isOpen());
}

TEST_F(ClientConnectionTest, ComesBackToItsSession)
{
    start();
    Diary diary;
    broker::ClientOptions options = optionsOf(mqtt::Version::V311);
    options.cleanStart = false;
    ClientConnection connection(options, diary);
    for (std::size_t round = 1; round <= 2; ++round) {
        connection.open("127.0.0.1", port);
        ASSERT_TRUE(eventually([&] { return connection.engine().connected(); }));
        EXPECT_EQ(diary.events.back().sessionPresent, round == 2);
        connection.disconnect({});
        ASSERT_TRUE(eventually([&] { return diary.ends.size() == round; }));
    }
}

TEST_F(ClientConnectionTest, KeepsItselfAlive)
{
    start();
    Diary diary;
    broker::ClientOptions options = optionsOf(mqtt::Version::V311);
    options.keepAlive = 1;
    ClientConnection connection(options, diary);
    connection.open("127.0.0.1", port);
    ASSERT_TRUE(eventually([&] { return diary.count(diary.received, PacketType::Pingresp) >= 2; }));
    EXPECT_TRUE(connection.engine().connected());
}

TEST_F(ClientConnectionTest, SaysThatNobodyListens)
{
    QTcpServer server; // takes a port that is free, and leaves it
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost, 0));
    const std::uint16_t freePort = server.serverPort();
    server.close();
    Diary diary;
    ClientConnection connection(optionsOf(mqtt::Version::V311), diary);
    connection.open("127.0.0.1", freePort);
    ASSERT_TRUE(eventually([&] { return !diary.ends.empty(); }));
    EXPECT_EQ(diary.ends[0].how, TransportEnd::NotConnected);
    EXPECT_EQ(diary.ends[0].fault, ConnectFault::Refused);
    EXPECT_TRUE(diary.sent.empty());
}

/// What a server sends to a client, and how the client takes it.
class AgainstBytes : public ClientConnectionTest {
protected:
    void play(std::initializer_list<int> bytes)
    {
        ASSERT_TRUE(server.listen(QHostAddress::LocalHost, 0));
        connection.open("127.0.0.1", server.serverPort());
        ASSERT_TRUE(eventually([&] { return server.hasPendingConnections(); }));
        peer.reset(server.nextPendingConnection());
        std::string text;
        for (const int byte : bytes)
            text += static_cast<char>(byte);
        peer->write(text.data(), static_cast<qint64>(text.size()));
        peer->flush();
    }

    Diary diary;
    ClientConnection connection{optionsOf(mqtt::Version::V311), diary};
    QTcpServer server;
    std::unique_ptr<QTcpSocket> peer;
};

TEST_F(AgainstBytes, ARemainingLengthOfFiveBytesEndsIt)
{
    play({0x20, 0x02, 0x00, 0x00,               // CONNACK
          0x30, 0xff, 0xff, 0xff, 0xff, 0x01}); // PUBLISH, Remaining Length with a fifth byte
    ASSERT_TRUE(eventually([&] { return diary.has(ClientEventKind::Disconnected); }));
    EXPECT_EQ(diary.events.back().why, ClientEnd::ServerAtFault);
    EXPECT_EQ(diary.events.back().rule.issue, field::IssueCode::RemainingLengthTooLong);
}

TEST_F(AgainstBytes, TheEndOfTheServerIsTold)
{
    play({0x20, 0x02, 0x00, 0x00});
    ASSERT_TRUE(eventually([&] { return diary.has(ClientEventKind::Connected); }));
    peer->abort();
    ASSERT_TRUE(eventually([&] { return !diary.ends.empty(); }));
    EXPECT_EQ(diary.events.back().kind, ClientEventKind::Disconnected);
    EXPECT_EQ(diary.events.back().why, ClientEnd::ConnectionLost);
}

} // namespace
} // namespace mqttscope::test
