// SPDX-License-Identifier: GPL-3.0-or-later
// What a broker tells its journal, in a file of SQLite: held against the same in memory.
#include "broker/net/session_database.h"
#include "broker/net/session_schema.h"
#include "tests/unit/broker/memory_store.h"
#include "tests/unit/broker/stage.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QVariant>
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>
#include <sys/resource.h>

namespace mqttscope::broker::test {
namespace {

using Kind = DatabaseFault::Kind;

/// Tells two journals.
class Tee final : public Journal {
public:
    Tee(Journal& a, Journal& b) : m_all{&a, &b} {}
    void sessionChanged(const Session& s) override { each(&Journal::sessionChanged, s); }
    void sessionEnded(const Session& s) override { each(&Journal::sessionEnded, s); }
    void subscribed(const Session& s, std::string_view f, const SubscriptionOptions& o) override
    {
        each(&Journal::subscribed, s, f, o);
    }
    void unsubscribed(const Session& s, std::string_view f) override { each(&Journal::unsubscribed, s, f); }
    void deliveryChanged(const Session& s, const Delivery& d, std::string_view f) override
    {
        each(&Journal::deliveryChanged, s, d, f);
    }
    void deliveryEnded(const Session& s, const Delivery& d) override { each(&Journal::deliveryEnded, s, d); }
    void held(const Session& s, std::uint16_t p, const MessageRef& m) override
    {
        each(&Journal::held, s, p, m);
    }
    void released(const Session& s, std::uint16_t p) override { each(&Journal::released, s, p); }
    void retained(const MessageRef& m) override { each(&Journal::retained, m); }
    void retainedRemoved(std::string_view topic) override { each(&Journal::retainedRemoved, topic); }

private:
    template <class Call, class... Arguments> void each(Call call, const Arguments&... arguments)
    {
        for (Journal* one : m_all)
            (one->*call)(arguments...);
    }
    std::array<Journal*, 2> m_all;
};

/// A state as text, in one order, without times; of messages only those that something refers to.
std::string textOf(const SavedState& state)
{
    std::map<std::uint64_t, std::string> messages;
    for (const SavedMessage& one : state.messages)
        messages[one.serial] =
            fmt::format("{}:{}", one.publisher, std::string(one.packet.begin(), one.packet.end()));
    const auto message = [&](std::uint64_t serial) {
        return serial == 0 ? std::string("-") : fmt::format("{}={}", serial, messages[serial]);
    };
    std::vector<std::string> lines;
    for (const SavedSession& s : state.sessions) {
        lines.push_back(fmt::format("session {} {} {} {} {} {} will {} {}", s.serial, s.clientId, s.userName,
                                    s.anonymous, s.expiryInterval, s.endedAt.has_value(), message(s.will),
                                    s.willDelay));
        for (const SavedSubscription& one : s.subscriptions)
            lines.push_back(fmt::format("sub {} {} {} {} {} {} {} {}", s.serial, one.filter, one.options.qos,
                                        one.options.noLocal, one.options.retainAsPublished,
                                        one.options.retainHandling, one.options.identifier,
                                        one.options.shared));
        for (const SavedDelivery& one : s.deliveries)
            lines.push_back(fmt::format("delivery {} {:06} {} {} {} {} {} [{}] {}", s.serial, one.number,
                                        message(one.message), one.packetId, one.qos, one.retain,
                                        static_cast<int>(one.awaits), fmt::join(one.identifiers, ","),
                                        one.sharedFilter));
        for (const auto& [packetId, serial] : s.held)
            lines.push_back(fmt::format("held {} {} {}", s.serial, packetId, message(serial)));
    }
    for (const std::uint64_t serial : state.retained)
        lines.push_back("retained " + message(serial));
    std::sort(lines.begin(), lines.end());
    return fmt::format("{}", fmt::join(lines, "\n"));
}

class Sessions : public ::testing::Test {
public:
    [[nodiscard]] std::string path(const char* name = "sessions.db") const
    {
        return folder.filePath(QString::fromUtf8(name)).toStdString();
    }
    [[nodiscard]] std::unique_ptr<SessionDatabase> open() const
    {
        auto opened = SessionDatabase::open(path());
        EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().detail);
        return opened ? std::move(*opened) : nullptr;
    }
    [[nodiscard]] Kind faultOf(const std::string& file) const
    {
        const auto opened = SessionDatabase::open(file);
        EXPECT_FALSE(opened.has_value());
        return opened ? Kind::Damaged : opened.error().kind;
    }
    /// One number out of the file, which nobody else has open.
    [[nodiscard]] qlonglong ask(const QString& statement) const
    {
        qlonglong answer = -1;
        {
            QSqlDatabase database =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("ask"));
            database.setDatabaseName(QString::fromStdString(path()));
            EXPECT_TRUE(database.open());
            QSqlQuery query(database);
            EXPECT_TRUE(query.exec(statement));
            if (query.next())
                answer = query.value(0).toLongLong();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("ask"));
        return answer;
    }

