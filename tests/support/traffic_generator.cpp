// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_generator.h"

#include "capture/file/capture_writer.h"
#include "tests/support/traffic_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

namespace mqttscope::test {
namespace {

constexpr std::int64_t kStartNs = 1'700'000'000'000'000'000;

/// Lets the connections take turns until the capture is full.
class Scheduler {
public:
    Scheduler(const TrafficOptions& options, const TrafficFrameSink& frames,
              const TrafficMessageSink& messages)
        : m_options(options), m_frames(&frames), m_messages(&messages),
          m_random((options.segmentSeed * 0x9fb21c651e98df25ULL) ^ options.seed)
    {
        m_truth.topics = trafficTopics();
        // In a short capture many connections would only shake hands.
        const std::uint32_t most = byActivities()
                                       ? options.connections
                                       : std::max(1U, std::min(options.connections, options.frames / 60));
        for (std::uint32_t i = 0; i < most; ++i) {
            m_connections.emplace_back(m_options, i, m_truth.topics);
            const double startAt = 0.4 * options.frames * i / most;
            const bool closes = i != 0 && m_random.chance(0.5);
            const double closeAt =
                closes ? startAt + (options.frames - startAt) * (0.2 + 0.7 * uniform()) : -1;
            m_plans.push_back({startAt, closeAt, options.activities});
        }
    }

    TrafficTruth run()
    {
        while (byActivities() || m_truth.frames < m_options.frames) {
            startConnections();
            if (m_active.empty()) {
                if (byActivities())
                    break;
                fill();
                continue;
            }
            step();
        }
        return std::move(m_truth);
    }

private:
    struct Plan {
        double startAt = 0;
        double closeAt = -1; ///< negative: still open at the end
        std::uint32_t activities = 0;
    };

    /// So near to the end whatever is begun must fit.
    static constexpr std::uint32_t kTight = 2048;

    [[nodiscard]] bool byActivities() const { return m_options.activities != 0; }
    [[nodiscard]] double uniform() { return static_cast<double>(m_random.below(1 << 20)) / (1 << 20); }
    [[nodiscard]] std::uint64_t room() const
    {
        return m_options.frames - std::min<std::uint64_t>(m_options.frames, m_truth.frames + m_queued);
    }

    void startConnections()
    {
        while (m_next < m_connections.size() && (m_active.empty() || isTime(m_plans[m_next].startAt)))
            m_active.push_back(m_next++);
    }
    [[nodiscard]] bool isTime(double at) const
    {
        return byActivities() ? m_truth.frames >= 10 * m_next : m_truth.frames >= at;
    }

    /// Makes a connection begin something, if there is room for it.
    template <class Something> bool begin(std::uint32_t index, Something something)
    {
        TrafficConnection& connection = m_connections[index];
        if (byActivities() || room() > kTight) {
            something(connection);
        } else {
            TrafficConnection trial = connection;
            something(trial);
            if (trial.queued() > room())
                return false;
            connection = std::move(trial);
        }
        m_queued += connection.queued();
        return true;
    }

    bool beginNext(std::uint32_t index)
    {
        TrafficConnection& connection = m_connections[index];
        Plan& plan = m_plans[index];
        if (connection.closed())
            return false;
        if (!connection.opened())
            return begin(index, [](TrafficConnection& c) { c.open(); });
        const bool closes =
            byActivities() ? plan.activities == 0 : plan.closeAt >= 0 && m_truth.frames >= plan.closeAt;
        if (closes)
            return begin(index, [](TrafficConnection& c) { c.close(); });
        if (plan.activities > 0)
            --plan.activities;
        return begin(index, [](TrafficConnection& c) { c.talk(); });
    }

    void step()
    {
        const bool stay = m_last < m_active.size() && m_random.chance(0.3);
        if (!stay)
            m_last = m_random.below(static_cast<std::uint32_t>(m_active.size()));
        const std::uint32_t index = m_active[m_last];
        if (m_connections[index].queued() == 0 && !beginNext(index)) {
            m_active[m_last] = m_active.back();
            m_active.pop_back();
            return;
        }
        emit(m_connections[index]);
    }

