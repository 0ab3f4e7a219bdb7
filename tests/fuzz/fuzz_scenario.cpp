// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a scenario of the simulated classroom. If it is one, it is played within small limits; its
// capture must be readable to the end, and the same when it is played again. If not, the fault has a line of
// the text.
#include "broker/sim/scenario_reader.h"
#include "broker/sim/simulation.h"
#include "capture/file/capture_reader.h"
#include "dissector/field/byte_view.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

namespace {

using namespace mqttscope;
using namespace mqttscope::broker;

/// Keeps what is written when it is gone.
class KeptSink final : public capture::ByteSink {
public:
    explicit KeptSink(std::vector<std::uint8_t>& to) : m_to(&to) {}
    tl::expected<void, capture::FileError> write(std::span<const std::uint8_t> record) override
    {
        m_to->insert(m_to->end(), record.begin(), record.end());
        return {};
    }
    tl::expected<void, capture::FileError> flush() override { return {}; }
    tl::expected<void, capture::FileError> close() override { return {}; }

private:
    std::vector<std::uint8_t>* m_to;
};

std::vector<std::uint8_t> play(const sim::Scenario& scenario)
{
    sim::SimulationOptions options;
    options.limits = {2000, 1U << 20, 5000};
    std::vector<std::uint8_t> bytes;
    if (!sim::simulate(scenario, std::make_unique<KeptSink>(bytes), options))
        std::abort();
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text = field::asText({bytes, size});
    const auto scenario = sim::parseScenario(text);
    if (!scenario) {
        const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
        if (scenario.error().line > lines)
            std::abort();
        return 0;
    }
    const std::vector<std::uint8_t> capture = play(*scenario);
    if (capture != play(*scenario))
        std::abort();
    const auto reader = capture::CaptureReader::openMemory(capture);
    if (!reader)
        std::abort();
    capture::FrameView frame;
    while ((*reader)->next(frame) == capture::ReadStatus::Frame) {
    }
    if ((*reader)->status() != capture::ReadStatus::End)
        std::abort();
    return 0;
}
