// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/overview/topic_values.h"

#include "analysis/overview/json_leaves.h"
#include "analysis/payload.h"
#include "dissector/mqtt/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mqttscope::analysis {
namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string hexOf(const std::vector<std::uint8_t>& bytes)
{
    constexpr char kDigits[] = "0123456789abcdef";
    constexpr std::size_t kShown = 32;
    std::string text;
    for (std::size_t i = 0; i < std::min(bytes.size(), kShown); ++i) {
        if (i > 0)
            text += ' ';
        text += kDigits[bytes[i] >> 4U];
        text += kDigits[bytes[i] & 15U];
    }
    return bytes.size() > kShown ? text + " …" : text;
}

/// Not in the middle of a character.
void cut(std::string& text)
{
    if (text.size() <= TopicValues::kMaxValueText)
        return;
    std::size_t end = TopicValues::kMaxValueText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
    text += "…";
}

class Reader {
public:
    Reader(const Document& document, const index::Snapshot& snapshot, const ValueQuestion& question)
        : m_document(document), m_snapshot(snapshot), m_question(question)
    {
    }

    TopicValues read(const std::atomic<bool>& cancelled)
    {
        std::vector<std::uint32_t> bySide[2];
        for (std::uint32_t i = 0; i < m_snapshot.messages.size() && !cancelled; ++i) {
            const index::MessageRecord& record = m_snapshot.messages[i];
            if (record.type() != mqtt::PacketType::Publish || (record.flags & index::kIncomplete) != 0 ||
                m_snapshot.topicOf(i) != m_question.topic)
                continue;
            const bool fromClient = m_snapshot.directionOf(record) == mqtt::Direction::ClientToServer;
            ++(fromClient ? m_values.published : m_values.delivered);
            auto& list = bySide[fromClient ? 0 : 1];
            if (list.size() < TopicValues::kMaxValues)
                list.push_back(i);
        }
        m_values.side =
            m_question.side.value_or(bySide[0].empty() ? ValueSide::Delivered : ValueSide::Published);
        const bool published = m_values.side == ValueSide::Published;
        for (const std::uint32_t message : bySide[published ? 0 : 1]) {
            if (cancelled)
                break;
            add(message);
        }
        const std::uint64_t all = published ? m_values.published : m_values.delivered;
        m_values.more = all - std::min<std::uint64_t>(all, m_values.values.size());
        return std::move(m_values);
    }

private:
    void add(std::uint32_t message)
    {
        const index::MessageRecord& record = m_snapshot.messages[message];
        TopicValue value;
        value.message = message;
        value.frame = record.frame;
        value.qos = record.qos();
        value.retain = (record.firstByte & 1U) != 0;
        value.dup = (record.firstByte & 8U) != 0;
        const std::int64_t start = m_snapshot.frame(1).timeNs;
        const std::int64_t time = m_snapshot.frame(record.frame).timeNs;
        if (start != index::kNoTime && time != index::kNoTime)
            value.timeNs = time - start;
        readPayloadBytes(m_document, m_snapshot, message, TopicValues::kMaxRead, m_bytes);
        fill(value);
        if (value.number)
            ++m_values.numbers;
        m_values.values.push_back(std::move(value));
    }

    void fill(TopicValue& value)
    {
        const field::ByteView bytes(m_bytes.data(), m_bytes.size());
        const std::string_view text = field::asText(bytes);
        const bool looksLikeJson =
            !text.empty() && (text.find('{') != text.npos || text.find('[') != text.npos);
        std::optional<JsonLeaf> chosen;
        if (looksLikeJson) {
            const bool valid = forEachJsonLeaf(text, [&](const JsonLeaf& leaf) {
                if (!leaf.path.empty())
                    notePath(leaf.path);
                if (!m_question.path.empty() && leaf.path == m_question.path && !chosen)
                    chosen = leaf;
                return true;
            });
            if (!valid)
                chosen.reset();
        }
        if (!m_question.path.empty()) {
            value.missing = !chosen;
            if (chosen) {
                value.text = chosen->text;
                value.number = chosen->number ? chosen->number : numberIn(chosen->text);
            }
        } else if (mqtt::isWellFormedUtf8(text)) {
            value.text = std::string{text};
            value.number = numberIn(text);
        } else {
            value.text = hexOf(m_bytes);
        }
        cut(value.text);
    }

    void notePath(const std::string& path)
    {
        auto& paths = m_values.paths;
        if (paths.size() < TopicValues::kMaxPaths &&
            std::find(paths.begin(), paths.end(), path) == paths.end())
            paths.push_back(path);
    }

    const Document& m_document;
    const index::Snapshot& m_snapshot;
    const ValueQuestion& m_question;
    std::vector<std::uint8_t> m_bytes;
    TopicValues m_values;
};

} // namespace

std::optional<double> numberIn(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-')
        text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

TopicValues collectValues(const Document& document, const index::Snapshot& snapshot,
                          const ValueQuestion& question, const std::atomic<bool>& cancelled)
{
    return Reader(document, snapshot, question).read(cancelled);
}

} // namespace mqttscope::analysis
