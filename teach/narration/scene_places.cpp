// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/message_info.h"
#include "dissector/field/field_table.h"
#include "dissector/mqtt/answer.h"
#include "dissector/mqtt/utf8.h"
#include "teach/explainer.h"
#include "teach/narration/character.h"
#include "teach/narration/scene.h"
#include "teach/number_text.h"
#include "teach/quotes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>

namespace mqttscope::teach {
namespace {

using field::FieldId;
using field::FieldNode;

/// Characters of a text that is being read, in a sentence.
constexpr std::size_t kMostShown = 40;

std::string hexText(std::uint64_t number, std::uint32_t bytes)
{
    return fmt::format("0x{:0{}X}", number, 2 * std::max<std::uint32_t>(bytes, 1));
}

/// The byte of a node's value that a bit line of it counts from, as bits: "10".
std::string groupBits(const FieldNode& line)
{
    const std::uint64_t mask = field::fieldInfo(line.id).mask;
    return fmt::format("{:0{}b}", line.value.number, std::popcount(mask));
}

} // namespace

std::string Scene::word(std::string_view name) const
{
    return std::string{m_words->table(ContentFile::Narration).find(textPath("word", name))};
}

std::string Scene::numberText(std::uint64_t number, std::string_view format) const
{
    if (format == "Word" || format == "Ordinal") { // begins a sentence: all these words begin with ASCII
        std::string text = numberText(number, format == "Word" ? "word" : "ordinal");
        if (!text.empty() && isLower(static_cast<std::uint8_t>(text.front())))
            text.front() = static_cast<char>(otherCase(static_cast<std::uint8_t>(text.front())));
        return text;
    }
    if (format == "word" || format == "ordinal") {
        const std::string key = (format == "word" ? "number-" : "ordinal-") + std::to_string(number);
        const std::string own = word(key);
        if (!own.empty())
            return own;
        if (format == "ordinal")
            return analysis::fillPlaces(word("ordinal"), {{"number", std::to_string(number)}});
    }
    if (format == "hex")
        return hexText(number, m_count);
    if (format == "bits")
        return fmt::format("{:0{}b}", number, 8 * std::min<std::uint32_t>(m_count, 8));
    if (format == "plain")
        return std::to_string(number);
    return groupedNumber(number, m_words->language());
}

std::string Scene::characterText(std::uint8_t byte, std::string_view whole) const
{
    if (!whole.empty() && whole.size() > 1)
        return std::string{whole};
    if (byte == ' ')
        return word("space");
    if (isControl(byte) || byte >= 0x80) {
        const std::string own = word("control-" + std::to_string(byte));
        return own.empty() ? hexText(byte, 1) : own;
    }
    return std::string(1, static_cast<char>(byte));
}

std::string Scene::valueText(const FieldNode& node) const
{
    return Explainer(*m_words).shownValue({node.id, node.value, version(), {}});
}

// Of a text: whole characters only, quoted; of a number: the bytes read, as a number.
std::string Scene::soFar() const
{
    if (m_subject == nullptr)
        return {};
    const field::ByteView read = bytesOf({m_subject->range.offset, m_number});
    if (value()) {
        std::uint64_t number = 0;
        if (m_subject == m_leaf) {
            for (const std::uint8_t byte : read.first(std::min<std::size_t>(read.size(), 8)))
                number = number << 8 | byte;
        } else {
            for (std::size_t i = 0; i < read.size() && i < 4; ++i)
                number |= std::uint64_t{read[i] & 0x7fU} << (7 * i);
        }
        return groupedNumber(number, m_words->language());
    }
    const std::string_view all = field::asText(read);
    std::size_t from = all.size() > kMostShown ? all.size() - kMostShown : 0;
    while (from < all.size() && (static_cast<std::uint8_t>(all[from]) & 0xc0) == 0x80)
        ++from;
    std::string visible;
    for (const char c : all.substr(from))
        visible += isControl(static_cast<std::uint8_t>(c)) ? ' ' : c;
    std::string shown = from > 0 ? "…" : "";
    mqtt::appendPrintable(shown, visible);
    return inQuotes('"' + shown + '"', m_words->language());
}

// Of a length byte its seven bits times 1, 128, 16,384...; of other numbers by the place.
std::uint64_t Scene::weight() const
{
    if (m_subject != m_leaf)
        return std::uint64_t{m_byte & 0x7fU} << (7 * std::min<std::uint32_t>(m_number - 1, 3));
    const std::uint32_t above = isLittleEndian() ? m_number - 1 : m_count - m_number;
    return above < sizeof(std::uint64_t) ? std::uint64_t{m_byte} << (8 * above) : 0;
}

std::string Scene::below() const
{
    const std::uint32_t left = m_count - m_number;
    return left < sizeof(std::uint64_t) ? groupedNumber(std::uint64_t{1} << (8 * left), m_words->language())
                                        : std::string{};
}

std::string Scene::joined(const std::vector<std::string>& parts) const
{
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            out += i + 1 == parts.size() ? " " + word("and") + " " : ", ";
        out += parts[i];
    }
    return out;
}

