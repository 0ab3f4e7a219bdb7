// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/house/include_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <optional>
#include <span>

namespace mqttscope::test {
namespace {

/// A room is a folder; it may include itself, the rooms named and what those may include.
struct Room {
    std::string_view folder;
    std::array<std::string_view, 3> mayInclude; ///< empty entries count for nothing
};

// Who may include whom. What is not here is forbidden. A room names only rooms above it, so there are no
// circles.
constexpr std::array<Room, 21> kRooms = {{
    {"dissector/field", {}},
    {"dissector/store", {}},
    {"dissector/net", {"dissector/field"}},
    {"dissector/mqtt", {"dissector/field"}},
    {"dissector/stream", {"dissector/net"}},
    {"dissector/session", {"dissector/mqtt", "dissector/stream", "dissector/store"}},
    {"dissector/filter", {"dissector/field"}},
    {"dissector/index", {"dissector/session", "dissector/filter"}},
    {"capture/file", {}},
    {"capture/live", {"capture/file"}},
    {"analysis", {"dissector/index", "capture/live"}},
    {"broker/core", {"dissector/mqtt"}},
    // Without sockets: both of the next may use it. It stands before the room that it is a part of.
    {"broker/net/tap", {"broker/core", "dissector/net", "capture/file"}},
    {"broker/net", {"broker/net/tap", "dissector/stream"}},
    {"broker/sim", {"broker/net/tap"}},
    {"broker/lab", {"broker/net", "broker/sim"}},
    {"teach", {"analysis"}},
    {"broker/words", {"broker/net", "teach"}},
    {"ui", {"broker/words", "broker/lab"}},
    {"app", {"ui"}},
    {"tests", {"app"}},
}};

enum class FileKind {
    Any,
    SourceOnly, ///< only .cpp files
};

/// A library of others, known by how its header names begin (or by the whole name), and the only folders
/// whose files may name it. Tests may name all of them.
struct ThirdParty {
    std::string_view header;
    FileKind kind;
    std::array<std::string_view, 7> folders; ///< empty entries count for nothing
};

constexpr std::array kThirdParties = std::to_array<ThirdParty>({
    {"fmt/", FileKind::Any, {"dissector", "capture", "analysis", "broker", "teach", "ui", "app"}},
    {"tl/", FileKind::Any, {"dissector", "capture", "analysis", "broker", "teach", "ui", "app"}},
    {"nlohmann/", FileKind::Any, {"analysis", "broker", "teach", "app"}},
    {"CLI/", FileKind::Any, {"app"}},
    {"pcap.h", FileKind::SourceOnly, {"capture"}},
    {"pcap/", FileKind::SourceOnly, {"capture"}},
    {"sys/capability.h", FileKind::SourceOnly, {"capture/live"}},
    {"zlib.h", FileKind::SourceOnly, {"capture/file"}},
    {"zstd.h", FileKind::SourceOnly, {"capture/file"}},
    {"pcre2.h", FileKind::SourceOnly, {"dissector/filter"}},
    {"qrencode.h", FileKind::SourceOnly, {"ui/lab"}},
    {"openssl/", FileKind::SourceOnly, {"dissector/stream/tls", "broker/net"}},
    // Which modules of Qt a room may use stands in its CMakeLists.txt: others are not on its include path.
    {"Q", FileKind::Any, {"ui", "teach", "broker/net", "broker/sim", "broker/lab", "app"}},
    {"gtest/", FileKind::Any, {}},
    {"gmock/", FileKind::Any, {}},
    {"benchmark/", FileKind::Any, {}},
});

// What is Linux or POSIX only: its counterpart elsewhere has to be written where it stands.
constexpr std::array<std::string_view, 3> kSystemFolders = {"capture", "broker/net", "app"};

// Rooms without I/O, clock and threads: bytes in, meaning (or effects) out.
constexpr std::array<std::string_view, 2> kPureFolders = {"dissector", "broker/core"};
constexpr std::array<std::string_view, 16> kImpureHeaders = {
    "chrono",  "condition_variable", "cstdio",     "ctime",   "filesystem", "fstream",
    "future",  "iostream",           "istream",    "ostream", "random",     "semaphore",
    "sstream", "stop_token",         "syncstream", "thread"};

// g++ 12 has no <format> and neither compiler has <expected>; clang 14 has no <source_location>.
constexpr std::array<std::string_view, 3> kMissingHeaders = {"expected", "format", "source_location"};

bool stands(std::string_view path, std::string_view folder)
{
    return !folder.empty() && path.starts_with(folder) &&
           (path.size() == folder.size() || path[folder.size()] == '/');
}

template <std::size_t size>
bool standsInAny(std::string_view path, const std::array<std::string_view, size>& folders)
{
    return std::any_of(folders.begin(), folders.end(), [&](std::string_view f) { return stands(path, f); });
}

template <std::size_t size>
bool isOneOf(std::string_view name, const std::array<std::string_view, size>& names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

const Room* roomOf(std::string_view path)
{
    const auto found = std::find_if(kRooms.begin(), kRooms.end(),
                                    [&](const Room& room) { return stands(path, room.folder); });
    return found != kRooms.end() ? &*found : nullptr;
}

// Ends, because the table has no circles.
bool mayInclude(const Room& room, std::string_view header)
{
    if (stands(header, room.folder))
        return true;
    return std::any_of(room.mayInclude.begin(), room.mayInclude.end(), [&](std::string_view named) {
        return !named.empty() && mayInclude(*roomOf(named), header);
    });
}

struct IncludeLine {
    char quote = '"';
    std::string_view header;
};

std::string_view withoutLeadingSpace(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

std::optional<IncludeLine> parseInclude(std::string_view line)
{
    line = withoutLeadingSpace(line);
    if (!line.starts_with('#'))
        return std::nullopt;
    line = withoutLeadingSpace(line.substr(1));
    if (!line.starts_with("include"))
        return std::nullopt;
    line = withoutLeadingSpace(line.substr(std::string_view("include").size()));
    if (line.empty() || (line[0] != '"' && line[0] != '<'))
        return IncludeLine{'?', line};
    const auto end = line.find(line[0] == '<' ? '>' : '"', 1);
    if (end == std::string_view::npos)
        return IncludeLine{'?', line};
    return IncludeLine{line[0], line.substr(1, end - 1)};
}

template <class Visit> void forEachInclude(std::string_view text, Visit visit)
{
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (const auto include = parseInclude(text.substr(0, end)))
            visit(*include);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
}

/// The header that Qt's moc makes of a source file: "main_window.moc" of main_window.cpp.
bool isOwnMoc(std::string_view path, std::string_view header)
{
    const auto slash = path.rfind('/');
    const std::string_view file = slash == std::string_view::npos ? path : path.substr(slash + 1);
    return file.ends_with(".cpp") && header == std::string(file.substr(0, file.size() - 4)) + ".moc";
}

std::string quotedViolation(std::string_view path, std::string_view header)
{
    if (isOwnMoc(path, header))
        return {};
    const Room* room = roomOf(path);
    if (roomOf(header) == nullptr || header.find("..") != std::string_view::npos)
        return "a header of this repository is named by its path from the root, others stand in <>";
    if (!mayInclude(*room, header))
        return fmt::format("{} may not include {}", room->folder, roomOf(header)->folder);
    return {};
}

bool isStandardHeader(std::string_view header)
{
    return std::all_of(header.begin(), header.end(),
                       [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '_'; });
}

std::string thirdPartyViolation(std::string_view path, std::string_view header)
{
    bool known = false;
    for (const ThirdParty& party : kThirdParties) {
        const bool isIt =
            party.header.ends_with(".h") ? header == party.header : header.starts_with(party.header);
        if (!isIt)
            continue;
        known = true;
        if (stands(path, "tests"))
            return {};
        if (standsInAny(path, party.folders) && (party.kind == FileKind::Any || path.ends_with(".cpp")))
            return {};
    }
    if (known)
        return "this library may not be named here";
    if (!header.ends_with(".h"))
        return "no library of this project: add it to the table if it is meant";
    if (!stands(path, "tests") && !standsInAny(path, kSystemFolders))
        return "headers of the operating system stay behind capture, broker/net and app";
    return {};
}

std::string angledViolation(std::string_view path, std::string_view header)
{
    if (!isStandardHeader(header))
        return thirdPartyViolation(path, header);
    if (isOneOf(header, kMissingHeaders))
        return "one of the two compilers does not have it";
    if (standsInAny(path, kPureFolders) && isOneOf(header, kImpureHeaders))
        return "this room has no I/O, no clock and no threads";
    return {};
}

} // namespace

std::vector<std::string> includeViolations(std::string_view path, std::string_view text)
{
    std::vector<std::string> violations;
    if (roomOf(path) == nullptr)
        violations.push_back(fmt::format("{}: stands in no room", path));
    else
        forEachInclude(text, [&](const IncludeLine& include) {
            std::string why = include.quote == '"'   ? quotedViolation(path, include.header)
                              : include.quote == '<' ? angledViolation(path, include.header)
                                                     : "neither \"\" nor <>";
            if (!why.empty())
                violations.push_back(fmt::format("{}: {}: {}", path, include.header, why));
        });
    return violations;
}

bool roomsNameOnlyRoomsAbove()
{
    for (auto room = kRooms.begin(); room != kRooms.end(); ++room) {
        for (const std::string_view named : room->mayInclude) {
            const bool above =
                std::any_of(kRooms.begin(), room, [&](const Room& other) { return other.folder == named; });
            if (!named.empty() && !above)
                return false;
        }
    }
    return true;
}

std::vector<std::string> quotedIncludes(std::string_view text)
{
    std::vector<std::string> headers;
    forEachInclude(text, [&](const IncludeLine& include) {
        if (include.quote == '"')
            headers.emplace_back(include.header);
    });
    return headers;
}

} // namespace mqttscope::test
