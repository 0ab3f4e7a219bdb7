// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/export_tree.h"

#include <string>

namespace mqttscope::analysis {

/// The value of a field as JSON, EK and PDML show it: as `-T fields` does, but bytes as "aa:bb", and text as
/// it is up to its first NUL. Appends; nothing for layers and groups.
void appendShown(std::string& out, const ExportNode& node);

/// The same as a JSON string with its quotes.
void appendShownJson(std::string& out, const ExportNode& node);

/// The bytes of a field in hex; of a bit field the number that its bits make. Appends.
void appendRaw(std::string& out, const ExportNode& node);

/// Bytes in hex without anything between them. Appends.
void appendHex(std::string& out, field::ByteView bytes);

} // namespace mqttscope::analysis
