// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/teach/narrated_bytes.h"

namespace mqttscope::teach::test {
namespace {

/// Whether a run of the frame shows bytes of another source.
bool isCarried(const index::Dissection& dissection, const analysis::FieldRun& run)
{
    return run.node != analysis::kNoNode && dissection.tree.node(run.node).source != 0;
}

} // namespace

void forEachByte(const analysis::Document& document, const std::function<void(const NarratedByte&)>& visit)
{
    const auto snapshot = document.snapshot();
    for (std::uint32_t number = 1; auto dissection = document.dissect(*snapshot, number); ++number) {
        const NarratedFrame frame = narratedFrame(*snapshot, dissection);
        const analysis::ByteMap map(dissection);
        for (std::size_t source = 0; source < dissection->sources.size(); ++source) {
            const auto index = static_cast<std::uint8_t>(source);
            for (const analysis::FieldRun& run : map.runs(index)) {
                if (source == 0 && isCarried(*dissection, run))
                    continue;
                for (std::uint32_t at = run.range.offset; at < run.range.end(); ++at)
                    visit({frame, {index, at}, number, run.node});
            }
        }
    }
}

} // namespace mqttscope::teach::test
