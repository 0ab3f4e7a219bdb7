// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"
#include "dissector/field/field_value.h"
#include "dissector/mqtt/types.h"
#include "teach/vocabulary.h"

#include <optional>
#include <string>

namespace mqttscope::teach {

/// What is explained: a field with its value, and what counts of its surroundings.
struct Subject {
    field::FieldId field = field::FieldId::None;
    field::FieldValue value; ///< views bytes that must live as long as the subject
    mqtt::Version version = mqtt::Version::Unknown;
    std::optional<mqtt::PacketType> packet; ///< of the message that the field stands in
};

/// Words about a subject.
struct Explanation {
    std::string title;  ///< "QoS = 2, exactly once"
    std::string text;   ///< one or two sentences; empty if nothing is known
    std::string clause; ///< "MQTT 3.1.1 §3.3.1.2", "RFC 791 §3.1"; empty if nothing says it
};

/// Explains fields in the language of a vocabulary, with the texts of `explanations.json`. The text of the
/// value comes before that of the field, that of the version before that for all, that of a field before
/// that of the field whose name its own begins with.
class Explainer {
public:
    /// The vocabulary must outlive the explainer.
    explicit Explainer(const Vocabulary& words) : m_words(&words) {}

    [[nodiscard]] Explanation explain(const Subject& subject) const;

    /// The text of a field before its places are filled; empty if there is none.
    [[nodiscard]] std::string_view textOf(const Subject& subject) const;

    /// A field in the word of the standard: the label without the gloss in brackets that it has in the tree.
    [[nodiscard]] std::string name(field::FieldId field) const;
    /// The value of a field in few characters: with its unit, or in quotation marks; empty if it has none.
    [[nodiscard]] std::string shownValue(const Subject& subject) const;

private:
    [[nodiscard]] std::string title(const Subject& subject) const;
    [[nodiscard]] std::string placeText(const Subject& subject, std::string_view place) const;

    const Vocabulary* m_words;
};

} // namespace mqttscope::teach
