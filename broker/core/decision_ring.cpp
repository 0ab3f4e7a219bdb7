// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/decision_ring.h"

#include "dissector/field/issue_table.h"
#include "dissector/field/statement_table.h"

namespace mqttscope::broker {

std::string_view statementOf(const DecisionRecord& record)
{
    if (!record.rule.any)
        return {};
    return field::ruleId(record.rule.issue, record.rule.field, static_cast<std::uint8_t>(record.version));
}

std::string_view clauseOf(const DecisionRecord& record)
{
    const field::Statement* statement =
        field::findStatement(statementOf(record), static_cast<std::uint8_t>(record.version));
    return statement != nullptr ? statement->clause : std::string_view{};
}

} // namespace mqttscope::broker
