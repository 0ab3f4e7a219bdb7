// SPDX-License-Identifier: GPL-3.0-or-later
// What each side has to keep between which rows. MQTT 3.1.1 and 5.0 §4.1, §4.3.
#include "analysis/ladder/band_draft.h"

#include <algorithm>

namespace mqttscope::analysis::ladder {
namespace {

using mqtt::PacketType;
using session::ExchangeState;

class StripMaker {
public:
    explicit StripMaker(BandDraft& draft) : m_draft(draft), m_band(draft.band) {}

    void make()
    {
        for (std::uint32_t hop = 0; hop < m_band.hops.size() && m_draft.tellsMessage(); ++hop) {
            if (m_band.hops[hop].qos == 1)
                keepQos1(hop);
            else if (m_band.hops[hop].qos == 2)
                keepQos2(hop);
        }
        keepSessions();
        std::stable_sort(m_band.strips.begin(), m_band.strips.end(),
                         [](const Strip& a, const Strip& b) { return a.from < b.from; });
    }

private:
    void keepQos1(std::uint32_t hop)
    {
        const std::vector<std::uint32_t> rows = rowsOfHop(m_band, hop);
        const std::uint32_t publish = first(rows, PacketType::Publish);
        if (publish == kNone)
            return;
        add(Stored::Message, hop, true, publish, firstArrived(rows, PacketType::Puback),
            Clause::SenderKeepsQos1);
    }

    void keepQos2(std::uint32_t hop)
    {
        const std::vector<std::uint32_t> rows = rowsOfHop(m_band, hop);
        const std::uint32_t publish = first(rows, PacketType::Publish);
        if (publish == kNone)
            return;
        const std::uint32_t pubrec = firstArrived(rows, PacketType::Pubrec);
        const std::uint32_t pubrel = first(rows, PacketType::Pubrel);
        add(Stored::Message, hop, true, publish, pubrec, Clause::SenderKeepsQos2);
        const bool refused = pubrec != kNone && m_band.rows[pubrec].has(kRefusal); // 5.0 §4.3.3: it ends here
        if (pubrec != kNone && !refused)
            add(Stored::Release, hop, true, pubrec, firstArrived(rows, PacketType::Pubcomp),
                Clause::SenderAwaitsPubcomp);
        if (!refused)
            add(Stored::Identifier, hop, false, publish, pubrel, Clause::ReceiverKeepsId);
    }

    void add(Stored what, std::uint32_t hop, bool sender, std::uint32_t from, std::uint32_t to, Clause why)
    {
        const Hop& of = m_band.hops[hop];
        Strip strip;
        strip.what = what;
        strip.lane = sender ? of.from : of.to;
        strip.peer = sender ? of.to : of.from;
        strip.hop = hop;
        strip.from = from;
        strip.to = to;
        strip.why = why;
        if (to == kNone && of.state == ExchangeState::Unanswered) {
            // The session ended first: what it kept went with it.
            strip.to = endAfter(from, hop);
            strip.lost = strip.to != kNone;
        }
        m_band.strips.push_back(strip);
    }
    [[nodiscard]] std::uint32_t first(const std::vector<std::uint32_t>& rows, PacketType type) const
    {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](std::uint32_t row) {
            return m_band.rows[row].kind == RowKind::Packet && m_band.rows[row].type() == type;
        });
        return found != rows.end() ? *found : kNone;
    }
    [[nodiscard]] std::uint32_t firstArrived(const std::vector<std::uint32_t>& rows, PacketType type) const
    {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](std::uint32_t row) {
            const Row& packet = m_band.rows[row];
            return packet.kind == RowKind::Packet && packet.type() == type && !packet.has(kLost);
        });
        return found != rows.end() ? *found : kNone;
    }
    /// The end of the last connection of a hop.
    [[nodiscard]] std::uint32_t endAfter(std::uint32_t from, std::uint32_t hop) const
    {
        const std::vector<std::uint32_t> rows = rowsOfHop(m_band, hop);
        const std::uint32_t stream = m_band.rows[rows.back()].stream;
        for (std::uint32_t i = from + 1; i < m_band.rows.size(); ++i) {
            const Row& row = m_band.rows[i];
            if (row.stream == stream && isEnd(row))
                return i;
        }
        return kNone;
    }
    [[nodiscard]] static bool isEnd(const Row& row)
    {
        return row.kind == RowKind::Ended || row.kind == RowKind::Cut || row.kind == RowKind::Takeover;
    }

    /// From the end of a connection to the CONNACK of the next one of the same session.
    void keepSessions()
    {
        for (std::uint32_t i = 0; i < m_band.rows.size(); ++i) {
            if (!isEnd(m_band.rows[i]))
                continue;
            const std::uint32_t session = sessionOf(m_draft.snapshot(), m_band.rows[i].stream);
            for (std::uint32_t k = i + 1; k < m_band.rows.size() && session != kNone; ++k) {
                const Row& row = m_band.rows[k];
                if (row.kind != RowKind::Packet || row.type() != PacketType::Connack ||
                    sessionOf(m_draft.snapshot(), row.stream) != session ||
                    row.stream == m_band.rows[i].stream)
                    continue;
                Strip strip;
                strip.what = Stored::Session;
                strip.lane = m_band.rows[i].to;
                strip.peer = m_band.rows[i].from;
                strip.from = i;
                strip.to = k;
                strip.why = Clause::SessionKept;
                m_band.strips.push_back(strip);
                break;
            }
        }
    }

    BandDraft& m_draft;
    Band& m_band;
};

} // namespace

void addStrips(BandDraft& draft)
{
    StripMaker(draft).make();
}

} // namespace mqttscope::analysis::ladder
