// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/vocabulary.h"
#include "ui/models/frame_cells.h"
#include "ui/models/frame_rows.h"
#include "ui/models/time_text.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QElapsedTimer>

#include <memory>
#include <vector>

namespace mqttscope::ui {

class Annotations;

/// The frame list. Rows are inserted as snapshots arrive and never reset; texts are made for the rows that
/// are looked at. The GUI thread only.
class FrameListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Rail, ///< what joins the packets of an exchange; what breaks a rule
        Number,
        Time,
        Route,
        Type,
        Qos,
        Identifier,
        Length,
        Reply,
        Summary,
        // Hidden until they are asked for.
        Flags,
        Topic,
        Payload,
        Source,
        Destination,
        Client,
        Stream,
        FrameLength,
        AbsoluteTime,
        ColumnCount
    };
    /// The first column that is hidden until it is asked for.
    static constexpr int kFirstOptional = Flags;
    enum Role {
        FrameRole = Qt::UserRole, ///< number of the frame, from 1
        FindingRole,              ///< analysis::FindingLevel as a number
        MarkedRole,               ///< whether people marked it
        CommentRole,              ///< what people wrote on it, or empty
        ReferenceRole,            ///< whether times count from it
    };
    /// Rows whose texts are kept: several screens of them.
    static constexpr int kMaxCachedRows = 512;
    /// Texts stand so long while snapshots keep arriving.
    static constexpr qint64 kTextsForMs = 400;
    /// Longest comment in a tool tip.
    static constexpr qsizetype kMaxCommentLength = 2000;

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

    /// Marks and comments, which must outlive the model; without them there are none.
    void setAnnotations(const Annotations& annotations);
    void setTimeFormat(TimeFormat format);
    [[nodiscard]] TimeFormat timeFormat() const { return m_timeFormat; }
    /// The frame that TimeFormat::SinceReference counts from; 0 = the first.
    void setReference(std::uint32_t frame);
    [[nodiscard]] std::uint32_t reference() const { return m_reference; }
    /// The frames of all rows, in their order.
    [[nodiscard]] std::vector<std::uint32_t> shownFrames() const;

    [[nodiscard]] std::uint32_t frameOfRow(int row) const;
    /// The row of a frame, or -1 if it is not shown.
    [[nodiscard]] int rowOfFrame(std::uint32_t frame) const;
    /// The row of the frame, else that of the next shown after it, else the last; -1 if there is none.
    [[nodiscard]] int nearestRow(std::uint32_t frame) const;
    /// The next frame with MQTT after (before) a frame; 0 if there is none.
    [[nodiscard]] std::uint32_t nextMqttFrame(std::uint32_t frame) const;
    [[nodiscard]] std::uint32_t previousMqttFrame(std::uint32_t frame) const;
    /// The name of a column.
    [[nodiscard]] QString columnTitle(int column) const;
    /// What a row says. Valid until the next call of any member.
    [[nodiscard]] const FrameCells& cells(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void removeAllRows();
    void takeMqttFrames();
    void refreshTimes();
    [[nodiscard]] QString timeOfRow(int row, TimeFormat format) const;
    [[nodiscard]] QString cellText(const FrameCells& cells, int row, int column) const;
    [[nodiscard]] QString railText(const FrameCells& cells) const;
    [[nodiscard]] QString findingsText(std::uint32_t frame) const;
    [[nodiscard]] QString commentOf(std::uint32_t frame) const;
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
    mutable index::DissectScratch m_scratch;           ///< for reading rows, one after the other
    const Annotations* m_annotations = nullptr;
    TimeFormat m_timeFormat = TimeFormat::SinceFirst;
    std::uint32_t m_reference = 0;
};

} // namespace mqttscope::ui
