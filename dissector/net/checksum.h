// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <cstdint>

namespace mqttscope::net {

/// The Internet checksum, RFC 1071: ones' complement sum of 16-bit words, an odd last byte padded with zero.
/// Parts may be added one after the other as long as all but the last have an even length.
class InternetSum {
public:
    void add(field::ByteView bytes);
    void add16(std::uint16_t word) { m_sum += word; }

    /// The sum folded to 16 bits, not complemented. Over bytes that contain a right checksum: 0xffff.
    [[nodiscard]] std::uint16_t folded() const;
    /// What belongs in the checksum field, if the field counted as zero.
    [[nodiscard]] std::uint16_t checksum() const { return static_cast<std::uint16_t>(~folded()); }

private:
    std::uint64_t m_sum = 0;
};

/// The pseudo header of TCP, RFC 9293 §3.1 and RFC 8200 §8.1, from the bytes of both addresses. `length` is
/// that of the segment.
[[nodiscard]] InternetSum pseudoHeaderSum(field::ByteView source, field::ByteView destination,
                                          std::uint8_t protocol, std::uint32_t length);

} // namespace mqttscope::net
