// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/hint.h"

#include "dissector/field/field_table.h"
#include "dissector/filter/character.h"
#include "dissector/filter/function.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

namespace mqttscope::filter {
namespace {

using field::FieldInfo;
using field::FieldType;

constexpr std::size_t kMaxCompared = 64;  ///< longer words are no misspelled names
constexpr std::size_t kMaxValueNames = 6; ///< more are not listed

std::string lower(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), lowerCase);
    return result;
}

/// How many letters must be put in, left out, exchanged with another or with the next to make one text of the
/// other.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::vector<std::size_t> next(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                next[j] = std::min(next[j], before[j - 2] + 1);
        }
        before.swap(row);
        row.swap(next);
    }
    return row[b.size()];
}

/// Keeps the name most like a word, if it is like it at all.
class Nearest {
public:
    explicit Nearest(std::string_view word) : m_word(lower(word)), m_best(m_word.size() / 4 + 2) {}

    void offer(std::string_view name)
    {
        if (name.empty() || m_word.size() > kMaxCompared || name.size() > kMaxCompared)
            return;
        const std::size_t away = distance(m_word, lower(name));
        if (away < m_best) {
            m_best = away;
            m_name = name;
        }
    }
    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    std::string m_word;
    std::size_t m_best; ///< one more than may be wrong, until there is a name
    std::string m_name;
};

FilterHint didYouMean(const Nearest& nearest)
{
    if (nearest.name().empty())
        return {};
    return {HintCode::DidYouMean, nearest.name()};
}

/// The short form of a name, as Wireshark's users type it: "mqtt.type" may mean "mqtt.msgtype".
FilterHint nearestField(std::string_view word)
{
    Nearest nearest{word};
    for (const FieldInfo& info : field::fieldTable())
        nearest.offer(info.name);
    return didYouMean(nearest);
}

FilterHint nearestFunction(std::string_view word)
{
    Nearest nearest{word};
    for (const FunctionInfo& info : functions())
        nearest.offer(info.name);
    return didYouMean(nearest);
}

const FieldInfo* infoOf(const std::string& name)
{
    const auto found = field::findFields(name);
    return found.empty() ? nullptr : &field::fieldInfo(found.front());
}

FilterHint namesOfValues(const FieldInfo& info, std::string_view word)
{
    Nearest nearest{word};
    for (const field::ValueName& name : info.names)
        nearest.offer(name.name);
    if (FilterHint hint = didYouMean(nearest); hint.code != HintCode::None)
        return hint;
    std::string list;
    for (std::size_t i = 0; i < std::min(info.names.size(), kMaxValueNames); ++i) {
        list += list.empty() ? "" : ", ";
        list += info.names[i].name;
    }
    return {HintCode::Values, info.names.size() > kMaxValueNames ? list + ", ..." : list};
}

FilterHint typeHint(FieldType type)
{
    switch (type) {
    case FieldType::None:
        return {};
    case FieldType::Boolean:
        return {HintCode::IsBoolean, {}};
    case FieldType::UInt8:
    case FieldType::UInt16:
    case FieldType::UInt32:
    case FieldType::UInt64:
        return {HintCode::IsNumber, {}};
    case FieldType::String:
        return {HintCode::QuoteText, {}};
    case FieldType::Bytes:
        return {HintCode::IsBytes, {}};
    case FieldType::Ether:
        return {HintCode::IsLinkAddress, {}};
    case FieldType::Ipv4:
        return {HintCode::IsAddress4, {}};
    case FieldType::Ipv6:
        return {HintCode::IsAddress6, {}};
    case FieldType::Time:
        return {HintCode::IsDate, {}};
    case FieldType::Interval:
        return {HintCode::IsSeconds, {}};
    }
    return {};
}

FilterHint hintOfType(const FilterError& error)
{
    const FieldInfo* info = infoOf(error.field);
    if (info == nullptr)
        return {};
    if (error.code == ErrorCode::NotANumber && !info->names.empty())
        return namesOfValues(*info, error.text);
    return typeHint(info->type);
}

/// "AND": an operator but for its case.
bool isOperator(std::string_view word)
{
    constexpr std::array<std::string_view, 14> kOperators = {
        "and", "or", "xor", "not", "eq", "ne", "gt", "ge", "lt", "le", "in", "any", "contains", "matches"};
    return std::find(kOperators.begin(), kOperators.end(), word) != kOperators.end();
}

