// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter_use.h"

#include "dissector/filter/parser.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>

#include <array>

namespace mqttscope::ui {
namespace {

/// How tight an expression holds together: what is looser is put into parentheses.
enum class Hold : std::uint8_t { Or, Xor, And, Test };

Hold holdOf(const QString& text)
{
    const auto expression = filter::parse(text.toStdString());
    if (!expression || std::holds_alternative<filter::Disjunction>(expression->node))
        return Hold::Or;
    if (std::holds_alternative<filter::ExclusiveDisjunction>(expression->node))
        return Hold::Xor;
    if (std::holds_alternative<filter::Conjunction>(expression->node))
        return Hold::And;
    return Hold::Test;
}

QString part(const QString& text, Hold least)
{
    return holdOf(text) < least ? QLatin1Char('(') + text + QLatin1Char(')') : text;
}

class Words {
    Q_DECLARE_TR_FUNCTIONS(FilterMenu)
public:
    static std::array<std::pair<FilterUse, QString>, 6> uses()
    {
        return {{{FilterUse::Apply, tr("&Apply")},
                 {FilterUse::Prepare, tr("&Prepare")},
                 {FilterUse::And, tr("A&nd: both must hold")},
                 {FilterUse::Or, tr("&Or: one of them must hold")},
                 {FilterUse::AndNot, tr("And no&t: this must not hold")},
                 {FilterUse::OrNot, tr("Or not: the one in &use, or not this")}}};
    }
};

constexpr qsizetype kMaxShown = 64;

} // namespace

QString combinedFilter(const QString& inUse, const QString& other, FilterUse use)
{
    const QString negated = QStringLiteral("not ") + part(other, Hold::Test);
    switch (use) {
    case FilterUse::Apply:
    case FilterUse::Prepare:
        return other;
    case FilterUse::And:
        return inUse.isEmpty() ? other
                               : part(inUse, Hold::And) + QStringLiteral(" and ") + part(other, Hold::And);
    case FilterUse::Or:
        return inUse.isEmpty() ? other
                               : part(inUse, Hold::Test) + QStringLiteral(" or ") + part(other, Hold::Test);
    case FilterUse::AndNot:
        return inUse.isEmpty() ? negated : part(inUse, Hold::And) + QStringLiteral(" and ") + negated;
    case FilterUse::OrNot:
        return inUse.isEmpty() ? negated : part(inUse, Hold::Test) + QStringLiteral(" or ") + negated;
    }
    return other;
}

QMenu* addFilterMenu(QMenu& menu, const QString& title, const QString& filter, Workspace& workspace)
{
    QMenu* uses = menu.addMenu(title);
    QString shown = filter.size() > kMaxShown ? filter.left(kMaxShown - 1) + QStringLiteral("…") : filter;
    QAction* heading = uses->addAction(shown.replace(QLatin1Char('&'), QStringLiteral("&&")));
    heading->setEnabled(false);
    uses->addSeparator();
    for (const auto& [use, words] : Words::uses()) {
        QAction* action = uses->addAction(words);
        QObject::connect(action, &QAction::triggered, &workspace,
                         [&workspace, filter, use = use] { workspace.useFilter(filter, use); });
    }
    return uses;
}

} // namespace mqttscope::ui
