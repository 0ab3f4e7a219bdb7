// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/export_tree.h"
#include "analysis/export/frame_exporter.h"
#include "analysis/export/selected_fields.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// What `-T json` and `-T jsonraw` print.
struct JsonOptions {
    bool values = true;              ///< false: jsonraw, only the bytes
    bool raw = false;                ///< -x: the bytes too, as NAME_raw: [hex, position, length, mask, type]
    bool duplicateKeys = true;       ///< false: --no-duplicate-keys, values of the same name in an array
    std::vector<std::string> fields; ///< -e: only these; empty = everything
};

/// `-T json|jsonraw` as tshark 4.0 writes it: one array, an object per frame.
class JsonExporter final : public FrameExporter {
public:
    explicit JsonExporter(JsonOptions options);

    void begin(TextOutput& out) override;
    void frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
               std::uint32_t number) override;
    void end(TextOutput& out) override;

private:
    void openFrame(std::string& out, const index::FrameRecord& record);
    void writeSelected(std::string& out);
    void writeChildren(std::string& out, std::uint32_t first, std::uint32_t depth);
    void writeGrouped(std::string& out, std::uint32_t first, std::uint32_t depth);
    void writeRaw(std::string& out, const ExportNode& node, std::uint32_t depth) const;
    void writeObject(std::string& out, const ExportNode& node, std::uint32_t depth);
    void key(std::string& out, std::string_view name, std::string_view suffix, std::uint32_t depth,
             bool& first) const;
    [[nodiscard]] bool wantsRaw(const ExportNode& node) const;

    JsonOptions m_options;
    SelectedFields m_selected;
    ExportTree m_tree;
    std::uint32_t m_shownBefore = 0;
    bool m_any = false;
};

} // namespace mqttscope::analysis
