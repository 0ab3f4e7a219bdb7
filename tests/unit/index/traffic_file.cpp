// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/index/traffic_file.h"

#include "analysis/statistics/statistics.h"

#include <fmt/format.h>

#include <atomic>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

namespace mqttscope::test {
namespace {

std::string newPath()
{
    static std::atomic<int> count{0};
    return (std::filesystem::temp_directory_path() /
            fmt::format("mqttscope-traffic-{}-{}.pcap", getpid(), count++))
        .string();
}

} // namespace

TrafficFile::TrafficFile(const TrafficOptions& options, const TrafficExchangeSink& exchanges)
    : m_path(newPath())
{
    m_messages.reserve(options.frames);
    auto truth = writeTraffic(
        m_path, options, [this](const TrafficMessage& message) { m_messages.push_back(message); }, exchanges);
    if (!truth)
        throw std::runtime_error(m_path + ": " + capture::describe(truth.error()));
    m_truth = std::move(*truth);
    auto document = analysis::Document::open(m_path, {});
    if (!document)
        throw std::runtime_error(m_path + ": " + capture::describe(document.error()));
    m_document = *document;
    m_document->start();
    m_document->wait();
    m_snapshot = m_document->snapshot();
}

TrafficFile::~TrafficFile()
{
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
}

std::uint64_t TrafficFile::digestOf(std::uint32_t message) const
{
    TrafficDigest digest;
    for (const stream::Piece piece : m_snapshot->piecesOf(message)) {
        if (!piece.captured())
            continue;
        const field::ByteView frame = m_document->source().bytes(m_snapshot->frame(piece.frame));
        digest.add(frame.subspan(piece.offset, piece.length));
    }
    return digest.value();
}

std::string TrafficFile::difference(const TrafficMessage& truth, std::uint32_t message) const
{
    const index::MessageRecord& record = m_snapshot->messages[message];
    const SaidMessage& said = truth.said;
    std::string out;
    const auto compare = [&](const char* what, std::uint64_t expected, std::uint64_t found) {
        if (expected != found)
            out += fmt::format("{}: {} expected, {} found; ", what, expected, found);
    };
    compare("stream", truth.stream, record.stream);
    compare("side", truth.side, record.side);
    compare("first byte", said.firstByte, record.firstByte);
    compare("length", said.length, record.length);
    compare("packet id", said.packetId, record.packetId);
    compare("reason code", said.reasonCode, record.reasonCode());
    compare("flags", said.aliasUsed ? index::kAliasUsed : 0, record.flags);
    compare("payload offset", said.topic == kNoTopic ? 0 : said.length - said.payloadLength,
            record.payloadOffset());
    const std::string_view topic = m_snapshot->topicOf(message);
    const std::string expectedTopic = said.topic == kNoTopic ? std::string{} : m_truth.topics[said.topic];
    if (topic != expectedTopic)
        out += fmt::format("topic: \"{}\" expected, \"{}\" found; ", expectedTopic, topic);
    const index::VersionEntry* version = m_snapshot->versionOf(message);
    compare("version", static_cast<std::uint64_t>(truth.version),
            version != nullptr ? static_cast<std::uint64_t>(version->version) : 0);
    if (version != nullptr && version->guessed)
        out += "the version is guessed; ";
    return out;
}

std::vector<std::vector<std::string>> TrafficFile::rows(std::string_view table) const
{
    analysis::StringOutput out;
    (*analysis::makeStatistics(table))->write(out, {*m_document, *m_snapshot, analysis::Vocabulary{}});
    std::istringstream lines{out.whole()};
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string>& row = rows.emplace_back();
        std::istringstream cells{line};
        for (std::string cell; std::getline(cells, cell, '\t');)
            row.push_back(cell);
    }
    return rows;
}

std::vector<TrafficFile::Finding> TrafficFile::findings() const
{
    std::vector<Finding> findings;
    for (const std::vector<std::string>& row : rows("mqtt,rules"))
        findings.push_back(
            {static_cast<std::uint32_t>(std::stoul(row.at(0))), row.at(1), row.at(2), row.at(6)});
    return findings;
}

} // namespace mqttscope::test
