// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/names.h"

#include <cctype>

namespace mqttscope::conformance {

std::string parameterName(int version, std::string_view id)
{
    std::string name = version == 3 ? "V31_" : version == 4 ? "V311_" : "V50_";
    for (const char c : id)
        name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return name;
}

} // namespace mqttscope::conformance
