// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/generator.h"

#include <gtest/gtest.h>

namespace mqttscope::broker::lab {
namespace {

using Texts = std::vector<std::string>;

Texts valuesOf(const GeneratorOptions& options, std::size_t most, Nanoseconds apart = kSecond)
{
    EXPECT_TRUE(isValid(options));
    Generator generator(options);
    Texts values;
    for (std::size_t i = 0; i < most; ++i) {
        const auto value = generator.next(static_cast<Nanoseconds>(i) * apart);
        if (!value)
            break;
        values.push_back(*value);
    }
    return values;
}

TEST(Generator, FixedAndCounter)
{
    GeneratorOptions options;
    options.text = "on";
    options.count = 2;
    EXPECT_EQ(valuesOf(options, 9), (Texts{"on", "on"}));
    options.kind = GeneratorKind::Counter;
    options.from = 7;
    options.step = -2;
    options.count = 0;
    EXPECT_EQ(valuesOf(options, 5), (Texts{"7", "5", "3", "1", "-1"}));
}

TEST(Generator, RampBeginsAnew)
{
    GeneratorOptions options;
    options.kind = GeneratorKind::Ramp;
    options.from = 20;
    options.to = 21;
    options.step = 0.5;
    options.decimals = 1;
    EXPECT_EQ(valuesOf(options, 4), (Texts{"20.0", "20.5", "21.0", "20.0"}));
}

TEST(Generator, SineStaysBetweenItsEnds)
{
    GeneratorOptions options;
    options.kind = GeneratorKind::Sine;
    options.from = 10;
    options.to = 20;
    options.periodMilliseconds = 4000;
    EXPECT_EQ(valuesOf(options, 4), (Texts{"15", "20", "15", "10"}));
}

TEST(Generator, RandomIsThatOfItsSeed)
{
    GeneratorOptions options;
    options.kind = GeneratorKind::Random;
    options.to = 1000;
    const Texts first = valuesOf(options, 5);
    EXPECT_EQ(valuesOf(options, 5), first);
    options.seed = 2;
    EXPECT_NE(valuesOf(options, 5), first);
}

TEST(Generator, RowsOfACsv)
{
    GeneratorOptions options;
    options.kind = GeneratorKind::Rows;
    options.rows = csvColumn("t;v\r\n1;20,5\r\n2;\"a;\"\"b\"\r\n\r\n3\r\n4;x", 1);
    EXPECT_EQ(options.rows, (Texts{"v", "20,5", "a;\"b", "x"}));
    EXPECT_EQ(valuesOf(options, 5), (Texts{"v", "20,5", "a;\"b", "x", "v"}));
    EXPECT_EQ(csvColumn("a,b\n", 0), Texts{"a"});
    std::string many;
    for (std::size_t i = 0; i <= sim::ValueOptions::kMaxList; ++i)
        many += "x\n";
    EXPECT_EQ(csvColumn(many, 0).size(), sim::ValueOptions::kMaxList);
}

TEST(Generator, RefusesWhatHasNoValues)
{
    GeneratorOptions options;
    options.intervalMilliseconds = GeneratorOptions::kMinIntervalMilliseconds - 1;
    EXPECT_FALSE(isValid(options));
    options = {};
    options.kind = GeneratorKind::Ramp;
    options.step = 0;
    EXPECT_FALSE(isValid(options));
    options.kind = GeneratorKind::Rows;
    EXPECT_FALSE(isValid(options));
    options.kind = GeneratorKind::Sine;
    options.periodMilliseconds = 0;
    EXPECT_FALSE(isValid(options));
}

} // namespace
} // namespace mqttscope::broker::lab
