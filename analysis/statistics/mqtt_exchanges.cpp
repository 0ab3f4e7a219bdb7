// SPDX-License-Identifier: GPL-3.0-or-later
// -z mqtt,exchanges: one line per exchange, and per PUBLISH with QoS 0, by its first frame.
#include "analysis/message_bytes.h"
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/mqtt_names.h"
#include "analysis/statistics/table_writer.h"

#include <algorithm>
#include <vector>

namespace mqttscope::analysis {
namespace {

using session::kNone;

class MqttExchanges final : public Statistics {
public:
    void write(TextOutput& out, const StatisticsInput& input) override
    {
        TableWriter table{out,
                          input.format,
                          {"streams", "client_id", "direction", "kind", "packet_id", "first_frame",
                           "last_frame", "state", "sent", "round_trip_ms", "topics"}};
        const index::Snapshot& snapshot = input.snapshot;
        for (std::uint32_t frame = 1; frame <= snapshot.frameCount() && table.open(); ++frame) {
            snapshot.forEachMessage(frame, [&](std::uint32_t message) {
                const std::uint32_t exchange = snapshot.sessions.exchangeOf(message);
                if (exchange == kNone)
                    writeLonely(table, snapshot, message);
                else if (snapshot.sessions.exchanges[exchange].firstMessage == message)
                    writeExchange(table, input, exchange);
                return true;
            });
            out.settle();
        }
        table.finish();
    }

private:
    /// A PUBLISH with QoS 0: nothing answers it, so it is complete once it is sent.
    static void writeLonely(TableWriter& table, const index::Snapshot& snapshot, std::uint32_t message)
    {
        const index::MessageRecord& record = snapshot.messages[message];
        if (record.type() != mqtt::PacketType::Publish || record.qos() != 0 ||
            (record.flags & index::kIncomplete) != 0)
            return;
        const session::ConnectionFacts* connection = snapshot.sessions.connection(record.stream);
        table.number(record.stream);
        writeClient(table, snapshot, connection != nullptr ? connection->session : kNone);
        table.text(directionName(snapshot.directionOf(record) == mqtt::Direction::ClientToServer));
        table.text("publish-qos0");
        table.none();
        table.number(record.frame);
        table.number(record.frame);
        table.text(exchangeStateName(session::ExchangeState::Complete));
        table.number(1);
        table.none();
        writeTopic(table, snapshot.topicOf(message));
        table.endRow();
    }

    void writeExchange(TableWriter& table, const StatisticsInput& input, std::uint32_t number)
    {
        const index::Snapshot& snapshot = input.snapshot;
        const session::ExchangeRecord& exchange = snapshot.sessions.exchanges[number];
        const session::LateExchange late = snapshot.sessions.lateExchange(number);
        m_streams.clear();
        snapshot.sessions.forEachMessage(number, [&](std::uint32_t message) {
            const std::uint64_t stream = snapshot.messages[message].stream;
            if (std::find(m_streams.begin(), m_streams.end(), stream) == m_streams.end())
                m_streams.push_back(stream);
        });
        const std::uint32_t first = snapshot.messages[exchange.firstMessage].frame;
        const std::uint32_t last = snapshot.messages[late.lastMessage].frame;
        if (m_streams.size() == 1)
            table.number(m_streams[0]);
        else
            table.numbers(m_streams);
        writeClient(table, snapshot, exchange.session);
        table.text(directionName(exchange.fromClient));
        table.text(exchangeKindName(exchange.kind));
        if (exchange.packetId != 0)
            table.number(exchange.packetId);
        else
            table.none();
        table.number(first);
        table.number(last);
        table.text(exchangeStateName(late.state));
        table.number(late.sent);
        writeRoundTrip(table, snapshot, late.state, first, last);
        writeTopics(table, input, exchange);
        table.endRow();
    }

    static void writeClient(TableWriter& table, const index::Snapshot& snapshot, std::uint32_t session)
    {
        const std::string_view id = clientIdOf(snapshot, session);
        if (id.empty())
            table.none();
        else
            table.text(id);
    }

    static void writeTopic(TableWriter& table, std::string_view topic)
    {
        if (topic.empty())
            table.none();
        else
            table.text(topic);
    }

    /// Milliseconds with three decimals, rounded.
    static void writeRoundTrip(TableWriter& table, const index::Snapshot& snapshot,
                               session::ExchangeState state, std::uint32_t first, std::uint32_t last)
    {
        const std::int64_t from = snapshot.frame(first).timeNs;
        const std::int64_t to = snapshot.frame(last).timeNs;
        const bool answered =
            state == session::ExchangeState::Complete || state == session::ExchangeState::Refused;
        if (answered)
            writeMilliseconds(table, from, to);
        else
            table.none();
    }

    void writeTopics(TableWriter& table, const StatisticsInput& input,
                     const session::ExchangeRecord& exchange)
    {
        const bool filters = exchange.kind == session::ExchangeKind::Subscribe ||
                             exchange.kind == session::ExchangeKind::Unsubscribe;
        if (!filters) {
            writeTopic(table,
                       exchange.topic == kNone ? std::string_view{} : input.snapshot.strings[exchange.topic]);
            return;
        }
        readMessage(input.document, input.snapshot, exchange.firstMessage, m_read);
        m_filters.clear();
        if (const auto* subscribe = std::get_if<mqtt::Subscribe>(&m_read.packet)) {
            for (const mqtt::Subscription& subscription : subscribe->subscriptions)
                m_filters.push_back(subscription.topicFilter);
        } else if (const auto* unsubscribe = std::get_if<mqtt::Unsubscribe>(&m_read.packet)) {
            m_filters.assign(unsubscribe->topicFilters.begin(), unsubscribe->topicFilters.end());
        }
        if (m_filters.empty())
            table.none();
        else
            table.texts(m_filters);
    }

    std::vector<std::uint64_t> m_streams;
    std::vector<std::string_view> m_filters;
    ReadMessage m_read;
};

} // namespace

StatisticsResult makeMqttExchanges(std::string_view argument)
{
    static_cast<void>(argument);
    return std::make_unique<MqttExchanges>();
}

} // namespace mqttscope::analysis
