// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_fault.h"
#include "broker/lab/lab_snapshot.h"
#include "broker/words/broker_log.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::ui {

/// What the broker of the lab decided, line by line, the newest last. Sentences are made when they are shown:
/// they are in the language of that moment. The GUI thread only.
class LabLog : public QObject {
    Q_OBJECT
public:
    /// Lines that are kept; beyond that the oldest go.
    static constexpr std::size_t kMaxLines = 2000;
    /// Connections whose clients are remembered, to say who met a fault.
    static constexpr std::size_t kMaxPeers = 2000;

    /// `words` must outlive the log.
    explicit LabLog(const teach::Vocabulary& words, QObject* parent = nullptr);

    struct Line {
        std::uint64_t number = 0;                   ///< counts the lines, from 1
        std::int64_t wallClock = 0;                 ///< milliseconds since 1970
        broker::LogEntry entry;                     ///< unless there is a fault
        std::optional<broker::lab::LabFault> fault; ///< it was armed
        std::string client;                         ///< whom it is about; empty: nobody
        std::string publisher;                      ///< whose message it is about; likewise
    };

    /// What was decided. Of $SYS topics nothing is told, nor to whom a message does not go because no filter
    /// of theirs matches.
    void add(const std::vector<broker::LogEntry>& news);
    void addArmed(const broker::lab::LabFault& fault);
    /// Another broker begins: sessions are counted anew.
    void clear();
    [[nodiscard]] const std::deque<Line>& lines() const { return m_lines; }
    /// Null if it is gone.
    [[nodiscard]] const Line* line(std::uint64_t number) const;
    /// Connections whose clients are known.
    [[nodiscard]] std::size_t peers() const { return m_clients.size(); }
    /// Of a line: what happened, in one sentence. Lines may be left out.
    [[nodiscard]] QString sentence(const Line& line);
    /// Its time: "10:41:38".
    [[nodiscard]] static QString time(const Line& line);
    /// Whether it is about a client, as its own or as that of a message.
    [[nodiscard]] static bool isAbout(const Line& line, const std::string& clientId)
    {
        return line.client == clientId || line.publisher == clientId;
    }

Q_SIGNALS:
    /// The last so many lines are new.
    void added(std::size_t count);
    void cleared();

private:
    [[nodiscard]] Line lineOf(const broker::LogEntry& entry);
    void push(Line line);

    const teach::Vocabulary* m_words;
    std::optional<broker::BrokerLog> m_sentences; ///< never none
    std::deque<Line> m_lines;
    std::uint64_t m_total = 0;                         ///< lines that ever were
    std::map<std::string, std::string> m_clients;      ///< Client Identifiers by address
    std::deque<std::string> m_peers;                   ///< those addresses, the oldest first
    std::map<std::uint64_t, std::string> m_publishers; ///< Client Identifiers by serial of the session
};

} // namespace mqttscope::ui
