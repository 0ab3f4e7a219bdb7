// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoded_frame.h"

#include "tests/support/tree_invariants.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace mqttscope::test {
namespace {

using field::FieldId;
using field::IssueCode;
using net::PacketFacts;
using net::PacketKind;

/// Issues that only a listener to fields asks for.
bool onlyWithFields(IssueCode code)
{
    return code == IssueCode::BadIpChecksum || code == IssueCode::BadTcpChecksum ||
           code == IssueCode::TcpChecksumOffloaded || code == IssueCode::FragmentIncomplete;
}

std::string issueDifference(const field::IssueLog& bare, const field::IssueLog& full)
{
    std::size_t next = 0;
    for (const field::Issue& issue : full.issues()) {
        if (onlyWithFields(issue.code))
            continue;
        if (next == bare.issues().size())
            return "the NullSink has fewer issues than the TreeSink";
        const field::Issue& other = bare.issues()[next++];
        if (other.code != issue.code || other.range != issue.range || other.field != issue.field ||
            other.expected != issue.expected || other.found != issue.found)
            return "the issues of NullSink and TreeSink differ";
    }
    return next == bare.issues().size() ? std::string{} : "the NullSink has more issues than the TreeSink";
}

bool sameTcp(const net::TcpFacts& a, const net::TcpFacts& b)
{
    return a.source == b.source && a.destination == b.destination && a.sequence == b.sequence &&
           a.acknowledgment == b.acknowledgment && a.flags == b.flags && a.window == b.window &&
           a.payloadOffset == b.payloadOffset && a.payloadLength == b.payloadLength &&
           a.payloadCaptured == b.payloadCaptured;
}

bool sameFragment(const net::FragmentFacts& a, const net::FragmentFacts& b)
{
    return a.source == b.source && a.destination == b.destination && a.id == b.id && a.path == b.path &&
           a.protocol == b.protocol && a.more == b.more && a.offset == b.offset &&
           a.payloadOffset == b.payloadOffset && a.payloadLength == b.payloadLength &&
           a.payloadCaptured == b.payloadCaptured;
}

bool sameFacts(const PacketFacts& a, const PacketFacts& b)
{
    if (a.kind != b.kind || a.flowCount != b.flowCount)
        return false;
    return (a.kind != PacketKind::Tcp || sameTcp(a.tcp, b.tcp)) &&
           (a.kind != PacketKind::IpFragment || sameFragment(a.fragment, b.fragment));
}

bool payloadOutside(const PacketFacts& facts, std::size_t size)
{
    const auto outside = [size](std::uint32_t offset, std::uint32_t length, std::uint32_t captured) {
        return captured > length || (captured != 0 && std::size_t{offset} + captured > size);
    };
    const net::TcpFacts& tcp = facts.tcp;
    const net::FragmentFacts& fragment = facts.fragment;
    return (facts.kind == PacketKind::Tcp &&
            outside(tcp.payloadOffset, tcp.payloadLength, tcp.payloadCaptured)) ||
           (facts.kind == PacketKind::IpFragment &&
            outside(fragment.payloadOffset, fragment.payloadLength, fragment.payloadCaptured));
}

/// Runs `decode(sink, log, facts)` through the three sinks. The bytes are already in place.
template <class Decode> void decodeThrice(Decoded& result, const Decode& decodeInto)
{
    static const field::FieldSelection all = everyField();
    field::TreeSink tree;
    decodeInto(tree, result.log, result.facts);
    result.tree = tree.take();

    field::SelectSink selected(all);
    field::IssueLog selectedLog;
    PacketFacts selectedFacts;
    decodeInto(selected, selectedLog, selectedFacts);

    field::NullSink nothing;
    field::IssueLog bareLog;
    PacketFacts bareFacts;
    decodeInto(nothing, bareLog, bareFacts);

    result.wrong = violation(result.tree, {result.bytes});
    if (result.wrong.empty())
        result.wrong = disagreement(result.tree, selected);
    if (result.wrong.empty())
        result.wrong = issueDifference(bareLog, result.log);
    if (result.wrong.empty() &&
        (!sameFacts(result.facts, selectedFacts) || !sameFacts(result.facts, bareFacts)))
        result.wrong = "the facts of the three sinks differ";
    if (result.wrong.empty() && payloadOutside(result.facts, result.bytes.size()))
        result.wrong = "the payload reaches out of the frame";
}

int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    assert(c >= 'a' && c <= 'f');
    return c - 'a' + 10;
}

} // namespace

Bytes hex(std::string_view digits)
{
    Bytes bytes;
    int high = -1;
    for (const char c : digits) {
        if (c == ' ')
            continue;
        if (high < 0) {
            high = digit(c);
        } else {
            bytes.push_back(static_cast<std::uint8_t>(high << 4 | digit(c)));
            high = -1;
        }
    }
    assert(high < 0);
    return bytes;
}

Bytes operator+(Bytes left, const Bytes& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

net::Address address(std::string_view digits)
{
    const Bytes bytes = hex(digits);
    net::Address result;
    result.family = bytes.size() == 16 ? 6 : 4;
    std::copy(bytes.begin(), bytes.end(), result.bytes.begin());
    return result;
}

Decoded decode(net::LinkType link, const Bytes& bytes, const net::PacketContext& context,
               std::optional<std::uint32_t> length)
{
    Decoded result;
    result.bytes = bytes;
    const std::uint32_t wire = length.value_or(static_cast<std::uint32_t>(bytes.size()));
    decodeThrice(result, [&](auto& sink, field::IssueLog& log, PacketFacts& facts) {
        net::decodePacket(link, field::ByteView(result.bytes), wire, context, sink, log, facts);
    });
    return result;
}

Decoded decodeDatagram(std::uint8_t protocol, const Bytes& bytes, const net::Address& source,
                       const net::Address& destination, std::optional<std::uint32_t> length)
{
    Decoded result;
    result.bytes = bytes;
    const std::uint32_t wire = length.value_or(static_cast<std::uint32_t>(bytes.size()));
    decodeThrice(result, [&](auto& sink, field::IssueLog& log, PacketFacts& facts) {
        net::decodeTransport(protocol, field::ByteView(result.bytes), wire, source, destination, {}, sink,
                             log, facts);
    });
    return result;
}

std::size_t Decoded::count(FieldId id) const
{
    const auto nodes = tree.nodes();
    return static_cast<std::size_t>(std::count_if(
        nodes.begin(), nodes.end(), [id](const field::FieldNode& node) { return node.id == id; }));
}

std::optional<std::uint64_t> Decoded::number(FieldId id) const
{
    for (const field::FieldNode& node : tree.nodes()) {
        if (node.id == id)
            return node.value.number;
    }
    return std::nullopt;
}

Bytes Decoded::value(FieldId id) const
{
    for (const field::FieldNode& node : tree.nodes()) {
        if (node.id == id)
            return {bytes.begin() + node.range.offset, bytes.begin() + node.range.end()};
    }
    return {};
}

const field::Issue* Decoded::issue(IssueCode code) const
{
    for (const field::Issue& issue : log.issues()) {
        if (issue.code == code)
            return &issue;
    }
    return nullptr;
}

} // namespace mqttscope::test
