// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/frame_rows.h"
#include "ui/models/row_sort.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <memory>
#include <vector>

namespace mqttscope::ui {

/// Which frame stands in which row of the frame list: the frames with MQTT or all, of them those that the
/// display filter selects, in the order of their numbers or sorted. Rows are inserted, removed and moved, and
/// never reset. Costs four bytes per frame with MQTT, four to eight per frame that a filter selects, and four
/// per row while sorted. The GUI thread only.
class FrameRowsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// Rows in the middle that are inserted or removed one by one; more of them are exchanged together.
    static constexpr std::size_t kMaxSingly = 64;

    using QAbstractTableModel::QAbstractTableModel;

    /// Whether frames without MQTT are shown too.
    void setShowAll(bool all);
    [[nodiscard]] bool showsAll() const { return m_all; }
    [[nodiscard]] std::uint32_t frameCount() const { return m_frames; }
    [[nodiscard]] std::uint32_t mqttFrameCount() const { return static_cast<std::uint32_t>(m_mqtt.size()); }
    /// Frames that would be shown if those without MQTT were.
    [[nodiscard]] std::uint32_t selectedCount() const
    {
        return m_filtered ? static_cast<std::uint32_t>(m_hits.size()) : m_frames;
    }

    /// Only these frames (ascending) are shown from now on, whatever was shown before.
    void setFiltered(std::vector<std::uint32_t> frames);
    /// Further frames are selected and others no more, both ascending.
    void changeFiltered(const std::vector<std::uint32_t>& added, const std::vector<std::uint32_t>& removed);
    /// All frames are shown again.
    void clearFiltered();
    [[nodiscard]] bool isFiltered() const { return m_filtered; }

    /// What a column is sorted by.
    [[nodiscard]] virtual RowKey sortKey(int column) const = 0;
    /// Asks for another order; -1 is that of the numbers. `orderWanted` says so to whoever sorts.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] int sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }
    /// All frames shown, ascending: what is to be sorted.
    [[nodiscard]] std::vector<std::uint32_t> framesShown() const;
    /// Takes the order of frames that were shown a while ago. Those that came since stand at the end.
    void arrange(std::vector<std::uint32_t> frames);

    [[nodiscard]] std::uint32_t frameOfRow(int row) const;
    /// The row of a frame, or -1 if it is not shown.
    [[nodiscard]] int rowOfFrame(std::uint32_t frame) const;
    /// The row of the frame, else that of the frame shown that has the next number, else of the one with the
    /// greatest; -1 if there is none.
    [[nodiscard]] int nearestRow(std::uint32_t frame) const;
    /// The next frame with MQTT after (before) a frame that the filter selects; 0 if there is none.
    [[nodiscard]] std::uint32_t nextMqttFrame(std::uint32_t frame) const;
    [[nodiscard]] std::uint32_t previousMqttFrame(std::uint32_t frame) const;

    int rowCount(const QModelIndex& parent = {}) const override;

Q_SIGNALS:
    /// The rows stand in another order than that asked for: they must be sorted (again), soon or now.
    void orderWanted(bool now);
    /// Another column or direction was asked for.
    void sortingChanged();

protected:
    /// No frames; the order is that of the numbers again. Whether there is a filter stays.
    void forgetFrames();
    /// Takes in what is known now.
    void takeFrames(const index::Snapshot& snapshot);

private:
    [[nodiscard]] std::size_t naturalSize() const;
    [[nodiscard]] std::uint32_t naturalFrame(std::size_t place) const;
    [[nodiscard]] std::size_t naturalPlace(std::uint32_t frame) const;
    [[nodiscard]] bool isRow(std::uint32_t frame) const;
    [[nodiscard]] bool rowsAreMqtt() const { return !m_all && !m_filtered; }
    /// The list behind the rows while there is a filter.
    [[nodiscard]] std::vector<std::uint32_t>& filteredRows() { return m_all ? m_hits : m_shown; }

    void takeMqttFrames(const index::Snapshot& snapshot);
    void showHits(const MqttFrames::Growth& growth);
    void removeAllRows();
    void insertAllRows();
    void intersect();
    void addRows(const std::vector<std::uint32_t>& frames);
    void dropRow(std::uint32_t frame);
    template <class Store> void insertRow(std::uint32_t frame, std::size_t place, Store store);
    template <class Store> void appendRows(const std::vector<std::uint32_t>& frames, Store store);
    template <class Change> void moveRows(Change change);

    MqttFrames m_mqtt;
    std::vector<std::uint32_t> m_hits;  ///< selected by the filter, ascending
    std::vector<std::uint32_t> m_shown; ///< of them those with MQTT, unless all are shown
    std::vector<std::uint32_t> m_order; ///< by row, while arranged
    std::uint32_t m_frames = 0;         ///< taken in
    int m_rows = 0;                     ///< shown
    bool m_all = false;
    bool m_filtered = false;
    bool m_arranged = false;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace mqttscope::ui
