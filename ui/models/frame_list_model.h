// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/frame_row.h"
#include "analysis/vocabulary.h"
#include "ui/models/frame_rows_model.h"

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
class FrameListModel : public FrameRowsModel {
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
    [[nodiscard]] const std::shared_ptr<const analysis::Document>& document() const { return m_document; }
    [[nodiscard]] const std::shared_ptr<const index::Snapshot>& snapshot() const { return m_snapshot; }

    /// Texts are to be made anew: the language is another.
    void retranslate();
    /// Texts are to be made anew: nothing more will be learnt, or enough may have been.
    void refreshTexts();

    /// What a row says. Valid until the next call of any member.
    [[nodiscard]] const FrameCells& cells(int row) const;

    [[nodiscard]] RowKey sortKey(int column) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] std::unique_ptr<FrameCells> makeCells(std::uint32_t frame) const;
    void describePackets(FrameCells& cells, const analysis::FrameRow& row) const;
    [[nodiscard]] QString typeText(const FrameCells& cells) const;
    [[nodiscard]] QString qosText(const FrameCells& cells) const;
    [[nodiscard]] QString toolTip(const FrameCells& cells, int column) const;

    const analysis::Vocabulary* m_vocabulary;
    std::shared_ptr<const analysis::Document> m_document;
    std::shared_ptr<const index::Snapshot> m_snapshot;
    QElapsedTimer m_texts;                             ///< since texts were made anew
    mutable QCache<std::uint32_t, FrameCells> m_cells; ///< by frame
};

} // namespace mqttscope::ui
