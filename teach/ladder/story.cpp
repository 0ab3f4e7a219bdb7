// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/ladder/story.h"

#include "analysis/ladder/ladder_words.h"
#include "analysis/message_info.h"
#include "dissector/index/snapshot.h"
#include "teach/quotes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace mqttscope::teach {
namespace {

using analysis::ladder::Band;
using analysis::ladder::BandKind;
using analysis::ladder::Hop;
using analysis::ladder::kNone;
using analysis::ladder::LadderIndex;
using analysis::ladder::LaneId;
using analysis::ladder::PacketLabel;
using analysis::ladder::QosReason;
using analysis::ladder::Receiver;
using analysis::ladder::Row;
using analysis::ladder::RowKind;
using analysis::ladder::Stored;
using analysis::ladder::Verdict;
using mqtt::PacketType;
using mqtt::Version;

std::string firstByteText(std::uint8_t byte)
{
    return fmt::format("0x{:02X}", byte);
}

class Teller {
public:
    Teller(const analysis::Document& document, const LadderIndex& index, const Band& band,
           const Vocabulary& words)
        : m_document(document), m_index(index), m_band(band), m_words(words),
          m_theBroker(words.phrase(analysis::Phrase::LadderTheBroker))
    {
    }

    std::vector<StorySentence> tell()
    {
        for (std::uint32_t i = 0; i < m_band.rows.size(); ++i)
            tellRow(i);
        tellReceivers();
        if (m_story.size() > kMaxStorySentences)
            m_story.resize(kMaxStorySentences);
        return std::move(m_story);
    }

private:
    [[nodiscard]] bool isMessage() const
    {
        return m_band.kind == BandKind::Message || m_band.kind == BandKind::Will;
    }

    void tellRow(std::uint32_t number)
    {
        const Row& row = m_band.rows[number];
        switch (row.kind) {
        case RowKind::Packet:
            tellPacket(number);
            break;
        case RowKind::Missing:
            tellMissing(number);
            break;
        case RowKind::Cut:
            if (m_missingOn != row.stream) // that sentence told of the cut, too
                say(StoryStep::Cut, number);
            break;
        case RowKind::Ended:
            if (isMessage() && m_missingOn != row.stream)
                say(StoryStep::Ended, number);
            break;
        case RowKind::Takeover:
            say(StoryStep::Takeover, number);
            break;
        case RowKind::Silence:
            say(row.durationNs >= row.limitNs ? StoryStep::Silence : StoryStep::SilenceShort, number);
            break;
        case RowKind::WillPublished:
            say(StoryStep::Will, number);
            break;
        case RowKind::Opened:
        case RowKind::Idle:
            break;
        }
    }

    void tellMissing(std::uint32_t number)
    {
        const Row& row = m_band.rows[number];
        m_missingOn = row.stream;
        if (row.expected == PacketType::Puback || row.expected == PacketType::Pubrec)
            say(StoryStep::MissingReceipt, number);
        else if (row.expected == PacketType::Pubrel)
            say(StoryStep::MissingRelease, number);
        else if (row.expected == PacketType::Pubcomp)
            say(StoryStep::MissingCompletion, number);
        else
            say(StoryStep::MissingAnswer, number);
    }

    void tellPacket(std::uint32_t number)
    {
        const Row& row = m_band.rows[number];
        if (row.has(analysis::ladder::kContext)) {
            if (row.type() == PacketType::Connack)
                tellReturn(number);
            return;
        }
        if (const std::optional<StoryStep> step = stepOf(number))
            say(*step, number);
        if (row.type() == PacketType::Publish && row.hop != kNone && m_band.hops[row.hop].fromClient &&
            row.has(analysis::ladder::kRetain) && !row.has(analysis::ladder::kResent))
            say(packetLabel(m_document, m_index, row).value == "\"\"" ? StoryStep::RetainNothing
                                                                      : StoryStep::Retain,
                number);
        if (row.has(analysis::ladder::kUnanswered))
            say(StoryStep::Unanswered, number);
        tellRule(number);
    }

