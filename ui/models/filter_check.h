// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/vocabulary.h"

#include <QString>

#include <cstdint>

namespace mqttscope::ui {

/// What is to be said of a display filter that is being typed.
struct FilterCheck {
    enum class State : std::uint8_t {
        Empty,   ///< nothing is written
        Valid,   ///< it can be used
        Strange, ///< it can be used, but will surprise
        Begun,   ///< not finished: what stands there is the beginning of something
        Wrong,   ///< it cannot be used
    };

    State state = State::Empty;
    QString sentence;        ///< what it selects, or what is wrong
    QString hint;            ///< what may help; may be empty
    QString correction;      ///< the whole filter with the hint put in place; empty if none is known
    qsizetype position = -1; ///< in the text, of what is wrong or strange; -1 if nothing is
    qsizetype length = 0;    ///< likewise; 0 at the end of the text

    [[nodiscard]] bool isUsable() const { return state == State::Valid || state == State::Strange; }
};

/// Looks at a filter. `writing`: the cursor stands at its end, so that a beginning is no fault.
[[nodiscard]] FilterCheck checkFilter(const QString& text, bool writing, const teach::Vocabulary& vocabulary);

} // namespace mqttscope::ui