/// Whether the last brace before a place is one that opens a set, and still open.
bool insideBraces(std::string_view expression, std::size_t position)
{
    const std::string_view before = expression.substr(0, position);
    const std::size_t open = before.rfind('{');
    const std::size_t close = before.rfind('}');
    return open != std::string_view::npos && (close == std::string_view::npos || close < open);
}

FilterHint hintOfToken(const FilterError& error, std::string_view expression)
{
    const std::string word = lower(error.text);
    if (word != error.text && isOperator(word))
        return {HintCode::LowerCase, word};
    const char before = error.position > 0 ? expression[error.position - 1] : '\0';
    if (error.text == ">" && before == '<')
        return {HintCode::NotEqual, {}};
    if (error.text == "(")
        return {HintCode::UseBraces, {}};
    if (!error.text.empty() && (isAlphanumeric(error.text.front()) || error.text.front() == '"') &&
        insideBraces(expression, error.position))
        return {HintCode::CommaBetween, {}};
    return {};
}

FilterHint hintOfCharacter(std::string_view character)
{
    if (character == "=")
        return {HintCode::DoubleEquals, {}};
    if (character == "|")
        return {HintCode::AndOr, "||"};
    if (character == "^")
        return {HintCode::AndOr, "^^"};
    return {};
}

/// A test that wants text or bytes stands beside a number or an address.
FilterHint hintOfConversion(const FilterError& error)
{
    const FieldInfo* info = infoOf(error.field);
    if (info == nullptr || !takes(Function::String, typeOf(*info)))
        return {};
    return {HintCode::UseString, error.field};
}

} // namespace

FilterHint hintFor(const FilterError& error, std::string_view expression)
{
    switch (error.code) {
    case ErrorCode::UnterminatedString:
        return {HintCode::CloseQuote, {}};
    case ErrorCode::BadEscape:
        return {HintCode::EscapeBackslash, {}};
    case ErrorCode::NotSupported:
        return {HintCode::WriteNumber, {}};
    case ErrorCode::UnexpectedCharacter:
        return hintOfCharacter(error.text);
    case ErrorCode::UnexpectedToken:
        return hintOfToken(error, expression);
    case ErrorCode::ParenthesesAroundValue:
        return {HintCode::UseBraces, {}};
    case ErrorCode::UnknownField:
    case ErrorCode::ArgumentNoField:
        return nearestField(error.text);
    case ErrorCode::NoField:
        return {HintCode::FieldFirst, "mqtt.qos == 1"};
    case ErrorCode::TypeMismatch:
    case ErrorCode::NotANumber:
    case ErrorCode::NotABoolean:
    case ErrorCode::NotText:
    case ErrorCode::NotBytes:
    case ErrorCode::NotAnAddress:
    case ErrorCode::NotATime:
    case ErrorCode::NotADate:
        return hintOfType(error);
    case ErrorCode::NoContains:
    case ErrorCode::NoMatches:
    case ErrorCode::NoSlice:
        return hintOfConversion(error);
    case ErrorCode::PatternNotQuoted:
    case ErrorCode::NotACharacter:
        return {HintCode::QuoteText, {}};
    case ErrorCode::UnknownFunction:
        return nearestFunction(error.text);
    case ErrorCode::FunctionAlone:
        return {HintCode::CompareFunction, error.text};
    case ErrorCode::TooLong:
    case ErrorCode::TooDeep:
    case ErrorCode::UnexpectedEnd:
    case ErrorCode::MissingParenthesis:
    case ErrorCode::MissingBrace:
    case ErrorCode::MissingBracket:
    case ErrorCode::NoValue:
    case ErrorCode::NumberTooLarge:
    case ErrorCode::NoMinus:
    case ErrorCode::NotAPrefix:
    case ErrorCode::BadPattern:
    case ErrorCode::PatternTooLarge:
    case ErrorCode::SliceOfValue:
    case ErrorCode::NotARange:
    case ErrorCode::RangeTooLarge:
    case ErrorCode::RangeLength:
    case ErrorCode::RangeSigns:
    case ErrorCode::RangeBackwards:
    case ErrorCode::NoLayer:
    case ErrorCode::LayerOfValue:
    case ErrorCode::SetOfNoField:
    case ErrorCode::SliceInSet:
    case ErrorCode::NoArithmetic:
    case ErrorCode::NotAnOperand:
    case ErrorCode::ArgumentCount:
    case ErrorCode::ArgumentType:
    case ErrorCode::ArgumentsDiffer:
        break;
    }
    return {};
}

} // namespace mqttscope::filter
