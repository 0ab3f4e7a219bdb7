// SPDX-License-Identifier: GPL-3.0-or-later
// -z mqtt,topics: one line per Topic Name, by the first frame with it.
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/table_writer.h"
#include "dissector/net/address_text.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace mqttscope::analysis {
namespace {

using session::kNone;

struct Topic {
    std::string_view name;
    std::uint64_t publishes[2] = {}; ///< from clients, from servers
    std::uint64_t payloadBytes = 0;
    std::uint64_t qos[3] = {};
    std::uint32_t firstFrame = 0;
    std::uint32_t lastFrame = 0;
    std::vector<std::uint32_t> publishers; ///< streams' sessions
    bool retained = false;
};

class MqttTopics final : public Statistics {
public:
    void write(TextOutput& out, const StatisticsInput& input) override
    {
        count(input.snapshot);
        TableWriter table{out,
                          input.format,
                          {"topic", "publish_c2s", "publish_s2c", "payload_bytes", "qos_0", "qos_1", "qos_2",
                           "retained", "first_frame", "last_frame", "publishers"}};
        for (const Topic& topic : m_topics) {
            writeTopic(table, input.snapshot, topic);
            out.settle();
            if (!table.open())
                break;
        }
        table.finish();
    }

private:
    void count(const index::Snapshot& snapshot)
    {
        m_topics.clear();
        m_places.clear();
        for (std::uint32_t frame = 1; frame <= snapshot.frameCount(); ++frame) {
            snapshot.forEachMessage(frame, [&](std::uint32_t message) {
                add(snapshot, message);
                return true;
            });
        }
        // What servers keep for a topic: the last thing that was seen, for any of them.
        const auto& retained = snapshot.sessions.retained;
        std::unordered_map<std::uint64_t, bool> kept;
        for (std::size_t i = 0; i < retained.size(); ++i)
            kept[(std::uint64_t{retained[i].broker} << 32U) | retained[i].topic] = !retained[i].removed;
        for (const auto& [key, keeps] : kept) {
            const auto found = m_places.find(snapshot.strings[static_cast<std::uint32_t>(key)]);
            if (keeps && found != m_places.end())
                m_topics[found->second].retained = true;
        }
    }

    void add(const index::Snapshot& snapshot, std::uint32_t message)
    {
        const index::MessageRecord& record = snapshot.messages[message];
        if (record.type() != mqtt::PacketType::Publish || (record.flags & index::kIncomplete) != 0)
            return;
        const std::string_view name = snapshot.topicOf(message);
        if (name.empty())
            return;
        const auto [place, fresh] = m_places.try_emplace(name, m_topics.size());
        if (fresh) {
            Topic& topic = m_topics.emplace_back();
            topic.name = name;
            topic.firstFrame = record.frame;
        }
        Topic& topic = m_topics[place->second];
        const bool fromClient = snapshot.directionOf(record) == mqtt::Direction::ClientToServer;
        ++topic.publishes[fromClient ? 0 : 1];
        topic.payloadBytes += record.length - payloadOffset(snapshot, message);
        if (record.qos() < 3)
            ++topic.qos[record.qos()];
        topic.lastFrame = record.frame;
        const session::ConnectionFacts* connection = snapshot.sessions.connection(record.stream);
        if (!fromClient || connection == nullptr)
            return;
        if (std::find(topic.publishers.begin(), topic.publishers.end(), connection->session) ==
            topic.publishers.end())
            topic.publishers.push_back(connection->session);
    }

    static std::uint32_t payloadOffset(const index::Snapshot& snapshot, std::uint32_t message)
    {
        const index::LateMessage* late = snapshot.lateMessages.find(message);
        return late != nullptr && late->knownAt != 0 ? late->payloadOffset
                                                     : snapshot.messages[message].payloadOffset();
    }

    void writeTopic(TableWriter& table, const index::Snapshot& snapshot, const Topic& topic)
    {
        table.text(topic.name);
        for (const std::uint64_t count : topic.publishes)
            table.number(count);
        table.number(topic.payloadBytes);
        for (const std::uint64_t count : topic.qos)
            table.number(count);
        table.flag(topic.retained);
        table.number(topic.firstFrame);
        table.number(topic.lastFrame);
        std::vector<std::string> names;
        for (const std::uint32_t number : topic.publishers)
            names.push_back(publisherName(snapshot, number));
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        const std::vector<std::string_view> views(names.begin(), names.end());
        if (views.empty())
            table.none();
        else
            table.texts(views);
        table.endRow();
    }

    /// The Client Identifier; of a client that has none that is known, its address and port.
    static std::string publisherName(const index::Snapshot& snapshot, std::uint32_t number)
    {
        const session::SessionRecord* record = snapshot.sessions.session(number);
        if (record == nullptr)
            return {};
        if (record->clientId != kNone && !snapshot.strings[record->clientId].empty())
            return std::string{snapshot.strings[record->clientId]};
        const index::ConnectionRecord* connection = snapshot.connection(record->firstStream);
        return connection != nullptr && connection->clientSide < 2
                   ? net::endpointText(connection->ends[connection->clientSide])
                   : std::string{};
    }

    std::vector<Topic> m_topics; ///< by their first message
    std::unordered_map<std::string_view, std::size_t> m_places;
};

} // namespace

StatisticsResult makeMqttTopics(std::string_view argument)
{
    static_cast<void>(argument);
    return std::make_unique<MqttTopics>();
}

} // namespace mqttscope::analysis
