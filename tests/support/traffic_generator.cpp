// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_generator.h"

#include "capture/file/capture_writer.h"
#include "tests/support/traffic_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <optional>
#include <vector>

namespace mqttscope::test {
namespace {

constexpr std::int64_t kStartNs = 1'700'000'000'000'000'000;

/// Captures what happens in a classroom, until the capture is full. Messages are complete in the order in
/// which they were said; whatever completes none (parts, copies, acknowledgments) comes in between.
class Scheduler {
public:
    Scheduler(const TrafficOptions& options, const TrafficFrameSink& frames,
              const TrafficMessageSink& messages, const TrafficExchangeSink& exchanges)
        : m_options(options), m_frames(&frames), m_messages(&messages), m_book(exchanges),
          m_random((options.segmentSeed * 0x9fb21c651e98df25ULL) ^ options.seed),
          m_classroom(options, connectionsOf(options))
    {
        m_truth.topics = m_classroom.topics();
        for (std::uint32_t i = 0; i < connectionsOf(options); ++i)
            m_connections.emplace_back(m_options, i);
        m_listed.resize(m_connections.size());
        // A message may need several segments, and some of them copies and acknowledgments.
        m_framesPerMessage = 1.6 * (1 + 2.5 * options.split) * (1 + options.retransmit);
    }

    TrafficTruth run()
    {
        while (byActivities() || m_truth.frames < m_options.frames) {
            lookAhead();
            if (m_events.empty() && !drain()) {
                if (byActivities())
                    break;
                fill();
                continue;
            }
            if (!m_events.empty())
                step();
        }
        m_book.finish();
        m_truth.exchanges = m_book.states();
        m_truth.faultFrame = m_book.faultFrame();
        return std::move(m_truth);
    }

private:
    /// An event of which something is still to be captured before the next one is.
    struct Pending {
        std::uint32_t number = 0;
        std::uint32_t connection = 0;
        std::uint8_t side = 0;
        bool closes = false;
        std::int64_t timeNs = 0;
    };

    /// So many events are known before the first of them is captured.
    static constexpr std::size_t kAhead = 12;
    /// What a single activity may take, with all that it causes.
    static constexpr double kActivity = 1500;
    static constexpr double kSmallActivity = 40;

    /// In a short capture many connections would only shake hands.
    static std::uint32_t connectionsOf(const TrafficOptions& options)
    {
        return options.activities != 0 ? options.connections
                                       : std::max(1U, std::min(options.connections, options.frames / 60));
    }

    [[nodiscard]] bool byActivities() const { return m_options.activities != 0; }

