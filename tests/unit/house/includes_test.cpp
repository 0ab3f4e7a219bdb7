// SPDX-License-Identifier: GPL-3.0-or-later
// Who may include whom, held against every file of the tree; and the checker, held against examples.
#include "tests/unit/house/include_rules.h"
#include "tests/unit/house/source_rules.h"
#include "tests/unit/house/tree.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace mqttscope::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// A source text with these include lines. They are not written out here, or the tree would not pass.
std::string including(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += "#include " + line + "\n";
    return text;
}

struct Example {
    std::string path;
    std::string include;
};

void PrintTo(const Example& example, std::ostream* out)
{
    *out << example.path << " includes " << example.include;
}

class ForbiddenInclude : public testing::TestWithParam<Example> {};
TEST_P(ForbiddenInclude, IsFound)
{
    EXPECT_EQ(includeViolations(GetParam().path, including({GetParam().include})).size(), 1U);
}
INSTANTIATE_TEST_SUITE_P(
    Examples, ForbiddenInclude,
    testing::Values(
        // against the layers
        Example{"dissector/field/reader.h", R"("dissector/mqtt/packet.h")"},
        Example{"dissector/net/tcp.cpp", R"("dissector/stream/piece.h")"},
        Example{"dissector/net/tcp.cpp", R"("dissector/mqtt/packet.h")"},
        Example{"dissector/mqtt/decoder.cpp", R"("dissector/net/tcp.h")"},
        Example{"dissector/mqtt/decoder.cpp", R"("dissector/session/session.h")"},
        Example{"dissector/stream/channel.cpp", R"("dissector/mqtt/framing.h")"},
        Example{"dissector/filter/binder.cpp", R"("dissector/index/records.h")"},
        Example{"dissector/index/indexer.cpp", R"("capture/file/capture_reader.h")"},
        Example{"capture/file/pcap.cpp", R"("dissector/field/byte_view.h")"},
        Example{"capture/file/pcap.cpp", R"("capture/live/session.h")"},
        Example{"analysis/document.cpp", R"("teach/vocabulary.h")"},
        Example{"broker/core/broker.cpp", R"("dissector/net/tcp.h")"},
        Example{"broker/core/broker.cpp", R"("broker/net/listener.h")"},
        Example{"broker/net/tap.cpp", R"("capture/live/session.h")"},
        Example{"broker/sim/classroom.cpp", R"("broker/net/listener.h")"},
        Example{"broker/net/tap.cpp", R"("analysis/document.h")"},
        Example{"teach/narration.cpp", R"("ui/theme/theme.h")"},
        Example{"ui/views/hex_view.cpp", R"("app/window/main.h")"},
        Example{"ui/views/hex_view.cpp", R"("tests/support/packets.h")"},
        // other people's libraries
        Example{"dissector/mqtt/decoder.cpp", "<QString>"},
        Example{"capture/file/pcap.cpp", "<QtCore/QString>"}, Example{"analysis/document.h", "<QObject>"},
        Example{"broker/core/broker.h", "<QTcpSocket>"}, Example{"capture/live/session.h", "<pcap.h>"},
        Example{"capture/live/session.h", "<pcap/pcap.h>"}, Example{"analysis/document.cpp", "<pcap.h>"},
        Example{"capture/file/unpack.h", "<zlib.h>"}, Example{"capture/live/session.cpp", "<zstd.h>"},
        Example{"dissector/filter/filter.h", "<pcre2.h>"},
        Example{"broker/core/broker.cpp", "<openssl/ssl.h>"},
        Example{"dissector/stream/tls.cpp", "<openssl/evp.h>"},
        Example{"capture/file/pcap.cpp", "<sys/capability.h>"},
        Example{"dissector/index/indexer.cpp", "<nlohmann/json.hpp>"},
        Example{"ui/main_window.cpp", "<nlohmann/json.hpp>"},
        Example{"analysis/document.cpp", "<CLI/CLI.hpp>"}, Example{"app/cli/main.cpp", "<gtest/gtest.h>"},
        Example{"app/cli/main.cpp", "<boost/asio.hpp>"},
        // the operating system, and what is not pure
        Example{"dissector/net/tcp.cpp", "<netinet/tcp.h>"}, Example{"analysis/document.cpp", "<sys/mman.h>"},
        Example{"ui/main_window.cpp", "<unistd.h>"}, Example{"dissector/index/indexer.cpp", "<chrono>"},
        Example{"dissector/index/indexer.cpp", "<thread>"},
        Example{"dissector/mqtt/decoder.cpp", "<iostream>"}, Example{"broker/core/broker.cpp", "<fstream>"},
        // not in both compilers
        Example{"analysis/document.cpp", "<format>"}, Example{"capture/file/pcap.cpp", "<expected>"},
        Example{"app/cli/main.cpp", "<source_location>"},
        // named in another way than from the root
        Example{"dissector/field/reader.h", R"("byte_view.h")"},
        Example{"dissector/field/reader.h", R"("../field/byte_view.h")"},
        Example{"dissector/field/reader.h", R"("dissector/field/../mqtt/packet.h")"},
        Example{"dissector/field/reader.h", "<dissector/field/byte_view.h>"},
        Example{"dissector/field/reader.h", "MACRO_WITH_A_PATH"},
        Example{"ui/main_window.cpp", R"("other_window.moc")"},
        Example{"ui/main_window.h", R"("main_window.moc")"}));

