// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace mqttscope::test {

/// A file of the source tree.
struct SourceFile {
    std::string path; ///< from the root of the repository, with slashes
    std::string text;
};

/// Every C++ file (.h, .cpp, .inc) of every room and of the tests, read once.
[[nodiscard]] const std::vector<SourceFile>& sourceFiles();

/// Every shell script, Python script and CMake file, read once.
[[nodiscard]] const std::vector<SourceFile>& scriptFiles();

} // namespace mqttscope::test
