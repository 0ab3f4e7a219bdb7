// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "tests/support/traffic_generator.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace mqttscope::test {

/// Generated traffic in a temporary file, its truth, and what a Document makes of it.
class TrafficFile {
public:
    explicit TrafficFile(const TrafficOptions& options);
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

private:
    std::string m_path;
    TrafficTruth m_truth;
    std::vector<TrafficMessage> m_messages;
    std::shared_ptr<analysis::Document> m_document;
    std::shared_ptr<const index::Snapshot> m_snapshot;
};

} // namespace mqttscope::test
