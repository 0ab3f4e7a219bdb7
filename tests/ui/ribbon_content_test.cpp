// SPDX-License-Identifier: GPL-3.0-or-later
// What the byte ribbon is to show of a message or a layer.
#include "tests/ui/step_frame.h"
#include "ui/models/label_gloss.h"
#include "ui/step/ribbon_character.h"
#include "ui/step/ribbon_words.h"

#include <QLocale>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::FieldId;
using field::Role;
using test::StepFrame;

namespace {

QStringList names(const RibbonContent& content)
{
    QStringList names;
    for (const RibbonField& each : content.fields)
        names += QStringLiteral("%1+%2 %3").arg(each.range.offset).arg(each.range.length).arg(each.name);
    return names;
}

RibbonCharacter characterOf(const std::string& text, std::size_t offset)
{
    return ribbonCharacter(field::asBytes(text), offset);
}

/// Whether things follow each other from the first byte to the last.
template <typename Thing> bool covers(const std::vector<Thing>& things, std::uint32_t length)
{
    std::uint32_t next = 0;
    for (const Thing& each : things) {
        if (each.range.offset != next || each.range.length == 0)
            return false;
        next = each.range.end();
    }
    return next == length;
}

} // namespace

class RibbonContentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    // 10 13 | 00 04 "MQTT" 04 02 00 3c | 00 07 "python1"
    void connectHasItsPartsAndFields()
    {
        const StepFrame frame(StepFrame::sample("connect-python1.pcap"), 4);
        const RibbonContent content = frame.content();
        QCOMPARE(content.length, 21U);
        QCOMPARE(content.bytes.size(), std::size_t{21});
        QCOMPARE(content.bytes[9], 0x02);
        QCOMPARE(names(content),
                 QStringList({"0+1 Control byte", "1+1 Remaining Length", "2+2 Protocol Name Length",
                              "4+4 Protocol Name", "8+1 Protocol Level", "9+1 Connect Flags",
                              "10+2 Keep Alive", "12+2 Client Identifier Length", "14+7 Client Identifier"}));
        QCOMPARE(content.fields[1].role, Role::Length);
        QCOMPARE(content.fields[3].role, Role::VariableHeader);
        QCOMPARE(content.fields[3].reading, ByteReading::Text);
        QCOMPARE(content.fields[5].reading, ByteReading::Number);
        QCOMPARE(content.fields[5].shortName, QStringLiteral("Flags"));
        QCOMPARE(content.parts.size(), std::size_t{3});
        QCOMPARE(content.parts[0].letter, QLatin1Char('F'));
        QCOMPARE(content.parts[1].letter, QLatin1Char('V'));
        QCOMPARE(content.parts[1].range, (field::ByteRange{2, 10}));
        QCOMPARE(content.parts[2].letter, QLatin1Char('P'));
        QCOMPARE(content.parts[2].role, Role::Payload);
        QCOMPARE(content.fieldAt(9), std::size_t{5});
        QCOMPARE(content.fieldAt(21), content.fields.size());
        QVERIFY(content.faults.empty());
    }

    void frenchNamesAreFrench()
    {
        const StepFrame frame(StepFrame::sample("connect-python1.pcap"), 4, teach::Language::French);
        const RibbonContent content = frame.content();
        const RibbonField& flags = content.fields[5];
        QCOMPARE(flags.label, QStringLiteral("Connect Flags (drapeaux de connexion)"));
        QCOMPARE(flags.name, QStringLiteral("Drapeaux de connexion"));
        QCOMPARE(flags.gloss, QStringLiteral("drapeaux de connexion"));
        QCOMPARE(content.parts[2].name, QStringLiteral("Charge utile"));
        QVERIFY(content.fields[0].gloss.isEmpty());
    }

    void bracketsAreReadFromTheSideOfTheStandard()
    {
        const auto id = FieldId::MqttConflagQos; // "Will QoS"
        QCOMPARE(glossOf(id, QStringLiteral("Will QoS (QoS du testament)")),
                 QStringLiteral("QoS du testament"));
        QCOMPARE(oneLanguage(id, QStringLiteral("QoS du testament (Will QoS)")),
                 QStringLiteral("QoS du testament"));
        QCOMPARE(oneLanguage(id, QStringLiteral("Will QoS")), QStringLiteral("Will QoS"));
        QCOMPARE(oneLanguage(id, QStringLiteral("Something (else)")), QStringLiteral("Something (else)"));
        QVERIFY(glossOf(id, QStringLiteral("Will QoS")).isEmpty());
    }

    void theLayersOfTheFrameAreThere()
    {
        const StepFrame frame(StepFrame::sample("connect-python1.pcap"), 4);
        const RibbonContent message = frame.content();
        QCOMPARE(message.layers.size(), std::size_t{4});
        QCOMPARE(message.layers[1].name, QStringLiteral("IPv4"));
        QCOMPARE(message.layers[1].range.length, 20U);
        QVERIFY(message.layers[3].walked && !message.layers[3].clickable);
        QVERIFY(message.layers[2].clickable && !message.layers[2].walked);

        // Each of them can be walked in turn.
        const RibbonStretch tcp =
            ribbonStretch(frame.fields, *frame.selection.byteMap(), message.layers[2].node);
        QCOMPARE(tcp.range, (field::ByteRange{34, 32}));
        const RibbonContent content = ribbonContent(frame.fields, *frame.selection.byteMap(), tcp);
        QCOMPARE(content.length, 32U);
        QVERIFY(content.layers[2].walked);
        QCOMPARE(content.parts.size(), std::size_t{1});
        QCOMPARE(content.parts[0].letter, QLatin1Char('N'));
        QCOMPARE(frame.content(FieldId::Eth).fields[0].reading, ByteReading::Address);
    }

    // 128 takes two bytes, 0x80 0x01.
    void aLengthOfSeveralBytesIsOneField()
    {
        const StepFrame frame(StepFrame::sample("longueurs.pcapng"), 9);
        const RibbonContent content = frame.content();
        QCOMPARE(content.length, 131U);
        QCOMPARE(content.fields[1].name, QStringLiteral("Remaining Length"));
        QCOMPARE(content.fields[1].range, (field::ByteRange{1, 2}));
    }

    void aFaultStandsAtItsByte()
    {
        const StepFrame frame(StepFrame::sample("pannes-03.pcapng"), 7); // topic "salle/+"
        const RibbonContent content = frame.content();
        QCOMPARE(content.faults.size(), std::size_t{1});
        QCOMPARE(content.severityAt(10), std::optional(content.faults[0].severity));
        QVERIFY(content.faults[0].severity >= field::Severity::ProtocolError);
        QVERIFY(!content.severityAt(9));
        QVERIFY(!content.severityAt(11));
    }

    void theWorstOfSeveralFaultsCounts()
    {
        RibbonContent content;
        content.length = 8;
        content.faults = {{{0, 8}, field::Severity::Warning}, {{2, 1}, field::Severity::Malformed}};
        QCOMPARE(content.severityAt(2), std::optional(field::Severity::Malformed));
        QCOMPARE(content.severityAt(3), std::optional(field::Severity::Warning));
    }

    void bytesOfNoFrameAreMissing()
    {
        const std::array<std::uint8_t, 6> bytes = {1, 2, 3, 4, 5, 6};
        RibbonContent content;
        content.bytes = bytes;
        content.length = 8;
        content.missing = {{2, 2}};
        for (std::uint32_t byte = 0; byte < 8; ++byte)
            QCOMPARE(content.isMissing(byte), byte == 2 || byte == 3 || byte >= 6);
    }

    // As in the tree: each byte in one field, each field in one part.
    void everyByteOfEverySampleStandsInOneField()
    {
        int messages = 0;
        for (const char* sample :
             {"connect-python1.pcap", "v5-proprietes.pcapng", "qos2.pcapng", "pannes-02.pcapng",
              "pannes-08.pcapng", "longueurs.pcapng", "sans-connect.pcapng"}) {
            StepFrame frame(StepFrame::sample(sample), 1);
            for (std::uint32_t number = 1; frame.selection.selectFrame(number); ++number) {
                frame.fields.setDissection(frame.selection.dissection());
                const auto& map = *frame.selection.byteMap();
                std::vector<std::uint32_t> tops;
                for (const index::DissectedMessage& message : frame.selection.dissection()->messages)
                    tops.push_back(message.node);
                messages += static_cast<int>(tops.size());
                tops.push_back(frame.node(FieldId::Eth));
                tops.push_back(frame.node(FieldId::Tcp));
                for (const std::uint32_t top : tops) {
                    const auto content =
                        ribbonContent(frame.fields, map, ribbonStretch(frame.fields, map, top));
                    QVERIFY2(content.length > 0, sample);
                    QVERIFY2(covers(content.fields, content.length), sample);
                    QVERIFY2(covers(content.parts, content.length), sample);
                }
            }
        }
        QVERIFY(messages > 60);
    }

    void nothingIsShownOfNothing()
    {
        const StepFrame frame(StepFrame::sample("connect-python1.pcap"), 1); // SYN: no message
        QCOMPARE(frame.content().length, 0U);
        QCOMPARE(frame.stretch().range.length, 0U);
    }

    void charactersOfSeveralBytesAreOneCharacter()
    {
        const std::string text = "\xC2\xB0"
                                 "C"; // U+00B0, degree
        QCOMPARE(characterOf(text, 0).text, QStringLiteral("°"));
        QCOMPARE(characterOf(text, 0).count, 2U);
        QCOMPARE(characterOf(text, 1).text, QStringLiteral("°"));
        QCOMPARE(characterOf(text, 1).index, 1U);
        QCOMPARE(characterOf(text, 2).count, 1U);
        QCOMPARE(characterOf(text, 2).index, 0U);
    }

    void whatShowsNothingHasAName()
    {
        QCOMPARE(characterOf(" ", 0).text, QStringLiteral("SP"));
        QCOMPARE(characterOf("\n", 0).text, QStringLiteral("LF"));
        QVERIFY(characterOf("\n", 0).named);
        QCOMPARE(characterOf("\x7f", 0).text, QStringLiteral("DEL"));
        QVERIFY(!characterOf("a", 0).named);
    }

    void brokenUtf8IsNoCharacter_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("continuation alone") << QByteArray("\x80");
        QTest::newRow("cut") << QByteArray("\xe2\x82");
        QTest::newRow("overlong") << QByteArray("\xc0\x80");
        QTest::newRow("overlong in three") << QByteArray("\xe0\x80\x80");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
        QTest::newRow("too large") << QByteArray("\xf4\x90\x80\x80");
        QTest::newRow("never a lead") << QByteArray("\xff");
    }
    void brokenUtf8IsNoCharacter()
    {
        QFETCH(QByteArray, bytes);
        const std::string text = bytes.toStdString();
        for (std::size_t i = 0; i < text.size(); ++i)
            QCOMPARE(characterOf(text, i).count, 0U);
        QVERIFY(!isReadableText(field::asBytes(text)));
    }

    void payloadsAreTextIfTheyCanBeRead()
    {
        QVERIFY(isReadableText(field::asBytes("{\"t\":\t21.5}\r\n")));
        QVERIFY(!isReadableText(field::asBytes(std::string_view("a\0b", 3))));
        QVERIFY(!isReadableText({}));
        const test::PublishFile file("t", test::longJson(200));
        const StepFrame frame(file.path, file.frame);
        QCOMPARE(frame.content().fields.back().reading, ByteReading::Text);
        const test::PublishFile binary("t", std::string("\x01\x02\xff", 3));
        const StepFrame other(binary.path, binary.frame);
        QCOMPARE(other.content().fields.back().reading, ByteReading::Binary);
    }

    void shortWordsAreShort()
    {
        QCOMPARE(shortFieldWord(FieldId::MqttConflags), QStringLiteral("Flags"));
        QVERIFY(shortFieldWord(FieldId::None).isEmpty());
    }
};

QTEST_MAIN(RibbonContentTest)
#include "ribbon_content_test.moc"
