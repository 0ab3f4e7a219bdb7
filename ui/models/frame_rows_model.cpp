// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/frame_rows_model.h"

#include <QHash>

#include <algorithm>
#include <iterator>
#include <numeric>

namespace mqttscope::ui {
namespace {

using Frames = std::vector<std::uint32_t>;

bool contains(const Frames& frames, std::uint32_t frame)
{
    return std::binary_search(frames.begin(), frames.end(), frame);
}

std::size_t placeIn(const Frames& frames, std::uint32_t frame)
{
    return static_cast<std::size_t>(std::lower_bound(frames.begin(), frames.end(), frame) - frames.begin());
}

void insertInto(Frames& frames, std::uint32_t frame)
{
    frames.insert(frames.begin() + static_cast<std::ptrdiff_t>(placeIn(frames, frame)), frame);
}

} // namespace

// ------------------------------------------------------------------------------------ rows in their order

std::size_t FrameRowsModel::naturalSize() const
{
    if (m_filtered)
        return m_all ? m_hits.size() : m_shown.size();
    return m_all ? m_frames : m_mqtt.size();
}

std::uint32_t FrameRowsModel::naturalFrame(std::size_t place) const
{
    if (m_filtered)
        return m_all ? m_hits[place] : m_shown[place];
    return m_all ? static_cast<std::uint32_t>(place) + 1 : m_mqtt[place];
}

std::size_t FrameRowsModel::naturalPlace(std::uint32_t frame) const
{
    if (m_filtered)
        return placeIn(m_all ? m_hits : m_shown, frame);
    return m_all ? std::min(std::max(frame, 1U) - 1, m_frames) : m_mqtt.placeOf(frame);
}

bool FrameRowsModel::isRow(std::uint32_t frame) const
{
    const std::size_t place = naturalPlace(frame);
    return frame != 0 && place < naturalSize() && naturalFrame(place) == frame;
}

std::vector<std::uint32_t> FrameRowsModel::framesShown() const
{
    Frames frames(naturalSize());
    for (std::size_t i = 0; i < frames.size(); ++i)
        frames[i] = naturalFrame(i);
    return frames;
}

int FrameRowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

std::uint32_t FrameRowsModel::frameOfRow(int row) const
{
    if (row < 0 || row >= m_rows)
        return 0;
    const auto place = static_cast<std::size_t>(row);
    return m_arranged ? m_order[place] : naturalFrame(place);
}

int FrameRowsModel::rowOfFrame(std::uint32_t frame) const
{
    if (m_rows == 0 || !isRow(frame))
        return -1;
    // A look at a million numbers takes less than a millisecond, a second table four bytes for each.
    return m_arranged ? static_cast<int>(std::find(m_order.begin(), m_order.end(), frame) - m_order.begin())
                      : static_cast<int>(naturalPlace(frame));
}

int FrameRowsModel::nearestRow(std::uint32_t frame) const
{
    if (m_rows == 0)
        return -1;
    const std::size_t place = std::min(naturalPlace(frame), static_cast<std::size_t>(m_rows) - 1);
    return m_arranged ? rowOfFrame(naturalFrame(place)) : static_cast<int>(place);
}

std::uint32_t FrameRowsModel::nextMqttFrame(std::uint32_t frame) const
{
    if (!m_filtered) {
        const std::size_t place = m_mqtt.placeOf(frame + 1);
        return place < m_mqtt.size() ? m_mqtt[place] : 0;
    }
    for (std::size_t place = naturalPlace(frame + 1); place < naturalSize(); ++place) {
        if (m_mqtt.contains(naturalFrame(place)))
            return naturalFrame(place);
    }
    return 0;
}

std::uint32_t FrameRowsModel::previousMqttFrame(std::uint32_t frame) const
{
    if (!m_filtered) {
        const std::size_t place = m_mqtt.placeOf(frame);
        return place > 0 ? m_mqtt[place - 1] : 0;
    }
    for (std::size_t place = naturalPlace(frame); place-- > 0;) {
        if (m_mqtt.contains(naturalFrame(place)))
            return naturalFrame(place);
    }
    return 0;
}

// ------------------------------------------------------------------------------------------ rows that come

// With the rows sorted, new ones stand at the end until they are sorted again.
template <class Store> void FrameRowsModel::insertRow(std::uint32_t frame, std::size_t place, Store store)
{
    const int row = m_arranged ? m_rows : static_cast<int>(place);
    beginInsertRows({}, row, row);
    store();
    if (m_arranged)
        m_order.push_back(frame);
    ++m_rows;
    endInsertRows();
}

template <class Store> void FrameRowsModel::appendRows(const Frames& frames, Store store)
{
    if (frames.empty())
        return;
    beginInsertRows({}, m_rows, m_rows + static_cast<int>(frames.size()) - 1);
    store();
    if (m_arranged)
        m_order.insert(m_order.end(), frames.begin(), frames.end());
    m_rows += static_cast<int>(frames.size());
    endInsertRows();
}

void FrameRowsModel::removeAllRows()
{
    if (m_rows > 0) {
        beginRemoveRows({}, 0, m_rows - 1);
        m_rows = 0;
        m_arranged = false;
        endRemoveRows();
    }
    m_arranged = false;
    m_order = {};
}

void FrameRowsModel::insertAllRows()
{
    const std::size_t rows = naturalSize();
    if (rows == 0)
        return;
    beginInsertRows({}, 0, static_cast<int>(rows) - 1);
    m_rows = static_cast<int>(rows);
    endInsertRows();
    if (m_sortColumn >= 0)
        Q_EMIT orderWanted(true);
}

void FrameRowsModel::forgetFrames()
{
    removeAllRows();
    m_mqtt.clear();
    m_hits = {};
    m_shown = {};
    m_frames = 0;
    if (std::exchange(m_sortColumn, -1) >= 0)
        Q_EMIT sortingChanged();
}

void FrameRowsModel::takeFrames(const index::Snapshot& snapshot)
{
    const int before = m_rows;
    takeMqttFrames(snapshot);
    const std::uint32_t frames = snapshot.frameCount();
    if (m_all && !m_filtered && frames > m_frames) {
        Frames fresh;
        if (m_arranged) {
            fresh.resize(frames - m_frames);
            std::iota(fresh.begin(), fresh.end(), m_frames + 1);
        }
        beginInsertRows({}, m_rows, static_cast<int>(frames) - 1);
        m_order.insert(m_order.end(), fresh.begin(), fresh.end());
        m_rows = static_cast<int>(frames);
        m_frames = frames;
        endInsertRows();
    }
    m_frames = frames;
    if (m_sortColumn >= 0 && (m_rows != before || snapshot.final))
        Q_EMIT orderWanted(snapshot.final);
}

void FrameRowsModel::takeMqttFrames(const index::Snapshot& snapshot)
{
    const MqttFrames::Growth growth = m_mqtt.growth(snapshot);
    const bool exchange = rowsAreMqtt() && growth.inserted.size() > kMaxSingly;
    if (exchange)
        removeAllRows();
    const bool rows = rowsAreMqtt() && !exchange;
    for (const std::uint32_t frame : growth.inserted) {
        const auto store = [&] { m_mqtt.insert(frame); };
        rows ? insertRow(frame, m_mqtt.placeOf(frame), store) : store();
    }
    const auto store = [&] { m_mqtt.append(growth, snapshot); };
    rows && !growth.appended.empty() ? appendRows(growth.appended, store) : store();
    if (exchange)
        insertAllRows();
    if (m_filtered && !m_all)
        showHits(growth);
}

/// Frames that the filter selects and that turn out to carry MQTT only now.
void FrameRowsModel::showHits(const MqttFrames::Growth& growth)
{
    Frames found;
    for (const Frames* frames : {&growth.inserted, &growth.appended}) {
        std::copy_if(frames->begin(), frames->end(), std::back_inserter(found), [this](std::uint32_t frame) {
            return contains(m_hits, frame) && !contains(m_shown, frame);
        });
    }
    addRows(found);
}

// Exchanging all rows in two steps costs the same for ten rows and for a million; inserting the frames
// between the shown ones one by one does not.
void FrameRowsModel::setShowAll(bool all)
{
    if (all == m_all)
        return;
    removeAllRows();
    m_all = all;
    intersect();
    insertAllRows();
}

// ---------------------------------------------------------------------------------------------- the filter

void FrameRowsModel::intersect()
{
    m_shown = {};
    if (!m_filtered || m_all)
        return;
    m_shown.reserve(std::min(m_hits.size(), m_mqtt.size()));
    std::size_t place = 0;
    for (const std::uint32_t frame : m_hits) {
        while (place < m_mqtt.size() && m_mqtt[place] < frame)
            ++place;
        if (place < m_mqtt.size() && m_mqtt[place] == frame)
            m_shown.push_back(frame);
    }
}

void FrameRowsModel::setFiltered(std::vector<std::uint32_t> frames)
{
    removeAllRows();
    m_filtered = true;
    m_hits = std::move(frames);
    intersect();
    insertAllRows();
}

void FrameRowsModel::clearFiltered()
{
    if (!m_filtered)
        return;
    removeAllRows();
    m_filtered = false;
    m_hits = {};
    m_shown = {};
    insertAllRows();
}

void FrameRowsModel::changeFiltered(const Frames& added, const Frames& removed)
{
    if (added.empty() && removed.empty())
        return;
    Frames shown;
    std::copy_if(added.begin(), added.end(), std::back_inserter(shown),
                 [this](std::uint32_t frame) { return m_all || m_mqtt.contains(frame); });
    Frames& rows = filteredRows();
    const auto inside =
        static_cast<std::size_t>(std::count_if(shown.begin(), shown.end(), [&](std::uint32_t frame) {
            return !rows.empty() && frame < rows.back();
        }));
    const bool exchange = inside + removed.size() > kMaxSingly;
    if (exchange)
        removeAllRows();
    else
        std::for_each(removed.begin(), removed.end(), [this](std::uint32_t frame) { dropRow(frame); });
    if (exchange || !m_all) {
        Frames kept;
        std::set_difference(m_hits.begin(), m_hits.end(), removed.begin(), removed.end(),
                            std::back_inserter(kept));
        m_hits.clear();
        std::set_union(kept.begin(), kept.end(), added.begin(), added.end(), std::back_inserter(m_hits));
    }
    if (exchange) {
        intersect();
        insertAllRows();
        return;
    }
    addRows(shown);
    if (m_sortColumn >= 0)
        Q_EMIT orderWanted(false);
}

void FrameRowsModel::addRows(const Frames& frames)
{
    Frames& rows = filteredRows();
    Frames last;
    for (const std::uint32_t frame : frames) {
        if (rows.empty() || frame > rows.back())
            last.push_back(frame);
        else if (!contains(rows, frame))
            insertRow(frame, placeIn(rows, frame), [&] { insertInto(rows, frame); });
    }
    std::sort(last.begin(), last.end());
    appendRows(last, [&] { rows.insert(rows.end(), last.begin(), last.end()); });
}

void FrameRowsModel::dropRow(std::uint32_t frame)
{
    const int row = rowOfFrame(frame);
    if (row < 0)
        return;
    Frames& rows = filteredRows();
    beginRemoveRows({}, row, row);
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(placeIn(rows, frame)));
    if (m_arranged)
        m_order.erase(m_order.begin() + row);
    --m_rows;
    endRemoveRows();
}

