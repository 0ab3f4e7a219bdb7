// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/scene.h"

#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "teach/narration/character.h"
#include "teach/narration/packet_words.h"

#include <algorithm>
#include <array>

namespace mqttscope::teach {
namespace {

using field::FieldId;
using field::FieldNode;

/// Bytes of numbers that are told of as a whole: each byte is a leaf of its own below the number.
bool isPartOfNumber(FieldId leaf)
{
    return leaf == FieldId::MqttLenByte || leaf == FieldId::MqttVbiByte;
}

bool isAscii(field::ByteView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte < 0x80; });
}

/// Of a text or of bytes, as far as it is needed to tell what they are.
constexpr std::size_t kMostLookedAt = 4096;

} // namespace

Scene::Scene(const Vocabulary& words, const NarratedFrame& frame, analysis::BytePlace place,
             std::optional<int> bit)
    : m_words(&words), m_frame(&frame), m_place(place), m_bit(bit)
{
    const field::ByteView bytes = frame.dissection->sources[place.source].bytes;
    m_byte = place.offset < bytes.size() ? bytes[place.offset] : 0;
    findMessage();
    findField();
    findBitLine();
    findIssue();
}

void Scene::findMessage()
{
    const index::Dissection& dissection = *m_frame->dissection;
    if (dissection.messages.empty() || m_place.source != dissection.messageSource())
        return;
    for (std::size_t i = 0; i < dissection.messages.size(); ++i) {
        const field::ByteRange range = dissection.messages[i].range;
        if (m_place.offset >= range.offset && m_place.offset < range.end()) {
            m_message = &dissection.messages[i];
            m_about = m_frame->messages[i];
            return;
        }
    }
}

void Scene::findField()
{
    const field::FieldTree& tree = m_frame->dissection->tree;
    m_leafIndex = tree.leafAt(m_place.source, m_place.offset);
    if (m_leafIndex == FieldNode::kNoParent)
        return;
    m_leaf = &tree.node(m_leafIndex);
    m_subjectIndex =
        isPartOfNumber(m_leaf->id) && m_leaf->parent != FieldNode::kNoParent ? m_leaf->parent : m_leafIndex;
    m_subject = &tree.node(m_subjectIndex);
    m_number = m_place.offset - m_subject->range.offset + 1;
    m_count = m_subject->range.length;
}

void Scene::findBitLine()
{
    if (!m_bit || m_leaf == nullptr)
        return;
    const field::FieldTree& tree = m_frame->dissection->tree;
    const std::uint32_t below = m_leaf->range.end() - 1 - m_place.offset; // bytes of less weight
    if (below >= sizeof(std::uint64_t))
        return;
    const std::uint64_t wanted = (std::uint64_t{1} << static_cast<unsigned>(*m_bit)) << (8 * below);
    for (std::uint32_t i = m_leafIndex + 1; i < m_leaf->next; ++i) {
        const FieldNode& line = tree.node(i);
        if (line.kind == field::NodeKind::Bits && (field::fieldInfo(line.id).mask & wanted) != 0) {
            m_bitLine = &line;
            return;
        }
    }
}

void Scene::findIssue()
{
    for (const field::Issue& issue : m_frame->dissection->issues) {
        if (issue.severity != field::Severity::Note && tells(issue) &&
            (m_issue == nullptr || issue.severity > m_issue->severity))
            m_issue = &issue;
    }
}

// A number is at fault once it has been read: at its last byte. Anything else where the fault begins.
bool Scene::tells(const field::Issue& issue) const
{
    if (issue.source != m_place.source)
        return false;
    // That a packet comes too late, or at all, is no fault of its first byte: that byte says what it is.
    if (issue.field == FieldId::MqttMsgtype && field::takesHistory(issue.code))
        return false;
    if (issue.range.length == 0) // something is missing: told where the packet ends
        return m_message != nullptr && issue.range.offset == m_place.offset + 1 &&
               m_message->range.end() == issue.range.offset;
    if (m_place.offset < issue.range.offset || m_place.offset >= issue.range.end())
        return false;
    const bool isNumber = value() || m_leaf != m_subject;
    if (m_subject != nullptr && isNumber && m_subject->range.contains(issue.range))
        return m_number == m_count;
    return m_place.offset == issue.range.offset;
}

