// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/text_output.h"

#include <cstddef>

namespace mqttscope::app {

/// Standard output in large blocks. A reader that went away (`| head`) ends the output silently: `open()`
/// tells.
class Output final : public analysis::TextOutput {
public:
    ~Output() override { flush(); }
    /// False if something could not be written for another reason than a reader that went away (disk full).
    [[nodiscard]] bool good() const { return m_good; }

protected:
    bool write(const std::string& block) override;

private:
    bool m_good = true;
};

/// Columns of the terminal that standard output goes to; else what COLUMNS says; else 100.
[[nodiscard]] std::size_t outputWidth();

} // namespace mqttscope::app
