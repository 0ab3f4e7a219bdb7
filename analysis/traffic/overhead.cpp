// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/traffic/overhead.h"

#include "analysis/traffic/header_lengths.h"
#include "analysis/traffic/payload_length.h"
#include "dissector/net/address_text.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace mqttscope::analysis {
namespace {

/// What one connection has, and what its segments carried.
struct ConnectionBytes {
    ByteShares shares;
    std::uint64_t carried = 0; ///< payload of TCP
    std::uint32_t firstFrame = 0;
};

class Counter {
public:
    Counter(const Document& document, const index::Snapshot& snapshot)
        : m_snapshot(&snapshot), m_meter(document, snapshot), m_connections(snapshot.connectionCount)
    {
    }

    void take(std::uint32_t frame)
    {
        const index::FrameRecord& record = m_snapshot->frame(frame);
        if (isMqtt(record.stream)) {
            if (const auto lengths = m_meter.measure(frame)) {
                count(frame, record.stream, *lengths, lengths->payload == 0);
                return;
            }
        } else if (const std::uint32_t* completed = m_snapshot->reassembledIn.find(frame - 1);
                   completed != nullptr && *completed != 0 && isMqtt(m_snapshot->frame(*completed).stream)) {
            count(frame, m_snapshot->frame(*completed).stream, m_meter.measureFragment(frame), false);
            return;
        }
        m_result.otherFrames += 1;
        m_result.otherBytes += record.originalLength;
    }

    [[nodiscard]] Overhead finish()
    {
        std::map<std::pair<bool, std::string>, std::size_t> places;
        for (std::uint32_t stream = 0; stream < m_connections.size(); ++stream) {
            ConnectionBytes& bytes = m_connections[stream];
            if (bytes.shares.frames == 0)
                continue;
            const std::uint64_t explained =
                bytes.shares.of(BytePart::Payload) + bytes.shares.of(BytePart::MqttHeaders);
            if (bytes.carried > explained)
                add(bytes, BytePart::OtherInTcp, bytes.carried - explained);
            addTo(m_result.all, bytes.shares);
            const auto [isClientId, name] = nameOf(stream);
            const auto [place, fresh] = places.try_emplace({isClientId, name}, m_result.clients.size());
            if (fresh)
                m_result.clients.push_back({name, isClientId, bytes.firstFrame, {}});
            ClientShares& client = m_result.clients[place->second];
            client.firstFrame = std::min(client.firstFrame, bytes.firstFrame);
            addTo(client.shares, bytes.shares);
        }
        std::stable_sort(
            m_result.clients.begin(), m_result.clients.end(),
            [](const ClientShares& a, const ClientShares& b) { return a.shares.total() > b.shares.total(); });
        return std::move(m_result);
    }

private:
    [[nodiscard]] bool isMqtt(std::uint32_t stream) const
    {
        const index::ConnectionRecord* connection = m_snapshot->connection(stream);
        return connection != nullptr && connection->mqtt;
    }

    void count(std::uint32_t frame, std::uint32_t stream, const HeaderLengths& lengths, bool empty)
    {
        ConnectionBytes& bytes = m_connections[stream];
        if (bytes.firstFrame == 0)
            bytes.firstFrame = frame;
        bytes.shares.frames += 1;
        if (empty) {
            bytes.shares.emptyFrames += 1;
            add(bytes, BytePart::EmptyFrames, m_snapshot->frame(frame).originalLength);
        } else {
            add(bytes, BytePart::LinkHeaders, lengths.link);
            add(bytes, BytePart::IpHeaders, lengths.ip);
            add(bytes, BytePart::TcpHeaders, lengths.tcp);
            bytes.carried += lengths.payload;
        }
        takeMessages(frame, bytes);
    }

    static void add(ConnectionBytes& to, BytePart part, std::uint64_t bytes)
    {
        to.shares.bytes[static_cast<std::size_t>(part)] += bytes;
    }

    static void addTo(ByteShares& to, const ByteShares& from)
    {
        for (std::size_t i = 0; i < kByteParts; ++i)
            to.bytes[i] += from.bytes[i];
        to.frames += from.frames;
        to.emptyFrames += from.emptyFrames;
    }

    void takeMessages(std::uint32_t frame, ConnectionBytes& bytes)
    {
        m_snapshot->forEachMessage(frame, [&](std::uint32_t message) {
            const index::MessageRecord& record = m_snapshot->messages[message];
            if ((record.flags & index::kIncomplete) != 0)
                return true;
            const std::uint32_t payload = payloadLength(*m_snapshot, message);
            add(bytes, BytePart::Payload, payload);
            add(bytes, BytePart::MqttHeaders, record.length - payload);
            return true;
        });
    }

    /// Whether it is a Client Identifier, and the name.
    [[nodiscard]] std::pair<bool, std::string> nameOf(std::uint32_t stream) const
    {
        const session::ConnectionFacts* facts = m_snapshot->sessions.connection(stream);
        const session::SessionRecord* session =
            facts != nullptr ? m_snapshot->sessions.session(facts->session) : nullptr;
        if (session != nullptr && session->clientId != session::kNone &&
            !m_snapshot->strings[session->clientId].empty())
            return {true, std::string(m_snapshot->strings[session->clientId])};
        const index::ConnectionRecord& record = *m_snapshot->connection(stream);
        return {false, net::addressText(record.ends[record.clientSide == 1 ? 1 : 0].address)};
    }

    const index::Snapshot* m_snapshot;
    HeaderMeter m_meter;
    std::vector<ConnectionBytes> m_connections; ///< by stream
    Overhead m_result;
};

} // namespace

std::uint64_t ByteShares::total() const
{
    return std::accumulate(bytes.begin(), bytes.end(), std::uint64_t{0});
}

Overhead overhead(const Document& document, const index::Snapshot& snapshot, const FrameScope& scope,
                  const WorkWatch& watch)
{
    Counter counter(document, snapshot);
    forEachFrame(snapshot, scope, watch, [&](std::uint32_t frame) { counter.take(frame); });
    return counter.finish();
}

} // namespace mqttscope::analysis
