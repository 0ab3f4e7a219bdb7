// SPDX-License-Identifier: GPL-3.0-or-later
// rules_doc [FILE]: writes docs/rules.md, or FILE, from the statement table and the issue table.
#include "tests/unit/field/rules_doc.h"

#include <cstdlib>
#include <fstream>

int main(int argc, char** argv)
{
    std::ofstream out(argc > 1 ? argv[1] : MQTTSCOPE_SOURCE_DIR "/docs/rules.md", std::ios::binary);
    out << mqttscope::test::rulesDoc();
    out.close();
    return out ? EXIT_SUCCESS : EXIT_FAILURE;
}
