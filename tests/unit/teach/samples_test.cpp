// SPDX-License-Identifier: GPL-3.0-or-later
// Titles and stories of the samples: all there, in both languages, the same as in samples/README.md.
#include "teach/samples.h"

#include "teach/content.h"
#include "teach/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

namespace mqttscope::teach {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = MQTTSCOPE_SOURCE_DIR "/samples";

/// Words only: spaces of any kind become one, typographic apostrophes plain ones.
std::string plain(std::string text)
{
    for (const char* space : {"\u00a0", "\u202f", "\n"})
        text = std::regex_replace(text, std::regex(space), " ");
    text = std::regex_replace(text, std::regex("\u2019"), "'");
    return std::regex_replace(text, std::regex(" +"), " ");
}

std::string readme()
{
    std::ifstream in(kFolder / "README.md");
    return plain({std::istreambuf_iterator<char>(in), {}});
}

TEST(Samples, AreTheCapturesOfTheFolder)
{
    std::set<std::string> files;
    for (const auto& entry : fs::directory_iterator(kFolder)) {
        if (entry.path().extension() == ".pcap" || entry.path().extension() == ".pcapng")
            files.insert(entry.path().filename().string());
    }
    std::set<std::string> listed;
    for (const Sample& sample : samples()) {
        EXPECT_TRUE(listed.emplace(sample.fileName).second) << sample.fileName;
        EXPECT_EQ(sampleNamed(sample.fileName), &sample);
    }
    EXPECT_EQ(listed, files);
    EXPECT_EQ(sampleNamed("other.pcap"), nullptr);
}

TEST(Samples, HaveATitleAndTheStoryOfTheReadme)
{
    const std::string text = readme();
    for (const Language language : kLanguages) {
        const Vocabulary vocabulary{language};
        const Content content{language};
        EXPECT_EQ(content.table(ContentFile::Samples).entries().size(), 2 * samples().size());
        for (const Sample& sample : samples()) {
            EXPECT_FALSE(vocabulary.sample(sample.id, "title").empty()) << sample.id;
            const std::string story = plain(vocabulary.sample(sample.id, "story"));
            EXPECT_FALSE(story.empty()) << sample.id;
            EXPECT_NE(text.find(story), std::string::npos)
                << sample.id << ' ' << languageCode(language) << ": " << story;
        }
    }
}

TEST(Samples, AreFoundBesideTheProgramFirst)
{
    EXPECT_EQ(sampleFolder("/nowhere/bin"), kFolder);
    const fs::path place = fs::path(::testing::TempDir()) / "mqttscope-installed";
    fs::create_directories(place / "bin");
    fs::create_directories(place / "share/mqttscope/samples");
    std::ofstream(place / "share/mqttscope/samples/connect-python1.pcap") << "x";
    EXPECT_EQ(sampleFolder(place / "bin"), (place / "share/mqttscope/samples").lexically_normal());
    fs::remove_all(place);
}

} // namespace
} // namespace mqttscope::teach
