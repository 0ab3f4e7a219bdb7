// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/text_exporter.h"

#include <utility>

namespace mqttscope::analysis {

TextExporter::TextExporter(TextOptions options, const Vocabulary& words)
    : m_options(std::move(options)), m_words(&words)
{
}

void TextExporter::frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
                         std::uint32_t number)
{
    std::string& text = out.text();
    if (!m_options.tree || m_options.summaryToo)
        appendSummaryLine(text, document, snapshot, number, m_options.words, m_widths, m_options.timeFormat,
                          m_shownBefore);
    if (m_options.tree)
        appendTree(text, document, snapshot, number, *m_words);
    if (m_options.hexDump) {
        if (!m_options.tree)
            text += '\n';
        appendHexDump(text, *document.dissect(snapshot, number));
    }
    if (!m_options.separator.empty())
        (text += m_options.separator) += '\n';
    m_shownBefore = number;
}

} // namespace mqttscope::analysis
