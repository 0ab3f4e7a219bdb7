// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/tap/tap.h"

#include "broker/net/tap/decision_line.h"

#include <fmt/format.h>

#include <algorithm>

namespace mqttscope::broker {

using capture::FileError;

namespace {

constexpr std::int64_t kNsPerMicrosecond = 1'000;

constexpr std::string_view kSynthesised =
    "Synthesised by mqttscope, not captured: the MQTT bytes, their order and their times are those of the "
    "broker; Ethernet, IP and TCP around them are made up. Comments on frames are decisions of the broker.";

} // namespace

tl::expected<std::unique_ptr<Tap>, FileError> Tap::create(const std::string& path, TapOptions options)
{
    auto sink = capture::FileSink::create(path);
    if (!sink)
        return tl::unexpected(sink.error());
    return over(std::move(*sink), std::move(options));
}

tl::expected<std::unique_ptr<Tap>, FileError> Tap::over(std::unique_ptr<capture::ByteSink> sink,
                                                        TapOptions options)
{
    capture::SectionOptions section;
    section.hardware = options.hardware;
    section.application = "mqttscope";
    section.comment = kSynthesised;
    auto writer = capture::PcapngWriter::over(std::move(sink), section);
    if (!writer)
        return tl::unexpected(writer.error());
    capture::InterfaceOptions interface;
    interface.name = "mqttscope-tap";
    interface.description = "Broker of mqttscope: synthesised by mqttscope, not captured";
    const auto number = writer->addInterface(interface);
    if (!number)
        return tl::unexpected(number.error());
    std::unique_ptr<Tap> tap(
        new Tap(std::move(*writer), *number, std::move(options))); // NOLINT(*-owning-memory)
    if (auto flushed = tap->m_writer.flush(); !flushed)
        return tl::unexpected(flushed.error());
    return tap;
}

Tap::Tap(capture::PcapngWriter writer, std::uint32_t interface, TapOptions options)
    : m_writer(std::move(writer)), m_interface(interface), m_options(std::move(options)),
      m_remarks([this](std::uint64_t frame, const TapRemark& remark) { putRemark(frame, remark); })
{
}

Tap::~Tap()
{
    if (!m_failure)
        writeFrames();
}

void Tap::opened(ConnectionId id, const net::Endpoint& client, const net::Endpoint& broker, Nanoseconds now,
                 Nanoseconds roundTrip)
{
    catchUp(now, false);
    const std::uint64_t number = ++m_lastLine;
    TapLineOptions options;
    options.mss = m_options.mss;
    options.roundTrip = roundTrip;
    options.seed = m_options.seed + number;
    Line& line = m_lines.try_emplace(number, client, broker, options).first->second;
    m_byId[id] = number;
    m_remarks.opened(id, number);
    line.tcp.open(now, *this);
    if (roundTrip == 0)
        line.tcp.acknowledge(now, *this);
    setDue(number, line);
}

void Tap::carried(ConnectionId id, TapSide from, ByteView bytes, Nanoseconds now)
{
    catchUp(now, false);
    const auto found = m_byId.find(id);
    if (found == m_byId.end() || m_lines.at(found->second).tcp.finished(from)) {
        m_strayBytes += bytes.size();
        return;
    }
    Line& line = m_lines.at(found->second);
    m_cuts.clear();
    m_carriedEnd = 0;
    line.tcp.send(from, bytes, now, *this);
    setDue(found->second, line);
    peek(found->second, line, from, bytes);
    if (m_bytes.size() > kMaxTurnBytes)
        writeFrames();
}

/// Tells the remarks which packets have ended, and in which frames.
void Tap::peek(std::uint64_t number, Line& line, TapSide from, ByteView bytes)
{
    PacketPeek& peek = line.peeks[static_cast<std::size_t>(from)];
    const std::size_t whole = bytes.size();
    std::size_t end = 0; // of the last whole packet
    auto cut = m_cuts.begin();
    while (const auto packet = peek.next(bytes)) {
        end = whole - bytes.size();
        cut = std::find_if(cut, m_cuts.end(), [&](const auto& one) { return one.first >= end; });
        m_remarks.packet(number, from, *packet, cut->second);
    }
    if (from == TapSide::Client && end != whole)
        m_remarks.bytes(number, m_cuts.back().second);
}

void Tap::ended(ConnectionId id, TapSide from, TapEnd end, Nanoseconds now)
{
    catchUp(now, false);
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return;
    Line& line = m_lines.at(found->second);
    if (line.tcp.finished(from))
        return;
    if (end == TapEnd::Fin)
        line.tcp.finish(from, now, *this);
    else
        line.tcp.reset(from, now, *this);
    setDue(found->second, line);
    m_remarks.ended(found->second, from, frameCount() - 1);
}

void Tap::closed(ConnectionId id)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return;
    m_lines.at(found->second).closed = true;
    m_ending.push_back(found->second);
    m_remarks.closed(id);
    m_byId.erase(found);
}

void Tap::vanished(ConnectionId id)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return;
    Line& line = m_lines.at(found->second);
    line.tcp.vanish();
    setDue(found->second, line);
}

void Tap::decided(const DecisionRing& ring)
{
    const std::uint64_t first = std::max(m_decisionsRead, ring.first());
    m_missed += first - m_decisionsRead;
    for (std::uint64_t number = first; number < ring.total(); ++number)
        m_remarks.decided(ring.at(number));
    m_decisionsRead = ring.total();
}

