// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mqttscope::analysis {

/// Appends a JSON string with its quotes. The text must be UTF-8, or ill-formed bytes become U+FFFD, one
/// each; control characters are escaped, so that the result is valid JSON whatever the text is (RFC 8259 §7).
void appendJsonString(std::string& out, std::string_view text);

} // namespace mqttscope::analysis
