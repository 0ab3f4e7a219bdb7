// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "ui/models/lab_table_model.h"

#include <string_view>
#include <utility>

namespace mqttscope::ui {

struct LabSubscriptionKeys {
    static constexpr int kColumns = 3;
    static std::pair<std::string_view, std::string_view> key(const broker::lab::SubscriptionRow& row)
    {
        return {row.filter, row.clientId};
    }
};

/// Who is subscribed to what, by Topic Filter.
class LabSubscriptionsModel final : public LabRows<broker::lab::SubscriptionRow, LabSubscriptionKeys> {
    Q_DECLARE_TR_FUNCTIONS(mqttscope::ui::LabSubscriptionsModel)
public:
    enum Column { Filter, Qos, Client };

    using LabRows::LabRows;
    void show(const broker::lab::LabSnapshot& snapshot)
    {
        take(snapshot.subscriptions.rows, snapshot.subscriptions.total);
    }

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
};

} // namespace mqttscope::ui
