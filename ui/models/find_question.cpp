// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/find_question.h"

#include "analysis/compile_filter.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "ui/models/frame_cells.h"
#include "ui/models/text.h"

#include <QCoreApplication>

#include <utility>

namespace mqttscope::ui {
namespace {

constexpr std::size_t kMaxValueLength = 1000; ///< characters of a value that are looked at

class FindWords {
    Q_DECLARE_TR_FUNCTIONS(FindQuestion)
};

Qt::CaseSensitivity caseOf(const FindQuestion& question)
{
    return question.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
}

/// What the list says in one row.
analysis::FrameTest inSummary(const FindQuestion& question)
{
    return [&question](std::uint32_t frame) {
        const auto cells =
            makeFrameCells(*question.document, *question.snapshot, frame, *question.vocabulary, nullptr);
        const QString line = cells->from.name + QStringLiteral(" → ") + cells->to.name + QLatin1Char(' ') +
                             typeText(*cells, *question.vocabulary) + QLatin1Char(' ') + cells->summaryText;
        return line.contains(question.text, caseOf(question))
                   ? std::optional(analysis::FoundPlace{frame, 0, {}})
                   : std::nullopt;
    };
}

std::string fieldLine(const analysis::Vocabulary& vocabulary, const field::FieldNode& node)
{
    std::string line = vocabulary.label(node.id);
    line += " = ";
    line += analysis::valueText(field::fieldInfo(node.id), node.value, kMaxValueLength);
    if (node.value.kind == field::FieldValue::Kind::Number)
        line += " " + vocabulary.valueName(node.id, node.value.number);
    return line;
}

analysis::FrameTest inFields(const FindQuestion& question)
{
    return analysis::findInFields(
        *question.document, *question.snapshot,
        [&question](const field::FieldTree& tree, std::uint32_t node) {
            return fieldLine(*question.vocabulary, tree.node(node));
        },
        [&question](std::string_view line) { return text(line).contains(question.text, caseOf(question)); });
}

analysis::FrameTest testOf(const FindQuestion& question)
{
    const std::string utf8 = question.text.toStdString();
    switch (question.in) {
    case FindIn::Summary:
        return inSummary(question);
    case FindIn::Fields:
        return inFields(question);
    case FindIn::Bytes:
        return analysis::findBytes(*question.document, *question.snapshot,
                                   analysis::BytePattern({utf8.begin(), utf8.end()}, question.caseSensitive));
    case FindIn::Hex:
        return analysis::findBytes(
            *question.document, *question.snapshot,
            analysis::BytePattern(analysis::parseHexBytes(utf8).value_or(std::vector<std::uint8_t>())));
    case FindIn::Filter:
        if (auto filter = analysis::compileFilter(utf8))
            return analysis::findByFilter(*question.document, *question.snapshot, std::move(*filter));
        break;
    }
    return [](std::uint32_t) { return std::nullopt; };
}

} // namespace

QString findFault(FindIn in, const QString& text)
{
    const std::string utf8 = text.toStdString();
    if (in == FindIn::Hex && !analysis::parseHexBytes(utf8))
        return FindWords::tr("Bytes are pairs of hexadecimal digits, as in 4d 51 54 54.");
    if (in != FindIn::Filter)
        return {};
    const auto filter = analysis::compileFilter(utf8);
    if (filter)
        return {};
    //: %1 a number: the place in the text, from 1
    return FindWords::tr("This is no display filter: it goes wrong at character %1.")
        .arg(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(filter.error().position)).size() + 1);
}

analysis::FindResult answer(const FindQuestion& question, const std::atomic<bool>& cancelled,
                            const std::function<void(std::size_t rows)>& progress)
{
    analysis::FindRun run;
    run.frames = question.frames;
    run.from = question.from;
    run.backwards = question.backwards;
    run.cancelled = &cancelled;
    run.progress = progress;
    return analysis::findFrame(run, testOf(question));
}

} // namespace mqttscope::ui
