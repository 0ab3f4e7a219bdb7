// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/export_job.h"

#include "analysis/export/capture_export.h"
#include "analysis/export/json.h"
#include "analysis/export/pdml.h"
#include "analysis/export/text_exporter.h"
#include "ui/models/file_error_text.h"
#include "ui/models/frame_list_csv.h"
#include "ui/models/save_bytes.h"
#include "ui/models/save_file_sink.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

#include <cerrno>
#include <optional>
#include <vector>

namespace mqttscope::ui {
namespace {

QString words(const char* english)
{
    return QCoreApplication::translate("Export", english);
}

std::unique_ptr<analysis::FrameExporter> exporterFor(const ExportJob& job, const analysis::Vocabulary& words)
{
    analysis::TextOptions text;
    switch (job.format) {
    case ExportFormat::Details:
        text.tree = true;
        text.hexDump = true;
        return std::make_unique<analysis::TextExporter>(text, words);
    case ExportFormat::Csv:
        return std::make_unique<FrameListCsv>(job.document, job.snapshot, words, job.columns, job.csv);
    case ExportFormat::Json:
        return std::make_unique<analysis::JsonExporter>(analysis::JsonOptions{});
    case ExportFormat::Pdml:
        return std::make_unique<analysis::PdmlExporter>(std::vector<std::string>{});
    case ExportFormat::Summary:
    case ExportFormat::Pcapng:
    case ExportFormat::Pcap:
    case ExportFormat::NanoPcap:
    case ExportFormat::Html:
    case ExportFormat::Pdf:
    case ExportFormat::Svg:
        break;
    }
    return std::make_unique<analysis::TextExporter>(text, words);
}

/// Looks at each frame whether to go on, unlike the walk of the statistics: a frame may take long here.
template <class Write> void forEach(const ExportJob& job, const analysis::WorkWatch& watch, Write write)
{
    const std::uint32_t count = analysis::frameCount(*job.snapshot, job.frames);
    for (std::uint32_t i = 0; i < count && !watch.isCancelled(); ++i) {
        const std::uint32_t frame = job.frames ? (*job.frames)[i] : i + 1;
        if (frame != 0 && frame <= job.snapshot->frameCount() && !write(frame))
            return;
        watch.report(i + 1);
    }
}

void writeText(const ExportJob& job, QSaveFile& file, const analysis::WorkWatch& watch, ExportResult& result)
{
    const teach::Vocabulary vocabulary(job.language, job.teacherFolder);
    const auto exporter = exporterFor(job, vocabulary);
    SaveFileOutput out(file);
    exporter->begin(out);
    forEach(job, watch, [&](std::uint32_t frame) {
        exporter->frame(out, *job.document, *job.snapshot, frame);
        ++result.frames;
        out.settle();
        return out.open();
    });
    exporter->end(out);
    out.flush();
    if (!out.open())
        result.problem = saveErrorText(job.path, file.error(), file.errorString());
}

void writePcap(const ExportJob& job, QSaveFile& file, const analysis::WorkWatch& watch, ExportResult& result)
{
    std::optional<std::uint32_t> link;
    bool mixed = false;
    bool full = false;
    auto capture = analysis::CaptureExport::over(
        std::make_unique<SaveFileSink>(file, full), job.path.toStdString(),
        job.format == ExportFormat::Pcap ? analysis::CaptureFormat::Pcap : analysis::CaptureFormat::NanoPcap,
        *job.document);
    std::string problem = capture ? std::string() : capture.error();
    forEach(job, watch, [&](std::uint32_t frame) {
        if (!problem.empty())
            return false;
        const auto type = static_cast<std::uint32_t>(job.document->source().linkType(
            static_cast<std::uint32_t>(job.snapshot->frame(frame).interface)));
        mixed = link && *link != type && static_cast<net::LinkType>(type) != net::LinkType::NotAPacket;
        if (!link && static_cast<net::LinkType>(type) != net::LinkType::NotAPacket)
            link = type;
        if (mixed)
            return false;
        if (const auto written = capture->write(*job.snapshot, frame); !written)
            problem = written.error();
        else
            ++result.frames;
        return problem.empty();
    });
    if (problem.empty() && !mixed && !watch.isCancelled()) {
        if (const auto closed = capture->close(); !closed)
            problem = closed.error();
        result.leftOut = capture->leftOut();
        result.frames -= result.leftOut;
    }
    if (mixed)
        result.problem = words(QT_TRANSLATE_NOOP(
            "Export", "A pcap file holds frames of one kind of network, these have several. Choose pcapng."));
    else if (!problem.empty())
        result.problem = full ? saveErrorText(job.path, file.error(), file.errorString())
                              : words(QT_TRANSLATE_NOOP("Export", "Not saved: %1")).arg(text(problem));
}

/// Everything that the capture holds beside its frames is kept.
void writePcapng(const ExportJob& job, ExportResult& result)
{
    const auto frames = job.frames ? std::optional(*job.frames) : std::nullopt;
    const auto saved = analysis::saveCapture(*job.document, frames, job.comments, job.path.toStdString());
    if (!saved) {
        result.problem = saved.error().systemError == ENOSPC
                             ? saveErrorText(job.path, QFileDevice::ResourceError, {})
                             : fileErrorText(saved.error());
        return;
    }
    result.frames = saved->frames;
    result.commentsLeftOut = saved->commentsLeftOut;
}

} // namespace

bool isCaptureFormat(ExportFormat format)
{
    return format == ExportFormat::Pcapng || format == ExportFormat::Pcap || format == ExportFormat::NanoPcap;
}

QString exportSuffix(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Pcapng:
        return QStringLiteral("pcapng");
    case ExportFormat::Pcap:
    case ExportFormat::NanoPcap:
        return QStringLiteral("pcap");
    case ExportFormat::Summary:
    case ExportFormat::Details:
        return QStringLiteral("txt");
    case ExportFormat::Csv:
        return QStringLiteral("csv");
    case ExportFormat::Json:
        return QStringLiteral("json");
    case ExportFormat::Pdml:
        return QStringLiteral("pdml");
    case ExportFormat::Html:
        return QStringLiteral("html");
    case ExportFormat::Pdf:
        return QStringLiteral("pdf");
    case ExportFormat::Svg:
        return QStringLiteral("svg");
    }
    return {};
}

ExportResult runExport(const ExportJob& job, const analysis::WorkWatch& watch)
{
    ExportResult result;
    // The capture is read while it is written from; and whoever exports does not mean to lose it.
    if (isSameFile(job.path, QString::fromStdString(job.document->path()))) {
        result.problem =
            words(QT_TRANSLATE_NOOP("Export", "%1 is the capture that is open: choose another name."))
                .arg(QDir::toNativeSeparators(job.path));
        return result;
    }
    result.problem = targetProblem(job.path);
    if (!result.problem.isEmpty())
        return result;
    result.cancelled = watch.isCancelled();
    if (result.cancelled)
        return result;
    if (job.format == ExportFormat::Pcapng) {
        writePcapng(job, result);
        return result;
    }
    QSaveFile file(job.path);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly)) {
        result.problem = saveErrorText(job.path, file.error(), file.errorString());
        return result;
    }
    if (isCaptureFormat(job.format))
        writePcap(job, file, watch, result);
    else
        writeText(job, file, watch, result);
    result.cancelled = watch.isCancelled();
    if (result.cancelled || !result.problem.isEmpty()) {
        file.cancelWriting();
        file.commit();
        return result;
    }
    errno = 0;
    if (!commitWhole(file))
        result.problem = saveErrorText(job.path, file.error(), file.errorString());
    return result;
}

} // namespace mqttscope::ui
