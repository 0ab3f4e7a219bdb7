// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mqttscope::test {

/// An element of PDML and the names of the elements around it.
struct XmlElement {
    std::string path; ///< "ip/ip.flags/ip.flags.df": names of <proto> and <field>, without wrappers
    std::map<std::string, std::string> attributes; ///< unescaped
};

/// The <proto> and <field> elements of each <packet>. Strict: `error` tells where the text is no XML that a
/// parser takes (tags that do not match, characters that XML forbids, unknown entities).
[[nodiscard]] std::vector<std::vector<XmlElement>> readPdml(const std::string& text, std::string& error);

} // namespace mqttscope::test
