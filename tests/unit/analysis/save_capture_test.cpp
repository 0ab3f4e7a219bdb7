// SPDX-License-Identifier: GPL-3.0-or-later
// Comments that are kept in the file.
#include "analysis/export/save_capture.h"

#include "tests/support/program.h"
#include "tests/unit/analysis/script_file.h"

#include <gtest/gtest.h>

namespace mqttscope::analysis::test {
namespace {

namespace fs = std::filesystem;
using mqttscope::test::commandOf;
using mqttscope::test::runShell;

std::string commentOf(const Document& document, std::uint32_t frame)
{
    return std::string{document.source().comment(frame)};
}

void expectSameFrames(const Document& a, const Document& b)
{
    const auto one = a.snapshot();
    const auto other = b.snapshot();
    ASSERT_EQ(one->frameCount(), other->frameCount());
    for (std::uint32_t frame = 1; frame <= one->frameCount(); ++frame) {
        const auto left = a.source().bytes(one->frame(frame));
        const auto right = b.source().bytes(other->frame(frame));
        EXPECT_TRUE(std::equal(left.begin(), left.end(), right.begin(), right.end())) << frame;
        EXPECT_EQ(one->frame(frame).timeNs, other->frame(frame).timeNs);
        EXPECT_EQ(one->frame(frame).originalLength, other->frame(frame).originalLength);
    }
}

TEST(SaveCapture, KeepsCommentsInAPcapngFile)
{
    const auto document = indexed(sourcePath("samples/qos2.pcapng"));
    const TempFile target;
    const auto saved = saveCapture(*document, std::nullopt, {{3, "à voir"}, {5, "une autre"}}, target.path());
    ASSERT_TRUE(saved.has_value());
    EXPECT_EQ(saved->frames, document->snapshot()->frameCount());
    const auto again = indexed(target.path());
    expectSameFrames(*document, *again);
    EXPECT_EQ(commentOf(*again, 3), "à voir");
    EXPECT_EQ(commentOf(*again, 5), "une autre");
    EXPECT_EQ(again->contents().interfaces.size(), document->contents().interfaces.size());
    EXPECT_EQ(again->contents().interfaces[0].name, document->contents().interfaces[0].name);
    EXPECT_FALSE(fs::exists(target.path() + ".part"));
}

TEST(SaveCapture, APcapFileBecomesPcapng)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const TempFile target;
    ASSERT_TRUE(saveCapture(*document, std::nullopt, {{4, "CONNECT"}}, target.path()).has_value());
    const auto again = indexed(target.path());
    expectSameFrames(*document, *again);
    EXPECT_EQ(commentOf(*again, 4), "CONNECT");
}

TEST(SaveCapture, TakesThePlaceOfTheFileThatItReads)
{
    const TempFile target;
    fs::copy_file(sourcePath("samples/qos2.pcapng"), target.path(), fs::copy_options::overwrite_existing);
    const auto document = indexed(target.path());
    ASSERT_TRUE(saveCapture(*document, std::nullopt, {{1, "first"}}, target.path()).has_value());
    ASSERT_TRUE(
        saveCapture(*document, std::nullopt, {{1, "first"}, {2, "second"}}, target.path()).has_value());
    const auto again = indexed(target.path());
    EXPECT_EQ(commentOf(*again, 1), "first");
    EXPECT_EQ(commentOf(*again, 2), "second");
    expectSameFrames(*document, *again);
}

TEST(SaveCapture, ChosenFramesOnly)
{
    const auto document = indexed(sourcePath("samples/qos2.pcapng"));
    const TempFile target;
    const auto saved =
        saveCapture(*document, std::vector<std::uint32_t>{2, 4}, {{4, "kept"}, {5, "gone"}}, target.path());
    ASSERT_TRUE(saved.has_value());
    EXPECT_EQ(saved->frames, 2U);
    const auto again = indexed(target.path());
    EXPECT_EQ(again->snapshot()->frameCount(), 2U);
    EXPECT_EQ(commentOf(*again, 2), "kept");
}

TEST(SaveCapture, WhereNothingCanBeWrittenIsSaid)
{
    const auto document = indexed(sourcePath("samples/qos2.pcapng"));
    const auto saved = saveCapture(*document, std::nullopt, {}, "/nonexistent/capture.pcapng");
    ASSERT_FALSE(saved.has_value());
    EXPECT_EQ(saved.error().code, OpenError::Code::CannotCreate);
    EXPECT_EQ(saved.error().systemError, ENOENT);
}

TEST(SaveCapture, TsharkReadsTheComments)
{
    if (const std::string why = mqttscope::test::whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    for (const char* sample : {"samples/qos2.pcapng", "samples/connect-python1.pcap"}) {
        const auto document = indexed(sourcePath(sample));
        const TempFile target;
        ASSERT_TRUE(saveCapture(*document, std::nullopt, {{2, "à voir"}}, target.path()).has_value());
        const auto read = runShell(commandOf({"tshark", "-n", "-r", target.path(), "-Y", "frame.comment",
                                              "-T", "fields", "-e", "frame.number", "-e", "frame.comment"}));
        EXPECT_NE(read.output.find("2\tà voir\n"), std::string::npos) << read.output << read.errors;
        const std::string bytes = " -T fields -e frame.time_epoch -e frame.len -e data -e tcp.payload";
        const auto before = runShell(commandOf({"tshark", "-n", "-r", sourcePath(sample)}) + bytes);
        const auto after = runShell(commandOf({"tshark", "-n", "-r", target.path()}) + bytes);
        EXPECT_EQ(before.output, after.output);
        EXPECT_FALSE(after.output.empty());
    }
}

} // namespace
} // namespace mqttscope::analysis::test
