// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/vocabulary.h"
#include "dissector/filter/completion.h"

#include <QAbstractListModel>

namespace mqttscope::ui {

/// What may follow in a display filter, as a list.
class CompletionModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        LabelRole = Qt::UserRole, ///< what it means, in the language of the window
        SampleRole,               ///< whether it occurs in this capture
    };

    /// The vocabulary must outlive the model.
    explicit CompletionModel(const analysis::Vocabulary& vocabulary, QObject* parent = nullptr);

    void setCompletions(filter::Completions completions);
    [[nodiscard]] const filter::Completions& completions() const { return m_completions; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] QString labelOf(const filter::Completion& item) const;

    const analysis::Vocabulary* m_vocabulary;
    filter::Completions m_completions;
};

} // namespace mqttscope::ui
