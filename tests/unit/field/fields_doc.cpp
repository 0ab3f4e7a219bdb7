// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/field/fields_doc.h"

#include "dissector/field/field_table.h"

#include <fmt/format.h>
#include <iterator>
#include <string_view>

namespace mqttscope::test {
namespace {

using field::Display;
using field::FieldId;
using field::FieldInfo;
using field::fieldInfo;
using field::FieldType;
using field::Unit;

std::string_view typeName(FieldType type)
{
    switch (type) {
    case FieldType::None:
        return "";
    case FieldType::Boolean:
        return "boolean";
    case FieldType::UInt8:
        return "number, 8 bits";
    case FieldType::UInt16:
        return "number, 16 bits";
    case FieldType::UInt32:
        return "number, 32 bits";
    case FieldType::UInt64:
        return "number, 64 bits";
    case FieldType::String:
        return "text";
    case FieldType::Bytes:
        return "bytes";
    case FieldType::Ether:
        return "Ethernet address";
    case FieldType::Ipv4:
        return "IPv4 address";
    case FieldType::Ipv6:
        return "IPv6 address";
    case FieldType::Time:
        return "date and time";
    case FieldType::Interval:
        return "time span";
    }
    return {};
}

std::string_view unitName(Unit unit)
{
    switch (unit) {
    case Unit::None:
        return "";
    case Unit::Bytes:
        return "bytes";
    case Unit::Words32:
        return "words of 4 bytes";
    case Unit::Words64:
        return "words of 8 bytes";
    case Unit::Seconds:
        return "seconds";
    case Unit::Hops:
        return "hops";
    case Unit::Messages:
        return "messages";
    }
    return {};
}

std::string typeCell(const FieldInfo& info)
{
    std::string cell(typeName(info.type));
    if (info.mask != 0)
        cell += fmt::format(", mask {:#x}", info.mask);
    if (info.unit != Unit::None)
        cell += fmt::format(", {}", unitName(info.unit));
    return cell;
}

std::string remark(const FieldInfo& info)
{
    std::string text;
    const auto add = [&](std::string_view more) {
        text += text.empty() ? "" : "; ";
        text += more;
    };
    if (info.has(field::kProtocol))
        add("layer");
    if (info.has(field::kContainer))
        add("group");
    if (info.has(field::kGenerated))
        add("derived");
    if (info.has(field::kHidden))
        add("not in the tree");
    if (info.has(field::kAliasOnly))
        add("finds other fields");
    if (info.has(field::kLate))
        add("may be known later");
    if (info.has(field::kOverlapsBits))
        add("for filters");
    if (info.alias != FieldId::None)
        add(fmt::format("also `{}`", fieldInfo(info.alias).name));
    return text;
}

void addRow(std::string& out, const FieldInfo& info)
{
    out += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", info.name, info.label, typeCell(info),
                       info.clause, info.clause5, remark(info));
}

void addValues(std::string& out, const FieldInfo& info)
{
    out += fmt::format("- `{}`:", info.name);
    std::string_view separator = " ";
    for (const field::ValueName& value : info.names) {
        const bool hex = info.display == Display::Hex;
        out += separator;
        out += hex ? fmt::format("{:#04x} {}", value.value, value.name)
                   : fmt::format("{} {}", value.value, value.name);
        separator = ", ";
    }
    out += '\n';
}

void addSection(std::string& out, std::string_view title, FieldId first, FieldId last)
{
    const auto rows = field::fieldTable().subspan(
        static_cast<std::size_t>(first), static_cast<std::size_t>(last) - static_cast<std::size_t>(first));
    out += fmt::format("\n## {}\n\n| filter name | label | type | clause | clause in MQTT 5.0 | remark |\n"
                       "|---|---|---|---|---|---|\n",
                       title);
    for (const FieldInfo& info : rows)
        addRow(out, info);
    bool any = false;
    for (const FieldInfo& info : rows) {
        if (info.names.empty())
            continue;
        out += any ? "" : "\nNames of values:\n\n";
        any = true;
        addValues(out, info);
    }
}

} // namespace

std::string fieldsDoc()
{
    std::string out =
        "# Fields\n\n"
        "<!-- Written by build/release/bin/tests/fields_doc from dissector/field; a test holds it "
        "equal. Do not edit. -->\n\n"
        "Every field that a filter, `-T fields -e` or a tooltip can name. Names are Wireshark's where "
        "Wireshark has the field;\nlabels are the words of the standard. A *derived* field is said by "
        "no byte; one that *finds other fields* is never shown\nitself, but filters on it test each of "
        "those. Clauses of MQTT are those of 3.1.1 and of 5.0.\n";
    addSection(out, "Every frame", FieldId::Frame, FieldId::Eth);
    addSection(out, "Link layers", FieldId::Eth, FieldId::Ip);
    addSection(out, "IPv4 and IPv6", FieldId::Ip, FieldId::Tcp);
    addSection(out, "TCP", FieldId::Tcp, FieldId::Mqtt);
    addSection(out, "MQTT", FieldId::Mqtt, static_cast<FieldId>(field::kFieldCount));
    return out;
}

} // namespace mqttscope::test
