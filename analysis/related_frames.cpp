// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/related_frames.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

using index::kNone;
using index::Snapshot;

constexpr int kMaxAnswerSteps = 64; ///< copies of a packet before its answer that are looked through

std::uint32_t firstOfExchange(const Snapshot& snapshot, std::uint32_t message)
{
    const std::uint32_t exchange = snapshot.sessions.exchangeOf(message);
    return exchange == session::kNone ? message : snapshot.sessions.exchanges[exchange].firstMessage;
}

bool isPublish(const Snapshot& snapshot, std::uint32_t message)
{
    return snapshot.messages[message].type() == mqtt::PacketType::Publish;
}

bool wantsAnswer(const index::MessageRecord& message)
{
    switch (message.type()) {
    case mqtt::PacketType::Connect:
    case mqtt::PacketType::Pubrel:
    case mqtt::PacketType::Subscribe:
    case mqtt::PacketType::Unsubscribe:
    case mqtt::PacketType::Pingreq:
    case mqtt::PacketType::Auth:
        return true;
    case mqtt::PacketType::Publish:
        return message.qos() > 0;
    case mqtt::PacketType::Reserved0:
    case mqtt::PacketType::Connack:
    case mqtt::PacketType::Puback:
    case mqtt::PacketType::Pubrec:
    case mqtt::PacketType::Pubcomp:
    case mqtt::PacketType::Suback:
    case mqtt::PacketType::Unsuback:
    case mqtt::PacketType::Pingresp:
    case mqtt::PacketType::Disconnect:
        return false;
    }
    return false;
}

/// Adds the frames of what begins with a message: its exchange, or itself.
void addExchange(const Snapshot& snapshot, std::uint32_t message, std::vector<std::uint32_t>& frames)
{
    const std::uint32_t exchange = snapshot.sessions.exchangeOf(message);
    if (exchange == session::kNone) {
        frames.push_back(snapshot.messages[message].frame);
        return;
    }
    snapshot.sessions.forEachMessage(exchange, [&](std::uint32_t member) {
        if (frames.size() < kMaxStoryFrames)
            frames.push_back(snapshot.messages[member].frame);
    });
}

std::uint32_t sessionOf(const Snapshot& snapshot, const index::MessageRecord& message)
{
    const session::ConnectionFacts* facts = snapshot.sessions.connection(message.stream);
    if (facts == nullptr)
        return session::kNone;
    const session::SessionRecord* record = snapshot.sessions.sessions.find(facts->session);
    return record != nullptr && record->continues != session::kNone ? record->continues : facts->session;
}

std::uint32_t topicOf(const Snapshot& snapshot, std::uint32_t message)
{
    if (!isPublish(snapshot, message))
        return kNone;
    const index::LateMessage* late = snapshot.lateMessages.find(message);
    return late != nullptr && late->knownAt != 0 ? late->topic : snapshot.messages[message].topic;
}

/// What `read` says of the first message of a frame that it says anything of.
template <class Read> std::uint32_t ofFrame(const Snapshot& snapshot, std::uint32_t frame, Read read)
{
    std::uint32_t found = kNone;
    if (frame == 0 || frame > snapshot.frameCount())
        return found;
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        found = read(message);
        return found == kNone;
    });
    return found;
}

/// The nearest frame before or behind one that has a message with the property. Messages are recorded in the
/// order of their anchors, but for those that waited behind a gap: the nearest one wins, wherever it stands.
template <class Has> std::uint32_t nearest(const Snapshot& snapshot, std::uint32_t frame, Way way, Has has)
{
    std::uint32_t best = 0;
    const auto count = static_cast<std::uint32_t>(snapshot.messages.size());
    for (std::uint32_t step = 0; step < count; ++step) {
        const std::uint32_t i = way == Way::On ? step : count - 1 - step; // the nearest soon: few are asked
        const std::uint32_t at = snapshot.messages[i].frame;
        const bool nearer = way == Way::On ? at > frame && (best == 0 || at < best) : at < frame && at > best;
        if (nearer && has(i))
            best = at;
    }
    return best;
}

} // namespace

std::uint32_t storyOf(const Snapshot& snapshot, std::uint32_t message)
{
    const std::uint32_t first = firstOfExchange(snapshot, message);
    const std::uint32_t source = snapshot.sessions.sourceOf(first);
    // A Will belongs to no exchange of its publisher: the CONNECT that armed it tells another story.
    if (source >= snapshot.messages.size() || !isPublish(snapshot, source))
        return first;
    return firstOfExchange(snapshot, source);
}

bool hasStory(const Snapshot& snapshot, std::uint32_t story)
{
    const std::uint32_t exchange = snapshot.sessions.exchangeOf(story);
    if (exchange != session::kNone) {
        const std::uint32_t last = snapshot.sessions.lateExchange(exchange).lastMessage;
        if (last != session::kNone && last != story)
            return true;
    }
    const session::FanOutLink* link = snapshot.sessions.fanOutLinks.find(story);
    return isPublish(snapshot, story) && link != nullptr && link->source == session::kNone &&
           link->next != session::kNone;
}

