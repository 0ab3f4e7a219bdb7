// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/file_source.h"

#include <algorithm>
#include <cstddef>
#include <mutex>

namespace mqttscope::analysis {

field::ByteView FileSource::bytes(const index::FrameRecord& frame) const
{
    const auto all = m_file->bytes();
    const std::uint64_t offset = frame.fileOffset;
    if (offset > all.size())
        return {};
    return all.subspan(offset, std::min<std::uint64_t>(frame.capturedLength, all.size() - offset));
}

net::LinkType FileSource::linkType(std::uint32_t interface) const
{
    const std::uint32_t first = m_firstLinkType.load(std::memory_order_acquire);
    if (interface == 0 && first != UINT32_MAX)
        return static_cast<net::LinkType>(first);
    const std::shared_lock lock{m_mutex};
    // Of a frame that is no packet the interface is one that no capture has (capture::kNoInterface).
    return interface < m_interfaces.size() ? static_cast<net::LinkType>(m_interfaces[interface].linkType)
                                           : net::LinkType::NotAPacket;
}

std::string_view FileSource::interfaceName(std::uint32_t interface) const
{
    const std::shared_lock lock{m_mutex};
    return interface < m_interfaces.size() ? std::string_view{m_interfaces[interface].name}
                                           : std::string_view {
    };
}

std::uint32_t FileSource::section(std::uint32_t interface) const
{
    const std::shared_lock lock{m_mutex};
    return !m_sections.empty() && interface < m_interfaces.size() ? m_interfaces[interface].section + 1 : 0;
}

std::uint32_t FileSource::interfaceInSection(std::uint32_t interface) const
{
    const std::shared_lock lock{m_mutex};
    if (interface >= m_interfaces.size())
        return interface;
    const auto first = std::lower_bound(
        m_interfaces.begin(), m_interfaces.end(), m_interfaces[interface].section,
        [](const capture::Interface& i, std::uint32_t section) { return i.section < section; });
    return interface - static_cast<std::uint32_t>(first - m_interfaces.begin());
}

std::string_view FileSource::comment(std::uint32_t frame) const
{
    if (!m_hasComments.load(std::memory_order_acquire))
        return {};
    const std::shared_lock lock{m_mutex};
    const auto found = std::lower_bound(m_comments.begin(), m_comments.end(), frame,
                                        [](const KnownComment& c, std::uint32_t f) { return c.frame < f; });
    return found != m_comments.end() && found->frame == frame ? std::string_view{found->text}
                                                              : std::string_view{};
}

std::vector<std::uint32_t> FileSource::commentedFrames() const
{
    const std::shared_lock lock{m_mutex};
    std::vector<std::uint32_t> frames;
    frames.reserve(m_comments.size());
    for (const KnownComment& comment : m_comments)
        frames.push_back(comment.frame);
    return frames;
}

capture::CaptureContents FileSource::contents() const
{
    const std::shared_lock lock{m_mutex};
    capture::CaptureContents copy;
    copy.interfaces = m_interfaces;
    copy.sections = m_sections;
    copy.secrets = m_secrets;
    copy.names = m_names;
    copy.blockFrames = m_blockFrames;
    return copy;
}

void FileSource::learn(const capture::CaptureContents& contents)
{
    // Only this thread changes their number.
    if (contents.interfaces.size() == m_interfaces.size() && contents.comments.size() == m_comments.size() &&
        contents.sections.size() == m_sections.size() && contents.secrets.size() == m_secrets.size() &&
        contents.names.size() == m_names.size() && contents.blockFrames.size() == m_blockFrames.size())
        return;
    const std::unique_lock lock{m_mutex};
    const auto takeNew = [](auto& known, const auto& met) {
        known.insert(known.end(), met.begin() + static_cast<std::ptrdiff_t>(known.size()), met.end());
    };
    for (std::size_t i = m_interfaces.size(); i < contents.interfaces.size(); ++i)
        m_interfaces.push_back(contents.interfaces[i]);
    for (std::size_t i = m_sections.size(); i < contents.sections.size(); ++i)
        m_sections.push_back(contents.sections[i]);
    takeNew(m_secrets, contents.secrets);
    takeNew(m_names, contents.names);
    takeNew(m_blockFrames, contents.blockFrames);
    for (std::size_t i = m_comments.size(); i < contents.comments.size(); ++i)
        m_comments.push_back(
            {static_cast<std::uint32_t>(contents.comments[i].frame), contents.comments[i].text});
    if (!m_interfaces.empty())
        m_firstLinkType.store(static_cast<std::uint32_t>(m_interfaces[0].linkType),
                              std::memory_order_release);
    m_hasComments.store(!m_comments.empty(), std::memory_order_release);
}

void FileSource::learnCounts(const capture::CaptureContents& contents)
{
    const std::unique_lock lock{m_mutex};
    for (std::size_t i = 0; i < m_interfaces.size() && i < contents.interfaces.size(); ++i) {
        m_interfaces[i].received = contents.interfaces[i].received;
        m_interfaces[i].dropped = contents.interfaces[i].dropped;
    }
}

} // namespace mqttscope::analysis