// "D7 (User Name), D4 and D3 (Will QoS 2)": bits of one byte.
std::string Scene::flags(bool set) const
{
    std::vector<std::string> parts;
    const field::FieldTree& tree = m_frame->dissection->tree;
    for (std::uint32_t i = m_leafIndex + 1; m_leaf != nullptr && i < m_leaf->next; ++i) {
        const FieldNode& line = tree.node(i);
        if (line.kind != field::NodeKind::Bits || (line.value.number != 0) != set)
            continue;
        const std::uint64_t mask = field::fieldInfo(line.id).mask;
        std::vector<std::string> bits;
        for (int bit = 7; bit >= 0; --bit) {
            if ((mask >> static_cast<unsigned>(bit) & 1) != 0)
                bits.push_back("D" + std::to_string(bit));
        }
        std::string name = m_words->shortLabel(line.id);
        if (bits.size() > 1 && set)
            name += " " + std::to_string(line.value.number);
        parts.push_back(bits.size() > 2 ? fmt::format("{}–{} ({})", bits.front(), bits.back(), name)
                                        : fmt::format("{} ({})", joined(bits), name));
    }
    return joined(parts);
}

std::optional<std::string> Scene::fillByte(const analysis::Place& place) const
{
    const std::string_view name = place.name;
    const bool text =
        isText() || m_subject == nullptr || m_subject->value.kind == field::FieldValue::Kind::Bytes;
    if (name == "hex")
        return hexText(m_byte, 1);
    if (name == "dec")
        return place.format.empty() ? std::to_string(m_byte) : numberText(m_byte, place.format);
    if (name == "bits")
        return fmt::format("{:04b}\u00a0{:04b}", m_byte >> 4, m_byte & 15);
    if (name == "char") {
        const std::string_view whole =
            text && m_subject != nullptr ? characterAt(field::asText(bytesOf(m_subject->range)), m_number - 1)
                                         : std::string_view{};
        return characterText(m_byte, whole);
    }
    if (name == "other")
        return characterText(otherCase(m_byte), {});
    if (name == "other-hex")
        return hexText(otherCase(m_byte), 1);
    if (name == "before")
        return characterText(neighbour(-1), {});
    if (name == "before-hex")
        return hexText(neighbour(-1), 1);
    if (name == "after")
        return characterText(neighbour(1), {});
    if (name == "after-hex")
        return hexText(neighbour(1), 1);
    return std::nullopt;
}

