// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/selection_model.h"

#include "tests/models/capture_maker.h"

#include <QSignalSpy>
#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::ByteRange;
using field::FieldId;

namespace {

std::uint32_t nodeOf(const index::Dissection& dissection, FieldId id)
{
    const auto nodes = dissection.tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].id == id)
            return i;
    }
    return analysis::kNoNode;
}

/// Every frame number up to 20 is the split CONNECT.
SelectionModel::Dissector anyFrame()
{
    return [](std::uint32_t frame) -> std::shared_ptr<const index::Dissection> {
        if (frame > 20)
            return nullptr;
        auto dissection = test::splitConnect();
        std::const_pointer_cast<index::Dissection>(dissection)->frame = frame;
        return dissection;
    };
}

} // namespace

class SelectionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void frameBytesShowTheFieldsTheyCarry()
    {
        const auto dissection = test::splitConnect();
        const analysis::ByteMap map(dissection);
        // The frame carries the message from its byte 6 on: the rest of the Protocol Name comes first.
        const std::uint32_t name = nodeOf(*dissection, FieldId::MqttProtoname);
        QCOMPARE(map.leafAt({0, 9}), nodeOf(*dissection, FieldId::TcpSrcPort));
        QCOMPARE(map.leafAt({0, 10}), name);
        QCOMPARE(map.leafAt({0, 11}), name);
        QCOMPARE(map.leafAt({0, 12}), nodeOf(*dissection, FieldId::MqttVer));
        QCOMPARE(map.leafAt({0, 24}), nodeOf(*dissection, FieldId::MqttClientid));
        QCOMPARE(map.leafAt({0, 25}), analysis::kNoNode);
        QCOMPARE(map.leafAt({1, 0}), nodeOf(*dissection, FieldId::MqttHdrflags));
    }

    void runsCoverEachByteOnce()
    {
        const auto dissection = test::splitConnect();
        const analysis::ByteMap map(dissection);
        for (std::uint8_t source = 0; source < 2; ++source) {
            std::uint32_t offset = 0;
            for (const analysis::FieldRun& run : map.runs(source)) {
                QCOMPARE(run.range.offset, offset);
                offset = run.range.end();
            }
            QCOMPARE(offset, static_cast<std::uint32_t>(dissection->sources[source].bytes.size()));
        }
    }

    void aFieldContinuedFromAnotherFrameDoesNotStartAgain()
    {
        const analysis::ByteMap map(test::splitConnect());
        const auto runs = map.runs(0);
        const auto run = std::find_if(runs.begin(), runs.end(),
                                      [](const analysis::FieldRun& r) { return r.range.offset == 10; });
        QVERIFY(run != runs.end());
        QCOMPARE(run->range.length, 2U);
        QVERIFY(!run->starts);
        QVERIFY(std::next(run)->starts);
    }

    void bytesTranslateBothWays()
    {
        const analysis::ByteMap map(test::splitConnect());
        QCOMPARE(map.deepest(10), (analysis::BytePlace{1, 6}));
        QCOMPARE(map.deepest(24), (analysis::BytePlace{1, 20}));
        QCOMPARE(map.deepest(9), (analysis::BytePlace{0, 9}));
        QCOMPARE(map.inFrame({1, 6}), std::optional<std::uint32_t>(10));
        QVERIFY(!map.inFrame({1, 5}));
    }

    void fieldStepsStopAtTheEnds()
    {
        const analysis::ByteMap map(test::splitConnect());
        QCOMPARE(map.nextField({1, 9}), std::optional(analysis::BytePlace{1, 10}));
        QVERIFY(!map.nextField({1, 14}));
        QCOMPARE(map.previousField({1, 11}), std::optional(analysis::BytePlace{1, 10}));
        QCOMPARE(map.previousField({1, 10}), std::optional(analysis::BytePlace{1, 9}));
        QVERIFY(!map.previousField({1, 0}));
    }

    void aLineOfTheTreeSelectsItsBytesAndBits()
    {
        SelectionModel selection;
        selection.setDissector(anyFrame());
        QVERIFY(selection.selectFrame(9));
        QCOMPARE(selection.selection().field, FieldId::None);
        const QSignalSpy changes(&selection, &SelectionModel::selectionChanged);
        selection.selectNode(nodeOf(*selection.dissection(), FieldId::MqttConflagCleansess));
        QCOMPARE(changes.count(), 1);
        const Selection& now = selection.selection();
        QCOMPARE(now.source, std::uint8_t{1});
        QCOMPARE(now.range, (ByteRange{9, 1}));
        QCOMPARE(now.bitMask, std::uint64_t{0x02});
        QCOMPARE(now.message, 3U);
    }

    void aByteSelectsItsField()
    {
        SelectionModel selection;
        selection.setDissector(anyFrame());
        selection.selectFrame(9);
        selection.selectByte({0, 17}); // byte 13 of the message: second of the Client Identifier Length
        QCOMPARE(selection.selection().field, FieldId::MqttClientidLen);
        QCOMPARE(selection.selection().range, (ByteRange{12, 2}));
        QCOMPARE(selection.selection().byte, 13U);
        selection.selectByte({0, 17}, false);
        QCOMPARE(selection.selection().range, (ByteRange{13, 1}));
        QCOMPARE(selection.selection().field, FieldId::MqttClientidLen);
    }

    void theFieldStaysWhenTheFrameChanges()
    {
        SelectionModel selection;
        selection.setDissector(anyFrame());
        selection.selectFrame(9);
        selection.selectNode(nodeOf(*selection.dissection(), FieldId::MqttKalive));
        QVERIFY(selection.selectFrame(10));
        QCOMPARE(selection.selection().frame, 10U);
        QCOMPARE(selection.selection().field, FieldId::MqttKalive);
    }

    void anAbsentFrameChangesNothing()
    {
        SelectionModel selection;
        selection.setDissector(anyFrame());
        selection.selectFrame(9);
        QVERIFY(!selection.selectFrame(99));
        QCOMPARE(selection.selection().frame, 9U);
        QVERIFY(selection.dissection() != nullptr);
    }

    void historyGoesBackAndForward()
    {
        SelectionModel selection;
        selection.setDissector(anyFrame());
        selection.selectFrame(4);
        selection.selectFrame(5);
        selection.selectNode(nodeOf(*selection.dissection(), FieldId::MqttVer));
        selection.selectFrame(6);
        QVERIFY(!selection.canGoForward());
        selection.back();
        QCOMPARE(selection.selection().frame, 5U);
        QCOMPARE(selection.selection().field, FieldId::MqttVer);
        selection.back();
        QCOMPARE(selection.selection().frame, 4U);
        QVERIFY(!selection.canGoBack());
        selection.forward();
        selection.forward();
        QCOMPARE(selection.selection().frame, 6U);
        selection.back();
        selection.selectFrame(8); // a new way: the old forward is gone
        QVERIFY(!selection.canGoForward());
    }

    void historyIsBounded()
    {
        SelectionModel selection;
        selection.setDissector(anyFrame());
        for (std::uint32_t i = 0; i < SelectionModel::kMaxHistory + 50; ++i)
            selection.selectFrame(1 + i % 20);
        std::size_t steps = 0;
        for (; selection.canGoBack(); ++steps)
            selection.back();
        QCOMPARE(steps, SelectionModel::kMaxHistory - 1);
    }

    void hoverMovesNothing()
    {
        SelectionModel selection;
        selection.setDissector(anyFrame());
        selection.selectFrame(9);
        const Selection before = selection.selection();
        const QSignalSpy selected(&selection, &SelectionModel::selectionChanged);
        const QSignalSpy hovered(&selection, &SelectionModel::hoverChanged);
        selection.setHoverByte({0, 12});
        selection.setHoverByte({0, 12});
        QCOMPARE(hovered.count(), 1);
        QCOMPARE(selection.hover().range, (ByteRange{8, 1}));
        QCOMPARE(selection.hover().source, std::uint8_t{1});
        selection.clearHover();
        QCOMPARE(hovered.count(), 2);
        QCOMPARE(selected.count(), 0);
        QCOMPARE(selection.selection(), before);
    }

    void closingForgetsEverything()
    {
        SelectionModel selection;
        selection.setDissector(anyFrame());
        selection.selectFrame(9);
        selection.setDissector({});
        QCOMPARE(selection.selection(), Selection{});
        QVERIFY(selection.dissection() == nullptr);
        QVERIFY(!selection.selectFrame(9));
    }
};

QTEST_GUILESS_MAIN(SelectionTest)
#include "selection_test.moc"
