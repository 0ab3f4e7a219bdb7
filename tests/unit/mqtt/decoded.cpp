// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/mqtt/decoded.h"

#include "dissector/mqtt/vbi.h"
#include "tests/support/tree_invariants.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace mqttscope::test {

Bytes frame(std::uint8_t firstByte, const Bytes& body)
{
    Bytes packet{firstByte};
    mqtt::appendVbi(packet, static_cast<std::uint32_t>(body.size()));
    packet.insert(packet.end(), body.begin(), body.end());
    return packet;
}

std::vector<IssueCode> Decoded::codes() const
{
    std::vector<IssueCode> codes;
    for (const field::Issue& issue : log.issues())
        codes.push_back(issue.code);
    return codes;
}

const field::Issue* Decoded::find(IssueCode code) const
{
    const auto issues = log.issues();
    const auto found = std::find_if(issues.begin(), issues.end(),
                                    [&](const field::Issue& issue) { return issue.code == code; });
    return found == issues.end() ? nullptr : &*found;
}

std::optional<std::uint64_t> Decoded::number(FieldId id) const
{
    for (const field::FieldNode& node : tree.nodes()) {
        if (node.id == id && node.value.kind == field::FieldValue::Kind::Number)
            return node.value.number;
    }
    return std::nullopt;
}

std::optional<std::string> Decoded::text(FieldId id) const
{
    for (const field::FieldNode& node : tree.nodes()) {
        if (node.id == id && node.value.kind == field::FieldValue::Kind::Bytes)
            return std::string(field::asText(node.value.bytes));
    }
    return std::nullopt;
}

std::size_t Decoded::count(FieldId id) const
{
    const auto nodes = tree.nodes();
    return static_cast<std::size_t>(std::count_if(
        nodes.begin(), nodes.end(), [&](const field::FieldNode& node) { return node.id == id; }));
}

namespace {

bool sameIssue(const field::Issue& a, const field::Issue& b)
{
    return a.code == b.code && a.severity == b.severity && a.field == b.field && a.range == b.range &&
           a.expected == b.expected && a.found == b.found;
}

void expectSameIssues(const field::IssueLog& a, const field::IssueLog& b)
{
    const auto left = a.issues();
    const auto right = b.issues();
    EXPECT_TRUE(std::equal(left.begin(), left.end(), right.begin(), right.end(), sameIssue))
        << "two sinks heard of different issues";
}

} // namespace

Decoded decodeCut(Bytes bytes, std::size_t captured, const mqtt::DecodeOptions& options)
{
    static const field::FieldSelection kEveryField = everyField();
    Decoded decoded;
    decoded.bytes = std::move(bytes);
    const field::ByteView view = field::ByteView(decoded.bytes).first(captured);
    const auto length = static_cast<std::uint32_t>(decoded.bytes.size());

    field::NullSink nothing;
    decoded.result = mqtt::decode(view, length, options, nothing, decoded.log, decoded.packet);

    field::TreeSink treeSink;
    field::IssueLog treeLog;
    mqtt::Packet treePacket;
    (void)mqtt::decode(view, length, options, treeSink, treeLog, treePacket);
    decoded.tree = treeSink.take();

    field::SelectSink selectSink(kEveryField);
    field::IssueLog selectLog;
    mqtt::Packet selectPacket;
    (void)mqtt::decode(view, length, options, selectSink, selectLog, selectPacket);

    EXPECT_EQ(violation(decoded.tree, {view}), "") << dump(decoded.tree);
    EXPECT_EQ(disagreement(decoded.tree, selectSink), "") << dump(decoded.tree);
    EXPECT_TRUE(decoded.packet == treePacket && decoded.packet == selectPacket);
    expectSameIssues(decoded.log, treeLog);
    expectSameIssues(decoded.log, selectLog);
    return decoded;
}

Decoded decodeAs(Bytes bytes, const mqtt::DecodeOptions& options)
{
    const std::size_t size = bytes.size();
    return decodeCut(std::move(bytes), size, options);
}

Decoded decodeAs(Bytes bytes, Version version, Direction direction)
{
    mqtt::DecodeOptions options;
    options.version = version;
    options.direction = direction;
    return decodeAs(std::move(bytes), options);
}

} // namespace mqttscope::test
