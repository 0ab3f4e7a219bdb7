// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/types.h"

#include <QString>

#include <string_view>

namespace mqttscope::ui {

/// UTF-8 of unknown quality as text: bad sequences become U+FFFD.
[[nodiscard]] QString text(std::string_view utf8);

/// Text from the wire for one line: control characters and direction marks, which could forge what a line
/// shows, become U+FFFD; cut at `limit` characters with an ellipsis.
[[nodiscard]] QString wireText(std::string_view utf8, qsizetype limit);

/// "70 6f 6d …": up to four bytes whole, else the first three.
[[nodiscard]] QString hexPreview(field::ByteView bytes);
/// All bytes, two digits each, with spaces.
[[nodiscard]] QString hexText(field::ByteView bytes);

/// A sentence broken into lines of at most so many characters (a longer word has its own): tool tips do not
/// wrap plain text.
[[nodiscard]] QString wrapped(const QString& sentence, qsizetype width = 90);

/// "MQTT 3.1.1".
[[nodiscard]] QString versionText(mqtt::Version version);

} // namespace mqttscope::ui
