// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/save_file_sink.h"

namespace mqttscope::ui {

bool SaveFileSink::deliver()
{
    if (!*m_failed && !m_gathered.isEmpty())
        *m_failed = m_file->write(m_gathered) != m_gathered.size();
    m_gathered.clear();
    return !*m_failed;
}

tl::expected<void, capture::FileError> SaveFileSink::write(std::span<const std::uint8_t> record)
{
    m_gathered.append(reinterpret_cast<const char*>(record.data()), static_cast<qsizetype>(record.size()));
    return m_gathered.size() < kBlock && !*m_failed ? tl::expected<void, capture::FileError>{} : flush();
}

tl::expected<void, capture::FileError> SaveFileSink::flush()
{
    if (deliver())
        return {};
    return tl::unexpected(capture::errorAt(0, capture::FileError::Code::WriteFailed));
}

bool SaveFileOutput::write(const std::string& block)
{
    const auto size = static_cast<qsizetype>(block.size());
    return m_file->write(block.data(), size) == size;
}

} // namespace mqttscope::ui