const field::FieldInfo& Scene::info() const
{
    return field::fieldInfo(m_subject != nullptr ? m_subject->id : FieldId::Undecoded);
}

std::optional<mqtt::PacketType> Scene::packetType() const
{
    if (m_message == nullptr)
        return std::nullopt;
    return static_cast<mqtt::PacketType>(bytesOf({m_message->range.offset, 1}).front() >> 4);
}

field::ByteView Scene::bytesOf(field::ByteRange range) const
{
    const field::ByteView all = m_frame->dissection->sources[m_place.source].bytes;
    const std::size_t from = std::min<std::size_t>(range.offset, all.size());
    return all.subspan(from, std::min<std::size_t>(range.length, all.size() - from));
}

std::uint8_t Scene::neighbour(int distance) const
{
    const std::int64_t at = std::int64_t{m_place.offset} + distance;
    if (m_subject == nullptr || at < m_subject->range.offset || at >= m_subject->range.end())
        return 0;
    const field::ByteView found = bytesOf({static_cast<std::uint32_t>(at), 1});
    return found.empty() ? std::uint8_t{0} : found.front();
}

std::optional<std::uint64_t> Scene::value() const
{
    if (m_subject == nullptr || m_subject->value.kind != field::FieldValue::Kind::Number)
        return std::nullopt;
    return m_subject->value.number;
}

std::optional<std::uint64_t> Scene::compared() const
{
    if (info().type != field::FieldType::Ipv4 && info().type != field::FieldType::Ether)
        return value();
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytesOf(m_subject->range))
        number = number << 8 | byte;
    return number;
}

bool Scene::isText() const
{
    return info().type == field::FieldType::String;
}

bool Scene::isLittleEndian() const
{
    if (!value() || m_count < 2 || m_count > sizeof(std::uint64_t) || m_leaf != m_subject)
        return false;
    std::uint64_t big = 0;
    for (const std::uint8_t byte : bytesOf(m_subject->range))
        big = big << 8 | byte;
    return big != *value();
}

std::uint32_t Scene::numberInPacket() const
{
    return m_message != nullptr ? m_place.offset - m_message->range.offset + 1 : 0;
}

const FieldNode* Scene::nodeNamed(std::string_view name) const
{
    const field::FieldTree& tree = m_frame->dissection->tree;
    const auto ids = field::findFields(name);
    const auto firstOf = [&](std::uint32_t from, std::uint32_t end) -> const FieldNode* {
        for (std::uint32_t i = from; i < end; ++i) {
            if (std::find(ids.begin(), ids.end(), tree.node(i).id) != ids.end())
                return &tree.node(i);
        }
        return nullptr;
    };
    if (m_subject != nullptr) {
        if (const FieldNode* own = firstOf(m_subjectIndex, m_subject->next))
            return own;
    }
    if (m_message == nullptr)
        return firstOf(0, static_cast<std::uint32_t>(tree.size()));
    return firstOf(m_message->node, tree.node(m_message->node).next);
}

const FieldNode* Scene::around(FieldId id) const
{
    const field::FieldTree& tree = m_frame->dissection->tree;
    const FieldNode* node = m_subject;
    while (node != nullptr && node->parent != FieldNode::kNoParent) {
        node = &tree.node(node->parent);
        if (node->id == id)
            return node;
    }
    return nullptr;
}

std::optional<std::uint64_t> Scene::propertyIdentifier() const
{
    const FieldNode* property = around(FieldId::MqttProperty);
    if (property == nullptr)
        return std::nullopt;
    // It is what a property begins with, so it is read before anything else of it.
    const field::FieldTree& tree = m_frame->dissection->tree;
    const FieldNode* identifier = property + 1;
    return identifier < tree.nodes().data() + tree.size() && identifier->id == FieldId::MqttPropertyId
               ? std::optional{identifier->value.number}
               : std::nullopt;
}

