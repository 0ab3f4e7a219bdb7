// SPDX-License-Identifier: GPL-3.0-or-later
// The first byte chooses the link type, or the transport of a datagram; the second how much of the frame was
// not captured. The rest is the frame. Whatever it says, the three sinks agree and each byte has one leaf.
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/decoded_frame.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using mqttscope::net::Address;
using mqttscope::net::LinkType;
using mqttscope::test::Bytes;
using mqttscope::test::Decoded;

constexpr std::array kLinks = {LinkType::Ethernet, LinkType::LinuxSll, LinkType::LinuxSll2,
                               LinkType::Null,     LinkType::Loop,     LinkType::RawIp,
                               LinkType::Ipv4,     LinkType::Ipv6,     static_cast<LinkType>(147)};
constexpr std::size_t kDatagram4 = kLinks.size();     ///< the bytes are a datagram that came over IPv4
constexpr std::size_t kDatagram6 = kLinks.size() + 1; ///< likewise over IPv6
/// Behind those, so that the inputs of the corpus keep their meaning.
constexpr std::array kMoreLinks = {LinkType::Ppp,       LinkType::PppHdlc,   LinkType::PppEther,
                                   LinkType::CiscoHdlc, LinkType::Ieee80211, LinkType::Radiotap,
                                   LinkType::Prism,     LinkType::Avs};
constexpr std::size_t kFirstMore = kDatagram6 + 1;
constexpr std::size_t kChoices = kFirstMore + kMoreLinks.size();

Decoded decodeChoice(std::size_t choice, const Bytes& frame, std::uint32_t length)
{
    constexpr std::uint8_t kTcp = 6;
    Address address;
    if (choice == kDatagram4 || choice == kDatagram6) {
        address.family = choice == kDatagram6 ? 6 : 4;
        const std::uint8_t protocol = frame.empty() ? kTcp : frame[0];
        return mqttscope::test::decodeDatagram(choice == kDatagram4 ? kTcp : protocol, frame, address,
                                               address, length);
    }
    const LinkType link = choice < kLinks.size() ? kLinks[choice] : kMoreLinks[choice - kFirstMore];
    return mqttscope::test::decode(link, frame, {}, length);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size < 2)
        return 0;
    const Bytes frame(bytes + 2, bytes + size);
    const auto length = static_cast<std::uint32_t>(frame.size() + bytes[1]);
    const std::string wrong = decodeChoice(bytes[0] % kChoices, frame, length).wrong;
    if (!wrong.empty()) {
        std::fprintf(stderr, "%s\n", wrong.c_str());
        std::abort();
    }
    return 0;
}
