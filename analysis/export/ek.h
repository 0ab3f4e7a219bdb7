// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/export_tree.h"
#include "analysis/export/frame_exporter.h"
#include "analysis/export/selected_fields.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// `-T ek` as tshark 4.0 writes it, for Elasticsearch: two lines per frame, one that names the index and one
/// with the fields.
class EkExporter final : public FrameExporter {
public:
    /// `fields`: -e; empty = everything. `raw`: -x, the bytes too.
    EkExporter(std::vector<std::string> fields, bool raw);

    void frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
               std::uint32_t number) override;

private:
    void writeSelected(std::string& out);
    void writeLevel(std::string& out, const std::vector<std::uint32_t>& nodes, bool& first);
    void writeLayers(std::string& out, const std::vector<std::uint32_t>& nodes);
    void writeObject(std::string& out, const ExportNode& node);
    void writeValue(std::string& out, const ExportNode& node) const;
    [[nodiscard]] std::vector<std::uint32_t> childrenOf(std::uint32_t first) const;

    SelectedFields m_selected;
    bool m_raw;
    ExportTree m_tree;
    std::uint32_t m_shownBefore = 0;
};

} // namespace mqttscope::analysis
