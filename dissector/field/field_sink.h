// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/field/field_id.h"
#include "dissector/field/field_value.h"

#include <concepts>
#include <cstdint>

namespace mqttscope::field {

/// What a decoder reports to. A decoder is a template on its sink, with its body in a .cpp file and explicit
/// instantiations for exactly three: NullSink, SelectSink and TreeSink. All three hear the same calls in the
/// same order. Ranges count from the start of the current source.
///
/// - `open`/`close` bracket a node whose children are whole-byte fields: a protocol, a group, or a value made
/// of
///   several byte leaves (Remaining Length). `close` gives the end offset and the value, if there is one.
/// - `leaf` is a whole-byte field.
/// - `bits` is a line of the leaf reported last; value is already masked and shifted down.
/// - `generated` is a field that no byte says (a relative number, the topic behind an alias).
template <class S>
concept FieldSink = requires(S sink, FieldId id, std::uint32_t offset, ByteRange range,
                             const FieldValue& value, std::uint64_t number, std::uint8_t source)
{
    {
        S::kWantsFields
        } -> std::convertible_to<bool>;
    sink.source(source);
    sink.open(id, offset);
    sink.close(id, offset, value);
    sink.leaf(id, range, value);
    sink.bits(id, range, number);
    sink.generated(id, value);
};

/// Hears nothing: for the indexer and the broker, which want structs. Every call vanishes at compile time.
struct NullSink {
    static constexpr bool kWantsFields = false;

    void source(std::uint8_t) {}
    void open(FieldId, std::uint32_t) {}
    void close(FieldId, std::uint32_t, const FieldValue&) {}
    void leaf(FieldId, ByteRange, const FieldValue&) {}
    void bits(FieldId, ByteRange, std::uint64_t) {}
    void generated(FieldId, const FieldValue&) {}
};
static_assert(FieldSink<NullSink>);

} // namespace mqttscope::field