void Tap::faulted(const FaultInjector& faults)
{
    const std::uint64_t fresh = faults.hitCount() - m_hitsRead;
    const std::size_t kept = static_cast<std::size_t>(std::min<std::uint64_t>(fresh, faults.hits().size()));
    m_missed += fresh - kept;
    for (std::size_t i = faults.hits().size() - kept; i < faults.hits().size(); ++i)
        m_remarks.met(faults.hits()[i]);
    m_hitsRead = faults.hitCount();
}

void Tap::segment(const TapHost& from, const TapHost& to, const TapSegment& segment, Nanoseconds at)
{
    Frame frame;
    // Frames that happen at the same time stand a microsecond apart.
    frame.timeNs = std::max(m_options.startNs + at, m_lastNs + kNsPerMicrosecond);
    m_lastNs = frame.timeNs;
    frame.offset = m_bytes.size();
    appendTcpFrame(from, to, segment, m_bytes);
    frame.length = m_bytes.size() - frame.offset;
    if (!segment.payload.empty()) {
        m_carriedEnd += segment.payload.size();
        m_cuts.emplace_back(m_carriedEnd, frameCount());
    }
    m_frames.push_back(std::move(frame));
}

std::string Tap::wordsOf(const TapRemark& remark, const Frame& frame) const
{
    if (const auto* hit = std::get_if<FaultHit>(&remark))
        return m_options.faultWords ? m_options.faultWords(*hit) : faultLine(*hit);
    const auto& record = std::get<DecisionRecord>(remark);
    const Nanoseconds passed = frame.timeNs - m_options.startNs - record.time;
    const Nanoseconds before = passed < kMillisecond ? 0 : passed;
    if (m_options.decisionWords)
        return m_options.decisionWords(record, before);
    std::string line = decisionLine(record);
    if (before != 0)
        line += fmt::format(" seconds-before={}.{:03}", before / kSecond, before % kSecond / kMillisecond);
    return line;
}

void Tap::putRemark(std::uint64_t number, const TapRemark& remark)
{
    if (number < m_firstFrame || number >= frameCount()) {
        ++m_late; // its frame was written already
        return;
    }
    Frame& frame = m_frames[number - m_firstFrame];
    if (frame.remarks.size() >= kMaxRemarks) {
        ++frame.leftOut;
        return;
    }
    if (std::string words = wordsOf(remark, frame); !words.empty())
        frame.remarks.push_back(std::move(words));
}

void Tap::setDue(std::uint64_t number, Line& line)
{
    if (line.due)
        m_due.erase({*line.due, number});
    line.due = line.tcp.due();
    if (line.due)
        m_due.insert({*line.due, number});
}

/// Acknowledgements that are due before `now`, or then; in the order of their times.
void Tap::catchUp(Nanoseconds now, bool inclusive)
{
    while (!m_due.empty() && (m_due.begin()->first < now || (inclusive && m_due.begin()->first == now))) {
        const auto [at, number] = *m_due.begin();
        Line& line = m_lines.at(number);
        line.tcp.acknowledge(at, *this);
        setDue(number, line);
    }
}

std::optional<Nanoseconds> Tap::nextDeadline() const
{
    return m_due.empty() ? std::nullopt : std::optional(m_due.begin()->first);
}

void Tap::writeFrame(const Frame& frame)
{
    m_comment.clear();
    for (const std::string& remark : frame.remarks) {
        if (!m_comment.empty())
            m_comment += '\n';
        m_comment += remark;
    }
    if (frame.leftOut != 0)
        m_comment += fmt::format("\n(+{})", frame.leftOut);
    capture::FrameToWrite record;
    record.timeNs = frame.timeNs;
    record.bytes = ByteView(m_bytes).subspan(frame.offset, frame.length);
    record.interface = m_interface;
    record.comment = m_comment;
    if (const auto written = m_writer.write(record); !written)
        m_failure = written.error();
    else
        ++m_written;
}

void Tap::writeFrames()
{
    for (const Frame& frame : m_frames) {
        if (!m_failure && frame.timeNs >= m_options.startNs + m_options.recordFrom)
            writeFrame(frame);
    }
    m_firstFrame += m_frames.size();
    m_frames.clear();
    m_bytes.clear();
}

tl::expected<void, FileError> Tap::outcome() const
{
    if (m_failure)
        return tl::unexpected(*m_failure);
    return {};
}

tl::expected<void, FileError> Tap::turn(Nanoseconds now)
{
    catchUp(now, true);
    m_remarks.endOfTurn();
    const bool news = !m_frames.empty();
    writeFrames();
    std::erase_if(m_ending, [&](std::uint64_t number) {
        const auto found = m_lines.find(number);
        if (found->second.due)
            return false;
        m_remarks.forget(number);
        m_lines.erase(found);
        return true;
    });
    if (news && !m_failure && m_options.flushTurns) {
        if (const auto flushed = m_writer.flush(); !flushed)
            m_failure = flushed.error();
    }
    return outcome();
}

tl::expected<void, FileError> Tap::close(Nanoseconds now)
{
    while (!m_due.empty())
        catchUp(m_due.begin()->first, true);
    auto last = turn(now);
    if (!last)
        return last;
    return m_writer.close();
}

} // namespace mqttscope::broker
