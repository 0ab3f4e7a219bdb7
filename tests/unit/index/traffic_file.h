// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "tests/support/traffic_generator.h"

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace mqttscope::test {

/// Generated traffic in a temporary file, its truth, and what a Document makes of it.
class TrafficFile {
public:
    explicit TrafficFile(const TrafficOptions& options, const TrafficExchangeSink& exchanges = {});
    TrafficFile(const TrafficFile&) = delete;
    TrafficFile& operator=(const TrafficFile&) = delete;
    TrafficFile(TrafficFile&&) = delete;
    TrafficFile& operator=(TrafficFile&&) = delete;
    ~TrafficFile();

    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] const TrafficTruth& truth() const { return m_truth; }
    /// By the order of their anchors, in a frame by their place.
    [[nodiscard]] const std::vector<TrafficMessage>& messages() const { return m_messages; }
    [[nodiscard]] const analysis::Document& document() const { return *m_document; }
    [[nodiscard]] const index::Snapshot& snapshot() const { return *m_snapshot; }

    /// What is wrong with a record that should be this message; empty if nothing is. The anchor is not looked
    /// at.
    [[nodiscard]] std::string difference(const TrafficMessage& truth, std::uint32_t message) const;
    /// Digest of the bytes that the pieces of a message stand for.
    [[nodiscard]] std::uint64_t digestOf(std::uint32_t message) const;

    /// What the analyzer calls wrong or remarkable.
    struct Finding {
        std::uint32_t frame = 0;
        std::string severity; ///< error, warning, note
        std::string rule;     ///< identifier of the standard, or the code's name
        std::string text;

        friend bool operator==(const Finding&, const Finding&) = default;
    };
    /// The rows of a table: "mqtt,exchanges"...
    [[nodiscard]] std::vector<std::vector<std::string>> rows(std::string_view table) const;
    /// The lines of -z mqtt,rules.
    [[nodiscard]] std::vector<Finding> findings() const;

private:
    std::string m_path;
    TrafficTruth m_truth;
    std::vector<TrafficMessage> m_messages;
    std::shared_ptr<analysis::Document> m_document;
    std::shared_ptr<const index::Snapshot> m_snapshot;
};

/// For a test that fails.
inline void PrintTo(const TrafficFile::Finding& finding, std::ostream* out)
{
    *out << finding.frame << ": " << finding.severity << " " << finding.rule << ": " << finding.text;
}

} // namespace mqttscope::test
