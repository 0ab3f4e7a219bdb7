// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUndoCommand>

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

class Annotations;

/// Marks frames, or takes their marks away.
class MarkCommand : public QUndoCommand {
public:
    /// The annotations must outlive the command. Frames whose mark is as wanted already are left alone.
    MarkCommand(Annotations& annotations, const std::vector<std::uint32_t>& frames, bool marked);
    void undo() override;
    void redo() override;

private:
    Annotations* m_annotations;
    std::vector<std::uint32_t> m_frames; ///< whose mark changes
    bool m_marked;
};

/// Writes another comment on a frame; an empty one takes it away.
class CommentCommand : public QUndoCommand {
public:
    /// The annotations must outlive the command.
    CommentCommand(Annotations& annotations, std::uint32_t frame, const QString& comment);
    void undo() override;
    void redo() override;

private:
    Annotations* m_annotations;
    std::uint32_t m_frame;
    QString m_before;
    QString m_after;
};

} // namespace mqttscope::ui
