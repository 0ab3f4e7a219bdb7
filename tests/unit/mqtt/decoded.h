// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_tree.h"
#include "dissector/field/issue.h"
#include "dissector/field/issue_table.h"
#include "dissector/mqtt/decoder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

using Bytes = std::vector<std::uint8_t>;
using field::FieldId;
using field::IssueCode;
using field::Severity;
using mqtt::Direction;
using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::Version;

/// The bytes of a string literal, NULs included.
template <std::size_t N> Bytes raw(const char (&literal)[N])
{
    return {literal, literal + (N - 1)};
}

/// A packet: the control byte, the Remaining Length in its shortest form, the body.
Bytes frame(std::uint8_t firstByte, const Bytes& body);

/// What a decoding gave. The bytes are kept, because the packet and the tree view them.
struct Decoded {
    Bytes bytes;
    mqtt::DecodeResult result;
    mqtt::Packet packet;
    field::IssueLog log;
    field::FieldTree tree;

    template <class T> [[nodiscard]] const T& as() const { return std::get<T>(packet); }
    [[nodiscard]] std::vector<IssueCode> codes() const;
    [[nodiscard]] bool has(IssueCode code) const { return find(code) != nullptr; }
    [[nodiscard]] const field::Issue* find(IssueCode code) const;
    /// The first value of a field, whether leaf, bit line, group or generated.
    [[nodiscard]] std::optional<std::uint64_t> number(FieldId id) const;
    [[nodiscard]] std::optional<std::string> text(FieldId id) const;
    [[nodiscard]] std::size_t count(FieldId id) const;
    [[nodiscard]] bool hasField(FieldId id) const { return count(id) > 0; }
};

/// Decodes a packet of which `captured` bytes are at hand through all three sinks, and holds what comes out
/// against the rules of every tree and against each other: a violation fails the running test.
Decoded decodeCut(Bytes bytes, std::size_t captured, const mqtt::DecodeOptions& options);
Decoded decodeAs(Bytes bytes, const mqtt::DecodeOptions& options);
Decoded decodeAs(Bytes bytes, Version version, Direction direction = Direction::Unknown);

} // namespace mqttscope::test
