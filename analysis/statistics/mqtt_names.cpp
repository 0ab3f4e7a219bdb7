// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/statistics/mqtt_names.h"

#include <array>
#include <charconv>

namespace mqttscope::analysis {

std::string_view exchangeKindName(session::ExchangeKind kind)
{
    switch (kind) {
    case session::ExchangeKind::Connect:
        return "connect";
    case session::ExchangeKind::PublishQos1:
        return "publish-qos1";
    case session::ExchangeKind::PublishQos2:
        return "publish-qos2";
    case session::ExchangeKind::Subscribe:
        return "subscribe";
    case session::ExchangeKind::Unsubscribe:
        return "unsubscribe";
    case session::ExchangeKind::Ping:
        return "ping";
    case session::ExchangeKind::Auth:
        return "auth";
    }
    return {};
}

std::string_view exchangeStateName(session::ExchangeState state)
{
    switch (state) {
    case session::ExchangeState::Open:
        return "open";
    case session::ExchangeState::Complete:
        return "complete";
    case session::ExchangeState::Refused:
        return "refused";
    case session::ExchangeState::Cut:
        return "cut";
    case session::ExchangeState::Unanswered:
        return "unanswered";
    }
    return {};
}

std::string_view endName(session::End end)
{
    switch (end) {
    case session::End::Open:
        return "open";
    case session::End::Disconnect:
        return "disconnect";
    case session::End::Fin:
        return "fin";
    case session::End::Reset:
        return "rst";
    case session::End::Takeover:
        return "takeover";
    }
    return {};
}

std::string_view clientIdOf(const index::Snapshot& snapshot, std::uint32_t session)
{
    const session::SessionRecord* record = snapshot.sessions.session(session);
    return record != nullptr && record->clientId != session::kNone ? snapshot.strings[record->clientId]
                                                                   : std::string_view{};
}

void writeMilliseconds(TableWriter& table, std::int64_t fromNs, std::int64_t toNs)
{
    constexpr std::int64_t kNsPerUs = 1000;
    if (fromNs == index::kNoTime || toNs == index::kNoTime) {
        table.none();
        return;
    }
    const bool negative = toNs < fromNs; // clocks that were set back, captures that were merged
    const std::uint64_t us =
        (static_cast<std::uint64_t>(negative ? fromNs - toNs : toNs - fromNs) + kNsPerUs / 2) / kNsPerUs;
    std::array<char, 32> digits{};
    char* at = digits.data();
    if (negative)
        *at++ = '-';
    at = std::to_chars(at, digits.data() + digits.size(), us / 1000).ptr;
    *at++ = '.';
    *at++ = static_cast<char>('0' + us / 100 % 10);
    *at++ = static_cast<char>('0' + us / 10 % 10);
    *at++ = static_cast<char>('0' + us % 10);
    table.decimal({digits.data(), static_cast<std::size_t>(at - digits.data())});
}

} // namespace mqttscope::analysis
