// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "ui/models/lab_consequence.h"
#include "ui/models/lab_table_model.h"

#include <cstdint>
#include <memory>
#include <utility>

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

    /// `words` must outlive the model.
    explicit LabWaitingModel(const teach::Vocabulary& words, QObject* parent = nullptr)
        : LabRows(parent), m_words(&words)
    {
    }
    void show(std::shared_ptr<const broker::lab::LabSnapshot> snapshot)
    {
        m_snapshot = std::move(snapshot);
        take(m_snapshot->waiting.rows, m_snapshot->waiting.total);
    }
    /// What follows when the packet of a row passes.
    [[nodiscard]] QString consequence(int row) const { return consequenceOf(at(row), *m_snapshot, *m_words); }

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] bool isNumber(int column) const override { return column == Id; }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;

private:
    const teach::Vocabulary* m_words;
    std::shared_ptr<const broker::lab::LabSnapshot> m_snapshot; ///< never null while there are rows
};

} // namespace mqttscope::ui
