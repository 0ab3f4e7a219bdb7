// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "ui/models/lab_table_model.h"

#include <string>
#include <string_view>
#include <utility>

namespace mqttscope::ui {

struct LabSysKeys {
    static constexpr int kColumns = 2;
    static std::string_view key(const std::pair<std::string, std::string>& row) { return row.first; }
};

/// The $SYS topics with what the broker says there of itself.
class LabSysModel final : public LabRows<std::pair<std::string, std::string>, LabSysKeys> {
    Q_DECLARE_TR_FUNCTIONS(mqttscope::ui::LabSysModel)
public:
    enum Column { Topic, Value };

    using LabRows::LabRows;
    void show(const broker::lab::LabSnapshot& snapshot) { take(snapshot.sys, snapshot.sys.size()); }

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
};

} // namespace mqttscope::ui
