// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/annotations.h"

#include "ui/models/text.h"

namespace mqttscope::ui {

Annotations::Annotations(QObject* parent) : QObject(parent) {}

void Annotations::setDocument(std::shared_ptr<const analysis::Document> document)
{
    m_document = std::move(document);
    m_marks.clear();
    m_comments.clear();
    m_saved.clear();
    Q_EMIT changed(0);
    Q_EMIT unsavedChanged();
}

void Annotations::setMarked(std::uint32_t frame, bool marked)
{
    if (marked == isMarked(frame))
        return;
    if (marked)
        m_marks.insert(frame);
    else
        m_marks.erase(frame);
    Q_EMIT changed(frame);
}

std::uint32_t Annotations::nextMark(std::uint32_t frame) const
{
    if (m_marks.empty())
        return 0;
    const auto next = m_marks.upper_bound(frame);
    return next != m_marks.end() ? *next : *m_marks.begin();
}

std::uint32_t Annotations::previousMark(std::uint32_t frame) const
{
    if (m_marks.empty())
        return 0;
    const auto here = m_marks.lower_bound(frame);
    return here != m_marks.begin() ? *std::prev(here) : *m_marks.rbegin();
}

std::string_view Annotations::inFile(std::uint32_t frame) const
{
    return m_document ? m_document->source().comment(frame) : std::string_view();
}

QString Annotations::comment(std::uint32_t frame) const
{
    const auto own = m_comments.find(frame);
    return text(own != m_comments.end() ? std::string_view(own->second) : inFile(frame));
}

bool Annotations::hasComment(std::uint32_t frame) const
{
    const auto own = m_comments.find(frame);
    return own != m_comments.end() ? !own->second.empty() : !inFile(frame).empty();
}

void Annotations::setComment(std::uint32_t frame, const QString& comment)
{
    const std::string wanted = comment.toStdString();
    if (wanted == inFile(frame))
        m_comments.erase(frame);
    else
        m_comments[frame] = wanted;
    Q_EMIT changed(frame);
    Q_EMIT unsavedChanged();
}

void Annotations::noteSaved(const analysis::FrameComments& comments)
{
    m_saved = comments;
    Q_EMIT unsavedChanged();
}

} // namespace mqttscope::ui
