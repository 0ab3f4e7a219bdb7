// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/dissection.h"
#include "dissector/index/snapshot.h"
#include "dissector/mqtt/types.h"

#include <memory>
#include <string>
#include <vector>

namespace mqttscope::teach {

/// What is said of a byte, a bit or a field.
struct Narration {
    std::string title;  ///< the field in the word of the standard: "Connect Flags"
    std::string value;  ///< what was read: "0x02", "D1 = 1", "60 seconds"
    std::string text;   ///< one or two sentences that stand alone
    std::string clause; ///< "MQTT 3.1.1 §3.1.2.3 to 3.1.2.9", "RFC 791 §3.1"; of a fault also the statement
                        ///< that is broken, "[MQTT-3.1.2-3]"; empty if nothing says it
};

/// A dissected frame with what only the capture as a whole knows of its messages.
struct NarratedFrame {
    struct Message {
        mqtt::Version version = mqtt::Version::Unknown; ///< by which it was read
        bool fromClient = false;
    };

    std::shared_ptr<const index::Dissection> dissection; ///< not null
    std::vector<Message> messages;                       ///< one for each of `dissection->messages`
};

/// The frame of a dissection, with what `snapshot` knows of its messages.
[[nodiscard]] NarratedFrame narratedFrame(const index::Snapshot& snapshot,
                                          std::shared_ptr<const index::Dissection> dissection);

} // namespace mqttscope::teach
