// SPDX-License-Identifier: GPL-3.0-or-later
// fields_doc [FILE]: writes docs/fields.md, or FILE, from the field table.
#include "tests/unit/field/fields_doc.h"

#include <cstdlib>
#include <fstream>

int main(int argc, char** argv)
{
    std::ofstream out(argc > 1 ? argv[1] : MQTTSCOPE_SOURCE_DIR "/docs/fields.md", std::ios::binary);
    out << mqttscope::test::fieldsDoc();
    out.close();
    return out ? EXIT_SUCCESS : EXIT_FAILURE;
}
