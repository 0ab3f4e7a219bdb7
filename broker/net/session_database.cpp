// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/session_database.h"

#include "broker/core/mutation.h"
#include "broker/net/session_schema.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>
#include <atomic>
#include <chrono>
#include <cstring>
#include <fstream>
#include <set>
#include <unordered_map>
#include <utility>

namespace mqttscope::broker {
namespace {

using Kind = DatabaseFault::Kind;

constexpr int kSqliteBusy = 5;
constexpr int kSqliteLocked = 6;
constexpr int kSqliteNotADatabase = 26;

/// Nanoseconds since 1970.
Nanoseconds wallClock()
{
    const auto wall = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(wall).count();
}

/// How far the wall clock is ahead of the clock of the broker.
Nanoseconds wallOffset(Nanoseconds now)
{
    return mutated(Mutation::TimesNotConverted) ? 0 : wallClock() - now;
}

/// Never null, which would be NULL in the file.
QByteArray blob(std::string_view text)
{
    return text.empty() ? QByteArray("") : QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::string textOf(const QVariant& value)
{
    return value.toByteArray().toStdString();
}

QVariant orNull(std::uint64_t serial)
{
    return serial != 0 ? QVariant(static_cast<qlonglong>(serial)) : QVariant(QMetaType(QMetaType::LongLong));
}

QByteArray packed(const std::vector<std::uint32_t>& numbers)
{
    return blob({reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(std::uint32_t)});
}

std::vector<std::uint32_t> unpacked(const QByteArray& bytes)
{
    std::vector<std::uint32_t> numbers(static_cast<std::size_t>(bytes.size()) / sizeof(std::uint32_t));
    if (!numbers.empty())
        std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(std::uint32_t));
    return numbers;
}

DatabaseFault faultOf(Kind otherwise, const QSqlError& error)
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const Kind kind = code == kSqliteBusy || code == kSqliteLocked ? Kind::InUse
                      : code == kSqliteNotADatabase                ? Kind::NotOurs
                                                                   : otherwise;
    QString detail = error.databaseText();
    if (detail.isEmpty())
        detail = error.driverText();
    return {kind, detail.toStdString()};
}

/// How a persistence file of mosquitto begins, in all its versions.
constexpr std::string_view kMosquittoMagic{"\x00\xB5\x00mosquitto db", 15};

bool isMosquittos(const std::string& path)
{
    std::string start(kMosquittoMagic.size(), '\0');
    std::ifstream file{path, std::ios::binary};
    return file.read(start.data(), static_cast<std::streamsize>(start.size())) && start == kMosquittoMagic;
}

/// A statement that is used again and again.
class Statement {
public:
    /// `error`: is set when it fails. Must outlive the statement.
    void prepare(QSqlDatabase& database, QSqlError& error, const char* text)
    {
        m_query = QSqlQuery(database);
        m_query.prepare(QLatin1String(text));
        m_error = &error;
    }
    template <class... Values> bool run(const Values&... values)
    {
        int place = 0;
        (m_query.bindValue(place++, QVariant(values)), ...);
        const bool done = m_query.exec();
        if (!done)
            *m_error = m_query.lastError();
        return done;
    }
    [[nodiscard]] bool next() { return m_query.next(); }
    void finish() { m_query.finish(); }

private:
    QSqlQuery m_query;
    QSqlError* m_error = nullptr;
};

} // namespace

struct SessionDatabase::Private {
    ~Private();

    QString connection; ///< its name among the connections of the process
    QSqlDatabase database;
    QSqlError error; ///< of what failed last
    ChangeCollector collector;

    Statement hasMessage, addMessage, putSession, dropSession, dropSubscriptions, dropDeliveries, dropHeld,
        putSubscription, dropSubscription, putDelivery, dropDelivery, putHeld, dropOneHeld, putRetained,
        dropRetained, sweep;

