// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/known_fields.h"

#include <algorithm>
#include <array>

namespace mqttscope::teach {
namespace {

using field::FieldId;
constexpr auto kIfSet = KnownField::Told::IfSet;
constexpr FieldId kNone = FieldId::None;

constexpr std::array kKnownFields = {
    // every packet, PUBLISH
    KnownField{FieldId::MqttMsgtype},
    KnownField{FieldId::MqttDupflag, kNone, kNone, kIfSet},
    KnownField{FieldId::MqttQos},
    KnownField{FieldId::MqttRetain, kNone, kNone, kIfSet},
    KnownField{FieldId::MqttTopic, FieldId::MqttTopicLen},
    KnownField{FieldId::MqttMsgid},
    KnownField{FieldId::MqttMsg},
    // CONNECT
    KnownField{FieldId::MqttProtoname, FieldId::MqttProtoLen},
    KnownField{FieldId::MqttVer},
    KnownField{FieldId::MqttConflagCleansess},
    KnownField{FieldId::MqttConflagCleanstart},
    KnownField{FieldId::MqttConflagQos, kNone, kNone, kIfSet},
    KnownField{FieldId::MqttConflagRetain, kNone, kNone, kIfSet},
    KnownField{FieldId::MqttKalive},
    KnownField{FieldId::MqttClientid, FieldId::MqttClientidLen},
    KnownField{FieldId::MqttWilltopic, FieldId::MqttWilltopicLen, FieldId::MqttConflagWillflag},
    KnownField{FieldId::MqttWillmsg, FieldId::MqttWillmsgLen},
    KnownField{FieldId::MqttUsername, FieldId::MqttUsernameLen, FieldId::MqttConflagUname},
    KnownField{FieldId::MqttPasswd, FieldId::MqttPasswdLen, FieldId::MqttConflagPasswd},
    // CONNACK
    KnownField{FieldId::MqttConackFlagsSp},
    KnownField{FieldId::MqttConackVal},
    KnownField{FieldId::MqttConnackReason},
    // the other acknowledgements, DISCONNECT, AUTH
    KnownField{FieldId::MqttPubackReason},
    KnownField{FieldId::MqttPubrecReason},
    KnownField{FieldId::MqttPubrelReason},
    KnownField{FieldId::MqttPubcompReason},
    KnownField{FieldId::MqttSubackQos},
    KnownField{FieldId::MqttSubackReason},
    KnownField{FieldId::MqttUnsubackReason},
    KnownField{FieldId::MqttDisconnectReason},
    KnownField{FieldId::MqttAuthReason},
    // SUBSCRIBE, UNSUBSCRIBE
    KnownField{FieldId::MqttFilter, FieldId::MqttFilterLen},
    KnownField{FieldId::MqttUnsubFilter, FieldId::MqttUnsubFilterLen},
    KnownField{FieldId::MqttSubQosBits},
    KnownField{FieldId::MqttSubOptionsQos},
    KnownField{FieldId::MqttSubOptionsNl, kNone, kNone, kIfSet},
    KnownField{FieldId::MqttSubOptionsRap, kNone, kNone, kIfSet},
    KnownField{FieldId::MqttSubOptionsRetain, kNone, kNone, kIfSet},
    // the layers below
    KnownField{FieldId::EthDst},
    KnownField{FieldId::EthSrc},
    KnownField{FieldId::EthType},
    KnownField{FieldId::IpVersion},
    KnownField{FieldId::IpLen},
    KnownField{FieldId::IpFlagDf, kNone, kNone, kIfSet},
    KnownField{FieldId::IpTtl},
    KnownField{FieldId::IpProto},
    KnownField{FieldId::IpSrc},
    KnownField{FieldId::IpDst},
    KnownField{FieldId::Ipv6Version},
    KnownField{FieldId::Ipv6Plen},
    KnownField{FieldId::Ipv6Nxt},
    KnownField{FieldId::Ipv6Hlim},
    KnownField{FieldId::Ipv6Src},
    KnownField{FieldId::Ipv6Dst},
    KnownField{FieldId::TcpSrcPort},
    KnownField{FieldId::TcpDstPort},
    KnownField{FieldId::TcpSeqRaw},
    KnownField{FieldId::TcpAckRaw},
    KnownField{FieldId::TcpFlagSyn, kNone, kNone, kIfSet},
    KnownField{FieldId::TcpFlagAck, kNone, kNone, kIfSet},
    KnownField{FieldId::TcpFlagPush, kNone, kNone, kIfSet},
    KnownField{FieldId::TcpFlagFin, kNone, kNone, kIfSet},
    KnownField{FieldId::TcpFlagReset, kNone, kNone, kIfSet},
    KnownField{FieldId::TcpWindow},
};

const KnownField* rowWith(FieldId KnownField::*column, FieldId id)
{
    const auto found = std::find_if(kKnownFields.begin(), kKnownFields.end(),
                                    [&](const KnownField& row) { return row.*column == id; });
    return id != FieldId::None && found != kKnownFields.end() ? &*found : nullptr;
}

} // namespace

const KnownField* knownField(field::FieldId id)
{
    return rowWith(&KnownField::field, id);
}

const KnownField* knownByLength(field::FieldId id)
{
    return rowWith(&KnownField::length, id);
}

const KnownField* knownByFlag(field::FieldId id)
{
    return rowWith(&KnownField::announcedBy, id);
}

} // namespace mqttscope::teach
