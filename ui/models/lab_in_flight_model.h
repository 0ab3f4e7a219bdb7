// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "ui/models/lab_table_model.h"

#include <cstdint>
#include <string_view>
#include <tuple>

namespace mqttscope::ui {

struct LabInFlightKeys {
    static constexpr int kColumns = 5;
    static std::tuple<std::string_view, broker::FaultSide, std::uint16_t>
    key(const broker::lab::InFlightRow& row)
    {
        return {row.clientId, row.from, row.packetId};
    }
};

/// Messages with QoS 1 and 2 that are not over, by client: which packet each waits for.
class LabInFlightModel final : public LabRows<broker::lab::InFlightRow, LabInFlightKeys> {
    Q_DECLARE_TR_FUNCTIONS(mqttscope::ui::LabInFlightModel)
public:
    enum Column { Way, Id, Qos, Waits, Topic };

    using LabRows::LabRows;
    void show(const broker::lab::LabSnapshot& snapshot)
    {
        take(snapshot.inFlight.rows, snapshot.inFlight.total);
    }

    [[nodiscard]] std::vector<int> dispensable() const override { return {Qos}; }

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] bool isNumber(int column) const override { return column == Id; }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
};

} // namespace mqttscope::ui
