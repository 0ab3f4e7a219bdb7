// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that every row of the field table keeps, and looking fields up.
#include "dissector/field/field_table.h"

#include "tests/unit/field/fields_doc.h"

#include <algorithm>
#include <bit>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace mqttscope::field {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Names that two rows share: versions of the standard give one name to different bytes, or a field is said
// again where no bytes say it.
const std::set<std::string_view> kTwins = {"mqtt.conack.flags.reserved",
                                           "mqtt.topic_filter",
                                           "mqtt.topic_filter_len",
                                           "wlan.da",
                                           "wlan.sa",
                                           "wlan.bssid",
                                           "gre.flags.reserved",
                                           "udp.payload",
                                           "tcp.seq"};

bool isNumber(FieldType type)
{
    switch (type) {
    case FieldType::Boolean:
    case FieldType::UInt8:
    case FieldType::UInt16:
    case FieldType::UInt32:
    case FieldType::UInt64:
    case FieldType::Time:
    case FieldType::Interval:
        return true;
    case FieldType::None:
    case FieldType::String:
    case FieldType::Bytes:
    case FieldType::Ether:
    case FieldType::Ipv4:
    case FieldType::Ipv6:
        return false;
    }
    return false;
}

/// Most bits that a value of the type has.
unsigned widthOf(FieldType type)
{
    switch (type) {
    case FieldType::Boolean:
        return 1;
    case FieldType::UInt8:
        return 8;
    case FieldType::UInt16:
        return 16;
    case FieldType::UInt32:
        return 32;
    case FieldType::UInt64:
    case FieldType::Time:
    case FieldType::Interval:
        return 64;
    case FieldType::None:
    case FieldType::String:
    case FieldType::Bytes:
    case FieldType::Ether:
    case FieldType::Ipv4:
    case FieldType::Ipv6:
        return 0;
    }
    return 0;
}

bool isMqtt(const FieldInfo& info)
{
    return info.name == "mqtt" || info.name.starts_with("mqtt.");
}

std::string text(std::string_view view)
{
    return std::string(view);
}

template <class Check> void forEachField(Check check)
{
    for (const FieldInfo& info : fieldTable().subspan(1)) {
        SCOPED_TRACE(info.name);
        check(info);
    }
}

TEST(EveryField, HasANameThatAFilterCanSpell)
{
    forEachField([](const FieldInfo& info) {
        EXPECT_TRUE(std::regex_match(text(info.name), std::regex("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*")));
    });
}

TEST(EveryField, HasALabelWithoutSpaceAround)
{
    forEachField([](const FieldInfo& info) {
        const std::string_view label = info.label;
        ASSERT_FALSE(label.empty());
        EXPECT_NE(label.front(), ' ');
        EXPECT_NE(label.back(), ' ');
    });
}

TEST(EveryField, SharesItsNameOnlyWithADocumentedTwinOfTheSameType)
{
    forEachField([](const FieldInfo& info) {
        const auto ids = findFields(info.name);
        EXPECT_EQ(ids.size(), kTwins.contains(info.name) ? 2U : 1U);
        for (const FieldId id : ids)
            EXPECT_EQ(fieldInfo(id).type, info.type);
    });
}

TEST(EveryField, HasAnAliasThatComparesLikeIt)
{
    forEachField([](const FieldInfo& info) {
        if (info.alias == FieldId::None)
            return;
        const FieldInfo& alias = fieldInfo(info.alias);
        EXPECT_NE(alias.name, info.name);
        EXPECT_EQ(alias.alias, FieldId::None) << "aliases do not form chains";
        const auto isText = [](FieldType type) {
            return type == FieldType::String || type == FieldType::Bytes;
        };
        EXPECT_TRUE(alias.type == info.type || (isNumber(alias.type) && isNumber(info.type)) ||
                    (isText(alias.type) && isText(info.type)));
    });
}