    bool run(const QString& statement)
    {
        QSqlQuery query(database);
        const bool done = query.exec(statement);
        if (!done)
            error = query.lastError();
        return done;
    }
    int number(const QString& pragma)
    {
        QSqlQuery query(database);
        return query.exec(pragma) && query.next() ? query.value(0).toInt() : -1;
    }
    [[nodiscard]] tl::expected<void, DatabaseFault> begin(const std::string& path);
    [[nodiscard]] bool create();
    void prepare();
    [[nodiscard]] bool write(const Changes& changes, Nanoseconds offset);
    [[nodiscard]] bool writeMessages(const Changes& changes, Nanoseconds offset);
    [[nodiscard]] bool writeSessions(const Changes& changes, Nanoseconds now);
    [[nodiscard]] bool writeDeliveries(const Changes& changes);
};

SessionDatabase::Private::~Private()
{
    // The statements go before their connection, and the connection before its name.
    for (Statement* statement :
         {&hasMessage, &addMessage, &putSession, &dropSession, &dropSubscriptions, &dropDeliveries, &dropHeld,
          &putSubscription, &dropSubscription, &putDelivery, &dropDelivery, &putHeld, &dropOneHeld,
          &putRetained, &dropRetained, &sweep})
        *statement = {};
    database.close();
    database = {};
    QSqlDatabase::removeDatabase(connection);
}

tl::expected<void, DatabaseFault> SessionDatabase::Private::begin(const std::string& path)
{
    static std::atomic<unsigned> opened{0};
    connection = QStringLiteral("mqttscope-sessions-%1").arg(++opened);
    database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
    database.setDatabaseName(QString::fromStdString(path));
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=0"));
    if (!database.open())
        return tl::unexpected(faultOf(Kind::CannotOpen, database.lastError()));
    // The lock comes with the first writing, and stays.
    const bool shared = mutated(Mutation::FilesShared);
    if ((!shared && !run(QStringLiteral("PRAGMA locking_mode = EXCLUSIVE"))) ||
        !run(QStringLiteral("BEGIN EXCLUSIVE")))
        return tl::unexpected(faultOf(Kind::CannotOpen, error));
    const int application = number(QStringLiteral("PRAGMA application_id"));
    const int version = number(QStringLiteral("PRAGMA user_version"));
    const bool empty = number(QStringLiteral("SELECT count(*) FROM sqlite_master")) == 0;
    if (!empty && application != schema::kApplicationId && !mutated(Mutation::ForeignFilesTaken))
        return tl::unexpected(DatabaseFault{Kind::NotOurs, {}});
    if (!empty && version > schema::kVersion && !mutated(Mutation::NewerFilesTaken))
        return tl::unexpected(DatabaseFault{Kind::Newer, std::to_string(version)});
    if ((empty && !create()) || !run(QStringLiteral("COMMIT")) ||
        !run(QStringLiteral("PRAGMA journal_mode = WAL")) ||
        !run(QStringLiteral("PRAGMA synchronous = FULL")))
        return tl::unexpected(faultOf(Kind::CannotOpen, error));
    prepare();
    return {};
}

bool SessionDatabase::Private::create()
{
    if (!run(QStringLiteral("PRAGMA application_id = %1").arg(schema::kApplicationId)) ||
        !run(QStringLiteral("PRAGMA user_version = %1").arg(schema::kVersion)))
        return false;
    for (const char* table : schema::kTables) {
        if (!run(QLatin1String(table)))
            return false;
    }
    const QString more = QStringLiteral("UPDATE messages SET refs = refs + 1 WHERE serial = NEW.message;");
    const QString less = QStringLiteral("UPDATE messages SET refs = refs - 1 WHERE serial = OLD.message;");
    for (const char* name : schema::kReferring) {
        const QLatin1String table(name);
        if (!run(QStringLiteral("CREATE TRIGGER %1_in AFTER INSERT ON %1 BEGIN %2 END").arg(table, more)) ||
            !run(QStringLiteral("CREATE TRIGGER %1_out AFTER DELETE ON %1 BEGIN %2 END").arg(table, less)) ||
            !run(QStringLiteral("CREATE TRIGGER %1_change AFTER UPDATE OF message ON %1"
                                " WHEN OLD.message IS NOT NEW.message BEGIN %2 %3 END")
                     .arg(table, more, less)))
            return false;
    }
    return true;
}

