// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/export_tree.h"
#include "analysis/export/frame_exporter.h"
#include "analysis/export/selected_fields.h"
#include "analysis/vocabulary.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// `-T pdml` as tshark 4.0 writes it: XML with a <proto> per layer and a <field> per field. Texts for people
/// (showname) are ours, everything else is as Wireshark has it.
class PdmlExporter final : public FrameExporter {
public:
    /// `fields`: -e; empty = everything.
    explicit PdmlExporter(std::vector<std::string> fields);

    void begin(TextOutput& out) override;
    void frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
               std::uint32_t number) override;
    void end(TextOutput& out) override;

private:
    void writeGeneral(std::string& out, const index::FrameRecord& record, std::uint32_t number) const;
    void writeSelected(std::string& out);
    void writeNode(std::string& out, std::uint32_t index, std::uint32_t depth);
    void writeAttributes(std::string& out, const ExportNode& node) const;
    void appendShowName(std::string& out, const ExportNode& node) const;

    SelectedFields m_selected;
    Vocabulary m_words; ///< never translated: programs read this
    ExportTree m_tree;
    std::uint32_t m_shownBefore = 0;
    bool m_headed = false;
};

/// Text for an XML attribute in double quotes. What XML 1.0 has no way to say (control characters) is written
/// as \x and two hex digits, as tshark does; ill-formed UTF-8 becomes U+FFFD.
void appendXmlAttribute(std::string& out, std::string_view text);

} // namespace mqttscope::analysis
