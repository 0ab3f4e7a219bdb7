// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_frame.h"

#include "analysis/payload.h"

#include <algorithm>
#include <cstdlib>

namespace mqttscope::ui {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
/// A message that waited for a connection is not looked for any longer.
constexpr std::int64_t kAround = 5'000 * kMillisecond;
/// The clocks of two threads, and what lies between them.
constexpr std::int64_t kClose = 40 * kMillisecond;

/// Whether the packet is what the bubble says, to the last byte.
bool isIt(const analysis::Document& document, const index::Snapshot& snapshot, std::uint32_t message,
          const ClientBubble& bubble, std::string_view clientId)
{
    constexpr std::uint8_t kDup = 0x08;
    const index::MessageRecord& record = snapshot.messages[message];
    if (record.type() != mqtt::PacketType::Publish || record.qos() != bubble.qos ||
        ((record.firstByte & kDup) != 0) != bubble.dup || snapshot.topicOf(message) != bubble.message.topic)
        return false;
    const index::ConnectionRecord* connection = snapshot.connection(record.stream);
    if (connection == nullptr || connection->clientId == index::kNone ||
        snapshot.strings[connection->clientId] != clientId)
        return false;
    const bool fromClient = record.side == connection->clientSide;
    if (fromClient != (bubble.kind == ClientBubble::Kind::Sent))
        return false;
    const analysis::Payload payload =
        analysis::readPayload(document, snapshot, message, ClientBubbles::kMaxPayload);
    return payload.size == bubble.payloadSize && payload.bytes == bubble.message.payload;
}

/// The first frame at that time or later; the tap writes them in order.
std::uint32_t frameFrom(const index::Snapshot& snapshot, std::int64_t time)
{
    std::uint32_t low = 1;
    std::uint32_t high = snapshot.frameCount() + 1;
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (snapshot.frame(middle).timeNs < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

std::optional<std::uint32_t> frameOfBubble(const analysis::Document& document,
                                           const index::Snapshot& snapshot, const ClientBubble& bubble,
                                           std::string_view clientId)
{
    if (bubble.kind == ClientBubble::Kind::Note || clientId.empty())
        return std::nullopt;
    const std::int64_t when = bubble.wallClock * kMillisecond;
    std::int64_t best = kAround;
    std::int64_t second = kAround;
    std::optional<std::uint32_t> frame;
    std::size_t looked = 0;
    for (std::uint32_t number = frameFrom(snapshot, when - kAround);
         number <= snapshot.frameCount() && snapshot.frame(number).timeNs <= when + kAround &&
         looked < kMaxLookedAt;
         ++number) {
        snapshot.forEachMessage(number, [&](std::uint32_t message) {
            ++looked;
            if (!isIt(document, snapshot, message, bubble, clientId))
                return true;
            const std::int64_t distance = std::abs(snapshot.frame(number).timeNs - when);
            if (distance < best) {
                second = best;
                best = distance;
                frame = number;
            } else {
                second = std::min(second, distance);
            }
            return true;
        });
    }
    // Of two equal ones the nearer counts, if it is clearly nearer.
    return frame && second - best >= kClose ? frame : std::nullopt;
}

} // namespace mqttscope::ui
