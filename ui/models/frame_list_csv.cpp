// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/frame_list_csv.h"

#include <numeric>

namespace mqttscope::ui {

FrameListCsv::FrameListCsv(std::shared_ptr<const analysis::Document> document,
                           std::shared_ptr<const index::Snapshot> snapshot, const analysis::Vocabulary& words,
                           std::vector<int> columns, const CsvStyle& style)
    : m_list(words), m_columns(std::move(columns)), m_style(style)
{
    for (std::uint32_t n = 1; n <= snapshot->frameCount() && m_zero == index::kNoTime; ++n)
        m_zero = snapshot->frame(n).timeNs;
    m_list.setShowAll(true);
    m_list.setDocument(std::move(document));
    m_list.setSnapshot(std::move(snapshot));
    if (m_columns.empty()) {
        m_columns.resize(FrameListModel::ColumnCount - FrameListModel::Number); // without the rail
        std::iota(m_columns.begin(), m_columns.end(), static_cast<int>(FrameListModel::Number));
    }
}

void FrameListCsv::begin(analysis::TextOutput& out)
{
    CsvText csv(m_style);
    QStringList titles;
    for (const int column : m_columns)
        titles += m_list.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    csv.row(titles);
    const QByteArray bytes = csv.bytes();
    out.text().append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

void FrameListCsv::frame(analysis::TextOutput& out, const analysis::Document&,
                         const index::Snapshot& snapshot, std::uint32_t number)
{
    const int row = m_list.rowOfFrame(number);
    if (row < 0)
        return;
    CsvText csv(m_style);
    for (const int column : m_columns)
        writeCell(csv, column, row, snapshot, number);
    csv.endRow();
    constexpr qsizetype kMark = 3; // of the byte order, which stands at the beginning only
    const QByteArray bytes = csv.bytes().mid(kMark);
    out.text().append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

void FrameListCsv::writeCell(CsvText& csv, int column, int row, const index::Snapshot& snapshot,
                             std::uint32_t frame)
{
    if (column == FrameListModel::Number) {
        csv.number(static_cast<quint64>(frame));
    } else if (column == FrameListModel::Time) {
        const std::int64_t time = snapshot.frame(frame).timeNs;
        if (time == index::kNoTime || m_zero == index::kNoTime)
            csv.empty();
        else
            csv.number(static_cast<double>(time - m_zero) / 1e9);
    } else if (column == FrameListModel::Length) {
        const FrameCells& cells = m_list.cells(row);
        csv.number(static_cast<quint64>(cells.mqttLength > 0 ? cells.mqttLength : cells.frameLength));
    } else if (column == FrameListModel::FrameLength) {
        csv.number(static_cast<quint64>(m_list.cells(row).frameLength));
    } else {
        csv.text(m_list.data(m_list.index(row, column), Qt::DisplayRole).toString());
    }
}

} // namespace mqttscope::ui
