// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/overview/topic_values.h"

#include <QPointF>
#include <QString>
#include <QStringList>

#include <vector>

namespace mqttscope::ui {

/// The values of a topic as a line: a value holds until the next one comes.
struct ChartPoints {
    /// Corners of the line; of more values, each stretch of time keeps its least and its greatest.
    static constexpr std::size_t kMaxCorners = 4000;
    /// Different texts that get a line of their own.
    static constexpr int kMaxStates = 16;
    /// Values up to which each is marked.
    static constexpr std::size_t kMarkUpTo = 80;

    enum class Kind : std::uint8_t {
        Nothing, ///< no value has a time
        Numbers,
        States,        ///< y counts in `states`
        TooManyStates, ///< texts that are all different
    };
    Kind kind = Kind::Nothing;
    std::vector<QPointF> line;  ///< seconds, value
    std::vector<QPointF> marks; ///< the values themselves, if they are few
    QStringList states;         ///< from the bottom
    double firstSecond = 0;
    double lastSecond = 0;
    double least = 0;
    double greatest = 0;
};

[[nodiscard]] ChartPoints chartPoints(const analysis::TopicValues& values);

} // namespace mqttscope::ui
