// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"

#include <QString>

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

/// What is to be said of something that is typed into a client card.
struct TypedVerdict {
    bool ok = true;
    QString sentence;        ///< what is wrong, with the statement of the standard; empty if nothing is
    qsizetype position = -1; ///< in the text, of what is wrong; -1: the whole
    qsizetype length = 0;    ///< likewise; 0 at the end of the text
};

/// Longest Topic Name or Topic Filter in bytes: a UTF-8 Encoded String (MQTT 5.0 §1.5.4).
inline constexpr qsizetype kMaxTopicBytes = 65'535;

/// Whether a client may publish there.
[[nodiscard]] TypedVerdict judgeTopicName(const QString& name, mqtt::Version version,
                                          const teach::Vocabulary& vocabulary);
/// Whether a client may subscribe to that.
[[nodiscard]] TypedVerdict judgeTopicFilter(const QString& filter, mqtt::Version version,
                                            const teach::Vocabulary& vocabulary);

} // namespace mqttscope::ui
