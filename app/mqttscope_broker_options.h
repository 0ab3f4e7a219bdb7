// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/broker_config.h"
#include "broker/net/service_options.h"
#include "teach/vocabulary.h"

#include <tl/expected.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::app {

/// The arguments of mqttscope-broker as they were written.
struct BrokerArguments {
    std::vector<std::string> listen;
    std::string passwordFile;
    std::string aclFile;
    std::string configFile;
    std::string faultFile;
    std::vector<std::string> tls; ///< options that need TLS
    std::optional<std::uint32_t> maxPacketSize;
    std::optional<std::size_t> maxConnections;
    std::optional<std::uint16_t> receiveMaximum;
    std::optional<std::uint16_t> topicAliasMaximum;
    std::string persist;
    std::string tap;
    bool allowAnonymous = false;
    bool verbose = false;
    teach::Language language = teach::Language::English;
};

/// Reads them. An exit status where there is nothing more to do: 0 behind --help and --version, 1 where they
/// cannot be used; what is to be said has been said.
[[nodiscard]] tl::expected<BrokerArguments, int> parseBrokerArguments(int argc, char** argv);

/// What the broker is told, its files read.
struct BrokerSetup {
    broker::BrokerConfig config;
    broker::Access access;
    std::shared_ptr<const broker::AclFile> acl;
    std::optional<broker::FaultPlan> faults;
    std::string persist;            ///< file of sessions; empty: none
    std::string tap;                ///< capture file; empty: none
    std::vector<std::string> notes; ///< sentences to be said before it starts

    [[nodiscard]] broker::ServiceOptions serviceOptions() const;
};

/// Why a broker cannot start: sentences, and the exit status.
struct SetupFailure {
    std::vector<std::string> sentences;
    int status = 1;
};

/// Reads the files and holds everything together.
[[nodiscard]] tl::expected<BrokerSetup, SetupFailure> makeSetup(const BrokerArguments& arguments,
                                                                const teach::Vocabulary& words);

} // namespace mqttscope::app
