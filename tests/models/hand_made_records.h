// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/snapshot.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace mqttscope::test {

/// Records without a file: snapshots grow by hand.
class HandMadeRecords {
public:
    /// A frame; while it was indexed, messages of these frames were recorded.
    void frame(const std::vector<std::uint32_t>& messagesAnchoredAt)
    {
        index::FrameRecord frame{};
        frame.stream = index::kNoStream;
        frame.firstMessage = static_cast<std::uint32_t>(m_messages.size());
        m_frames.append(frame);
        for (const std::uint32_t anchor : messagesAnchoredAt) {
            index::MessageRecord message{};
            message.frame = anchor;
            message.firstByte = 0x30;
            m_messages.append(message);
        }
    }
    [[nodiscard]] std::shared_ptr<const index::Snapshot> snapshot() const
    {
        auto made = std::make_shared<index::Snapshot>();
        made->frames = m_frames.view();
        made->messages = m_messages.view();
        return made;
    }

private:
    index::RecordStore<index::FrameRecord> m_frames;
    index::RecordStore<index::MessageRecord> m_messages;
};

} // namespace mqttscope::test
