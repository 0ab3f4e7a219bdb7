// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_list.h"

#include "dissector/field/field_table.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/text.h"

#include <QCoreApplication>

namespace mqttscope::ui {
namespace {

using field::FieldId;

bool isApplicationMessage(FieldId id)
{
    return id == FieldId::MqttMsg || id == FieldId::MqttMsgText;
}

std::uint32_t topOf(const index::Dissection& dissection, std::uint32_t node)
{
    while (dissection.tree.node(node).parent != analysis::kNoNode)
        node = dissection.tree.node(node).parent;
    return node;
}

void describe(LayerSpan& span, FieldId id, OsiConvention convention)
{
    switch (id) { // NOLINT(clang-diagnostic-switch-enum): a few of hundreds
    case FieldId::Mqtt:
        span.name = QStringLiteral("MQTT");
        span.osi = convention == OsiConvention::Separate ? QStringLiteral("5") : QStringLiteral("5-7");
        span.osiName = convention == OsiConvention::Separate
                           ? QCoreApplication::translate("LayerList", "5, session")
                           : QCoreApplication::translate("LayerList", "5-6-7, application");
        span.model = QCoreApplication::translate("LayerList", "application");
        return;
    case FieldId::MqttMsg:
    case FieldId::MqttMsgText:
        span.name = QCoreApplication::translate("LayerList", "Message");
        span.osi = QStringLiteral("6-7");
        span.osiName = QCoreApplication::translate("LayerList", "6, presentation, and 7, application");
        span.model = QCoreApplication::translate("LayerList", "application");
        return;
    case FieldId::Tcp:
    case FieldId::Udp:
        span.name = id == FieldId::Tcp ? QStringLiteral("TCP") : QStringLiteral("UDP");
        span.osi = QStringLiteral("4");
        span.osiName = QCoreApplication::translate("LayerList", "4, transport");
        span.model = QCoreApplication::translate("LayerList", "transport");
        return;
    case FieldId::Ip:
    case FieldId::Ipv6:
        span.name = id == FieldId::Ip ? QStringLiteral("IPv4") : QStringLiteral("IPv6");
        [[fallthrough]];
    case FieldId::Icmp:
        span.osi = QStringLiteral("3");
        span.osiName = QCoreApplication::translate("LayerList", "3, network");
        span.model = QCoreApplication::translate("LayerList", "Internet");
        return;
    case FieldId::Eth:
        span.name = QStringLiteral("Ethernet");
        [[fallthrough]];
    case FieldId::Vlan:
    case FieldId::Wlan:
    case FieldId::Ppp:
    case FieldId::Llc:
    case FieldId::Arp:
        span.osi = QStringLiteral("2");
        span.osiName = QCoreApplication::translate("LayerList", "2, data link");
        span.model = QCoreApplication::translate("LayerList", "network access");
        return;
    default:
        return;
    }
}

} // namespace

std::vector<LayerSpan> layerSpans(const FieldTreeModel& fields, const analysis::ByteMap& map,
                                  OsiConvention convention)
{
    std::vector<LayerSpan> spans;
    const auto& dissection = fields.dissection();
    if (!dissection)
        return spans;
    for (const analysis::FieldRun& run : map.runs(0)) {
        std::uint32_t node = topOf(*dissection, run.node);
        const FieldId leaf = dissection->tree.node(run.node).id;
        if (convention == OsiConvention::Separate && isApplicationMessage(leaf))
            node = run.node;
        if (!spans.empty() && spans.back().node == node && spans.back().range.end() == run.range.offset) {
            spans.back().range.length += run.range.length;
            continue;
        }
        LayerSpan span;
        span.node = node;
        span.range = run.range;
        span.name = text(fields.vocabulary().label(dissection->tree.node(node).id));
        const FieldId id = dissection->tree.node(node).id;
        span.role = id == FieldId::Mqtt        ? field::Role::VariableHeader
                    : isApplicationMessage(id) ? field::Role::Payload
                    : id == FieldId::Undecoded ? field::Role::Undecoded
                                               : field::Role::Network;
        describe(span, id, convention);
        spans.push_back(span);
    }
    return spans;
}

} // namespace mqttscope::ui
