// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/knowledge.h"

#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "dissector/mqtt/utf8.h"
#include "teach/narration/known_fields.h"

#include <fmt/format.h>

#include <algorithm>

namespace mqttscope::teach {
namespace {

using analysis::kNoNode;
using field::FieldId;
using field::FieldNode;
using field::FieldType;
using field::FieldValue;
using field::NodeKind;

constexpr std::string_view kEllipsis = "…";

/// Without the bytes of a character that are not all there.
std::string_view wholeCharacters(std::string_view text)
{
    std::size_t begin = text.size();
    while (begin > 0 && text.size() - begin < 3 &&
           (static_cast<unsigned char>(text[begin - 1]) & 0xc0U) == 0x80)
        --begin;
    if (begin == 0)
        return text;
    const auto lead = static_cast<unsigned char>(text[begin - 1]);
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    return text.size() - (begin - 1) < length ? text.substr(0, begin - 1) : text;
}

/// Walks through the lines of the tree in reading order, up to a byte, and notes what each says.
class Reader {
public:
    Reader(const Vocabulary& words, const index::Dissection& dissection, const analysis::Stretch& stretch,
           analysis::BytePlace place)
        : m_words(words), m_dissection(dissection), m_stretch(stretch), m_place(place)
    {
    }

    Knowledge read()
    {
        const field::FieldTree& tree = m_dissection.tree;
        const FieldNode& top = tree.node(m_stretch.node);
        for (std::uint32_t i = m_stretch.node + 1; i < top.next; ++i) {
            const FieldNode& node = tree.node(i);
            if (node.kind == NodeKind::Generated || node.source != m_stretch.source)
                continue;
            if (node.range.offset > m_place.offset)
                break;
            note(i);
        }
        return std::move(m_knowledge);
    }

private:
    [[nodiscard]] bool isRead(const FieldNode& node) const { return node.range.end() <= m_place.offset + 1; }
    [[nodiscard]] bool isHere(const FieldNode& node) const
    {
        return m_place.offset >= node.range.offset && m_place.offset < node.range.end();
    }

    void note(std::uint32_t index)
    {
        const FieldNode& node = m_dissection.tree.node(index);
        if (node.range.length == 0)
            return;
        if (node.id == FieldId::MqttLen)
            noteRemaining(node);
        else if (node.id == FieldId::MqttPropertyLen)
            noteProperties(index);
        else if (node.id == FieldId::MqttPropertyId)
            noteProperty(index);
        else if (m_property != kNoNode && index < m_dissection.tree.node(m_property).next)
            notePropertyValue(index);
        else if (const KnownField* flag = knownByFlag(node.id))
            noteAnnouncement(*flag, index);
        else if (const KnownField* length = knownByLength(node.id))
            noteLength(*length, index);
        else if (const KnownField* known = knownField(node.id))
            noteValue(*known, index);
    }

    void noteRemaining(const FieldNode& node)
    {
        if (!isRead(node) || node.value.kind != FieldValue::Kind::Number)
            return;
        m_knowledge.remaining = RemainingBytes{node.value.number, m_place.offset + 1 - node.range.end()};
    }

    /// The fact about a field that is still open, or a new one.
    KnownFact& factOf(FieldId field, std::uint32_t index)
    {
        auto& facts = m_knowledge.facts;
        if (m_open.field == field && m_open.fact < facts.size() && !facts[m_open.fact].complete)
            return touch(facts[m_open.fact], index);
        const auto announced = std::find_if(m_announced.begin(), m_announced.end(),
                                            [&](const Open& open) { return open.field == field; });
        if (announced != m_announced.end()) {
            m_open = *announced;
            m_announced.erase(announced);
            return touch(facts[m_open.fact], index);
        }
        return touch(add(field, labelOf(field)), index);
    }

    KnownFact& add(FieldId field, std::string label)
    {
        auto& facts = m_knowledge.facts;
        if (facts.size() == kMaxKnownFacts) { // the type stays, the oldest after it goes
            facts.erase(facts.begin() + 1);
            m_announced.clear();
        }
        facts.push_back({std::move(label), {}, false, false, kNoNode});
        m_open = {field, facts.size() - 1};
        return facts.back();
    }

    KnownFact& touch(KnownFact& fact, std::uint32_t index) const
    {
        fact.node = index;
        fact.newest = isHere(m_dissection.tree.node(index));
        return fact;
    }

