// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mqttscope::test {

/// A line of what the clients say they did (mosquitto_class.py): its columns.
using LogLine = std::vector<std::string>;

/// A message of the capture, read again.
struct SeenPublish {
    std::uint32_t message = 0;
    std::string name; ///< that its publisher gave it; empty if it tells none
    std::string topic;
    bool fromClient = false;
    std::uint8_t qos = 0;
    std::uint16_t packetId = 0;
};

/// A class of paho clients and a mosquitto that talked while they were captured.
class ClassRun {
public:
    /// Lets them talk. `same`: all payloads are equal, names stand in User Properties.
    ClassRun(int seed, bool same);
    ClassRun(const ClassRun&) = delete;
    ClassRun& operator=(const ClassRun&) = delete;
    ~ClassRun();

    /// Why there is nothing to look at: a program is missing. Empty if they talked.
    [[nodiscard]] const std::string& whyNot() const { return m_whyNot; }
    /// What went wrong; empty if nothing did.
    [[nodiscard]] const std::string& error() const { return m_error; }
    [[nodiscard]] const std::vector<LogLine>& log() const { return m_log; }
    [[nodiscard]] const index::Snapshot& snapshot() const { return *m_document->snapshot(); }
    [[nodiscard]] const analysis::Document& document() const { return *m_document; }
    /// All PUBLISH packets, but those of $SYS.
    [[nodiscard]] const std::vector<SeenPublish>& publishes() const { return m_publishes; }
    /// The name of a message, a PUBLISH or the CONNECT of a Will; empty if it tells none.
    [[nodiscard]] std::string nameOf(std::uint32_t message) const;
    /// The Client Identifier of the connection of a message.
    [[nodiscard]] std::string_view clientOf(std::uint32_t message) const;

private:
    void readLog();
    void readPublishes();

    std::filesystem::path m_folder;
    std::string m_whyNot;
    std::string m_error;
    std::vector<LogLine> m_log;
    std::shared_ptr<analysis::Document> m_document;
    std::vector<SeenPublish> m_publishes;
    bool m_same;
};

} // namespace mqttscope::test
