// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_clients.h"

#include <QString>

#include <cstdint>

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

/// What happened to a client besides messages, in a sentence.
struct ClientNote {
    enum class Tone : std::uint8_t { Quiet, Good, Bad };
    Tone tone = Tone::Quiet;
    QString icon;
    QString text; ///< empty: nothing is to be said
};

/// What an event does not say itself.
struct ClientNotePlace {
    std::string host;
    std::uint16_t port = 0;
    mqtt::Version version = mqtt::Version::V311;
    std::string filter;  ///< of SUBSCRIBE and UNSUBSCRIBE
    bool pulled = false; ///< somebody pulled the plug
};

[[nodiscard]] ClientNote clientNote(const broker::lab::LabEvent& event, const ClientNotePlace& place,
                                    const teach::Vocabulary& vocabulary);

/// Why a wish was not carried out; `topic`: of the message or the filter.
[[nodiscard]] QString notDoneText(broker::ClientFault fault, const std::string& topic,
                                  const teach::Vocabulary& vocabulary);

/// "Not authorized (0x87)"; the field says in which packet the code stands.
[[nodiscard]] QString reasonText(field::FieldId field, std::uint8_t code,
                                 const teach::Vocabulary& vocabulary);

/// "0 · At most once".
[[nodiscard]] QString qosWords(int qos);

/// "Clean Session 0 · Keep Alive 60 s", by the version.
[[nodiscard]] QString connectionSummary(const broker::ClientOptions& options);

} // namespace mqttscope::ui
