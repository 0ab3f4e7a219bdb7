// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/mutation_record.h"

#include "tests/conformance/conformance_table.h"

#include <fstream>

namespace mqttscope::conformance {

MutationRecord readMutationRecord()
{
    MutationRecord record;
    std::ifstream file(MQTTSCOPE_SOURCE_DIR "/tests/conformance/mutation_record.tsv");
    for (std::string line; std::getline(file, line);) {
        const auto parts = split(line, "\t");
        if (line.starts_with('#') || parts.size() != 4)
            continue;
        record[{std::stoi(std::string(parts[0])), std::string(parts[1]), std::string(parts[2])}] = parts[3];
    }
    return record;
}

} // namespace mqttscope::conformance
