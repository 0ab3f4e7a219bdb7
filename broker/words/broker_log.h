// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/log_queue.h"
#include "teach/vocabulary.h"

#include <cstdint>
#include <map>
#include <string>

namespace mqttscope::broker {

/// The log of a broker in sentences. Control characters and direction marks of strangers become dots: a line
/// is a line.
class BrokerLog {
public:
    /// How messages are called.
    enum class Messages : std::uint8_t {
        Numbered, ///< "Message 17 of pump: 42 on room/level"
        Plain,    ///< "pump: 42 on room/level"
    };

    /// `words` must outlive the log.
    explicit BrokerLog(const teach::Vocabulary& words, Messages messages = Messages::Numbered)
        : m_words(words), m_messages(messages)
    {
    }

    /// A line: time, sentence, line end.
    [[nodiscard]] std::string line(const LogEntry& entry);
    /// Likewise of a sentence, at this moment.
    [[nodiscard]] static std::string line(const std::string& sentence);
    /// The sentence alone. Entries come in their order: sessions are named as earlier ones named them.
    [[nodiscard]] std::string sentence(const LogEntry& entry);
    /// Who it is about, for the sentences of later ones: instead of sentence(), where that is not wanted.
    void learn(const DecisionRecord& record);

private:
    /// Sessions whose Client Identifiers are remembered; the oldest are forgotten.
    static constexpr std::size_t kMaxNames = 10'000;

    [[nodiscard]] std::string decision(const LogEntry& entry);
    [[nodiscard]] std::string reason(const DecisionRecord& record) const;
    [[nodiscard]] std::string because(const DecisionRecord& record) const;
    [[nodiscard]] std::string payloadOf(const DecisionRecord& record) const;
    [[nodiscard]] std::string messageOf(const DecisionRecord& record, const std::string& topic) const;
    [[nodiscard]] std::string lowerOf(const DecisionRecord& record) const;
    [[nodiscard]] std::string silenceOf(const DecisionRecord& record) const;
    [[nodiscard]] std::string nameOf(std::uint64_t session) const;

    const teach::Vocabulary& m_words;
    Messages m_messages;
    std::map<std::uint64_t, std::string> m_names; ///< Client Identifiers by serial of the session
};

} // namespace mqttscope::broker
