// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "analysis/phrase.h"
#include "dissector/field/field_info.h"
#include "dissector/field/field_tree.h"
#include "teach/narration/condition.h"
#include "teach/narration/narration.h"
#include "teach/vocabulary.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::teach {

/// One byte, or one bit of it, with all that a text may want to know of it: the field, its value, the place
/// in it, the message around it. Views the frame and the vocabulary; both must outlive it.
class Scene {
public:
    /// `bit`: 7 to 0; none: the byte as a whole.
    Scene(const Vocabulary& words, const NarratedFrame& frame, analysis::BytePlace place,
          std::optional<int> bit = {});

    /// Whether a condition holds; `lastPlace` is the highest number "#n" among the texts to choose from.
    [[nodiscard]] bool holds(const Condition& condition, std::uint64_t lastPlace) const;

    /// What stands at a place of a text; empty if the place is unknown, or says nothing here. `character` and
    /// `about`: what stands at {character} and {about}.
    struct Sentences {
        std::string character;
        std::string about;
    };
    [[nodiscard]] std::string fill(const analysis::Place& place, const Sentences& sentences) const;

    /// The leaf that the byte belongs to; null if no field has it.
    [[nodiscard]] const field::FieldNode* leaf() const { return m_leaf; }
    /// The field that is told of: the leaf, but of a byte of a Variable Byte Integer the number. Null
    /// likewise.
    [[nodiscard]] const field::FieldNode* subject() const { return m_subject; }
    [[nodiscard]] std::uint32_t subjectIndex() const { return m_subjectIndex; }
    /// The line of the tree that has the bit; null if there is none, or no bit is told of.
    [[nodiscard]] const field::FieldNode* bitLine() const { return m_bitLine; }
    [[nodiscard]] const field::FieldInfo& info() const;
    [[nodiscard]] const index::DissectedMessage* message() const { return m_message; }
    [[nodiscard]] mqtt::Version version() const { return m_about.version; }
    /// Of the message that the byte belongs to, if there is one.
    [[nodiscard]] std::optional<mqtt::PacketType> packetType() const;
    [[nodiscard]] std::uint8_t byte() const { return m_byte; }
    /// Which byte of the field it is, from 1, and of how many.
    [[nodiscard]] std::uint32_t number() const { return m_number; }
    [[nodiscard]] std::uint32_t count() const { return m_count; }
    /// Whether the value of the field is the bytes with the least significant first.
    [[nodiscard]] bool isLittleEndian() const;
    /// The issue that this byte tells of; null if there is none.
    [[nodiscard]] const field::Issue* issue() const { return m_issue; }
    /// The byte as one of its packet: from 1; 0 outside a message.
    [[nodiscard]] std::uint32_t numberInPacket() const;
    [[nodiscard]] std::uint32_t bytesOfPacket() const
    {
        return m_message != nullptr ? m_message->range.length : 0;
    }

private:
    void findField();
    void findMessage();
    void findBitLine();
    void findIssue();
    [[nodiscard]] bool tells(const field::Issue& issue) const;
    [[nodiscard]] bool wordHolds(std::string_view word) const;
    [[nodiscard]] bool placeHolds(std::string_view word) const;
    [[nodiscard]] bool packetHolds(std::string_view word) const;
    [[nodiscard]] bool fieldHolds(const Condition& condition) const;
    /// The field around the byte that is the nearest with this id, outside the subject; null if none is.
    [[nodiscard]] const field::FieldNode* around(field::FieldId id) const;
    /// The identifier of the property that the byte stands in; none outside properties.
    [[nodiscard]] std::optional<std::uint64_t> propertyIdentifier() const;
    /// The first node of that name in the message (outside one: in the frame); null if there is none.
    [[nodiscard]] const field::FieldNode* nodeNamed(std::string_view name) const;
    [[nodiscard]] const field::FieldNode* payload() const;
    [[nodiscard]] field::ByteView bytesOf(field::ByteRange range) const;
    [[nodiscard]] std::uint8_t neighbour(int distance) const;
    [[nodiscard]] std::optional<std::uint64_t> value() const;
    /// What conditions compare: the value, or an IPv4 or MAC address as the number that its bytes are.
    [[nodiscard]] std::optional<std::uint64_t> compared() const;
    [[nodiscard]] bool isText() const;

    [[nodiscard]] std::string word(std::string_view name) const;
    [[nodiscard]] std::string numberText(std::uint64_t number, std::string_view format) const;
    [[nodiscard]] std::string characterText(std::uint8_t byte, std::string_view whole) const;
    [[nodiscard]] std::string valueText(const field::FieldNode& node) const;
    [[nodiscard]] std::string soFar() const;
    [[nodiscard]] std::uint64_t weight() const;
    [[nodiscard]] std::string below() const;
    [[nodiscard]] std::string flags(bool set) const;
    [[nodiscard]] std::string joined(const std::vector<std::string>& parts) const;
    [[nodiscard]] std::optional<std::string> fillByte(const analysis::Place& place) const;
    [[nodiscard]] std::optional<std::string> fillField(const analysis::Place& place) const;
    [[nodiscard]] std::optional<std::string> fillPacket(const analysis::Place& place) const;
    [[nodiscard]] std::optional<std::string> fillBit(const analysis::Place& place) const;

    const Vocabulary* m_words;
    const NarratedFrame* m_frame;
    analysis::BytePlace m_place;
    std::optional<int> m_bit;
    const field::FieldNode* m_leaf = nullptr;
    std::uint32_t m_leafIndex = field::FieldNode::kNoParent;
    const field::FieldNode* m_subject = nullptr;
    std::uint32_t m_subjectIndex = field::FieldNode::kNoParent;
    const field::FieldNode* m_bitLine = nullptr;
    const index::DissectedMessage* m_message = nullptr;
    NarratedFrame::Message m_about;
    const field::Issue* m_issue = nullptr;
    std::uint8_t m_byte = 0;
    std::uint32_t m_number = 1;
    std::uint32_t m_count = 1;
};

} // namespace mqttscope::teach
