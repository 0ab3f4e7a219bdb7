// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/acl_file.h"
#include "broker/core/fault_plan.h"
#include "broker/net/broker_thread.h"
#include "broker/net/config_file.h"
#include "broker/net/log_queue.h"
#include "broker/net/password_file.h"
#include "teach/vocabulary.h"

#include <cstdint>
#include <map>
#include <string>

namespace mqttscope::app {

/// What is wrong with the files and addresses of a broker, in sentences.
[[nodiscard]] std::string sentenceOf(const broker::ConfigMessage& message, const teach::Vocabulary& words);
[[nodiscard]] std::string sentenceOf(const std::string& file, const broker::AclError& error,
                                     const teach::Vocabulary& words);
[[nodiscard]] std::string sentenceOf(const std::string& file, const broker::PasswordError& error,
                                     const teach::Vocabulary& words);
[[nodiscard]] std::string sentenceOf(const std::string& file, const broker::FaultLineError& error,
                                     const teach::Vocabulary& words);
[[nodiscard]] std::string sentenceOf(const std::string& file, const broker::DatabaseFault& fault,
                                     const teach::Vocabulary& words);
[[nodiscard]] std::string sentenceOf(const broker::BrokerThread::Failure& failure,
                                     const teach::Vocabulary& words);

/// The log of a broker in sentences. Control characters of strangers become dots: a line is a line.
class BrokerLog {
public:
    explicit BrokerLog(const teach::Vocabulary& words) : m_words(words) {}

    /// A line: time, sentence, line end.
    [[nodiscard]] std::string line(const broker::LogEntry& entry);
    /// Likewise of a sentence, at this moment.
    [[nodiscard]] static std::string line(const std::string& sentence);

private:
    /// Sessions whose Client Identifiers are remembered; the oldest are forgotten.
    static constexpr std::size_t kMaxNames = 10'000;

    [[nodiscard]] std::string sentence(const broker::LogEntry& entry);
    [[nodiscard]] std::string decision(const broker::LogEntry& entry);
    [[nodiscard]] std::string reason(const broker::DecisionRecord& record) const;
    [[nodiscard]] std::string because(const broker::DecisionRecord& record) const;
    [[nodiscard]] std::string nameOf(std::uint64_t session) const;

    const teach::Vocabulary& m_words;
    std::map<std::uint64_t, std::string> m_names; ///< Client Identifiers by serial of the session
};

} // namespace mqttscope::app
