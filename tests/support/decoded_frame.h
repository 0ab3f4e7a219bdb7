// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_tree.h"
#include "dissector/field/issue.h"
#include "dissector/net/packet.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

using Bytes = std::vector<std::uint8_t>;

/// Bytes written as hexadecimal digits; blanks do not count.
[[nodiscard]] Bytes hex(std::string_view digits);
[[nodiscard]] Bytes operator+(Bytes left, const Bytes& right);

/// A frame decoded through all three sinks, held against the invariants while it was made: `wrong` says in
/// words what they found, empty if nothing.
struct Decoded {
    Bytes bytes;
    field::FieldTree tree;
    field::IssueLog log;
    net::PacketFacts facts;
    std::string wrong;

    [[nodiscard]] bool has(field::FieldId id) const { return count(id) != 0; }
    [[nodiscard]] std::size_t count(field::FieldId id) const;
    /// The value of the first field of that id as a number; nothing if it is not there.
    [[nodiscard]] std::optional<std::uint64_t> number(field::FieldId id) const;
    /// The bytes of the first leaf of that id.
    [[nodiscard]] Bytes value(field::FieldId id) const;
    /// The first issue of that code; nullptr if there is none.
    [[nodiscard]] const field::Issue* issue(field::IssueCode code) const;
};

/// `length` is the length on the wire, by default that of the bytes.
[[nodiscard]] Decoded decode(net::LinkType link, const Bytes& bytes, const net::PacketContext& context = {},
                             std::optional<std::uint32_t> length = {});
[[nodiscard]] Decoded decodeDatagram(std::uint8_t protocol, const Bytes& bytes, const net::Address& source,
                                     const net::Address& destination,
                                     std::optional<std::uint32_t> length = {});

/// An address from four or sixteen bytes.
[[nodiscard]] net::Address address(std::string_view digits);

} // namespace mqttscope::test
