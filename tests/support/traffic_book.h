// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_cutter.h"

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace mqttscope::test {

/// Keeps the truth of the exchanges that stand open, and of where messages come from, as they are captured.
class TrafficBook {
public:
    explicit TrafficBook(TrafficExchangeSink sink) : m_sink(std::move(sink)) {}

    /// A message was captured, or is lost: says where it comes from, and what becomes of its exchange.
    void note(ExpectedMessage& expected, std::int64_t timeNs);
    /// A connection ended, and the session of its client with it or not.
    void endConnection(std::uint32_t client, bool sessionEnds);
    /// The capture ends: tells what stands open.
    void finish();
    /// How many exchanges ended how.
    [[nodiscard]] const std::array<std::uint32_t, 5>& states() const { return m_states; }
    /// TrafficTruth::faultFrame.
    [[nodiscard]] std::uint32_t faultFrame() const { return m_faultFrame; }

private:
    static void noteSource(ExpectedMessage& expected);
    void tell(const TrafficExchange& exchange);
    void endSession(std::uint32_t client, std::uint32_t newStream);

    TrafficExchangeSink m_sink;
    std::vector<std::shared_ptr<TrafficExchange>> m_open;
    std::array<std::uint32_t, 5> m_states{};
    std::uint32_t m_faultFrame = 0;
};

} // namespace mqttscope::test