TEST(EveryField, IsAnsweredToWhenItIsOnlyAnAlias)
{
    forEachField([](const FieldInfo& info) {
        if (!info.has(kAliasOnly))
            return;
        EXPECT_TRUE(std::any_of(fieldTable().begin(), fieldTable().end(),
                                [&](const FieldInfo& other) { return other.alias == info.id; }));
        EXPECT_EQ(info.flags, kAliasOnly) << "what is never emitted has no other properties";
        EXPECT_EQ(info.mask, 0U);
    });
}

TEST(EveryField, OfMqttThatHasBytesNamesItsClause)
{
    forEachField([](const FieldInfo& info) {
        if (!isMqtt(info) || info.has(kContainer) || info.has(kGenerated))
            return;
        EXPECT_FALSE(info.clause.empty() && info.clause5.empty());
    });
}

TEST(EveryField, NamesAClauseThatLooksLikeOne)
{
    forEachField([](const FieldInfo& info) {
        const std::regex mqtt("[1-7](\\.[0-9]+)*");
        const std::regex other(
            "(RFC [0-9]+|IEEE 802\\.[0-9]+Q?|3GPP TS [0-9.]+) §[0-9A-Z.]+|LINKTYPE_[A-Z0-9_]+");
        if (!info.clause.empty()) {
            EXPECT_TRUE(std::regex_match(text(info.clause), isMqtt(info) ? mqtt : other)) << info.clause;
        }
        if (!info.clause5.empty()) {
            EXPECT_TRUE(isMqtt(info) && std::regex_match(text(info.clause5), mqtt)) << info.clause5;
        }
    });
}

TEST(EveryField, WithoutAValueHasNothingThatSaysHowToShowOne)
{
    forEachField([](const FieldInfo& info) {
        if (info.has(kProtocol) || info.has(kContainer)) {
            EXPECT_EQ(info.type, FieldType::None);
        }
        if (info.type != FieldType::None)
            return;
        EXPECT_EQ(info.mask, 0U);
        EXPECT_EQ(info.unit, Unit::None);
        EXPECT_THAT(info.names, IsEmpty());
    });
}

TEST(EveryField, ThatIsNoNumberHasNoMaskUnitOrNames)
{
    forEachField([](const FieldInfo& info) {
        if (isNumber(info.type))
            return;
        EXPECT_EQ(info.mask, 0U);
        EXPECT_EQ(info.unit, Unit::None);
        EXPECT_EQ(info.display, Display::Dec);
        EXPECT_THAT(info.names, IsEmpty());
    });
}

TEST(EveryField, HasAMaskOfAdjacentBitsThatItsTypeHolds)
{
    forEachField([](const FieldInfo& info) {
        if (info.mask == 0)
            return;
        const std::uint64_t bits = info.mask >> std::countr_zero(info.mask);
        EXPECT_EQ(bits & (bits + 1), 0U) << "a hole in the mask";
        // Of a Boolean only "zero or not" counts, so it may stand for several reserved bits.
        if (info.type != FieldType::Boolean) {
            EXPECT_LE(static_cast<unsigned>(std::bit_width(bits)), widthOf(info.type));
        }
    });
}

TEST(EveryField, NamesValuesThatItCanHaveInAscendingOrder)
{
    forEachField([](const FieldInfo& info) {
        const std::uint64_t most = info.mask != 0             ? info.mask >> std::countr_zero(info.mask)
                                   : widthOf(info.type) == 64 ? UINT64_MAX
                                                              : (std::uint64_t{1} << widthOf(info.type)) - 1;
        for (std::size_t i = 0; i < info.names.size(); ++i) {
            EXPECT_FALSE(info.names[i].name.empty());
            EXPECT_EQ(valueName(info, info.names[i].value), info.names[i].name);
            if (i > 0) {
                EXPECT_LT(info.names[i - 1].value, info.names[i].value);
            }
        }
        // A table may be shared with a wider field (Protocol Level with and without the bridge bit), but one
        // name at least must be of use.
        if (!info.names.empty()) {
            EXPECT_LE(info.names.front().value, most);
        }
    });
}

TEST(EveryField, ThatNoByteSaysHasNoMask)
{
    forEachField([](const FieldInfo& info) {
        if (info.has(kGenerated)) {
            EXPECT_EQ(info.mask, 0U);
        }
    });
}

