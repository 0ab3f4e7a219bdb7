// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/checksum.h"

namespace mqttscope::net {

void InternetSum::add(field::ByteView bytes)
{
    std::size_t at = 0;
    for (; at + 2 <= bytes.size(); at += 2)
        m_sum += static_cast<std::uint32_t>(bytes[at] << 8 | bytes[at + 1]);
    if (at < bytes.size())
        m_sum += static_cast<std::uint32_t>(bytes[at] << 8);
}

std::uint16_t InternetSum::folded() const
{
    std::uint64_t sum = m_sum;
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<std::uint16_t>(sum);
}

InternetSum pseudoHeaderSum(field::ByteView source, field::ByteView destination, std::uint8_t protocol,
                            std::uint32_t length)
{
    InternetSum sum;
    sum.add(source);
    sum.add(destination);
    sum.add16(protocol);
    sum.add16(static_cast<std::uint16_t>(length >> 16));
    sum.add16(static_cast<std::uint16_t>(length));
    return sum;
}

} // namespace mqttscope::net
