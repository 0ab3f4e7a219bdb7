// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/config_file.h"

#include "broker/net/config_keys.h"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace mqttscope::broker {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSpace = " \t\r";

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

class ConfigReader {
public:
    explicit ConfigReader(ConfigFile& to) : m_to(to), m_setting(to.config) {}

    void read(const fs::path& path, const ConfigMessage& asked);
    void finish(const fs::path& path);

private:
    void readLine(std::string_view line);
    void includeFolder(const ConfigMessage& asked);
    void say(ConfigMessage message)
    {
        if (m_to.messages.size() < ConfigFile::kMaxMessages)
            m_to.messages.push_back(std::move(message));
    }

    ConfigFile& m_to;
    ConfigSetting m_setting;
    ConfigMessage m_place; ///< file and line being read
    std::size_t m_files = 0;
};

void ConfigReader::read(const fs::path& path, const ConfigMessage& asked)
{
    if (++m_files > ConfigFile::kMaxFiles) {
        ConfigMessage message = asked;
        message.remark = ConfigRemark::TooManyFiles;
        return say(std::move(message));
    }
    const auto text = readTextFile(path, ConfigFile::kMaxBytes);
    if (!text) {
        ConfigMessage message = asked;
        message.remark = ConfigRemark::CannotRead;
        return say(std::move(message));
    }
    const ConfigMessage before = m_place;
    m_place = {path.string(), 0, {}, {}, {}};
    std::string_view rest = *text;
    while (!rest.empty()) {
        ++m_place.line;
        const std::size_t end = rest.find('\n');
        readLine(trimmed(rest.substr(0, end)));
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    m_place = before;
}

void ConfigReader::readLine(std::string_view line)
{
    if (line.empty() || line.front() == '#')
        return;
    const std::size_t end = std::min(line.find_first_of(kSpace), line.size());
    ConfigMessage message = m_place;
    message.key = line.substr(0, end);
    message.value = trimmed(line.substr(end));
    if (message.key == "include_dir" && !message.value.empty())
        return includeFolder(message);
    const auto remark = m_setting.apply(message.key, message.value);
    if (!remark)
        return;
    message.remark = *remark;
    say(std::move(message));
}

/// All files `*.conf` of the folder, by name.
void ConfigReader::includeFolder(const ConfigMessage& asked)
{
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator it(asked.value, error), last; !error && it != last; it.increment(error)) {
        if (it->path().extension() == ".conf")
            files.push_back(it->path());
    }
    if (error) {
        ConfigMessage message = asked;
        message.remark = ConfigRemark::CannotRead;
        return say(std::move(message));
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files)
        read(file, asked);
}

void ConfigReader::finish(const fs::path& path)
{
    if (const auto remark = m_setting.finish())
        say({path.string(), 0, *remark, {}, {}});
}

} // namespace

bool ConfigFile::usable() const
{
    return std::all_of(messages.begin(), messages.end(),
                       [](const ConfigMessage& message) { return isNote(message.remark); });
}

std::optional<std::string> readTextFile(const fs::path& path, std::size_t limit)
{
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return std::nullopt;
    std::ifstream in{path, std::ios::binary};
    std::string text(limit + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad() || (!in.eof() && in.gcount() == 0) || static_cast<std::size_t>(in.gcount()) > limit)
        return std::nullopt;
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

ConfigFile readConfigFile(const fs::path& path)
{
    ConfigFile file;
    file.config = mosquittoDefaults();
    ConfigReader reader(file);
    reader.read(path, {path.string(), 0, {}, {}, {}});
    if (file.usable())
        reader.finish(path);
    return file;
}

} // namespace mqttscope::broker
