// SPDX-License-Identifier: GPL-3.0-or-later
// -z mqtt,sessions: one line per session, by its first frame.
#include "analysis/message_info.h"
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/mqtt_names.h"
#include "analysis/statistics/table_writer.h"
#include "dissector/net/address_text.h"

#include <algorithm>
#include <vector>

namespace mqttscope::analysis {
namespace {

using session::kNone;

struct Sums {
    std::uint64_t messages[2] = {}; ///< from the client, from the server
    std::uint64_t bytes[2] = {};
};

class MqttSessions final : public Statistics {
public:
    void write(TextOutput& out, const StatisticsInput& input) override
    {
        TableWriter table{out,
                          input.format,
                          {"broker", "client_id", "version", "guessed", "streams", "first_frame",
                           "last_frame", "clean", "session_present", "keep_alive", "expiry", "will_topic",
                           "end", "messages_c2s", "messages_s2c", "bytes_c2s", "bytes_s2c"}};
        const session::View& sessions = input.snapshot.sessions;
        std::vector<std::uint32_t> order;
        for (std::uint32_t number = 0; number < sessions.sessionCount; ++number) {
            if (sessions.sessions.find(number)->firstStream != kNone)
                order.push_back(number);
        }
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return sessions.sessions.find(a)->firstFrame < sessions.sessions.find(b)->firstFrame;
        });
        for (const std::uint32_t number : order) {
            writeSession(table, input.snapshot, *sessions.sessions.find(number));
            out.settle();
            if (!table.open())
                break;
        }
        table.finish();
    }

private:
    void writeSession(TableWriter& table, const index::Snapshot& snapshot,
                      const session::SessionRecord& record)
    {
        Sums sums;
        m_streams.clear();
        snapshot.sessions.forEachConnection(record, [&](std::uint32_t stream) {
            m_streams.push_back(stream);
            const index::ConnectionRecord* connection = snapshot.connection(stream);
            if (connection == nullptr)
                return;
            for (std::size_t side = 0; side < 2; ++side) {
                const std::size_t from = side == connection->clientSide ? 0 : 1;
                sums.messages[from] += connection->messages[side];
                sums.bytes[from] += connection->bytes[side];
            }
        });
        const index::ConnectionRecord* last = snapshot.connection(record.lastStream);
        const session::ConnectionFacts* facts = snapshot.sessions.connection(record.lastStream);
        const bool connected = facts != nullptr && facts->connect != kNone;
        const auto has = [&](session::SessionFlags flag) { return (record.flags & flag) != 0; };
        const auto text = [&](std::string_view value) {
            if (value.empty())
                table.none();
            else
                table.text(value);
        };
        if (last != nullptr && last->clientSide < 2)
            table.text(net::endpointText(last->ends[1 - last->clientSide]));
        else
            table.none();
        text(record.clientId == kNone ? std::string_view{} : snapshot.strings[record.clientId]);
        text(versionName(record.version));
        table.flag(record.versionGuessed);
        if (m_streams.size() == 1)
            table.number(m_streams[0]);
        else
            table.numbers(m_streams);
        table.number(record.firstFrame);
        table.number(record.lastFrame);
        writeFlag(table, connected, has(session::kClean));
        const bool says = facts != nullptr && facts->connack != kNone && record.version != mqtt::Version::V31;
        writeFlag(table, says, has(session::kSessionPresent));
        writeNumber(table, connected, record.keepAlive);
        writeNumber(table, has(session::kHasExpiry), record.expiry);
        text(record.willTopic == kNone ? std::string_view{} : snapshot.strings[record.willTopic]);
        table.text(endName(record.end));
        for (const std::uint64_t count : sums.messages)
            table.number(count);
        for (const std::uint64_t count : sums.bytes)
            table.number(count);
        table.endRow();
    }

    static void writeFlag(TableWriter& table, bool known, bool value)
    {
        if (known)
            table.flag(value);
        else
            table.none();
    }

    static void writeNumber(TableWriter& table, bool known, std::uint64_t value)
    {
        if (known)
            table.number(value);
        else
            table.none();
    }

    std::vector<std::uint64_t> m_streams;
};

} // namespace

StatisticsResult makeMqttSessions(std::string_view argument)
{
    static_cast<void>(argument);
    return std::make_unique<MqttSessions>();
}

} // namespace mqttscope::analysis
