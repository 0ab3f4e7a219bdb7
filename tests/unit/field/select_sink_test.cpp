// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/select_sink.h"

#include "dissector/field/field_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vector>

namespace mqttscope::field {
namespace {

using testing::ElementsAre;

constexpr std::uint16_t kNoSlot = FieldSelection::kNoSlot;

std::vector<std::uint16_t> slotsHeard(const SelectSink& sink)
{
    std::vector<std::uint16_t> slots;
    for (const SelectedValue& value : sink.values())
        slots.push_back(value.slot);
    return slots;
}

TEST(FieldSelection, GivesSlotsInTheOrderOfAdding)
{
    FieldSelection selection;
    EXPECT_EQ(selection.add("mqtt.topic"), 0);
    EXPECT_EQ(selection.add("frame.number"), 1);
    EXPECT_EQ(selection.add("mqtt.topic"), 0);
    EXPECT_EQ(selection.size(), 2);
    EXPECT_EQ(selection.fieldOf(1), FieldId::FrameNumber);
}

TEST(FieldSelection, KnowsNoOtherNames)
{
    FieldSelection selection;
    EXPECT_EQ(selection.add("mqtt.topics"), kNoSlot);
    EXPECT_EQ(selection.add(""), kNoSlot);
    EXPECT_EQ(selection.size(), 0);
}

TEST(FieldSelection, HoldsEveryNameOfTheTable)
{
    FieldSelection selection;
    for (const FieldInfo& info : fieldTable().subspan(1))
        EXPECT_NE(selection.add(info.name), kNoSlot) << info.name;
    for (const FieldInfo& info : fieldTable().subspan(1))
        EXPECT_NE(selection.slots(info.id)[0], kNoSlot) << info.name;
}

TEST(FieldSelection, KnowsWhichLayersAreWanted)
{
    FieldSelection selection;
    EXPECT_FALSE(selection.wantsPrefix("mqtt"));
    selection.add("mqtt.topic");
    EXPECT_TRUE(selection.wantsPrefix("mqtt"));
    EXPECT_FALSE(selection.wantsPrefix("tcp"));
}

TEST(SelectSink, HearsOnlyWhatIsWanted)
{
    FieldSelection selection;
    selection.add("mqtt.kalive");
    SelectSink sink(selection);
    sink.leaf(FieldId::MqttMsgid, {0, 2}, FieldValue::of(7));
    sink.source(3);
    sink.leaf(FieldId::MqttKalive, {2, 2}, FieldValue::of(60));
    ASSERT_EQ(sink.values().size(), 1U);
    const SelectedValue& value = sink.values()[0];
    EXPECT_EQ(value.slot, 0);
    EXPECT_EQ(value.source, 3);
    EXPECT_EQ(value.emitted, FieldId::MqttKalive);
    EXPECT_EQ(value.range, (ByteRange{2, 2}));
    EXPECT_EQ(value.value.number, 60U);
}

TEST(SelectSink, AnAliasFindsEachFieldThatAnswersToIt)
{
    FieldSelection selection;
    selection.add("ip.addr");
    selection.add("ip.dst");
    SelectSink sink(selection);
    sink.leaf(FieldId::IpSrc, {12, 4}, FieldValue::none());
    sink.leaf(FieldId::IpDst, {16, 4}, FieldValue::none());
    ASSERT_THAT(slotsHeard(sink), ElementsAre(0, 1, 0)) << "source for ip.addr, destination for both";
    EXPECT_EQ(sink.values()[0].emitted, FieldId::IpSrc);
    EXPECT_EQ(sink.values()[2].emitted, FieldId::IpDst);
}

TEST(SelectSink, TwinsFillOneSlot)
{
    FieldSelection selection;
    selection.add("mqtt.conack.flags.reserved");
    EXPECT_EQ(selection.size(), 1);
    SelectSink sink(selection);
    sink.bits(FieldId::MqttConackFlagsReserved, {2, 1}, 0);
    sink.leaf(FieldId::MqttConackReserved31, {2, 1}, FieldValue::of(0));
    EXPECT_THAT(slotsHeard(sink), ElementsAre(0, 0));
}

TEST(SelectSink, AnAliasOfTwinsIsFoundThroughBoth)
{
    FieldSelection selection;
    selection.add("mqtt.topic");
    SelectSink sink(selection);
    sink.leaf(FieldId::MqttFilter, {0, 1}, FieldValue::none());
    sink.leaf(FieldId::MqttUnsubFilter, {1, 1}, FieldValue::none());
    sink.generated(FieldId::MqttAliasTopic, FieldValue::of("a/b"));
    EXPECT_THAT(slotsHeard(sink), ElementsAre(0, 0, 0));
}

TEST(SelectSink, GroupsAreHeardWhenTheyOpenAndThoseWithAValueWhenTheyClose)
{
    FieldSelection selection;
    selection.add("mqtt.len");  // slot 0
    selection.add("mqtt");      // slot 1
    selection.add("mqtt.qos");  // slot 2
    selection.add("tcp.flags"); // slot 3
    SelectSink sink(selection);
    sink.open(FieldId::Mqtt, 0);
    sink.bits(FieldId::MqttQos, {0, 1}, 1);
    sink.open(FieldId::MqttLen, 1);
    sink.close(FieldId::MqttLen, 2, FieldValue::of(5));
    sink.close(FieldId::Mqtt, 7, FieldValue::none());
    ASSERT_THAT(slotsHeard(sink), ElementsAre(1, 2, 0));
    EXPECT_EQ(sink.values()[0].range.offset, 0U);
    EXPECT_EQ(sink.values()[2].value.number, 5U);
}

TEST(SelectSink, HearsMasksThatNoTreeShows)
{
    FieldSelection selection;
    selection.add("tcp.flags");
    SelectSink sink(selection);
    sink.bits(FieldId::TcpFlags, {12, 2}, 0x18);
    ASSERT_EQ(sink.values().size(), 1U);
    EXPECT_EQ(sink.values()[0].value.number, 0x18U);
}

TEST(SelectSink, ClearForgetsValuesAndSource)
{
    FieldSelection selection;
    selection.add("mqtt.kalive");
    SelectSink sink(selection);
    sink.source(2);
    sink.leaf(FieldId::MqttKalive, {0, 2}, FieldValue::of(1));
    sink.clear();
    EXPECT_TRUE(sink.values().empty());
    sink.leaf(FieldId::MqttKalive, {0, 2}, FieldValue::of(1));
    EXPECT_EQ(sink.values()[0].source, 0);
}

} // namespace
} // namespace mqttscope::field
