// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a display filter. If it is one, it is applied to a few frames of a capture, once to what
// records know and once to a dissection of every layer: both must give the same answer. If not, its error has
// a place inside, and a sentence. Proposals for its completion replace a part of it.
#include "analysis/frame_filter.h"
#include "dissector/filter/completion.h"
#include "tests/fuzz/fuzz_target.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace mqttscope;

[[noreturn]] void fail(std::string_view what, std::string_view text)
{
    std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
                 static_cast<int>(text.size()), text.data());
    std::abort();
}

/// A capture and some of its frames: one of each kind of message, and some without any.
struct Frames {
    std::shared_ptr<analysis::Document> document;
    std::shared_ptr<const index::Snapshot> snapshot;
    std::vector<std::uint32_t> numbers;
};

Frames open(const char* capture)
{
    Frames frames;
    auto document =
        analysis::Document::open(std::string(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/") + capture, {});
    if (!document)
        fail("cannot be opened", capture);
    frames.document = *document;
    frames.document->start();
    frames.document->wait();
    frames.snapshot = frames.document->snapshot();
    std::array<int, 17> seen{};
    for (std::uint32_t frame = 1; frame <= frames.snapshot->frameCount(); ++frame) {
        std::size_t kind = 16;
        frames.snapshot->forEachMessage(frame, [&](std::uint32_t message) {
            kind = frames.snapshot->messages[message].firstByte >> 4;
            return false;
        });
        if (seen[kind]++ < 2)
            frames.numbers.push_back(frame);
    }
    return frames;
}

const std::vector<Frames>& allFrames()
{
    static const std::vector<Frames> kAll = [] {
        std::vector<Frames> all;
        for (const char* capture :
             {"own/v5_publish_props.pcap", "own/ipv6.pcap", "derived/ip_fragments.pcap"})
            all.push_back(open(capture));
        return all;
    }();
    return kAll;
}

void checkError(const filter::FilterError& error, std::string_view text)
{
    if (error.position + error.length > text.size())
        fail("the error lies outside", text);
    if (filter::describe(error).empty())
        fail("the error has no sentence", text);
    static_cast<void>(filter::describe(error.hint));
    static_cast<void>(filter::underline(text, error.position, error.length));
}

void checkCompletion(std::string_view text)
{
    for (const std::size_t cursor : {text.size(), text.size() / 2}) {
        const filter::Completions completions = filter::complete(text, cursor);
        if (completions.position + completions.length > text.size() || completions.position > cursor)
            fail("the completion lies outside", text);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    checkCompletion(text.substr(0, 512));
    const auto filter = filter::Filter::compile(text);
    if (!filter) {
        checkError(filter.error(), text);
        return 0;
    }
    for (const Frames& frames : allFrames()) {
        analysis::FrameFilter frameFilter{*filter};
        for (const std::uint32_t frame : frames.numbers) {
            const bool byRecords = frameFilter.matches(*frames.document, *frames.snapshot, frame);
            if (byRecords != frameFilter.matchesDissected(*frames.document, *frames.snapshot, frame))
                fail("records and dissection differ", text);
        }
    }
    return 0;
}
