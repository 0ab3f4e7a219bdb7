// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_printer.h"

#include "analysis/export/ek.h"
#include "analysis/export/fields.h"
#include "analysis/export/json.h"
#include "analysis/export/pdml.h"
#include "analysis/export/text_exporter.h"

namespace mqttscope::app {
namespace {

std::unique_ptr<analysis::FrameExporter> textPrinter(const CliOptions& options,
                                                     const analysis::Vocabulary& words)
{
    analysis::TextOptions text;
    text.tree = options.tree;
    text.hexDump = options.hexDump;
    text.summaryToo = options.summaryToo;
    text.words = options.words;
    text.timeFormat = options.timeFormat;
    text.separator = options.frameSeparator;
    return std::make_unique<analysis::TextExporter>(std::move(text), words);
}

std::unique_ptr<analysis::FrameExporter> jsonPrinter(const CliOptions& options)
{
    analysis::JsonOptions json;
    json.values = options.format == OutputFormat::Json;
    json.raw = options.hexDump;
    json.duplicateKeys = options.duplicateKeys;
    json.fields = options.fields.fields;
    return std::make_unique<analysis::JsonExporter>(std::move(json));
}

} // namespace

std::unique_ptr<analysis::FrameExporter> makePrinter(const CliOptions& options,
                                                     const analysis::Vocabulary& words)
{
    // As tshark: who says how, wants it printed.
    const bool asked = options.summaryToo || options.tree || options.hexDump || options.formatGiven;
    const bool onlyWrites = !options.writeFile.empty() && !asked;
    if (options.quiet || onlyWrites)
        return nullptr;
    switch (options.format) {
    case OutputFormat::Text:
        return textPrinter(options, words);
    case OutputFormat::Fields:
        return std::make_unique<analysis::FieldsExporter>(options.fields);
    case OutputFormat::Json:
    case OutputFormat::JsonRaw:
        return jsonPrinter(options);
    case OutputFormat::Ek:
        return std::make_unique<analysis::EkExporter>(options.fields.fields, options.hexDump);
    case OutputFormat::Pdml:
        return std::make_unique<analysis::PdmlExporter>(options.fields.fields);
    }
    return nullptr;
}

std::vector<std::string> unknownFields(const CliOptions& options)
{
    return analysis::FieldsExporter{options.fields}.unknownFields();
}

} // namespace mqttscope::app