const FieldNode* Scene::payload() const
{
    return m_message != nullptr ? nodeNamed(field::fieldInfo(FieldId::MqttPayloadPart).name) : nullptr;
}

bool Scene::fieldHolds(const Condition& condition) const
{
    const FieldNode* node = nodeNamed(condition.word);
    if (node == nullptr || !condition.number)
        return node != nullptr;
    return node->value.kind == field::FieldValue::Kind::Number && node->value.number == *condition.number;
}

bool Scene::packetHolds(std::string_view word) const
{
    if (word == "from-client" || word == "from-server")
        return m_message != nullptr && m_about.fromClient == (word == "from-client");
    const auto type = packetType();
    return type && packetKey(*type) == word;
}

bool Scene::placeHolds(std::string_view word) const
{
    if (word == "only")
        return m_count == 1;
    if (word == "first")
        return m_number == 1 && m_count > 1;
    if (word == "last")
        return m_number == m_count && m_count > 1;
    if (word == "middle")
        return m_number > 1 && m_number < m_count;
    if (word == "packet-end")
        return m_message != nullptr && m_place.offset + 1 == m_message->range.end();
    const FieldNode* part = payload();
    if (word == "empty")
        return m_message != nullptr && (part == nullptr || part->range.length == 0);
    return word == "header-end" && part != nullptr && part->range.length > 0 &&
           part->range.offset == m_place.offset + 1;
}

bool Scene::wordHolds(std::string_view word) const
{
    constexpr std::array<std::string_view, 7> kPlaces = {"only",       "first",      "last", "middle",
                                                         "packet-end", "header-end", "empty"};
    if (std::find(kPlaces.begin(), kPlaces.end(), word) != kPlaces.end())
        return placeHolds(word);
    if (word == "issue")
        return m_issue != nullptr;
    if (word == "zero")
        return m_byte == 0;
    if (word == "will")
        return around(FieldId::MqttWillProperties) != nullptr;
    if (word == "little")
        return isLittleEndian();
    if (word == "3.1" || word == "3.1.1" || word == "5.0")
        return m_message != nullptr && versionWord(m_about.version) == word;
    if (word == "set" || word == "clear")
        return m_bit && (m_byte >> *m_bit & 1) == (word == "set" ? 1 : 0);
    if (word.size() == 2 && word.front() == 'd' && isDigit(static_cast<std::uint8_t>(word.back())))
        return m_bit && *m_bit == word.back() - '0';
    if (word == "json" || word == "ascii-text" || word == "utf8-text" || word == "shared") {
        const field::ByteView bytes = m_subject != nullptr ? bytesOf(m_subject->range) : field::ByteView{};
        if (word == "json")
            return !bytes.empty() && (bytes.front() == '{' || bytes.front() == '[');
        if (word == "shared")
            return field::asText(bytes).starts_with("$share/");
        const field::ByteView looked = bytes.first(std::min(bytes.size(), kMostLookedAt));
        return word == "utf8-text" ? isReadableText(looked, looked.size() < bytes.size()) : isAscii(looked);
    }
    return characterIs(word, m_byte, neighbour(-1)) || packetHolds(word);
}

bool Scene::holds(const Condition& condition, std::uint64_t lastPlace) const
{
    const auto plain = [&] {
        switch (condition.kind) {
        case Condition::Kind::Word:
            return wordHolds(condition.word);
        case Condition::Kind::Equals:
            return compared() == condition.number;
        case Condition::Kind::Greater:
            return compared() && *compared() > *condition.number;
        case Condition::Kind::Less:
            return compared() && *compared() < *condition.number;
        case Condition::Kind::Field:
            return fieldHolds(condition);
        case Condition::Kind::Property:
            return propertyIdentifier() == condition.number;
        case Condition::Kind::Byte:
            return m_byte == *condition.number;
        case Condition::Kind::Place:
            break;
        }
        if (m_number <= lastPlace || lastPlace < 2 || m_number == m_count)
            return m_number == *condition.number;
        return (m_number - 2) % (lastPlace - 1) + 2 ==
               *condition.number; // #2 to the last one, again and again
    };
    return plain() != condition.negated;
}

} // namespace mqttscope::teach
