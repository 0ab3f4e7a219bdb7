// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/vocabulary.h"
#include "ui/models/frame_cells.h"
#include "ui/models/frame_rows_model.h"
#include "ui/models/time_text.h"

#include <QCache>
#include <QElapsedTimer>

#include <memory>
#include <vector>

namespace mqttscope::ui {

class Annotations;

/// The frame list. Rows are inserted as snapshots arrive and never reset; texts are made for the rows that
/// are looked at. The GUI thread only.
class FrameListModel : public FrameRowsModel {
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
    [[nodiscard]] const std::shared_ptr<const analysis::Document>& document() const { return m_document; }
    [[nodiscard]] const std::shared_ptr<const index::Snapshot>& snapshot() const { return m_snapshot; }

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

    /// The name of a column.
    [[nodiscard]] QString columnTitle(int column) const;
    /// What a row says. Valid until the next call of any member.
    [[nodiscard]] const FrameCells& cells(int row) const;

    [[nodiscard]] RowKey sortKey(int column) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
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
    QElapsedTimer m_texts;                             ///< since texts were made anew
    mutable QCache<std::uint32_t, FrameCells> m_cells; ///< by frame
    mutable index::DissectScratch m_scratch;           ///< for reading rows, one after the other
    const Annotations* m_annotations = nullptr;
    TimeFormat m_timeFormat = TimeFormat::SinceFirst;
    std::uint32_t m_reference = 0;
};

} // namespace mqttscope::ui