    QTemporaryDir folder;
};

// The bytes of a message come back whatever they are, and so do names that are not text.
TEST_F(Sessions, ComeBackAsTheyWere)
{
    MemoryStore memory;
    {
        const auto database = open();
        Tee tee(*memory.journal(), database->journal());
        Stage stage;
        stage.dismissJudge();
        stage.tolerateRest();
        stage.broker.setJournal(&tee);
        Peer& subscriber = stage.client(Version::V50, "caf\xc3\xa9", false);
        subscriber.subscribe({"t/#", 2, false, true, 1}, 0x0fff'ffff);
        subscriber.subscribe({"$share/g/t/1", 1, false, false, 0}, 3, 5);
        Peer& publisher = stage.client(Version::V50, "p", false);
        mqtt::Publish message;
        message.topic = "t/1";
        const std::string bytes("\0\xff\x80'\"", 5);
        message.payload = field::asBytes(std::string_view{bytes});
        message.qos = 2;
        message.packetId = 1;
        message.retain = true;
        message.properties.addUserProperty("k", "v");
        publisher.send(message);
        publisher.acknowledge<mqtt::Pubrel>(1);
        message.packetId = 2;
        publisher.send(message);
        ASSERT_TRUE(database->commit(stage.now));
        memory.commit(stage.now);
        const auto loaded = database->load(stage.now);
        ASSERT_TRUE(loaded.has_value());
        EXPECT_EQ(textOf(*loaded), textOf(memory.state()));
        EXPECT_GT(loaded->sessions.size(), 1U);
        EXPECT_EQ(loaded->retained.size(), 1U);
        subscriber.close();
        ASSERT_TRUE(database->commit(stage.now)); // and out, as if killed
        memory.commit(stage.now);
    }
    const auto again = open();
    const auto loaded = again->load(0);
    ASSERT_TRUE(loaded.has_value());
    EXPECT_EQ(textOf(*loaded), textOf(memory.state()));
}

/// Somebody who does this and that.
class RandomLife {
public:
    RandomLife(Stage& stage, unsigned seed) : m_stage(&stage), m_random(seed) {}
    void step()
    {
        const unsigned who = number(4);
        Peer*& peer = m_peers[who];
        if (peer == nullptr || peer->closed()) {
            peer = &m_stage->peer(kVersions[number(3)]);
            m_ids[who] = std::string("c") + char('0' + who);
            mqtt::Connect connect = peer->connectPacket(m_ids[who], number(4) == 0);
            if (number(2) == 0) {
                connect.will.emplace();
                connect.will->topic = "w";
                connect.will->qos = 1;
                connect.will->payload = field::asBytes(std::string_view{"will"});
            }
            peer->send(connect);
            return;
        }
        act(*peer);
        peer->ignoreRest();
        if (peer->closed() || number(12) == 0) {
            peer->close(number(2) == 0 ? HowClosed::Reset : HowClosed::ByPeer);
            peer = nullptr;
        }
    }

private:
    unsigned number(unsigned below) { return static_cast<unsigned>(m_random() % below); }
    void act(Peer& peer)
    {
        const std::string topic = std::string("t/") + char('0' + number(3));
        const auto id = static_cast<std::uint16_t>(1 + number(5));
        switch (number(9)) {
        case 0: {
            mqtt::Subscribe packet;
            packet.packetId = 60;
            packet.subscriptions.push_back({topic, static_cast<std::uint8_t>(number(3)), false, false, 0});
            return peer.send(packet);
        }
        case 1: {
            mqtt::Unsubscribe packet;
            packet.packetId = 61;
            packet.topicFilters.push_back(topic);
            return peer.send(packet);
        }
        case 2:
        case 3:
        case 4: {
            const auto qos = static_cast<std::uint8_t>(number(3));
            return peer.publish(topic, std::to_string(++m_payload), qos, qos != 0 ? id : std::uint16_t{0},
                                number(5) == 0);
        }
        case 5:
            return peer.acknowledge<mqtt::Pubrel>(id);
        case 6:
            return peer.acknowledge<mqtt::Puback>(id);
        case 7:
            return peer.acknowledge<mqtt::Pubrec>(id);
        default:
            return peer.acknowledge<mqtt::Pubcomp>(id);
        }
    }

    Stage* m_stage;
    std::mt19937 m_random;
    std::array<Peer*, 4> m_peers{};
    std::array<std::string, 4> m_ids;
    unsigned m_payload = 0;
};

// After each turn the file has what the memory has, and no message that nobody waits for.
TEST_F(Sessions, ARandomLifeIsWrittenTurnByTurn)
{
    for (unsigned seed = 1; seed <= 5; ++seed) {
        MemoryStore memory;
        std::string last;
        std::size_t referred = 0;
        {
            std::filesystem::remove(path());
            const auto database = open();
            Tee tee(*memory.journal(), database->journal());
            Stage stage;
            stage.dismissJudge();
            stage.tolerateRest();
            stage.broker.setJournal(&tee);
            RandomLife life(stage, seed);
            for (int turn = 0; turn < 300; ++turn) {
                for (int i = 0; i <= turn % 4; ++i)
                    life.step();
                const auto written = database->commit(stage.now);
                ASSERT_TRUE(written.has_value()) << written.error().detail;
                memory.commit(stage.now);
                const auto loaded = database->load(stage.now);
                ASSERT_TRUE(loaded.has_value());
                last = textOf(memory.state());
                ASSERT_EQ(textOf(*loaded), last) << "seed " << seed << " turn " << turn;
                referred = loaded->messages.size();
            }
            stage.broker.setJournal(nullptr);
        }
        const auto again = open();
        EXPECT_EQ(textOf(*again->load(0)), last);
        std::set<std::uint64_t> serials;
        const SavedState state = memory.state();
        for (const SavedSession& session : state.sessions) {
            serials.insert(session.will);
            for (const SavedDelivery& one : session.deliveries)
                serials.insert(one.message);
            for (const auto& [packetId, serial] : session.held)
                serials.insert(serial);
        }
        serials.insert(state.retained.begin(), state.retained.end());
        serials.erase(0);
        EXPECT_EQ(referred, serials.size());
    }
}

// MQTT 5.0 §3.1.2.11.2, §3.3.2.3.3: times go on while no broker runs, whatever the clock of the next one
// says; the absence of a client begins when it went, not when its session changed for the last time.
TEST_F(Sessions, TimesOfOneClockAreThoseOfAnother)
{
    constexpr Nanoseconds kFirst = 5000 * kSecond;
    constexpr Nanoseconds kSecondClock = 9'000'000 * kSecond;
    constexpr Nanoseconds kLong = 600 * kSecond; // this test takes less
    {
        const auto database = open();
        Stage stage;
        stage.dismissJudge();
        stage.tolerateRest();
        stage.now = kFirst;
        stage.broker.setJournal(&database->journal());
        Peer& client = stage.client(Version::V50, "c", false);
        client.publish("t", "x", 1, 1, true);
        client.close();
        ASSERT_TRUE(database->commit(stage.now));
        stage.broker.setJournal(nullptr);
    }
    const auto again = open();
    const auto loaded = again->load(kSecondClock);
    ASSERT_TRUE(loaded.has_value());
    ASSERT_EQ(loaded->messages.size(), 1U);
    EXPECT_LE(loaded->messages[0].arrived, kSecondClock);
    EXPECT_GT(loaded->messages[0].arrived, kSecondClock - kLong);
    ASSERT_EQ(loaded->sessions.size(), 1U);
    ASSERT_TRUE(loaded->sessions[0].endedAt.has_value());
    EXPECT_LE(*loaded->sessions[0].endedAt, kSecondClock);
    EXPECT_GT(*loaded->sessions[0].endedAt, kSecondClock - kLong);
}

TEST_F(Sessions, AnAbsenceBeginsWhenTheClientGoes)
{
    const QString ended = QStringLiteral("SELECT ended FROM sessions");
    {
        const auto database = open();
        Stage stage;
        stage.dismissJudge();
        stage.tolerateRest();
        stage.broker.setJournal(&database->journal());
        Peer& client = stage.peer(Version::V50);
        mqtt::Connect connect = client.connectPacket("c", false);
        connect.will.emplace();
        connect.will->topic = "w";
        connect.will->properties.setNumber(PropertyId::WillDelayInterval, 10);
        client.connect(connect);
        client.close();
        ASSERT_TRUE(database->commit(stage.now));
        stage.broker.setJournal(nullptr);
    }
    const qlonglong since = ask(ended);
    EXPECT_GT(since, 0);
    {
        const auto database = open();
        Stage stage;
        stage.dismissJudge();
        stage.broker.setJournal(&database->journal());
        (void)stage.broker.restore(*database->load(stage.now), stage.now, stage.effects);
        stage.wait(20 * kSecond); // the Will is published, and the session changes by that
        EXPECT_EQ(stage.count(mqtt::Decision::WillPublished), 1U);
        ASSERT_TRUE(database->commit(stage.now));
        stage.broker.setJournal(nullptr);
    }
    EXPECT_EQ(ask(ended), since);
}

TEST_F(Sessions, BelongToOneBrokerAtATime)
{
    const auto first = open();
    EXPECT_EQ(faultOf(path()), Kind::InUse);
}

TEST_F(Sessions, AreNotLookedForInOtherFiles)
{
    EXPECT_EQ(faultOf(path("no/such/folder/x.db")), Kind::CannotOpen);
    std::ofstream(path("text.db")) << std::string(5000, 'x');
    EXPECT_EQ(faultOf(path("text.db")), Kind::NotOurs);
    const std::string mosquittos("\x00\xB5\x00mosquitto db\x00\x00\x00\x00\x00\x00\x00\x06", 23);
    std::ofstream(path("mosquitto.db"), std::ios::binary) << mosquittos;
    EXPECT_EQ(faultOf(path("mosquitto.db")), Kind::Mosquittos);
    EXPECT_EQ(std::filesystem::file_size(path("mosquitto.db")), mosquittos.size());
    {
        const auto made = open();
    }
    EXPECT_EQ(ask(QStringLiteral("PRAGMA application_id")), schema::kApplicationId);
    (void)ask(QStringLiteral("PRAGMA user_version = 99"));
    EXPECT_EQ(faultOf(path()), Kind::Newer);
    (void)ask(QStringLiteral("PRAGMA application_id = 1"));
    EXPECT_EQ(faultOf(path()), Kind::NotOurs);
}

/// While it lives no file may grow beyond some bytes: as on a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limited{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, SIG_DFL);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

TEST_F(Sessions, AFullDiskIsSaidAndNothingIsForgotten)
{
    const auto database = open();
    Stage stage;
    stage.dismissJudge();
    stage.tolerateRest();
    stage.broker.setJournal(&database->journal());
    Peer& publisher = stage.client(Version::V311, "p", false);
    ASSERT_TRUE(database->commit(stage.now));
    publisher.publish("small", "x", 1, 1, true);
    publisher.publish("t", std::string(300'000, 'x'), 1, 1, true);
    {
        const FullDisk full(100'000);
        const auto written = database->commit(stage.now);
        ASSERT_FALSE(written.has_value());
        EXPECT_EQ(written.error().kind, Kind::CannotWrite);
        EXPECT_NE(written.error().detail, "");
        EXPECT_TRUE(database->load(0)->messages.empty()) << "a part of the turn";
    }
    ASSERT_TRUE(database->commit(stage.now));
    EXPECT_EQ(database->load(0)->retained.size(), 2U);
    stage.broker.setJournal(nullptr);
}

} // namespace
} // namespace mqttscope::broker::test
