// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/ribbon_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace mqttscope::ui {
namespace {

using field::FieldId;

struct ShortWord {
    FieldId id;
    const char* word;
};

// Where the label says more than fits above one or two bytes.
constexpr std::array kWords = {
    ShortWord{FieldId::MqttHdrflags, QT_TRANSLATE_NOOP("ShortField", "Type")},
    ShortWord{FieldId::MqttLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::MqttProtoLen, QT_TRANSLATE_NOOP("ShortField", "Name length")},
    ShortWord{FieldId::MqttProtoname, QT_TRANSLATE_NOOP("ShortField", "Protocol name")},
    ShortWord{FieldId::MqttVer, QT_TRANSLATE_NOOP("ShortField", "Level")},
    ShortWord{FieldId::MqttConflags, QT_TRANSLATE_NOOP("ShortField", "Flags")},
    ShortWord{FieldId::MqttKalive, QT_TRANSLATE_NOOP("ShortField", "Keep Alive")},
    ShortWord{FieldId::MqttClientidLen, QT_TRANSLATE_NOOP("ShortField", "Id length")},
    ShortWord{FieldId::MqttClientid, QT_TRANSLATE_NOOP("ShortField", "Client id")},
    ShortWord{FieldId::MqttWilltopicLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::MqttWilltopic, QT_TRANSLATE_NOOP("ShortField", "Will topic")},
    ShortWord{FieldId::MqttWillmsgLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::MqttWillmsg, QT_TRANSLATE_NOOP("ShortField", "Will")},
    ShortWord{FieldId::MqttWillmsgText, QT_TRANSLATE_NOOP("ShortField", "Will")},
    ShortWord{FieldId::MqttUsernameLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::MqttUsername, QT_TRANSLATE_NOOP("ShortField", "User name")},
    ShortWord{FieldId::MqttPasswdLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::MqttPasswd, QT_TRANSLATE_NOOP("ShortField", "Password")},
    ShortWord{FieldId::MqttConackFlags, QT_TRANSLATE_NOOP("ShortField", "Flags")},
    ShortWord{FieldId::MqttConackReserved31, QT_TRANSLATE_NOOP("ShortField", "Reserved")},
    ShortWord{FieldId::MqttConackVal, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttConnackReason, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttMsgid, QT_TRANSLATE_NOOP("ShortField", "Packet id")},
    ShortWord{FieldId::MqttTopicLen, QT_TRANSLATE_NOOP("ShortField", "Topic length")},
    ShortWord{FieldId::MqttTopic, QT_TRANSLATE_NOOP("ShortField", "Topic")},
    ShortWord{FieldId::MqttFilterLen, QT_TRANSLATE_NOOP("ShortField", "Filter length")},
    ShortWord{FieldId::MqttFilter, QT_TRANSLATE_NOOP("ShortField", "Filter")},
    ShortWord{FieldId::MqttUnsubFilterLen, QT_TRANSLATE_NOOP("ShortField", "Filter length")},
    ShortWord{FieldId::MqttUnsubFilter, QT_TRANSLATE_NOOP("ShortField", "Filter")},
    ShortWord{FieldId::MqttMsg, QT_TRANSLATE_NOOP("ShortField", "Message")},
    ShortWord{FieldId::MqttMsgText, QT_TRANSLATE_NOOP("ShortField", "Message")},
    ShortWord{FieldId::MqttSubQos, QT_TRANSLATE_NOOP("ShortField", "QoS")},
    ShortWord{FieldId::MqttSubOptions, QT_TRANSLATE_NOOP("ShortField", "Options")},
    ShortWord{FieldId::MqttSubackQos, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttSubackReason, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttUnsubackReason, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttPubackReason, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttPubrecReason, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttPubrelReason, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttPubcompReason, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttDisconnectReason, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttAuthReason, QT_TRANSLATE_NOOP("ShortField", "Code")},
    ShortWord{FieldId::MqttPropertyLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::MqttPropertyId, QT_TRANSLATE_NOOP("ShortField", "Id")},
    ShortWord{FieldId::MqttPropNumber, QT_TRANSLATE_NOOP("ShortField", "Value")},
    ShortWord{FieldId::MqttPropStringLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::MqttPropString, QT_TRANSLATE_NOOP("ShortField", "Value")},
    ShortWord{FieldId::MqttPropMaxQos, QT_TRANSLATE_NOOP("ShortField", "Max. QoS")},
    ShortWord{FieldId::MqttPropTopicAlias, QT_TRANSLATE_NOOP("ShortField", "Alias")},
    ShortWord{FieldId::MqttPropKeyLen, QT_TRANSLATE_NOOP("ShortField", "Name length")},
    ShortWord{FieldId::MqttPropKey, QT_TRANSLATE_NOOP("ShortField", "Name")},
    ShortWord{FieldId::MqttPropValueLen, QT_TRANSLATE_NOOP("ShortField", "Value length")},
    ShortWord{FieldId::MqttPropValue, QT_TRANSLATE_NOOP("ShortField", "Value")},
    ShortWord{FieldId::MqttPropLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::EthDst, QT_TRANSLATE_NOOP("ShortField", "Destination")},
    ShortWord{FieldId::EthSrc, QT_TRANSLATE_NOOP("ShortField", "Source")},
    ShortWord{FieldId::EthType, QT_TRANSLATE_NOOP("ShortField", "Type")},
    ShortWord{FieldId::EthLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::IpVersionIhl, QT_TRANSLATE_NOOP("ShortField", "Version")},
    ShortWord{FieldId::IpDsfield, QT_TRANSLATE_NOOP("ShortField", "DSCP")},
    ShortWord{FieldId::IpLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::IpId, QT_TRANSLATE_NOOP("ShortField", "Identification")},
    ShortWord{FieldId::IpFlagsOffset, QT_TRANSLATE_NOOP("ShortField", "Flags")},
    ShortWord{FieldId::IpTtl, QT_TRANSLATE_NOOP("ShortField", "TTL")},
    ShortWord{FieldId::IpProto, QT_TRANSLATE_NOOP("ShortField", "Protocol")},
    ShortWord{FieldId::IpChecksum, QT_TRANSLATE_NOOP("ShortField", "Checksum")},
    ShortWord{FieldId::IpSrc, QT_TRANSLATE_NOOP("ShortField", "Source")},
    ShortWord{FieldId::IpDst, QT_TRANSLATE_NOOP("ShortField", "Destination")},
    ShortWord{FieldId::TcpSrcPort, QT_TRANSLATE_NOOP("ShortField", "Source")},
    ShortWord{FieldId::TcpDstPort, QT_TRANSLATE_NOOP("ShortField", "Destination")},
    ShortWord{FieldId::TcpSeqRaw, QT_TRANSLATE_NOOP("ShortField", "Sequence")},
    ShortWord{FieldId::TcpAckRaw, QT_TRANSLATE_NOOP("ShortField", "Acknowledgment")},
    ShortWord{FieldId::TcpOffsetFlags, QT_TRANSLATE_NOOP("ShortField", "Flags")},
    ShortWord{FieldId::TcpWindow, QT_TRANSLATE_NOOP("ShortField", "Window")},
    ShortWord{FieldId::TcpChecksum, QT_TRANSLATE_NOOP("ShortField", "Checksum")},
    ShortWord{FieldId::TcpUrgent, QT_TRANSLATE_NOOP("ShortField", "Urgent")},
    ShortWord{FieldId::TcpOptKind, QT_TRANSLATE_NOOP("ShortField", "Kind")},
    ShortWord{FieldId::TcpOptLen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::TcpOptMss, QT_TRANSLATE_NOOP("ShortField", "MSS")},
    ShortWord{FieldId::TcpOptWscale, QT_TRANSLATE_NOOP("ShortField", "Shift")},
    ShortWord{FieldId::TcpOptTsval, QT_TRANSLATE_NOOP("ShortField", "Time")},
    ShortWord{FieldId::TcpOptTsecr, QT_TRANSLATE_NOOP("ShortField", "Echo")},
    ShortWord{FieldId::Ipv6Plen, QT_TRANSLATE_NOOP("ShortField", "Length")},
    ShortWord{FieldId::Ipv6Nxt, QT_TRANSLATE_NOOP("ShortField", "Next")},
    ShortWord{FieldId::Ipv6Hlim, QT_TRANSLATE_NOOP("ShortField", "Hops")},
    ShortWord{FieldId::Ipv6Src, QT_TRANSLATE_NOOP("ShortField", "Source")},
    ShortWord{FieldId::Ipv6Dst, QT_TRANSLATE_NOOP("ShortField", "Destination")},
};

} // namespace

QString shortFieldWord(FieldId id)
{
    const auto found =
        std::find_if(kWords.begin(), kWords.end(), [&](const ShortWord& word) { return word.id == id; });
    return found != kWords.end() ? QCoreApplication::translate("ShortField", found->word) : QString();
}

} // namespace mqttscope::ui
