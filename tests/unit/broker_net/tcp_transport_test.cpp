// SPDX-License-Identifier: GPL-3.0-or-later
// Every transport behaves alike.
#include "broker/net/epoll_transport.h"
#include "broker/net/tcp_transport.h"

#include "tests/unit/broker_net/event_loop.h"

#include <QTcpServer>
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace mqttscope::broker {
namespace {

using test::eventually;
using test::settle;

/// Notes what it is told.
struct Witness final : TransportUser {
    bool connected = false;
    std::vector<std::uint8_t> received;
    std::size_t progress = 0;
    std::optional<TransportEnd> end;
    std::size_t mostAtOnce = 0;
    bool inside = false; ///< set by a test around its calls
    bool toldInside = false;

    void transportConnected(Transport&) override { connected = true; }
    void transportReceived(Transport&, ByteView bytes) override
    {
        toldInside = toldInside || inside;
        mostAtOnce = std::max(mostAtOnce, bytes.size());
        received.insert(received.end(), bytes.begin(), bytes.end());
    }
    void transportProgressed(Transport&) override
    {
        toldInside = toldInside || inside;
        ++progress;
    }
    void transportEnded(Transport&, TransportEnd how) override
    {
        toldInside = toldInside || inside;
        EXPECT_FALSE(end) << "told twice";
        end = how;
    }
};

enum class Kind : std::uint8_t {
    Connected, ///< TcpTransport that connected
    Accepted,  ///< TcpTransport that was accepted
    Epoll,     ///< EpollTransport
};

std::unique_ptr<Transport> acceptedOn(Kind kind, EpollPoller& poller, ConnectionId id, TransportUser& user,
                                      QTcpServer& server)
{
    std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
    if (kind != Kind::Epoll)
        return std::make_unique<TcpTransport>(id, user, std::move(socket));
    const int descriptor = ::dup(static_cast<int>(socket->socketDescriptor()));
    return std::make_unique<EpollTransport>(id, user, poller, descriptor);
}

std::string nameOf(const ::testing::TestParamInfo<Kind>& one)
{
    return one.param == Kind::Connected ? "Connected" : one.param == Kind::Accepted ? "Accepted" : "Epoll";
}

/// A transport, and another one at its other end.
class TransportPair : public ::testing::TestWithParam<Kind> {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_server.listen(QHostAddress::LocalHost, 0));
        const bool connects = GetParam() == Kind::Connected;
        Witness& user = connects ? nearUser : farUser;
        auto made =
            std::make_unique<TcpTransport>(connects ? 1 : 2, user, "127.0.0.1", m_server.serverPort());
        ASSERT_TRUE(eventually([&] { return user.connected && m_server.hasPendingConnections(); }));
        (connects ? near : far) = std::move(made);
        (connects ? far : near) =
            acceptedOn(GetParam(), m_poller, connects ? 2 : 1, connects ? farUser : nearUser, m_server);
    }

    static std::vector<std::uint8_t> pattern(std::size_t size)
    {
        std::vector<std::uint8_t> bytes(size);
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::uint8_t>(i * 31 + i / 251);
        return bytes;
    }

    Witness nearUser;
    Witness farUser;
    EpollPoller m_poller;
    std::unique_ptr<Transport> near;
    std::unique_ptr<Transport> far;

private:
    QTcpServer m_server;
};

INSTANTIATE_TEST_SUITE_P(Kinds, TransportPair,
                         ::testing::Values(Kind::Connected, Kind::Accepted, Kind::Epoll), nameOf);

TEST_P(TransportPair, KnowsBothAddresses)
{
    EXPECT_EQ(near->peerAddress(), far->localAddress());
    EXPECT_EQ(far->peerAddress(), near->localAddress());
    EXPECT_EQ(near->peerAddress().host, "127.0.0.1");
    far->abort();
    EXPECT_TRUE(eventually([&] { return farUser.end && nearUser.end; }));
    EXPECT_EQ(near->peerAddress(), far->localAddress()) << "also when it is over";
    EXPECT_EQ(near->peerAddress().host, "127.0.0.1");
    EXPECT_EQ(near->id(), 1U);
    EXPECT_EQ(far->id(), 2U);
}

