// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/completion_model.h"

#include "dissector/field/field_table.h"
#include "ui/models/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace mqttscope::ui {
namespace {

/// The words that the filter language has for its operators and functions.
[[maybe_unused]] constexpr const char* kWords[] = {
    QT_TRANSLATE_NOOP("FilterWords", "both"),
    QT_TRANSLATE_NOOP("FilterWords", "one or both"),
    QT_TRANSLATE_NOOP("FilterWords", "one, not both"),
    QT_TRANSLATE_NOOP("FilterWords", "equal"),
    QT_TRANSLATE_NOOP("FilterWords", "all are different"),
    QT_TRANSLATE_NOOP("FilterWords", "greater"),
    QT_TRANSLATE_NOOP("FilterWords", "less"),
    QT_TRANSLATE_NOOP("FilterWords", "greater or equal"),
    QT_TRANSLATE_NOOP("FilterWords", "less or equal"),
    QT_TRANSLATE_NOOP("FilterWords", "one of these"),
    QT_TRANSLATE_NOOP("FilterWords", "none of these"),
    QT_TRANSLATE_NOOP("FilterWords", "has this inside"),
    QT_TRANSLATE_NOOP("FilterWords", "matches a regular expression"),
    QT_TRANSLATE_NOOP("FilterWords", "the opposite"),
    QT_TRANSLATE_NOOP("FilterWords", "one value is enough"),
    QT_TRANSLATE_NOOP("FilterWords", "every value"),
    QT_TRANSLATE_NOOP("FilterWords", "absolute value"),
    QT_TRANSLATE_NOOP("FilterWords", "how often the frame has the field"),
    QT_TRANSLATE_NOOP("FilterWords", "length in bytes"),
    QT_TRANSLATE_NOOP("FilterWords", "in lower case"),
    QT_TRANSLATE_NOOP("FilterWords", "greatest value"),
    QT_TRANSLATE_NOOP("FilterWords", "least value"),
    QT_TRANSLATE_NOOP("FilterWords", "number or address as text"),
    QT_TRANSLATE_NOOP("FilterWords", "in upper case"),
};

} // namespace

CompletionModel::CompletionModel(const analysis::Vocabulary& vocabulary, QObject* parent)
    : QAbstractListModel(parent), m_vocabulary(&vocabulary)
{
}

void CompletionModel::setCompletions(filter::Completions completions)
{
    beginResetModel();
    m_completions = std::move(completions);
    endResetModel();
}

int CompletionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_completions.items.size());
}

QString CompletionModel::labelOf(const filter::Completion& item) const
{
    switch (item.kind) {
    case filter::CompletionKind::Field:
        return text(m_vocabulary->label(item.field));
    case filter::CompletionKind::Value: {
        // The number, and the name where it is another than the one that is written.
        bool isNumber = false;
        const qulonglong number = QString::fromStdString(item.label).toULongLong(&isNumber);
        const std::string name = isNumber ? m_vocabulary->valueName(item.field, number) : std::string();
        if (name.empty() || filter::quoted(name) == item.text)
            return text(item.label);
        return QStringLiteral("%1 · %2").arg(text(item.label), text(name));
    }
    case filter::CompletionKind::Operator:
    case filter::CompletionKind::Function:
        return QCoreApplication::translate("FilterWords", item.label.c_str());
    case filter::CompletionKind::Sample:
        return item.label.empty() ? QCoreApplication::translate("FilterWords", "in this capture")
                                  : wireText(item.label, 40);
    }
    return {};
}

QVariant CompletionModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const filter::Completion& item = m_completions.items[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(item.text);
    case LabelRole:
        return labelOf(item);
    case SampleRole:
        return item.kind == filter::CompletionKind::Sample;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(text(item.text), labelOf(item));
    default:
        return {};
    }
}

} // namespace mqttscope::ui
