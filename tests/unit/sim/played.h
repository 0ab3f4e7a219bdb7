// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "broker/sim/simulation.h"
#include "tests/unit/analysis/script_file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker::sim::test {

using Bytes = std::vector<std::uint8_t>;

/// The rows of `-z mqtt,NAME`, in English.
[[nodiscard]] std::vector<std::string> tableOf(const analysis::Document& document, std::string_view name);
/// Number and Info column of each frame with MQTT: "4 CONNECT ...".
[[nodiscard]] std::vector<std::string> linesOf(const analysis::Document& document);
/// Comments of all frames, each line with the number of its frame in front.
[[nodiscard]] std::string commentsOf(const std::string& path);
/// The bytes of the capture that a scenario gives.
[[nodiscard]] Bytes captureOf(const Scenario& scenario, SimulationReport& report,
                              const SimulationLimits& limits = {});

/// A scenario that was played, and what the analyzer makes of its capture. Fails the test if the text is no
/// scenario.
class Played {
public:
    explicit Played(std::string_view scenario, const SimulationLimits& limits = {});

    [[nodiscard]] std::vector<std::string> table(std::string_view name) const
    {
        return tableOf(*m_document, name);
    }
    [[nodiscard]] std::vector<std::string> lines() const { return linesOf(*m_document); }
    [[nodiscard]] std::string comments() const { return commentsOf(m_file->path()); }

    SimulationReport report;
    Bytes bytes;

private:
    std::optional<analysis::test::TempFile> m_file;
    std::shared_ptr<analysis::Document> m_document;
};

} // namespace mqttscope::broker::sim::test
