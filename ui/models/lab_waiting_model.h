// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "ui/models/lab_table_model.h"

#include <cstdint>

namespace mqttscope::ui {

struct LabWaitingKeys {
    static constexpr int kColumns = 5;
    static std::uint64_t key(const broker::lab::WaitingRow& row) { return row.id; }
};

/// The packets that wait in step mode, in the order in which they came.
class LabWaitingModel final : public LabRows<broker::lab::WaitingRow, LabWaitingKeys> {
    Q_DECLARE_TR_FUNCTIONS(mqttscope::ui::LabWaitingModel)
public:
    enum Column { Way, Type, Id, Qos, Topic };

    using LabRows::LabRows;
    void show(const broker::lab::LabSnapshot& snapshot)
    {
        take(snapshot.waiting.rows, snapshot.waiting.total);
    }

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] bool isNumber(int column) const override { return column == Id; }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
};

/// What the standard makes follow when a packet passes, in one sentence.
[[nodiscard]] QString consequenceOf(const broker::lab::WaitingRow& row);

} // namespace mqttscope::ui
