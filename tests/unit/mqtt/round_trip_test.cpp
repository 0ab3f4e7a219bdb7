// SPDX-License-Identifier: GPL-3.0-or-later
// decode(encode(p)) == p, and truncation anywhere.
#include "dissector/mqtt/encoder.h"
#include "tests/support/random_packets.h"
#include "tests/support/tree_invariants.h"
#include "tests/unit/mqtt/decoded.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>

namespace mqttscope::test {
namespace {

constexpr std::uint64_t kSeed = 20'240'501;
constexpr int kPacketsPerType = 150;

class RoundTrip : public testing::TestWithParam<std::tuple<Version, PacketType>> {
protected:
    static Version version() { return std::get<0>(GetParam()); }
    static PacketType type() { return std::get<1>(GetParam()); }
    static mqtt::DecodeOptions options(Direction direction)
    {
        mqtt::DecodeOptions made;
        made.version = version();
        made.direction = direction;
        return made;
    }
};

std::string nameOf(const testing::TestParamInfo<RoundTrip::ParamType>& info)
{
    return "V" + std::to_string(static_cast<int>(std::get<0>(info.param))) + "Type" +
           std::to_string(static_cast<int>(std::get<1>(info.param)));
}

TEST_P(RoundTrip, WhatIsEncodedDecodesToTheSamePacketWithoutIssue)
{
    RandomPackets random(kSeed);
    for (int i = 0; i < kPacketsPerType; ++i) {
        random.forget();
        const RandomPacket sample = random.next(version(), type());
        Bytes bytes;
        const auto written = mqtt::encode(sample.packet, version(), bytes);
        ASSERT_TRUE(written.has_value());
        const Decoded decoded = decodeAs(bytes, options(sample.direction));
        ASSERT_TRUE(decoded.packet == sample.packet) << dump(decoded.tree);
        ASSERT_TRUE(decoded.result.complete);
        ASSERT_FALSE(decoded.result.malformed);
        ASSERT_EQ(decoded.result.version, version());
        ASSERT_TRUE(decoded.log.empty()) << field::issueInfo(decoded.codes().front()).name << '\n'
                                         << dump(decoded.tree);
        ASSERT_FALSE(decoded.hasField(FieldId::Undecoded));
    }
}

TEST_P(RoundTrip, CuttingTheCaptureAnywhereIsNoticed)
{
    RandomPackets random(kSeed + 1);
    for (int i = 0; i < 10; ++i) {
        random.forget();
        const RandomPacket sample = random.next(version(), type());
        Bytes bytes;
        ASSERT_TRUE(mqtt::encode(sample.packet, version(), bytes).has_value());
        const std::size_t step = 1 + bytes.size() / 300;
        for (std::size_t captured = 0; captured < bytes.size(); captured += step) {
            const Decoded decoded = decodeCut(bytes, captured, options(sample.direction));
            ASSERT_TRUE(decoded.result.cut) << captured << " of " << bytes.size();
            ASSERT_FALSE(decoded.result.complete);
            ASSERT_FALSE(decoded.result.malformed);
            ASSERT_TRUE(decoded.has(IssueCode::NotCaptured));
            ASSERT_TRUE(decoded.hasField(FieldId::MqttIncomplete));
        }
    }
}

/// A stream that ends inside a packet: the bytes never existed.
TEST_P(RoundTrip, EndingAnywhereIsUnreadable)
{
    RandomPackets random(kSeed + 2);
    for (int i = 0; i < 10; ++i) {
        random.forget();
        const RandomPacket sample = random.next(version(), type());
        Bytes bytes;
        ASSERT_TRUE(mqtt::encode(sample.packet, version(), bytes).has_value());
        const std::size_t step = 1 + bytes.size() / 300;
        for (std::size_t length = 0; length < bytes.size(); length += step) {
            const Decoded decoded =
                decodeAs(Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)),
                         options(sample.direction));
            ASSERT_FALSE(decoded.result.cut);
            ASSERT_TRUE(decoded.result.unreadable) << length << " of " << bytes.size();
            ASSERT_EQ(decoded.codes().front(), IssueCode::FieldPastEnd);
        }
    }
}

std::vector<RoundTrip::ParamType> everyTypeAndVersion()
{
    std::vector<RoundTrip::ParamType> all;
    for (const Version version : {Version::V31, Version::V311, Version::V50}) {
        const int last = version == Version::V50 ? 15 : 14;
        for (int type = 1; type <= last; ++type)
            all.emplace_back(version, static_cast<PacketType>(type));
    }
    return all;
}
INSTANTIATE_TEST_SUITE_P(EveryPacket, RoundTrip, testing::ValuesIn(everyTypeAndVersion()), nameOf);

TEST(RoundTripReuse, OnePacketObjectServesForPacketsOfEveryType)
{
    RandomPackets random(kSeed + 3);
    mqtt::Packet reused;
    field::IssueLog log;
    for (int i = 0; i < 3000; ++i) {
        random.forget();
        const RandomPacket sample = random.next(Version::V50);
        Bytes bytes;
        ASSERT_TRUE(mqtt::encode(sample.packet, Version::V50, bytes).has_value());
        mqtt::DecodeOptions options;
        options.version = Version::V50;
        options.direction = sample.direction;
        (void)mqtt::decode(bytes, options, log, reused);
        ASSERT_TRUE(reused == sample.packet);
    }
    EXPECT_TRUE(log.empty());
}

} // namespace
} // namespace mqttscope::test
