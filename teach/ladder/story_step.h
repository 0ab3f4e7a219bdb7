// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/clause.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mqttscope::teach {

/// What a sentence of a story tells. Its texts stand in `ladder.json`, "fact" and "why", by stepName.
enum class StoryStep : std::uint8_t {
    Publish0,
    Publish1,
    Publish2,
    Retain,
    RetainNothing,
    Puback,
    Pubrec,
    Pubrel,
    Pubcomp,
    MessageRefused,
    Deliver0,
    Deliver1,
    Deliver2,
    DeliverLowered,
    DeliverRetained,
    DeliverWaited,
    DeliverShared,
    DeliverDone,
    Duplicate,
    DuplicateDup,
    MissingReceipt,
    MissingRelease,
    MissingCompletion,
    MissingAnswer,
    Lost,
    Cut,
    Ended,
    Takeover,
    BackKept,
    BackLost,
    Back,
    Resent,
    ResentPlain,
    ResentNew,
    ResentKnown,
    ResentPerhaps,
    ReleaseAgain,
    Unanswered,
    Silence,
    SilenceShort,
    Will,
    ConnectClean,
    ConnectKept,
    Accepted,
    AcceptedKept,
    Refused,
    Goodbye,
    ServerGoodbye,
    Subscribe,
    Granted,
    Unsubscribe,
    Unsubscribed,
    Ping,
    Pong,
    Auth,
    Stray,
    Nobody,
    Waiting,
    NotReceived,
    TooOften,
    Broken,
};

/// Number of steps.
inline constexpr std::size_t kStoryStepCount = static_cast<std::size_t>(StoryStep::Broken) + 1;

/// Its name in kebab case, for files: "publish-1".
[[nodiscard]] std::string_view stepName(StoryStep step);
/// Where the standards say it.
[[nodiscard]] analysis::ladder::Clause stepClause(StoryStep step);

} // namespace mqttscope::teach
