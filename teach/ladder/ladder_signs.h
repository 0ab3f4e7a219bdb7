// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/vocabulary.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace mqttscope::teach {

/// The signs of a ladder, for its legend. Their texts stand in `ladder.json`, "legend", by signName.
enum class LadderSign : std::uint8_t {
    Publish0,
    Publish1,
    Publish2,
    Answer,
    Command,
    Request,
    Resent,
    Lost,
    Cut,
    PacketId,
    Stored,
    Session,
    Freed,
    Thread,
    Delivered,
    Duplicate,
    Suppressed,
    Broken,
    Context,
    RoundTrip,
    Number,
    Segment,
};

inline constexpr std::array kLadderSigns = {
    LadderSign::Publish0,   LadderSign::Publish1, LadderSign::Publish2,  LadderSign::Answer,
    LadderSign::Command,    LadderSign::Request,  LadderSign::Resent,    LadderSign::Lost,
    LadderSign::Cut,        LadderSign::PacketId, LadderSign::Stored,    LadderSign::Session,
    LadderSign::Freed,      LadderSign::Thread,   LadderSign::Delivered, LadderSign::Duplicate,
    LadderSign::Suppressed, LadderSign::Broken,   LadderSign::Context,   LadderSign::RoundTrip,
    LadderSign::Number,     LadderSign::Segment};

/// Its name in kebab case, for files: "publish-1".
[[nodiscard]] std::string_view signName(LadderSign sign);
/// What it stands for, in a few words.
[[nodiscard]] std::string signText(LadderSign sign, const Vocabulary& words);

/// What is said about a place of a ladder, in a tool tip. The texts stand in `ladder.json`, "note", by
/// noteName.
enum class LadderNote : std::uint8_t {
    Qos0, ///< what a quality promises
    Qos1,
    Qos2,
    Identifier,   ///< {id}
    SameMessage,  ///< why another identifier
    SameMessage0, ///< likewise, with QoS 0: why none
    NewToBroker,
    Resent,
    Lost,      ///< a packet that was on the wire
    NeverCame, ///< an answer that was not
    Unanswered,
    RoundTrip, ///< {time}
    Deliver,   ///< the first half of QoS 2
    Forget,    ///< the second
    Delivered,
    DeliveredAgain, ///< {count}
    Suppressed,
    SuppressedPerhaps,
    Freed, ///< of what is kept: {packet}, {frame}, {time}
    StillKept,
    Thrown,
    Context,
    Retain,      ///< RETAIN 1 of the publisher
    RetainKept,  ///< RETAIN 1 of a delivery
    Dup,         ///< DUP 1
    DupOwn,      ///< DUP 0 of what came with DUP 1
    NothingQos0, ///< why nothing is owed
    NothingDone,
    NothingYet,
};

inline constexpr std::array kLadderNotes = {LadderNote::Qos0,        LadderNote::Qos1,
                                            LadderNote::Qos2,        LadderNote::Identifier,
                                            LadderNote::SameMessage, LadderNote::SameMessage0,
                                            LadderNote::NewToBroker, LadderNote::Resent,
                                            LadderNote::Lost,        LadderNote::NeverCame,
                                            LadderNote::Unanswered,  LadderNote::RoundTrip,
                                            LadderNote::Deliver,     LadderNote::Forget,
                                            LadderNote::Delivered,   LadderNote::DeliveredAgain,
                                            LadderNote::Suppressed,  LadderNote::SuppressedPerhaps,
                                            LadderNote::Freed,       LadderNote::StillKept,
                                            LadderNote::Thrown,      LadderNote::Context,
                                            LadderNote::Retain,      LadderNote::RetainKept,
                                            LadderNote::Dup,         LadderNote::DupOwn,
                                            LadderNote::NothingQos0, LadderNote::NothingDone,
                                            LadderNote::NothingYet};

/// Its name in kebab case, for files: "same-message".
[[nodiscard]] std::string_view noteName(LadderNote note);
/// The sentence, with its places filled.
[[nodiscard]] std::string noteText(LadderNote note, const Vocabulary& words,
                                   std::initializer_list<analysis::PlaceValue> values = {});

} // namespace mqttscope::teach
