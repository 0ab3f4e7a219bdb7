// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/content.h"

#include "analysis/phrase.h"
#include "dissector/field/field_table.h"
#include "teach/complaint.h"
#include "teach/embedded_content.h"
#include "teach/narration/condition.h"
#include "teach/narration/places.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>

namespace mqttscope::teach {
namespace {

namespace fs = std::filesystem;

/// English labels and names of values: the words of the field table, each standing for itself.
TextTable labelsOfFieldTable()
{
    std::map<std::string, std::string> texts; // many fields share a word
    for (const field::FieldInfo& info : field::fieldTable()) {
        if (!info.label.empty())
            texts[textPath("labels", info.label)] = info.label;
        for (const field::ValueName& value : info.names)
            texts[textPath("values", value.name)] = value.name;
    }
    std::vector<TextTable::Entry> entries;
    for (auto& [path, text] : texts)
        entries.emplace_back(path, std::move(text));
    return TextTable::of(std::move(entries));
}

TextTable phrasesOfAnalysis()
{
    std::vector<TextTable::Entry> texts;
    for (std::size_t i = 0; i < analysis::kPhraseCount; ++i) {
        const auto phrase = static_cast<analysis::Phrase>(i);
        texts.emplace_back(std::string{analysis::phraseName(phrase)},
                           std::string{analysis::phraseText(phrase)});
    }
    return TextTable::of(std::move(texts));
}

TextTable builtIn(Language language, ContentFile file)
{
    const std::string_view json = embeddedContent(language, file);
    if (json.empty())
        return file == ContentFile::Labels ? labelsOfFieldTable() : phrasesOfAnalysis();
    auto table = TextTable::parse(json);
    assert(table); // a test reads every built-in file
    return table ? std::move(*table) : TextTable{};
}

/// Whether every place of `own` is also one of `given`.
bool placesFit(std::string_view own, std::string_view given)
{
    const auto ownPlaces = analysis::placesOf(own);
    const auto givenPlaces = analysis::placesOf(given);
    if (!ownPlaces || !givenPlaces)
        return false;
    return std::all_of(ownPlaces->begin(), ownPlaces->end(), [&](const analysis::Place& place) {
        return std::find(givenPlaces->begin(), givenPlaces->end(), place) != givenPlaces->end();
    });
}

bool isNarration(ContentFile file)
{
    return std::find(kNarrationFiles.begin(), kNarrationFiles.end(), file) != kNarrationFiles.end();
}

/// Whether every place of a text is one that the narrator fills.
bool canBeNarrated(std::string_view text)
{
    const auto places = analysis::placesOf(text);
    return places && std::all_of(places->begin(), places->end(), isNarrationPlace);
}

/// Whether a path that no built-in text has is one for narration all the same: "byte" or "bit" / a field /
/// conditions. So a teacher can say more of a byte than we do.
bool isNewNarration(std::string_view path)
{
    const std::size_t first = path.find(TextTable::kSeparator);
    const std::size_t last = path.rfind(TextTable::kSeparator);
    if (first == last || first == std::string_view::npos)
        return false;
    const std::string_view section = path.substr(0, first);
    return (section == "byte" || section == "bit") &&
           !field::findFields(path.substr(first + 1, last - first - 1)).empty() &&
           conditionsOf(path.substr(last + 1)).has_value();
}

/// The bytes of a regular file, one more than the limit at most; none if it cannot be read.
std::optional<std::string> readFile(const fs::path& path)
{
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return std::nullopt;
    std::ifstream in{path, std::ios::binary};
    if (!in)
        return std::nullopt;
    std::string bytes;
    std::array<char, 65536> block{};
    while (bytes.size() <= TextTable::kMaxBytes && (in.read(block.data(), block.size()) || in.gcount() > 0))
        bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (in.bad())
        return std::nullopt;
    return bytes;
}

/// Editors of some systems put a byte order mark before UTF-8.
std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

} // namespace

std::string_view contentFileName(ContentFile file)
{
    switch (file) {
    case ContentFile::Rules:
        return "rules.json";
    case ContentFile::Issues:
        return "issues.json";
    case ContentFile::Labels:
        return "labels.json";
    case ContentFile::Phrases:
        return "phrases.json";
    case ContentFile::Simulator:
        return "simulator.json";
    case ContentFile::Broker:
        return "broker.json";
    case ContentFile::Client:
        return "client.json";
    case ContentFile::Samples:
        return "samples.json";
    case ContentFile::Glossary:
        return "glossary.json";
    case ContentFile::Explanations:
        return "explanations.json";
    case ContentFile::Illustrated:
        return "illustrated.json";
    case ContentFile::Filter:
        return "filter.json";
    case ContentFile::Knowledge:
        return "knowledge.json";
    case ContentFile::Narration:
        return "narration.json";
    case ContentFile::NarrationPackets:
        return "narration-packets.json";
    case ContentFile::NarrationProperties:
        return "narration-properties.json";
    case ContentFile::NarrationNetwork:
        return "narration-network.json";
    case ContentFile::Live:
        return "live.json";
    case ContentFile::Ladder:
        return "ladder.json";
    case ContentFile::Vantage:
        return "vantage.json";
    }
    return {};
}

Content::Content(Language language, fs::path folder) : m_language(language), m_folder(std::move(folder)) {}

std::string_view Content::text(ContentFile file, std::string_view path) const
{
    return table(file).find(path);
}

const TextTable& Content::table(ContentFile file) const
{
    Slot& slot = m_slots[static_cast<std::size_t>(file)];
    std::call_once(slot.once, [&] { load(file, slot.table); });
    return slot.table;
}

void Content::load(ContentFile file, TextTable& table) const
{
    table = builtIn(m_language, file);
    if (!m_folder.empty())
        layOver(file, table);
}

void Content::layOver(ContentFile file, TextTable& table) const
{
    const fs::path path = m_folder / languageCode(m_language) / contentFileName(file);
    std::error_code error;
    if (!fs::exists(path, error))
        return;
    const std::string name = path.string();
    const std::optional<std::string> bytes = readFile(path);
    if (!bytes) {
        complain(describeUnreadableFile(name, m_language));
        return;
    }
    const auto own = TextTable::parse(withoutByteOrderMark(*bytes));
    if (!own) {
        complain(describeBrokenFile(name, own.error(), m_language));
        return;
    }
    for (const TextTable::Entry& entry : own->entries()) {
        const bool known = table.contains(entry.path);
        if (!known && !(isNarration(file) && isNewNarration(entry.path)))
            complain(describeUnknownKey(name, pathForPeople(entry.path), m_language));
        else if (isNarration(file) ? !canBeNarrated(entry.text)
                                   : !placesFit(entry.text, table.find(entry.path)))
            complain(describeWrongPlaces(name, pathForPeople(entry.path), m_language));
        else
            table.put(entry.path, entry.text);
    }
}

void Content::complain(std::string sentence) const
{
    const std::lock_guard lock{m_mutex};
    if (m_complaints.size() < kMaxComplaints)
        m_complaints.push_back(std::move(sentence));
}

std::vector<std::string> Content::complaints() const
{
    const std::lock_guard lock{m_mutex};
    return m_complaints;
}

fs::path teacherFolder()
{
    const char* shared = std::getenv("XDG_DATA_HOME"); // NOLINT(concurrency-mt-unsafe): nobody sets variables
    // The XDG specification: relative paths are to be ignored.
    if (shared != nullptr && fs::path{shared}.is_absolute())
        return fs::path{shared} / "mqttscope" / "content";
    const char* home = std::getenv("HOME"); // NOLINT(concurrency-mt-unsafe): likewise
    if (home == nullptr || *home == '\0')
        return {};
    return fs::path{home} / ".local" / "share" / "mqttscope" / "content";
}

} // namespace mqttscope::teach
