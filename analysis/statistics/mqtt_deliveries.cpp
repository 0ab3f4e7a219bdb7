// SPDX-License-Identifier: GPL-3.0-or-later
// -z mqtt,deliveries: one line per PUBLISH of a server, by its frame: where it came from.
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/mqtt_names.h"
#include "analysis/statistics/table_writer.h"

namespace mqttscope::analysis {
namespace {

using index::kNoTime;
using session::kNone;

class MqttDeliveries final : public Statistics {
public:
    void write(TextOutput& out, const StatisticsInput& input) override
    {
        TableWriter table{out,
                          input.format,
                          {"frame", "stream", "client_id", "packet_id", "qos", "retain", "topic", "source",
                           "source_frame", "source_client_id", "delay_ms"}};
        const index::Snapshot& snapshot = input.snapshot;
        for (std::uint32_t frame = 1; frame <= snapshot.frameCount() && table.open(); ++frame) {
            snapshot.forEachMessage(frame, [&](std::uint32_t message) {
                const index::MessageRecord& record = snapshot.messages[message];
                if (record.type() == mqtt::PacketType::Publish && (record.flags & index::kIncomplete) == 0 &&
                    snapshot.directionOf(record) == mqtt::Direction::ServerToClient)
                    writeDelivery(table, snapshot, message);
                return true;
            });
            out.settle();
        }
        table.finish();
    }

private:
    static void writeDelivery(TableWriter& table, const index::Snapshot& snapshot, std::uint32_t message)
    {
        const index::MessageRecord& record = snapshot.messages[message];
        table.number(record.frame);
        table.number(record.stream);
        writeClient(table, snapshot, record.stream);
        if (record.packetId != 0)
            table.number(record.packetId);
        else
            table.none();
        table.number(record.qos());
        table.flag((record.firstByte & 1U) != 0);
        if (const std::string_view topic = snapshot.topicOf(message); !topic.empty())
            table.text(topic);
        else
            table.none();
        writeSource(table, snapshot, message);
        table.endRow();
    }

    static void writeSource(TableWriter& table, const index::Snapshot& snapshot, std::uint32_t message)
    {
        const std::uint32_t source = snapshot.sessions.sourceOf(message);
        if (source == kNone || source == session::kAmbiguous) {
            if (source == kNone)
                table.none();
            else
                table.text("ambiguous");
            table.none();
            table.none();
            table.none();
            return;
        }
        const index::MessageRecord& from = snapshot.messages[source];
        table.text(from.type() == mqtt::PacketType::Connect ? "will" : "publish");
        table.number(from.frame);
        writeClient(table, snapshot, from.stream);
        writeMilliseconds(table, snapshot.frame(from.frame).timeNs,
                          snapshot.frame(snapshot.messages[message].frame).timeNs);
    }

    static void writeClient(TableWriter& table, const index::Snapshot& snapshot, std::uint32_t stream)
    {
        const session::ConnectionFacts* connection = snapshot.sessions.connection(stream);
        const std::string_view name =
            connection != nullptr ? clientIdOf(snapshot, connection->session) : std::string_view{};
        if (name.empty())
            table.none();
        else
            table.text(name);
    }
};

} // namespace

StatisticsResult makeMqttDeliveries(std::string_view argument)
{
    static_cast<void>(argument);
    return std::make_unique<MqttDeliveries>();
}

} // namespace mqttscope::analysis
