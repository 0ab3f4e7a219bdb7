// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/class_run.h"

#include "analysis/message_bytes.h"
#include "dissector/mqtt/properties.h"
#include "tests/support/program.h"
#include "tests/unit/analysis/script_file.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace mqttscope::test {
namespace {

/// The exit code of the script if a program is missing.
constexpr int kMissing = 77;

std::string lastLine(const std::string& text)
{
    const std::size_t end = text.find_last_not_of('\n');
    if (end == std::string::npos)
        return {};
    const std::size_t start = text.rfind('\n', end);
    return text.substr(start == std::string::npos ? 0 : start + 1,
                       end - (start == std::string::npos ? 0 : start + 1) + 1);
}

/// The Python that the distribution's packages belong to.
std::string python()
{
    return std::filesystem::exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
}

/// `#name#...`.
std::string nameIn(field::ByteView payload)
{
    const std::string_view text = field::asText(payload);
    const std::size_t end = text.starts_with('#') ? text.find('#', 1) : std::string_view::npos;
    return end == std::string_view::npos ? std::string{} : std::string{text.substr(1, end - 1)};
}

std::string nameIn(const mqtt::Properties& properties)
{
    for (const mqtt::UserProperty& one : properties.userProperties()) {
        if (one.name == "name")
            return std::string{one.value};
    }
    return {};
}

} // namespace

ClassRun::ClassRun(int seed, bool same) : m_same(same)
{
    std::string folder = (std::filesystem::temp_directory_path() / "mqttscope-class-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
        m_error = "no temporary directory";
        return;
    }
    m_folder = folder;
    std::vector<std::string> words{python(), analysis::test::sourcePath("tests/live/mosquitto_class.py"),
                                   folder, "--seed", std::to_string(seed)};
    if (same)
        words.emplace_back("--same");
    const ProgramResult result = runShell(commandOf(words));
    if (result.status == kMissing)
        m_whyNot = lastLine(result.errors);
    else if (!result.ok())
        m_error = result.errors;
    if (!result.ok())
        return;
    m_document = analysis::test::indexed((m_folder / "class.pcap").string());
    readLog();
    readPublishes();
}

ClassRun::~ClassRun()
{
    m_document.reset();
    std::error_code ignored;
    if (!m_folder.empty())
        std::filesystem::remove_all(m_folder, ignored);
}

void ClassRun::readLog()
{
    std::ifstream file(m_folder / "class.tsv");
    for (std::string line; std::getline(file, line);) {
        LogLine& columns = m_log.emplace_back();
        std::istringstream in(line);
        for (std::string column; std::getline(in, column, '\t');)
            columns.push_back(column);
        if (line.ends_with('\t'))
            columns.emplace_back();
    }
}

void ClassRun::readPublishes()
{
    const index::Snapshot& all = snapshot();
    for (std::uint32_t message = 0; message < all.messages.size(); ++message) {
        const index::MessageRecord& record = all.messages[message];
        const std::string_view topic = all.topicOf(message);
        if (record.type() != mqtt::PacketType::Publish || (record.flags & index::kIncomplete) != 0 ||
            topic.starts_with("$SYS/"))
            continue;
        m_publishes.push_back({message, nameOf(message), std::string{topic},
                               all.directionOf(record) == mqtt::Direction::ClientToServer, record.qos(),
                               record.packetId});
    }
}

std::string ClassRun::nameOf(std::uint32_t message) const
{
    analysis::ReadMessage read;
    analysis::readMessage(document(), snapshot(), message, read);
    if (const auto* publish = std::get_if<mqtt::Publish>(&read.packet)) {
        const std::string name = m_same ? std::string{} : nameIn(publish->payload);
        return name.empty() ? nameIn(publish->properties) : name;
    }
    if (const auto* connect = std::get_if<mqtt::Connect>(&read.packet); connect != nullptr && connect->will) {
        const std::string name = m_same ? std::string{} : nameIn(connect->will->payload);
        return name.empty() ? nameIn(connect->will->properties) : name;
    }
    return {};
}

std::string_view ClassRun::clientOf(std::uint32_t message) const
{
    const session::ConnectionFacts* facts =
        snapshot().sessions.connection(snapshot().messages[message].stream);
    const session::SessionRecord* record =
        facts != nullptr ? snapshot().sessions.session(facts->session) : nullptr;
    return record != nullptr && record->clientId != session::kNone ? snapshot().strings[record->clientId]
                                                                   : std::string_view{};
}

} // namespace mqttscope::test