    /// A client that comes back. If a message waited, its delivery tells of it.
    void tellReturn(std::uint32_t number)
    {
        const Row& row = m_band.rows[number];
        const bool wasThere =
            std::any_of(m_band.rows.begin(), m_band.rows.begin() + number, [&](const Row& former) {
                return !former.has(analysis::ladder::kContext) && former.kind == RowKind::Packet &&
                       (former.from == row.to || former.to == row.to);
            });
        m_returned.push_back(row.to);
        if (!wasThere)
            return;
        if (versionOf(row) == Version::V31)
            return say(StoryStep::Back, number);
        const PacketLabel label = packetLabel(m_document, m_index, row);
        const bool kept =
            std::find(label.bits.begin(), label.bits.end(), "Session Present 1") != label.bits.end();
        say(kept ? StoryStep::BackKept : StoryStep::BackLost, number);
    }

    [[nodiscard]] std::optional<StoryStep> stepOf(std::uint32_t number) const
    {
        const Row& row = m_band.rows[number];
        if (row.has(analysis::ladder::kLost))
            return StoryStep::Lost;
        if (row.hop != kNone && isMessage())
            return m_band.hops[row.hop].fromClient ? ofPublisher(row) : ofDelivery(row);
        const bool refuses = row.has(analysis::ladder::kRefusal);
        switch (row.type()) {
        case PacketType::Connect:
            return asksForSession(row) ? StoryStep::ConnectKept : StoryStep::ConnectClean;
        case PacketType::Connack:
            if (refuses)
                return StoryStep::Refused;
            return hasSession(row) ? StoryStep::AcceptedKept : StoryStep::Accepted;
        case PacketType::Disconnect:
            return isClient(row.from) ? StoryStep::Goodbye : StoryStep::ServerGoodbye;
        case PacketType::Subscribe:
            return StoryStep::Subscribe;
        case PacketType::Suback:
            return StoryStep::Granted;
        case PacketType::Unsubscribe:
            return StoryStep::Unsubscribe;
        case PacketType::Unsuback:
            return StoryStep::Unsubscribed;
        case PacketType::Pingreq:
            return StoryStep::Ping;
        case PacketType::Pingresp:
            return StoryStep::Pong;
        case PacketType::Auth:
            return StoryStep::Auth;
        case PacketType::Reserved0:
        case PacketType::Publish:
        case PacketType::Puback:
        case PacketType::Pubrec:
        case PacketType::Pubrel:
        case PacketType::Pubcomp:
            break;
        }
        return StoryStep::Stray;
    }

    [[nodiscard]] std::optional<StoryStep> ofPublisher(const Row& row) const
    {
        const PacketType type = row.type();
        if (type == PacketType::Publish) {
            if (row.has(analysis::ladder::kResent))
                return ofCopy(row);
            return row.qos() == 0   ? StoryStep::Publish0
                   : row.qos() == 1 ? StoryStep::Publish1
                                    : StoryStep::Publish2;
        }
        if (row.has(analysis::ladder::kRefusal))
            return StoryStep::MessageRefused;
        if (type == PacketType::Puback)
            return StoryStep::Puback;
        if (type == PacketType::Pubrec)
            return StoryStep::Pubrec;
        if (type == PacketType::Pubrel)
            return row.has(analysis::ladder::kResent) ? StoryStep::ReleaseAgain : StoryStep::Pubrel;
        if (type == PacketType::Pubcomp)
            return StoryStep::Pubcomp;
        return std::nullopt; // nothing else belongs to such a hop
    }
    [[nodiscard]] static StoryStep ofCopy(const Row& row)
    {
        if (!row.has(analysis::ladder::kDup))
            return StoryStep::ResentPlain;
        if (row.has(analysis::ladder::kNewToBroker))
            return StoryStep::ResentNew;
        if (row.has(analysis::ladder::kSuppressed))
            return row.has(analysis::ladder::kAssumed) ? StoryStep::ResentPerhaps : StoryStep::ResentKnown;
        return StoryStep::Resent;
    }