    void emit(TrafficConnection& connection)
    {
        --m_queued;
        connection.emit(m_truth.frames + 1, m_timeNs, m_frame, m_truth,
                        [this](const TrafficMessage& message) { count(message); });
        if (m_frame.empty())
            return;
        ++m_truth.frames;
        m_truth.frameBytes += m_frame.size();
        (*m_frames)(m_timeNs, m_frame);
        m_timeNs += 1000 * (1 + std::int64_t{m_random.below(200)});
    }

    /// Nothing more fits: acknowledgments make the number of frames round.
    void fill()
    {
        TrafficConnection& connection = m_connections.front();
        connection.acknowledge(0);
        ++m_queued;
        emit(connection);
    }

    void count(const TrafficMessage& message)
    {
        ++m_truth.messages;
        ++m_truth.byType[message.said.firstByte >> 4U];
        ++m_truth.byVersion[static_cast<std::size_t>(message.version)];
        if (message.said.topic != kNoTopic)
            ++m_truth.byQos[message.said.firstByte >> 1U & 3U];
        m_truth.aliasMessages += message.said.aliasUsed ? 1 : 0;
        m_truth.splitMessages += message.split ? 1 : 0;
        m_truth.headerSplitMessages += message.headerSplit ? 1 : 0;
        m_truth.lostMessages += message.lost ? 1 : 0;
        m_truth.hiddenMessages += message.hidden ? 1 : 0;
        (*m_messages)(message);
    }

    TrafficOptions m_options;
    const TrafficFrameSink* m_frames;
    const TrafficMessageSink* m_messages;
    TrafficRandom m_random;
    TrafficTruth m_truth;
    std::vector<TrafficConnection> m_connections;
    std::vector<Plan> m_plans;
    std::vector<std::uint32_t> m_active;
    std::uint32_t m_next = 0; ///< connection to start
    std::uint32_t m_last = 0; ///< of the active ones, whose segment came last
    std::uint64_t m_queued = 0;
    std::int64_t m_timeNs = kStartNs;
    std::vector<std::uint8_t> m_frame;
};

} // namespace

TrafficTruth generateTraffic(const TrafficOptions& options, const TrafficFrameSink& frames,
                             const TrafficMessageSink& messages)
{
    return Scheduler{options, frames, messages}.run();
}

tl::expected<TrafficTruth, capture::FileError>
writeTraffic(const std::string& path, const TrafficOptions& options, const TrafficMessageSink& messages)
{
    auto writer = capture::PcapWriter::create(path, {});
    if (!writer)
        return tl::unexpected(writer.error());
    std::optional<capture::FileError> error;
    TrafficTruth truth = generateTraffic(
        options,
        [&](std::int64_t timeNs, field::ByteView frame) {
            if (error)
                return;
            capture::FrameToWrite record;
            record.timeNs = timeNs;
            record.bytes = frame;
            if (auto written = writer->write(record); !written)
                error = written.error();
        },
        messages);
    if (auto closed = writer->close(); !closed && !error)
        error = closed.error();
    if (error)
        return tl::unexpected(*error);
    return truth;
}

std::string trafficTruthJson(const TrafficTruth& truth)
{
    std::string out = "{\n";
    const auto add = [&out](std::string_view name, std::uint64_t value) {
        fmt::format_to(std::back_inserter(out), "  \"{}\": {},\n", name, value);
    };
    add("frames", truth.frames);
    add("frame_bytes", truth.frameBytes);
    add("streams", truth.connections.size());
    add("messages", truth.messages);
    add("publish_qos0", truth.byQos[0]);
    add("publish_qos1", truth.byQos[1]);
    add("publish_qos2", truth.byQos[2]);
    add("messages_3_1", truth.byVersion[3]);
    add("messages_3_1_1", truth.byVersion[4]);
    add("messages_5_0", truth.byVersion[5]);
    add("alias_messages", truth.aliasMessages);
    add("split_messages", truth.splitMessages);
    add("header_split_messages", truth.headerSplitMessages);
    add("multi_message_segments", truth.multiMessageSegments);
    add("reordered_groups", truth.reorderedGroups);
    add("out_of_order_frames", truth.outOfOrderFrames);
    add("retransmitted_frames", truth.retransmittedFrames);
    add("lost_segments", truth.lostSegments);
    add("lost_messages", truth.lostMessages);
    add("hidden_messages", truth.hiddenMessages);
    fmt::format_to(std::back_inserter(out), "  \"by_type\": [{}]\n}}\n", fmt::join(truth.byType, ", "));
    return out;
}

} // namespace mqttscope::test
