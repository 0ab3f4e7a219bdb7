// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/completion.h"

#include "dissector/field/field_table.h"
#include "dissector/filter/character.h"
#include "dissector/filter/function.h"
#include "dissector/filter/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace mqttscope::filter {
namespace {

using field::FieldId;
using field::FieldInfo;
using field::FieldType;

struct Word {
    std::string_view text;
    std::string_view label;
};

constexpr std::array<Word, 3> kJoining = {{
    {"and", "both"},
    {"or", "one or both"},
    {"xor", "one, not both"},
}};
constexpr std::array<Word, 8> kComparing = {{
    {"==", "equal"},
    {"!=", "all are different"},
    {">", "greater"},
    {"<", "less"},
    {">=", "greater or equal"},
    {"<=", "less or equal"},
    {"in {", "one of these"},
    {"not in {", "none of these"},
}};
constexpr std::array<Word, 2> kSearching = {{
    {"contains", "has this inside"},
    {"matches", "matches a regular expression"},
}};
constexpr std::array<Word, 3> kBeginning = {{
    {"not", "the opposite"},
    {"any", "one value is enough"},
    {"all", "every value"},
}};

/// What the grammar wants at the cursor.
enum class Place : std::uint8_t {
    Test,    ///< a field, `not`, a function: the beginning of a test
    After,   ///< a field stands there: an operator
    Value,   ///< behind a comparison: a value or a field
    Joining, ///< a test is complete: `and`, `or`
};

struct Context {
    Place place = Place::Test;
    FieldId field = FieldId::None; ///< the field last named
};

bool isComparison(TokenKind kind)
{
    return kind >= TokenKind::AnyEqual && kind <= TokenKind::Matches;
}

FieldId fieldNamed(const Token& token)
{
    if (token.kind != TokenKind::Word && token.kind != TokenKind::FieldName)
        return FieldId::None;
    const auto found = field::findFields(token.text);
    return found.empty() ? FieldId::None : found.front();
}

/// Reads the tokens before the word at the cursor.
Context contextOf(std::string_view before)
{
    Context context;
    Lexer lexer{before};
    bool inSet = false;
    for (Token token = lexer.next(); token.kind != TokenKind::End && token.kind != TokenKind::Error;
         token = lexer.next()) {
        const bool value = token.kind == TokenKind::String || token.kind == TokenKind::Character ||
                           token.kind == TokenKind::ColonLiteral || token.kind == TokenKind::Word ||
                           token.kind == TokenKind::FieldName;
        if (value) {
            const FieldId named = fieldNamed(token);
            if (context.place == Place::Value) {
                context.place = inSet ? Place::Value : Place::Joining;
            } else {
                context.field = named;
                context.place = Place::After;
            }
        } else if (isComparison(token.kind)) {
            context.place = Place::Value;
        } else if (token.kind == TokenKind::In) {
            context.place = Place::Value;
            inSet = true;
        } else if (token.kind == TokenKind::RightBrace && inSet) {
            inSet = false;
            context.place = Place::Joining;
        } else if (token.kind == TokenKind::And || token.kind == TokenKind::Or ||
                   token.kind == TokenKind::Xor) {
            context = {};
            inSet = false;
        } else if (token.kind == TokenKind::RightParenthesis || token.kind == TokenKind::RightBracket) {
            context.place = context.place == Place::Test ? Place::After : context.place;
        } else if (token.kind == TokenKind::LeftParenthesis && context.place == Place::After) {
            context.place = Place::Test; // a function: its argument follows
        }
    }
    return context;
}

bool isWordCharacter(char c)
{
    return isAlphanumeric(c) || c == '_' || c == '-' || c == '.' || c == ':' || c == '/' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Where the text begins that an open quote before the cursor keeps together; npos if none is open.
std::size_t openQuote(std::string_view before)
{
    std::size_t open = std::string_view::npos;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (open != std::string_view::npos && before[i] == '\\')
            ++i;
        else if (before[i] == '"')
            open = open == std::string_view::npos ? i : std::string_view::npos;
    }
    return open;
}

class Proposals {
public:
    explicit Proposals(Completions& completions) : m_completions(completions) {}