    [[nodiscard]] std::optional<StoryStep> ofDelivery(const Row& row) const
    {
        const PacketType type = row.type();
        if (type == PacketType::Publish)
            return ofDelivered(row);
        if (row.has(analysis::ladder::kRefusal))
            return StoryStep::MessageRefused;
        if (type == PacketType::Puback || type == PacketType::Pubcomp)
            return StoryStep::DeliverDone;
        if (type == PacketType::Pubrel && row.has(analysis::ladder::kResent))
            return StoryStep::ReleaseAgain;
        return std::nullopt; // the same steps as at the publisher's: told there
    }
    [[nodiscard]] StoryStep ofDelivered(const Row& row) const
    {
        const Hop& hop = m_band.hops[row.hop];
        if (row.has(analysis::ladder::kDuplicate))
            return row.has(analysis::ladder::kDup) ? StoryStep::DuplicateDup : StoryStep::Duplicate;
        if (row.has(analysis::ladder::kResent))
            return ofCopy(row);
        if (hop.retained)
            return StoryStep::DeliverRetained;
        if (std::find(m_returned.begin(), m_returned.end(), row.to) != m_returned.end())
            return StoryStep::DeliverWaited;
        if (isShared(row.to))
            return StoryStep::DeliverShared;
        if (hop.reason == QosReason::Lowered)
            return StoryStep::DeliverLowered;
        return hop.qos == 0 ? StoryStep::Deliver0 : hop.qos == 1 ? StoryStep::Deliver1 : StoryStep::Deliver2;
    }

    [[nodiscard]] bool isShared(LaneId lane) const
    {
        return std::any_of(m_band.receivers.begin(), m_band.receivers.end(), [&](const Receiver& receiver) {
            return receiver.lane == lane && receiver.shared;
        });
    }
    [[nodiscard]] bool asksForSession(const Row& row) const
    {
        const PacketLabel label = packetLabel(m_document, m_index, row);
        return !label.bits.empty() && label.bits.front().ends_with(" 0");
    }
    [[nodiscard]] bool hasSession(const Row& row) const
    {
        const PacketLabel label = packetLabel(m_document, m_index, row);
        return !label.bits.empty() && label.bits.front().ends_with(" 1");
    }
    [[nodiscard]] bool isClient(LaneId lane) const
    {
        return lane != kNone && m_index.lanes()[lane].kind == analysis::ladder::Lane::Kind::Client;
    }
    [[nodiscard]] Version versionOf(const Row& row) const
    {
        if (row.hop != kNone)
            return m_band.hops[row.hop].version;
        const index::VersionEntry* version =
            row.message != kNone ? m_index.snapshot().versionOf(row.message) : nullptr;
        return version != nullptr ? version->version : m_band.version;
    }

    /// The rule that a packet breaks, and what it demands.
    void tellRule(std::uint32_t number)
    {
        const analysis::ladder::BrokenRules broken = brokenRules(m_document, m_index, m_band, number);
        if (broken.ids.empty())
            return;
        const std::string rule{broken.ids.front()};
        m_rule = {rule, m_words.rule(rule, versionOf(m_band.rows[number]))};
        say(StoryStep::Broken, number);
        m_story.back().clause = rule;
        m_rule = {};
    }

    /// What the verdicts say that no row shows.
    void tellReceivers()
    {
        if (!isMessage() || m_band.rows.empty())
            return;
        const auto last = static_cast<std::uint32_t>(m_band.rows.size()) - 1;
        for (const Receiver& receiver : m_band.receivers) {
            m_receiver = &receiver;
            if (receiver.verdict == Verdict::TooOften)
                say(StoryStep::TooOften, last);
            else if (receiver.verdict == Verdict::Missing)
                say(StoryStep::NotReceived, last);
            else if (receiver.verdict == Verdict::Waiting && receiver.received == 0)
                say(StoryStep::Waiting, last);
        }
        m_receiver = nullptr;
        if (m_band.receivers.empty() && m_band.whole && !m_band.hops.empty() &&
            m_band.hops.front().fromClient)
            say(StoryStep::Nobody, last);
    }

    // ---------------------------------------------------------------------------------------------- words

    [[nodiscard]] std::string nameOf(LaneId lane) const
    {
        return lane == kNone || isClient(lane) ? laneName(m_index, lane, m_words) : m_theBroker;
    }

