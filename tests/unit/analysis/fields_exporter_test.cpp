// SPDX-License-Identifier: GPL-3.0-or-later
// `-T fields` as tshark 4.0 prints it.
#include "analysis/export/fields.h"

#include "analysis/dissect_parts.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"

#include <gtest/gtest.h>

namespace mqttscope::analysis::test {
namespace {

using index::test::FrameScript;
using index::test::TcpTalk;

/// SUBSCRIBE of 3.1.1 with two filters.
const Bytes kSubscribe = {
    0x82, 0x0c,             // SUBSCRIBE, Remaining Length 12
    0x00, 0x02,             // Packet Identifier 2
    0x00, 0x01, 0x61, 0x00, // Topic Filter "a", QoS 0
    0x00, 0x03, 0x62, 0x2f, // Topic Filter "b/c", QoS 1
    0x63, 0x01,             //
};

/// UNSUBSCRIBE of 3.1.1.
const Bytes kUnsubscribe = {
    0xa2, 0x05,       // UNSUBSCRIBE, Remaining Length 5
    0x00, 0x03,       // Packet Identifier 3
    0x00, 0x01, 0x61, // Topic Filter "a"
};

/// PUBLISH of 3.1.1 without application message.
const Bytes kEmptyPublish = {
    0x30, 0x03,       // PUBLISH, Remaining Length 3
    0x00, 0x01, 0x74, // Topic Name "t"
};

/// Frames 1 to 3 the handshake, 4 CONNECT, 5 two PUBLISHes and a PINGREQ, 6 SUBSCRIBE, 7 UNSUBSCRIBE, 8 an
/// empty PUBLISH.
struct FieldsExport : ::testing::Test {
    FieldsExport()
    {
        FrameScript script;
        TcpTalk talk{script};
        talk.handshake();
        talk.send(TcpTalk::Client, index::test::kConnect311);
        talk.send(TcpTalk::Client, index::test::kPublish + index::test::kPublishQos1 + index::test::kPingreq);
        talk.send(TcpTalk::Client, kSubscribe);
        talk.send(TcpTalk::Client, kUnsubscribe);
        const std::uint32_t frames = talk.send(TcpTalk::Client, kEmptyPublish);
        file = std::make_unique<TempFile>(pcapOf(script, frames));
        document = indexed(file->path());
    }

    std::string line(std::uint32_t frame, FieldsOptions options)
    {
        FieldsExporter exporter{std::move(options)};
        std::string out;
        exporter.appendFrame(out, *document, *document->snapshot(), frame);
        return out;
    }
    std::string line(std::uint32_t frame, std::vector<std::string> names)
    {
        FieldsOptions options;
        options.fields = std::move(names);
        return line(frame, std::move(options));
    }

    std::unique_ptr<TempFile> file;
    std::shared_ptr<Document> document;
};

TEST_F(FieldsExport, OneLinePerFrameOneColumnPerField)
{
    EXPECT_EQ(line(5, {"frame.number", "mqtt.msgtype", "mqtt.topic", "mqtt.msgid", "mqtt.msg"}),
              "5\t3,3,12\ta/b,t\t10\t3231,78\n");
    EXPECT_EQ(line(1, {"frame.number", "mqtt.topic", "tcp.flags"}), "1\t\t0x0002\n");
    EXPECT_EQ(line(4, {"mqtt.clientid"}), "c1\n");
}

TEST_F(FieldsExport, FieldMayStandInTwoColumns)
{
    EXPECT_EQ(line(4, {"mqtt.clientid", "frame.number", "mqtt.clientid"}), "c1\t4\tc1\n");
}

TEST_F(FieldsExport, Header)
{
    FieldsOptions options;
    options.fields = {"frame.number", "mqtt.topic"};
    std::string out;
    FieldsExporter{options}.appendHeader(out);
    EXPECT_EQ(out, "");
    options.header = true;
    options.separator = ";";
    options.quote = '"';
    FieldsExporter{options}.appendHeader(out);
    EXPECT_EQ(out, "frame.number;mqtt.topic\n");
}

TEST_F(FieldsExport, Occurrences)
{
    FieldsOptions options;
    options.fields = {"mqtt.msgtype", "mqtt.topic"};
    options.occurrence = Occurrence::First;
    EXPECT_EQ(line(5, options), "3\ta/b\n");
    options.occurrence = Occurrence::Last;
    EXPECT_EQ(line(5, options), "12\tt\n");
    options.occurrence = Occurrence::All;
    options.aggregator = " / ";
    EXPECT_EQ(line(5, options), "3 / 3 / 12\ta/b / t\n");
}

TEST_F(FieldsExport, QuotesStandAroundCellsThatHoldSomething)
{
    FieldsOptions options;
    options.fields = {"mqtt.msgtype", "mqtt.clientid", "mqtt.topic"};
    options.quote = '"';
    options.separator = ",";
    for (const Occurrence occurrence : {Occurrence::First, Occurrence::Last, Occurrence::All}) {
        options.occurrence = occurrence;
        EXPECT_EQ(line(4, options), "\"1\",\"c1\",\n");
    }
    options.quote = '\'';
    EXPECT_EQ(line(5, options), "'3,3,12',,'a/b,t'\n");
    options.occurrence = Occurrence::Last;
    EXPECT_EQ(line(5, options), "'12',,'t'\n");
}

TEST_F(FieldsExport, EmptyBytesAreMissing)
{
    EXPECT_EQ(line(8, {"mqtt.topic", "mqtt.msg"}), "t\t<MISSING>\n");
}

TEST_F(FieldsExport, FieldsThatShareANameShareAColumn)
{
    EXPECT_EQ(line(6, {"mqtt.topic", "mqtt.topic_filter", "mqtt.sub.qos"}), "a,b/c\ta,b/c\t0,1\n");
    EXPECT_EQ(line(7, {"mqtt.topic", "mqtt.topic_filter"}), "a\ta\n");
    EXPECT_EQ(line(5, {"mqtt.topic_filter"}), "\n");
    EXPECT_EQ(line(5, {"tcp.port", "ip.addr"}), "50000,1883\t10.0.0.2,10.0.0.1\n");
}

TEST_F(FieldsExport, ProtocolsAreOneWhereTheyAre)
{
    EXPECT_EQ(line(5, {"mqtt"}), "1,1,1\n");
    EXPECT_EQ(line(1, {"mqtt"}), "\n");
}

TEST_F(FieldsExport, UnknownFieldsAreNamed)
{
    FieldsOptions options;
    options.fields = {"frame.number", "mqtt.nonsense", "mqtt.topic", ""};
    const FieldsExporter exporter{options};
    EXPECT_EQ(exporter.unknownFields(), (std::vector<std::string>{"mqtt.nonsense", ""}));
}

TEST_F(FieldsExport, OnlyLayersThatAreWantedAreDissected)
{
    const auto parts = [](std::vector<std::string> names) {
        field::FieldSelection selection;
        for (const std::string& name : names)
            selection.add(name);
        const index::DissectParts wanted = partsFor(selection);
        return std::string{wanted.frame ? "f" : ""} + (wanted.network ? "n" : "") + (wanted.mqtt ? "m" : "");
    };
    EXPECT_EQ(parts({"frame.number"}), "f");
    EXPECT_EQ(parts({"mqtt.topic", "mqtt"}), "m");
    EXPECT_EQ(parts({"tcp.stream", "ip.src"}), "n");
    EXPECT_EQ(parts({"frame.len", "mqtt.qos", "eth.src"}), "fnm");
}

} // namespace
} // namespace mqttscope::analysis::test
