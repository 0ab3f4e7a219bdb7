// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "ui/models/lab_table_model.h"

#include <cstdint>
#include <string_view>

namespace mqttscope::ui {

struct LabSessionKeys {
    static constexpr int kColumns = 6;
    static std::string_view key(const broker::lab::SessionRow& row) { return row.clientId; }
};

/// The sessions of the broker, by Client Identifier. Countdowns go on between two snapshots.
class LabSessionsModel final : public LabRows<broker::lab::SessionRow, LabSessionKeys> {
    Q_DECLARE_TR_FUNCTIONS(mqttscope::ui::LabSessionsModel)
public:
    enum Column { Client, Clean, KeepAlive, InFlight, Queued, Will };

    using LabRows::LabRows;

    /// Of a snapshot. In step mode time stands still.
    void show(const broker::lab::LabSnapshot& snapshot);
    /// A second has passed.
    void tick();

    /// How many messages wait counts less than anything as long as none do.
    [[nodiscard]] std::vector<int> dispensable() const override;

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;

private:
    [[nodiscard]] QString text(const broker::lab::SessionRow& row, int column) const;
    [[nodiscard]] QString tip(const broker::lab::SessionRow& row, int column) const;
    /// Milliseconds that are left of a countdown of the snapshot.
    [[nodiscard]] std::int64_t leftOf(std::int64_t milliseconds) const;

    std::int64_t m_wallClock = 0;
    bool m_stands = false;
};

/// Whether a session outlives its connection, as its version says it: "0, kept", "kept 60 s".
[[nodiscard]] QString sessionKeptText(const broker::lab::SessionRow& row);

} // namespace mqttscope::ui
