// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/filter_completion.h"

#include "dissector/net/address_text.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace mqttscope::analysis {
namespace {

using field::FieldId;
using filter::Completion;
using filter::CompletionKind;
using filter::Completions;

/// Connections and messages looked at: a capture may have millions.
constexpr std::uint32_t kMaxConnectionsSeen = 20'000;
constexpr std::uint32_t kMaxMessagesSeen = 300'000;

/// Collects values that fit to what was typed, each once.
class Samples {
public:
    explicit Samples(const Completions& completions) : m_completions(completions) {}

    [[nodiscard]] bool full() const { return m_found[0].size() >= kMaxSamples; }
    void offer(std::string text, std::string label = {})
    {
        const int fit = filter::fitOf(text, m_completions.prefix);
        if (fit > 1 || m_found[static_cast<std::size_t>(fit)].size() >= kMaxSamples ||
            !m_seen.insert(text).second)
            return;
        m_found[static_cast<std::size_t>(fit)].push_back(
            {CompletionKind::Sample, std::move(text), std::move(label), m_completions.valueOf});
    }
    /// Those that begin with what was typed first, each part in the order of its texts.
    void moveTo(std::vector<Completion>& items)
    {
        std::size_t room = kMaxSamples;
        for (auto& found : m_found) {
            std::sort(found.begin(), found.end(),
                      [](const Completion& a, const Completion& b) { return a.text < b.text; });
            const std::size_t count = std::min(room, found.size());
            items.insert(items.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count));
            room -= count;
        }
    }

private:
    const Completions& m_completions;
    std::array<std::vector<Completion>, 2> m_found; ///< by fit
    std::set<std::string> m_seen;
};

bool isOneOf(FieldId id, std::initializer_list<FieldId> ids)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void offerTopics(const index::Snapshot& snapshot, Samples& samples)
{
    std::vector<bool> seen(snapshot.strings.size());
    const auto messages = std::min(static_cast<std::uint32_t>(snapshot.messages.size()), kMaxMessagesSeen);
    for (std::uint32_t i = 0; i < messages && !samples.full(); ++i) {
        const index::LateMessage* late = snapshot.lateMessages.find(i);
        const bool isLate = late != nullptr && late->knownAt != 0;
        const std::uint32_t topic = isLate ? late->topic : snapshot.messages[i].topic;
        if (topic >= seen.size() || seen[topic])
            continue;
        seen[topic] = true;
        samples.offer(filter::quoted(snapshot.strings[topic]));
    }
}

void offerOfConnections(const index::Snapshot& snapshot, FieldId field, Samples& samples)
{
    const bool version6 = isOneOf(field, {FieldId::Ipv6Addr, FieldId::Ipv6Src, FieldId::Ipv6Dst});
    const std::uint32_t connections = std::min(snapshot.connectionCount, kMaxConnectionsSeen);
    for (std::uint32_t i = 0; i < connections && !samples.full(); ++i) {
        const index::ConnectionRecord* connection = snapshot.connection(i);
        if (connection == nullptr)
            continue;
        const std::string client{snapshot.strings[connection->clientId]};
        if (field == FieldId::TcpStream) {
            samples.offer(std::to_string(i), client);
            continue;
        }
        if (field == FieldId::MqttClientid) {
            if (connection->clientId != index::kNone)
                samples.offer(filter::quoted(client));
            continue;
        }
        for (const net::Endpoint& end : connection->ends) {
            const bool own = connection->clientSide < 2 && &end == &connection->ends[connection->clientSide];
            if (isOneOf(field, {FieldId::TcpPort, FieldId::TcpSrcPort, FieldId::TcpDstPort}))
                samples.offer(std::to_string(end.port), own ? client : std::string{});
            else if (end.address.family == (version6 ? 6 : 4))
                samples.offer(net::addressText(end.address), own ? client : std::string{});
        }
    }
}

} // namespace

filter::Completions completeFilter(const index::Snapshot& snapshot, std::string_view expression,
                                   std::size_t cursor)
{
    Completions completions = filter::complete(expression, cursor);
    Samples samples{completions};
    const FieldId field = completions.valueOf;
    if (isOneOf(field, {FieldId::MqttTopic, FieldId::MqttAliasTopic, FieldId::MqttFilter}))
        offerTopics(snapshot, samples);
    else if (isOneOf(field, {FieldId::MqttClientid, FieldId::TcpStream, FieldId::TcpPort, FieldId::TcpSrcPort,
                             FieldId::TcpDstPort, FieldId::IpAddr, FieldId::IpSrc, FieldId::IpDst,
                             FieldId::Ipv6Addr, FieldId::Ipv6Src, FieldId::Ipv6Dst}))
        offerOfConnections(snapshot, field, samples);
    std::vector<Completion> items;
    samples.moveTo(items);
    // Values of the capture are the likeliest: they come first.
    completions.items.insert(completions.items.begin(), items.begin(), items.end());
    return completions;
}

} // namespace mqttscope::analysis
