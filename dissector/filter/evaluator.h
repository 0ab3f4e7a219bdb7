// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/filter.h"
#include "dissector/filter/program.h"
#include "dissector/filter/value_source.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mqttscope::filter {

/// Results of one arithmetic operator that are kept: fields may have many values, and each is joined with
/// each.
inline constexpr std::size_t kMaxResults = 1024;

/// What a filter says of a frame.
enum class Verdict : std::uint8_t {
    No,
    Yes,
    Unknown, ///< it depends on fields that the source does not know
};

/// Applies a filter to one frame after the other. Keeps memory between frames, and what it found out about
/// interned values; each thread has its own.
class Evaluator {
public:
    explicit Evaluator(Filter filter);

    /// Asks the source for what decides, and no more.
    [[nodiscard]] Verdict evaluate(ValueSource& source);
    /// The numbers of interned values mean other values from now on.
    void forgetInterned();

private:
    using Values = std::vector<Value>;

    // Verdicts of tests.
    [[nodiscard]] Verdict test(const Test& test);
    [[nodiscard]] Verdict check(const And& node);
    [[nodiscard]] Verdict check(const Or& node);
    [[nodiscard]] Verdict check(const Xor& node);
    [[nodiscard]] Verdict check(const Not& node);
    [[nodiscard]] Verdict check(const HasField& node);
    [[nodiscard]] Verdict check(const HasValue& node);
    [[nodiscard]] Verdict check(const IsNotZero& node);
    [[nodiscard]] Verdict check(const Compare& node);
    [[nodiscard]] Verdict check(const Contains& node);
    [[nodiscard]] Verdict check(const Matches& node);
    [[nodiscard]] Verdict check(const IsIn& node);
    [[nodiscard]] Verdict checkMember(const IsIn& node, const Node& low, const Node* high);
    [[nodiscard]] Verdict recall(const Test& test, std::span<const std::uint32_t> numbers);

    /// Whether one value of an operand passes a check, or all do. Those of a plain field are not collected.
    template <class Passes>
    [[nodiscard]] Verdict forValues(const Node& node, Quantifier quantifier, Passes passes);

    // Values of operands; false if the source does not know them.
    [[nodiscard]] bool collect(const Node& node, Values& out);
    [[nodiscard]] bool gather(const Node& node, const FieldNode& field, Values& out);
    [[nodiscard]] bool gather(const Node& node, const LayerNode& layer, Values& out);
    [[nodiscard]] bool gather(const Node& node, const ConstantNode& constant, Values& out);
    [[nodiscard]] bool gather(const Node& node, const SliceNode& slice, Values& out);
    [[nodiscard]] bool gather(const Node& node, const CallNode& call, Values& out);
    [[nodiscard]] bool gather(const Node& node, const NegativeNode& negative, Values& out);
    [[nodiscard]] bool gather(const Node& node, const ArithmeticNode& arithmetic, Values& out);
    [[nodiscard]] bool slotValues(std::uint16_t slot, std::span<const field::FieldValue>& out);
    [[nodiscard]] Value sliceOf(const Value& value, std::span<const RangePart> parts);
    [[nodiscard]] std::string& newText();

    /// A list of values for the time of one test, from a stock.
    class Borrowed {
    public:
        explicit Borrowed(Evaluator& evaluator);
        ~Borrowed() { --m_evaluator.m_borrowed; }
        Borrowed(const Borrowed&) = delete;
        Borrowed& operator=(const Borrowed&) = delete;

        Values& operator*() const { return *m_values; }
        Values* operator->() const { return m_values; }

    private:
        Evaluator& m_evaluator;
        Values* m_values;
    };

    Filter m_filter;
    const Program* m_program;
    ValueSource* m_source = nullptr;
    std::vector<std::unique_ptr<Values>> m_stock;
    std::size_t m_borrowed = 0;
    std::deque<std::string> m_texts; ///< made while evaluating; the first `m_used` are in use
    std::size_t m_used = 0;
    std::vector<std::vector<Verdict>> m_memos; ///< by test, then by number; Unknown where nothing is known
    Regex::Scratch m_scratch;
};

} // namespace mqttscope::filter
