// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/narrator.h"

#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "teach/clauses.h"
#include "teach/explainer.h"
#include "teach/narration/scene.h"
#include "teach/narration/sentences.h"
#include "teach/narration/text_book.h"

#include <fmt/format.h>

#include <algorithm>

namespace mqttscope::teach {
namespace {

using field::FieldId;
using field::FieldNode;
using field::FieldType;
using field::FieldValue;

bool hasBitLines(const Scene& scene, const index::Dissection& dissection)
{
    const std::uint32_t next = scene.subjectIndex() + 1;
    return next < scene.subject()->next && dissection.tree.node(next).kind == field::NodeKind::Bits;
}

/// The kind of a field, for bytes that no text of their own is about.
std::string_view kindOf(const Scene& scene, const index::Dissection& dissection)
{
    if (scene.subject() == nullptr || scene.subject()->id == FieldId::Undecoded)
        return "undecoded";
    if (scene.subject()->id == FieldId::NotCaptured)
        return "not-captured";
    switch (scene.info().type) {
    case FieldType::String:
        return "text";
    case FieldType::Ether:
    case FieldType::Ipv4:
    case FieldType::Ipv6:
        return "address";
    case FieldType::Bytes:
    case FieldType::None:
        return "bytes";
    default:
        break;
    }
    if (hasBitLines(scene, dissection))
        return "flags";
    return scene.count() == 1 ? "single" : "number";
}

std::string_view bitKindOf(const Scene& scene)
{
    if (const FieldNode* line = scene.bitLine()) {
        const std::uint64_t mask = field::fieldInfo(line->id).mask;
        return (mask & (mask - 1)) == 0 ? "flag" : "group";
    }
    if (scene.info().type == FieldType::String)
        return "text";
    return scene.subject() != nullptr && scene.subject()->value.kind == FieldValue::Kind::Number ? "number"
                                                                                                 : "bytes";
}

std::string asHex(std::uint8_t byte)
{
    return fmt::format("0x{:02X}", byte);
}

} // namespace

/// The narrator's tools in one language.
struct Narrator::Book {
    explicit Book(const Vocabulary& itsWords) : words(&itsWords), texts(itsWords), explainer(itsWords) {}

    /// A text of a page, filled; with its key and, of a fault, the statement that is broken.
    struct Chosen {
        std::string text;
        std::string key;
        std::string_view rule = {};
    };

    [[nodiscard]] Chosen choose(std::string_view section, std::string_view name, const Scene& scene) const
    {
        const TextBook::Page* page = texts.page(section, name);
        const TextBook::Text* text =
            page == nullptr ? nullptr : TextBook::choose(*page, [&](const Condition& condition) {
                return scene.holds(condition, page->lastPlace);
            });
        if (text == nullptr)
            return {};
        return {fill(text->text, scene), text->key};
    }

    [[nodiscard]] std::string fill(std::string_view text, const Scene& scene) const
    {
        Scene::Sentences sentences;
        if (text.find("{character}") != std::string_view::npos)
            sentences.character = choose("character", "*", scene).text;
        if (text.find("{about}") != std::string_view::npos)
            sentences.about = firstSentence(explained(scene));
        return sentencesOf(analysis::fillPlaces(
            text, [&](const analysis::Place& place) { return scene.fill(place, sentences); }));
    }

    /// What the explainer says of the field, or of the bit's line.
    [[nodiscard]] std::string explained(const Scene& scene) const
    {
        const FieldNode* node = scene.bitLine() != nullptr ? scene.bitLine() : scene.subject();
        if (node == nullptr)
            return {};
        return explainer.explain({node->id, node->value, scene.version(), scene.packetType()}).text;
    }

    /// What is wrong at the byte, and what follows from it; empty if nothing is known of either.
    [[nodiscard]] Chosen fault(const Scene& scene) const
    {
        const field::Issue& issue = *scene.issue();
        const std::string text = firstSentence(words->issueSentence(issue));
        const std::string_view own = words->table(ContentFile::NarrationProperties)
                                         .find(textPath("malformed", field::issueInfo(issue.code).name));
        const std::string_view rule =
            field::ruleId(issue.code, issue.field, static_cast<std::uint8_t>(scene.version()));
        const std::string next = own.empty() ? words->consequence(rule, scene.version()) : std::string{own};
        return {joinSentences(text, firstSentence(next)), {}, rule};
    }

