// SPDX-License-Identifier: GPL-3.0-or-later
// No text of one field says nearly the same as a text of another: then it would fit both, and teach neither.
#include "dissector/field/field_table.h"
#include "teach/vocabulary.h"
#include "tests/unit/teach/similarity.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace mqttscope::teach {
namespace {

/// Half of all sequences of three words. Above it stand pairs of which one was copied from the other; what is
/// below shares a turn of phrase, as bits of two QoS do.
constexpr double kLimit = 0.5;

/// Sections of single words and of names.
bool isProse(std::string_view section)
{
    constexpr std::array<std::string_view, 3> kOthers = {"word", "short", "meaning"};
    return std::find(kOthers.begin(), kOthers.end(), section) == kOthers.end();
}

/// The same byte in MQTT 3.1.1 and in 5.0 has two names.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kTwins = {
    {{"mqtt.sub.qos", "mqtt.subscription_options"},
     {"mqtt.conack.val", "mqtt.connack.reason_code"},
     {"mqtt.suback.qos", "mqtt.suback.reason_code"}}};

/// The byte that the bits of a name are part of: bit lines stand behind their byte in the field table.
std::string_view byteOf(std::string_view name)
{
    static const auto kBytes = [] {
        std::map<std::string_view, std::string_view> bytes;
        std::string_view whole;
        for (const field::FieldInfo& info : field::fieldTable()) {
            if (info.mask == 0)
                whole = info.name;
            bytes.emplace(info.name, whole);
        }
        return bytes;
    }();
    const auto found = kBytes.find(name);
    return found != kBytes.end() ? found->second : name;
}

/// Whose text it is: the field, and of bits their byte. Texts about kinds of fields speak of any field of
/// their kind by its {label}, and have one owner together.
std::string ownerOf(std::string_view section, std::string_view rest)
{
    if (section == "class" || section == "bit-class" || section == "character")
        return "class";
    const std::string_view byte = byteOf(rest.substr(0, rest.find(TextTable::kSeparator)));
    const auto* twin =
        std::find_if(kTwins.begin(), kTwins.end(), [&](const auto& t) { return t.first == byte; });
    return std::string{twin != kTwins.end() ? twin->second : byte};
}

/// Every narration and explanation of a language.
std::vector<OwnedText> proseOf(const Vocabulary& words)
{
    std::vector<OwnedText> texts;
    const auto add = [&](ContentFile file) {
        for (const TextTable::Entry& entry : words.table(file).entries()) {
            const std::string_view path = entry.path;
            const std::size_t first = path.find(TextTable::kSeparator);
            const std::string_view section = path.substr(0, first);
            if (first == std::string_view::npos || !isProse(section))
                continue;
            const std::string_view rest = path.substr(first + 1);
            texts.push_back({ownerOf(section, rest), pathForPeople(path), entry.text});
        }
    };
    add(ContentFile::Explanations);
    for (const ContentFile file : kNarrationFiles)
        add(file);
    return texts;
}

/// Labels of several words, in small letters. Those of one word are ordinary words as well.
std::vector<std::string> namesOf(const Vocabulary& words)
{
    std::set<std::string> names;
    for (const field::FieldInfo& info : field::fieldTable()) {
        for (std::string name : {std::string{info.label}, words.label(info.id)}) {
            name = name.substr(0, name.find(" ("));
            for (char& c : name)
                c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            if (name.find(' ') != std::string::npos)
                names.insert(name);
        }
    }
    std::vector<std::string> sorted(names.begin(), names.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    return sorted;
}

class NearDuplicates : public ::testing::TestWithParam<Language> {
protected:
    const Vocabulary words{GetParam()};
    std::vector<OwnedText> texts = proseOf(words);
    const std::vector<std::string> names = namesOf(words);
};

TEST_P(NearDuplicates, AreNotAmongTheTexts)
{
    ASSERT_GT(texts.size(), 800U);
    for (const AlikePair& pair : alikePairs(texts, names, kLimit)) {
        const OwnedText& a = texts[pair.first];
        const OwnedText& b = texts[pair.second];
        ADD_FAILURE() << fmt::format("{:.2f}  {}\n      {}\n      {}\n      {}", pair.similarity, a.place,
                                     a.text, b.place, b.text);
    }
}

// A text taken over from another field, with its name and its number changed.
TEST_P(NearDuplicates, AreFoundIfThereAreAny)
{
    const bool french = GetParam() == Language::French;
    texts.push_back(
        {"made.up", "byte / made.up / *",
         french ? "La session est gardée {value} après la fermeture de la connexion. Absente de CONNECT, "
                  "elle vaut 7 ; absente de CONNACK, c’est la valeur du CONNECT qui compte."
                : "The session is kept for {number} after the connection has closed. In CONNECT its "
                  "absence means 7; in CONNACK it means that the value of CONNECT counts."});
    const auto pairs = alikePairs(texts, names, kLimit);
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const AlikePair& pair) {
        return texts[pair.second].owner == "made.up";
    });
    ASSERT_NE(found, pairs.end());
    EXPECT_EQ(texts[found->first].owner, "mqtt.prop.session_expiry_interval");
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, NearDuplicates, ::testing::ValuesIn(kLanguages),
                         [](const auto& test) { return std::string{languageCode(test.param)}; });

} // namespace
} // namespace mqttscope::teach
