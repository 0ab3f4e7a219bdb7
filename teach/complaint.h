// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/language.h"
#include "teach/text_table.h"

#include <string>
#include <string_view>

namespace mqttscope::teach {

/// One sentence: why a teacher's file cannot be used, and that the built-in texts are used.
[[nodiscard]] std::string describeBrokenFile(const std::string& file, const TextError& error,
                                             Language language);

/// One sentence: the file cannot be read (a folder, no permission).
[[nodiscard]] std::string describeUnreadableFile(const std::string& file, Language language);

/// One sentence: the file has a key that no built-in text has.
[[nodiscard]] std::string describeUnknownKey(const std::string& file, std::string_view key,
                                             Language language);

/// One sentence: the places of a text ("{found}") are not among those of the built-in text.
[[nodiscard]] std::string describeWrongPlaces(const std::string& file, std::string_view key,
                                              Language language);

} // namespace mqttscope::teach