std::optional<std::string> Scene::fillField(const analysis::Place& place) const
{
    const std::string_view name = place.name;
    const bool other =
        (name == "number" || name == "value" || name == "name") && !field::findFields(place.format).empty();
    if (other) {
        const FieldNode* node = nodeNamed(place.format);
        if (node == nullptr)
            return std::string{};
        if (name == "value")
            return valueText(*node);
        return name == "name" ? m_words->meaning(node->id, node->value.number)
                              : groupedNumber(node->value.number, m_words->language());
    }
    if (name == "n")
        return numberText(m_number, place.format);
    if (name == "count")
        return numberText(m_count, place.format);
    if (name == "letters-left")
        return numberText(m_count - m_number, place.format);
    if (name == "number")
        return numberText(value().value_or(0), place.format);
    if (name == "half-more")
        return secondsText(value().value_or(0) * 1500, m_words->language());
    if (name == "value")
        return m_subject != nullptr ? valueText(*m_subject) : std::string{};
    if (name == "name")
        return m_subject != nullptr ? m_words->meaning(m_subject->id, value().value_or(0)) : std::string{};
    if (name == "label")
        return m_words->label(m_bitLine != nullptr ? m_bitLine->id : info().id);
    if (name == "property")
        return m_words->valueName(FieldId::MqttPropertyId, propertyIdentifier().value_or(0));
    if (name == "so-far")
        return soFar();
    if (name == "weight")
        return groupedNumber(weight(), m_words->language());
    if (name == "below")
        return below();
    if (name == "on" || name == "off")
        return flags(name == "on");
    return std::nullopt;
}

std::optional<std::string> Scene::fillPacket(const analysis::Place& place) const
{
    const std::string_view name = place.name;
    if (m_message == nullptr)
        return std::nullopt;
    const FieldNode* length = nodeNamed(field::fieldInfo(FieldId::MqttLen).name);
    if (name == "left")
        return numberText(m_message->range.end() - m_place.offset - 1, place.format);
    if (name == "total")
        return numberText(m_message->range.length, place.format);
    if (name == "remaining")
        return length != nullptr ? numberText(length->value.number, place.format) : std::string{};
    if (name == "length-bytes")
        return length != nullptr ? numberText(length->range.length, place.format) : std::string{};
    if (name == "payload-bytes") {
        const FieldNode* part = payload();
        return numberText(part != nullptr ? part->range.length : 0, place.format);
    }
    if (name == "octet")
        return numberText(numberInPacket(), place.format);
    if (name == "packet")
        return std::string{analysis::packetTypeName(*packetType())};
    if (name == "reply") {
        const FieldNode* qos = nodeNamed(field::fieldInfo(FieldId::MqttQos).name);
        const auto reply = mqtt::answerTo(*packetType(), qos != nullptr ? qos->value.number : 0);
        return reply ? std::string{analysis::packetTypeName(*reply)} : std::string{};
    }
    return std::nullopt;
}

std::optional<std::string> Scene::fillBit(const analysis::Place& place) const
{
    if (!m_bit)
        return std::nullopt;
    const std::string_view name = place.name;
    if (name == "bit")
        return "D" + std::to_string(*m_bit);
    if (name == "bit-value")
        return std::to_string(m_byte >> *m_bit & 1);
    if (name == "bit-weight") {
        const std::uint64_t mask = m_bitLine != nullptr ? field::fieldInfo(m_bitLine->id).mask : 0xff;
        const int lowest = std::countr_zero(mask) % 8;
        return std::to_string(1 << (mask > 0xff ? *m_bit : *m_bit - lowest));
    }
    if (name == "group-bits")
        return m_bitLine != nullptr ? groupBits(*m_bitLine) : std::string{};
    if (name != "sum")
        return std::nullopt;
    std::string sum;
    for (int bit = 7; bit >= 0; --bit) {
        if ((m_byte >> bit & 1) != 0)
            sum += (sum.empty() ? "" : " + ") + std::to_string(1 << bit);
    }
    return sum.empty() ? "0" : sum;
}

std::string Scene::fill(const analysis::Place& place, const Sentences& sentences) const
{
    if (place.name == "character")
        return sentences.character;
    if (place.name == "about")
        return sentences.about;
    for (const auto part : {&Scene::fillByte, &Scene::fillBit, &Scene::fillField, &Scene::fillPacket}) {
        if (auto text = (this->*part)(place))
            return std::move(*text);
    }
    return {};
}

} // namespace mqttscope::teach