    [[nodiscard]] std::string filled(std::string_view part, StoryStep step, const Row& row) const
    {
        const LaneId client = m_receiver != nullptr ? m_receiver->lane
                              : isClient(row.from)  ? row.from
                                                    : row.to;
        const Hop* hop = row.hop != kNone ? &m_band.hops[row.hop] : nullptr;
        PacketLabel label;
        if (row.kind == RowKind::Packet)
            label = packetLabel(m_document, m_index, row, kMaxValue);
        const auto number = [](unsigned value) { return std::to_string(value); };
        const std::string value = !m_rule.first.empty() ? m_rule.second
                                  : row.type() == PacketType::Connect && !label.bits.empty()
                                      ? label.bits.front()
                                      : inQuotes(label.value, m_words.language());
        const std::uint16_t id = row.packetId;
        const unsigned count = m_receiver != nullptr ? m_receiver->received : row.delivery;
        const std::uint8_t qos = m_receiver != nullptr ? static_cast<std::uint8_t>(m_receiver->expected)
                                 : hop != nullptr      ? hop->qos
                                                       : 0;
        const std::string text =
            m_words.ladder(part, stepName(step),
                           {{"client", nameOf(client)},
                            {"sender", nameOf(row.from)},
                            {"receiver", nameOf(row.to)},
                            {"packet", packetName(row)},
                            {"id", number(id)},
                            {"value", value},
                            {"topic", topic()},
                            {"qos", number(qos)},
                            {"published", number(hop != nullptr ? hop->published : 0)},
                            {"granted", number(hop != nullptr ? hop->granted : 0)},
                            {"count", number(count)},
                            {"time", analysis::ladder::durationText(row.durationNs, m_words)},
                            {"limit", analysis::ladder::durationText(row.limitNs, m_words)},
                            {"before", firstByteText(static_cast<std::uint8_t>(row.firstByte & ~8U))},
                            {"after", firstByteText(row.firstByte)},
                            {"rule", m_rule.first}});
        return begun(text);
    }
    /// A sentence may begin with the broker.
    [[nodiscard]] std::string begun(std::string text) const
    {
        if (text.starts_with(m_theBroker) && text[0] >= 'a' && text[0] <= 'z')
            text[0] = static_cast<char>(text[0] - 'a' + 'A');
        return text;
    }
    [[nodiscard]] static std::string packetName(const Row& row)
    {
        return std::string{
            analysis::packetTypeName(row.kind == RowKind::Missing ? row.expected : row.type())};
    }
    [[nodiscard]] std::string topic() const
    {
        return m_band.topic != kNone ? std::string{m_index.snapshot().strings[m_band.topic]} : std::string{};
    }

    void say(StoryStep step, std::uint32_t number)
    {
        const Row& row = m_band.rows[number];
        StorySentence sentence;
        sentence.step = step;
        sentence.row = number;
        sentence.fact = filled("fact", step, row);
        sentence.why = filled("why", step, row);
        sentence.clause = analysis::ladder::clauseId(stepClause(step), versionOf(row));
        m_story.push_back(std::move(sentence));
    }

    static constexpr std::size_t kMaxValue = 60;

    const analysis::Document& m_document;
    const LadderIndex& m_index;
    const Band& m_band;
    const Vocabulary& m_words;
    std::string m_theBroker;
    std::vector<StorySentence> m_story;
    std::vector<LaneId> m_returned;             ///< clients that came back in this band
    std::uint32_t m_missingOn = kNone;          ///< connection of the latest answer that did not come
    const Receiver* m_receiver = nullptr;       ///< whom a sentence about a verdict is about
    std::pair<std::string, std::string> m_rule; ///< what a sentence about a rule is about
};

} // namespace

std::vector<StorySentence> tellStory(const analysis::Document& document, const LadderIndex& index,
                                     const Band& band, const Vocabulary& words)
{
    return Teller(document, index, band, words).tell();
}

std::string nextText(const analysis::ladder::NextPacket& next, const Vocabulary& words)
{
    return words.ladder("next", nextMeaningName(next.meaning));
}

std::string stripText(Stored what, const Vocabulary& words)
{
    switch (what) {
    case Stored::Message:
        return words.ladder("strip", "message");
    case Stored::Release:
        return words.ladder("strip", "release");
    case Stored::Identifier:
        return words.ladder("strip", "identifier");
    case Stored::Session:
        return words.ladder("strip", "session");
    }
    return {};
}

} // namespace mqttscope::teach
