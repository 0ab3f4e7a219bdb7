// SPDX-License-Identifier: GPL-3.0-or-later
// What is printed from the records is what is printed from the bytes, to the letter.
#include "analysis/export/fields.h"
#include "tests/unit/analysis/script_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace mqttscope::analysis::test {
namespace {

std::vector<std::string> captures()
{
    std::vector<std::string> files;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator{sourcePath("tests/data/captures")}) {
        const std::string path = entry.path().string();
        if (path.ends_with(".pcap") || path.ends_with(".pcapng") || path.ends_with(".gz"))
            files.push_back(path);
    }
    return files;
}

std::string printed(const Document& document, FieldsOptions options, bool fromRecords)
{
    FieldsExporter exporter{std::move(options), fromRecords};
    const auto snapshot = document.snapshot();
    std::string out;
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame)
        exporter.appendFrame(out, document, *snapshot, frame);
    return out;
}

TEST(RecordFields, SayWhatTheBytesSay)
{
    std::size_t compared = 0;
    for (const std::string& path : captures()) {
        SCOPED_TRACE(path);
        for (const bool infer : {true, false}) {
            Options options;
            options.index.inferVersion = infer;
            const auto document = indexed(path, options);
            FieldsOptions fields;
            fields.fields = {"frame.number", "frame.len", "frame.cap_len", "frame.time_epoch", "tcp.stream",
                             "mqtt.msgtype", "mqtt.qos",  "mqtt.msgid",    "mqtt.topic"};
            EXPECT_EQ(printed(*document, fields, true), printed(*document, fields, false));
            fields.occurrence = Occurrence::Last;
            fields.quote = '"';
            EXPECT_EQ(printed(*document, fields, true), printed(*document, fields, false));
            fields.occurrence = Occurrence::First;
            fields.fields = {"mqtt.topic", "mqtt.msgid"};
            EXPECT_EQ(printed(*document, fields, true), printed(*document, fields, false));
        }
        ++compared;
    }
    EXPECT_GT(compared, 50U);
}

} // namespace
} // namespace mqttscope::analysis::test
