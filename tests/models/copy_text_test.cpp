// SPDX-License-Identifier: GPL-3.0-or-later
// What can be copied, in every form.
#include "analysis/compile_filter.h"
#include "tests/models/sample_frame.h"

#include <QLocale>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::FieldId;
using test::SampleFrame;

class CopyTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void aFieldIsCopiedInEveryForm()
    {
        SampleFrame frame("qos2.pcapng", 16);
        frame.selection.selectNode(frame.node(FieldId::MqttTopicLen));
        QCOMPARE(frame.copy(CopyScope::Field, CopyFormat::Hex), QStringLiteral("00 11"));
        QCOMPARE(frame.copy(CopyScope::Field, CopyFormat::CArray),
                 QStringLiteral("static const unsigned char mqtt_topic_len[2] = {\n    0x00, 0x11,\n};\n"));
        QCOMPARE(frame.copy(CopyScope::Field, CopyFormat::Python),
                 QStringLiteral("mqtt_topic_len = bytes.fromhex(\"00 11\")\n"));
        QCOMPARE(frame.copy(CopyScope::Field, CopyFormat::Filter), QStringLiteral("mqtt.topic_len == 17"));
        QCOMPARE(frame.copy(CopyScope::Field, CopyFormat::Json),
                 QStringLiteral("{\n  \"mqtt.topic_len\": \"17\"\n}\n"));
        QCOMPARE(frame.copy(CopyScope::Field, CopyFormat::Value), QStringLiteral("17 byte(s)"));
        QCOMPARE(frame.copy(CopyScope::Field, CopyFormat::Name), QStringLiteral("mqtt.topic_len"));
        frame.selection.selectNode(frame.node(FieldId::MqttHdrflags));
        QCOMPARE(frame.copy(CopyScope::Field, CopyFormat::Text),
                 QStringLiteral("Control byte: 0x34\n"
                                "    MQTT Control Packet type: 3 = PUBLISH\n"
                                "    DUP: 0\n"
                                "    QoS: 2 = Exactly once delivery\n"
                                "    RETAIN: 0\n"));
    }

    void aMessageAndAFrameAreCopied()
    {
        SampleFrame frame("qos2.pcapng", 17); // PUBREC: 50 02 00 01
        QCOMPARE(frame.copy(CopyScope::Message, CopyFormat::Hex), QStringLiteral("50 02 00 01"));
        QCOMPARE(frame.copy(CopyScope::Message, CopyFormat::CArray),
                 QStringLiteral("static const unsigned char mqtt[4] = {\n    0x50, 0x02, 0x00, 0x01,\n};\n"));
        QCOMPARE(frame.copy(CopyScope::Message, CopyFormat::Filter),
                 QStringLiteral("mqtt.msgtype == 5 and mqtt.msgid == 1"));
        QCOMPARE(frame.copy(CopyScope::Message, CopyFormat::Json),
                 QStringLiteral("{\n"
                                "  \"mqtt\": {\n"
                                "    \"mqtt.hdrflags\": \"0x50\",\n"
                                "    \"mqtt.hdrflags_tree\": {\n"
                                "      \"mqtt.msgtype\": \"5\",\n"
                                "      \"mqtt.hdr_reserved\": \"0\"\n"
                                "    },\n"
                                "    \"mqtt.len\": \"2\",\n"
                                "    \"mqtt.version\": \"4\",\n"
                                "    \"mqtt.msgid\": \"1\"\n"
                                "  }\n"
                                "}\n"));
        QCOMPARE(frame.copy(CopyScope::Frame, CopyFormat::Filter), QStringLiteral("frame.number == 17"));
        QVERIFY(frame.copy(CopyScope::Frame, CopyFormat::Hex).endsWith(QStringLiteral("50 02 00 01")));
        QVERIFY(frame.copy(CopyScope::Frame, CopyFormat::CArray)
                    .startsWith(QStringLiteral("static const unsigned char frame_17[70] = {\n")));
        const QString json = frame.copy(CopyScope::Frame, CopyFormat::Json);
        QVERIFY(json.startsWith(QLatin1Char('[')));
        QVERIFY(json.contains(QStringLiteral("\"frame.number\": \"17\"")));
    }

    // What is copied as a filter is one, whatever the field.
    void everyFilterCanBeCompiled()
    {
        SampleFrame frame("v5-proprietes.pcapng", 4);
        for (std::uint32_t i = 0; i < frame.selection.dissection()->tree.size(); ++i) {
            frame.selection.selectNode(i);
            const QString filter = frame.copy(CopyScope::Field, CopyFormat::Filter);
            const auto compiled = analysis::compileFilter(filter.toStdString());
            QVERIFY2(compiled.has_value(), qPrintable(filter));
        }
    }

    void withoutAMessageThereIsNothingToCopyOfIt()
    {
        SampleFrame frame("qos2.pcapng", 1);
        QVERIFY(frame.copy(CopyScope::Message, CopyFormat::Hex).isEmpty());
        QVERIFY(!frame.copy(CopyScope::Frame, CopyFormat::Hex).isEmpty());
    }

    void aFreeRangeIsCopiedAsItsBytes()
    {
        SampleFrame frame("qos2.pcapng", 17);
        frame.selection.selectBytes({0, 67}, {0, 69}); // 02 00 01: two fields of the message
        QCOMPARE(frame.selection.selection().source, frame.selection.dissection()->messageSource());
        QCOMPARE(frame.selection.selection().range, (field::ByteRange{1, 3}));
        QCOMPARE(frame.selection.selection().field, FieldId::None);
        QCOMPARE(frame.copy(CopyScope::Field, CopyFormat::Hex), QStringLiteral("02 00 01"));
        QVERIFY(frame.copy(CopyScope::Field, CopyFormat::Value).isEmpty());
        frame.selection.selectBytes({0, 69}, {0, 68}); // backwards, one field
        QCOMPARE(frame.selection.selection().field, FieldId::MqttMsgid);
        QCOMPARE(frame.selection.selection().byte, 2U);
    }
};

QTEST_MAIN(CopyTextTest)
#include "copy_text_test.moc"
