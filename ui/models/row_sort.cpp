// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_sort.h"

#include "analysis/frame_row.h"
#include "analysis/related_frames.h"
#include "dissector/net/address_text.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>
#include <utility>

namespace mqttscope::ui {
namespace {

using Cancelled = std::atomic<bool>;

/// A value that orders frames: a number, and bytes where it is equal.
struct Entry {
    static constexpr std::uint64_t kNoValue = UINT64_MAX;

    std::uint64_t number = kNoValue;
    std::uint64_t prefix = 0;            ///< the first bytes as a number: most comparisons need no more
    const std::uint8_t* bytes = nullptr; ///< of the mapped file
    std::uint32_t length = 0;
    std::uint32_t frame = 0;
};

/// Payloads are compared as far as a row can show them.
constexpr std::uint32_t kMaxCompared = 256;
/// Frames between two looks at `cancelled`.
constexpr std::size_t kBlock = 4096;
constexpr std::uint64_t kTypes = 16; ///< packet types; other protocols follow

int compareBytes(const Entry& a, const Entry& b)
{
    if (a.prefix != b.prefix)
        return a.prefix < b.prefix ? -1 : 1;
    const std::uint32_t common = std::min(a.length, b.length);
    const int order = common <= sizeof(a.prefix) ? 0 : std::memcmp(a.bytes, b.bytes, common);
    return order != 0 ? order : static_cast<int>(a.length) - static_cast<int>(b.length);
}

bool stands(const Entry& a, const Entry& b, bool descending)
{
    if (a.number != b.number) {
        if (a.number == Entry::kNoValue || b.number == Entry::kNoValue)
            return b.number == Entry::kNoValue;
        return descending ? a.number > b.number : a.number < b.number;
    }
    if (const int order = compareBytes(a, b); order != 0)
        return descending ? order > 0 : order < 0;
    return a.frame < b.frame;
}

/// Numbers of texts in their order: equal numbers for equal texts.
class Ranks {
public:
    [[nodiscard]] std::uint32_t add(std::string text)
    {
        return m_known.try_emplace(std::move(text), static_cast<std::uint32_t>(m_known.size())).first->second;
    }
    /// From the numbers that `add` gave to ranks.
    [[nodiscard]] std::vector<std::uint32_t> inOrder() const
    {
        std::vector<std::pair<std::string_view, std::uint32_t>> sorted(m_known.begin(), m_known.end());
        std::sort(sorted.begin(), sorted.end(),
                  [](const auto& a, const auto& b) { return standsBefore(a.first, b.first); });
        std::vector<std::uint32_t> ranks(sorted.size());
        for (std::uint32_t i = 0; i < sorted.size(); ++i)
            ranks[sorted[i].second] = i;
        return ranks;
    }

private:
    std::unordered_map<std::string, std::uint32_t> m_known;
};

class Keys {
public:
    Keys(const analysis::Document& document, const index::Snapshot& snapshot, const Cancelled& cancelled)
        : m_document(document), m_snapshot(snapshot), m_cancelled(cancelled)
    {
    }

    /// Empty if it was cancelled.
    [[nodiscard]] std::vector<Entry> make(const std::vector<std::uint32_t>& frames, RowKey key)
    {
        switch (key) {
        case RowKey::Frame:
            return forEach(frames, [](Entry& entry) { entry.number = entry.frame; });
        case RowKey::Time:
            return forEach(frames, [this](Entry& entry) { time(entry); });
        case RowKey::Route:
            return routes(frames, false);
        case RowKey::Receiver:
            return routes(frames, true);
        case RowKey::Type:
            return forEach(frames, [this](Entry& entry) { entry.number = type(entry.frame); });
        case RowKey::Qos:
            return forEach(frames, [this](Entry& entry) { qos(entry); });
        case RowKey::Flags:
            return forEach(frames, [this](Entry& entry) { flags(entry); });
        case RowKey::Identifier:
            return forEach(frames, [this](Entry& entry) { identifier(entry); });
        case RowKey::Length:
            return forEach(frames, [this](Entry& entry) { length(entry); });
        case RowKey::FrameLength:
            return forEach(frames, [this](Entry& entry) {
                entry.number = m_snapshot.frame(entry.frame).originalLength;
            });
        case RowKey::Reply:
            return forEach(frames, [this](Entry& entry) { reply(entry); });
        case RowKey::Stream:
            return forEach(frames, [this](Entry& entry) {
                const std::uint32_t stream = m_snapshot.frame(entry.frame).stream;
                if (stream != index::kNoStream)
                    entry.number = stream;
            });
        case RowKey::Topic:
            return topics(frames);
        }
        return {};
    }

private:
    template <class Fill>
    [[nodiscard]] std::vector<Entry> forEach(const std::vector<std::uint32_t>& frames, Fill fill)
    {
        std::vector<Entry> entries(frames.size());
        for (std::size_t i = 0; i < frames.size(); ++i) {
            if (i % kBlock == 0 && m_cancelled.load(std::memory_order_relaxed))
                return {};
            entries[i].frame = frames[i];
            fill(entries[i]);
        }
        return entries;
    }
    template <class Visit> void forEachRecord(std::uint32_t frame, Visit visit) const
    {
        m_snapshot.forEachMessage(frame, [&](std::uint32_t i) { return visit(i, m_snapshot.messages[i]); });
    }

