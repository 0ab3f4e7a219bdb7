// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_check.h"

#include "analysis/compile_filter.h"
#include "dissector/filter/completion.h"
#include "ui/models/filter_reading.h"
#include "ui/models/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using filter::ErrorCode;
using State = FilterCheck::State;

/// Bytes of UTF-8 to characters of a QString.
qsizetype characters(std::string_view text, std::size_t bytes)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min(bytes, text.size()))).size();
}

bool wantsMore(ErrorCode code)
{
    switch (code) {
    case ErrorCode::UnexpectedEnd:
    case ErrorCode::UnterminatedString:
    case ErrorCode::MissingParenthesis:
    case ErrorCode::MissingBrace:
    case ErrorCode::MissingBracket:
    case ErrorCode::FunctionAlone:
        return true;
    default:
        return false;
    }
}

/// Whether what is wrong stands at the end and may still become right.
bool isBegun(std::string_view expression, const filter::FilterError& error)
{
    if (wantsMore(error.code))
        return true;
    const std::size_t end = expression.find_last_not_of(' ');
    if (end + 1 != expression.size() || error.position + error.length < expression.size())
        return false;
    const filter::Completions completions = filter::complete(expression, expression.size());
    return !completions.prefix.empty() && !completions.items.empty() &&
           filter::fitOf(completions.items.front().text, completions.prefix) == 0;
}

/// The filter with the proposal in the place of what is wrong.
QString corrected(const std::string& expression, const filter::FilterError& error)
{
    const bool replaces = error.hint.code == filter::HintCode::DidYouMean && error.length > 0;
    if (!replaces && error.hint.code != filter::HintCode::DoubleEquals)
        return {};
    std::string text = expression;
    if (replaces)
        text.replace(error.position, error.length, error.hint.text);
    else if (error.position < text.size() && text[error.position] == '=')
        text.insert(error.position, 1, '=');
    return analysis::compileFilter(text) ? QString::fromStdString(text) : QString();
}

class Words {
    Q_DECLARE_TR_FUNCTIONS(FilterCheck)
public:
    static QString tests(std::size_t fields)
    {
        //: how many fields a display filter looks at
        return tr("tests %n field(s)", nullptr, static_cast<int>(fields));
    }
};

} // namespace

FilterCheck checkFilter(const QString& text, bool writing, const teach::Vocabulary& vocabulary)
{
    FilterCheck check;
    const std::string expression = text.toStdString();
    if (text.trimmed().isEmpty())
        return check;
    const auto filter = analysis::compileFilter(expression);
    const auto mark = [&](std::size_t position, std::size_t length) {
        check.position = characters(expression, position);
        check.length = characters(expression, position + length) - check.position;
    };
    if (!filter) {
        const filter::FilterError& error = filter.error();
        check.state = writing && isBegun(expression, error) ? State::Begun : State::Wrong;
        check.sentence = ui::text(vocabulary.filterError(error));
        check.hint = ui::text(vocabulary.filterHint(error.hint));
        check.correction = corrected(expression, error);
        mark(error.position, error.length);
        return check;
    }
    if (!filter->warnings().empty()) {
        const filter::FilterWarning& warning = filter->warnings().front();
        check.state = State::Strange;
        check.sentence = ui::text(vocabulary.filterWarning(warning));
        mark(warning.position, warning.length);
        return check;
    }
    check.state = State::Valid;
    check.sentence = filterReading(expression, vocabulary);
    if (check.sentence.isEmpty())
        check.sentence = Words::tests(filter->selection().size());
    return check;
}

} // namespace mqttscope::ui
