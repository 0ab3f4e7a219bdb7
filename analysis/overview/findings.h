// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/field/issue.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// How bad a finding is, for people.
enum class FindingLevel : std::uint8_t { Error, Warning, Note };
inline constexpr std::size_t kFindingLevels = 3;

[[nodiscard]] FindingLevel levelOf(field::Severity severity);

/// One rule broken, or one thing remarkable, in one packet or over time.
struct Finding {
    std::uint32_t frame = 0;
    std::uint32_t message = index::kNone; ///< the packet at fault; kNone if none is
    field::Issue issue;                   ///< its range is not filled in: findingPlace knows it
    mqtt::Version version = mqtt::Version::Unknown;
    std::uint32_t group = 0; ///< index in Findings::groups
};

/// The findings of one kind: same statement, same version, same level.
struct FindingGroup {
    std::string_view id; ///< of the statement; of an issue without one the name of its code
    mqtt::Version version = mqtt::Version::Unknown;
    FindingLevel level = FindingLevel::Note;
    std::uint64_t count = 0;
    std::vector<std::uint32_t> kept; ///< indices in Findings::kept, by frame
};

/// What an observer of the capture can say about the rules of MQTT.
struct Findings {
    /// Findings of one group that are kept; more are counted.
    static constexpr std::size_t kMaxPerGroup = 200;
    /// Findings kept altogether.
    static constexpr std::size_t kMaxKept = 5000;

    std::vector<Finding> kept;        ///< by frame
    std::vector<FindingGroup> groups; ///< the worst first, then by their first frame
    std::array<std::uint64_t, kFindingLevels> counts{};
    std::vector<mqtt::Version> versions; ///< that the capture speaks, in their order
    std::uint32_t rulesChecked = 0;      ///< statements of these versions that can be seen broken
    std::uint32_t rulesBroken = 0;       ///< of them

    [[nodiscard]] std::uint64_t total() const { return counts[0] + counts[1] + counts[2]; }
    [[nodiscard]] std::uint32_t rulesKept() const { return rulesChecked - rulesBroken; }
};

/// Looks at every MQTT packet of the snapshot. Takes about as long as a filter on any field; stops early,
/// with what was found so far, when `cancelled` is set.
[[nodiscard]] Findings collectFindings(const Document& document, const index::Snapshot& snapshot,
                                       const std::atomic<bool>& cancelled);

/// Where a finding stands.
struct FindingPlace {
    bool known = false;
    std::uint32_t offset = 0;      ///< of its first byte in the message
    std::uint32_t length = 0;      ///< bytes
    bool inFrame = false;          ///< these bytes stand in the frame of the finding
    std::uint32_t frameOffset = 0; ///< then: of the first one
};
/// Dissects the frame of the finding.
[[nodiscard]] FindingPlace findingPlace(const Document& document, const index::Snapshot& snapshot,
                                        const Finding& finding);

} // namespace mqttscope::analysis
