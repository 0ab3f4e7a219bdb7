// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_book.h"

#include <algorithm>

namespace mqttscope::test {
namespace {

constexpr std::uint32_t kNoStream = 0xffffffff;

} // namespace

void TrafficBook::tell(const TrafficExchange& exchange)
{
    ++m_states[static_cast<std::size_t>(exchange.state)];
    if (m_sink)
        m_sink(exchange);
}

/// A source was captured before what is made of it.
void TrafficBook::noteSource(ExpectedMessage& expected)
{
    TrafficMessage& message = expected.message;
    TrafficPublication* publication = expected.spoken.publication.get();
    if (publication == nullptr)
        return;
    if (message.side == 0) {
        if (!publication->noted) {
            publication->noted = true;
            publication->frame = message.anchor;
            publication->stream = message.stream;
            publication->number = message.number;
            publication->lost = message.lost || message.hidden;
        }
        return;
    }
    message.origin = publication->origin;
    message.retained = expected.spoken.retained;
    message.sourceFrame = publication->frame;
    message.sourceStream = publication->stream;
    message.sourceNumber = publication->number;
    message.sourceLost = publication->lost;
}

void TrafficBook::note(ExpectedMessage& expected, std::int64_t timeNs)
{
    noteSource(expected);
    const TrafficMessage& message = expected.message;
    const SpokenMessage& spoken = expected.spoken;
    const bool faultySource = message.side == 0 && spoken.publication && spoken.publication->faulty;
    if (m_faultFrame == 0 && (spoken.faulty || faultySource))
        m_faultFrame = message.anchor;
    if (spoken.endsSession)
        endSession(spoken.exchange->client, message.stream);
    if (!spoken.exchange)
        return;
    TrafficExchange& exchange = *spoken.exchange;
    if (exchange.sent == 0) {
        exchange.stream = message.stream;
        exchange.firstFrame = message.anchor;
        exchange.firstNs = timeNs;
        m_open.push_back(spoken.exchange);
    }
    exchange.sent += spoken.step == TrafficStep::Opens ? 1 : 0;
    exchange.state = TrafficExchangeState::Open;
    exchange.lastFrame = message.anchor;
    exchange.lastNs = timeNs;
    exchange.lost = exchange.lost || message.lost || message.hidden;
    if (spoken.step != TrafficStep::Ends && spoken.step != TrafficStep::Refuses)
        return;
    exchange.state =
        spoken.step == TrafficStep::Ends ? TrafficExchangeState::Complete : TrafficExchangeState::Refused;
    tell(exchange);
    std::erase(m_open, spoken.exchange);
}

void TrafficBook::endConnection(std::uint32_t client, bool sessionEnds)
{
    for (const auto& exchange : m_open) {
        if (exchange->client == client)
            exchange->state = TrafficExchangeState::Cut;
    }
    if (sessionEnds)
        endSession(client, kNoStream);
}

/// What stands open in the session of a client is not answered any more; what belongs to its new connection
/// is.
void TrafficBook::endSession(std::uint32_t client, std::uint32_t newStream)
{
    std::erase_if(m_open, [&](const std::shared_ptr<TrafficExchange>& exchange) {
        if (exchange->client != client || exchange->stream == newStream)
            return false;
        exchange->state = TrafficExchangeState::Unanswered;
        tell(*exchange);
        return true;
    });
}

void TrafficBook::finish()
{
    for (const auto& exchange : m_open)
        tell(*exchange);
    m_open.clear();
}

} // namespace mqttscope::test
