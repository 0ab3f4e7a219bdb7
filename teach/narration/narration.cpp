// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/narration.h"

namespace mqttscope::teach {

NarratedFrame narratedFrame(const index::Snapshot& snapshot,
                            std::shared_ptr<const index::Dissection> dissection)
{
    NarratedFrame frame;
    frame.dissection = std::move(dissection);
    for (const index::DissectedMessage& message : frame.dissection->messages) {
        const index::VersionEntry* version = snapshot.versionOf(message.message);
        const mqtt::Direction direction = snapshot.directionOf(snapshot.messages[message.message]);
        frame.messages.push_back({version != nullptr ? version->version : mqtt::Version::Unknown,
                                  direction == mqtt::Direction::ClientToServer});
    }
    return frame;
}

} // namespace mqttscope::teach
