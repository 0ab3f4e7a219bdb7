// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/protocols.h"

#include "dissector/field/field_table.h"

namespace mqttscope::index {
namespace {

using field::FieldId;

/// Layers whose type field is a layer of its own in Wireshark.
bool hasEtherType(const field::FieldTree& tree, std::uint32_t node)
{
    for (std::uint32_t i = node + 1; i < tree.node(node).next; ++i) {
        const FieldId id = tree.node(i).id;
        if (id == FieldId::EthType || id == FieldId::VlanEtype || id == FieldId::SllEtype)
            return true;
    }
    return false;
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
    bool fragment = false;
    bool transport = false;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const field::FieldNode& node = tree.node(i);
        const field::FieldInfo& info = field::fieldInfo(node.id);
        if (node.id == FieldId::Payload)
            append(out, "data");
        fragment = fragment || node.id == FieldId::IpFragment;
        transport = transport || node.id == FieldId::Tcp;
        if (!info.has(field::kProtocol) || node.id == FieldId::Frame || node.id == FieldId::Mqtt)
            continue;
        append(out, info.name);
        if (hasEtherType(tree, i))
            append(out, "ethertype");
    }
    for (std::uint32_t i = 0; i < mqtt; ++i)
        append(out, "mqtt");
    if ((mqtt == 0 && opaquePayload) || (fragment && !transport))
        append(out, "data");
    return out;
}

} // namespace mqttscope::index