/// Bit lines that stand below a leaf together.
struct BitLines {
    FieldId leaf;
    std::uint64_t whole;
    std::vector<FieldId> lines;
};

// Every set of bit lines that a decoder reports below one leaf. A new field with a mask is added here too.
const std::vector<BitLines> kBitLines = {
    {FieldId::VlanTci, 0xffff, {FieldId::VlanPriority, FieldId::VlanDei, FieldId::VlanId}},
    {FieldId::RadiotapWord,
     0xffffffff,
     {FieldId::RadiotapHasTsft,          FieldId::RadiotapHasFlags,
      FieldId::RadiotapHasRate,          FieldId::RadiotapHasChannel,
      FieldId::RadiotapHasFhss,          FieldId::RadiotapHasSignal,
      FieldId::RadiotapHasNoise,         FieldId::RadiotapHasQuality,
      FieldId::RadiotapHasTxAttenuation, FieldId::RadiotapHasTxAttenuationDb,
      FieldId::RadiotapHasTxPower,       FieldId::RadiotapHasAntenna,
      FieldId::RadiotapHasSignalDb,      FieldId::RadiotapHasNoiseDb,
      FieldId::RadiotapHasRxFlags,       FieldId::RadiotapHasTxFlags,
      FieldId::RadiotapHasRtsRetries,    FieldId::RadiotapHasDataRetries,
      FieldId::RadiotapHasXchannel,      FieldId::RadiotapHasMcs,
      FieldId::RadiotapHasAmpdu,         FieldId::RadiotapHasVht,
      FieldId::RadiotapHasTimestamp,     FieldId::RadiotapHasHe,
      FieldId::RadiotapHasHeMu,          FieldId::RadiotapHasHeMuOther,
      FieldId::RadiotapHasZeroPsdu,      FieldId::RadiotapHasLsig,
      FieldId::RadiotapHasTlv,           FieldId::RadiotapNextRadiotap,
      FieldId::RadiotapNextVendor,       FieldId::RadiotapMoreWords}},
    {FieldId::RadiotapFlags,
     0xff,
     {FieldId::RadiotapFlagCfp, FieldId::RadiotapFlagPreamble, FieldId::RadiotapFlagWep,
      FieldId::RadiotapFlagFrag, FieldId::RadiotapFlagFcs, FieldId::RadiotapFlagDatapad,
      FieldId::RadiotapFlagBadFcs, FieldId::RadiotapFlagShortGi}},
    {FieldId::WlancapMagicVersion, 0xffffffff, {FieldId::WlancapMagic, FieldId::WlancapVersion}},
    {FieldId::WlanFc,
     0xffff,
     {FieldId::WlanFcSubtype, FieldId::WlanFcType, FieldId::WlanFcVersion, FieldId::WlanFcOrder,
      FieldId::WlanFcProtected, FieldId::WlanFcMoreData, FieldId::WlanFcPower, FieldId::WlanFcRetry,
      FieldId::WlanFcMoreFragments, FieldId::WlanFcFromDs, FieldId::WlanFcToDs}},
    {FieldId::WlanSequenceControl, 0xffff, {FieldId::WlanFragment, FieldId::WlanSequence}},
    {FieldId::WlanQos,
     0xffff,
     {FieldId::WlanQosTid, FieldId::WlanQosEosp, FieldId::WlanQosAck, FieldId::WlanQosAmsdu,
      FieldId::WlanQosHigh}},
    {FieldId::WlanQos,
     0xffff,
     {FieldId::WlanQosTid, FieldId::WlanQosBit4, FieldId::WlanQosAck, FieldId::WlanQosAmsdu,
      FieldId::WlanQosHigh}},
    {FieldId::LlcDsap, 0xff, {FieldId::LlcDsapSap, FieldId::LlcDsapIg}},
    {FieldId::LlcSsap, 0xff, {FieldId::LlcSsapSap, FieldId::LlcSsapCr}},
    {FieldId::PppoeVersionType, 0xff, {FieldId::PppoeVersion, FieldId::PppoeType}},
    {FieldId::MplsEntry,
     0xffffffff,
     {FieldId::MplsLabel, FieldId::MplsExp, FieldId::MplsBottom, FieldId::MplsTtl}},
    {FieldId::PwControlWord, 0xffffffff, {FieldId::PwNibble, FieldId::PwReserved, FieldId::PwSequence}},
    {FieldId::NshBase,
     0xffff,
     {FieldId::NshVersion, FieldId::NshOam, FieldId::NshUnused, FieldId::NshTtl, FieldId::NshLength}},
    {FieldId::ProviderVlanTci,
     0xffff,
     {FieldId::ProviderVlanPriority, FieldId::ProviderVlanDei, FieldId::ProviderVlanId}},
    {FieldId::GreFlags,
     0xffff,
     {FieldId::GreHasChecksum, FieldId::GreHasRouting, FieldId::GreHasKey, FieldId::GreHasSequence,
      FieldId::GreStrict, FieldId::GreRecursion, FieldId::GreReserved, FieldId::GreVersion}},
    {FieldId::GreFlags,
     0xffff,
     {FieldId::GreHasChecksum, FieldId::GreHasRouting, FieldId::GreHasKey, FieldId::GreHasSequence,
      FieldId::GreStrict, FieldId::GreRecursion, FieldId::GreHasAck, FieldId::GreReserved1,
      FieldId::GreVersion}},
    {FieldId::ErspanFirst, 0xffff, {FieldId::ErspanVersion, FieldId::ErspanVlan}},
    {FieldId::ErspanSecond,
     0xffff,
     {FieldId::ErspanCos, FieldId::ErspanEncap, FieldId::ErspanTruncated, FieldId::ErspanSession}},
    {FieldId::ErspanThird, 0xffffffff, {FieldId::ErspanReserved, FieldId::ErspanIndex}},
    {FieldId::VxlanFlags,
     0xffff,
     {FieldId::VxlanFlagG, FieldId::VxlanReserved1, FieldId::VxlanFlagI, FieldId::VxlanReserved2,
      FieldId::VxlanFlagD, FieldId::VxlanReserved3, FieldId::VxlanFlagA, FieldId::VxlanReserved4}},
    {FieldId::VxlanGpeFlags,
     0xff,
     {FieldId::VxlanGpeReserved1, FieldId::VxlanGpeVersion, FieldId::VxlanGpeInstance, FieldId::VxlanGpeNext,
      FieldId::VxlanGpeReserved2, FieldId::VxlanGpeOam}},
    {FieldId::GeneveFirst, 0xff, {FieldId::GeneveVersion, FieldId::GeneveOptionLength}},
    {FieldId::GeneveFlags, 0xff, {FieldId::GeneveOam, FieldId::GeneveCritical, FieldId::GeneveReservedFlags}},
    {FieldId::GeneveOptionFlagsLength, 0xff, {FieldId::GeneveOptionReserved, FieldId::GeneveOptionWords}},
    {FieldId::GtpFlags,
     0xff,
     {FieldId::GtpVersion, FieldId::GtpType, FieldId::GtpReserved, FieldId::GtpHasExtension,
      FieldId::GtpHasSequence, FieldId::GtpHasNpdu}},
    {FieldId::EtherIpFirst, 0xffff, {FieldId::EtherIpVersion, FieldId::EtherIpReserved}},
    {FieldId::IpVersionIhl, 0xff, {FieldId::IpVersion, FieldId::IpIhl}},
    {FieldId::IpDsfield, 0xff, {FieldId::IpDscp, FieldId::IpEcn}},
    {FieldId::IpFlagsOffset,
     0xffff,
     {FieldId::IpFlagReserved, FieldId::IpFlagDf, FieldId::IpFlagMf, FieldId::IpFragOffset}},
    {FieldId::IpOptType, 0xff, {FieldId::IpOptCopy, FieldId::IpOptClass, FieldId::IpOptNumber}},
    {FieldId::Ipv6FirstWord,
     0xffffffff,
     {FieldId::Ipv6Version, FieldId::Ipv6Dscp, FieldId::Ipv6Ecn, FieldId::Ipv6Flow}},
    {FieldId::Ipv6OptType, 0xff, {FieldId::Ipv6OptAction, FieldId::Ipv6OptChange, FieldId::Ipv6OptRest}},
    {FieldId::Ipv6FragOffsetFlags,
     0xffff,
     {FieldId::Ipv6FragOffset, FieldId::Ipv6FragRes2, FieldId::Ipv6FragMore}},
    {FieldId::TcpOffsetFlags,
     0xffff,
     {FieldId::TcpDataOffset, FieldId::TcpFlagsRes, FieldId::TcpFlagAe, FieldId::TcpFlagCwr,
      FieldId::TcpFlagEce, FieldId::TcpFlagUrg, FieldId::TcpFlagAck, FieldId::TcpFlagPush,
      FieldId::TcpFlagReset, FieldId::TcpFlagSyn, FieldId::TcpFlagFin}},
    {FieldId::MqttHdrflags, 0xff, {FieldId::MqttMsgtype, FieldId::MqttHdrReserved}},
    {FieldId::MqttHdrflags,
     0xff,
     {FieldId::MqttMsgtype, FieldId::MqttDupflag, FieldId::MqttQos, FieldId::MqttRetain}},
    {FieldId::MqttHdrflags,
     0xff,
     {FieldId::MqttMsgtype, FieldId::MqttDupflag, FieldId::MqttQos, FieldId::MqttRetainReserved}},
    {FieldId::MqttLenByte, 0xff, {FieldId::MqttLenContinuation, FieldId::MqttLenBits}},
    {FieldId::MqttVbiByte, 0xff, {FieldId::MqttVbiContinuation, FieldId::MqttVbiBits}},
    {FieldId::MqttVer, 0xff, {FieldId::MqttVerBridge, FieldId::MqttVerLevel}},
    {FieldId::MqttConflags,
     0xff,
     {FieldId::MqttConflagUname, FieldId::MqttConflagPasswd, FieldId::MqttConflagRetain,
      FieldId::MqttConflagQos, FieldId::MqttConflagWillflag, FieldId::MqttConflagCleansess,
      FieldId::MqttConflagReserved}},
    {FieldId::MqttConflags,
     0xff,
     {FieldId::MqttConflagUname, FieldId::MqttConflagPasswd, FieldId::MqttConflagRetain,
      FieldId::MqttConflagQos, FieldId::MqttConflagWillflag, FieldId::MqttConflagCleanstart,
      FieldId::MqttConflagReserved}},
    {FieldId::MqttConackFlags, 0xff, {FieldId::MqttConackFlagsReserved, FieldId::MqttConackFlagsSp}},
    {FieldId::MqttSubQos, 0xff, {FieldId::MqttSubQosReserved, FieldId::MqttSubQosBits}},
    {FieldId::MqttSubOptions,
     0xff,
     {FieldId::MqttSubOptionsReserved, FieldId::MqttSubOptionsRetain, FieldId::MqttSubOptionsRap,
      FieldId::MqttSubOptionsNl, FieldId::MqttSubOptionsQos}},
};

