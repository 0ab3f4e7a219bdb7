// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/language.h"
#include "teach/text_table.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// One kind of texts; each is one file per language.
enum class ContentFile : std::uint8_t {
    Rules,        ///< version / statement / "rule" or "consequence"
    Issues,       ///< code of the issue table
    Labels,       ///< "labels" or "values" / English word of the field table
    Phrases,      ///< name of the phrase
    Simulator,    ///< what `mqttscope-cli simulate` says: "wanted", "fault" or "report" / name
    Broker,       ///< "log", "word" or "problem" / what happened
    Client,       ///< what `mqttscope-cli pub`, `sub` and `rr` say: "argument" or "run" / name
    Explanations, ///< what the window says of fields: section / filter name (/ value), see Explainer
    Filter,       ///< "error", "hint" or "warning" / what is wrong with a display filter
    Illustrated,  ///< the words around the bytes of an illustrated packet: group / name
    Samples,      ///< sample / "title" or "story"
    Glossary,     ///< "term" / id / part of GlossaryEntry, or "say" / what the command line says
    Knowledge,    ///< what a reader knows so far: "label", "value" or "word" / name, see knowledgeAt
    Narration,    ///< what is said of bytes in general: section / kind of field / conditions, see TextBook
    NarrationPackets,    ///< likewise of bytes of MQTT: section / filter name / conditions
    NarrationProperties, ///< likewise of the properties of MQTT 5.0
    NarrationNetwork,    ///< likewise of everything below MQTT
    Live,                ///< live captures: "problem" or "say" / name
    Ladder,  ///< what a ladder shows: "fact" or "why" / step, "next" / meaning, "strip" / what, "legend" /
             ///< sign, "note" / LadderNote
    Vantage, ///< what can be seen from where: "place" / id / part, "fit" / reason, "say" / what
};

inline constexpr std::array kContentFiles = {ContentFile::Rules,
                                             ContentFile::Issues,
                                             ContentFile::Labels,
                                             ContentFile::Phrases,
                                             ContentFile::Simulator,
                                             ContentFile::Broker,
                                             ContentFile::Client,
                                             ContentFile::Explanations,
                                             ContentFile::Filter,
                                             ContentFile::Samples,
                                             ContentFile::Illustrated,
                                             ContentFile::Glossary,
                                             ContentFile::Knowledge,
                                             ContentFile::Narration,
                                             ContentFile::NarrationPackets,
                                             ContentFile::NarrationProperties,
                                             ContentFile::NarrationNetwork,
                                             ContentFile::Live,
                                             ContentFile::Ladder,
                                             ContentFile::Vantage};

/// Those that say what bytes mean.
inline constexpr std::array kNarrationFiles = {ContentFile::Narration, ContentFile::NarrationPackets,
                                               ContentFile::NarrationProperties,
                                               ContentFile::NarrationNetwork};

/// "rules.json"
[[nodiscard]] std::string_view contentFileName(ContentFile file);

/// The texts of one language: those built in, and over them, key by key, those of a teacher's folder. Files
/// are read when they are asked for first. Any thread.
class Content {
public:
    /// `folder` holds `en/` and `fr/` with files of the names above; it need not exist. Empty: built-in texts
    /// only.
    explicit Content(Language language, std::filesystem::path folder = {});

    /// The text of a path; empty if there is none. Valid as long as this object.
    [[nodiscard]] std::string_view text(ContentFile file, std::string_view path) const;
    /// All texts of a file.
    [[nodiscard]] const TextTable& table(ContentFile file) const;

    /// One sentence, in the language of the texts, for each thing that is wrong with the teacher's files read
    /// so far; the built-in text stands in for what is wrong.
    [[nodiscard]] std::vector<std::string> complaints() const;

    [[nodiscard]] Language language() const { return m_language; }

private:
    struct Slot {
        std::once_flag once;
        TextTable table;
    };

    void load(ContentFile file, TextTable& table) const;
    void layOver(ContentFile file, TextTable& table) const;
    void complain(std::string sentence) const;

    static constexpr std::size_t kMaxComplaints = 20;

    Language m_language;
    std::filesystem::path m_folder;
    mutable std::array<Slot, kContentFiles.size()> m_slots;
    mutable std::mutex m_mutex;
    mutable std::vector<std::string> m_complaints;
};

/// Where a teacher's texts are looked for: `$XDG_DATA_HOME/mqttscope/content`, or below `~/.local/share`.
/// Empty if neither variable is set.
[[nodiscard]] std::filesystem::path teacherFolder();

} // namespace mqttscope::teach
