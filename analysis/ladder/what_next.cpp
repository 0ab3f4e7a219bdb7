// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/what_next.h"

#include <algorithm>
#include <utility>

namespace mqttscope::analysis::ladder {
namespace {

using mqtt::PacketType;
using mqtt::Version;

/// The state of a hop after the rows that have happened.
struct Progress {
    const Row* last = nullptr; ///< its latest packet
    bool cut = false;          ///< its connection ended behind that packet
    bool back = false;         ///< and the client has come back since
};

bool endsConnection(const Row& row)
{
    return row.kind == RowKind::Ended || row.kind == RowKind::Cut || row.kind == RowKind::Takeover;
}

class NextFinder {
public:
    NextFinder(const Band& band, std::uint32_t row) : m_band(band), m_until(row) {}

    std::vector<NextPacket> find()
    {
        for (std::uint32_t hop = 0; hop < m_band.hops.size(); ++hop) {
            const Progress progress = progressOf(hop);
            if (progress.last == nullptr)
                continue;
            if (progress.cut && !progress.back)
                whenCut(hop, *progress.last);
            else if (progress.cut)
                whenBack(hop, *progress.last);
            else
                whenOpen(hop, *progress.last);
        }
        forwarded();
        return std::move(m_next);
    }

private:
    [[nodiscard]] Progress progressOf(std::uint32_t hop) const
    {
        Progress progress;
        for (std::uint32_t i = 0; i <= m_until && i < m_band.rows.size(); ++i) {
            const Row& row = m_band.rows[i];
            if (row.kind == RowKind::Packet && row.hop == hop && !row.has(kContext)) {
                progress = {&row, false, false};
            } else if (progress.last != nullptr && endsConnection(row) &&
                       row.stream == progress.last->stream) {
                progress.cut = true;
            } else if (progress.cut && row.kind == RowKind::Packet && row.type() == PacketType::Connack &&
                       (row.from == progress.last->from || row.from == progress.last->to) &&
                       (row.to == progress.last->from || row.to == progress.last->to) && !row.has(kRefusal)) {
                progress.back = true;
            }
        }
        return progress;
    }

    /// `type` from the sender of the hop's exchange or from its receiver.
    void add(std::uint32_t hop, PacketType type, bool fromOpener, NextMeaning meaning, Clause clause,
             bool owed, bool ends)
    {
        const Hop& of = m_band.hops[hop];
        NextPacket next;
        next.type = type;
        next.meaning = meaning;
        next.clause = clause;
        next.owed = owed;
        next.ends = ends;
        next.packetId = of.packetId;
        next.from = fromOpener ? of.from : of.to;
        next.to = fromOpener ? of.to : of.from;
        next.hop = hop;
        next.row = cameAt(next);
        m_next.push_back(next);
    }
    /// Where it came, if it is what came next on its hop.
    [[nodiscard]] std::uint32_t cameAt(const NextPacket& next) const
    {
        for (std::uint32_t i = m_until + 1; i < m_band.rows.size(); ++i) {
            const Row& row = m_band.rows[i];
            const bool ofHop = next.type == PacketType::Connect ? row.from == next.from : row.hop == next.hop;
            if (row.kind != RowKind::Packet || !ofHop)
                continue;
            if (row.type() != next.type || row.from != next.from)
                return kNone;
            const bool refuses =
                next.meaning == NextMeaning::MessageRefused || next.meaning == NextMeaning::ConnectRefused;
            return row.has(kRefusal) == refuses ? i : kNone;
        }
        return kNone;
    }

    void whenOpen(std::uint32_t hop, const Row& last)
    {
        const Version version = m_band.hops[hop].version;
        const bool five = version == Version::V50;
        switch (last.type()) {
        case PacketType::Connect:
            add(hop, PacketType::Connack, false, NextMeaning::ConnectAccepted, Clause::ConnectAnswered, true,
                true);
            add(hop, PacketType::Connack, false, NextMeaning::ConnectRefused, Clause::ConnectRefused, false,
                true);
            if (five)
                add(hop, PacketType::Auth, false, NextMeaning::AuthGoesOn, Clause::Authentication, false,
                    false);
            return;
        case PacketType::Auth:
            add(hop, PacketType::Auth, last.from != m_band.hops[hop].from, NextMeaning::AuthGoesOn,
                Clause::Authentication, true, false);
            return;
        case PacketType::Publish:
            afterPublish(hop, last, five);
            retry(hop, PacketType::Publish, version);
            return;
        case PacketType::Pubrec:
            if (last.has(kRefusal))
                return;
            add(hop, PacketType::Pubrel, true, NextMeaning::Released, Clause::SenderReleases, true, false);
            return;
        case PacketType::Pubrel:
            add(hop, PacketType::Pubcomp, false, NextMeaning::Forgotten, Clause::ReceiverFreesId, true, true);
            retry(hop, PacketType::Pubrel, version);
            return;
        case PacketType::Subscribe:
            add(hop, PacketType::Suback, false, NextMeaning::SubscriptionGranted, Clause::SubscribeAnswered,
                true, true);
            return;
        case PacketType::Unsubscribe:
            add(hop, PacketType::Unsuback, false, NextMeaning::Unsubscribed, Clause::UnsubscribeAnswered,
                true, true);
            return;
        case PacketType::Pingreq:
            add(hop, PacketType::Pingresp, false, NextMeaning::Alive, Clause::PingAnswered, true, true);
            return;
        case PacketType::Connack:
            if (!last.has(kRefusal))
                add(hop, PacketType::Disconnect, true, NextMeaning::Goodbye, Clause::NothingAfterDisconnect,
                    false, true);
            return;
        case PacketType::Reserved0:
        case PacketType::Puback:
        case PacketType::Pubcomp:
        case PacketType::Suback:
        case PacketType::Unsuback:
        case PacketType::Pingresp:
        case PacketType::Disconnect:
            return;
        }
    }
    void afterPublish(std::uint32_t hop, const Row& last, bool five)
    {
        if (last.qos() == 1) {
            add(hop, PacketType::Puback, false, NextMeaning::MessageTaken, Clause::ReceiverAnswersQos1, true,
                true);
            if (five)
                add(hop, PacketType::Puback, false, NextMeaning::MessageRefused, Clause::ReceiverAnswersQos1,
                    false, true);
        } else if (last.qos() == 2) {
            add(hop, PacketType::Pubrec, false, NextMeaning::MessageStored, Clause::ReceiverAnswersQos2, true,
                false);
            if (five)
                add(hop, PacketType::Pubrec, false, NextMeaning::MessageRefused, Clause::ReceiverAnswersQos2,
                    false, true);
        }
    }
    /// 3.1 §4.2 lets a sender repeat on the same connection; 3.1.1 no longer asks for it, 5.0 §4.4 forbids
    /// it.
    void retry(std::uint32_t hop, PacketType type, Version version)
    {
        if (version == Version::V31 && m_band.hops[hop].exchange != kNone)
            add(hop, type, true, NextMeaning::RetryOnTimer, Clause::Resend, false, false);
    }