void SessionDatabase::Private::prepare()
{
    hasMessage.prepare(database, error, "SELECT 1 FROM messages WHERE serial = ?");
    addMessage.prepare(database, error,
                       "INSERT INTO messages(serial, publisher, arrived, packet) VALUES(?, ?, ?, ?)");
    putSession.prepare(
        database, error,
        "INSERT INTO sessions(serial, client, user, anonymous, expiry, ended, message, will_delay)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(serial) DO UPDATE SET client = excluded.client,"
        " user = excluded.user, anonymous = excluded.anonymous, expiry = excluded.expiry,"
        " ended = iif(excluded.ended IS NULL, NULL, coalesce(ended, excluded.ended)),"
        " message = excluded.message, will_delay = excluded.will_delay");
    dropSession.prepare(database, error, "DELETE FROM sessions WHERE serial = ?");
    dropSubscriptions.prepare(database, error, "DELETE FROM subscriptions WHERE session = ?");
    dropDeliveries.prepare(database, error, "DELETE FROM deliveries WHERE session = ?");
    dropHeld.prepare(database, error, "DELETE FROM held WHERE session = ?");
    putSubscription.prepare(database, error,
                            "INSERT OR REPLACE INTO subscriptions VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    dropSubscription.prepare(database, error, "DELETE FROM subscriptions WHERE session = ? AND filter = ?");
    putDelivery.prepare(database, error,
                        "INSERT INTO deliveries VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT(session, number) DO UPDATE SET message = excluded.message,"
                        " packet_id = excluded.packet_id, awaits = excluded.awaits");
    dropDelivery.prepare(database, error, "DELETE FROM deliveries WHERE session = ? AND number = ?");
    putHeld.prepare(database, error,
                    "INSERT INTO held VALUES(?, ?, ?)"
                    " ON CONFLICT(session, packet_id) DO UPDATE SET message = excluded.message");
    dropOneHeld.prepare(database, error, "DELETE FROM held WHERE session = ? AND packet_id = ?");
    putRetained.prepare(database, error,
                        "INSERT INTO retained VALUES(?, ?)"
                        " ON CONFLICT(topic) DO UPDATE SET message = excluded.message");
    dropRetained.prepare(database, error, "DELETE FROM retained WHERE topic = ?");
    sweep.prepare(database, error, "DELETE FROM messages WHERE refs <= 0");
}

// ---------------------------------------------------------------------------------------------- writing

/// Only those that something refers to.
bool SessionDatabase::Private::writeMessages(const Changes& changes, Nanoseconds offset)
{
    std::set<std::uint64_t> wanted;
    for (const auto& [serial, facts] : changes.sessions)
        wanted.insert(facts ? facts->will : 0);
    for (const auto& [key, delivery] : changes.deliveries)
        wanted.insert(delivery ? delivery->message : 0);
    for (const auto& [key, message] : changes.held)
        wanted.insert(message.value_or(0));
    for (const auto& [topic, message] : changes.retained)
        wanted.insert(message.value_or(0));
    for (const std::uint64_t serial : wanted) {
        const auto found = changes.messages.find(serial);
        if (found == changes.messages.end())
            continue;
        const auto id = static_cast<qlonglong>(serial);
        const bool asked = hasMessage.run(id);
        const bool there = asked && hasMessage.next();
        hasMessage.finish();
        if (there)
            continue;
        const Message& message = *found->second;
        const std::vector<std::uint8_t> packet = packetOf(message);
        const QByteArray bytes = blob(field::asText(packet));
        if (!asked || !addMessage.run(id, static_cast<qlonglong>(message.origin().session),
                                      static_cast<qlonglong>(message.arrived() + offset), bytes))
            return false;
    }
    return true;
}

bool SessionDatabase::Private::writeSessions(const Changes& changes, Nanoseconds now)
{
    for (const auto& [serial, facts] : changes.sessions) {
        const auto id = static_cast<qlonglong>(serial);
        if (!facts || facts->expiryInterval == 0) {
            for (Statement* drop : {&dropSubscriptions, &dropDeliveries}) {
                if (!drop->run(id))
                    return false;
            }
        }
        if (!facts) {
            for (Statement* drop : {&dropHeld, &dropSession}) {
                if (!drop->run(id))
                    return false;
            }
            continue;
        }
        const QVariant never{QMetaType(QMetaType::LongLong)};
        const auto put = [&](const QVariant& ended) {
            return putSession.run(id, blob(facts->clientId), blob(facts->userName), facts->anonymous ? 1 : 0,
                                  static_cast<qlonglong>(facts->expiryInterval), ended, orNull(facts->will),
                                  static_cast<qlonglong>(facts->willDelay));
        };
        if (mutated(Mutation::AbsenceMoves) && !put(never))
            return false;
        if (!put(facts->connected ? never : QVariant(static_cast<qlonglong>(now))))
            return false;
    }
    return true;
}

bool SessionDatabase::Private::writeDeliveries(const Changes& changes)
{
    for (const auto& [key, one] : changes.deliveries) {
        const auto session = static_cast<qlonglong>(key.first);
        const auto number = static_cast<qlonglong>(key.second);
        const bool done =
            one ? putDelivery.run(session, number, orNull(one->message), int{one->packetId}, int{one->qos},
                                  one->retain ? 1 : 0, static_cast<int>(one->awaits), blob(one->sharedFilter),
                                  packed(one->identifiers))
                : dropDelivery.run(session, number);
        if (!done)
            return false;
    }
    for (const auto& [key, message] : changes.held) {
        const auto session = static_cast<qlonglong>(key.first);
        const bool done = message ? putHeld.run(session, int{key.second}, static_cast<qlonglong>(*message))
                                  : dropOneHeld.run(session, int{key.second});
        if (!done)
            return false;
    }
    return true;
}

bool SessionDatabase::Private::write(const Changes& changes, Nanoseconds offset)
{
    if (!writeMessages(changes, offset) || !writeSessions(changes, wallClock()))
        return false;
    for (const auto& [key, options] : changes.subscriptions) {
        const auto session = static_cast<qlonglong>(key.first);
        const bool done =
            options
                ? putSubscription.run(session, blob(key.second), int{options->qos}, options->noLocal ? 1 : 0,
                                      options->retainAsPublished ? 1 : 0, int{options->retainHandling},
                                      static_cast<qlonglong>(options->identifier), options->shared ? 1 : 0)
                : dropSubscription.run(session, blob(key.second));
        if (!done)
            return false;
    }
    if (!writeDeliveries(changes))
        return false;
    for (const auto& [topic, message] : changes.retained) {
        const bool done = message ? putRetained.run(blob(topic), static_cast<qlonglong>(*message))
                                  : dropRetained.run(blob(topic));
        if (!done)
            return false;
    }
    return mutated(Mutation::MessagesNotSwept) || sweep.run();
}

// ------------------------------------------------------------------------------------------------ public

SessionDatabase::SessionDatabase(std::unique_ptr<Private> d) : m_d(std::move(d)) {}

SessionDatabase::~SessionDatabase() = default;

tl::expected<std::unique_ptr<SessionDatabase>, DatabaseFault> SessionDatabase::open(const std::string& path)
{
    if (isMosquittos(path))
        return tl::unexpected(DatabaseFault{Kind::Mosquittos, {}});
    auto d = std::make_unique<Private>();
    if (const auto begun = d->begin(path); !begun)
        return tl::unexpected(begun.error());
    return std::unique_ptr<SessionDatabase>(new SessionDatabase(std::move(d)));
}

Journal& SessionDatabase::journal()
{
    return m_d->collector;
}

bool SessionDatabase::hasChanges() const
{
    return !m_d->collector.changes().empty();
}

tl::expected<void, DatabaseFault> SessionDatabase::commit(Nanoseconds now)
{
    Changes& changes = m_d->collector.changes();
    if (changes.empty())
        return {};
    const auto control = [&](const char* statement) {
        return mutated(Mutation::TurnInParts) || m_d->run(QLatin1String(statement));
    };
    if (!control("BEGIN") || !m_d->write(changes, wallOffset(now)) || !control("COMMIT")) {
        const std::string detail = faultOf(Kind::CannotWrite, m_d->error).detail;
        (void)control("ROLLBACK");
        if (mutated(Mutation::UnwrittenForgotten))
            changes.clear();
        return tl::unexpected(DatabaseFault{Kind::CannotWrite, detail});
    }
    changes.clear();
    return {};
}

tl::expected<SavedState, DatabaseFault> SessionDatabase::load(Nanoseconds now)
{
    const Nanoseconds offset = wallOffset(now);
    SavedState state;
    QSqlQuery query(m_d->database);
    query.setForwardOnly(true);
    const auto select = [&](const char* text) { return query.exec(QLatin1String(text)); };
    const auto u64 = [&](int column) { return query.value(column).toULongLong(); };
    const auto damaged = [&] { return tl::unexpected(faultOf(Kind::Damaged, query.lastError())); };

    if (!select("SELECT serial, publisher, arrived, packet FROM messages"))
        return damaged();
    while (query.next()) {
        const QByteArray packet = query.value(3).toByteArray();
        state.messages.push_back(
            {u64(0), u64(1), query.value(2).toLongLong() - offset, {packet.begin(), packet.end()}});
    }
    std::unordered_map<std::uint64_t, std::size_t> places;
    if (!select("SELECT serial, client, user, anonymous, expiry, ended, message, will_delay FROM sessions"
                " ORDER BY serial"))
        return damaged();
    while (query.next()) {
        places.emplace(u64(0), state.sessions.size());
        SavedSession& session = state.sessions.emplace_back();
        session.serial = u64(0);
        session.clientId = textOf(query.value(1));
        session.userName = textOf(query.value(2));
        session.anonymous = query.value(3).toBool();
        session.expiryInterval = query.value(4).toUInt();
        if (!query.value(5).isNull())
            session.endedAt = query.value(5).toLongLong() - offset;
        session.will = u64(6);
        session.willDelay = query.value(7).toUInt();
    }
    const auto sessionOf = [&]() -> SavedSession* {
        const auto found = places.find(u64(0));
        return found != places.end() ? &state.sessions[found->second] : nullptr;
    };
    if (!select(
            "SELECT session, filter, qos, no_local, retain_as_published, retain_handling, identifier, shared"
            " FROM subscriptions"))
        return damaged();
    while (query.next()) {
        SubscriptionOptions options;
        options.qos = static_cast<std::uint8_t>(query.value(2).toUInt());
        options.noLocal = query.value(3).toBool();
        options.retainAsPublished = query.value(4).toBool();
        options.retainHandling = static_cast<std::uint8_t>(query.value(5).toUInt());
        options.identifier = query.value(6).toUInt();
        options.shared = query.value(7).toBool();
        if (SavedSession* session = sessionOf())
            session->subscriptions.push_back({textOf(query.value(1)), options});
    }
    if (!select("SELECT session, number, message, packet_id, qos, retain, awaits, shared, identifiers"
                " FROM deliveries"))
        return damaged();
    while (query.next()) {
        SavedDelivery delivery;
        delivery.number = u64(1);
        delivery.message = u64(2);
        delivery.packetId = static_cast<std::uint16_t>(query.value(3).toUInt());
        delivery.qos = static_cast<std::uint8_t>(query.value(4).toUInt());
        delivery.retain = query.value(5).toBool();
        delivery.awaits = static_cast<Awaits>(query.value(6).toUInt());
        delivery.sharedFilter = textOf(query.value(7));
        delivery.identifiers = unpacked(query.value(8).toByteArray());
        if (SavedSession* session = sessionOf())
            session->deliveries.push_back(std::move(delivery));
    }
    if (!select("SELECT session, packet_id, message FROM held"))
        return damaged();
    while (query.next()) {
        if (SavedSession* session = sessionOf())
            session->held.emplace_back(static_cast<std::uint16_t>(query.value(1).toUInt()), u64(2));
    }
    if (!select("SELECT message FROM retained"))
        return damaged();
    while (query.next())
        state.retained.push_back(u64(0));
    return state;
}

} // namespace mqttscope::broker