    /// The text of a byte (or bit), and the key by which its clause is found.
    [[nodiscard]] Chosen text(const Scene& scene, const index::Dissection& dissection) const;
    [[nodiscard]] Chosen bitText(const Scene& scene) const;

    const Vocabulary* words;
    TextBook texts;
    Explainer explainer;
};

Narrator::Book::Chosen Narrator::Book::text(const Scene& scene, const index::Dissection& dissection) const
{
    if (scene.issue() != nullptr) {
        if (Chosen wrong = fault(scene); !wrong.text.empty())
            return wrong;
    }
    for (const FieldNode* node : {scene.subject(), scene.leaf()}) {
        if (node == nullptr)
            continue;
        if (Chosen own = choose("byte", field::fieldInfo(node->id).name, scene); !own.text.empty())
            return own;
    }
    if (scene.count() == 1 && scene.subject() != nullptr) {
        if (std::string own = explained(scene); !own.empty())
            return {std::move(own), {}};
    }
    return {choose("class", kindOf(scene, dissection), scene).text, {}};
}

Narrator::Book::Chosen Narrator::Book::bitText(const Scene& scene) const
{
    for (const FieldNode* node : {scene.bitLine(), scene.subject(), scene.leaf()}) {
        if (node == nullptr)
            continue;
        if (Chosen own = choose("bit", field::fieldInfo(node->id).name, scene); !own.text.empty())
            return own;
    }
    const std::string_view kind = bitKindOf(scene);
    if (kind == "flag") {
        if (std::string own = explained(scene); !own.empty())
            return {std::move(own), {}};
    }
    return {choose("bit-class", kind, scene).text, {}};
}

Narrator::Narrator(const Vocabulary& words) : m_words(&words) {}
Narrator::~Narrator() = default;
Narrator::Narrator(Narrator&&) noexcept = default;
Narrator& Narrator::operator=(Narrator&&) noexcept = default;

const Narrator::Book& Narrator::book() const
{
    std::unique_ptr<Book>& book = m_books[static_cast<std::size_t>(m_words->language())];
    if (!book)
        book = std::make_unique<Book>(*m_words);
    return *book;
}

Narration Narrator::byte(const NarratedFrame& frame, analysis::BytePlace place) const
{
    const Book& tools = book();
    const Scene scene(*m_words, frame, place);
    const auto [text, key, rule] = tools.text(scene, *frame.dissection);
    std::string clause = clauseText(scene.info().id, scene.version(), key, m_words->language());
    if (!rule.empty())
        clause += (clause.empty() ? "[" : ", [") + std::string{rule} + "]";
    return {tools.explainer.name(scene.info().id), asHex(scene.byte()), text, clause};
}

Narration Narrator::bit(const NarratedFrame& frame, analysis::BytePlace place, int bit) const
{
    const Book& tools = book();
    const Scene scene(*m_words, frame, place, bit);
    const auto [text, key, rule] = tools.bitText(scene);
    const FieldId id = scene.bitLine() != nullptr ? scene.bitLine()->id : scene.info().id;
    return {tools.explainer.name(id), fmt::format("D{} = {}", bit, scene.byte() >> bit & 1), text,
            clauseText(id, scene.version(), key, m_words->language())};
}

Narration Narrator::field(const NarratedFrame& frame, std::uint32_t node) const
{
    const Book& tools = book();
    const FieldNode& line = frame.dissection->tree.node(node);
    const Scene scene(*m_words, frame, {line.source, line.range.offset});
    const Subject subject{line.id, line.value, scene.version(), scene.packetType()};
    const Explanation said = tools.explainer.explain(subject);
    return {tools.explainer.name(line.id), tools.explainer.shownValue(subject), said.text, said.clause};
}

std::string Narrator::spoken(const NarratedFrame& frame, analysis::BytePlace place) const
{
    const Scene scene(*m_words, frame, place);
    const Narration said = byte(frame, place);
    const std::uint32_t number = scene.message() != nullptr ? scene.numberInPacket() : place.offset + 1;
    const std::size_t all = scene.message() != nullptr ? scene.bytesOfPacket()
                                                       : frame.dissection->sources[place.source].bytes.size();
    return analysis::fillPlaces(m_words->table(ContentFile::Narration).find(textPath("word", "spoken-byte")),
                                {{"number", std::to_string(number)},
                                 {"count", std::to_string(all)},
                                 {"hex", said.value},
                                 {"label", said.title},
                                 {"text", said.text}});
}

} // namespace mqttscope::teach
