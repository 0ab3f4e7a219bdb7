// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/pdml.h"

#include "analysis/export/export_value.h"
#include "analysis/export/text.h"
#include "analysis/value_text.h"
#include "dissector/mqtt/utf8.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace mqttscope::analysis {
namespace {

constexpr std::uint32_t kNone = ExportNode::kNone;
constexpr unsigned char kFirstPrintable = 0x20;

void attribute(std::string& out, std::string_view name, std::string_view value)
{
    ((out += ' ') += name) += "=\"";
    appendXmlAttribute(out, value);
    out += '"';
}

void attribute(std::string& out, std::string_view name, std::uint64_t value)
{
    ((out += ' ') += name) += "=\"";
    appendDecimal(out, value);
    out += '"';
}

void generalField(std::string& out, std::string_view name, std::string_view show, std::string_view showName,
                  std::string_view value, std::uint64_t size)
{
    out += "    <field";
    attribute(out, "name", name);
    attribute(out, "pos", std::uint64_t{0});
    attribute(out, "show", show);
    attribute(out, "showname", showName);
    attribute(out, "value", value);
    attribute(out, "size", size);
    out += "/>\n";
}

} // namespace

void appendXmlAttribute(std::string& out, std::string_view text)
{
    if (!mqtt::isWellFormedUtf8(text)) {
        std::string repaired;
        mqtt::appendPrintable(repaired, text);
        return appendXmlAttribute(out, repaired);
    }
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#x27;";
            break;
        default:
            if (static_cast<unsigned char>(c) < kFirstPrintable || c == '\x7f')
                fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(c));
            else
                out += c;
        }
    }
}

PdmlExporter::PdmlExporter(std::vector<std::string> fields) : m_selected(std::move(fields)) {}

void PdmlExporter::begin(TextOutput& out)
{
    out.text() += "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<?xml-stylesheet type=\"text/xsl\" href=\"pdml2html.xsl\"?>\n";
}

void PdmlExporter::end(TextOutput& out)
{
    std::string& text = out.text();
    if (!m_headed)
        text += "<pdml version=\"0\" creator=\"mqttscope\">\n";
    text += "</pdml>\n";
}

void PdmlExporter::writeGeneral(std::string& out, const index::FrameRecord& record,
                                std::uint32_t number) const
{
    const std::uint64_t size = record.originalLength;
    out += "  <proto name=\"geninfo\" pos=\"0\" showname=\"General information\"";
    attribute(out, "size", size);
    out += ">\n";
    generalField(out, "num", fmt::format("{}", number), "Number", fmt::format("{:x}", number), size);
    generalField(out, "len", fmt::format("{}", size), "Frame Length", fmt::format("{:x}", size), size);
    const std::uint64_t captured = record.capturedLength;
    generalField(out, "caplen", fmt::format("{}", captured), "Captured Length", fmt::format("{:x}", captured),
                 size);
    if (record.timeNs != index::kNoTime) {
        std::string calendar;
        const auto time = field::FieldValue::of(static_cast<std::uint64_t>(record.timeNs));
        appendFieldValue(calendar, field::FieldId::FrameTime, time);
        std::string epoch;
        appendFieldValue(epoch, field::FieldId::FrameTimeEpoch, time);
        generalField(out, "timestamp", calendar, "Captured Time", epoch, size);
    }
    out += "  </proto>\n";
}

void PdmlExporter::frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
                         std::uint32_t number)
{
    std::string& text = out.text();
    if (!m_headed) {
        text += "<pdml version=\"0\" creator=\"mqttscope\"";
        attribute(text, "capture_file", document.path());
        text += ">\n";
        m_headed = true;
    }
    text += "<packet>\n";
    writeGeneral(text, snapshot.frame(number), number);
    if (!m_selected.empty()) {
        m_selected.read(document, snapshot, number, m_shownBefore);
        writeSelected(text);
    } else {
        m_tree.build(document, snapshot, number, m_shownBefore);
        for (std::uint32_t i = m_tree.firstLayer(); i != kNone; i = m_tree.node(i).next)
            writeNode(text, i, 1);
    }
    text += "</packet>\n\n\n";
    m_shownBefore = number;
}

void PdmlExporter::writeSelected(std::string& out)
{
    for (std::size_t i = 0; i < m_selected.names().size(); ++i) {
        m_selected.forEach(i, [&](const field::FieldValue& value) {
            out += "  <field";
            attribute(out, "name", m_selected.names()[i]);
            std::string text;
            appendPlainValue(text, m_selected.shownAs(i), value);
            attribute(out, "value", text);
            out += "/>\n";
        });
    }
}

void PdmlExporter::appendShowName(std::string& out, const ExportNode& node) const
{
    if (node.dissected != kNone) {
        out += nodeText(m_tree.dissection(), node.dissected, m_words);
        return;
    }
    out += node.id != field::FieldId::None ? m_words.label(node.id) : std::string{node.name};
    std::string shown;
    appendShown(shown, node);
    if (!shown.empty())
        (out += ": ") += shown;
}

void PdmlExporter::writeAttributes(std::string& out, const ExportNode& node) const
{
    attribute(out, "name", node.name);
    std::string text;
    appendShowName(text, node);
    attribute(out, "showname", text);
    if (node.hidden)
        out += " hide=\"yes\"";
    attribute(out, "size", static_cast<std::uint64_t>(node.bytes.size()));
    attribute(out, "pos", std::uint64_t{node.position});
    if (node.isLayer())
        return;
    text.clear();
    appendShown(text, node);
    attribute(out, "show", text);
    if (node.type == ExportType::None) {
        out += " value=\"\"";
        return;
    }
    if (node.bytes.empty())
        return;
    text.clear();
    appendRaw(text, node);
    attribute(out, "value", text);
    if (node.mask == 0)
        return;
    text.clear();
    appendHex(text, node.bytes);
    attribute(out, "unmaskedvalue", text);
}

void PdmlExporter::writeNode(std::string& out, std::uint32_t index, std::uint32_t depth)
{
    const ExportNode& node = m_tree.node(index);
    const std::string_view element = node.isLayer() ? "proto" : "field";
    const bool wrapped = depth == 1 && !node.isLayer();
    if (wrapped)
        out += "  <proto name=\"fake-field-wrapper\">\n";
    const std::uint32_t indent = depth + (wrapped ? 1 : 0);
    out.append(std::size_t{2} * indent, ' ');
    (out += '<') += element;
    writeAttributes(out, node);
    if (!node.hasChildren()) {
        out += "/>\n";
    } else {
        out += ">\n";
        for (std::uint32_t i = node.firstChild; i != kNone; i = m_tree.node(i).next)
            writeNode(out, i, indent + 1);
        out.append(std::size_t{2} * indent, ' ');
        ((out += "</") += element) += ">\n";
    }
    if (wrapped)
        out += "  </proto>\n";
}

} // namespace mqttscope::analysis
