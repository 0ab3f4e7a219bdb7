// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_clients.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>

namespace mqttscope::broker::lab {

/// What the thread of the clients leaves for others.
struct LabClients::Shared {
    std::mutex mutex;
    std::deque<LabEvent> events; ///< guarded, likewise the rest
    std::size_t bytes = 0;       ///< of what they say
    std::uint64_t dropped = 0;   ///< since they were taken
    std::map<LabClientId, std::shared_ptr<const LabClientState>> states;
    std::function<void()> changed; ///< never changes

    void push(LabEvent event);
};

} // namespace mqttscope::broker::lab
