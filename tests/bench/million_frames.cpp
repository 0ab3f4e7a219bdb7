// SPDX-License-Identifier: GPL-3.0-or-later
// A capture from the file to its fields: ours, a bare libpcap loop, and tshark, in one run. See README.md.
#include "analysis/document.h"
#include "analysis/export/fields.h"
#include "analysis/filter_frames.h"
#include "tests/bench/stopwatch.h"
#include "tests/support/traffic_generator.h"

#include <fmt/format.h>
#include <pcap/pcap.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>

namespace mqttscope::bench {
namespace {

struct Arguments {
    std::string file; ///< empty: generated, and removed afterwards
    std::uint32_t frames = 1'000'000;
    int repeat = 5;
    bool tshark = false;
    bool filters = false;
    std::string only; ///< this filter alone, for a profiler
};

/// Display filters on the loaded file: the first ones on what records know, the others on any field.
constexpr std::array kFilters = std::to_array<const char*>({
    "mqtt",
    "mqtt.msgtype == 3",
    "mqtt.qos == 2",
    "mqtt.msgid == 17",
    "mqtt.topic contains \"1\"",
    "mqtt.topic matches \"[a-c]/.*7\"",
    "mqtt.clientid contains \"1\"",
    "ip.addr == 10.0.0.0/8",
    "tcp.port == 1883",
    "tcp.stream == 7",
    "frame.number in {10 .. 5000}",
    "mqtt.qos == 1 and mqtt.topic contains \"temp\" and tcp.srcport == 1883",
    "mqtt.len > 100",
    "mqtt.msg contains \"21\"",
    "mqtt.msg matches \"2[0-9]\\\\.5\"",
    "mqtt.kalive == 60",
    "mqtt.property_id == 38",
    "ip.ttl == 64",
    "tcp.flags.push == 1",
    "tcp.window_size_value > 1000",
    "tcp.options.timestamp.tsval > 0",
    "tcp contains \"abc\"",
    "frame contains \"abc\"",
});

const std::vector<std::string> kFields = {"mqtt.msgtype", "mqtt.topic", "mqtt.msgid"};

/// The least that reading a capture can cost: what libpcap does by itself.
std::uint64_t pcapLoop(const std::string& path)
{
    std::array<char, PCAP_ERRBUF_SIZE> error{};
    pcap_t* capture = pcap_open_offline(path.c_str(), error.data());
    if (capture == nullptr) {
        fmt::print(stderr, "libpcap: {}\n", error.data());
        std::exit(2); // NOLINT(concurrency-mt-unsafe): no other thread runs
    }
    pcap_pkthdr* header = nullptr;
    const u_char* bytes = nullptr;
    std::uint64_t frames = 0;
    std::uint64_t sum = 0;
    while (pcap_next_ex(capture, &header, &bytes) == 1) {
        ++frames;
        sum += header->caplen + (header->caplen > 0 ? bytes[0] : 0U);
    }
    pcap_close(capture);
    return sum != 0 ? frames : 0;
}

std::shared_ptr<analysis::Document> openAndIndex(const std::string& path)
{
    auto document = analysis::Document::open(path, {});
    if (!document) {
        fmt::print(stderr, "{}: {}\n", path, capture::describe(document.error()));
        std::exit(2); // NOLINT(concurrency-mt-unsafe): no other thread runs
    }
    (*document)->start();
    (*document)->wait();
    return *document;
}

/// What `mqttscope-cli -T fields` does, into /dev/null. Returns the bytes printed.
std::size_t printFields(const analysis::Document& document)
{
    constexpr std::size_t kBuffer = std::size_t{1} << 16;
    analysis::FieldsOptions options;
    options.fields = kFields;
    analysis::FieldsExporter exporter{options};
    const auto snapshot = document.snapshot();
    const int sink = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    std::string out;
    std::size_t printed = 0;
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
        exporter.appendFrame(out, document, *snapshot, frame);
        if (out.size() < kBuffer && frame != snapshot->frameCount())
            continue;
        printed += static_cast<std::size_t>(::write(sink, out.data(), out.size()));
        out.clear();
    }
    ::close(sink);
    return printed;
}

void runTshark(const std::string& path, const std::string& arguments)
{
    const std::string command = fmt::format("tshark -n -r '{}' {} > /dev/null 2>&1", path, arguments);
    if (std::system(command.c_str()) !=
        0) // NOLINT(cert-env33-c,concurrency-mt-unsafe): a peer to be measured
        fmt::print(stderr, "tshark failed\n");
}

void measure(const std::string& path, const Arguments& arguments)
{
    const std::uint64_t before = anonymousBytes();
    std::shared_ptr<analysis::Document> document = openAndIndex(path);
    const std::uint64_t after = anonymousBytes();
    const auto snapshot = document->snapshot();
    const std::uint32_t frames = snapshot->frameCount();
    fmt::print("{}: {} frames, {} bytes, {} streams, {} messages\n\n", path, frames,
               std::filesystem::file_size(path), snapshot->connectionCount, snapshot->messages.size());

    Series pcap{"libpcap, bare pcap_next_ex loop", {}};
    Series index{"open + index", {}};
    Series fields{"-T fields of three fields, index ready", {}};
    Series whole{"open + index + -T fields of three fields", {}};
    for (int i = 0; i < arguments.repeat; ++i) {
        pcap.measure([&] {
            if (pcapLoop(path) != frames)
                fmt::print(stderr, "libpcap counts other frames\n");
        });
        document.reset();
        index.measure([&] { document = openAndIndex(path); });
        fields.measure([&] { static_cast<void>(printFields(*document)); });
        whole.runs.push_back({index.runs.back().wall + fields.runs.back().wall,
                              index.runs.back().cpu + fields.runs.back().cpu});
    }
    printHead();
    for (const Series* series : {&pcap, &index, &fields, &whole})
        print(*series, pcap);
    fmt::print("memory beyond the mapped file after load:    {:.1f} bytes per frame\n",
               static_cast<double>(after - std::min(before, after)) / frames);

    if (!arguments.tshark)
        return;
    Series phs{"tshark -q -z io,phs", {}};
    phs.measure([&] { runTshark(path, "-q -z io,phs"); });
    Series tfields{"tshark -T fields of three fields", {}};
    tfields.measure([&] { runTshark(path, "-T fields -e mqtt.msgtype -e mqtt.topic -e mqtt.msgid"); });
    fmt::print("\n");
    print(phs, pcap);
    print(tfields, pcap);
    fmt::print("\ntshark -q takes {:.0f} times the processor time of open + index, -T fields {:.0f} times "
               "that of ours\n",
               phs.median().cpu / index.median().cpu, tfields.median().cpu / whole.median().cpu);
}

filter::Filter compiled(const std::string& text)
{
    auto filter = filter::Filter::compile(text);
    if (!filter) {
        fmt::print(stderr, "{}: {}\n", text, filter::describe(filter.error()));
        std::exit(2); // NOLINT(concurrency-mt-unsafe): no other thread runs
    }
    return std::move(*filter);
}

/// Each filter over all frames of the loaded file.
void measureFilters(const std::string& path, const Arguments& arguments)
{
    const std::shared_ptr<analysis::Document> document = openAndIndex(path);
    const auto snapshot = document->snapshot();
    const analysis::FrameRange all{1, snapshot->frameCount()};
    Series pcap{"libpcap, bare pcap_next_ex loop", {}};
    for (int i = 0; i < arguments.repeat; ++i)
        pcap.measure([&] { static_cast<void>(pcapLoop(path)); });
    fmt::print("\nfilters on the loaded file, two threads\n\n");
    printHead();
    print(pcap, pcap);
    std::vector<std::string> filters(kFilters.begin(), kFilters.end());
    if (!arguments.only.empty())
        filters = {arguments.only};
    for (const std::string& text : filters) {
        const filter::Filter filter = compiled(text);
        std::size_t selected = 0;
        Series series{text, {}};
        for (int i = 0; i < arguments.repeat; ++i)
            series.measure(
                [&] { selected = analysis::filterFrames(*document, *snapshot, filter, all).frames.size(); });
        series.name = fmt::format("{} ({})", text, selected);
        print(series, pcap);
    }
    if (!arguments.tshark)
        return;
    Series tshark{"tshark -Y 'mqtt.qos == 2'", {}};
    tshark.measure([&] { runTshark(path, "-Y 'mqtt.qos == 2'"); });
    print(tshark, pcap);
}

bool parse(int argc, char** argv, Arguments& arguments)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        const char* value = i + 1 < argc ? argv[i + 1] : nullptr;
        if (name == "--tshark") {
            arguments.tshark = true;
            continue;
        }
        if (name == "--filters") {
            arguments.filters = true;
            continue;
        }
        if (value == nullptr)
            return false;
        if (name == "--file")
            arguments.file = value;
        else if (name == "--filter")
            arguments.only = value;
        else if (name == "--frames")
            arguments.frames = static_cast<std::uint32_t>(std::strtoul(value, nullptr, 10));
        else if (name == "--repeat")
            arguments.repeat = std::max(1, std::atoi(value)); // NOLINT(cert-err34-c): 0 becomes 1
        else
            return false;
        ++i;
    }
    return true;
}

int run(int argc, char** argv)
{
    Arguments arguments;
    if (!parse(argc, argv, arguments)) {
        fmt::print(stderr, "usage: mqttscope_bench [--frames N | --file CAPTURE] [--repeat N] [--tshark] "
                           "[--filters | --filter EXPRESSION]\n");
        return 1;
    }
    std::string path = arguments.file;
    if (path.empty()) {
        path = (std::filesystem::temp_directory_path() / fmt::format("mqttscope-bench-{}.pcap", getpid()))
                   .string();
        test::TrafficOptions options;
        options.frames = arguments.frames;
        const auto truth = test::writeTraffic(path, options, [](const test::TrafficMessage&) {});
        if (!truth) {
            fmt::print(stderr, "{}: {}\n", path, capture::describe(truth.error()));
            return 2;
        }
    }
    pcapLoop(path); // brings the file into the page cache
    if (arguments.filters || !arguments.only.empty())
        measureFilters(path, arguments);
    else
        measure(path, arguments);
    std::error_code ignored;
    if (arguments.file.empty())
        std::filesystem::remove(path, ignored);
    return 0;
}

} // namespace
} // namespace mqttscope::bench

int main(int argc, char** argv)
{
    return mqttscope::bench::run(argc, argv);
}
