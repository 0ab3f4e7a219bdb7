// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/frame_row.h"
#include "analysis/vocabulary.h"
#include "ui/models/frame_rows.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QElapsedTimer>

#include <memory>
#include <vector>

namespace mqttscope::ui {

/// One end of a frame, as the list names it.
struct FrameEnd {
    QString name;        ///< client id, "broker", or the address
    QString address;     ///< with port
    bool broker = false; ///< the well-known counterpart: shown muted
};

/// One MQTT packet of a frame, as the list shows it.
struct FramePacket {
    mqtt::PacketType type{};
    std::uint8_t qos = 0;       ///< counts for PUBLISH only
    std::uint16_t packetId = 0; ///< 0 if it has none
};

/// What the cells of one row say.
struct FrameCells {
    std::uint32_t frame = 0;
    QString time;
    FrameEnd from;
    FrameEnd to;
    std::vector<FramePacket> packets; ///< at most kMaxPackets; more are counted
    std::size_t packetCount = 0;
    QString protocol; ///< of a frame without MQTT: "TCP"
    QString identifiers;
    std::uint64_t mqttLength = 0;  ///< bytes of its MQTT packets on the wire
    std::uint32_t frameLength = 0; ///< bytes of the frame on the wire
    QString summary;
    bool malformed = false; ///< a packet breaks its format

    static constexpr std::size_t kMaxPackets = 8;
};

/// The frame list. Rows are inserted as snapshots arrive and never reset; texts are made for the rows that
/// are looked at. The GUI thread only.
class FrameListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Time, Route, Type, Qos, Identifier, Length, Summary, ColumnCount };
    enum Role {
        FrameRole = Qt::UserRole, ///< number of the frame, from 1
    };
    /// Rows whose texts are kept: several screens of them.
    static constexpr int kMaxCachedRows = 512;
    /// Texts stand so long while snapshots keep arriving.
    static constexpr qint64 kTextsForMs = 400;
    /// Longest client id shown.
    static constexpr qsizetype kMaxNameLength = 128;
    /// Longest summary shown.
    static constexpr qsizetype kMaxSummaryLength = 400;

    /// The vocabulary must outlive the model.
    explicit FrameListModel(const analysis::Vocabulary& vocabulary, QObject* parent = nullptr);
    ~FrameListModel() override;

    /// Shows another capture from its beginning; null shows nothing.
    void setDocument(std::shared_ptr<const analysis::Document> document);
    /// Takes in what is known now. Snapshots must come in their order.
    void setSnapshot(std::shared_ptr<const index::Snapshot> snapshot);
    [[nodiscard]] const std::shared_ptr<const index::Snapshot>& snapshot() const { return m_snapshot; }

    /// Whether frames without MQTT are shown too.
    void setShowAll(bool all);
    [[nodiscard]] bool showsAll() const { return m_all; }
    [[nodiscard]] std::uint32_t frameCount() const { return m_frames; }
    [[nodiscard]] std::uint32_t mqttFrameCount() const { return static_cast<std::uint32_t>(m_mqtt.size()); }
    /// Texts are to be made anew: the language is another.
    void retranslate();
    /// Texts are to be made anew: nothing more will be learnt, or enough may have been.
    void refreshTexts();

    [[nodiscard]] std::uint32_t frameOfRow(int row) const;
    /// The row of a frame, or -1 if it is not shown.
    [[nodiscard]] int rowOfFrame(std::uint32_t frame) const;
    /// The row of the frame, else that of the next shown after it, else the last; -1 if there is none.
    [[nodiscard]] int nearestRow(std::uint32_t frame) const;
    /// The next frame with MQTT after (before) a frame; 0 if there is none.
    [[nodiscard]] std::uint32_t nextMqttFrame(std::uint32_t frame) const;
    [[nodiscard]] std::uint32_t previousMqttFrame(std::uint32_t frame) const;
    /// What a row says. Valid until the next call of any member.
    [[nodiscard]] const FrameCells& cells(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void removeAllRows();
    void takeMqttFrames();
    [[nodiscard]] std::unique_ptr<FrameCells> makeCells(std::uint32_t frame) const;
    void describePackets(FrameCells& cells, const analysis::FrameRow& row) const;
    [[nodiscard]] QString typeText(const FrameCells& cells) const;
    [[nodiscard]] QString qosText(const FrameCells& cells) const;
    [[nodiscard]] QString toolTip(const FrameCells& cells, int column) const;

    const analysis::Vocabulary* m_vocabulary;
    std::shared_ptr<const analysis::Document> m_document;
    std::shared_ptr<const index::Snapshot> m_snapshot;
    MqttFrames m_mqtt;
    std::uint32_t m_frames = 0; ///< frames taken in
    int m_rows = 0;             ///< shown
    bool m_all = false;
    QElapsedTimer m_texts;                             ///< since texts were made anew
    mutable QCache<std::uint32_t, FrameCells> m_cells; ///< by frame
};

} // namespace mqttscope::ui
