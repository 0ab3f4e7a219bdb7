// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace mqttscope::filter {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

using Tokens = std::vector<std::pair<TokenKind, std::string>>;

Tokens lex(std::string_view text)
{
    Tokens tokens;
    Lexer lexer{text};
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        tokens.emplace_back(token.kind, token.text);
        if (token.kind == TokenKind::Error)
            break;
    }
    return tokens;
}

FilterError lexError(std::string_view text)
{
    Lexer lexer{text};
    for (;;) {
        const Token token = lexer.next();
        EXPECT_NE(token.kind, TokenKind::End) << text;
        if (token.kind == TokenKind::Error || token.kind == TokenKind::End)
            return lexer.error();
    }
}

TEST(FilterLexer, SpacesAreNothing)
{
    EXPECT_THAT(lex(" \t\r\n"), IsEmpty());
}

TEST(FilterLexer, TheLongestOperatorWins)
{
    EXPECT_THAT(lex("==="), ElementsAre(Pair(TokenKind::AllEqual, "===")));
    EXPECT_THAT(lex("!=="), ElementsAre(Pair(TokenKind::AnyNotEqual, "!==")));
    EXPECT_THAT(lex("!!="), ElementsAre(Pair(TokenKind::Not, "!"), Pair(TokenKind::AllNotEqual, "!=")));
    EXPECT_THAT(lex("~=~"), ElementsAre(Pair(TokenKind::AnyNotEqual, "~="), Pair(TokenKind::Matches, "~")));
    EXPECT_THAT(lex("&&&"), ElementsAre(Pair(TokenKind::And, "&&"), Pair(TokenKind::BitAnd, "&")));
}

TEST(FilterLexer, AKeywordIsAWholeWordInLowerCase)
{
    EXPECT_THAT(lex("and"), ElementsAre(Pair(TokenKind::And, "and")));
    EXPECT_THAT(lex("AND"), ElementsAre(Pair(TokenKind::Word, "AND")));
    EXPECT_THAT(lex("android"), ElementsAre(Pair(TokenKind::Word, "android")));
    EXPECT_THAT(lex("and-or"), ElementsAre(Pair(TokenKind::Word, "and-or")));
    EXPECT_THAT(lex("all_ne"), ElementsAre(Pair(TokenKind::AllNotEqual, "all_ne")));
}

TEST(FilterLexer, AWordNeedsNoSpaceBeforeAnOperator)
{
    EXPECT_THAT(lex("tcp.port==1883&&mqtt"),
                ElementsAre(Pair(TokenKind::Word, "tcp.port"), Pair(TokenKind::AnyEqual, "=="),
                            Pair(TokenKind::Word, "1883"), Pair(TokenKind::And, "&&"),
                            Pair(TokenKind::Word, "mqtt")));
}

TEST(FilterLexer, ADotThatEndsAWordIsNoPartOfIt)
{
    EXPECT_EQ(lexError("mqtt.").position, 4U);
    EXPECT_THAT(lex("a..b"), ElementsAre(Pair(TokenKind::Word, "a"), Pair(TokenKind::DotDot, ".."),
                                         Pair(TokenKind::Word, "b")));
}

TEST(FilterLexer, ALeadingDotMakesAFieldName)
{
    EXPECT_THAT(lex(".mqtt.qos"), ElementsAre(Pair(TokenKind::FieldName, "mqtt.qos")));
}

TEST(FilterLexer, AddressesWithTheirPrefixAreOneWord)
{
    for (const char* text : {"10.0.0.0/8", "fe80::/10", "::1", "::", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8",
                             "2001:db8::1/128", "aa:bb:cc:dd:ee:ff", "aa-bb-cc-dd-ee-ff", "aabb.ccdd.eeff"})
        EXPECT_THAT(lex(text), ElementsAre(Pair(TokenKind::Word, text)));
}

TEST(FilterLexer, APrefixHasAtMostTwoOrThreeDigits)
{
    EXPECT_THAT(lex("10.0.0.0/255.0"),
                ElementsAre(Pair(TokenKind::Word, "10.0.0.0/25"), Pair(TokenKind::Word, "5.0")));
    EXPECT_THAT(lex("::1/1281"), ElementsAre(Pair(TokenKind::Word, "::1/128"), Pair(TokenKind::Word, "1")));
}

TEST(FilterLexer, ASlashOutsideAnAddressStandsAlone)
{
    EXPECT_THAT(lex("t/q1"), ElementsAre(Pair(TokenKind::Word, "t"), Pair(TokenKind::Slash, "/"),
                                         Pair(TokenKind::Word, "q1")));
}

TEST(FilterLexer, BytesHaveTwoDigitsEachBetweenColons)
{
    EXPECT_THAT(lex("67:6f:6e"), ElementsAre(Pair(TokenKind::Word, "67:6f:6e")));
    EXPECT_THAT(lex("67:6"), ElementsAre(Pair(TokenKind::Word, "67"), Pair(TokenKind::ColonLiteral, ":6")));
    EXPECT_EQ(lexError("67:6f:").position, 5U);
}

