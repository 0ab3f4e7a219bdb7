// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/filter/values.h"

#include "dissector/field/field_table.h"
#include "dissector/filter/parser.h"
#include "dissector/filter/value.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace mqttscope::filter {
namespace {

using namespace std::string_view_literals;

const std::vector<Given> kPublish = {
    {"mqtt", field::FieldValue::none()}, {"mqtt.msgtype", number(3)},    {"mqtt.qos", number(1)},
    {"mqtt.topic", bytes("salle/1")},    {"tcp.port", number(50000)},    {"tcp.port", number(1883)},
    {"mqtt.msg", bytes("21.5")},         {"tcp.srcport", number(50000)}, {"mqtt.retain", number(0)},
};

TEST(FilterEvaluation, AnEmptyFilterSelectsEverything)
{
    EXPECT_TRUE(selects("", {}));
    EXPECT_TRUE(selects(" \n", kPublish));
}

TEST(FilterEvaluation, AFieldAloneAsksWhetherItIsThere)
{
    EXPECT_TRUE(selects("mqtt", kPublish));
    EXPECT_FALSE(selects("mqtt", {}));
    EXPECT_TRUE(selects("mqtt.retain", kPublish)); // there, though 0
    EXPECT_FALSE(selects("mqtt.clientid", kPublish));
}

TEST(FilterEvaluation, EqualNeedsOneValueNotEqualAll)
{
    EXPECT_TRUE(selects("tcp.port == 1883", kPublish));
    EXPECT_FALSE(selects("tcp.port === 1883", kPublish));
    EXPECT_FALSE(selects("tcp.port != 1883", kPublish));
    EXPECT_TRUE(selects("tcp.port ~= 1883", kPublish));
    EXPECT_TRUE(selects("tcp.port !== 1883", kPublish));
    EXPECT_TRUE(selects("tcp.port != 80", kPublish));
    EXPECT_FALSE(selects("!tcp.port == 1883", kPublish));
    EXPECT_FALSE(selects("all tcp.port == 1883", kPublish));
    EXPECT_TRUE(selects("any tcp.port != 1883", kPublish));
}

TEST(FilterEvaluation, OrderNeedsOneValue)
{
    EXPECT_TRUE(selects("tcp.port > 40000", kPublish));
    EXPECT_TRUE(selects("tcp.port < 40000", kPublish));
    EXPECT_FALSE(selects("all tcp.port < 40000", kPublish));
    EXPECT_TRUE(selects("all tcp.port >= 1883", kPublish));
    EXPECT_FALSE(selects("tcp.port < 1883", kPublish));
    EXPECT_TRUE(selects("tcp.port <= 1883", kPublish));
    EXPECT_TRUE(selects("tcp.srcport > tcp.port", kPublish));
    EXPECT_FALSE(selects("mqtt.kalive < 60", kPublish));
    EXPECT_TRUE(selects("mqtt.qos gt 0 and mqtt.qos lt 2 and mqtt.qos ge 1 and mqtt.qos le 1", kPublish));
}

TEST(FilterEvaluation, EachTypeHasItsOrder)
{
    const auto selectsValue = [](const std::string& name, std::string_view rest, field::FieldValue value) {
        return selects(name + " " + std::string{rest}, {{name, value}});
    };
    EXPECT_TRUE(selectsValue("tcp.flags.syn", "> False", number(1)));
    EXPECT_FALSE(selectsValue("tcp.flags.syn", "> True", number(2)));
    EXPECT_FALSE(selectsValue("mqtt.topic", "< \"t\"", bytes("t/q1")));
    EXPECT_TRUE(selectsValue("mqtt.topic", "> \"t\"", bytes("t/q1")));
    EXPECT_TRUE(selectsValue("mqtt.topic", "> \"z\"", bytes("é")));  // bytes are unsigned
    EXPECT_TRUE(selectsValue("mqtt.msg", "> 68:65", bytes("gone"))); // longer is greater
    EXPECT_TRUE(selectsValue("mqtt.msg", "> 67:6f:6e:64", bytes("gone")));
    EXPECT_FALSE(selectsValue("mqtt.msg", "> 67:6f:6e:65", bytes("gone")));
    EXPECT_FALSE(selectsValue("ip.src", "> 127.0.0.0/8", bytes("\x7f\0\0\1"sv)));
    EXPECT_TRUE(selectsValue("ip.src", ">= 127.0.0.0/8", bytes("\x7f\0\0\1"sv)));
    EXPECT_TRUE(selectsValue("ip.src", "> 127.0.0.0", bytes("\x7f\0\0\1"sv)));
    EXPECT_TRUE(selectsValue("ip.src", "< 128.0.0.0/1", bytes("\x7f\0\0\1"sv)));
    EXPECT_TRUE(selectsValue("frame.time_relative", "> -1", number(0)));
    EXPECT_TRUE(selectsValue("frame.time_relative", "< 0", number(static_cast<std::uint64_t>(-1))));
    EXPECT_TRUE(selectsValue("tcp.seq_raw", "> 2147483648", number(4294967295)));
}

TEST(FilterEvaluation, ComparisonsOfAnAbsentFieldAreFalse)
{
    for (const char* op : {"==", "!=", "===", "!==", "<", "<=", ">", ">="})
        EXPECT_FALSE(selects(std::string("mqtt.kalive ") + op + " 60", kPublish)) << op;
    EXPECT_TRUE(selects("!(mqtt.kalive == 60)", kPublish));
    EXPECT_FALSE(selects("mqtt.qos == mqtt.sub.qos", kPublish));
    EXPECT_FALSE(selects("mqtt.qos != mqtt.sub.qos", kPublish));
}

TEST(FilterEvaluation, FieldsAreComparedPairByPair)
{
    EXPECT_TRUE(selects("tcp.port == tcp.srcport", kPublish));
    EXPECT_FALSE(selects("tcp.port === tcp.srcport", kPublish));
    EXPECT_FALSE(selects("tcp.port != tcp.port", kPublish));
    EXPECT_TRUE(selects("tcp.port !== tcp.port", kPublish));
    EXPECT_TRUE(selects("tcp.srcport === tcp.srcport", kPublish));
    EXPECT_TRUE(selects("tcp.srcport == tcp.port == 1883", kPublish));
}

TEST(FilterEvaluation, TheOperatorsAreThoseOfLogic)
{
    EXPECT_TRUE(selects("mqtt.qos == 1 and mqtt.msgtype == 3", kPublish));
    EXPECT_FALSE(selects("mqtt.qos == 1 and mqtt.msgtype == 4", kPublish));
    EXPECT_TRUE(selects("mqtt.qos == 2 or mqtt.msgtype == 3", kPublish));
    EXPECT_FALSE(selects("mqtt.qos == 2 or mqtt.msgtype == 4", kPublish));
    EXPECT_TRUE(selects("mqtt.msgtype == 3 || mqtt.msgtype == 1 && mqtt.msgtype == 4", kPublish));
    EXPECT_FALSE(selects("(mqtt.msgtype == 3 || mqtt.msgtype == 1) && mqtt.msgtype == 4", kPublish));
    EXPECT_TRUE(selects("not mqtt.clientid and not not mqtt", kPublish));
}

TEST(FilterEvaluation, AnythingButZeroIsTrue)
{
    EXPECT_TRUE(selects("tcp.flags.syn == True", {{"tcp.flags.syn", number(2)}}));
    EXPECT_TRUE(selects("tcp.flags.syn == tcp.flags.ack",
                        {{"tcp.flags.syn", number(2)}, {"tcp.flags.ack", number(16)}}));
}

TEST(FilterEvaluation, AddressesOfTwoFieldsAreEqualAsAWhole)
{
    EXPECT_TRUE(selects("ip.src == ip.dst", {{"ip.src", bytes("\1\2\3\4")}, {"ip.dst", bytes("\1\2\3\4")}}));
    EXPECT_FALSE(selects("ip.src == ip.dst", {{"ip.src", bytes("\1\2\3\4")}, {"ip.dst", bytes("\1\2\3\5")}}));
}

TEST(FilterEvaluation, AValueOfAnotherKindEqualsNothing)
{
    EXPECT_FALSE(selects("mqtt.qos == 0", {{"mqtt.qos", field::FieldValue::none()}}));
    EXPECT_FALSE(selects("ip.src == 0.0.0.0/0", {{"ip.src", bytes("\1\2")}}));
}

TEST(FilterEvaluation, OnlyWhatDecidesIsAsked)
{
    class Counting final : public ValueSource {
    public:
        std::span<const field::FieldValue> values(std::uint16_t) override
        {
            ++asked;
            return {};
        }
        int asked = 0;
    } source;
    const auto filter = Filter::compile("mqtt and ip.src == 10.0.0.1 and tcp.port == 1");
    ASSERT_TRUE(filter);
    EXPECT_FALSE(filter->matches(source));
    EXPECT_EQ(source.asked, 1);
}

TEST(FilterBinder, TheSelectionHoldsEachFieldOnce)
{
    const auto filter = Filter::compile("mqtt.qos == 1 or mqtt.qos == 2 or tcp.port == tcp.srcport");
    ASSERT_TRUE(filter);
    EXPECT_EQ(filter->selection().size(), 3);
    EXPECT_EQ(filter->text(), "mqtt.qos == 1 or mqtt.qos == 2 or tcp.port == tcp.srcport");
}

TEST(FilterBinder, TheLeftSideMustBeAField)
{
    EXPECT_EQ(errorOf("1883 == tcp.port").code, ErrorCode::NoField);
    EXPECT_EQ(errorOf("\"a\" == mqtt.topic").code, ErrorCode::NoField);
    EXPECT_EQ(errorOf("tcp.port == 1 == 1").code, ErrorCode::NoField);
    EXPECT_EQ(errorOf("tcp.port == 1 == 1").position, 12U);
}

TEST(FilterBinder, UnknownNamesAreNamed)
{
    for (const char* text :
         {"nosuch", "mqtt.nosuch", "TCP", "mqtt.nosuch == 1", ".nosuch", "_mqtt", "mqtt-x"}) {
        const FilterError error = errorOf(text);
        EXPECT_EQ(error.code, ErrorCode::UnknownField) << text;
        EXPECT_EQ(error.position, 0U) << text;
    }
    const FilterError error = errorOf("mqtt and mqtt.qoss");
    EXPECT_EQ(error.position, 9U);
    EXPECT_EQ(error.length, 9U);
    EXPECT_EQ(error.text, "mqtt.qoss");
    EXPECT_EQ(errorOf("\"mqtt\"").code, ErrorCode::UnknownField);
    EXPECT_EQ(errorOf("1883").code, ErrorCode::UnknownField);
}

TEST(FilterBinder, TypesMustMatch)
{
    EXPECT_EQ(errorOf("tcp.srcport == ip.src").code, ErrorCode::TypeMismatch);
    EXPECT_EQ(errorOf("mqtt.topic == mqtt.kalive").code, ErrorCode::TypeMismatch);
    EXPECT_EQ(errorOf("mqtt.topic == mqtt.msg").code, ErrorCode::TypeMismatch);
    EXPECT_EQ(errorOf("tcp.flags.syn == mqtt.qos").code, ErrorCode::TypeMismatch);
    EXPECT_TRUE(Filter::compile("tcp.srcport == mqtt.kalive"));
    EXPECT_TRUE(Filter::compile("eth.src == mqtt.msg"));
    EXPECT_TRUE(Filter::compile("frame.time_relative == frame.time_epoch"));
    EXPECT_EQ(errorOf("frame.time == frame.time_epoch").code, ErrorCode::TypeMismatch); // so has tshark it
}

TEST(FilterBinder, AFieldWithoutValueCannotBeCompared)
{
    EXPECT_EQ(errorOf("mqtt.properties == 1").code, ErrorCode::NoValue);
    EXPECT_EQ(errorOf("mqtt.topic == mqtt.properties").code, ErrorCode::NoValue);
    EXPECT_EQ(errorOf("mqtt.topic == tcp").code, ErrorCode::TypeMismatch);
    EXPECT_EQ(errorOf("mqtt.topic == .tcp").code, ErrorCode::TypeMismatch);
}

TEST(FilterBinder, ARightSideThatIsAFieldIsNoText)
{
    EXPECT_FALSE(selects("mqtt.topic == mqtt.clientid", {{"mqtt.topic", bytes("mqtt.clientid")}}));
    EXPECT_TRUE(selects("mqtt.topic == \"mqtt.clientid\"", {{"mqtt.topic", bytes("mqtt.clientid")}}));
}

TEST(FilterBinder, EveryFieldOfTheTableCanBeAskedFor)
{
    for (const field::FieldInfo& info : field::fieldTable()) {
        if (info.id == field::FieldId::None)
            continue;
        const auto filter = Filter::compile(info.name);
        ASSERT_TRUE(filter) << info.name;
        EXPECT_EQ(field::fieldInfo(filter->selection().fieldOf(0)).name, info.name);
    }
}

TEST(FilterBinder, FieldsThatShareANameShareAClassOfValues)
{
    const auto comparable = [](field::FieldType type) {
        const ValueClass kind =
            typeOf({field::FieldId::None, {}, type, {}, 0, {}, {}, 0, field::FieldId::None, {}, {}, {}, {}})
                .kind;
        if (kind == ValueClass::Moment)
            return ValueClass::Interval;                            // both nanoseconds
        return kind == ValueClass::Text ? ValueClass::Bytes : kind; // both byte by byte
    };
    for (const field::FieldInfo& info : field::fieldTable()) {
        for (const field::FieldId same : field::findFields(info.name))
            EXPECT_EQ(comparable(field::fieldInfo(same).type), comparable(info.type)) << info.name;
        if (info.alias != field::FieldId::None) {
            EXPECT_EQ(comparable(field::fieldInfo(info.alias).type), comparable(info.type)) << info.name;
        }
    }
}

TEST(FilterLimits, TheLongestFilterIsRead)
{
    std::string text = "mqtt";
    while (text.size() + 8 <= kMaxLength)
        text += " || mqtt";
    text.resize(kMaxLength, ' ');
    EXPECT_TRUE(Filter::compile(text));
    text += ' ';
    const FilterError error = errorOf(text);
    EXPECT_EQ(error.code, ErrorCode::TooLong);
    EXPECT_EQ(error.position, kMaxLength);
}

TEST(FilterLimits, TheDeepestFilterIsEvaluated)
{
    const std::string nested = std::string(kMaxDepth - 1, '(') + "!mqtt" + std::string(kMaxDepth - 1, ')');
    EXPECT_TRUE(selects(nested, {}));
    std::string alternating = "tcp";
    for (std::size_t i = 0; i < kMaxDepth; ++i)
        alternating = (i % 2 == 0 ? "(mqtt and " : "(eth or ") + alternating + ")";
    EXPECT_FALSE(selects(alternating.substr(1, alternating.size() - 2), {}));
}

TEST(Filter, CopiesAreUsedByManyThreads)
{
    const auto filter = Filter::compile("mqtt.topic == \"salle/1\" and (tcp.port == 1883 or mqtt.qos == 2)");
    ASSERT_TRUE(filter);
    std::vector<int> found(4, 0);
    std::vector<std::thread> threads;
    for (int& count : found) {
        threads.emplace_back([copy = *filter, &count] {
            for (int i = 0; i < 500; ++i) {
                Values values{copy};
                for (const Given& given : kPublish)
                    values.add(given.name, given.value);
                count += copy.matches(values) ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(found, std::vector<int>(4, 500));
}

} // namespace
} // namespace mqttscope::filter
