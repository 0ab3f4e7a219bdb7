// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace mqttscope::teach {

/// What a sample is for.
enum class SampleSubject : std::uint8_t {
    FirstSteps, ///< connecting, subscribing, publishing, staying alive
    Bytes,      ///< lengths, topics, passwords: what is written how
    Delivery,   ///< QoS 0, 1 and 2, with and without losses
    Sessions,   ///< what is kept while somebody is away; MQTT 5.0
    Faults,     ///< something is wrong: to be found
};

/// A capture that comes with the program.
struct Sample {
    std::string_view id;       ///< under which its title and story stand in `samples.json`
    std::string_view fileName; ///< in `samples/`
    SampleSubject subject;
};

/// All of them, in the order in which one learns.
[[nodiscard]] std::span<const Sample> samples();
/// The sample in a file of that name; null if there is none.
[[nodiscard]] const Sample* sampleNamed(std::string_view fileName);
/// Where the samples are: beside the installed program, else where they were when it was built. Empty if they
/// are at neither place.
[[nodiscard]] std::filesystem::path sampleFolder(const std::filesystem::path& programFolder);

} // namespace mqttscope::teach
