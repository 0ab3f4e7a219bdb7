// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/export/save_capture.h"

#include <QObject>
#include <QString>

#include <memory>
#include <set>

namespace mqttscope::ui {

/// What people write on the frames of a capture: marks, which last as long as it is open, and comments, which
/// can be saved in it. The GUI thread only.
class Annotations : public QObject {
    Q_OBJECT
public:
    explicit Annotations(QObject* parent = nullptr);

    /// Begins anew with another capture and the comments in its file; null: with none.
    void setDocument(std::shared_ptr<const analysis::Document> document);

    [[nodiscard]] bool isMarked(std::uint32_t frame) const { return m_marks.contains(frame); }
    void setMarked(std::uint32_t frame, bool marked);
    [[nodiscard]] const std::set<std::uint32_t>& marks() const { return m_marks; }
    /// The next marked frame behind (before) a frame, round the ends; 0 if nothing is marked.
    [[nodiscard]] std::uint32_t nextMark(std::uint32_t frame) const;
    [[nodiscard]] std::uint32_t previousMark(std::uint32_t frame) const;

    /// The comment on a frame, empty if there is none.
    [[nodiscard]] QString comment(std::uint32_t frame) const;
    /// Whether a frame has a comment; cheaper than asking for it.
    [[nodiscard]] bool hasComment(std::uint32_t frame) const;
    void setComment(std::uint32_t frame, const QString& comment);

    /// The comments that are not those of the file, for `analysis::saveCapture`.
    [[nodiscard]] const analysis::FrameComments& changedComments() const { return m_comments; }
    /// Whether comments would be lost now.
    [[nodiscard]] bool isUnsaved() const { return m_comments != m_saved; }
    /// These comments are in a file now.
    void noteSaved(const analysis::FrameComments& comments);

Q_SIGNALS:
    /// A frame has another mark or comment; 0: any frame may.
    void changed(std::uint32_t frame);
    /// `isUnsaved` may say something else.
    void unsavedChanged();

private:
    [[nodiscard]] std::string_view inFile(std::uint32_t frame) const;

    std::shared_ptr<const analysis::Document> m_document;
    std::set<std::uint32_t> m_marks;
    analysis::FrameComments m_comments; ///< that differ from the file's
    analysis::FrameComments m_saved;    ///< `m_comments` when it was saved last
};

} // namespace mqttscope::ui
