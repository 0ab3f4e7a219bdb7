// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target over the files and folders named on its command line, without libFuzzer.
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace {

std::vector<std::filesystem::path> inputsOf(const std::filesystem::path& place)
{
    if (!std::filesystem::is_directory(place)) {
        return {place};
    }
    std::vector<std::filesystem::path> inputs;
    for (const auto& entry : std::filesystem::directory_iterator(place)) {
        if (entry.is_regular_file()) {
            inputs.push_back(entry.path());
        }
    }
    std::sort(inputs.begin(), inputs.end());
    return inputs;
}

bool replay(const std::filesystem::path& input)
{
    std::ifstream stream(input, std::ios::binary);
    if (!stream) {
        std::fprintf(stderr, "cannot be read: %s\n", input.c_str());
        return false;
    }
    // The name comes first: if the target dies, it was this one.
    std::fprintf(stderr, "%s\n", input.c_str());
    const std::vector<char> text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    // A copy of exactly its size, so that a sanitizer sees a read past the end.
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    return true;
}

} // namespace

int main(int count, char** arguments)
try {
    std::size_t replayed = 0;
    bool good = true;
    for (int i = 1; i < count; ++i) {
        for (const std::filesystem::path& input : inputsOf(arguments[i])) {
            good = replay(input) && good;
            ++replayed;
        }
    }
    std::printf("%zu inputs replayed\n", replayed);
    return good && replayed > 0 ? 0 : 1; // a corpus that went missing is a failure
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
