// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/filter.h"

#include "dissector/filter/binder.h"
#include "dissector/filter/evaluator.h"
#include "dissector/filter/hint.h"
#include "dissector/filter/parser.h"
#include "dissector/filter/program.h"

#include <utility>

namespace mqttscope::filter {
namespace {

tl::unexpected<FilterError> withHint(FilterError error, std::string_view text)
{
    error.hint = hintFor(error, text);
    return tl::unexpected(std::move(error));
}

} // namespace

Filter::Filter(std::shared_ptr<const Program> program) : m_program(std::move(program)) {}

tl::expected<Filter, FilterError> Filter::compile(std::string_view text, const CompileOptions& options)
{
    if (text.size() > kMaxLength)
        return tl::unexpected(
            FilterError{ErrorCode::TooLong, kMaxLength, text.size() - kMaxLength, {}, {}, {}});
    tl::expected<Expression, FilterError> expression = parse(text);
    if (!expression)
        return withHint(std::move(expression.error()), text);
    auto program = std::make_shared<Program>();
    program->text = text;
    tl::expected<Test, FilterError> root = filter::bind(*expression, program->text, options, *program);
    if (!root)
        return withHint(std::move(root.error()), text);
    program->root = std::move(*root);
    return Filter{std::move(program)};
}

bool Filter::matches(ValueSource& source) const
{
    return Evaluator{*this}.evaluate(source) == Verdict::Yes;
}

const field::FieldSelection& Filter::selection() const
{
    return m_program->selection;
}

const std::string& Filter::text() const
{
    return m_program->text;
}

const std::vector<FilterWarning>& Filter::warnings() const
{
    return m_program->warnings;
}

} // namespace mqttscope::filter