TEST(FilterLexer, AColonMakesALiteral)
{
    for (const char* text : {":10", ":aa:bb", ":aa-bb", ":aa.bb", ":676f6e65"})
        EXPECT_THAT(lex(text), ElementsAre(Pair(TokenKind::ColonLiteral, text)));
}

TEST(FilterLexer, EscapesOfStringsAreThoseOfC)
{
    EXPECT_THAT(lex(R"("\a\b\f\n\r\t\v\\\'\"")"),
                ElementsAre(Pair(TokenKind::String, "\a\b\f\n\r\t\v\\'\"")));
    EXPECT_THAT(lex(R"("\x41\x4g\101\7x")"), ElementsAre(Pair(TokenKind::String, "A\x04gA\ax")));
    EXPECT_THAT(lex(R"("a\0b")"), ElementsAre(Pair(TokenKind::String, std::string("a\0b", 3))));
    EXPECT_THAT(lex(R"("\u00e9\u20ac\U0001f600")"), ElementsAre(Pair(TokenKind::String, "é€😀")));
}

TEST(FilterLexer, ARawStringKeepsItsBackslashes)
{
    EXPECT_THAT(lex(R"(r"\d\x41\"")"), ElementsAre(Pair(TokenKind::String, R"(\d\x41\")")));
    EXPECT_THAT(lex(R"(R"a")"), ElementsAre(Pair(TokenKind::String, "a")));
    EXPECT_EQ(lexError(R"(r"\")").code, ErrorCode::UnterminatedString);
}

TEST(FilterLexer, ABadEscapeIsNamed)
{
    const auto expect = [](std::string_view text, std::string_view escape, std::size_t position) {
        const FilterError error = lexError(text);
        EXPECT_EQ(error.code, ErrorCode::BadEscape) << text;
        EXPECT_EQ(error.text, escape) << text;
        EXPECT_EQ(error.position, position) << text;
    };
    expect(R"("a\q")", R"(\q)", 2);
    expect(R"("\400")", R"(\400)", 1);
    expect(R"("\xg")", R"(\x)", 1);
    expect(R"("\u12")", R"(\u12)", 1);
    expect(R"("\u0078")", R"(\u0078)", 1);
    expect(R"("\ud800")", R"(\ud800)", 1);
    expect(R"("\U00110000")", R"(\U00110000)", 1);
}

TEST(FilterLexer, AStringWithoutEndBeginsAtItsQuote)
{
    for (const char* text : {R"(  "abc)", R"(  "abc\)", R"(  ")", R"(  r"\)"}) {
        const FilterError error = lexError(text);
        EXPECT_EQ(error.code, ErrorCode::UnterminatedString) << text;
        EXPECT_EQ(error.position, 2U) << text;
    }
}

TEST(FilterLexer, ACharacterIsOneByte)
{
    EXPECT_THAT(lex("'a'"), ElementsAre(Pair(TokenKind::Character, "a")));
    EXPECT_THAT(lex(R"('\'')"), ElementsAre(Pair(TokenKind::Character, "'")));
    EXPECT_THAT(lex(R"('\x1b')"), ElementsAre(Pair(TokenKind::Character, "\x1b")));
    EXPECT_THAT(lex(R"('\0')"), ElementsAre(Pair(TokenKind::Character, std::string(1, '\0'))));
    for (const char* text : {"''", "'ab'", "'é'", R"('\u00e9')"})
        EXPECT_EQ(lexError(text).code, ErrorCode::NotACharacter) << text;
    for (const char* text : {"'", "'a", R"('\)", R"('\')"})
        EXPECT_EQ(lexError(text).code, ErrorCode::UnterminatedString) << text;
    EXPECT_EQ(lexError(R"('\z')").code, ErrorCode::BadEscape);
}

TEST(FilterLexer, ALetterBeyondAsciiIsNamedWhole)
{
    const FilterError error = lexError("a é");
    EXPECT_EQ(error.code, ErrorCode::UnexpectedCharacter);
    EXPECT_EQ(error.position, 2U);
    EXPECT_EQ(error.length, 2U);
    EXPECT_EQ(error.text, "é");
}

TEST(FilterLexer, AnErrorStays)
{
    Lexer lexer{"= mqtt"};
    EXPECT_EQ(lexer.next().kind, TokenKind::Error);
    EXPECT_EQ(lexer.next().kind, TokenKind::Error);
    EXPECT_EQ(lexer.error().position, 0U);
}

TEST(FilterLexer, EveryByteEndsSomewhere)
{
    // No byte, alone or doubled, keeps the lexer from coming to an end.
    for (int byte = 0; byte < 256; ++byte) {
        for (const std::size_t count : {1U, 2U, 50U}) {
            const std::string text(count, static_cast<char>(byte));
            EXPECT_LE(lex(text).size(), count) << byte;
        }
    }
}

} // namespace
} // namespace mqttscope::filter
