// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "teach/vocabulary.h"
#include "ui/models/lab_table_model.h"

#include <cstdint>

namespace mqttscope::ui {

struct LabFaultKeys {
    static constexpr int kColumns = 3;
    static std::uint32_t key(const broker::lab::ArmedFaultRow& row) { return row.id; }
};

/// The faults that are armed, as sentences, with how often each has met a packet. The last column is there to
/// disarm one.
class LabFaultsModel final : public LabRows<broker::lab::ArmedFaultRow, LabFaultKeys> {
    Q_DECLARE_TR_FUNCTIONS(mqttscope::ui::LabFaultsModel)
public:
    enum Column { Fault, Hits, Disarm };

    /// `words` must outlive the model.
    explicit LabFaultsModel(const teach::Vocabulary& words, QObject* parent = nullptr)
        : LabRows(parent), m_words(&words)
    {
    }
    void show(const broker::lab::LabSnapshot& snapshot) { take(snapshot.faults, snapshot.faults.size()); }

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;

private:
    const teach::Vocabulary* m_words;
};

} // namespace mqttscope::ui
