// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace mqttscope::index {

/// Makes calls beside whoever asks for them, one after the other: a thread that this room has not got itself.
/// What was written before a post is seen by its call, and what a call wrote by whoever waited for it.
class Courier {
public:
    /// Calls that are due are not made any more; one that has begun is waited for.
    virtual ~Courier() = default;
    /// What is called. Once, before the first post.
    virtual void serve(std::function<void()> call) = 0;
    /// Asks for one more call. Returns when fewer than `limit` are due.
    virtual void post(std::size_t limit) = 0;
    /// Returns when no call is due.
    virtual void drain() = 0;
};

} // namespace mqttscope::index
