// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/live_words.h"

#include "analysis/live/capture_program.h"

#include <cstdlib>
#include <string_view>
#include <system_error>
#include <vector>

namespace mqttscope::teach {
namespace {

using analysis::LiveErrorCode;

/// Who shall be allowed.
std::string userName()
{
    const char* name = std::getenv("USER"); // NOLINT(concurrency-mt-unsafe): nothing sets it here
    return name != nullptr && *name != '\0' ? name : "$USER";
}

std::string joined(const std::vector<std::string>& commands)
{
    std::string text;
    for (const std::string& command : commands)
        text += (text.empty() ? "" : " && ") + command;
    return text;
}

std::string placeOf(const std::string& path, const Vocabulary& words)
{
    return path == "-" ? words.live("say", "standard-input") : path;
}

} // namespace

std::string sentenceOf(const analysis::LiveError& error, const Vocabulary& words)
{
    const std::string number = std::to_string(error.number);
    if (error.code == LiveErrorCode::NoRights && !error.interface.empty())
        return words.live("problem", "no-rights-interface",
                          {{"interface", error.interface}, {"text", error.text}});
    if (error.code == LiveErrorCode::NoRights) {
        const auto rights = analysis::captureRights();
        const bool own = rights.own == capture::ProgramRights::None;
        return words.live("problem", "no-rights",
                          {{"program", own ? rights.ownPath : rights.dumpcapPath},
                           {"commands", joined(analysis::commandsForRights(rights, userName()))}});
    }
    const std::string reason = std::generic_category().message(static_cast<int>(error.number));
    const std::string path = placeOf(error.path, words);
    const std::string offset = error.file ? std::to_string(error.file->offset) : std::string{};
    const std::string& text = error.text.empty() ? reason : error.text;
    return words.live("problem", nameOf(error.code),
                      {{"program", error.path},
                       {"interface", error.interface},
                       {"text", text},
                       {"path", path},
                       {"number", number},
                       {"reason", reason},
                       {"offset", offset}});
}

} // namespace mqttscope::teach