class AllowedInclude : public testing::TestWithParam<Example> {};
TEST_P(AllowedInclude, IsNot)
{
    EXPECT_THAT(includeViolations(GetParam().path, including({GetParam().include})), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(
    Examples, AllowedInclude,
    testing::Values(Example{"dissector/field/reader.h", R"("dissector/field/byte_view.h")"},
                    Example{"dissector/field/reader.h", "<span>"},
                    Example{"dissector/net/tcp.cpp", R"("dissector/field/reader.h")"},
                    Example{"dissector/stream/channel.h", R"("dissector/field/byte_view.h")"},
                    Example{"dissector/stream/tls/record.cpp", "<openssl/evp.h>"},
                    Example{"dissector/session/session.cpp", R"("dissector/net/tcp.h")"},
                    Example{"dissector/index/indexer.cpp", R"("dissector/filter/filter.h")"},
                    Example{"dissector/index/indexer.cpp", R"("dissector/mqtt/decoder.h")"},
                    Example{"dissector/filter/matches.cpp", "<pcre2.h>"},
                    Example{"capture/live/session.cpp", R"("capture/file/capture_writer.h")"},
                    Example{"capture/live/session.cpp", "<pcap.h>"},
                    Example{"capture/file/mapped_file.cpp", "<sys/mman.h>"},
                    Example{"capture/file/unpack.cpp", "<zlib.h>"},
                    Example{"analysis/document.cpp", R"("capture/live/session.h")"},
                    Example{"analysis/document.cpp", R"("dissector/field/field_table.h")"},
                    Example{"analysis/export/json.cpp", "<nlohmann/json.hpp>"},
                    Example{"analysis/document.cpp", "<thread>"},
                    Example{"broker/net/websocket.cpp", R"("dissector/stream/channel.h")"},
                    Example{"broker/net/tap.cpp", R"("capture/file/capture_writer.h")"},
                    Example{"broker/net/listener.h", "<QTcpServer>"},
                    Example{"teach/narration.cpp", R"("dissector/mqtt/types.h")"},
                    Example{"ui/panels/broker_panel.cpp", R"("broker/core/broker.h")"},
                    Example{"ui/main_window.cpp", R"("main_window.moc")"},
                    Example{"ui/main_window.cpp", "<tl/expected.hpp>"},
                    Example{"app/cli/main.cpp", R"("ui/main_window.h")"},
                    Example{"app/cli/main.cpp", "<CLI/CLI.hpp>"},
                    Example{"tests/unit/capture/pcap_test.cpp", "<pcap.h>"},
                    Example{"tests/bench/open_bench.cpp", "<benchmark/benchmark.h>"},
                    Example{"tests/ui/main_window_test.cpp", "<QTest>"}));

TEST(IncludeRules, TheTableHasNoCircles)
{
    EXPECT_TRUE(roomsNameOnlyRoomsAbove());
}

TEST(IncludeRules, EveryWayToWriteTheLineIsRead)
{
    EXPECT_EQ(includeViolations("dissector/field/a.h",
                                "  #\tinclude  <QString>\n#include <vector>\n#include<QFile>")
                  .size(),
              2U);
}

TEST(IncludeRules, TheSentenceNamesFileHeaderAndReason)
{
    EXPECT_THAT(
        includeViolations("dissector/field/a.h", including({R"("dissector/mqtt/packet.h")"})),
        testing::ElementsAre("dissector/field/a.h: dissector/mqtt/packet.h: dissector/field may not include "
                             "dissector/mqtt"));
}

TEST(IncludeRules, AFileInNoRoomIsFound)
{
    EXPECT_EQ(includeViolations("misc/a.h", "").size(), 1U);
    EXPECT_EQ(includeViolations("dissector/a.h", "").size(), 1U);
    EXPECT_EQ(includeViolations("applications/a.h", "").size(), 1U);
}

TEST(House, EveryFileIncludesOnlyWhatItMay)
{
    for (const SourceFile& file : sourceFiles()) {
        for (const std::string& violation : includeViolations(file.path, file.text))
            ADD_FAILURE() << violation;
    }
}

TEST(House, NoHeaderIncludesItselfThroughOthers)
{
    std::map<std::string, std::vector<std::string>> next;
    for (const SourceFile& file : sourceFiles())
        next[file.path] = quotedIncludes(file.text);
    // Takes away whatever names nothing that is left: what stays forms circles.
    for (bool changed = true; changed;) {
        changed = std::erase_if(next, [&](const auto& entry) {
                      return std::none_of(entry.second.begin(), entry.second.end(),
                                          [&](const std::string& header) { return next.contains(header); });
                  }) > 0;
    }
    for (const auto& [path, headers] : next)
        ADD_FAILURE() << path << " stands in a circle of includes, or includes one";
}

TEST(House, EveryIncludedHeaderExists)
{
    std::set<std::string> paths;
    for (const SourceFile& file : sourceFiles())
        paths.insert(file.path);
    for (const SourceFile& file : sourceFiles()) {
        for (const std::string& header : quotedIncludes(file.text))
            EXPECT_TRUE(header.ends_with(".moc") || paths.contains(header)) << file.path << ": " << header;
    }
}

TEST(SourceRules, AGoodHeaderBreaksNone)
{
    EXPECT_THAT(
        sourceViolations("a/b.h", "// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n\nint a;\n"),
        IsEmpty());
}

TEST(SourceRules, EachBrokenRuleIsNamed)
{
    const std::string licence = "// SPDX-License-Identifier: GPL-3.0-or-later\n";
    EXPECT_THAT(sourceViolations("a.cpp", "int a;\n"), testing::ElementsAre(HasSubstr("licence")));
    EXPECT_THAT(sourceViolations("a.h", licence + "int a;\n"),
                testing::ElementsAre(HasSubstr("pragma once")));
    EXPECT_THAT(sourceViolations("a.cpp", licence + "int a;"),
                testing::ElementsAre(HasSubstr("does not end")));
    EXPECT_THAT(sourceViolations("a.cpp", licence + "// TO" + "DO: more\n"),
                testing::ElementsAre(HasSubstr("left to do")));
    EXPECT_THAT(sourceViolations("a.cpp", licence + "int TO" + "DOS;\n"), IsEmpty());
}

TEST(SourceRules, LengthIsBounded)
{
    std::string text = "// SPDX-License-Identifier: GPL-3.0-or-later\n";
    text.append(kMaxLines - 1, '\n');
    EXPECT_THAT(sourceViolations("a.cpp", text), IsEmpty());
    text += '\n';
    EXPECT_THAT(sourceViolations("a.cpp", text), testing::ElementsAre(HasSubstr("501 lines")));
}

TEST(House, EveryFileKeepsTheRulesOfAFile)
{
    ASSERT_GT(sourceFiles().size(), 30U);
    for (const SourceFile& file : sourceFiles()) {
        for (const std::string& violation : sourceViolations(file.path, file.text))
            ADD_FAILURE() << violation;
    }
}

TEST(House, EveryScriptAndCMakeFileHasItsLicenceLine)
{
    ASSERT_GT(scriptFiles().size(), 10U);
    for (const SourceFile& file : scriptFiles())
        EXPECT_TRUE(hasLicenceLine(file.text)) << file.path;
}

} // namespace
} // namespace mqttscope::test
