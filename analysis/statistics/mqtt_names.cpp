// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/statistics/mqtt_names.h"

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

} // namespace mqttscope::analysis
