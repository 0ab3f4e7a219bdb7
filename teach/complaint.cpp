// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/complaint.h"

#include <fmt/format.h>

// These sentences cannot stand in a content file: they are needed when content files are broken.
namespace mqttscope::teach {
namespace {

std::string english(const TextError& error)
{
    switch (error.kind) {
    case TextError::Kind::TooLarge:
        return fmt::format("larger than {} bytes", TextTable::kMaxBytes);
    case TextError::Kind::NotJson:
        return fmt::format("line {} is not JSON", error.line);
    case TextError::Kind::TooDeep:
        return fmt::format("objects are nested deeper than {} levels at “{}”", TextTable::kMaxDepth,
                           error.key);
    case TextError::Kind::TooMany:
        return fmt::format("more than {} texts", TextTable::kMaxTexts);
    case TextError::Kind::NotText:
        return error.key.empty() ? std::string{"an object with texts is expected"}
                                 : fmt::format("a text is expected at “{}”", error.key);
    case TextError::Kind::TextTooLong:
        return fmt::format("the text at “{}” is longer than {} bytes", error.key, TextTable::kMaxTextBytes);
    case TextError::Kind::DuplicateKey:
        return fmt::format("the key “{}” is there twice", error.key);
    }
    return {};
}

std::string french(const TextError& error)
{
    switch (error.kind) {
    case TextError::Kind::TooLarge:
        return fmt::format("plus de {} octets", TextTable::kMaxBytes);
    case TextError::Kind::NotJson:
        return fmt::format("la ligne {} n’est pas du JSON", error.line);
    case TextError::Kind::TooDeep:
        return fmt::format("plus de {} niveaux d’objets imbriqués à « {} »", TextTable::kMaxDepth, error.key);
    case TextError::Kind::TooMany:
        return fmt::format("plus de {} textes", TextTable::kMaxTexts);
    case TextError::Kind::NotText:
        return error.key.empty() ? std::string{"un objet contenant des textes est attendu"}
                                 : fmt::format("un texte est attendu à « {} »", error.key);
    case TextError::Kind::TextTooLong:
        return fmt::format("le texte de « {} » dépasse {} octets", error.key, TextTable::kMaxTextBytes);
    case TextError::Kind::DuplicateKey:
        return fmt::format("la clé « {} » figure deux fois", error.key);
    }
    return {};
}

} // namespace

std::string describeBrokenFile(const std::string& file, const TextError& error, Language language)
{
    return language == Language::French
               ? fmt::format("{} : {} ; les textes fournis sont utilisés", file, french(error))
               : fmt::format("{}: {}; the built-in texts are used", file, english(error));
}

std::string describeUnreadableFile(const std::string& file, Language language)
{
    return language == Language::French
               ? fmt::format("{} : lecture impossible ; les textes fournis sont utilisés", file)
               : fmt::format("{}: cannot be read; the built-in texts are used", file);
}

std::string describeUnknownKey(const std::string& file, std::string_view key, Language language)
{
    return language == Language::French
               ? fmt::format("{} : aucun texte ne porte la clé « {} » ; elle est ignorée", file, key)
               : fmt::format("{}: no text has the key “{}”; it is ignored", file, key);
}

std::string describeWrongPlaces(const std::string& file, std::string_view key, Language language)
{
    return language == Language::French
               ? fmt::format(
                     "{} : les accolades de « {} » ne sont pas celles du texte fourni ; celui-ci est utilisé",
                     file, key)
               : fmt::format(
                     "{}: the braces of “{}” are not those of the built-in text, which is used instead", file,
                     key);
}

} // namespace mqttscope::teach