TEST(BitLines, OfOneLeafAreDisjointAndCoverIt)
{
    for (const BitLines& set : kBitLines) {
        std::uint64_t covered = 0;
        for (const FieldId id : set.lines) {
            EXPECT_NE(fieldInfo(id).mask, 0U) << fieldInfo(id).name;
            EXPECT_EQ(covered & fieldInfo(id).mask, 0U) << fieldInfo(id).name;
            covered |= fieldInfo(id).mask;
        }
        EXPECT_EQ(covered, set.whole) << fieldInfo(set.leaf).name;
        EXPECT_EQ(fieldInfo(set.leaf).mask, 0U) << fieldInfo(set.leaf).name;
        EXPECT_EQ(std::bit_width(set.whole), static_cast<int>(widthOf(fieldInfo(set.leaf).type)));
    }
}

TEST(BitLines, EveryFieldWithAMaskStandsBelowSomeLeaf)
{
    std::set<FieldId> known;
    for (const BitLines& set : kBitLines)
        known.insert(set.lines.begin(), set.lines.end());
    for (const FieldInfo& info : fieldTable()) {
        EXPECT_EQ(info.mask != 0 && !info.has(kOverlapsBits), known.contains(info.id))
            << info.name << ": list its set of bit lines above";
    }
}

TEST(BitLines, AnOverlappingMaskIsTheUnionOfWholeLines)
{
    for (const FieldInfo& info : fieldTable()) {
        if (!info.has(kOverlapsBits))
            continue;
        EXPECT_TRUE(std::any_of(kBitLines.begin(), kBitLines.end(), [&](const BitLines& set) {
            std::uint64_t inside = 0;
            for (const FieldId id : set.lines) {
                const std::uint64_t mask = fieldInfo(id).mask;
                if ((mask & info.mask) == mask)
                    inside |= mask;
            }
            return inside == info.mask;
        })) << info.name;
    }
}