// ----------------------------------------------------------------------------------------------- the order

template <class Change> void FrameRowsModel::moveRows(Change change)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QHash<int, std::uint32_t> frames;
    for (const QModelIndex& index : before)
        frames.insert(index.row(), frameOfRow(index.row()));
    change();
    QHash<int, int> rows;
    for (auto known = frames.cbegin(); known != frames.cend(); ++known)
        rows.insert(known.key(), rowOfFrame(known.value()));
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& index : before)
        after.append(createIndex(rows.value(index.row()), index.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void FrameRowsModel::sort(int column, Qt::SortOrder order)
{
    column = column >= 0 && column < columnCount() ? column : -1;
    if (column == m_sortColumn && (order == m_sortOrder || column < 0))
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    if (column < 0 && m_arranged) {
        moveRows([this] {
            m_arranged = false;
            m_order = {};
        });
    }
    Q_EMIT sortingChanged();
    if (column >= 0 && m_rows > 0)
        Q_EMIT orderWanted(true);
}

void FrameRowsModel::arrange(std::vector<std::uint32_t> frames)
{
    if (m_sortColumn < 0)
        return;
    const std::size_t rows = naturalSize();
    std::vector<bool> missing(std::size_t{m_frames} + 1);
    for (std::size_t i = 0; i < rows; ++i)
        missing[naturalFrame(i)] = true;
    std::erase_if(frames, [&](std::uint32_t frame) {
        const bool wanted = frame <= m_frames && missing[frame];
        if (wanted)
            missing[frame] = false;
        return !wanted;
    });
    for (std::size_t i = 0; frames.size() < rows && i < rows; ++i) {
        if (missing[naturalFrame(i)])
            frames.push_back(naturalFrame(i));
    }
    moveRows([&] {
        m_order = std::move(frames);
        m_arranged = true;
    });
}

} // namespace mqttscope::ui
