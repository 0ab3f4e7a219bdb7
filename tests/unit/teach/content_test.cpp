// SPDX-License-Identifier: GPL-3.0-or-later
// Built-in texts, and a teacher's folder over them.
#include "teach/content.h"
#include "teach/embedded_content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

namespace mqttscope::teach {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A teacher's folder that is gone after the test.
struct TeacherFolder : ::testing::Test {
    TeacherFolder()
    {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder = fs::path{testing::TempDir()} / (std::string{"mqttscope-"} + test->name());
        fs::remove_all(folder);
        fs::create_directories(folder / "en");
        fs::create_directories(folder / "fr");
    }
    ~TeacherFolder() override
    {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    TeacherFolder(const TeacherFolder&) = delete;
    TeacherFolder& operator=(const TeacherFolder&) = delete;
    TeacherFolder(TeacherFolder&&) = delete;
    TeacherFolder& operator=(TeacherFolder&&) = delete;

    void write(std::string_view file, std::string_view text) const
    {
        std::ofstream{folder / file, std::ios::binary} << text;
    }

    fs::path folder;
};

const std::string kRule = textPath("5.0", "MQTT-3.1.0-1", "rule");

std::string_view builtIn(Language language, ContentFile file, std::string_view path)
{
    static const Content english{Language::English};
    static const Content french{Language::French};
    return (language == Language::French ? french : english).text(file, path);
}

TEST(Content, EveryEmbeddedFileIsItsSourceFile)
{
    for (const Language language : kLanguages) {
        for (const ContentFile file : kContentFiles) {
            const std::string_view embedded = embeddedContent(language, file);
            const fs::path path = fs::path{MQTTSCOPE_SOURCE_DIR} / "teach" / "content" /
                                  languageCode(language) / contentFileName(file);
            EXPECT_EQ(embedded.empty(), !fs::exists(path)) << path;
            std::ifstream in{path, std::ios::binary};
            EXPECT_EQ(embedded, std::string(std::istreambuf_iterator<char>{in}, {})) << path;
        }
    }
}

TEST(Content, EveryBuiltInFileIsReadable)
{
    for (const Language language : kLanguages) {
        for (const ContentFile file : kContentFiles) {
            const std::string_view json = embeddedContent(language, file);
            if (!json.empty()) {
                const auto table = TextTable::parse(json);
                ASSERT_TRUE(table) << languageCode(language) << contentFileName(file) << ' '
                                   << table.error().key;
                EXPECT_FALSE(table->entries().empty());
            }
        }
    }
}

TEST(Content, FolderThatIsNotThereChangesNothing)
{
    const Content content{Language::French, "/nowhere/at/all"};
    EXPECT_EQ(content.text(ContentFile::Rules, kRule), builtIn(Language::French, ContentFile::Rules, kRule));
    EXPECT_THAT(content.complaints(), IsEmpty());
}

TEST(Content, IsReadOnceFromManyThreads)
{
    const Content content{Language::English};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { EXPECT_NE(content.text(ContentFile::Rules, kRule), ""); });
    for (std::thread& thread : threads)
        thread.join();
}

TEST_F(TeacherFolder, ReplacesOneTextAndLeavesTheOthers)
{
    write("fr/rules.json", R"({"5.0": {"MQTT-3.1.0-1": {"rule": "CONNECT d’abord."}}})");
    const Content content{Language::French, folder};
    EXPECT_EQ(content.text(ContentFile::Rules, kRule), "CONNECT d’abord.");
    const std::string other = textPath("5.0", "MQTT-3.1.0-1", "consequence");
    EXPECT_EQ(content.text(ContentFile::Rules, other), builtIn(Language::French, ContentFile::Rules, other));
    EXPECT_THAT(content.complaints(), IsEmpty());
    const Content english{Language::English, folder};
    EXPECT_EQ(english.text(ContentFile::Rules, kRule), builtIn(Language::English, ContentFile::Rules, kRule));
}

TEST_F(TeacherFolder, ReplacesEnglishWordsOfTheFieldTable)
{
    write("en/labels.json", R"({"labels": {"Keep Alive": "Keep Alive, in seconds"}})");
    const Content content{Language::English, folder};
    EXPECT_EQ(content.text(ContentFile::Labels, textPath("labels", "Keep Alive")), "Keep Alive, in seconds");
    EXPECT_EQ(content.text(ContentFile::Labels, textPath("labels", "QoS")), "QoS");
    EXPECT_THAT(content.complaints(), IsEmpty());
}

TEST_F(TeacherFolder, ByteOrderMarkIsNoError)
{
    write("en/rules.json", "\xEF\xBB\xBF{\"5.0\": {\"MQTT-3.1.0-1\": {\"rule\": \"First.\"}}}");
    const Content content{Language::English, folder};
    EXPECT_EQ(content.text(ContentFile::Rules, kRule), "First.");
}

TEST_F(TeacherFolder, BrokenFileGivesASentenceAndTheBuiltInText)
{
    write("en/rules.json", "{\n\"5.0\": {\n");
    const Content content{Language::English, folder};
    EXPECT_EQ(content.text(ContentFile::Rules, kRule), builtIn(Language::English, ContentFile::Rules, kRule));
    EXPECT_THAT(content.complaints(), ElementsAre((folder / "en" / "rules.json").string() +
                                                  ": line 3 is not JSON; the built-in texts are used"));
}

TEST_F(TeacherFolder, SentencesComeInTheLanguageOfTheTexts)
{
    write("fr/rules.json", R"({"5.0": 7})");
    const Content content{Language::French, folder};
    (void)content.table(ContentFile::Rules);
    EXPECT_THAT(content.complaints(), ElementsAre(AllOf(HasSubstr("un texte est attendu"), HasSubstr("5.0"),
                                                        HasSubstr("les textes fournis sont utilisés"))));
}

TEST_F(TeacherFolder, HostileFilesGiveOneSentenceEach)
{
    write("en/rules.json", std::string(200'000, '{'));
    write("en/issues.json", std::string(TextTable::kMaxBytes + 1, ' '));
    write("en/labels.json", R"(["not", "an", "object"])");
    fs::create_directories(folder / "en" / "phrases.json");
    const Content content{Language::English, folder};
    for (const ContentFile file : kContentFiles)
        EXPECT_FALSE(content.table(file).entries().empty()) << contentFileName(file);
    EXPECT_THAT(content.complaints(),
                ElementsAre(HasSubstr("line 1 is not JSON"), HasSubstr("larger than"),
                            HasSubstr("an object with texts is expected"), HasSubstr("cannot be read")));
}

TEST_F(TeacherFolder, UnknownKeyIsNamedAndTheRestIsUsed)
{
    write("en/rules.json", R"({"5.0": {"MQTT-3.1.0-1": {"rule": "First.", "rules": "typo"}}})");
    const Content content{Language::English, folder};
    EXPECT_EQ(content.text(ContentFile::Rules, kRule), "First.");
    EXPECT_THAT(content.complaints(), ElementsAre(HasSubstr("“5.0 / MQTT-3.1.0-1 / rules”")));
}

TEST_F(TeacherFolder, PlacesThatTheBuiltInTextLacksAreRefused)
{
    write("en/issues.json", R"({
        "qos-reserved": "QoS {found:hex}",
        "trailing-bytes": "{found:bytes} too many",
        "topic-alias-unknown": "Alias {found",
        "protocol-level": "What level is this?"})");
    const Content content{Language::English, folder};
    EXPECT_EQ(content.text(ContentFile::Issues, "qos-reserved"),
              builtIn(Language::English, ContentFile::Issues, "qos-reserved"));
    EXPECT_EQ(content.text(ContentFile::Issues, "trailing-bytes"), "{found:bytes} too many");
    EXPECT_EQ(content.text(ContentFile::Issues, "protocol-level"), "What level is this?");
    EXPECT_THAT(content.complaints(),
                ElementsAre(HasSubstr("“qos-reserved”"), HasSubstr("“topic-alias-unknown”")));
}

TEST_F(TeacherFolder, MaySayMoreOfAByteThanTheBuiltInTexts)
{
    write("en/narration-packets.json", R"({"byte": {"mqtt.kalive": {
        "first =42": "{hex} begins {value}.",
        "first =43": "{hexx}",
        "never": "No such condition."}, "mqtt.nothing": {"*": "No such field."}}})");
    const Content content{Language::English, folder};
    const auto text = [&](const char* conditions) {
        return content.text(ContentFile::NarrationPackets, textPath("byte", "mqtt.kalive", conditions));
    };
    EXPECT_EQ(text("first =42"), "{hex} begins {value}.");
    EXPECT_EQ(text("first =43"), "") << "a place that nobody fills";
    EXPECT_EQ(text("never"), "");
    EXPECT_THAT(content.complaints(),
                ElementsAre(HasSubstr("first =43"), HasSubstr("never"), HasSubstr("mqtt.nothing")));
}

