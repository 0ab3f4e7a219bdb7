// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/tap_capture.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace mqttscope::analysis {
namespace {

LiveOptions optionsOf(std::string what, std::uint64_t partFrames)
{
    LiveOptions options;
    options.interfaces = {std::move(what)};
    options.partFrames = partFrames;
    return options;
}

capture::FileError fileErrorOf(const LiveError& error)
{
    if (error.file)
        return *error.file;
    capture::FileError file;
    file.code = capture::FileError::Code::CannotCreate;
    file.systemError = static_cast<int>(error.number);
    file.path = error.path;
    return file;
}

} // namespace

/// Where the tap writes.
class TapCapture::Sink final : public capture::ByteSink {
public:
    explicit Sink(std::shared_ptr<TapCapture> capture) : m_capture(std::move(capture)) {}
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;
    Sink(Sink&&) = delete;
    Sink& operator=(Sink&&) = delete;
    ~Sink() override { static_cast<void>(m_capture->flush()); } // nobody is left to be told

    [[nodiscard]] tl::expected<void, capture::FileError> write(std::span<const std::uint8_t> record) override
    {
        return m_capture->add(record).map_error(fileErrorOf);
    }
    [[nodiscard]] tl::expected<void, capture::FileError> flush() override
    {
        return m_capture->flush().map_error(fileErrorOf);
    }
    [[nodiscard]] tl::expected<void, capture::FileError> close() override { return flush(); }

private:
    std::shared_ptr<TapCapture> m_capture;
};

TapCapture::TapCapture(std::string what, std::uint64_t partFrames)
    : m_options(optionsOf(std::move(what), partFrames))
{
}

TapCapture::~TapCapture() = default;

tl::expected<std::unique_ptr<capture::ByteSink>, capture::FileError>
TapCapture::begin(const std::shared_ptr<TapCapture>& capture)
{
    if (auto opened = capture->open(); !opened)
        return tl::unexpected(fileErrorOf(opened.error()));
    return std::make_unique<Sink>(capture);
}

tl::expected<void, LiveError> TapCapture::open()
{
    const std::lock_guard lock{m_mutex};
    remove();
    auto writer = LiveWriter::create(m_options);
    if (!writer)
        return tl::unexpected(writer.error());
    m_writer = std::move(*writer);
    m_cutter = {};
    m_waiting = 0;
    return {};
}

tl::expected<void, LiveError> TapCapture::add(std::span<const std::uint8_t> record)
{
    const std::lock_guard lock{m_mutex};
    if (m_written.error)
        return tl::unexpected(*m_written.error);
    m_cutter.feed(record);
    while (const auto whole = m_cutter.next())
        m_writer->add(*whole);
    m_waiting += record.size();
    return m_waiting < kFlushAt ? tl::expected<void, LiveError>{} : handOver();
}

tl::expected<void, LiveError> TapCapture::flush()
{
    const std::lock_guard lock{m_mutex};
    if (m_written.error)
        return tl::unexpected(*m_written.error);
    return m_writer != nullptr ? handOver() : tl::expected<void, LiveError>{};
}

/// A part that has just begun is told of when its headers can be read.
tl::expected<void, LiveError> TapCapture::handOver()
{
    m_waiting = 0;
    auto flushed = m_writer->flush();
    m_written.frames = m_writer->frames();
    m_written.bytes = m_writer->bytes();
    if (!flushed) {
        m_written.error = flushed.error();
        return flushed;
    }
    const std::vector<LivePart>& parts = m_writer->whole()->parts();
    for (std::size_t fresh = m_readable.size(); fresh < parts.size(); ++fresh) {
        m_readable.push_back(parts[fresh]);
        m_written.parts.push_back(parts[fresh].path);
    }
    return {};
}

TapCapture::Written TapCapture::written() const
{
    const std::lock_guard lock{m_mutex};
    return m_written;
}

tl::expected<std::uint64_t, LiveError> TapCapture::saveSoFar(const std::string& path) const
{
    std::vector<LivePart> parts;
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;
    {
        const std::lock_guard lock{m_mutex};
        parts = m_readable;
        frames = m_written.frames;
        bytes = m_written.bytes;
    }
    return saveLiveParts(parts, path, false, bytes).map([frames] { return frames; });
}

tl::expected<void, LiveError> TapCapture::save(const std::string& path)
{
    std::vector<LivePart> parts;
    {
        const std::lock_guard lock{m_mutex};
        if (m_writer == nullptr)
            return {};
        parts = m_writer->whole()->parts();
    }
    if (auto saved = saveLiveParts(parts, path, true); !saved)
        return saved;
    const std::lock_guard lock{m_mutex};
    m_writer.reset();
    return {};
}

void TapCapture::discard()
{
    const std::lock_guard lock{m_mutex};
    remove();
}

void TapCapture::remove()
{
    if (m_writer == nullptr)
        return;
    std::error_code ignored;
    for (const LivePart& part : m_writer->whole()->parts())
        std::filesystem::remove(part.path, ignored);
    m_writer.reset();
    m_readable.clear();
    m_written = {};
}

} // namespace mqttscope::analysis
