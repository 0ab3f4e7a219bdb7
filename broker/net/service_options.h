// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/acl_file.h"
#include "broker/core/fault_plan.h"
#include "broker/core/options.h"
#include "broker/net/entrance.h"
#include "broker/net/log_queue.h"
#include "broker/net/transport.h"
#include "capture/file/byte_sink.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mqttscope::broker {

/// What connections may cost beside what the engine limits. Each has a test that reaches it.
struct ServiceLimits {
    /// Bytes of first packets that wait until they are whole and their passwords are checked.
    std::size_t entryBytes = 64U << 20;
    /// Connections that are closed and wait for their peers to close too; the oldest beyond that is reset.
    std::size_t ending = 500;
    /// Of each of them: until its peer has closed too.
    CloseLimits closing;
    /// Bytes waiting for one client from which on it is read no more ...
    std::size_t stopReadingAt = 5U << 20;
    /// ... but for so many: an honest client that is slow goes on acknowledging and pinging.
    std::size_t readWhileSlow = 256U << 10;
    /// Bytes waiting for one client that reset it, whatever they are.
    std::size_t mostPending = 128U << 20;
    /// Bytes waiting for all clients together; beyond that the one with the most is reset.
    std::size_t mostPendingOfAll = 1U << 30;
    /// Bytes waiting for one client that are handed to the system before the turn ends.
    std::size_t flushAt = 256U << 10;
    /// From the wish to end until what is left is reset, milliseconds.
    int shutdownMilliseconds = 2000;
};

/// Makes the place where a tap puts its records.
using TapSink = std::function<tl::expected<std::unique_ptr<capture::ByteSink>, capture::FileError>()>;

struct ServiceOptions {
    Options engine;
    ServiceLimits limits;
    Access access;
    std::shared_ptr<const AclFile> acl; ///< none: everything is allowed
    std::optional<FaultPlan> faults;
    DecisionSet told = importantDecisions(); ///< decisions that go to the log
    bool portable = false;                   ///< a QTcpSocket for each connection also where there is epoll
    bool tellOpened = false;                 ///< LogKind::Opened too
    Nanoseconds sysInterval = 10 * kSecond;  ///< between publications of $SYS topics; 0 = none
    std::string version;                     ///< for $SYS/broker/version
    std::string tap;                         ///< capture file that gets all traffic, see Tap; empty: none
    /// Where the capture goes in place of such a file. Called in the thread of the service, once for each.
    TapSink tapSink;
    /// Told, from the thread of the service, how many frames the capture has, whenever there are more.
    std::function<void(std::uint64_t)> tapped;
    std::string persist; ///< file of a SessionDatabase; empty: sessions live as long as the service
};

} // namespace mqttscope::broker
