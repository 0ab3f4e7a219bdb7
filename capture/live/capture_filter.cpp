// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/capture_filter.h"
#include "capture/live/link_number.h"

#include <algorithm>
#include <memory>
#include <pcap.h>
#include <string_view>
#include <vector>

namespace mqttscope::capture {
namespace {

constexpr int kSnapLength = 262'144;
/// Any network mask: without one libpcap refuses `ip broadcast`.
constexpr bpf_u_int32 kSomeNetmask = 0x00ff'ffff;
/// A word at which libpcap's lexer fails with a message of its own.
constexpr std::string_view kTripwire = "98765432109876";

struct ClosePcap {
    void operator()(pcap_t* pcap) const { ::pcap_close(pcap); }
};

/// The optimizer takes its time; it alone finds that a filter passes nothing.
enum class Optimize : std::uint8_t { No, Yes };

/// What libpcap says against a filter; empty if nothing.
std::string complaint(const std::string& filter, int dlt, Optimize optimize)
{
    const std::unique_ptr<pcap_t, ClosePcap> dead{::pcap_open_dead(dlt, kSnapLength)};
    if (!dead)
        return "out of memory";
    bpf_program program{};
    if (::pcap_compile(dead.get(), &program, filter.c_str(), static_cast<int>(optimize), kSomeNetmask) != 0)
        return ::pcap_geterr(dead.get());
    ::pcap_freecode(&program);
    return {};
}

bool isWordCharacter(char c)
{
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') ||
           std::string_view{"-_.:/\\"}.find(c) != std::string_view::npos ||
           static_cast<unsigned char>(c) >= 0x80;
}

struct Word {
    std::size_t begin;
    std::size_t end;
};

/// The words, and the other characters one by one.
std::vector<Word> wordsOf(const std::string& filter)
{
    std::vector<Word> words;
    for (std::size_t at = 0; at < filter.size();) {
        if (std::string_view{" \t\r\n"}.find(filter[at]) != std::string_view::npos) {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        while (isWordCharacter(filter[at]) && end < filter.size() && isWordCharacter(filter[end]))
            ++end;
        words.push_back({at, end});
        at = end;
    }
    return words;
}

/// libpcap does not say where a filter is wrong, but its parser stops at the first word that cannot go on
/// from what stands before. So behind that word the tripwire is never read, before it always.
std::optional<std::size_t> faultyPosition(const std::string& filter, int dlt)
{
    if (complaint(filter, dlt, Optimize::No).empty())
        return std::nullopt;
    const std::vector<Word> words = wordsOf(filter);
    const auto found = std::partition_point(words.begin(), words.end(), [&](const Word& word) {
        std::string start = filter.substr(0, word.end);
        start += ' ';
        start += kTripwire;
        return complaint(start, dlt, Optimize::No).find(kTripwire) != std::string::npos;
    });
    return found != words.end() ? found->begin : filter.size();
}

} // namespace

std::optional<FilterFault> checkCaptureFilter(const std::string& filter, std::uint32_t linkType)
{
    if (filter.size() > kMaxFilterBytes)
        return FilterFault{kMaxFilterBytes, "the filter is too long"};
    if (const auto nul = filter.find('\0'); nul != std::string::npos)
        return FilterFault{nul, "syntax error"};
    const int dlt = dltOf(linkType);
    std::string text = complaint(filter, dlt, Optimize::Yes);
    if (text.empty())
        return std::nullopt;
    return FilterFault{faultyPosition(filter, dlt), std::move(text)};
}

} // namespace mqttscope::capture
