// SPDX-License-Identifier: GPL-3.0-or-later
// make_samples DIRECTORY: writes the samples that are made, not recorded.
#include "tests/support/sample_conversation.h"

#include <cstdio>
#include <string>

int main(int count, char** arguments)
{
    if (count != 2) {
        std::fputs("usage: make_samples DIRECTORY\n", stderr);
        return 1;
    }
    const std::string path =
        std::string(arguments[1]) + '/' + std::string(mqttscope::test::kConnectPython1File);
    const std::string failure = mqttscope::test::writeConnectPython1(path);
    if (!failure.empty()) {
        std::fprintf(stderr, "make_samples: %s: %s\n", path.c_str(), failure.c_str());
        return 2;
    }
    return 0;
}
