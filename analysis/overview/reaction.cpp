// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/overview/reaction.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

using index::kNone;
using index::MessageRecord;
using index::Snapshot;

/// The next packet of the other side in the same connection; kNone if there is none.
std::uint32_t nextOfPeer(const Snapshot& snapshot, std::uint32_t message)
{
    const MessageRecord& from = snapshot.messages[message];
    const std::size_t end =
        std::min<std::size_t>(snapshot.messages.size(), std::size_t{message} + 1 + kMaxReactionLook);
    for (std::size_t i = std::size_t{message} + 1; i < end; ++i) {
        const MessageRecord& next = snapshot.messages[i];
        if (next.stream == from.stream && next.side != from.side && next.frame >= from.frame)
            return static_cast<std::uint32_t>(i);
    }
    return kNone;
}

/// The first packet of the other side in the exchange of the message.
std::uint32_t answerInExchange(const Snapshot& snapshot, std::uint32_t message)
{
    const std::uint32_t exchange = snapshot.sessions.exchangeOf(message);
    if (exchange == kNone)
        return kNone;
    const MessageRecord& from = snapshot.messages[message];
    std::uint32_t answer = kNone;
    snapshot.sessions.forEachMessage(exchange, [&](std::uint32_t other) {
        if (answer == kNone && other > message && snapshot.messages[other].side != from.side)
            answer = other;
    });
    return answer;
}

std::optional<std::int64_t> delay(const Snapshot& snapshot, std::uint32_t from, std::uint32_t to)
{
    const std::int64_t a = snapshot.frame(from).timeNs;
    const std::int64_t b = snapshot.frame(to).timeNs;
    if (a == index::kNoTime || b == index::kNoTime)
        return std::nullopt;
    return b - a;
}

/// How the connection ended, if its last segment was captured.
struct Ending {
    std::uint32_t frame = 0;
    bool byPeer = false;
    bool reset = false;
};

Ending endingAfter(const Snapshot& snapshot, const MessageRecord& from)
{
    const session::ConnectionFacts* facts = snapshot.sessions.connection(from.stream);
    Ending ending;
    if (facts == nullptr || facts->endFrame < from.frame || facts->endFrame > snapshot.frameCount() ||
        facts->end == session::End::Open)
        return ending;
    const index::FrameRecord& frame = snapshot.frame(facts->endFrame);
    if (frame.stream != from.stream)
        return ending; // another connection took the session over
    ending.frame = facts->endFrame;
    ending.byPeer = frame.side != from.side;
    ending.reset = facts->end == session::End::Reset;
    return ending;
}

} // namespace

Reaction reactionTo(const Snapshot& snapshot, std::uint32_t message)
{
    Reaction reaction;
    if (message >= snapshot.messages.size())
        return reaction;
    const MessageRecord& from = snapshot.messages[message];
    reaction.byServer = snapshot.directionOf(from) == mqtt::Direction::ClientToServer;
    const Ending ending = endingAfter(snapshot, from);
    std::uint32_t next = nextOfPeer(snapshot, message);
    if (ending.frame != 0 && next != kNone && snapshot.messages[next].frame > ending.frame)
        next = kNone;
    const std::uint32_t answer = answerInExchange(snapshot, message);

    const auto happened = [&](ReactionKind kind, std::uint32_t frame) {
        reaction.kind = kind;
        reaction.frame = frame;
        reaction.delayNs = delay(snapshot, from.frame, frame);
    };
    if (next != kNone && snapshot.messages[next].type() == mqtt::PacketType::Disconnect) {
        happened(ReactionKind::Disconnected, snapshot.messages[next].frame);
        reaction.message = next;
    } else if (answer != kNone) {
        happened(ReactionKind::Answered, snapshot.messages[answer].frame);
        reaction.message = answer;
    } else if (next != kNone) {
        happened(ReactionKind::CarriedOn, snapshot.messages[next].frame);
        reaction.message = next;
    } else if (ending.frame != 0) {
        happened(!ending.byPeer ? ReactionKind::SenderClosed
                 : ending.reset ? ReactionKind::Reset
                                : ReactionKind::Closed,
                 ending.frame);
    }
    // A refusal and the end that belongs to it.
    const bool refused = reaction.message != kNone && snapshot.messages[reaction.message].reasonCode() != 0;
    if (ending.byPeer && (refused || reaction.kind == ReactionKind::Disconnected))
        reaction.closedAt = ending.frame;
    return reaction;
}

} // namespace mqttscope::analysis