TEST_F(TeacherFolder, ComplaintsEndAtTheirLimit)
{
    std::string json = "{";
    for (int i = 0; i < 1000; ++i)
        json += "\"unknown" + std::to_string(i) + "\":\"x\",";
    json.back() = '}';
    write("en/issues.json", json);
    const Content content{Language::English, folder};
    (void)content.table(ContentFile::Issues);
    EXPECT_EQ(content.complaints().size(), 20U);
}

TEST(TeacherFolderPlace, FollowsTheXdgSpecification)
{
    const char* dataHome = std::getenv("XDG_DATA_HOME"); // NOLINT(concurrency-mt-unsafe): one thread
    const std::string before = dataHome != nullptr ? dataHome : "";
    ::setenv("XDG_DATA_HOME", "/some/place", 1); // NOLINT(concurrency-mt-unsafe): one thread
    EXPECT_EQ(teacherFolder(), fs::path{"/some/place/mqttscope/content"});
    ::setenv("XDG_DATA_HOME", "relative", 1); // NOLINT(concurrency-mt-unsafe): one thread
    EXPECT_NE(teacherFolder(), fs::path{"relative/mqttscope/content"});
    if (dataHome != nullptr)
        ::setenv("XDG_DATA_HOME", before.c_str(), 1); // NOLINT(concurrency-mt-unsafe): one thread
    else
        ::unsetenv("XDG_DATA_HOME"); // NOLINT(concurrency-mt-unsafe): one thread
}

} // namespace
} // namespace mqttscope::teach
