// SPDX-License-Identifier: GPL-3.0-or-later
// Who may come in, and that nobody waits for it.
#include "tests/unit/broker_net/service_fixture.h"

namespace mqttscope::test {
namespace {

using broker::Access;
using broker::ClientEventKind;
using broker::ClientOptions;
using broker::PasswordFile;
using broker::ServiceOptions;
using mqtt::Decision;
using mqtt::Version;

/// ann: secret, 101 iterations. slow: pw, two million iterations: about a second.
constexpr const char* kUsers = "ann:$7$101$dgWqAQIyIU8zQWo+$jK+Wo7AyFZuJ5LewsxRmSq+KfCVYh2mJV8cyD0S3/6S9/V/"
                               "2bkLQBVuByp9O/p87cvHSfVacagVyRUzd"
                               "Fuu70w==\n"
                               "slow:$7$2000000$MDEyMzQ1Njc4OWFi$P/"
                               "fO6aYgowrlXyYnIx8owSeFW7reV8rFwpZySD6XBHVSf3FG+15hmNzz/Z3AlzHKau3mD6MkM+12"
                               "Eu0++0ou2Q==\n";

class LoginTest : public ServiceTest {
protected:
    void start(bool anonymous, const char* users = kUsers)
    {
        ServiceOptions options;
        options.access.allowAnonymous = anonymous;
        if (users != nullptr)
            options.access.passwords = std::make_shared<PasswordFile>(users);
        ServiceTest::start(std::move(options));
    }
    ClientOptions credentials(const std::string& user, const std::string& password)
    {
        ClientOptions options;
        options.version = version;
        options.clientId = "c" + std::to_string(clients.size());
        if (!user.empty())
            options.userName = user;
        if (!password.empty())
            options.password = std::vector<std::uint8_t>(password.begin(), password.end());
        return options;
    }
    /// The code of CONNACK.
    int login(const std::string& user, const std::string& password)
    {
        TestClient& one = client(credentials(user, password));
        if (one.connected())
            return 0;
        const auto* refused = one.first(ClientEventKind::Refused);
        return refused != nullptr ? refused->reasonCode : -1;
    }
    Version version = Version::V50;
};

class Login : public LoginTest, public ::testing::WithParamInterface<Version> {
protected:
    Login() { version = GetParam(); }
    [[nodiscard]] static int badPassword() { return GetParam() == Version::V50 ? 0x86 : 4; }
    [[nodiscard]] static int notAuthorized() { return GetParam() == Version::V50 ? 0x87 : 5; }
};
INSTANTIATE_TEST_SUITE_P(Versions, Login, ::testing::Values(Version::V31, Version::V311, Version::V50));

TEST_P(Login, WithAPasswordFileOnlyItsUsersComeIn)
{
    start(false);
    EXPECT_EQ(login("ann", "secret"), 0);
    EXPECT_EQ(login("ann", "wrong"), badPassword());
    EXPECT_EQ(login("ann", ""), badPassword());
    EXPECT_EQ(login("bob", "secret"), badPassword());
    EXPECT_EQ(login("", ""), notAuthorized());
}

TEST_P(Login, AnonymousClientsMayBeLetInBeside)
{
    start(true);
    EXPECT_EQ(login("", ""), 0);
    EXPECT_EQ(login("ann", "secret"), 0);
    EXPECT_EQ(login("ann", "wrong"), badPassword());
}

TEST_P(Login, WithoutAPasswordFileANameIsAsGoodAsNone)
{
    start(true, nullptr);
    EXPECT_EQ(login("anybody", "anything"), 0);
}

TEST_P(Login, WithNeitherNobodyComesIn)
{
    start(false, nullptr);
    EXPECT_EQ(login("", ""), notAuthorized());
    EXPECT_EQ(login("anybody", "anything"), badPassword());
}

TEST_P(Login, TheUsersCanChange)
{
    start(false, "");
    EXPECT_EQ(login("ann", "secret"), badPassword());
    thread.call([](broker::BrokerService& service) {
        service.setAccess({false, std::make_shared<PasswordFile>(kUsers)});
    });
    EXPECT_EQ(login("ann", "secret"), 0);
}

TEST_F(LoginTest, ASlowHashKeepsNobodyWaitingWhoIsIn)
{
    start(true);
    TestClient& talking = client(credentials("", ""));
    talking.subscribe("t", 1);
    ASSERT_TRUE(eventually([&] { return talking.subscribed(); }));
    TestClient& slow = clients.emplace_back(credentials("slow", "pw"), port);
    // As long as the password is checked, others talk.
    std::size_t said = 0;
    ASSERT_TRUE(eventually([&] {
        if (slow.connected() || slow.over())
            return true;
        talking.publish("t", "x", 1);
        ++said;
        EXPECT_TRUE(eventually([&] { return talking.payloads().size() == said; }));
        return false;
    }));
    EXPECT_TRUE(slow.connected());
    EXPECT_GT(said, 10U);
}

TEST_F(LoginTest, WhatIsSentBehindConnectIsNotLost)
{
    start(false);
    // CONNECT of ann, and SUBSCRIBE in the next segment.
    BareSocket peer(port);
    peer.send(bytesOf({0x10, 26, 0, 4,   'M', 'Q', 'T', 'T', 4,   0xc2, 0,   0,   0,   1,
                       'a',  0,  3, 'a', 'n', 'n', 0,   6,   's', 'e',  'c', 'r', 'e', 't'}));
    peer.send(bytesOf({0x82, 6, 0, 1, 0, 1, 't', 0}));
    EXPECT_TRUE(eventually([&] { return decisions(Decision::Subscribed) == 1; }));
    EXPECT_EQ(decisions(Decision::ConnectAccepted), 1U);
}

TEST_F(LoginTest, WhoLeavesWhileHisPasswordIsCheckedIsForgotten)
{
    start(false);
    for (int i = 0; i < 3; ++i)
        clients.emplace_back(credentials("slow", "pw"), port);
    ASSERT_TRUE(eventually([&] { return connections() == 3; }));
    for (int i = 0; i < 200; ++i)
        settle();
    for (TestClient& one : clients)
        one.abort();
    EXPECT_TRUE(eventually([&] { return connections() == 0; }));
    EXPECT_EQ(login("ann", "secret"), 0) << "the others are not checked any more";
    EXPECT_EQ(decisions(Decision::ConnectAccepted), 1U);
}

TEST(Entrance, KeepsALimitedNumberOfBytes)
{
    constexpr std::size_t kBytes = 64U << 20;
    broker::Entrance entrance({false, std::make_shared<PasswordFile>(kUsers)}, {1U << 20, kBytes},
                              [](auto, auto) {});
    // CONNECT packets of a megabyte that have begun.
    std::vector<std::uint8_t> begun(1'000'000, 0);
    begun[0] = 0x10;
    begun[1] = 0xff;
    begun[2] = 0xff;
    begun[3] = 0x3e;
    broker::ConnectionId id = 0;
    while (entrance.take(++id, begun) == broker::Entrance::Passage::Waiting)
        ASSERT_LE(id, 100U);
    EXPECT_EQ(id, kBytes / begun.size() + 1);
    entrance.leave(1);
    EXPECT_EQ(entrance.take(id, begun), broker::Entrance::Passage::Waiting);
}

TEST(Entrance, LetsPassWhatTheEngineRefuses)
{
    broker::Entrance entrance({false, std::make_shared<PasswordFile>(kUsers)}, {1000, 1U << 20},
                              [](auto, auto) {});
    EXPECT_EQ(entrance.take(1, bytesOf({0x30})), broker::Entrance::Passage::Open) << "no CONNECT";
    EXPECT_EQ(entrance.take(2, bytesOf({0x10, 0xff, 0xff, 0xff, 0xff})), broker::Entrance::Passage::Open);
    EXPECT_EQ(entrance.take(3, bytesOf({0x10, 0xff, 0x7f})), broker::Entrance::Passage::Open) << "too large";
    EXPECT_EQ(entrance.take(4, bytesOf({0x10, 0})), broker::Entrance::Passage::Open) << "malformed";
    EXPECT_EQ(entrance.takeBytes(3), bytesOf({0x10, 0xff, 0x7f}));
}

} // namespace
} // namespace mqttscope::test
