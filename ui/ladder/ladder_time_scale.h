// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_content.h"
#include "ui/ladder/ladder_look.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

/// How far rows stand apart when distances tell time. Rows need room for their words and long silences would
/// push everything out of sight: what lies between the two is to scale.
class LadderTimeScale {
public:
    /// Most room between two rows, in units of the design; what lasts longer is cut.
    static constexpr double kMostGap = 240;
    /// Room that a long distance of two rows gets.
    static constexpr double kTypicalGap = 120;

    /// One step per row: no gaps at all.
    LadderTimeScale(const LadderContent& content, const LadderLook& look,
                    const LadderArrangement& arrangement);

    /// Room to leave before a row, beyond what the row before it takes.
    [[nodiscard]] double gapBefore(std::uint32_t row) const;
    /// Whether a gap is as long as its time: it is not where a row needs more, or where it was cut.
    [[nodiscard]] bool isToScale(std::uint32_t row) const;
    /// The time of the bar that shows the scale, "5 ms"; empty if rows are steps.
    [[nodiscard]] const QString& words() const { return m_words; }
    [[nodiscard]] double barLength() const { return m_bar; }

private:
    std::vector<double> m_gaps;
    std::vector<bool> m_true;
    QString m_words;
    double m_bar = 0;
};

} // namespace mqttscope::ui
