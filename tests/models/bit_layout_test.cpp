// SPDX-License-Identifier: GPL-3.0-or-later
// Which byte is shown as bits, in which groups.
#include "tests/models/sample_frame.h"
#include "ui/models/bit_layout.h"

#include <QLocale>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::FieldId;
using test::SampleFrame;

namespace {

BitLayout bitsOf(SampleFrame& frame, FieldId id)
{
    frame.selection.selectNode(frame.node(id));
    return bitLayout(frame.fields, frame.selection.selection());
}

QStringList names(const BitLayout& layout)
{
    QStringList names;
    for (const BitGroup& group : layout.groups)
        names += QStringLiteral("%1-%2 %3=%4").arg(group.high).arg(group.low).arg(group.name, group.value);
    return names;
}

} // namespace

class BitLayoutTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    // PUBLISH, QoS 2: 0x34.
    void theFirstByteOfPublishHasFourGroups()
    {
        SampleFrame frame("qos2.pcapng", 16);
        const BitLayout layout = bitsOf(frame, FieldId::MqttQos);
        QCOMPARE(layout.byte, std::uint8_t{0x34});
        QCOMPARE(names(layout),
                 (QStringList{QStringLiteral("7-4 MQTT Control Packet type=3"), QStringLiteral("3-3 DUP=0"),
                              QStringLiteral("2-1 QoS=2"), QStringLiteral("0-0 RETAIN=0")}));
        QCOMPARE(layout.groups[0].word, QStringLiteral("PUBLISH"));
        QCOMPARE(layout.groups[2].spoken, QStringLiteral("D2 to D1, QoS, 10, 2, Exactly once delivery"));
        QCOMPARE(layout.groupOf(1)->node, frame.node(FieldId::MqttQos));
        QCOMPARE(layout.role, field::Role::FixedHeader);
    }

    void aByteWithoutBitsIsOneGroup()
    {
        SampleFrame frame("qos2.pcapng", 16);
        const BitLayout layout = bitsOf(frame, FieldId::MqttMsgid);
        QCOMPARE(layout.count, 2U);
        QCOMPARE(layout.index, 0U);
        QCOMPARE(names(layout), QStringList{QStringLiteral("7-0 Packet Identifier=0")});
        frame.selection.selectByte({layout.place.source, layout.place.offset + 1});
        QCOMPARE(names(bitLayout(frame.fields, frame.selection.selection())),
                 QStringList{QStringLiteral("7-0 Packet Identifier=1")});
    }

    // Sixteen bits: the byte that holds the selected ones is shown, and others of the field are cut at its
    // edge.
    void bitsOfTwoBytesShowTheirByte()
    {
        SampleFrame frame("qos2.pcapng", 1);
        const BitLayout syn = bitsOf(frame, FieldId::TcpFlagSyn);
        QCOMPARE(syn.index, 1U);
        QCOMPARE(syn.byte, std::uint8_t{0x02});
        QCOMPARE(syn.groups.size(), std::size_t{8});
        QCOMPARE(syn.groups[6].value, QStringLiteral("1"));
        const BitLayout offset = bitsOf(frame, FieldId::TcpDataOffset);
        QCOMPARE(offset.index, 0U);
        QCOMPARE(offset.groups[0].high, 7);
        QCOMPARE(offset.groups[0].low, 4);
        const BitLayout fragment = bitsOf(frame, FieldId::IpFragOffset);
        QCOMPARE(fragment.groups.back().high, 4);
    }

    void everyBitBelongsToOneGroup()
    {
        for (const auto& [sample, number] : {std::pair{"connect-python1.pcap", 4U},
                                             {"v5-proprietes.pcapng", 4U},
                                             {"qos2.pcapng", 1U},
                                             {"longueurs.pcapng", 8U}}) {
            SampleFrame frame(sample, number);
            for (std::uint32_t i = 0; i < frame.selection.dissection()->tree.size(); ++i) {
                frame.selection.selectNode(i);
                const BitLayout layout = bitLayout(frame.fields, frame.selection.selection());
                if (layout.isEmpty())
                    continue;
                int next = 7;
                for (const BitGroup& group : layout.groups) {
                    QCOMPARE(group.high, next);
                    QVERIFY(group.low <= group.high);
                    next = group.low - 1;
                }
                QCOMPARE(next, -1);
            }
        }
    }

    void aFieldWithoutBytesHasNoBits()
    {
        SampleFrame frame("qos2.pcapng", 16);
        QVERIFY(bitsOf(frame, FieldId::TcpStream).isEmpty());
    }
};

QTEST_MAIN(BitLayoutTest)
#include "bit_layout_test.moc"
