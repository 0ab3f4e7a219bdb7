// SPDX-License-Identifier: GPL-3.0-or-later
// conformance_doc [FILE]: writes docs/conformance.md, or FILE. conformance_doc --plan: prints what
// scripts/mutate.sh is to run.
#include "tests/conformance/conformance_doc.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string_view>

int main(int argc, char** argv)
{
    if (argc > 1 && std::string_view(argv[1]) == "--plan") {
        std::cout << mqttscope::conformance::mutationPlan();
        return EXIT_SUCCESS;
    }
    std::ofstream out(argc > 1 ? argv[1] : MQTTSCOPE_SOURCE_DIR "/docs/conformance.md", std::ios::binary);
    out << mqttscope::conformance::conformanceDoc();
    out.close();
    return out ? EXIT_SUCCESS : EXIT_FAILURE;
}
