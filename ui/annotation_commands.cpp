// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/annotation_commands.h"

#include "ui/models/annotations.h"

namespace mqttscope::ui {

MarkCommand::MarkCommand(Annotations& annotations, const std::vector<std::uint32_t>& frames, bool marked)
    : m_annotations(&annotations), m_marked(marked)
{
    for (const std::uint32_t frame : frames) {
        if (annotations.isMarked(frame) != marked)
            m_frames.push_back(frame);
    }
}

void MarkCommand::undo()
{
    for (const std::uint32_t frame : m_frames)
        m_annotations->setMarked(frame, !m_marked);
}

void MarkCommand::redo()
{
    for (const std::uint32_t frame : m_frames)
        m_annotations->setMarked(frame, m_marked);
}

CommentCommand::CommentCommand(Annotations& annotations, std::uint32_t frame, const QString& comment)
    : m_annotations(&annotations), m_frame(frame), m_before(annotations.comment(frame)), m_after(comment)
{
}

void CommentCommand::undo()
{
    m_annotations->setComment(m_frame, m_before);
}

void CommentCommand::redo()
{
    m_annotations->setComment(m_frame, m_after);
}

} // namespace mqttscope::ui
