// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/glossary.h"

#include "analysis/export/export_shape.h"
#include "dissector/field/field_table.h"

#include <fmt/format.h>

#include <bit>
#include <iterator>
#include <string_view>

namespace mqttscope::analysis {
namespace {

using field::FieldInfo;
using field::FieldType;

std::string_view typeName(ExportType type)
{
    switch (type) {
    case ExportType::None:
        return "FT_NONE";
    case ExportType::Protocol:
        return "FT_PROTOCOL";
    case ExportType::Boolean:
        return "FT_BOOLEAN";
    case ExportType::UInt8:
        return "FT_UINT8";
    case ExportType::UInt16:
        return "FT_UINT16";
    case ExportType::UInt24:
        return "FT_UINT24";
    case ExportType::UInt32:
        return "FT_UINT32";
    case ExportType::UInt64:
        return "FT_UINT64";
    case ExportType::Int16:
        return "FT_INT16";
    case ExportType::Int32:
        return "FT_INT32";
    case ExportType::AbsoluteTime:
        return "FT_ABSOLUTE_TIME";
    case ExportType::RelativeTime:
        return "FT_RELATIVE_TIME";
    case ExportType::String:
        return "FT_STRING";
    case ExportType::Ether:
        return "FT_ETHER";
    case ExportType::Bytes:
        return "FT_BYTES";
    case ExportType::Ipv4:
        return "FT_IPv4";
    case ExportType::Ipv6:
        return "FT_IPv6";
    case ExportType::FrameNumber:
        return "FT_FRAMENUM";
    }
    return "FT_NONE";
}

std::string baseText(const FieldInfo& info)
{
    switch (info.type) {
    case FieldType::Boolean: {
        // The width of the bits' parent; 0 for one that stands alone.
        const auto width = static_cast<unsigned>(std::bit_width(info.mask));
        return fmt::format("{}", (width + 7) / 8 * 8);
    }
    case FieldType::UInt8:
    case FieldType::UInt16:
    case FieldType::UInt32:
    case FieldType::UInt64:
        return info.display == field::Display::Hex || info.display == field::Display::Hex24 ? "BASE_HEX"
                                                                                            : "BASE_DEC";
    case FieldType::None:
    case FieldType::String:
    case FieldType::Bytes:
    case FieldType::Ether:
    case FieldType::Ipv4:
    case FieldType::Ipv6:
    case FieldType::Time:
    case FieldType::Interval:
        break;
    }
    return {};
}

std::string clauses(const FieldInfo& info)
{
    const bool mqtt = info.name.starts_with("mqtt");
    std::string text{info.clause};
    if (mqtt && !text.empty())
        text = "MQTT 3.1.1 §" + text;
    if (!info.clause5.empty())
        text += fmt::format("{}MQTT 5.0 §{}", text.empty() ? "" : ", ", info.clause5);
    return text;
}

} // namespace

void appendFieldGlossary(std::string& out)
{
    const auto to = std::back_inserter(out);
    for (const FieldInfo& info : field::fieldTable()) {
        if (info.has(field::kProtocol))
            fmt::format_to(to, "P\t{}\t{}\n", info.label, info.name);
    }
    for (const field::FieldId id : field::fieldsByName()) {
        const FieldInfo& info = field::fieldInfo(id);
        if (info.name.empty() || info.has(field::kProtocol))
            continue;
        fmt::format_to(to, "F\t{}\t{}\t{}\t{}\t{}\t{:#x}\t{}\n", info.label, info.name,
                       typeName(exportType(id)), info.name.substr(0, info.name.find('.')), baseText(info),
                       info.mask, clauses(info));
    }
}

void appendValueGlossary(std::string& out)
{
    for (const field::FieldId id : field::fieldsByName()) {
        const FieldInfo& info = field::fieldInfo(id);
        const bool hex = info.display == field::Display::Hex || info.display == field::Display::Hex24;
        for (const field::ValueName& value : info.names) {
            if (hex)
                fmt::format_to(std::back_inserter(out), "V\t{}\t{:#x}\t{}\n", info.name, value.value,
                               value.name);
            else
                fmt::format_to(std::back_inserter(out), "V\t{}\t{}\t{}\n", info.name, value.value,
                               value.name);
        }
    }
}

} // namespace mqttscope::analysis
