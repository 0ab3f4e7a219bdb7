// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_table.h"
#include "dissector/filter/filter.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::filter {

/// A frame made by hand: values by filter name.
class Values final : public ValueSource {
public:
    explicit Values(const Filter& filter) : m_filter(filter) {}

    void add(std::string name, field::FieldValue value) { m_values[std::move(name)].push_back(value); }

    [[nodiscard]] std::span<const field::FieldValue> values(std::uint16_t slot) override
    {
        return m_values[std::string{field::fieldInfo(m_filter.selection().fieldOf(slot)).name}];
    }

private:
    const Filter& m_filter;
    std::map<std::string, std::vector<field::FieldValue>> m_values;
};

/// One value of a hand-made frame.
struct Given {
    std::string name;
    field::FieldValue value;
};

inline bool selects(std::string_view text, const std::vector<Given>& frame)
{
    const auto filter = Filter::compile(text);
    EXPECT_TRUE(filter) << text << ": " << (filter ? "" : describe(filter.error()));
    if (!filter)
        return false;
    Values values{*filter};
    for (const Given& given : frame)
        values.add(given.name, given.value);
    return filter->matches(values);
}

inline FilterError errorOf(std::string_view text)
{
    const auto filter = Filter::compile(text);
    EXPECT_FALSE(filter) << text;
    return filter ? FilterError{} : filter.error();
}

inline field::FieldValue number(std::uint64_t n)
{
    return field::FieldValue::of(n);
}

/// `text` must outlive the value: a literal does.
inline field::FieldValue bytes(std::string_view text)
{
    return field::FieldValue::of(text);
}

} // namespace mqttscope::filter