TEST_P(TransportPair, CarriesBytesBothWays)
{
    near->send(pattern(100));
    near->flush();
    far->send(pattern(200'000));
    far->flush();
    EXPECT_TRUE(eventually([&] { return farUser.received.size() == 100; }));
    EXPECT_TRUE(eventually([&] { return nearUser.received.size() == 200'000; }));
    EXPECT_EQ(farUser.received, pattern(100));
    EXPECT_EQ(nearUser.received, pattern(200'000));
    EXPECT_LE(nearUser.mostAtOnce, Transport::kMostAtOnce);
}

TEST_P(TransportPair, SendWaitsForFlush)
{
    near->send(pattern(10));
    EXPECT_EQ(near->pendingBytes(), 10U);
    near->send(pattern(20));
    EXPECT_EQ(near->pendingBytes(), 30U);
    near->flush();
    EXPECT_EQ(near->pendingBytes(), 0U);
    EXPECT_TRUE(eventually([&] { return farUser.received.size() == 30; }));
}

TEST_P(TransportPair, ReceivesNothingWhileNotReading)
{
    constexpr std::size_t kMuch = 32U << 20;
    far->setReading(false);
    near->send(pattern(kMuch));
    near->flush();
    settle();
    EXPECT_TRUE(farUser.received.empty());
    EXPECT_GT(near->pendingBytes(), 0U) << "TCP slows the sender down";
    nearUser.progress = 0;
    far->setReading(true);
    EXPECT_TRUE(eventually([&] { return farUser.received.size() == kMuch; }));
    EXPECT_EQ(farUser.received, pattern(kMuch));
    EXPECT_EQ(near->pendingBytes(), 0U);
    EXPECT_GT(nearUser.progress, 0U);
}

TEST_P(TransportPair, ReadsWhatCameBeforeTheEndWhenReadingGoesOn)
{
    far->setReading(false);
    near->send(pattern(1000));
    near->flush();
    near->close();
    settle();
    EXPECT_FALSE(farUser.end);
    far->setReading(true);
    EXPECT_TRUE(eventually([&] { return farUser.end.has_value(); }));
    EXPECT_EQ(farUser.received, pattern(1000));
    EXPECT_EQ(farUser.end, TransportEnd::ByPeer);
    EXPECT_TRUE(eventually([&] { return nearUser.end.has_value(); }));
}

TEST_P(TransportPair, CloseSendsWhatWaitsAndEndsWithThePeer)
{
    constexpr std::size_t kMuch = 16U << 20;
    near->send(pattern(kMuch));
    near->close();
    EXPECT_TRUE(eventually([&] { return farUser.end.has_value(); }));
    EXPECT_EQ(farUser.received, pattern(kMuch));
    EXPECT_EQ(farUser.end, TransportEnd::ByPeer);
    EXPECT_TRUE(eventually([&] { return nearUser.end.has_value(); }));
    EXPECT_EQ(nearUser.end, TransportEnd::OnDemand);
}

TEST_P(TransportPair, LastWordsSurviveUnreadBytes)
{
    // The peer goes on sending while it is told why the connection ends.
    near->setReading(false);
    far->send(pattern(4U << 20));
    far->flush();
    settle();
    near->send(pattern(50));
    near->close();
    EXPECT_TRUE(eventually([&] { return farUser.received.size() == 50; }));
    EXPECT_EQ(farUser.received, pattern(50));
    EXPECT_TRUE(nearUser.received.empty()) << "after close() nothing is told";
    EXPECT_TRUE(eventually([&] { return nearUser.end && farUser.end; }));
}

TEST_P(TransportPair, TellsNothingFromInsideACall)
{
    far.reset(); // resets
    nearUser.inside = true;
    for (int i = 0; i < 20; ++i) {
        near->send(pattern(1000));
        near->flush();
    }
    nearUser.inside = false;
    EXPECT_TRUE(eventually([&] { return nearUser.end.has_value(); }));
    EXPECT_FALSE(nearUser.toldInside);
}

/// A transport and a bare socket of the system at its other end: Qt does not tell RST from FIN, and answers a
/// FIN by itself.
class BarePeer : public ::testing::TestWithParam<Kind> {
protected:
    void SetUp() override
    {
        QTcpServer server;
        ASSERT_TRUE(server.listen(QHostAddress::LocalHost, 0));
        peer = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(server.serverPort());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ASSERT_EQ(::connect(peer, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        ASSERT_TRUE(eventually([&] { return server.hasPendingConnections(); }));
        transport = acceptedOn(GetParam(), poller, 7, user, server);
    }
    void TearDown() override { ::close(peer); }

    Witness user;
    EpollPoller poller;
    std::unique_ptr<Transport> transport;
    int peer = -1;
};
INSTANTIATE_TEST_SUITE_P(Kinds, BarePeer, ::testing::Values(Kind::Accepted, Kind::Epoll), nameOf);

TEST_P(BarePeer, AbortResetsTheConnection)
{
    user.inside = true;
    transport->abort();
    user.inside = false;
    char byte = 0;
    EXPECT_EQ(::recv(peer, &byte, 1, 0), -1);
    EXPECT_EQ(errno, ECONNRESET);
    EXPECT_TRUE(eventually([&] { return user.end.has_value(); }));
    EXPECT_EQ(user.end, TransportEnd::OnDemand);
    EXPECT_FALSE(user.toldInside);
}

TEST_P(BarePeer, ThatResetsIsToldFromOneThatEnds)
{
    if (GetParam() != Kind::Epoll)
        return; // QTcpSocket does not tell
    const linger atOnce{1, 0};
    ::setsockopt(peer, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    ::close(std::exchange(peer, -1));
    EXPECT_TRUE(eventually([&] { return user.end.has_value(); }));
    EXPECT_EQ(user.end, TransportEnd::Broken);
}

TEST_P(BarePeer, ThatResetsIsNoticedAlsoWhenItIsNotRead)
{
    if (GetParam() != Kind::Epoll)
        return; // QTcpSocket tells when it is read again
    transport->setReading(false);
    const linger atOnce{1, 0};
    ::setsockopt(peer, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    ::close(std::exchange(peer, -1));
    EXPECT_TRUE(eventually([&] { return user.end.has_value(); }));
    EXPECT_EQ(user.end, TransportEnd::Broken);
}

TEST_P(BarePeer, CloseIsAFinAndWaitsForThatOfThePeer)
{
    transport->close();
    char byte = 0;
    EXPECT_EQ(::recv(peer, &byte, 1, 0), 0);
    settle();
    EXPECT_FALSE(user.end) << "the peer may still send";
    ::shutdown(peer, SHUT_WR);
    EXPECT_TRUE(eventually([&] { return user.end.has_value(); }));
    EXPECT_EQ(user.end, TransportEnd::OnDemand);
}

TEST_P(BarePeer, APeerThatSendsOnAfterCloseIsReset)
{
    const std::vector<char> block(1U << 20);
    transport->close();
    std::size_t sent = 0;
    EXPECT_TRUE(eventually([&] {
        const ssize_t count = ::send(peer, block.data(), block.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        sent += count > 0 ? static_cast<std::size_t>(count) : 0;
        return user.end.has_value();
    }));
    EXPECT_EQ(user.end, TransportEnd::Overdue);
    EXPECT_GE(sent, CloseLimits{}.bytes);
    EXPECT_LE(sent, CloseLimits{}.bytes + (16U << 20)) << "besides what the system holds";
    EXPECT_TRUE(user.received.empty());
}

TEST_P(BarePeer, APeerThatDoesNotEndAfterCloseIsReset)
{
    transport->setCloseLimits({50, 1U << 20});
    transport->close();
    EXPECT_TRUE(eventually([&] { return user.end.has_value(); }));
    EXPECT_EQ(user.end, TransportEnd::Overdue);
    const char byte = 0;
    EXPECT_EQ(::send(peer, &byte, 1, MSG_NOSIGNAL), -1);
}

TEST(TcpTransport, SaysWhyItCannotConnect)
{
    QTcpServer server;
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost, 0));
    const std::uint16_t port = server.serverPort();
    server.close();
    Witness user;
    const TcpTransport refused(1, user, "127.0.0.1", port);
    EXPECT_TRUE(eventually([&] { return user.end.has_value(); }));
    EXPECT_EQ(user.end, TransportEnd::NotConnected);
    EXPECT_EQ(refused.connectFault(), ConnectFault::Refused);

    Witness other;
    const TcpTransport unknown(2, other, "no such host.invalid", port);
    EXPECT_TRUE(eventually([&] { return other.end.has_value(); }));
    EXPECT_EQ(other.end, TransportEnd::NotConnected);
    EXPECT_EQ(unknown.connectFault(), ConnectFault::HostNotFound);
}

TEST(TcpTransport, AbortWhileConnectingIsToldAsAnEnd)
{
    Witness user;
    TcpTransport transport(1, user, "192.0.2.1", 1883);
    transport.abort();
    EXPECT_TRUE(eventually([&] { return user.end.has_value(); }));
    EXPECT_EQ(user.end, TransportEnd::OnDemand);
}

} // namespace
} // namespace mqttscope::broker
