// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/next_groups.h"

#include "ui/theme/category.h"

#include <algorithm>

namespace mqttscope::ui {

using analysis::ladder::NextPacket;
using mqtt::PacketType;

std::vector<NextGroup> nextGroups(const analysis::ladder::Band& band, std::uint32_t row)
{
    std::vector<NextGroup> groups;
    for (const NextPacket& next : whatNext(band, row)) {
        auto found = std::find_if(groups.begin(), groups.end(), [&](const NextGroup& group) {
            return group.meaning == next.meaning && group.owed == next.owed;
        });
        if (found == groups.end())
            found = groups.insert(groups.end(), {next.meaning, next.owed, {}});
        found->packets.push_back(next);
    }
    std::stable_partition(groups.begin(), groups.end(), [](const NextGroup& group) { return group.owed; });
    return groups;
}

PictureArrow arrowStyle(PacketType type, std::uint8_t qos)
{
    PictureArrow arrow;
    arrow.ink = packetInk(type);
    switch (type) {
    case PacketType::Publish:
        arrow.line = qos == 0   ? PictureArrow::Line::Thin
                     : qos == 1 ? PictureArrow::Line::Thick
                                : PictureArrow::Line::Double;
        break;
    case PacketType::Pubrel:
        arrow.line = PictureArrow::Line::Command;
        break;
    case PacketType::Connack:
    case PacketType::Puback:
    case PacketType::Pubrec:
    case PacketType::Pubcomp:
    case PacketType::Suback:
    case PacketType::Unsuback:
    case PacketType::Pingresp:
        arrow.line = PictureArrow::Line::Answer;
        arrow.head = PictureArrow::Head::Open;
        break;
    case PacketType::Reserved0:
    case PacketType::Connect:
    case PacketType::Subscribe:
    case PacketType::Unsubscribe:
    case PacketType::Pingreq:
    case PacketType::Disconnect:
    case PacketType::Auth:
        break;
    }
    return arrow;
}

} // namespace mqttscope::ui
