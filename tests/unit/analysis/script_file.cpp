// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/analysis/script_file.h"

#include "capture/file/capture_writer.h"

#include <fmt/format.h>

#include <atomic>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace mqttscope::analysis::test {
namespace {

void write(const std::filesystem::path& path, const Bytes& content, std::ios::openmode mode)
{
    std::ofstream out(path, std::ios::binary | mode);
    out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    if (!out)
        throw std::runtime_error("cannot write " + path.string());
}

} // namespace

TempFile::TempFile(const Bytes& content)
{
    static std::atomic<int> count{0};
    m_path =
        std::filesystem::temp_directory_path() / fmt::format("mqttscope-analysis-{}-{}", getpid(), count++);
    write(m_path, content, std::ios::trunc);
}

TempFile::~TempFile()
{
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
}

void TempFile::append(const Bytes& content) const
{
    write(m_path, content, std::ios::app);
}

void TempFile::cutTo(std::uint64_t length) const
{
    std::filesystem::resize_file(m_path, length);
}

Bytes pcapOf(const index::test::FrameScript& script, std::uint32_t frames)
{
    auto memory = std::make_unique<capture::MemorySink>();
    const capture::MemorySink& sink = *memory;
    auto writer = capture::PcapWriter::over(std::move(memory), {});
    if (!writer)
        throw std::runtime_error(capture::describe(writer.error()));
    for (std::uint32_t i = 1; i <= frames; ++i) {
        capture::FrameToWrite frame;
        frame.timeNs = 1'700'000'000'000'000'000 + std::int64_t{i - 1} * 1'000'000;
        frame.bytes = script.frame(i);
        if (const auto written = writer->write(frame); !written)
            throw std::runtime_error(capture::describe(written.error()));
    }
    return {sink.bytes().begin(), sink.bytes().end()};
}

std::shared_ptr<Document> indexed(const std::string& path, const Options& options)
{
    auto document = Document::open(path, options);
    if (!document)
        throw std::runtime_error(path + ": " + capture::describe(document.error()));
    (*document)->start();
    (*document)->wait();
    return *document;
}

std::string sourcePath(std::string_view relative)
{
    return fmt::format("{}/{}", MQTTSCOPE_SOURCE_DIR, relative);
}

} // namespace mqttscope::analysis::test
