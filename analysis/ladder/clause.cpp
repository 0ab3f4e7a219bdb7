// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/clause.h"

#include <array>

namespace mqttscope::analysis::ladder {
namespace {

struct Row {
    Clause clause;
    std::string_view v31;
    std::string_view v311;
    std::string_view v50;
};

constexpr std::array<Row, kClauseCount> kRows = {{
    {Clause::None, "", "", ""},
    {Clause::Qos0, "MQTT31-3.3-1", "MQTT-4.3.1-1", "MQTT-4.3.1-1"},
    {Clause::SenderKeepsQos1, "MQTT31-4.1-1", "MQTT-4.3.2-1", "MQTT-4.3.2-3"},
    {Clause::ReceiverAnswersQos1, "MQTT31-3.3-1", "MQTT-4.3.2-2", "MQTT-4.3.2-4"},
    {Clause::NewAfterPuback, "MQTT31-4.1-1", "MQTT-4.3.2-2", "MQTT-4.3.2-5"},
    {Clause::SenderKeepsQos2, "MQTT31-4.1-2", "MQTT-4.3.3-1", "MQTT-4.3.3-3"},
    {Clause::SenderReleases, "MQTT31-4.1-2", "MQTT-4.3.3-1", "MQTT-4.3.3-4"},
    {Clause::SenderAwaitsPubcomp, "MQTT31-4.1-2", "MQTT-4.3.3-1", "MQTT-4.3.3-5"},
    {Clause::ReceiverAnswersQos2, "MQTT31-3.3-1", "MQTT-4.3.3-2", "MQTT-4.3.3-8"},
    {Clause::ReceiverKeepsId, "MQTT31-4.1-2", "MQTT-4.3.3-2", "MQTT-4.3.3-10"},
    {Clause::ReceiverFreesId, "MQTT31-3.7-1", "MQTT-4.3.3-2", "MQTT-4.3.3-11"},
    {Clause::Resend, "MQTT31-4.2-1", "MQTT-4.4.0-1", "MQTT-4.4.0-1"},
    {Clause::DupOnResend, "MQTT31-2.1-4", "MQTT-3.3.1-1", "MQTT-3.3.1-1"},
    {Clause::DupOfItsOwn, "", "MQTT-3.3.1-3", "MQTT-3.3.1-3"},
    {Clause::QosLowered, "MQTT31-3.9-1", "MQTT-3.8.4-6", "MQTT-3.8.4-8"},
    {Clause::RetainedStored, "MQTT31-2.1-5", "MQTT-3.3.1-5", "MQTT-3.3.1-5"},
    {Clause::RetainedSent, "MQTT31-2.1-5", "MQTT-3.3.1-6", "MQTT-3.3.1-9"},
    {Clause::SharedToOne, "", "", "§4.8.2"},
    {Clause::SessionKept, "§3.1", "MQTT-3.1.2-4", "MQTT-3.1.2-23"},
    {Clause::SessionPresent, "", "MQTT-3.2.2-2", "MQTT-3.2.2-3"},
    {Clause::SessionDiscarded, "§3.1", "MQTT-3.1.2-6", "MQTT-3.1.2-4"},
    {Clause::QueuedWhileAway, "§3.1", "MQTT-3.1.2-5", "MQTT-4.5.0-1"},
    {Clause::KeepAliveOfClient, "MQTT31-2.2-6", "MQTT-3.1.2-23", "MQTT-3.1.2-20"},
    {Clause::KeepAliveOfServer, "MQTT31-2.2-7", "MQTT-3.1.2-24", "MQTT-3.1.2-22"},
    {Clause::Takeover, "MQTT31-3.1-4", "MQTT-3.1.4-2", "MQTT-3.1.4-3"},
    {Clause::WillPublished, "§3.1", "MQTT-3.1.2-8", "MQTT-3.1.2-8"},
    {Clause::WillRemoved, "MQTT31-3.14-1", "MQTT-3.14.4-3", "MQTT-3.14.4-3"},
    {Clause::ConnectAnswered, "§3.2", "MQTT-3.1.4-4", "MQTT-3.1.4-5"},
    {Clause::ConnectRefused, "§3.2", "MQTT-3.2.2-5", "MQTT-3.1.4-2"},
    {Clause::SubscribeAnswered, "MQTT31-3.8-2", "MQTT-3.8.4-1", "MQTT-3.8.4-1"},
    {Clause::UnsubscribeAnswered, "MQTT31-3.11-1", "MQTT-3.10.4-4", "MQTT-3.10.4-4"},
    {Clause::PingAnswered, "MQTT31-3.12-1", "MQTT-3.12.4-1", "MQTT-3.12.4-1"},
    {Clause::NothingAfterDisconnect, "MQTT31-3.14-1", "MQTT-3.14.4-2", "MQTT-3.14.4-1"},
    {Clause::Authentication, "", "", "MQTT-4.12.0-2"},
}};

constexpr bool rowsStandInOrder()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows[i].clause) != i)
            return false;
    }
    return true;
}
static_assert(rowsStandInOrder(), "the rows must stand in the order of Clause");

} // namespace

std::string_view clauseId(Clause clause, mqtt::Version version)
{
    const Row& row = kRows[static_cast<std::size_t>(clause)];
    switch (version) {
    case mqtt::Version::V31:
        return row.v31;
    case mqtt::Version::V50:
        return row.v50;
    case mqtt::Version::V311:
    case mqtt::Version::Unknown:
    case mqtt::Version::Other:
        break;
    }
    return row.v311;
}

} // namespace mqttscope::analysis::ladder
