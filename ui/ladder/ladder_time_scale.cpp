// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_time_scale.h"

#include "analysis/ladder/ladder_words.h"
#include "ui/models/text.h"
#include "ui/models/time_text.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace mqttscope::ui {
namespace {

using analysis::ladder::RowKind;

constexpr double kRow = 36;      ///< what a row takes anyway, in units of the design
constexpr double kBarLeast = 60; ///< length of the bar of the scale

/// 1, 2 or 5 times a power of ten that is at least `least`.
std::int64_t roundedUp(double least)
{
    std::int64_t power = 1;
    while (static_cast<double>(power) * 10 <= least)
        power *= 10;
    for (const std::int64_t factor : {1, 2, 5}) {
        if (static_cast<double>(factor * power) >= least)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

LadderTimeScale::LadderTimeScale(const LadderContent& content, const LadderLook& look,
                                 const LadderArrangement& arrangement)
{
    const auto& rows = content.band.rows;
    if (!arrangement.toScale || rows.size() < 2)
        return;
    std::vector<std::optional<std::int64_t>> waits(rows.size());
    std::vector<std::int64_t> lengths;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].timeNs == index::kNoTime || rows[i - 1].timeNs == index::kNoTime ||
            rows[i].kind == RowKind::Idle || rows[i - 1].kind == RowKind::Idle)
            continue; // what is idle stands in a row of its own
        waits[i] = rows[i].timeNs - rows[i - 1].timeNs;
        if (*waits[i] > 0)
            lengths.push_back(*waits[i]);
    }
    if (lengths.empty())
        return;
    // What is longer than nearly all of them would push the rest together; what is much shorter has no
    // length.
    const auto typical = lengths.begin() + static_cast<std::ptrdiff_t>((lengths.size() - 1) * 9 / 10);
    std::nth_element(lengths.begin(), typical, lengths.end());
    const double perNs = look.px(kTypicalGap + kRow) / static_cast<double>(*typical);
    m_gaps.assign(rows.size(), 0);
    m_true.assign(rows.size(), false);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const double wanted = static_cast<double>(waits[i].value_or(0)) * perNs - look.px(kRow);
        if (!waits[i])
            continue;
        m_gaps[i] = std::clamp(wanted, 0.0, look.px(kMostGap));
        m_true[i] = wanted >= 0 && wanted <= look.px(kMostGap);
    }
    const std::int64_t bar = roundedUp(look.px(kBarLeast) / perNs);
    m_bar = static_cast<double>(bar) * perNs;
    m_words = spanText(bar);
}

double LadderTimeScale::gapBefore(std::uint32_t row) const
{
    return row < m_gaps.size() ? m_gaps[row] : 0;
}

bool LadderTimeScale::isToScale(std::uint32_t row) const
{
    return row < m_true.size() && m_true[row];
}

} // namespace mqttscope::ui
