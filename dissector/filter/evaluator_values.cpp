// SPDX-License-Identifier: GPL-3.0-or-later
// The values of operands.
#include "dissector/filter/evaluator.h"

#include <algorithm>

namespace mqttscope::filter {
namespace {

/// The greatest or least of all values; null if there is none that has an order.
const Value* extremeOf(std::span<const Value> values, ValueClass kind, bool greatest)
{
    const Value* best = nullptr;
    for (const Value& value : values) {
        if (best == nullptr) {
            best = &value;
            continue;
        }
        const std::partial_ordering order = compareValues(kind, value, *best);
        if (greatest ? order > 0 : order < 0)
            best = &value;
    }
    return best;
}

} // namespace

bool Evaluator::collect(const Node& node, Values& out)
{
    return std::visit([&](const auto& kind) { return gather(node, kind, out); }, node.node);
}

bool Evaluator::slotValues(std::uint16_t slot, std::span<const field::FieldValue>& out)
{
    switch (m_source->knows(slot)) {
    case Knowledge::Unknown:
    case Knowledge::Present:
        return false;
    case Knowledge::Absent:
        out = {};
        return true;
    case Knowledge::Values:
        break;
    }
    out = m_source->values(slot);
    return true;
}

bool Evaluator::gather(const Node& node, const FieldNode& field, Values& out)
{
    std::span<const field::FieldValue> values;
    if (!slotValues(field.slot, values))
        return false;
    for (const field::FieldValue& value : values)
        out.push_back(fromField(value, node.type));
    return true;
}

bool Evaluator::gather(const Node& node, const LayerNode& layer, Values& out)
{
    std::span<const field::FieldValue> values;
    if (!slotValues(layer.slot, values))
        return false;
    if (values.empty())
        return true;
    if (!m_source->knowsLayers())
        return false;
    const Layers layers = m_source->layers(layer.slot, layer.protocol);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (meansLayer(layer.layers, layers.numbers[i], layers.count))
            out.push_back(fromField(values[i], node.type));
    }
    return true;
}

bool Evaluator::gather(const Node& /*node*/, const ConstantNode& constant, Values& out)
{
    out.push_back(constant.literal.value);
    return true;
}

std::string& Evaluator::newText()
{
    if (m_used == m_texts.size())
        m_texts.emplace_back();
    return m_texts[m_used++];
}

/// The parts one behind the other, up to the first that is not there.
Value Evaluator::sliceOf(const Value& value, std::span<const RangePart> parts)
{
    const std::string_view bytes = value.bytes;
    if (parts.size() == 1) {
        const auto place = placeOf(parts.front(), bytes.size());
        return Value::ofBytes(place ? bytes.substr(place->first, place->second) : std::string_view{});
    }
    std::string& joined = newText();
    joined.clear();
    for (const RangePart& part : parts) {
        const auto place = placeOf(part, bytes.size());
        if (!place)
            break;
        joined += bytes.substr(place->first, place->second);
    }
    return Value::ofBytes(joined);
}

bool Evaluator::gather(const Node& /*node*/, const SliceNode& slice, Values& out)
{
    const std::size_t before = out.size();
    if (!collect(slice.of.front(), out))
        return false;
    for (std::size_t i = before; i < out.size(); ++i) {
        if (out[i].kind == Value::Kind::Bytes)
            out[i] = sliceOf(out[i], slice.parts);
    }
    return true;
}

bool Evaluator::gather(const Node& /*node*/, const CallNode& call, Values& out)
{
    const std::size_t before = out.size();
    for (const Node& argument : call.arguments) {
        if (!collect(argument, out))
            return false;
    }
    const std::span<Value> values{out.begin() + static_cast<std::ptrdiff_t>(before), out.end()};
    if (values.empty())
        return true;
    if (call.function == Function::Count) {
        const std::size_t count = values.size();
        out.resize(before);
        out.push_back(Value::ofUnsigned(count));
        return true;
    }
    const ValueType& type = call.arguments.front().type;
    if (call.function == Function::Max || call.function == Function::Min) {
        const Value best = *extremeOf(values, type.kind, call.function == Function::Max);
        out.resize(before);
        out.push_back(best);
        return true;
    }
    for (Value& value : values)
        value = applyFunction(call.function, type, value, newText());
    return true;
}

bool Evaluator::gather(const Node& /*node*/, const NegativeNode& negative, Values& out)
{
    const std::size_t before = out.size();
    if (!collect(negative.of.front(), out))
        return false;
    std::size_t kept = before;
    for (std::size_t i = before; i < out.size(); ++i) {
        if (const auto result = negate(out[i]))
            out[kept++] = *result;
    }
    out.resize(kept);
    return true;
}

bool Evaluator::gather(const Node& /*node*/, const ArithmeticNode& arithmetic, Values& out)
{
    const Borrowed left{*this};
    const Borrowed right{*this};
    if (!collect(arithmetic.operands[0], *left) || !collect(arithmetic.operands[1], *right))
        return false;
    // Each pair gives a result, and results are operands again: without a limit their number would explode.
    std::size_t results = 0;
    for (const Value& a : *left) {
        for (const Value& b : *right) {
            if (results == kMaxResults)
                return true;
            if (const auto result = calculate(arithmetic.operation, a, b, newText())) {
                out.push_back(*result);
                ++results;
            }
        }
    }
    return true;
}

} // namespace mqttscope::filter
