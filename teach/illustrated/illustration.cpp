// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/illustrated/illustration.h"

#include "analysis/export/text.h"
#include "analysis/export/time_column.h"
#include "analysis/frame_row.h"
#include "analysis/message_info.h"
#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "dissector/net/address_text.h"
#include "teach/gloss.h"
#include "teach/illustrated/byte_text.h"
#include "teach/illustrated/clean_text.h"
#include "teach/illustrated/section_plan.h"
#include "teach/number_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace mqttscope::teach {
namespace {

using analysis::BytePlace;
using analysis::kNoNode;
using analysis::Phrase;
using field::FieldNode;

/// Times of frames in different places of the world are compared: UTC.
std::string momentText(const index::Snapshot& snapshot, std::uint32_t frame)
{
    const std::string moment = analysis::timeText(snapshot, frame, analysis::TimeFormat::UtcDate, 0);
    return moment.empty() ? moment : moment + " UTC";
}

std::string endText(const net::Endpoint& end)
{
    return end.address.family == 0 ? std::string{} : net::endpointText(end);
}

Narration clean(const Narration& said)
{
    return {cleanText(said.title), cleanText(said.value), cleanText(said.text), cleanText(said.clause)};
}

} // namespace

Illustration::Illustration(const Vocabulary& words, NarratedFrame frame)
    : m_words(&words), m_narrator(words), m_frame(std::move(frame)), m_map(m_frame.dissection)
{
}

std::optional<Illustration> Illustration::of(const analysis::Document& document,
                                             const index::Snapshot& snapshot, std::uint32_t frame,
                                             const Vocabulary& words, const IllustrationOptions& options)
{
    auto dissection = document.dissect(snapshot, frame);
    if (!dissection)
        return std::nullopt;
    Illustration out{words, narratedFrame(snapshot, std::move(dissection))};
    const analysis::FrameRow row = analysis::frameRow(document, snapshot, frame);
    out.m_heading = {frame, momentText(snapshot, frame), endText(row.source), endText(row.destination),
                     row.originalLength};
    if (options.layers == IllustrationOptions::Layers::All)
        out.planLayers(options.allBytes);
    for (std::size_t i = 0; i < out.m_frame.dissection->messages.size(); ++i) {
        if (!options.message || *options.message == i)
            out.planMessage(snapshot, i, options.allBytes);
    }
    out.describeIssues();
    return out;
}

void Illustration::planMessage(const index::Snapshot& snapshot, std::size_t place, bool allBytes)
{
    const index::Dissection& dissection = *m_frame.dissection;
    const index::DissectedMessage& message = dissection.messages[place];
    const index::MessageRecord& record = snapshot.messages[message.message];
    const std::uint8_t source = dissection.messageSource();
    IllustratedSection section;
    section.message = place;
    section.size = record.length;
    section.packet = analysis::packetTypeName(record.type());
    if (const index::VersionEntry* entry = snapshot.versionOf(message.message)) {
        section.version = entry->version;
        section.versionGuessed = entry->guessed;
    }
    SectionPlan plan{dissection, section, allBytes};
    std::uint32_t at = message.range.offset;
    const auto add = [&](std::uint32_t leaf, std::uint32_t end) {
        plan.add(leaf, {source, at}, at - message.range.offset, end - at);
        at = end;
    };
    for (const analysis::FieldRun& run : m_map.runs(source)) {
        if (run.range.end() <= at)
            continue;
        if (run.range.offset >= message.range.end())
            break;
        if (run.range.offset > at)
            add(kNoNode, run.range.offset);
        add(run.node, std::min(run.range.end(), message.range.end()));
    }
    if (at < message.range.end())
        add(kNoNode, message.range.end());
    if (record.length > message.range.length) // cut off by the snap length
        plan.addMissing({source, at}, message.range.length, record.length - message.range.length);
    m_sections.push_back(std::move(section));
}

void Illustration::planLayers(bool allBytes)
{
    const index::Dissection& dissection = *m_frame.dissection;
    const std::uint8_t messages = dissection.messageSource();
    IllustratedSection section;
    section.size = static_cast<std::uint32_t>(dissection.sources.front().bytes.size());
    SectionPlan plan{dissection, section, allBytes};
    for (const analysis::FieldRun& run : m_map.runs(0)) {
        if (messages == 0 || dissection.tree.node(run.node).source != messages)
            plan.add(run.node, m_map.deepest(run.range.offset), run.range.offset, run.range.length);
    }
    if (!section.fields.empty())
        m_sections.push_back(std::move(section));
}

void Illustration::describeIssues()
{
    const index::Dissection& dissection = *m_frame.dissection;
    const mqtt::Version version =
        m_frame.messages.empty() ? mqtt::Version::Unknown : m_frame.messages.front().version;
    for (const field::Issue& issue : dissection.issues) {
        IllustratedIssue out;
        out.severity = issue.severity;
        out.sentence = cleanText(m_words->issue(issue, version));
        // Nothing is said of a statement that the texts do not know.
        for (const std::string_view id :
             field::ruleIds(issue.code, issue.field, static_cast<std::uint8_t>(version))) {
            const std::string rule = m_words->rule(id, version);
            if (rule != id)
                out.rules.push_back({std::string{id}, rule, m_words->consequence(id, version)});
        }
        m_issues.push_back(std::move(out));
    }
}

std::string Illustration::partName(const IllustratedPart& part) const
{
    return part.node == kNoNode ? std::string{}
                                : cleanText(m_words->label(m_frame.dissection->tree.node(part.node).id));
}

