// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder.h"

#include <functional>
#include <unordered_set>
#include <vector>

namespace mqttscope::ui {

/// In which order the user wants the lanes of a capture, and which of them not at all. It holds for every
/// scope: lanes that a scope does not have keep their place among the others.
class LaneOrder {
public:
    using Lanes = std::vector<analysis::ladder::LaneId>;

    /// The lanes of a scope, those shown and those hidden.
    struct Arranged {
        Lanes shown;
        Lanes hidden;
    };
    /// `usual`: the lanes of the scope in their usual order. Of lanes that are all hidden, all are shown.
    [[nodiscard]] Arranged arrange(const Lanes& usual) const;

    /// The lanes shown stand in this order from now on.
    void setOrder(const Lanes& shown);
    void setHidden(analysis::ladder::LaneId lane, bool hidden);
    /// The usual order, and nothing hidden.
    void clear();
    /// The lanes have other numbers: `numberOf` says which, or kNone.
    void renumber(const std::function<analysis::ladder::LaneId(analysis::ladder::LaneId)>& numberOf);

private:
    Lanes m_order; ///< as far as the user has said; empty: as usual
    std::unordered_set<analysis::ladder::LaneId> m_hidden;
};

} // namespace mqttscope::ui
