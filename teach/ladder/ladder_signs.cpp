// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/ladder/ladder_signs.h"

namespace mqttscope::teach {

std::string_view signName(LadderSign sign)
{
    switch (sign) {
    case LadderSign::Publish0:
        return "publish-0";
    case LadderSign::Publish1:
        return "publish-1";
    case LadderSign::Publish2:
        return "publish-2";
    case LadderSign::Answer:
        return "answer";
    case LadderSign::Command:
        return "command";
    case LadderSign::Request:
        return "request";
    case LadderSign::Resent:
        return "resent";
    case LadderSign::Lost:
        return "lost";
    case LadderSign::Cut:
        return "cut";
    case LadderSign::PacketId:
        return "packet-id";
    case LadderSign::Stored:
        return "stored";
    case LadderSign::Session:
        return "session";
    case LadderSign::Freed:
        return "freed";
    case LadderSign::Thread:
        return "thread";
    case LadderSign::Delivered:
        return "delivered";
    case LadderSign::Duplicate:
        return "duplicate";
    case LadderSign::Suppressed:
        return "suppressed";
    case LadderSign::Broken:
        return "broken";
    case LadderSign::Context:
        return "context";
    case LadderSign::RoundTrip:
        return "round-trip";
    case LadderSign::Number:
        return "number";
    case LadderSign::Segment:
        return "segment";
    }
    return {};
}

std::string signText(LadderSign sign, const Vocabulary& words)
{
    return words.ladder("legend", signName(sign));
}

std::string_view noteName(LadderNote note)
{
    switch (note) {
    case LadderNote::Qos0:
        return "qos-0";
    case LadderNote::Qos1:
        return "qos-1";
    case LadderNote::Qos2:
        return "qos-2";
    case LadderNote::Identifier:
        return "identifier";
    case LadderNote::SameMessage:
        return "same-message";
    case LadderNote::SameMessage0:
        return "same-message-0";
    case LadderNote::NewToBroker:
        return "new-to-broker";
    case LadderNote::Resent:
        return "resent";
    case LadderNote::Lost:
        return "lost";
    case LadderNote::NeverCame:
        return "never-came";
    case LadderNote::Unanswered:
        return "unanswered";
    case LadderNote::RoundTrip:
        return "round-trip";
    case LadderNote::Deliver:
        return "deliver";
    case LadderNote::Forget:
        return "forget";
    case LadderNote::Delivered:
        return "delivered";
    case LadderNote::DeliveredAgain:
        return "delivered-again";
    case LadderNote::Suppressed:
        return "suppressed";
    case LadderNote::SuppressedPerhaps:
        return "suppressed-perhaps";
    case LadderNote::Freed:
        return "freed";
    case LadderNote::StillKept:
        return "still-kept";
    case LadderNote::Thrown:
        return "thrown";
    case LadderNote::Context:
        return "context";
    case LadderNote::Retain:
        return "retain";
    case LadderNote::RetainKept:
        return "retain-kept";
    case LadderNote::Dup:
        return "dup";
    case LadderNote::DupOwn:
        return "dup-own";
    case LadderNote::NothingQos0:
        return "nothing-qos-0";
    case LadderNote::NothingDone:
        return "nothing-done";
    case LadderNote::NothingYet:
        return "nothing-yet";
    }
    return {};
}

std::string noteText(LadderNote note, const Vocabulary& words,
                     std::initializer_list<analysis::PlaceValue> values)
{
    return words.ladder("note", noteName(note), values);
}

} // namespace mqttscope::teach
