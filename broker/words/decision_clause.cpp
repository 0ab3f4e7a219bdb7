// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/words/decision_clause.h"

#include <algorithm>
#include <iterator>

namespace mqttscope::broker {
namespace {

using mqtt::Decision;

/// What is done every day (a message comes in and goes out) names no clause: its line says all.
struct Row {
    Decision decision{};
    std::string_view in311;
    std::string_view in5;
};

constexpr Row kRows[] = {
    {Decision::TakenOver, "3.1.4", "3.1.4"},
    {Decision::KeepAliveExpired, "3.1.2.10", "3.1.2.10"},
    {Decision::ConnectOverdue, "3.1.4", "3.1.4"},
    {Decision::SessionResumed, "3.1.2.4", "3.1.2.4"},
    {Decision::SessionDiscarded, "3.1.2.4", "3.1.2.4"},
    {Decision::SessionKept, "3.1.2.4", "3.1.2.11.2"},
    {Decision::SessionEnded, "3.1.2.4", "3.1.2.11.2"},
    {Decision::SessionExpired, {}, "3.1.2.11.2"},
    {Decision::WillArmed, "3.1.2.5", "3.1.2.5"},
    {Decision::WillDelayed, {}, "3.1.3.2.2"},
    {Decision::WillPublished, "3.1.2.5", "3.1.2.5"},
    {Decision::WillDeleted, "3.14.4", "3.14.4"},
    {Decision::WillCancelled, {}, "3.1.3.2.2"},
    {Decision::Resubscribed, "3.8.4", "3.8.4"},
    {Decision::SubscriptionRefused, "3.9.3", "3.9.3"},
    {Decision::NothingToUnsubscribe, "3.10.4", "3.10.4"},
    {Decision::HeldForPubrel, "4.3.3", "4.3.3"},
    {Decision::Repeated, "4.3.3", "4.3.3"},
    {Decision::RetainedStored, "3.3.1.3", "3.3.1.3"},
    {Decision::RetainedReplaced, "3.3.1.3", "3.3.1.3"},
    {Decision::RetainedRemoved, "3.3.1.3", "3.3.1.3"},
    {Decision::SentAgain, "4.4", "4.4"},
    {Decision::QueuedWindowFull, {}, "4.9"},
    {Decision::NoLocal, {}, "3.8.3.1"},
    {Decision::OfflineQos0, "4.3.1", "4.3.1"},
    {Decision::Expired, {}, "3.3.2.3.3"},
    {Decision::TooLarge, {}, "3.1.2.11.4"},
    {Decision::GivenToOther, {}, "4.8.2"},
    {Decision::RetainHandling, {}, "3.8.3.1"},
    {Decision::RedirectedShared, {}, "4.8.2"},
};

} // namespace

std::string_view clauseOf(mqtt::Decision decision, mqtt::Version version)
{
    const auto* const row = std::find_if(std::begin(kRows), std::end(kRows),
                                         [decision](const Row& one) { return one.decision == decision; });
    if (row == std::end(kRows))
        return {};
    switch (version) {
    case mqtt::Version::V311:
        return row->in311;
    case mqtt::Version::V50:
        return row->in5;
    case mqtt::Version::Unknown: // the connection is over
        return row->in311 == row->in5 || row->in311.empty() ? row->in5 : std::string_view();
    case mqtt::Version::V31:
    case mqtt::Version::Other:
        break;
    }
    return {};
}

} // namespace mqttscope::broker
