// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "analysis/document.h"
#include "dissector/field/field_info.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/types.h"
#include "teach/narration/narrator.h"
#include "teach/vocabulary.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// What of a frame is explained.
struct IllustrationOptions {
    enum class Layers : std::uint8_t {
        Mqtt, ///< the MQTT messages that end in the frame
        All,  ///< likewise, and before them every other byte of the frame
    };
    Layers layers = Layers::Mqtt;
    /// Only the message of this place among those of the frame.
    std::optional<std::size_t> message;
    /// Each byte of long texts and binary fields too, not only the first kListedBytes.
    bool allBytes = false;
};

/// Bytes of a text or a binary field that are explained one by one unless all are asked for.
inline constexpr std::uint32_t kListedBytes = 64;

/// A part of a section: "Fixed header", or a layer below MQTT.
struct IllustratedPart {
    std::uint32_t node = analysis::kNoNode;
    std::uint32_t firstField = 0;
    std::uint32_t fieldCount = 0;
};

/// A field of a section, without words. Bytes that nothing explains are one too, with no node.
struct IllustratedField {
    std::uint32_t node = analysis::kNoNode; ///< a leaf, or a number whose bytes are leaves of their own
    analysis::BytePlace place;              ///< its first byte
    std::uint32_t offset = 0;               ///< of that byte in the section: in the message or the frame
    std::uint32_t length = 0;               ///< bytes
    std::uint32_t listed = 0; ///< the first so many have a row each; the others have one together
    field::Role role = field::Role::None;
    bool captured = true; ///< false: the bytes exist, but the capture has not got them

    [[nodiscard]] std::uint32_t rows() const { return listed + (listed < length ? 1 : 0); }
    [[nodiscard]] std::uint32_t end() const { return offset + length; }
};

/// One message, or what of the frame belongs to no message of it.
struct IllustratedSection {
    std::optional<std::size_t> message; ///< its place among the messages of the frame; none: other layers
    std::uint32_t size = 0;             ///< bytes of the message, or of the frame
    mqtt::Version version = mqtt::Version::Unknown; ///< by which the message was read
    bool versionGuessed = false;                    ///< no CONNECT told it
    std::string packet;                             ///< "CONNECT"; empty: other layers
    std::vector<IllustratedPart> parts;
    std::vector<IllustratedField> fields; ///< in the order of their bytes
};

/// The words of a field.
struct FieldWords {
    std::string label;      ///< "Keep Alive"
    std::string shortLabel; ///< without its translation: where there is little room
    std::string value;      ///< "60 seconds"; empty if it has none
    Narration narration;    ///< of the field as a whole
};

/// The line of some bits of a byte.
struct IllustratedBits {
    std::string line;    ///< "0011 .... = MQTT Control Packet type: 3 (PUBLISH)"
    std::string pattern; ///< "0011 ....", the first part of it
    std::string words;   ///< the rest of it, behind the sign
    std::string meaning; ///< what the field of these bits is for; may be empty
};

/// One row: a byte and what is said of it, or all further bytes of a long field.
struct IllustratedByte {
    std::uint32_t offset = 0;          ///< in the section, from 0
    std::uint32_t count = 1;           ///< bytes that the row stands for
    bool single = true;                ///< false: the row sums up bytes, of which there is only `summary`
    std::uint8_t byte = 0;             ///< its value
    std::string label;                 ///< "Keep Alive 1/2"
    std::string value;                 ///< "0x003c = 60 seconds", "'p'"; empty if it is not complete
    std::string character;             ///< of a byte of a text the character; empty of numbers
    std::string summary;               ///< what is said of several bytes
    std::vector<IllustratedBits> bits; ///< lines of flags, behind the last byte of their field
    std::vector<std::uint32_t> issues; ///< places in Illustration::issues() of what begins here
    bool faulty = false;               ///< something is wrong with it
};

/// A statement of the standard that an issue breaks.
struct IllustratedRule {
    std::string id;          ///< "MQTT-3.3.2-2"
    std::string demand;      ///< what it demands
    std::string consequence; ///< what follows when it is broken
};

/// What is wrong, in words.
struct IllustratedIssue {
    field::Severity severity = field::Severity::Note;
    std::string sentence;
    std::vector<IllustratedRule> rules;
};

/// One frame on one page: which parts and fields its bytes belong to, and what is said of each byte. The plan
/// holds no words (a message may have millions of bytes); they are made when they are asked for. Everything
/// it says is well-formed UTF-8 without control characters.
class Illustration {
public:
    /// What stands above it. Empty texts: unknown.
    struct Heading {
        std::uint32_t frame = 0;
        std::string time;        ///< "2026-03-04 09:15:02.104512 UTC"
        std::string source;      ///< "192.168.1.21:49871"
        std::string destination; ///< likewise
        std::uint32_t size = 0;  ///< bytes of the frame on the wire
    };

    /// Nothing if the snapshot has no such frame. The vocabulary must outlive the illustration.
    [[nodiscard]] static std::optional<Illustration> of(const analysis::Document& document,
                                                        const index::Snapshot& snapshot, std::uint32_t frame,
                                                        const Vocabulary& words,
                                                        const IllustrationOptions& options = {});

    [[nodiscard]] const Heading& heading() const { return m_heading; }
    [[nodiscard]] const std::vector<IllustratedSection>& sections() const { return m_sections; }
    [[nodiscard]] const std::vector<IllustratedIssue>& issues() const { return m_issues; }
    [[nodiscard]] const Vocabulary& words() const { return *m_words; }

    /// The name of a part: "Fixed header", "Ethernet".
    [[nodiscard]] std::string partName(const IllustratedPart& part) const;
    [[nodiscard]] FieldWords fieldWords(const IllustratedField& field) const;
    /// A row of a field, below IllustratedField::rows().
    [[nodiscard]] IllustratedByte byte(const IllustratedField& field, std::uint32_t row) const;
    /// What is said of the byte of a row (of the first byte of several).
    [[nodiscard]] Narration narration(const IllustratedField& field, std::uint32_t row) const;

private:
    Illustration(const Vocabulary& words, NarratedFrame frame);

    void planMessage(const index::Snapshot& snapshot, std::size_t place, bool allBytes);
    void planLayers(bool allBytes);
    void describeIssues();
    [[nodiscard]] std::vector<IllustratedBits> bitLines(std::uint32_t leaf) const;
    void addIssues(IllustratedByte& row, analysis::BytePlace place, std::uint32_t count) const;

    const Vocabulary* m_words;
    Narrator m_narrator;
    NarratedFrame m_frame;
    analysis::ByteMap m_map;
    Heading m_heading;
    std::vector<IllustratedSection> m_sections;
    std::vector<IllustratedIssue> m_issues;
};

/// Bits in two groups of four: "0011 0010".
[[nodiscard]] std::string bitsText(std::uint8_t byte);
/// The letter of a role, as the byte view marks it: 'F', 'L', 'V', 'P', 'R', 'N', '?'; 0 = none.
[[nodiscard]] char roleLetter(field::Role role);
/// The word of a role in the language of the vocabulary: "variable header".
[[nodiscard]] std::string roleWord(field::Role role, const Vocabulary& words);
/// "MQTT 3.1.1 (guessed)"; empty if nobody knows.
[[nodiscard]] std::string versionText(const IllustratedSection& section, const Vocabulary& words);

} // namespace mqttscope::teach