    void add(CompletionKind kind, std::string_view text, std::string_view label, FieldId id = FieldId::None)
    {
        const int fit = fitOf(text, m_completions.prefix);
        if (fit < 2)
            m_ranked[static_cast<std::size_t>(fit)].push_back(
                {kind, std::string{text}, std::string{label}, id});
    }
    template <class Words> void addWords(const Words& words)
    {
        for (const Word& word : words)
            add(CompletionKind::Operator, word.text, word.label);
    }
    void addFields(FieldType wanted, FieldId but)
    {
        for (const FieldId id : field::fieldsByName()) {
            const FieldInfo& info = field::fieldInfo(id);
            if (info.name.empty() || id == but || (wanted != FieldType::None && info.type != wanted))
                continue;
            const bool again = !m_ranked[0].empty() && m_ranked[0].back().text == info.name;
            const bool inside = !m_ranked[1].empty() && m_ranked[1].back().text == info.name;
            if (!again && !inside)
                add(CompletionKind::Field, info.name, info.label, id);
        }
    }
    void addFunctions()
    {
        for (const FunctionInfo& info : functions())
            add(CompletionKind::Function, std::string{info.name} + "(", info.label);
    }
    void addValues(const FieldInfo& info)
    {
        for (const field::ValueName& name : info.names)
            add(CompletionKind::Value, quoted(name.name), std::to_string(name.value), info.id);
        if (info.type == FieldType::Boolean) {
            add(CompletionKind::Value, "True", "1", info.id);
            add(CompletionKind::Value, "False", "0", info.id);
        }
    }
    void finish()
    {
        for (auto& rank : m_ranked)
            std::move(rank.begin(), rank.end(), std::back_inserter(m_completions.items));
        if (m_completions.items.size() > kMaxCompletions)
            m_completions.items.resize(kMaxCompletions);
    }

private:
    Completions& m_completions;
    std::array<std::vector<Completion>, 2> m_ranked; ///< by fit
};

void propose(const Context& context, Completions& completions)
{
    Proposals proposals{completions};
    const FieldInfo& info = field::fieldInfo(context.field);
    const bool known = context.field != FieldId::None;
    switch (context.place) {
    case Place::Test:
        proposals.addFields(FieldType::None, FieldId::None);
        proposals.addFunctions();
        proposals.addWords(kBeginning);
        break;
    case Place::After:
        if (!known || info.type != FieldType::None || info.has(field::kProtocol)) {
            proposals.addWords(kComparing);
            proposals.addWords(kSearching);
        }
        proposals.addWords(kJoining);
        break;
    case Place::Value:
        completions.valueOf = context.field;
        if (known)
            proposals.addValues(info);
        if (known && !completions.inQuotes && info.type != FieldType::None && !completions.prefix.empty())
            proposals.addFields(info.type, context.field);
        break;
    case Place::Joining:
        proposals.addWords(kJoining);
        break;
    }
    proposals.finish();
}

} // namespace

int fitOf(std::string_view proposal, std::string_view prefix)
{
    const auto same = [](char a, char b) { return lowerCase(a) == lowerCase(b); };
    const auto fits = [&](std::string_view text, std::string_view part) {
        return text.size() >= part.size() && std::equal(part.begin(), part.end(), text.begin(), same);
    };
    // A value may be typed without its quotes.
    const bool quote = proposal.starts_with('"') && !prefix.starts_with('"');
    if (fits(proposal, prefix) || (quote && fits(proposal.substr(1), prefix)))
        return 0;
    const std::string_view inside = prefix.starts_with('"') ? prefix.substr(1) : prefix;
    return std::search(proposal.begin(), proposal.end(), inside.begin(), inside.end(), same) != proposal.end()
               ? 1
               : 2;
}

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            fmt::format_to(std::back_inserter(result), "\\x{:02x}", byte);
        } else {
            result += c;
        }
    }
    return result + '"';
}

Completions complete(std::string_view expression, std::size_t cursor)
{
    expression = expression.substr(0, kMaxLength);
    cursor = std::min(cursor, expression.size());
    const std::string_view before = expression.substr(0, cursor);
    Completions completions;
    std::size_t end = cursor;
    const std::size_t quote = openQuote(before);
    if (quote != std::string_view::npos) {
        completions.inQuotes = true;
        completions.position = quote;
        end = std::min(expression.find('"', cursor), expression.size() - 1) + 1;
    } else {
        completions.position = cursor;
        while (completions.position > 0 && isWordCharacter(before[completions.position - 1]))
            --completions.position;
        while (end < expression.size() && isWordCharacter(expression[end]))
            ++end;
    }
    completions.length = end - completions.position;
    completions.prefix = before.substr(completions.position);
    propose(contextOf(before.substr(0, completions.position)), completions);
    return completions;
}

} // namespace mqttscope::filter