    /// What may be begun so that all of it fits.
    [[nodiscard]] TrafficClassroom::Wish wish() const
    {
        if (byActivities())
            return TrafficClassroom::Wish::All;
        const double used = static_cast<double>(m_truth.frames) + static_cast<double>(m_queued);
        double room = m_options.frames - used;
        if (room > 50'000) // no backlog is so long
            return TrafficClassroom::Wish::All;
        room -= m_framesPerMessage * static_cast<double>(m_classroom.backlog());
        const double activity = std::min(kActivity, 0.1 * m_options.frames);
        return room > activity         ? TrafficClassroom::Wish::All
               : room > kSmallActivity ? TrafficClassroom::Wish::Small
                                       : TrafficClassroom::Wish::Nothing;
    }

    void lookAhead()
    {
        while (m_events.size() < kAhead) {
            const auto event = m_classroom.next(wish(), m_truth.frames);
            if (!event)
                return;
            TrafficConnection& connection = m_connections[event->connection];
            const std::size_t before = connection.queued();
            connection.plan(*event, m_classroom.clientOf(event->connection));
            m_queued += connection.queued() - before;
            const bool said = event->kind == TrafficEvent::Kind::Said;
            m_events.push_back({event->number, event->connection, said ? event->turn.side : std::uint8_t{0},
                                event->kind == TrafficEvent::Kind::Close, event->timeNs});
            if (!m_listed[event->connection]) {
                m_listed[event->connection] = true;
                m_speaking.push_back(event->connection);
            }
        }
    }

    /// Captures a segment: the next one of the first event, or one of another connection that may come
    /// before.
    void step()
    {
        if (m_random.chance(0.6) && interrupt())
            return;
        Pending& event = m_events.front();
        TrafficConnection& connection = m_connections[event.connection];
        // Before a connection ends the other side must have said all.
        const bool otherFirst = event.closes && connection.front(1) != nullptr;
        emit(event.connection, otherFirst ? std::uint8_t{1} : event.side);
        settle();
    }

    /// Events of which everything is captured that the next ones depend on are done.
    void settle()
    {
        while (!m_events.empty()) {
            const Pending& event = m_events.front();
            if (m_connections[event.connection].completes(event.side, event.number))
                return;
            m_events.pop_front();
        }
    }

    /// Captures something of any connection that completes no message. False if there is none at hand.
    bool interrupt()
    {
        if (m_speaking.empty())
            return false;
        const std::uint32_t at = m_random.below(static_cast<std::uint32_t>(m_speaking.size()));
        const std::uint32_t index = m_speaking[at];
        TrafficConnection& connection = m_connections[index];
        if (connection.queued() == 0) {
            m_listed[index] = false;
            m_speaking[at] = m_speaking.back();
            m_speaking.pop_back();
            return false;
        }
        const auto side = static_cast<std::uint8_t>(m_random.below(2));
        const PlannedSegment* segment = connection.front(side);
        if (segment == nullptr || segment->completes || segment->cause >= m_events.front().number)
            return false;
        emit(index, side);
        return true;
    }

    /// Nothing is to be said: captures what is left. False if nothing is.
    bool drain()
    {
        for (const std::uint32_t index : m_speaking) {
            for (std::uint8_t side = 0; side < 2; ++side) {
                if (m_connections[index].front(side) == nullptr)
                    continue;
                emit(index, side);
                return true;
            }
        }
        return false;
    }

    /// The time of the next frame: on the way to that of the event.
    [[nodiscard]] std::int64_t nextTime()
    {
        const std::int64_t due = m_events.empty() ? m_timeNs + 100'000 : m_events.front().timeNs;
        const std::int64_t ahead = std::max<std::int64_t>(0, due - m_timeNs) / 1000;
        const auto step = static_cast<std::uint32_t>(std::min<std::int64_t>(ahead, 1'000'000));
        return m_timeNs + 1000 * (1 + std::int64_t{m_random.below(step + 1)});
    }

    void emit(std::uint32_t index, std::uint8_t side)
    {
        --m_queued;
        m_timeNs = nextTime();
        m_connections[index].emit(side, {m_truth.frames + 1, m_timeNs}, m_frame, m_truth, m_book,
                                  [this](const TrafficMessage& message) { count(message); });
        if (m_frame.empty())
            return;
        ++m_truth.frames;
        m_truth.frameBytes += m_frame.size();
        (*m_frames)(m_timeNs, m_frame);
    }

    /// Nothing more fits: acknowledgments make the number of frames round.
    void fill()
    {
        m_connections.front().acknowledge();
        ++m_queued;
        emit(0, 0);
    }

    void count(const TrafficMessage& message)
    {
        ++m_truth.messages;
        ++m_truth.byType[message.said.firstByte >> 4U];
        ++m_truth.byVersion[static_cast<std::size_t>(message.version)];
        if (message.said.topic != kNoTopic) {
            const std::size_t qos = message.said.firstByte >> 1U & 3U;
            ++m_truth.byQos[qos];
            ++m_truth.bySideQos[message.side][qos];
            m_truth.duplicates += message.said.firstByte >> 3U & 1U;
        }
        if (message.origin != TrafficOrigin::None)
            ++m_truth.byOrigin[static_cast<std::size_t>(message.origin)];
        m_truth.retainedDeliveries += message.retained ? 1 : 0;
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
    TrafficBook m_book;
    TrafficRandom m_random;
    TrafficClassroom m_classroom;
    TrafficTruth m_truth;
    std::vector<TrafficConnection> m_connections;
    std::deque<Pending> m_events;
    std::vector<std::uint32_t> m_speaking; ///< connections with segments to be captured, and some others
    std::vector<bool> m_listed;            ///< by connection: it is one of them
    std::uint64_t m_queued = 0;
    double m_framesPerMessage = 1;
    std::int64_t m_timeNs = kStartNs;
    std::vector<std::uint8_t> m_frame;
};

} // namespace

TrafficTruth generateTraffic(const TrafficOptions& options, const TrafficFrameSink& frames,
                             const TrafficMessageSink& messages, const TrafficExchangeSink& exchanges)
{
    return Scheduler{options, frames, messages, exchanges}.run();
}

tl::expected<TrafficTruth, capture::FileError> writeTraffic(const std::string& path,
                                                            const TrafficOptions& options,
                                                            const TrafficMessageSink& messages,
                                                            const TrafficExchangeSink& exchanges)
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
        messages, exchanges);
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
    add("client_publish_qos0", truth.bySideQos[0][0]);
    add("client_publish_qos1", truth.bySideQos[0][1]);
    add("client_publish_qos2", truth.bySideQos[0][2]);
    add("deliveries_of_clients", truth.byOrigin[1]);
    add("deliveries_of_wills", truth.byOrigin[2]);
    add("deliveries_of_the_server", truth.byOrigin[3]);
    add("retained_deliveries", truth.retainedDeliveries);
    add("publish_dup", truth.duplicates);
    add("exchanges_open", truth.exchanges[0]);
    add("exchanges_complete", truth.exchanges[1]);
    add("exchanges_refused", truth.exchanges[2]);
    add("exchanges_cut", truth.exchanges[3]);
    add("exchanges_unanswered", truth.exchanges[4]);
    fmt::format_to(std::back_inserter(out), "  \"by_type\": [{}]\n}}\n", fmt::join(truth.byType, ", "));
    return out;
}

} // namespace mqttscope::test
