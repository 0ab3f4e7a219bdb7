// SPDX-License-Identifier: GPL-3.0-or-later
// One PUBLISH through each of the three sinks, with and without the rules about contents.
#include "dissector/field/field_sink.h"
#include "dissector/field/select_sink.h"
#include "dissector/field/tree_sink.h"
#include "dissector/mqtt/decoder.h"

#include <benchmark/benchmark.h>

#include <array>

namespace mqttscope::bench {
namespace {

/// PUBLISH with QoS 1, topic "lycee/salle3/temperature", payload "21.5".
constexpr std::array<std::uint8_t, 34> kPublish = {
    0x32, 0x20,                                                   // PUBLISH QoS 1, Remaining Length 32
    0x00, 0x18,                                                   // Topic Length 24
    'l',  'y',  'c', 'e', 'e', '/', 's', 'a', 'l', 'l', 'e', '3', //
    '/',  't',  'e', 'm', 'p', 'e', 'r', 'a', 't', 'u', 'r', 'e', //
    0x01, 0x02,                                                   // Packet Identifier 258
    '2',  '1',  '.', '5',                                         //
};

/// The same of 5.0 with Payload Format Indicator, Message Expiry Interval and a User Property.
constexpr std::array<std::uint8_t, 51> kPublish5 = {
    0x32, 0x31,                                                       // PUBLISH QoS 1, Remaining Length 49
    0x00, 0x18,                                                       // Topic Length 24
    'l',  'y',  'c',  'e',  'e',  '/',  's', 'a', 'l', 'l', 'e', '3', //
    '/',  't',  'e',  'm',  'p',  'e',  'r', 'a', 't', 'u', 'r', 'e', //
    0x01, 0x02,                                                       // Packet Identifier 258
    0x10,                                                             // Property Length 16
    0x01, 0x01,                                                       // Payload Format Indicator: UTF-8
    0x02, 0x00, 0x00, 0x0e, 0x10,                                     // Message Expiry Interval 3600
    0x26, 0x00, 0x01, 'k',  0x00, 0x03, 'v', 'a', 'l',                // User Property "k": "val"
    '2',  '1',  '.',  '5',                                            //
};

struct Subject {
    field::ByteView bytes;
    mqtt::Version version;
};

Subject subjectOf(const benchmark::State& state)
{
    return state.range(0) == 5 ? Subject{kPublish5, mqtt::Version::V50}
                               : Subject{kPublish, mqtt::Version::V311};
}

/// Decodes again and again. `makeSink()` gives the sink of one decode; `finish(sink)` ends its use.
template <class MakeSink, class Finish>
void decodeInto(benchmark::State& state, bool reportIssues, MakeSink makeSink, Finish finish)
{
    const Subject subject = subjectOf(state);
    mqtt::DecodeOptions options;
    options.version = subject.version;
    options.reportIssues = reportIssues;
    field::IssueLog log;
    mqtt::Packet packet;
    const auto length = static_cast<std::uint32_t>(subject.bytes.size());
    for (auto _ : state) {
        auto&& sink = makeSink();
        benchmark::DoNotOptimize(mqtt::decode(subject.bytes, length, options, sink, log, packet));
        finish(sink);
    }
    if (!log.empty())
        state.SkipWithError("the packet is not valid");
}

void nullSink(benchmark::State& state)
{
    decodeInto(
        state, true, [] { return field::NullSink{}; }, [](field::NullSink&) {});
}

void nullSinkWithoutRules(benchmark::State& state)
{
    decodeInto(
        state, false, [] { return field::NullSink{}; }, [](field::NullSink&) {});
}

void selectSink(benchmark::State& state)
{
    field::FieldSelection selection;
    for (const char* name : {"mqtt.msgtype", "mqtt.topic", "mqtt.msgid"})
        selection.add(name);
    field::SelectSink sink{selection};
    decodeInto(
        state, false, [&]() -> field::SelectSink& { return sink; },
        [](field::SelectSink& used) {
            benchmark::DoNotOptimize(used.values());
            used.clear();
        });
}

void treeSink(benchmark::State& state)
{
    decodeInto(
        state, true, [] { return field::TreeSink{}; },
        [](field::TreeSink& sink) { benchmark::DoNotOptimize(sink.take()); });
}

// The argument is the version: 4 or 5.
BENCHMARK(nullSink)->Arg(4)->Arg(5);
BENCHMARK(nullSinkWithoutRules)->Arg(4)->Arg(5);
BENCHMARK(selectSink)->Arg(4)->Arg(5);
BENCHMARK(treeSink)->Arg(4)->Arg(5);

} // namespace
} // namespace mqttscope::bench
