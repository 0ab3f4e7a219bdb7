// SPDX-License-Identifier: GPL-3.0-or-later
// narration_dump FILE en|fr [all|bits]: what is said of each byte of the MQTT messages of a capture (of each
// byte of its frames; of each bit), for people who write the texts.
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/teach/narrated_bytes.h"

#include <fmt/format.h>

#include <cstdio>
#include <string_view>

using namespace mqttscope;

int main(int argc, char** argv)
{
    if (argc < 3) {
        fmt::print(stderr, "usage: narration_dump FILE en|fr [all|bits]\n");
        return 2;
    }
    const teach::Vocabulary words{std::string_view{argv[2]} == "fr" ? teach::Language::French
                                                                    : teach::Language::English};
    const std::string_view mode = argc > 3 ? argv[3] : "";
    const teach::Narrator narrator(words);
    const auto document = analysis::test::indexed(argv[1]);
    teach::test::forEachByte(*document, [&](const teach::test::NarratedByte& byte) {
        const index::Dissection& dissection = *byte.frame.dissection;
        if (mode != "all" && (dissection.messages.empty() || byte.place.source != dissection.messageSource()))
            return;
        const teach::Narration said = narrator.byte(byte.frame, byte.place);
        fmt::print("{}.{} {:4} {} {}: {} [{}]\n", byte.frameNumber, byte.place.source, byte.place.offset + 1,
                   said.value, said.title, said.text, said.clause);
        for (int bit = 7; mode == "bits" && bit >= 0; --bit) {
            const teach::Narration one = narrator.bit(byte.frame, byte.place, bit);
            fmt::print("          {} {}: {} [{}]\n", one.value, one.title, one.text, one.clause);
        }
    });
    return 0;
}
