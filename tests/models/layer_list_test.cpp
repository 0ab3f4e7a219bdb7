// SPDX-License-Identifier: GPL-3.0-or-later
// The layers of a frame, in both ways of counting.
#include "tests/models/sample_frame.h"
#include "ui/models/layer_list.h"

#include <QLocale>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::FieldId;
using test::SampleFrame;

class LayerListTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    // Each byte of the frame in one layer, with both ways of counting.
    void layersCoverTheFrame()
    {
        SampleFrame frame("qos2.pcapng", 16);
        for (const OsiConvention convention : {OsiConvention::Application, OsiConvention::Separate}) {
            const auto spans = layerSpans(frame.fields, *frame.selection.byteMap(), convention);
            std::uint32_t next = 0;
            for (const LayerSpan& span : spans) {
                QCOMPARE(span.range.offset, next);
                next = span.range.end();
            }
            QCOMPARE(next, 93U);
        }
        const auto together =
            layerSpans(frame.fields, *frame.selection.byteMap(), OsiConvention::Application);
        QCOMPARE(together.size(), std::size_t{4});
        QCOMPARE(together[0].range.length, 14U);
        QCOMPARE(together[1].range.length, 20U);
        QCOMPARE(together[2].range.length, 32U);
        QCOMPARE(together[3].range.length, 27U);
        QCOMPARE(together[3].osi, QStringLiteral("5-7"));
        const auto apart = layerSpans(frame.fields, *frame.selection.byteMap(), OsiConvention::Separate);
        QCOMPARE(apart.size(), std::size_t{5});
        QCOMPARE(apart[3].osi, QStringLiteral("5"));
        QCOMPARE(apart[4].osi, QStringLiteral("6-7"));
        QCOMPARE(apart[4].range.length, 4U); // "21.5"
    }
};

QTEST_MAIN(LayerListTest)
#include "layer_list_test.moc"
