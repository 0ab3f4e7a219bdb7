// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_explain.h"

#include "capture/file/byte_sink.h"
#include "capture/file/file_error.h"
#include "teach/illustrated/illustrated_html.h"
#include "teach/illustrated/illustrated_text.h"
#include "teach/number_text.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <sys/ioctl.h>
#include <unistd.h>

namespace mqttscope::app {
namespace {

/// The file of -w as the output of text.
class FileOutput final : public analysis::TextOutput {
public:
    explicit FileOutput(std::unique_ptr<capture::FileSink> sink) : m_sink(std::move(sink)) {}

    /// Writes what is left. What went wrong, if anything did.
    [[nodiscard]] std::optional<capture::FileError> close()
    {
        flush();
        if (!m_failure) {
            if (const auto closed = m_sink->close(); !closed)
                m_failure = closed.error();
        }
        return m_failure;
    }

protected:
    bool write(const std::string& block) override
    {
        const field::ByteView bytes = field::asBytes(block);
        if (const auto written = m_sink->write(std::span<const std::uint8_t>(bytes)); !written) {
            m_failure = written.error();
            return false;
        }
        return true;
    }

private:
    std::unique_ptr<capture::FileSink> m_sink;
    std::optional<capture::FileError> m_failure;
};

/// Columns of the terminal; longer lines than kMost are hard to read.
std::size_t outputWidth()
{
    constexpr std::size_t kUsual = 100;
    constexpr std::size_t kMost = 110;
    winsize size{};
    if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return kUsual;
    return std::min<std::size_t>(size.ws_col, kMost);
}

void write(analysis::TextOutput& output, const CliOptions& options, const teach::Illustration& illustration)
{
    if (options.explain->html)
        teach::writeIllustratedHtml(output, illustration);
    else
        teach::writeIllustratedText(output, illustration, {outputWidth(), options.explain->brief});
}

std::uint32_t firstWithMqtt(const index::Snapshot& snapshot)
{
    for (std::uint32_t frame = 1; frame <= snapshot.frameCount(); ++frame) {
        if (snapshot.hasMqtt(frame))
            return frame;
    }
    return 0;
}

/// The illustration of the frame asked for, or why there is none.
tl::expected<teach::Illustration, std::string>
illustrate(const CliOptions& options, const teach::Vocabulary& words, const analysis::Document& document)
{
    const auto snapshot = document.snapshot();
    const std::string count = teach::groupedNumber(snapshot->frameCount(), words.language());
    const auto problem = [&](std::string_view key, std::uint32_t frame) {
        const std::string number = teach::groupedNumber(frame, words.language());
        return tl::unexpected(words.illustrated(
            "problem", key, {{"file", options.file}, {"number", number}, {"count", count}, {"last", count}}));
    };
    const std::uint32_t frame =
        options.explain->frame != 0 ? options.explain->frame : firstWithMqtt(*snapshot);
    if (frame == 0)
        return problem("no-mqtt", 0);
    auto illustration = teach::Illustration::of(document, *snapshot, frame, words, options.explain->what);
    if (!illustration)
        return problem("no-frame", frame);
    if (illustration->sections().empty())
        return problem("nothing-here", frame);
    return std::move(*illustration);
}

} // namespace

tl::expected<void, std::string> explainFrame(const CliOptions& options, const teach::Vocabulary& words,
                                             const analysis::Document& document, analysis::TextOutput& output)
{
    const auto illustration = illustrate(options, words, document);
    if (!illustration)
        return tl::unexpected(illustration.error());
    if (options.writeFile.empty() || options.writeFile == "-") {
        write(output, options, *illustration);
        return {};
    }
    std::error_code ignored;
    if (std::filesystem::equivalent(options.writeFile, options.file, ignored))
        return tl::unexpected(words.illustrated("problem", "is-capture", {{"file", options.writeFile}}));
    const auto unwritable = [&](const capture::FileError& error) {
        const std::string why = capture::describe(error);
        return tl::unexpected(
            words.illustrated("problem", "unwritable", {{"file", options.writeFile}, {"why", why}}));
    };
    auto sink = capture::FileSink::create(options.writeFile);
    if (!sink)
        return unwritable(sink.error());
    FileOutput file{std::move(*sink)};
    write(file, options, *illustration);
    if (const auto failure = file.close())
        return unwritable(*failure);
    return {};
}

} // namespace mqttscope::app
