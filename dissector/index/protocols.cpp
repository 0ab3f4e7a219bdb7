// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/protocols.h"

#include "dissector/field/field_table.h"

namespace mqttscope::index {
namespace {

using field::FieldId;

/// Layers whose type field is a layer of its own in Wireshark.
bool hasEtherType(const field::FieldTree& tree, std::uint32_t node)
{
    constexpr std::uint64_t kFirst = 0x0600; // IEEE 802.3 §3.2.6; the cooked captures use lower numbers too
    for (std::uint32_t i = node + 1; i < tree.node(node).next; ++i) {
        const FieldId id = tree.node(i).id;
        if (id == FieldId::EthType || id == FieldId::VlanEtype || id == FieldId::ProviderVlanEtype ||
            id == FieldId::CmdType)
            return true;
        if (id == FieldId::SllEtype)
            return tree.node(i).value.number >= kFirst;
    }
    return false;
}

bool hasChild(const field::FieldTree& tree, std::uint32_t node, FieldId child)
{
    for (std::uint32_t i = node + 1; i < tree.node(node).next; ++i) {
        if (tree.node(i).id == child)
            return true;
    }
    return false;
}

/// Groups that are layers in Wireshark.
bool isExtensionHeader(FieldId id)
{
    return id == FieldId::Ipv6HopOpts || id == FieldId::Ipv6DstOpts || id == FieldId::Ipv6Routing ||
           id == FieldId::Ipv6Fragment;
}

/// Headers of a radio: Wireshark has one more layer that sums them up.
bool isRadio(FieldId id)
{
    return id == FieldId::Radiotap || id == FieldId::Prism || id == FieldId::Wlancap;
}

bool isLayer(const field::FieldTree& tree, std::uint32_t index)
{
    const FieldId id = tree.node(index).id;
    if (id == FieldId::Frame || id == FieldId::Mqtt)
        return false;
    if (id == FieldId::Vxlan) // Wireshark does not list the extended kind
        return !hasChild(tree, index, FieldId::VxlanGpeProtocol);
    return field::fieldInfo(id).has(field::kProtocol) || isExtensionHeader(id);
}

void append(std::string& out, std::string_view layer)
{
    if (!out.empty())
        out += ':';
    out += layer;
}

} // namespace

std::string protocolsOf(const field::FieldTree& tree, bool opaquePayload, std::uint32_t mqtt)
{
    std::string out;
    bool fragment = false; // and nothing was read of the datagram
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const FieldId id = tree.node(i).id;
        if (id == FieldId::Payload || (id == FieldId::UdpPayload && tree.node(i).range.length != 0))
            append(out, "data");
        fragment = fragment || id == FieldId::IpFragment;
        if (!isLayer(tree, i))
            continue;
        fragment = false;
        append(out, field::fieldInfo(id).name);
        if (hasEtherType(tree, i))
            append(out, "ethertype");
        if (isRadio(id))
            append(out, "wlan_radio");
    }
    for (std::uint32_t i = 0; i < mqtt; ++i)
        append(out, "mqtt");
    if ((mqtt == 0 && opaquePayload) || fragment)
        append(out, "data");
    return out;
}

} // namespace mqttscope::index