    void noteAnnouncement(const KnownField& row, std::uint32_t index)
    {
        if (m_dissection.tree.node(index).value.number == 0)
            return;
        touch(add(row.field, labelOf(row.field)), index).value = m_words.knowledge("word", "announced");
        m_announced.push_back(m_open);
        m_open = {};
    }

    void noteLength(const KnownField& row, std::uint32_t index)
    {
        const FieldNode& node = m_dissection.tree.node(index);
        KnownFact& fact = factOf(row.field, index);
        if (!isRead(node)) {
            fact.value = kEllipsis;
            return;
        }
        fact.complete = node.value.number == 0;
        fact.value = fact.complete ? std::string{m_words.knowledge("word", "empty")}
                                   : word("to-come", m_words.quantity(field::Unit::Bytes, node.value.number));
    }

    void noteValue(const KnownField& row, std::uint32_t index)
    {
        const FieldNode& node = m_dissection.tree.node(index);
        if (row.told == KnownField::Told::IfSet && node.value.number == 0)
            return;
        fill(factOf(row.field, index), index);
    }

    void fill(KnownFact& fact, std::uint32_t index) const
    {
        const FieldNode& node = m_dissection.tree.node(index);
        fact.complete = isRead(node);
        fact.value = fact.complete ? valueOf(node) : valueSoFar(node);
    }

    /// Property Length: how many bytes, then how many properties they were.
    void noteProperties(std::uint32_t index)
    {
        const field::FieldTree& tree = m_dissection.tree;
        const FieldNode& node = tree.node(index);
        const FieldId group = node.parent == kNoNode ? FieldId::MqttProperties : tree.node(node.parent).id;
        KnownFact& fact = touch(add(group, labelOf(group)), index);
        m_property = kNoNode;
        if (!isRead(node)) {
            fact.value = kEllipsis;
            return;
        }
        const std::string size = m_words.quantity(field::Unit::Bytes, node.value.number);
        std::uint32_t count = 0;
        const std::uint32_t end = node.parent == kNoNode ? index + 1 : tree.node(node.parent).next;
        for (std::uint32_t i = index + 1; i < end; ++i)
            count += tree.node(i).id == FieldId::MqttPropertyId && isRead(tree.node(i)) ? 1U : 0U;
        fact.complete = node.value.number == 0 ||
                        node.range.end() + node.value.number <= std::uint64_t{m_place.offset} + 1;
        if (node.value.number == 0)
            fact.value = m_words.knowledge("word", "none");
        else
            fact.value = count == 0
                             ? size
                             : analysis::fillPlaces(m_words.knowledge("word", "counted"),
                                                    {{"count", std::to_string(count)}, {"size", size}});
    }

    void noteProperty(std::uint32_t index)
    {
        const FieldNode& node = m_dissection.tree.node(index);
        m_property = node.parent;
        KnownFact& fact = touch(add(node.id, m_words.valueName(node.id, node.value.number)), index);
        if (fact.label.empty())
            fact.label = m_words.shortLabel(node.id);
        fact.value = kEllipsis;
    }

    // The fact of a property is the last one: its identifier made it.
    void notePropertyValue(std::uint32_t index)
    {
        const FieldNode& node = m_dissection.tree.node(index);
        const field::FieldInfo& info = field::fieldInfo(node.id);
        KnownFact& fact = m_knowledge.facts.back();
        // Bytes of a number that has several leaves say nothing of their own.
        if (node.kind == NodeKind::Bits || node.id == FieldId::MqttVbiByte || info.has(field::kContainer))
            return;
        touch(fact, index);
        if (node.id == FieldId::MqttPropKeyLen || node.id == FieldId::MqttPropValueLen)
            return;
        if (node.id == FieldId::MqttPropLen) {
            fact.complete = isRead(node) && node.value.number == 0;
            if (fact.complete)
                fact.value = m_words.knowledge("word", "empty");
            else if (isRead(node))
                fact.value = word("to-come", m_words.quantity(field::Unit::Bytes, node.value.number));
            return;
        }
        if (node.id != FieldId::MqttPropValue) {
            fill(fact, index);
            m_key = fact.value;
            if (node.id == FieldId::MqttPropKey && fact.complete) { // its value follows
                fact.complete = false;
                fact.value += std::string{" = "} + std::string{kEllipsis};
            }
            return;
        }
        fill(fact, index);
        fact.value = m_key + " = " + fact.value;
    }

