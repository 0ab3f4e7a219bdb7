// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/traffic/payload_length.h"

namespace mqttscope::analysis {

std::uint32_t payloadLength(const index::Snapshot& snapshot, std::uint32_t message)
{
    const index::MessageRecord& record = snapshot.messages[message];
    if (record.type() != mqtt::PacketType::Publish)
        return 0;
    std::uint32_t offset = record.payloadOffset();
    // What was learnt of the version later may have moved it.
    const index::LateMessage* late = snapshot.lateMessages.find(message);
    if (late != nullptr && late->knownAt != 0)
        offset = late->payloadOffset;
    return offset != 0 && offset <= record.length ? record.length - offset : 0;
}

} // namespace mqttscope::analysis
