// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/band_version.h"

#include "analysis/ladder/ladder_index.h"

namespace mqttscope::ui {

mqtt::Version versionOfRow(const LadderSource& source, const analysis::ladder::Band& band, std::uint32_t row)
{
    if (row >= band.rows.size())
        return band.version;
    const analysis::ladder::Row& of = band.rows[row];
    if (of.hop < band.hops.size())
        return band.hops[of.hop].version;
    if (of.message != analysis::ladder::kNone) {
        if (const index::VersionEntry* entry = source.index->snapshot().versionOf(of.message))
            return entry->version;
    }
    return band.version;
}

} // namespace mqttscope::ui