    [[nodiscard]] static bool isUnfinished(const Row& last)
    {
        switch (last.type()) {
        case PacketType::Publish:
            return last.qos() != 0;
        case PacketType::Pubrec:
            return !last.has(kRefusal);
        case PacketType::Pubrel:
            return true;
        case PacketType::Puback: // it was lost
        case PacketType::Pubcomp:
            return last.has(kLost);
        case PacketType::Reserved0:
        case PacketType::Connect:
        case PacketType::Connack:
        case PacketType::Subscribe:
        case PacketType::Suback:
        case PacketType::Unsubscribe:
        case PacketType::Unsuback:
        case PacketType::Pingreq:
        case PacketType::Pingresp:
        case PacketType::Disconnect:
        case PacketType::Auth:
            break;
        }
        return false;
    }

    /// Nothing can be sent before the client has come back.
    void whenCut(std::uint32_t hop, const Row& last)
    {
        if (!isUnfinished(last))
            return;
        add(hop, PacketType::Connect, m_band.hops[hop].fromClient, NextMeaning::ComesBack,
            Clause::SessionKept, false, false);
        m_next.back().packetId = 0;
    }
    /// The session goes on: what has no answer is sent again.
    void whenBack(std::uint32_t hop, const Row& last)
    {
        if (!isUnfinished(last))
            return;
        const bool release = last.type() == PacketType::Pubrel || last.type() == PacketType::Pubcomp ||
                             (last.type() == PacketType::Pubrec && !last.has(kLost));
        add(hop, release ? PacketType::Pubrel : PacketType::Publish, true,
            release ? NextMeaning::ReleaseAgain : NextMeaning::PublishAgain, Clause::Resend, true, false);
    }

    /// What the broker still owes to those who subscribed: the hops that begin later.
    void forwarded()
    {
        if (m_band.kind != BandKind::Message || m_band.hops.empty() || !m_band.hops.front().fromClient ||
            m_until >= m_band.rows.size() || progressOf(0).last == nullptr)
            return;
        for (std::uint32_t i = m_until + 1; i < m_band.rows.size(); ++i) {
            const Row& row = m_band.rows[i];
            if (row.kind != RowKind::Packet || row.hop == kNone || m_band.hops[row.hop].fromClient ||
                m_band.hops[row.hop].message != row.message || comesOfACopy(i))
                continue;
            add(row.hop, PacketType::Publish, true, NextMeaning::Forwarded, Clause::None, true,
                row.qos() == 0);
            m_next.back().row = i;
        }
    }

    /// Whether a delivery is of a copy that the broker has not received yet.
    [[nodiscard]] bool comesOfACopy(std::uint32_t row) const
    {
        return std::any_of(m_band.threads.begin(), m_band.threads.end(), [&](const Thread& thread) {
            return thread.to == row && thread.kind == Thread::Kind::NewToBroker && thread.from > m_until;
        });
    }

    const Band& m_band;
    std::uint32_t m_until;
    std::vector<NextPacket> m_next;
};

} // namespace

std::string_view nextMeaningName(NextMeaning meaning)
{
    switch (meaning) {
    case NextMeaning::ConnectAccepted:
        return "connect-accepted";
    case NextMeaning::ConnectRefused:
        return "connect-refused";
    case NextMeaning::AuthGoesOn:
        return "auth-goes-on";
    case NextMeaning::MessageTaken:
        return "message-taken";
    case NextMeaning::MessageRefused:
        return "message-refused";
    case NextMeaning::MessageStored:
        return "message-stored";
    case NextMeaning::Released:
        return "released";
    case NextMeaning::Forgotten:
        return "forgotten";
    case NextMeaning::PublishAgain:
        return "publish-again";
    case NextMeaning::ReleaseAgain:
        return "release-again";
    case NextMeaning::RetryOnTimer:
        return "retry-on-timer";
    case NextMeaning::SubscriptionGranted:
        return "subscription-granted";
    case NextMeaning::Unsubscribed:
        return "unsubscribed";
    case NextMeaning::Alive:
        return "alive";
    case NextMeaning::ComesBack:
        return "comes-back";
    case NextMeaning::Goodbye:
        return "goodbye";
    case NextMeaning::Forwarded:
        return "forwarded";
    }
    return {};
}

std::vector<NextPacket> whatNext(const Band& band, std::uint32_t row)
{
    return NextFinder(band, row).find();
}

} // namespace mqttscope::analysis::ladder
