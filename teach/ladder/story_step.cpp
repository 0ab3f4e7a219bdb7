// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/ladder/story_step.h"

#include <array>

namespace mqttscope::teach {
namespace {

using analysis::ladder::Clause;

struct Row {
    StoryStep step;
    std::string_view name;
    Clause clause;
};

constexpr std::array<Row, kStoryStepCount> kRows = {{
    {StoryStep::Publish0, "publish-0", Clause::Qos0},
    {StoryStep::Publish1, "publish-1", Clause::SenderKeepsQos1},
    {StoryStep::Publish2, "publish-2", Clause::SenderKeepsQos2},
    {StoryStep::Retain, "retain", Clause::RetainedStored},
    {StoryStep::RetainNothing, "retain-nothing", Clause::RetainedStored},
    {StoryStep::Puback, "puback", Clause::ReceiverAnswersQos1},
    {StoryStep::Pubrec, "pubrec", Clause::ReceiverAnswersQos2},
    {StoryStep::Pubrel, "pubrel", Clause::SenderReleases},
    {StoryStep::Pubcomp, "pubcomp", Clause::ReceiverFreesId},
    {StoryStep::MessageRefused, "message-refused", Clause::None},
    {StoryStep::Deliver0, "deliver-0", Clause::Qos0},
    {StoryStep::Deliver1, "deliver-1", Clause::SenderKeepsQos1},
    {StoryStep::Deliver2, "deliver-2", Clause::SenderKeepsQos2},
    {StoryStep::DeliverLowered, "deliver-lowered", Clause::QosLowered},
    {StoryStep::DeliverRetained, "deliver-retained", Clause::RetainedSent},
    {StoryStep::DeliverWaited, "deliver-waited", Clause::QueuedWhileAway},
    {StoryStep::DeliverShared, "deliver-shared", Clause::SharedToOne},
    {StoryStep::DeliverDone, "deliver-done", Clause::None},
    {StoryStep::Duplicate, "duplicate", Clause::DupOfItsOwn},
    {StoryStep::DuplicateDup, "duplicate-dup", Clause::DupOnResend},
    {StoryStep::MissingReceipt, "missing-receipt", Clause::Resend},
    {StoryStep::MissingRelease, "missing-release", Clause::SenderReleases},
    {StoryStep::MissingCompletion, "missing-completion", Clause::SenderAwaitsPubcomp},
    {StoryStep::MissingAnswer, "missing-answer", Clause::None},
    {StoryStep::Lost, "lost", Clause::None},
    {StoryStep::Cut, "cut", Clause::None},
    {StoryStep::Ended, "ended", Clause::None},
    {StoryStep::Takeover, "takeover", Clause::Takeover},
    {StoryStep::BackKept, "back-kept", Clause::SessionPresent},
    {StoryStep::BackLost, "back-lost", Clause::SessionPresent},
    {StoryStep::Back, "back", Clause::None},
    {StoryStep::Resent, "resent", Clause::DupOnResend},
    {StoryStep::ResentPlain, "resent-plain", Clause::DupOnResend},
    {StoryStep::ResentNew, "resent-new", Clause::NewAfterPuback},
    {StoryStep::ResentKnown, "resent-known", Clause::ReceiverKeepsId},
    {StoryStep::ResentPerhaps, "resent-perhaps", Clause::ReceiverKeepsId},
    {StoryStep::ReleaseAgain, "release-again", Clause::Resend},
    {StoryStep::Unanswered, "unanswered", Clause::None},
    {StoryStep::Silence, "silence", Clause::KeepAliveOfServer},
    {StoryStep::SilenceShort, "silence-short", Clause::KeepAliveOfClient},
    {StoryStep::Will, "will", Clause::WillPublished},
    {StoryStep::ConnectClean, "connect-clean", Clause::SessionDiscarded},
    {StoryStep::ConnectKept, "connect-kept", Clause::SessionKept},
    {StoryStep::Accepted, "accepted", Clause::ConnectAnswered},
    {StoryStep::AcceptedKept, "accepted-kept", Clause::SessionPresent},
    {StoryStep::Refused, "refused", Clause::ConnectRefused},
    {StoryStep::Goodbye, "goodbye", Clause::WillRemoved},
    {StoryStep::ServerGoodbye, "server-goodbye", Clause::NothingAfterDisconnect},
    {StoryStep::Subscribe, "subscribe", Clause::None},
    {StoryStep::Granted, "granted", Clause::SubscribeAnswered},
    {StoryStep::Unsubscribe, "unsubscribe", Clause::None},
    {StoryStep::Unsubscribed, "unsubscribed", Clause::UnsubscribeAnswered},
    {StoryStep::Ping, "ping", Clause::KeepAliveOfClient},
    {StoryStep::Pong, "pong", Clause::PingAnswered},
    {StoryStep::Auth, "auth", Clause::Authentication},
    {StoryStep::Stray, "stray", Clause::None},
    {StoryStep::Nobody, "nobody", Clause::None},
    {StoryStep::Waiting, "waiting", Clause::QueuedWhileAway},
    {StoryStep::NotReceived, "not-received", Clause::None},
    {StoryStep::TooOften, "too-often", Clause::None},
    {StoryStep::Broken, "broken", Clause::None},
}};

constexpr bool rowsStandInOrder()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows[i].step) != i)
            return false;
    }
    return true;
}
static_assert(rowsStandInOrder(), "the rows must stand in the order of StoryStep");

} // namespace

std::string_view stepName(StoryStep step)
{
    return kRows[static_cast<std::size_t>(step)].name;
}

Clause stepClause(StoryStep step)
{
    return kRows[static_cast<std::size_t>(step)].clause;
}

} // namespace mqttscope::teach
