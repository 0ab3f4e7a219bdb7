// SPDX-License-Identifier: GPL-3.0-or-later
// -z conv,tcp: one line per TCP connection, as tshark 4.0 lays it out.
#include "analysis/frame_filter.h"
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/table_writer.h"
#include "dissector/net/address_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace mqttscope::analysis {
namespace {

constexpr double kNsPerSecond = 1e9;
constexpr std::string_view kRuler =
    "================================================================================\n";

struct Conversation {
    std::uint32_t stream = index::kNoStream;
    std::uint8_t firstSide = 0; ///< that sent the first frame counted: it stands on the left
    std::uint64_t frames[2] = {};
    std::uint64_t bytes[2] = {};
    std::int64_t startNs = index::kNoTime; ///< since 1970
    std::int64_t endNs = index::kNoTime;

    [[nodiscard]] std::uint64_t allFrames() const { return frames[0] + frames[1]; }
};

/// A size as tshark writes it: whole units, the next larger one from ten of it on.
std::string sizeText(std::uint64_t bytes)
{
    constexpr std::uint64_t kMany = 10;
    constexpr std::pair<std::uint64_t, std::string_view> kUnits[] = {
        {1'000'000'000'000, "TB"}, {1'000'000'000, "GB"}, {1'000'000, "MB"}, {1'000, "kB"}};
    for (const auto& [size, name] : kUnits) {
        if (bytes / size >= kMany)
            return fmt::format("{} {}", bytes / size, name);
    }
    return fmt::format("{} bytes", bytes);
}

std::string endText(const net::Endpoint& end)
{
    return fmt::format("{}:{}", net::addressText(end.address), end.port);
}

class TcpConversations final : public Statistics {
public:
    TcpConversations(std::unique_ptr<FrameFilter> filter, std::string_view text)
        : m_filter(std::move(filter)), m_filterText(text)
    {
    }

    void write(TextOutput& out, const StatisticsInput& input) override
    {
        count(out, input);
        std::stable_sort(
            m_conversations.begin(), m_conversations.end(),
            [](const Conversation& a, const Conversation& b) { return a.allFrames() > b.allFrames(); });
        if (input.format == StatisticsFormat::Json)
            writeJson(out, input);
        else
            writeText(out, input);
    }

private:
    void count(TextOutput& out, const StatisticsInput& input)
    {
        m_conversations.clear();
        m_placeOf.assign(input.snapshot.connectionCount, index::kNone);
        if (input.snapshot.frameCount() == 0)
            return;
        m_zeroNs = input.snapshot.frame(1).timeNs;
        forEachSelectedFrame(input, m_filter.get(), out, [&](std::uint32_t number) {
            const index::FrameRecord& frame = input.snapshot.frame(number);
            if (frame.stream < input.snapshot.connectionCount)
                add(frame);
        });
    }

    void add(const index::FrameRecord& frame)
    {
        std::uint32_t& place = m_placeOf[frame.stream];
        if (place == index::kNone) {
            place = static_cast<std::uint32_t>(m_conversations.size());
            Conversation& fresh = m_conversations.emplace_back();
            fresh.stream = frame.stream;
            fresh.firstSide = frame.side;
        }
        Conversation& conversation = m_conversations[place];
        conversation.frames[frame.side] += 1;
        conversation.bytes[frame.side] += frame.originalLength;
        if (frame.timeNs == index::kNoTime)
            return;
        const bool first = conversation.startNs == index::kNoTime;
        conversation.startNs = first ? frame.timeNs : std::min(conversation.startNs, frame.timeNs);
        conversation.endNs = first ? frame.timeNs : std::max(conversation.endNs, frame.timeNs);
    }

    /// Seconds since the first frame of the capture.
    [[nodiscard]] double seconds(std::int64_t timeNs) const
    {
        return timeNs == index::kNoTime || m_zeroNs == index::kNoTime
                   ? 0
                   : static_cast<double>(timeNs - m_zeroNs) / kNsPerSecond;
    }

    void writeText(TextOutput& out, const StatisticsInput& input) const
    {
        constexpr std::string_view kIndent = "                                                           ";
        std::string& text = out.text();
        text += kRuler;
        fmt::format_to(std::back_inserter(text), "TCP Conversations\nFilter:{}\n",
                       m_filterText.empty() ? "<No Filter>" : m_filterText);
        (text += kIndent) += "|       <-      | |       ->      | |     Total     |    Relative    |   "
                             "Duration   |\n";
        (text += kIndent) += "| Frames  Bytes | | Frames  Bytes | | Frames  Bytes |      Start     |      "
                             "        |\n";
        for (const Conversation& c : m_conversations) {
            const index::ConnectionRecord& connection = *input.snapshot.connection(c.stream);
            const std::size_t left = c.firstSide;
            const std::size_t right = 1 - left;
            fmt::format_to(std::back_inserter(text),
                           "{:<26} <-> {:<26}  {:6} {:<9}  {:6} {:<9}  {:6} {:<9}  {:14.9f}   {:12.4f}\n",
                           endText(connection.ends[left]), endText(connection.ends[right]), c.frames[right],
                           sizeText(c.bytes[right]), c.frames[left], sizeText(c.bytes[left]), c.allFrames(),
                           sizeText(c.bytes[0] + c.bytes[1]), seconds(c.startNs),
                           seconds(c.endNs) - seconds(c.startNs));
            out.settle();
        }
        text += kRuler;
    }

    void writeJson(TextOutput& out, const StatisticsInput& input) const
    {
        TableWriter table{out,
                          input.format,
                          {"stream", "address_a", "port_a", "address_b", "port_b", "frames_b_to_a",
                           "bytes_b_to_a", "frames_a_to_b", "bytes_a_to_b", "start", "duration"}};
        for (const Conversation& c : m_conversations) {
            const index::ConnectionRecord& connection = *input.snapshot.connection(c.stream);
            const std::size_t left = c.firstSide;
            const std::size_t right = 1 - left;
            table.number(c.stream);
            table.text(net::addressText(connection.ends[left].address));
            table.number(connection.ends[left].port);
            table.text(net::addressText(connection.ends[right].address));
            table.number(connection.ends[right].port);
            table.number(c.frames[right]);
            table.number(c.bytes[right]);
            table.number(c.frames[left]);
            table.number(c.bytes[left]);
            table.decimal(fmt::format("{:.9f}", seconds(c.startNs)));
            table.decimal(fmt::format("{:.9f}", seconds(c.endNs) - seconds(c.startNs)));
            table.endRow();
        }
        table.finish();
    }

    std::unique_ptr<FrameFilter> m_filter;
    std::string m_filterText;
    std::vector<Conversation> m_conversations; ///< by the first frame counted, then by frames
    std::vector<std::uint32_t> m_placeOf;      ///< by stream
    std::int64_t m_zeroNs = index::kNoTime;    ///< of the first frame
};

} // namespace

StatisticsResult makeTcpConversations(std::string_view argument)
{
    auto filter = statisticsFilter(argument);
    if (!filter)
        return tl::unexpected(std::move(filter.error()));
    return std::make_unique<TcpConversations>(std::move(*filter), argument);
}

} // namespace mqttscope::analysis