    void time(Entry& entry) const
    {
        const std::int64_t at = m_snapshot.frame(entry.frame).timeNs;
        // Times before 1970 stand before the others.
        if (at != index::kNoTime)
            entry.number = static_cast<std::uint64_t>(at) ^ (std::uint64_t{1} << 63U);
    }
    [[nodiscard]] std::uint64_t type(std::uint32_t frame) const
    {
        std::uint64_t type = Entry::kNoValue;
        forEachRecord(frame, [&](std::uint32_t, const index::MessageRecord& message) {
            type = static_cast<std::uint64_t>(message.type());
            return false;
        });
        if (type != Entry::kNoValue)
            return type;
        const std::uint32_t stream = m_snapshot.frame(frame).stream;
        const auto protocol = stream != index::kNoStream
                                  ? analysis::RowProtocol::Tcp
                                  : analysis::frameRow(m_document, m_snapshot, frame).protocol;
        return kTypes + static_cast<std::uint64_t>(protocol);
    }
    void qos(Entry& entry) const
    {
        forEachRecord(entry.frame, [&](std::uint32_t, const index::MessageRecord& message) {
            if (message.type() == mqtt::PacketType::Publish)
                entry.number = std::min<std::uint64_t>(entry.number, message.qos());
            return true;
        });
    }
    void flags(Entry& entry) const
    {
        forEachRecord(entry.frame, [&](std::uint32_t, const index::MessageRecord& message) {
            if (message.type() != mqtt::PacketType::Publish)
                return true;
            entry.number = ((message.firstByte & 0x08U) != 0 ? 2U : 0U) | (message.firstByte & 0x01U);
            return false;
        });
    }
    void reply(Entry& entry) const
    {
        forEachRecord(entry.frame, [&](std::uint32_t number, const index::MessageRecord&) {
            const auto took = analysis::roundTrip(m_snapshot, number);
            if (took && *took >= 0)
                entry.number = static_cast<std::uint64_t>(*took);
            return !took;
        });
    }
    void identifier(Entry& entry) const
    {
        forEachRecord(entry.frame, [&](std::uint32_t, const index::MessageRecord& message) {
            if (message.packetId == 0)
                return true;
            entry.number = message.packetId;
            return false;
        });
    }
    void length(Entry& entry) const
    {
        std::uint64_t bytes = 0;
        forEachRecord(entry.frame, [&](std::uint32_t, const index::MessageRecord& message) {
            bytes += message.length;
            return true;
        });
        entry.number = bytes > 0 ? bytes : m_snapshot.frame(entry.frame).originalLength;
    }

    [[nodiscard]] std::vector<Entry> topics(const std::vector<std::uint32_t>& frames)
    {
        const std::vector<std::uint32_t> ranks = stringRanks();
        const std::uint64_t behind = ranks.size();
        return forEach(frames, [&](Entry& entry) {
            forEachRecord(entry.frame, [&](std::uint32_t number, const index::MessageRecord& message) {
                const std::uint32_t topic = topicOf(number);
                if (topic >= ranks.size())
                    return true;
                entry.number = ranks[topic];
                payload(message, entry);
                return false;
            });
            if (entry.number == Entry::kNoValue)
                entry.number = behind + type(entry.frame);
        });
    }
    /// By string id: all that some message has as its topic.
    [[nodiscard]] std::vector<std::uint32_t> stringRanks() const
    {
        std::vector<bool> used(m_snapshot.strings.size());
        for (std::uint32_t i = 0; i < m_snapshot.messages.size(); ++i) {
            if (const std::uint32_t topic = topicOf(i); topic < used.size())
                used[topic] = true;
        }
        std::vector<std::pair<std::string_view, std::uint32_t>> sorted;
        for (std::uint32_t i = 0; i < used.size(); ++i) {
            if (used[i])
                sorted.emplace_back(m_snapshot.strings[i], i);
        }
        std::sort(sorted.begin(), sorted.end(),
                  [](const auto& a, const auto& b) { return standsBefore(a.first, b.first); });
        std::vector<std::uint32_t> ranks(used.size());
        for (std::uint32_t i = 0; i < sorted.size(); ++i)
            ranks[sorted[i].second] = i;
        return ranks;
    }
    [[nodiscard]] std::uint32_t topicOf(std::uint32_t message) const
    {
        const index::LateMessage* late = m_snapshot.lateMessages.find(message);
        return late != nullptr && late->knownAt != 0 ? late->topic : m_snapshot.messages[message].topic;
    }
    /// The first bytes of it that stand together in a frame.
    void payload(const index::MessageRecord& message, Entry& entry) const
    {
        std::uint32_t skip = message.payloadOffset();
        for (const stream::Piece piece :
             index::MessagePieces<index::RecordView<stream::Piece>>{m_snapshot.pieces, message}) {
            if (skip >= piece.length) {
                skip -= piece.length;
                continue;
            }
            if (!piece.captured() || piece.transform != stream::Piece::kIdentity || piece.frame == 0 ||
                piece.frame > m_snapshot.frameCount())
                return;
            const field::ByteView bytes = m_document.source().bytes(m_snapshot.frame(piece.frame));
            const std::size_t from = std::size_t{piece.offset} + skip;
            if (from >= bytes.size())
                return;
            entry.bytes = bytes.data() + from;
            entry.length = static_cast<std::uint32_t>(
                std::min<std::size_t>({piece.length - skip, bytes.size() - from, kMaxCompared}));
            for (std::uint32_t i = 0; i < sizeof(entry.prefix); ++i)
                entry.prefix = entry.prefix << 8U | (i < entry.length ? entry.bytes[i] : 0U);
            return;
        }
    }