std::vector<std::uint32_t> storyFrames(const Snapshot& snapshot, std::uint32_t story)
{
    std::vector<std::uint32_t> frames;
    if (story >= snapshot.messages.size())
        return frames;
    addExchange(snapshot, story, frames);
    if (isPublish(snapshot, story)) {
        // A copy sent again may be the one that was forwarded.
        std::vector<std::uint32_t> copies{story};
        if (const std::uint32_t exchange = snapshot.sessions.exchangeOf(story); exchange != session::kNone) {
            snapshot.sessions.forEachMessage(exchange, [&](std::uint32_t member) {
                if (member != story && isPublish(snapshot, member) && copies.size() < kMaxStoryFrames)
                    copies.push_back(member);
            });
        }
        for (const std::uint32_t copy : copies) {
            if (snapshot.sessions.sourceOf(copy) != session::kNone)
                continue;
            snapshot.sessions.forEachDelivery(copy, [&](std::uint32_t delivery) {
                if (frames.size() < kMaxStoryFrames)
                    addExchange(snapshot, delivery, frames);
            });
        }
    }
    std::sort(frames.begin(), frames.end());
    frames.erase(std::unique(frames.begin(), frames.end()), frames.end());
    return frames;
}

std::optional<std::int64_t> roundTrip(const Snapshot& snapshot, std::uint32_t message)
{
    const index::MessageRecord& request = snapshot.messages[message];
    if (!wantsAnswer(request))
        return std::nullopt;
    const auto fromOtherSide = [&](const index::MessageRecord& other) {
        return other.stream == request.stream ? other.side != request.side
                                              : snapshot.directionOf(other) != snapshot.directionOf(request);
    };
    std::uint32_t answer = message;
    for (int step = 0; step < kMaxAnswerSteps; ++step) {
        const session::ExchangeLink* link = snapshot.sessions.exchangeLinks.find(answer);
        if (link == nullptr || link->next == session::kNone)
            return std::nullopt;
        answer = link->next;
        if (!fromOtherSide(snapshot.messages[answer]))
            continue;
        const std::int64_t from = snapshot.frame(request.frame).timeNs;
        const std::int64_t to = snapshot.frame(snapshot.messages[answer].frame).timeNs;
        if (from == index::kNoTime || to == index::kNoTime)
            return std::nullopt;
        return to - from;
    }
    return std::nullopt;
}

Origin originOf(const Snapshot& snapshot, std::uint32_t message)
{
    Origin origin;
    const std::uint32_t source = snapshot.sessions.sourceOf(message);
    origin.ambiguous = source == session::kAmbiguous;
    if (source < snapshot.messages.size()) {
        origin.frame = snapshot.messages[source].frame;
        origin.will = !isPublish(snapshot, source);
    }
    return origin;
}

std::uint32_t otherHop(const Snapshot& snapshot, std::uint32_t frame)
{
    const std::uint32_t other = ofFrame(snapshot, frame, [&](std::uint32_t message) {
        const std::uint32_t first = firstOfExchange(snapshot, message);
        const std::uint32_t source = snapshot.sessions.sourceOf(first);
        if (source < snapshot.messages.size())
            return source;
        std::uint32_t delivery = kNone;
        const session::FanOutLink* link = snapshot.sessions.fanOutLinks.find(first);
        if (link != nullptr && source == session::kNone && link->next != session::kNone)
            delivery = snapshot.sessions.fanOutLinks.find(link->next)->next;
        return delivery;
    });
    return other < snapshot.messages.size() ? snapshot.messages[other].frame : 0;
}

std::uint32_t nextOfStory(const Snapshot& snapshot, std::uint32_t frame, Way way)
{
    const std::uint32_t story = ofFrame(snapshot, frame, [&](std::uint32_t message) {
        const std::uint32_t candidate = storyOf(snapshot, message);
        return hasStory(snapshot, candidate) ? candidate : kNone;
    });
    const std::vector<std::uint32_t> frames = storyFrames(snapshot, story);
    if (way == Way::On) {
        const auto next = std::upper_bound(frames.begin(), frames.end(), frame);
        return next == frames.end() ? 0 : *next;
    }
    const auto here = std::lower_bound(frames.begin(), frames.end(), frame);
    return here == frames.begin() ? 0 : *(here - 1);
}

std::uint32_t nextOfSession(const Snapshot& snapshot, std::uint32_t frame, Way way)
{
    const std::uint32_t wanted = ofFrame(snapshot, frame, [&](std::uint32_t message) {
        return sessionOf(snapshot, snapshot.messages[message]);
    });
    if (wanted == kNone)
        return 0;
    return nearest(snapshot, frame, way, [&](std::uint32_t message) {
        return sessionOf(snapshot, snapshot.messages[message]) == wanted;
    });
}

std::uint32_t nextOfTopic(const Snapshot& snapshot, std::uint32_t frame, Way way)
{
    const std::uint32_t wanted =
        ofFrame(snapshot, frame, [&](std::uint32_t message) { return topicOf(snapshot, message); });
    if (wanted == kNone)
        return 0;
    return nearest(snapshot, frame, way,
                   [&](std::uint32_t message) { return topicOf(snapshot, message) == wanted; });
}

bool hasSession(const Snapshot& snapshot, std::uint32_t frame)
{
    return ofFrame(snapshot, frame, [&](std::uint32_t message) {
               return sessionOf(snapshot, snapshot.messages[message]);
           }) != kNone;
}

bool hasTopic(const Snapshot& snapshot, std::uint32_t frame)
{
    return ofFrame(snapshot, frame, [&](std::uint32_t message) { return topicOf(snapshot, message); }) !=
           kNone;
}

} // namespace mqttscope::analysis