    [[nodiscard]] std::string labelOf(FieldId field) const
    {
        const std::string_view own = m_words.knowledge("label", field::fieldInfo(field).name);
        return own.empty() ? m_words.shortLabel(field) : std::string{own};
    }

    [[nodiscard]] std::string word(std::string_view key, std::string_view value) const
    {
        return analysis::fillPlaces(m_words.knowledge("word", key), {{"value", value}});
    }

    [[nodiscard]] std::string valueOf(const FieldNode& node) const
    {
        const field::FieldInfo& info = field::fieldInfo(node.id);
        if (node.value.kind == FieldValue::Kind::Number)
            return numberOf(info, node.value.number);
        if (info.type == FieldType::String || info.type == FieldType::Bytes)
            return textOf(field::asText(node.value.bytes), false);
        return analysis::valueText(info, node.value, kMaxKnownText);
    }

    [[nodiscard]] std::string numberOf(const field::FieldInfo& info, std::uint64_t number) const
    {
        const std::string_view own = m_words.knowledge("value", info.name, number);
        if (!own.empty())
            return std::string{own};
        if (info.unit != field::Unit::None)
            return m_words.quantity(info.unit, number);
        const std::string name = m_words.valueName(info.id, number);
        if (info.id == FieldId::MqttMsgtype && !name.empty())
            return name;
        // Reason codes are hexadecimal wherever the standard writes them.
        const bool hex = info.display == field::Display::Hex || info.name.ends_with("reason_code");
        std::string text = hex ? fmt::format("0x{:0{}x}", number, info.type == FieldType::UInt8 ? 2 : 4)
                               : std::to_string(number);
        if (!name.empty())
            text += " = " + name;
        return text;
    }

    [[nodiscard]] std::string textOf(std::string_view bytes, bool goesOn) const
    {
        const std::string_view whole = goesOn ? wholeCharacters(bytes) : bytes;
        if (!mqtt::isWellFormedUtf8(whole) || whole.find('\0') != std::string_view::npos)
            return m_words.quantity(field::Unit::Bytes, bytes.size()) +
                   (goesOn ? std::string{kEllipsis} : "");
        const std::string_view cut =
            whole.size() > kMaxKnownText ? wholeCharacters(whole.substr(0, kMaxKnownText)) : whole;
        return std::string{cut} + (goesOn || cut.size() < whole.size() ? std::string{kEllipsis} : "");
    }

    [[nodiscard]] std::string valueSoFar(const FieldNode& node) const
    {
        const field::FieldInfo& info = field::fieldInfo(node.id);
        const auto& bytes = m_dissection.sources[node.source].bytes;
        const std::size_t begin = std::min<std::size_t>(node.range.offset, bytes.size());
        const std::size_t end = std::min<std::size_t>(m_place.offset + 1, bytes.size());
        const field::ByteView read = field::ByteView{bytes}.subspan(begin, end - begin);
        if (node.value.kind != FieldValue::Kind::Number &&
            (info.type == FieldType::String || info.type == FieldType::Bytes))
            return textOf(field::asText(read), true);
        std::string text = node.value.kind == FieldValue::Kind::Number ? "0x" : "";
        for (const std::uint8_t byte : read)
            text += fmt::format("{:02x}", byte);
        return text + std::string{kEllipsis};
    }

    /// A fact that is still being read, and of which field.
    struct Open {
        FieldId field = FieldId::None;
        std::size_t fact = 0;
    };

    const Vocabulary& m_words;
    const index::Dissection& m_dissection;
    const analysis::Stretch& m_stretch;
    analysis::BytePlace m_place;
    Knowledge m_knowledge;
    Open m_open;
    std::vector<Open> m_announced;
    std::uint32_t m_property = kNoNode; ///< the property being read
    std::string m_key;                  ///< of the user property being read
};

} // namespace

Knowledge knowledgeAt(const Vocabulary& words, const NarratedFrame& frame, const analysis::Stretch& stretch,
                      analysis::BytePlace place)
{
    if (!frame.dissection || !stretch.contains(place))
        return {};
    return Reader{words, *frame.dissection, stretch, place}.read();
}

} // namespace mqttscope::teach
