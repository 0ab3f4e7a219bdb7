// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "ui/models/lab_table_model.h"

#include <string_view>

namespace mqttscope::ui {

struct LabRetainedKeys {
    static constexpr int kColumns = 5;
    static std::string_view key(const broker::lab::RetainedRow& row) { return row.topic; }
};

/// The retained messages, by topic. The last column is there to erase one.
class LabRetainedModel final : public LabRows<broker::lab::RetainedRow, LabRetainedKeys> {
    Q_DECLARE_TR_FUNCTIONS(mqttscope::ui::LabRetainedModel)
public:
    enum Column { Topic, Value, Qos, Size, Erase };

    using LabRows::LabRows;
    void show(const broker::lab::LabSnapshot& snapshot)
    {
        take(snapshot.retained.rows, snapshot.retained.total);
    }

    [[nodiscard]] std::vector<int> dispensable() const override { return {Qos, Size}; }

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] bool isNumber(int column) const override { return column == Size; }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
};

} // namespace mqttscope::ui
