// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/capture/capture_oracle.h"

#include "tests/unit/capture/outside_tool.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <sstream>

#include <pcap/pcap.h>

namespace mqttscope::capture::testing {

OracleResult readWithLibpcap(const std::filesystem::path& path)
{
    OracleResult result;
    std::array<char, PCAP_ERRBUF_SIZE> error{};
    pcap_t* const handle =
        pcap_open_offline_with_tstamp_precision(path.c_str(), PCAP_TSTAMP_PRECISION_NANO, error.data());
    if (handle == nullptr) {
        result.error = error.data();
        return result;
    }
    result.opened = true;
    result.linkType = pcap_datalink(handle);
    pcap_pkthdr* header = nullptr;
    const u_char* bytes = nullptr;
    int got = 0;
    while ((got = pcap_next_ex(handle, &header, &bytes)) == 1) {
        // libpcap's seconds are signed 32 bits in old files; the format's are unsigned.
        const std::int64_t seconds = static_cast<std::uint32_t>(header->ts.tv_sec);
        result.frames.push_back({seconds * 1'000'000'000 + header->ts.tv_usec, header->caplen, header->len,
                                 Bytes(bytes, bytes + header->caplen), true});
    }
    if (got != PCAP_ERROR_BREAK) {
        result.error = pcap_geterr(handle);
    }
    pcap_close(handle);
    return result;
}

namespace {

/// "12.000000345" without going through floating point.
std::int64_t nanosecondsOf(const std::string& text)
{
    if (text.empty()) {
        return kNoTime;
    }
    const std::size_t dot = text.find('.');
    std::string fraction = dot == std::string::npos ? "" : text.substr(dot + 1);
    fraction.resize(9, '0');
    return std::stoll(text.substr(0, dot)) * 1'000'000'000 + std::stoll(fraction);
}

} // namespace

OracleResult readWithTshark(const std::filesystem::path& path)
{
    OracleResult result;
    int exitCode = 0;
    const std::vector<std::string> lines =
        runTool({"tshark", "-n", "-r", path.string(), "-T", "fields", "-e", "frame.time_epoch", "-e",
                 "frame.encap_type", "-e", "frame.cap_len", "-e", "frame.len"},
                exitCode);
    result.opened = exitCode != 127;
    result.error = exitCode == 0 ? "" : "exit code " + std::to_string(exitCode);
    for (const std::string& line : lines) {
        std::istringstream cells(line);
        std::string time;
        std::getline(cells, time, '\t');
        OracleFrame frame;
        std::string encapsulation;
        std::getline(cells, encapsulation, '\t');
        frame.isPacket = !encapsulation.empty();
        frame.timeNs = nanosecondsOf(time);
        cells >> frame.capturedLength >> frame.originalLength;
        result.frames.push_back(frame);
    }
    return result;
}

void expectSamePrefix(const OracleResult& oracle, const std::vector<FrameView>& frames)
{
    ASSERT_LE(oracle.frames.size(), frames.size());
    for (std::size_t i = 0; i < oracle.frames.size(); ++i) {
        const OracleFrame& theirs = oracle.frames[i];
        ASSERT_EQ(frames[i].interface != kNoInterface, theirs.isPacket) << "frame " << i + 1;
        ASSERT_EQ(frames[i].timeNs, theirs.timeNs) << "frame " << i + 1;
        ASSERT_EQ(frames[i].capturedLength, theirs.capturedLength) << "frame " << i + 1;
        ASSERT_EQ(frames[i].originalLength, theirs.originalLength) << "frame " << i + 1;
        if (!theirs.bytes.empty()) {
            ASSERT_TRUE(std::equal(theirs.bytes.begin(), theirs.bytes.end(), frames[i].bytes.begin(),
                                   frames[i].bytes.end()))
                << "frame " << i + 1;
        }
    }
}

} // namespace mqttscope::capture::testing
