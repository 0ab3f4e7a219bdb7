// SPDX-License-Identifier: GPL-3.0-or-later
// docs/limits.md has every limit of the broker, and names tests that exist, of live capture too.
#include "tests/conformance/conformance_table.h"
#include "tests/conformance/test_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace mqttscope::conformance {
namespace {

std::string textOf(const std::string& file)
{
    std::ifstream in(MQTTSCOPE_SOURCE_DIR "/" + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The rows of the tables, without their heads.
std::vector<std::string> rows()
{
    const std::string text = textOf("docs/limits.md");
    std::vector<std::string> found;
    for (const std::string_view line : split(text, "\n")) {
        if (line.starts_with("| ") && !line.starts_with("| limit |"))
            found.emplace_back(line);
    }
    return found;
}

/// What stands between backticks.
std::vector<std::string> quoted(const std::string& text)
{
    static const std::regex kQuoted("`([^`]+)`");
    std::vector<std::string> found;
    for (std::sregex_iterator one(text.begin(), text.end(), kQuoted), end; one != end; ++one)
        found.push_back((*one)[1]);
    return found;
}

/// The members of a struct of a header.
std::vector<std::string> membersOf(const std::string& header, const std::string& type)
{
    const std::string text = textOf(header);
    const std::size_t begin = text.find("struct " + type + " {");
    EXPECT_NE(begin, std::string::npos) << type;
    const std::string body = text.substr(begin, text.find("\n};", begin) - begin);
    static const std::regex kMember("\n    [A-Za-z:_0-9]+ ([a-zA-Z0-9]+)( = [^;]+)?;");
    std::vector<std::string> members;
    for (std::sregex_iterator one(body.begin(), body.end(), kMember), end; one != end; ++one)
        members.push_back((*one)[1]);
    return members;
}

TEST(LimitsDocument, HasARowForEveryLimit)
{
    std::vector<std::string> names;
    for (const std::string& row : rows()) {
        const std::string limit(split(row, " | ").front());
        for (const std::string& name : quoted(limit))
            names.push_back(name);
    }
    const auto expectRows = [&](const std::string& header, const std::string& type, std::size_t least) {
        const std::vector<std::string> members = membersOf(header, type);
        EXPECT_GE(members.size(), least) << type;
        for (const std::string& member : members)
            EXPECT_NE(std::find(names.begin(), names.end(), member), names.end()) << type << "::" << member;
    };
    expectRows("broker/core/options.h", "Limits", 16);
    expectRows("broker/net/service_options.h", "ServiceLimits", 7);
}

TEST(LimitsDocument, NamesTestsThatExist)
{
    const std::vector<ListedTest> all =
        listedTests({"broker_test", "broker_net_test", "capture_live_test", "capture_program_test",
                     "live_capture_test", "conformance_sockets_test", "lab_test", "tap_test"});
    ASSERT_FALSE(all.empty());
    for (const std::string& row : rows()) {
        const std::vector<std::string_view> cells = split(row, " | ");
        ASSERT_EQ(cells.size(), 5U) << row;
        const std::vector<std::string> tests = quoted(std::string(cells[4]));
        EXPECT_FALSE(tests.empty()) << row;
        for (const std::string& test : tests)
            EXPECT_FALSE(testsNamed(all, test, 0, {}).empty()) << test;
    }
}

} // namespace
} // namespace mqttscope::conformance
