// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/session_lane.h"

#include "dissector/field/select_sink.h"
#include "dissector/index/gather.h"
#include "dissector/mqtt/decoder.h"

#include <algorithm>
#include <utility>

namespace mqttscope::index {
namespace {

/// Gives the strings that the tracker asks for their numbers in the order of the capture, so that these do
/// not depend on how far behind it is.
struct Interning {
    store::StringPool& strings;

    void operator()(const std::monostate&) const {}
    void operator()(const mqtt::Connect& p) const
    {
        strings.intern(p.clientId);
        if (p.will)
            strings.intern(p.will->topic);
        property(p.properties, mqtt::PropertyId::AuthenticationMethod);
    }
    void operator()(const mqtt::Connack& p) const
    {
        property(p.properties, mqtt::PropertyId::AssignedClientIdentifier);
    }
    void operator()(const mqtt::Subscribe& p) const
    {
        for (const mqtt::Subscription& one : p.subscriptions)
            strings.intern(one.topicFilter);
    }
    void operator()(const mqtt::Unsubscribe& p) const
    {
        for (const std::string_view filter : p.topicFilters)
            strings.intern(filter);
    }
    template <class Other> void operator()(const Other&) const {}

    void property(const mqtt::Properties& properties, mqtt::PropertyId id) const
    {
        if (properties.has(id))
            strings.intern(properties.text(id));
    }
};

} // namespace

SessionLane::SessionLane(store::StringPool& strings, const Stores& stores, std::unique_ptr<Courier> courier)
    : m_open(&m_ring[0]), m_strings(&strings), m_stores(stores), m_tracker(strings, *this),
      m_courier(std::move(courier))
{
}

// ------------------------------------------------------------------------------------------- for the indexer

template <class What> void SessionLane::note(std::uint32_t stream, Standing standing, What&& what)
{
    m_open->notes.push_back({stream, standing, std::forward<What>(what)});
}

void SessionLane::onMessage(const session::MessageEvent& event, Standing standing)
{
    session::MessageEvent noted = event;
    noted.packet = &packet();
    std::visit(Interning{*m_strings}, *noted.packet);
    note(event.stream, standing, noted);
    if (++m_open->used == m_open->packets.size())
        m_open->packets.resize(m_open->packets.size() * 2);
}

void SessionLane::onUnreadable(std::uint32_t stream, Standing standing)
{
    note(stream, standing, Unreadable{});
}

void SessionLane::onGap(const session::Gap& gap, Standing standing)
{
    note(gap.stream, standing, gap);
}

void SessionLane::onConflict(std::uint32_t stream, std::uint32_t frame, Standing standing)
{
    note(stream, standing, Conflict{frame});
}

void SessionLane::onUnused(std::uint32_t stream, const session::Moment& opened, std::int64_t untilNs,
                           Standing standing)
{
    note(stream, standing, Unused{opened, untilNs});
}

void SessionLane::onTcpEnd(std::uint32_t stream, session::TcpEnd end, bool fromClient,
                           const session::Moment& at, Standing standing)
{
    note(stream, standing, Ended{end, fromClient, at});
}

void SessionLane::onStanding(std::uint32_t stream, Standing standing)
{
    note(stream, standing, Stands{});
}

/// Hands over the open batch and opens the next one.
void SessionLane::submit()
{
    if (m_open->notes.empty())
        return;
    if (!m_called && m_courier && m_submitted >= kCourierAfter) {
        m_courier->serve([this] { tell(m_ring[m_told % kBatches]); });
        m_called = true;
    }
    ++m_submitted;
    if (m_called)
        m_courier->post(kBatches);
    else
        tell(*m_open);
    m_open = &m_ring[m_submitted % kBatches];
}

/// Returns when the tracker was told everything.
void SessionLane::drain()
{
    submit();
    if (m_called)
        m_courier->drain();
}

void SessionLane::finish(const session::Moment& at)
{
    drain();
    m_tracker.finish(at);
}

session::View SessionLane::publish()
{
    drain();
    return m_tracker.publish();
}

// ------------------------------------------------------------------------------------------- for who tells

void SessionLane::tell(Batch& batch)
{
    struct Visitor {
        session::Tracker& tracker;
        std::uint32_t stream;
        void operator()(const Stands&) const {}
        void operator()(const session::MessageEvent& event) const { tracker.onMessage(event); }
        void operator()(const Unreadable&) const { tracker.onUnreadable(stream); }
        void operator()(const session::Gap& gap) const { tracker.onGap(gap); }
        void operator()(const Conflict& conflict) const { tracker.onConflict(stream, conflict.frame); }
        void operator()(const Unused& unused) const
        {
            tracker.onUnused(stream, unused.opened, unused.untilNs);
        }
        void operator()(const Ended& ended) const
        {
            tracker.onTcpEnd(stream, ended.end, ended.fromClient, ended.at);
        }
    };
    for (const Note& note : batch.notes) {
        if (note.stream >= m_standing.size())
            m_standing.resize(std::max<std::size_t>(note.stream + std::size_t{1}, m_standing.size() * 2));
        m_standing[note.stream] = note.standing;
        std::visit(Visitor{m_tracker, note.stream}, note.what);
    }
    for (std::size_t i = 0; i < batch.used; ++i) {
        std::vector<std::uint8_t>& bytes = batch.packets[i].bytes;
        bytes.clear();
        if (bytes.capacity() > kKeptBytes)
            bytes.shrink_to_fit();
    }
    if (batch.packets.size() > 4 * kBatch)
        batch.packets.resize(kBatch);
    batch.notes.clear();
    batch.used = 0;
    batch.copied = 0;
    ++m_told;
}

std::uint32_t SessionLane::frameOf(std::uint32_t message) const
{
    return m_stores.messages[message].frame;
}

std::uint32_t SessionLane::streamOf(std::uint32_t message) const
{
    return m_stores.messages[message].stream;
}

std::int64_t SessionLane::timeOf(std::uint32_t message) const
{
    return m_stores.frames[frameOf(message) - 1].timeNs;
}

std::int64_t SessionLane::startTimeOf(std::uint32_t message) const
{
    const std::uint32_t frame = MessagePieces(m_stores.pieces, m_stores.messages[message]).front().frame;
    return frame != 0 ? m_stores.frames[frame - 1].timeNs : timeOf(message);
}

bool SessionLane::settled(std::uint32_t stream, bool client) const
{
    return stands(stream, client ? Standing::kSettledClient : Standing::kSettledServer);
}

bool SessionLane::lacks(std::uint32_t stream, bool client) const
{
    return !stands(stream, client ? Standing::kNothingLacksClient : Standing::kNothingLacksServer);
}

mqtt::Version SessionLane::versionOf(std::uint32_t message) const
{
    std::uint32_t i = m_standing[streamOf(message)].latestVersion;
    while (i != kNone && m_stores.versions[i].fromMessage > message)
        i = m_stores.versions[i].earlier;
    return i != kNone ? m_stores.versions[i].version : mqtt::Version::Unknown;
}

void SessionLane::read(std::uint32_t message, session::ReadAgain& into) const
{
    const MessageRecord& record = m_stores.messages[message];
    into.bytes.clear();
    gather(m_stores.frames, m_stores.pieces, m_stores.source, record, into.bytes);
    mqtt::DecodeOptions options;
    options.reportIssues = false;
    options.version = versionOf(message);
    into.version = options.version;
    field::NullSink sink;
    field::IssueLog log;
    mqtt::decode(into.bytes, record.length, options, sink, log, into.packet);
}

} // namespace mqttscope::index
