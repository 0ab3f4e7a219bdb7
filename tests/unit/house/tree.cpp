// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/house/tree.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace mqttscope::test {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> kRooms = {"dissector", "capture", "analysis", "broker",
                                                    "teach",     "ui",      "app",      "tests"};

SourceFile read(const fs::path& root, const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {path.lexically_relative(root).generic_string(), {std::istreambuf_iterator<char>(in), {}}};
}

template <class Wanted> void collect(std::vector<SourceFile>& files, const fs::path& folder, Wanted wanted)
{
    const fs::path root = MQTTSCOPE_SOURCE_DIR;
    if (!fs::exists(root / folder))
        return;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
        if (entry.is_regular_file() && wanted(entry.path()))
            files.push_back(read(root, entry.path()));
    }
}

std::vector<SourceFile> sorted(std::vector<SourceFile> files)
{
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

bool isSource(const fs::path& path)
{
    const fs::path kind = path.extension();
    return kind == ".h" || kind == ".cpp" || kind == ".inc";
}

bool isScript(const fs::path& path)
{
    const fs::path kind = path.extension();
    return kind == ".sh" || kind == ".py" || kind == ".cmake" || path.filename() == "CMakeLists.txt";
}

} // namespace

const std::vector<SourceFile>& sourceFiles()
{
    static const std::vector<SourceFile> files = [] {
        std::vector<SourceFile> found;
        for (const std::string_view room : kRooms)
            collect(found, room, isSource);
        return sorted(std::move(found));
    }();
    return files;
}

const std::vector<SourceFile>& scriptFiles()
{
    static const std::vector<SourceFile> files = [] {
        const fs::path root = MQTTSCOPE_SOURCE_DIR;
        std::vector<SourceFile> found;
        for (const std::string_view room : kRooms)
            collect(found, room, isScript);
        for (const std::string_view folder : {"cmake", "scripts", "packaging"})
            collect(found, folder, isScript);
        for (const std::string_view file : {"run.sh", "test.sh", "CMakeLists.txt", ".ci/run", ".clang-tidy"})
            found.push_back(read(root, root / file));
        return sorted(std::move(found));
    }();
    return files;
}

} // namespace mqttscope::test