    [[nodiscard]] std::vector<Entry> routes(const std::vector<std::uint32_t>& frames, bool receiverFirst)
    {
        Ranks names;
        std::unordered_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>>
            known; // by connection and side
        const auto namesOf = [&](std::uint32_t frame) {
            const analysis::FrameRow row = analysis::frameRow(m_document, m_snapshot, frame);
            return std::pair{
                names.add(name(row.source, row.sourceClient, row.sourceIsBroker)),
                names.add(name(row.destination, row.destinationClient, row.destinationIsBroker))};
        };
        std::vector<Entry> entries = forEach(frames, [&](Entry& entry) {
            const index::FrameRecord& record = m_snapshot.frame(entry.frame);
            std::pair<std::uint32_t, std::uint32_t> ends;
            if (record.stream == index::kNoStream) {
                ends = namesOf(entry.frame);
            } else {
                const std::uint64_t side = std::uint64_t{record.stream} << 1U | record.side;
                const auto place = known.find(side);
                ends = place != known.end() ? place->second
                                            : known.emplace(side, namesOf(entry.frame)).first->second;
            }
            entry.number = std::uint64_t{ends.first} << 32U | ends.second;
        });
        const std::vector<std::uint32_t> ranks = names.inOrder();
        const std::uint32_t nobody = names.add({});
        for (Entry& entry : entries) {
            const auto from = static_cast<std::uint32_t>(entry.number >> 32U);
            const auto to = static_cast<std::uint32_t>(entry.number);
            const std::uint32_t first = receiverFirst ? to : from;
            const std::uint32_t second = receiverFirst ? from : to;
            entry.number = from == nobody && to == nobody
                               ? Entry::kNoValue
                               : std::uint64_t{ranks[first]} << 32U | ranks[second];
        }
        return entries;
    }
    [[nodiscard]] static std::string name(const net::Endpoint& end, std::string_view client, bool broker)
    {
        if (broker)
            return "broker";
        if (!client.empty())
            return std::string{client};
        return end.address.family != 0 ? net::endpointText(end) : std::string{};
    }

    const analysis::Document& m_document;
    const index::Snapshot& m_snapshot;
    const Cancelled& m_cancelled;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The digits at the beginning, without leading zeros; `text` goes behind them.
std::string_view takeNumber(std::string_view& text)
{
    const std::size_t end =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isDigit) - text.begin());
    std::string_view digits = text.substr(0, end);
    text.remove_prefix(end);
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

/// Below, equal or above zero.
int compareForPeople(std::string_view a, std::string_view b)
{
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const std::string_view x = takeNumber(a);
            const std::string_view y = takeNumber(b);
            if (x.size() != y.size())
                return x.size() < y.size() ? -1 : 1;
            if (const int order = x.compare(y); order != 0)
                return order;
            continue;
        }
        const auto x = static_cast<unsigned char>(lower(a.front()));
        const auto y = static_cast<unsigned char>(lower(b.front()));
        if (x != y)
            return x < y ? -1 : 1;
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return static_cast<int>(!a.empty()) - static_cast<int>(!b.empty());
}

} // namespace

bool standsBefore(std::string_view a, std::string_view b)
{
    const int order = compareForPeople(a, b);
    return order != 0 ? order < 0 : a < b;
}

std::optional<std::vector<std::uint32_t>> sortFrames(const analysis::Document& document,
                                                     const index::Snapshot& snapshot,
                                                     std::vector<std::uint32_t> frames, RowKey key,
                                                     bool descending, const std::atomic<bool>& cancelled)
{
    while (!frames.empty() && frames.back() > snapshot.frameCount())
        frames.pop_back();
    std::vector<Entry> entries = Keys{document, snapshot, cancelled}.make(frames, key);
    if (cancelled.load() || entries.size() != frames.size())
        return std::nullopt;
    std::sort(entries.begin(), entries.end(),
              [descending](const Entry& a, const Entry& b) { return stands(a, b, descending); });
    std::transform(entries.begin(), entries.end(), frames.begin(),
                   [](const Entry& entry) { return entry.frame; });
    return frames;
}

} // namespace mqttscope::ui
