// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/test_list.h"

#include "tests/conformance/names.h"

#include <array>
#include <cstdio>
#include <memory>

namespace mqttscope::conformance {
namespace {

std::string outputOf(const std::string& command)
{
    std::string output;
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::array<char, 4096> part{};
    while (pipe && std::fgets(part.data(), static_cast<int>(part.size()), pipe.get()) != nullptr)
        output += part.data();
    return output;
}

/// "  Test/Parameter  # GetParam() = ..." below "Instance/Suite.  # ...".
void addTests(const std::string& program, std::string_view listing, std::vector<ListedTest>& all)
{
    std::string suite;
    for (std::string_view line : split(listing, "\n")) {
        line = line.substr(0, line.find("  #"));
        if (line.empty())
            continue;
        if (!line.starts_with("  ")) {
            suite = line;
            continue;
        }
        line.remove_prefix(2);
        ListedTest& test = all.emplace_back();
        test.program = program;
        test.full = suite + std::string(line);
        const std::size_t instance = suite.find('/');
        const std::size_t parameter = line.find('/');
        test.name = suite.substr(instance == std::string::npos ? 0 : instance + 1);
        test.name += line.substr(0, parameter);
        if (parameter != std::string_view::npos)
            test.parameter = line.substr(parameter + 1);
    }
}

bool isVersion(std::string_view parameter)
{
    return parameter == "V31" || parameter == "V311" || parameter == "V50";
}

} // namespace

std::vector<ListedTest> listedTests()
{
    return listedTests(
        {"conformance_test", "conformance_sockets_test", "broker_test", "broker_net_test", "mqtt_test"});
}

std::vector<ListedTest> listedTests(const std::vector<std::string>& programs)
{
    std::vector<ListedTest> all;
    for (const std::string& program : programs) {
        const std::string listing =
            outputOf("'" MQTTSCOPE_BINARY_DIR "/bin/tests/" + program + "' --gtest_list_tests");
        if (listing.empty())
            return {};
        addTests(program, listing, all);
    }
    return all;
}

std::vector<const ListedTest*> testsNamed(const std::vector<ListedTest>& all, std::string_view name,
                                          int version, std::string_view statement)
{
    const std::size_t slash = name.find('/');
    const std::string_view test = name.substr(0, slash);
    std::string parameter(slash == std::string_view::npos ? std::string_view{} : name.substr(slash + 1));
    if (parameter == "@")
        parameter = parameterName(version, statement) + "_case*";
    const std::string own = version == 3 ? "V31" : version == 4 ? "V311" : "V50";
    std::vector<const ListedTest*> found;
    for (const ListedTest& listed : all) {
        if (listed.name != test)
            continue;
        const bool fits = parameter.empty()
                              ? version == 0 || !isVersion(listed.parameter) || listed.parameter == own
                          : parameter.ends_with('*')
                              ? listed.parameter.starts_with(parameter.substr(0, parameter.size() - 1))
                              : listed.parameter == parameter;
        if (fits)
            found.push_back(&listed);
    }
    return found;
}

} // namespace mqttscope::conformance