FieldWords Illustration::fieldWords(const IllustratedField& field) const
{
    FieldWords out;
    if (field.node == kNoNode) {
        out.label = m_words->label(field.captured ? field::FieldId::Undecoded : field::FieldId::NotCaptured);
        out.shortLabel = out.label;
        return out;
    }
    const FieldNode& node = m_frame.dissection->tree.node(field.node);
    out.label = m_words->label(node.id);
    out.shortLabel = std::string{withoutGloss(m_words->shortLabel(node.id))};
    out.value = cleanText(namedValue(node, *m_words));
    out.narration = clean(m_narrator.field(m_frame, field.node));
    return out;
}

IllustratedByte Illustration::byte(const IllustratedField& field, std::uint32_t row) const
{
    const BytePlace place{field.place.source, field.place.offset + row};
    const index::Dissection& dissection = *m_frame.dissection;
    const std::uint32_t leaf = field.node == kNoNode ? kNoNode : m_map.leafAt(place);
    IllustratedByte out;
    out.offset = field.offset + row;
    if (leaf != kNoNode)
        out.label = byteLabel(*m_words, dissection.tree.node(leaf), place.offset);
    out.single = row < field.listed;
    if (!out.single) {
        out.count = field.length - row;
        out.label = leaf == kNoNode ? fieldWords(field).label : m_words->label(dissection.tree.node(leaf).id);
        out.summary = summaryOf(field, out, *m_words);
    } else {
        out.byte = dissection.sources[place.source].bytes[place.offset];
    }
    addIssues(out, place, out.count);
    if (leaf == kNoNode || !out.single)
        return out;
    const FieldNode& node = dissection.tree.node(leaf);
    out.value = cleanText(byteValue(*m_words, dissection, leaf, place));
    out.character = characterAt(dissection, leaf, place, *m_words);
    if (place.offset + 1 == node.range.end())
        out.bits = bitLines(leaf);
    return out;
}

Narration Illustration::narration(const IllustratedField& field, std::uint32_t row) const
{
    if (field.node == kNoNode)
        return {};
    return clean(m_narrator.byte(m_frame, {field.place.source, field.place.offset + row}));
}

std::vector<IllustratedBits> Illustration::bitLines(std::uint32_t leaf) const
{
    const index::Dissection& dissection = *m_frame.dissection;
    std::vector<IllustratedBits> out;
    for (std::uint32_t i = leaf + 1; i < dissection.tree.node(leaf).next; ++i) {
        IllustratedBits bits;
        bits.line = cleanText(analysis::nodeText(dissection, i, *m_words));
        constexpr std::string_view kSign = " = ";
        if (const std::size_t sign = bits.line.find(kSign); sign != std::string::npos) {
            bits.pattern = bits.line.substr(0, sign);
            bits.words = bits.line.substr(sign + kSign.size());
        } else {
            bits.words = bits.line;
        }
        bits.meaning = clean(m_narrator.field(m_frame, i)).text;
        out.push_back(std::move(bits));
    }
    return out;
}

void Illustration::addIssues(IllustratedByte& row, BytePlace place, std::uint32_t count) const
{
    const auto& issues = m_frame.dissection->issues;
    for (std::uint32_t i = 0; i < issues.size(); ++i) {
        const field::Issue& issue = issues[i];
        // What is wrong at an empty place is told at the byte that stands there.
        const std::uint32_t end = issue.range.offset + std::max<std::uint32_t>(issue.range.length, 1);
        if (issue.source != place.source || end <= place.offset || issue.range.offset >= place.offset + count)
            continue;
        row.faulty = row.faulty || issue.severity != field::Severity::Note;
        if (issue.range.offset >= place.offset)
            row.issues.push_back(i);
    }
}

std::string bitsText(std::uint8_t byte)
{
    return fmt::format("{:04b} {:04b}", byte >> 4, byte & 15);
}

char roleLetter(field::Role role)
{
    switch (role) {
    case field::Role::None:
        return 0;
    case field::Role::FixedHeader:
        return 'F';
    case field::Role::Length:
        return 'L';
    case field::Role::VariableHeader:
        return 'V';
    case field::Role::Payload:
        return 'P';
    case field::Role::Property:
        return 'R';
    case field::Role::Network:
        return 'N';
    case field::Role::Undecoded:
        return '?';
    }
    return 0;
}

std::string roleWord(field::Role role, const Vocabulary& words)
{
    switch (role) {
    case field::Role::None:
        return {};
    case field::Role::FixedHeader:
        return words.illustrated("role", "fixed-header");
    case field::Role::Length:
        return words.illustrated("role", "length");
    case field::Role::VariableHeader:
        return words.illustrated("role", "variable-header");
    case field::Role::Payload:
        return words.illustrated("role", "payload");
    case field::Role::Property:
        return words.illustrated("role", "property");
    case field::Role::Network:
        return words.illustrated("role", "network");
    case field::Role::Undecoded:
        return words.illustrated("role", "undecoded");
    }
    return {};
}

std::string versionText(const IllustratedSection& section, const Vocabulary& words)
{
    const std::string_view version = analysis::versionName(section.version);
    std::string out;
    if (!version.empty())
        out = fmt::format("MQTT {}", version);
    if (section.versionGuessed)
        out += fmt::format("{}({})", out.empty() ? "" : " ", words.phrase(Phrase::Guessed));
    return out;
}

} // namespace mqttscope::teach