TEST(FindFields, FindsARowByItsExactName)
{
    EXPECT_THAT(findFields("mqtt.msgtype"), ElementsAre(FieldId::MqttMsgtype));
    EXPECT_THAT(findFields("ip.addr"), ElementsAre(FieldId::IpAddr));
    EXPECT_THAT(findFields("frame"), ElementsAre(FieldId::Frame));
}

TEST(FindFields, FindsBothOfTwins)
{
    EXPECT_THAT(findFields("mqtt.conack.flags.reserved"),
                ElementsAre(FieldId::MqttConackFlagsReserved, FieldId::MqttConackReserved31));
}

TEST(FindFields, FindsNothingElse)
{
    EXPECT_THAT(findFields(""), IsEmpty());
    EXPECT_THAT(findFields("mqtt.msgtyp"), IsEmpty());
    EXPECT_THAT(findFields("mqtt.msgtypes"), IsEmpty());
    EXPECT_THAT(findFields("MQTT.MSGTYPE"), IsEmpty());
    EXPECT_THAT(findFields("mqtt."), IsEmpty());
    EXPECT_THAT(findFields("zzz"), IsEmpty());
    EXPECT_THAT(findFields(std::string(100'000, 'a')), IsEmpty());
}

TEST(FieldTable, EveryNameIsFound)
{
    for (const FieldInfo& info : fieldTable().subspan(1)) {
        const auto ids = findFields(info.name);
        EXPECT_NE(std::find(ids.begin(), ids.end(), info.id), ids.end()) << info.name;
    }
}

TEST(FieldTable, ByNameIsEveryFieldOnceInOrder)
{
    const auto ids = fieldsByName();
    EXPECT_EQ(ids.size(), fieldTable().size());
    EXPECT_EQ(std::set<FieldId>(ids.begin(), ids.end()).size(), fieldTable().size());
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end(),
                               [](FieldId a, FieldId b) { return fieldInfo(a).name < fieldInfo(b).name; }));
}

TEST(ValueName, IsEmptyForAValueWithoutOne)
{
    const FieldInfo& type = fieldInfo(FieldId::MqttMsgtype);
    EXPECT_EQ(valueName(type, 1), "CONNECT");
    EXPECT_EQ(valueName(type, 15), "AUTH");
    EXPECT_EQ(valueName(type, 16), "");
    EXPECT_EQ(valueName(type, UINT64_MAX), "");
    EXPECT_EQ(valueName(fieldInfo(FieldId::MqttKalive), 60), "");
}

TEST(FieldsDoc, InDocsIsWhatTheTableSays)
{
    std::ifstream in(MQTTSCOPE_SOURCE_DIR "/docs/fields.md", std::ios::binary);
    ASSERT_TRUE(in) << "docs/fields.md is missing; write it with build/release/bin/tests/fields_doc";
    const std::string written{std::istreambuf_iterator<char>(in), {}};
    EXPECT_TRUE(written == test::fieldsDoc()) << "docs/fields.md differs from the field table; write it "
                                                 "again with build/release/bin/tests/fields_doc";
}

} // namespace
} // namespace mqttscope::field
