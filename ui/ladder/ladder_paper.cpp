// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_paper.h"

#include "ui/ladder/ladder_figure.h"
#include "ui/ladder/ladder_trim.h"
#include "ui/models/save_bytes.h"
#include "ui/page_frame.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPageLayout>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace mqttscope::ui {
namespace {

using analysis::ladder::LaneId;
using analysis::ladder::Row;

class Words {
    Q_DECLARE_TR_FUNCTIONS(LadderPaper)
public:
    static QString cutOff()
    {
        return tr("The picture ends here: what follows has no room in it. A PDF has room for it.");
    }
};

/// A drawing has ten units in a pixel of the window, so that sizes of text need not be whole pixels.
constexpr int kDrawingUnits = 10;
constexpr int kPixelsPerInch = 96;
/// Pixels of a picture for one of the window.
constexpr int kPicturePixels = 2;
/// Width of a drawing whose lanes do not need more, in units of the design; and the most.
constexpr double kDrawing = 1180;
constexpr double kWidestDrawing = 2600;
/// White around a drawing.
constexpr double kEdge = 16;

/// Points of a unit of the design on paper, the most legible first.
constexpr double kPointsPerUnit[] = {0.62, 0.54, 0.46};
/// Width of an upright A4 between margins of 15 mm, in points.
constexpr double kPortraitPoints = 510;

/// Units of the design that lanes need to stand well, one of them a broker.
double unitsFor(std::size_t lanes)
{
    const LadderColumns::Room room = LadderColumns::roomOf(LadderColumns::Density::Normal);
    return room.gutter + room.application + room.broker +
           static_cast<double>(lanes > 1 ? lanes - 1 : 0) * room.leastHop;
}

/// The largest type at which all lanes stand well; else at which they stand side by side at all. None if they
/// do not.
std::optional<double> pointsFor(std::size_t lanes, double width)
{
    for (const double points : kPointsPerUnit) {
        if (unitsFor(lanes) * points <= width)
            return points;
    }
    for (const double points : kPointsPerUnit) {
        if (LadderColumns::fits(lanes, width, points))
            return points;
    }
    return std::nullopt;
}

} // namespace

QString ladderSuffix(LadderFormat format)
{
    switch (format) {
    case LadderFormat::Svg:
        return QStringLiteral("svg");
    case LadderFormat::Pdf:
        return QStringLiteral("pdf");
    case LadderFormat::Png:
        return QStringLiteral("png");
    }
    return {};
}

std::optional<LadderFormat> ladderFormatOf(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    for (const LadderFormat format : kLadderFormats) {
        if (suffix == ladderSuffix(format))
            return format;
    }
    return std::nullopt;
}

struct LadderPaper::Private {
    Private(const LadderPaperJob& wanted, const analysis::WorkWatch& watching)
        : job(wanted), watch(watching), vocabulary(wanted.language, wanted.teacherFolder)
    {
        contents.source = {job.document, job.index, &vocabulary};
        filter = job.scope.filter.toStdString();
        for (const LadderPaperJob::Band& band : job.bands)
            numbers.insert(band.number);
        columns.insert(job.lanes.begin(), job.lanes.end());
    }

    /// As the model of the window does it.
    [[nodiscard]] bool isShown(const Row& row) const
    {
        const auto hasColumn = [this](LaneId lane) {
            return lane == analysis::ladder::kNone || columns.count(lane) != 0;
        };
        if (!hasColumn(row.from) || !hasColumn(row.to))
            return false;
        return !row.has(analysis::ladder::kContext) || job.bands.size() == 1 ||
               numbers.count(job.index->bandOf(row.message)) == 0;
    }

    void read()
    {
        std::size_t rows = 0;
        for (std::size_t i = 0; i < job.bands.size() && !watch.isCancelled(); ++i) {
            if (contents.bands.size() == kMostBands || rows >= kMostRows) {
                contents.leftOut = job.bands.size() - i;
                break;
            }
            contents.bands.push_back(read(job.bands[i]));
            rows += contents.bands.back().content.rows.size();
            watch.report(static_cast<std::uint32_t>(i + 1));
        }
    }
    [[nodiscard]] PaperBand read(const LadderPaperJob::Band& wanted) const
    {
        const analysis::ladder::Scope scope{job.scope.kind, job.scope.number, job.scope.last, filter};
        PaperBand band;
        band.folded = wanted.folded;
        band.content = ladderContent(contents.source, scope, wanted.number,
                                     wanted.folded ? LadderDetail::Bar : LadderDetail::Rows);
        if (wanted.folded)
            return band;
        std::vector<bool> kept;
        for (const Row& row : band.content.band.rows)
            kept.push_back(isShown(row));
        keepRows(band.content, kept);
        if (!job.style.story) { // numbers of sentences that are not there
            for (LadderRowWords& row : band.content.rows)
                row.number = 0;
        }
        return band;
    }

    /// File and scope above a drawing; answers its height.
    double paintTitle(QPainter& painter, const QPaintDevice& device, double unit, double width) const
    {
        const LadderLook look = LadderLook::ofPaper(device, unit, job.style.color, job.fixedFamily);
        const double height = look.px(30);
        const QRectF line(look.px(kEdge / 2), 0, width - look.px(kEdge), height);
        painter.setPen(look.color(Ink::TextSecondary));
        painter.setFont(look.font(1));
        const QFontMetricsF metrics = look.metrics(look.font(1));
        const QString file = metrics.elidedText(job.file, Qt::ElideMiddle, line.width() / 2);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, file);
        const QFont font = look.font(1.1, QFont::DemiBold);
        const double room = line.width() - metrics.horizontalAdvance(file) - look.px(kEdge);
        painter.setFont(font);
        painter.setPen(look.color(Ink::Text));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         look.metrics(font).elidedText(job.title, Qt::ElideRight, room));
        return height;
    }

    /// Width of a drawing, in units of the design.
    [[nodiscard]] double drawingWidth() const
    {
        const double needed = unitsFor(job.lanes.size());
        return needed > kWidestDrawing ? kDrawing : std::max(kDrawing, needed);
    }

    /// A drawing: a title, heads, and everything else below them. `begin(size)` makes the device ready.
    template <class Begin> bool draw(const QPaintDevice& device, double unit, double most, Begin begin) const
    {
        const double width = drawingWidth() * unit;
        const LadderFigure figure(job, contents, device, unit, width);
        const double above = 30 * unit + figure.headHeight();
        const double edge = std::ceil(kEdge * unit);
        LadderPages pages(figure.blocks(), 0, most > 0 ? most - above - 3 * edge : 0);
        std::vector<LadderBlock> last;
        if (pages.leftOut() > 0)
            last.push_back(figure.sentence(Words::cutOff()));
        const LadderPages end(last, 0);
        const double height = above + pages.usedHeight() + end.usedHeight();
        const QSize size(static_cast<int>(std::ceil(width + 2 * edge)),
                         static_cast<int>(std::ceil(height + 2 * edge)));
        QPainter painter;
        if (watch.isCancelled() || !painter.begin(begin(size)))
            return false;
        painter.fillRect(QRect(QPoint(0, 0), size), Qt::white);
        painter.translate(edge, edge);
        painter.translate(0, paintTitle(painter, device, unit, width));
        figure.paintHeads(painter);
        painter.translate(0, figure.headHeight());
        pages.paint(painter, figure.blocks(), 0, width);
        painter.translate(0, pages.usedHeight());
        end.paint(painter, last, 0, width);
        return painter.end() && !watch.isCancelled();
    }

    /// How much of the work is done once so many pages are painted.
    void report(int page, int pages) const
    {
        const double part = static_cast<double>(page) / std::max(pages, 1);
        watch.report(static_cast<std::uint32_t>((1 + part) * static_cast<double>(job.bands.size())));
    }

    const LadderPaperJob& job;
    analysis::WorkWatch watch;
    teach::Vocabulary vocabulary;
    std::string filter;
    std::unordered_set<std::uint32_t> numbers; ///< of the bands
    std::unordered_set<LaneId> columns;
    PaperContents contents;
};

LadderPaper::LadderPaper(const LadderPaperJob& job, const analysis::WorkWatch& watch)
    : m_d(std::make_unique<Private>(job, watch))
{
    m_d->read();
}

LadderPaper::~LadderPaper() = default;

bool LadderPaper::isLandscape(const LadderPaperJob& job)
{
    return unitsFor(job.lanes.size()) * kPointsPerUnit[0] > kPortraitPoints;
}

void LadderPaper::usePage(QPagedPaintDevice& device, const LadderPaperJob& job)
{
    usePaper(device);
    device.setPageOrientation(isLandscape(job) ? QPageLayout::Landscape : QPageLayout::Portrait);
}

bool LadderPaper::paint(QPagedPaintDevice& device) const
{
    QPainter painter;
    if (m_d->watch.isCancelled() || !painter.begin(&device))
        return false;
    const PageFrame frame({m_d->job.file, m_d->job.title, {}}, device, device.width(), device.height());
    const QRectF body = frame.body();
    const double points =
        pointsFor(m_d->job.lanes.size(), body.width() / frame.point()).value_or(kPointsPerUnit[1]);
    const LadderFigure figure(m_d->job, m_d->contents, device, points * frame.point(), body.width());
    const LadderPages pages(figure.blocks(), body.height() - figure.headHeight());
    for (int page = 0; page < pages.pages(); ++page) {
        if (m_d->watch.isCancelled() || (page > 0 && !device.newPage()))
            return false;
        frame.paint(painter, page, pages.pages());
        painter.save();
        painter.translate(body.topLeft());
        figure.paintHeads(painter);
        painter.translate(0, figure.headHeight());
        pages.paint(painter, figure.blocks(), page, body.width());
        painter.restore();
        m_d->report(page + 1, pages.pages());
    }
    return painter.end();
}

bool LadderPaper::writeSvg(QIODevice& device) const
{
    QBuffer drawing;
    drawing.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&drawing);
    generator.setResolution(kPixelsPerInch * kDrawingUnits);
    generator.setTitle(m_d->job.title);
    generator.setDescription(m_d->job.file);
    const bool drawn = m_d->draw(generator, kDrawingUnits, 0, [&](QSize size) {
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(0, 0), size));
        return &generator;
    });
    return drawn && device.write(drawing.data()) == drawing.data().size();
}

bool LadderPaper::writePng(QIODevice& device) const
{
    constexpr double kMostArea = 60'000'000;
    QImage image(1, 1, QImage::Format_RGB32);
    const double width = m_d->drawingWidth() * kPicturePixels;
    const bool drawn =
        m_d->draw(image, kPicturePixels, std::min<double>(kMostPixels, kMostArea / width), [&](QSize size) {
            image = QImage(size, QImage::Format_RGB32);
            return &image;
        });
    QBuffer picture;
    picture.open(QIODevice::WriteOnly);
    return drawn && image.save(&picture, "PNG") && device.write(picture.data()) == picture.data().size();
}

bool LadderPaper::writePdf(QIODevice& device) const
{
    QBuffer pages;
    pages.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&pages);
        usePage(writer, m_d->job);
        writer.setTitle(m_d->job.title);
        writer.setCreator(QStringLiteral("mqttscope"));
        if (!paint(writer))
            return false;
    }
    return device.write(pages.data()) == pages.data().size();
}

bool LadderPaper::write(QIODevice& device, LadderFormat format) const
{
    switch (format) {
    case LadderFormat::Svg:
        return writeSvg(device);
    case LadderFormat::Pdf:
        return writePdf(device);
    case LadderFormat::Png:
        return writePng(device);
    }
    return false;
}

LadderPaperResult writeLadder(const LadderPaperJob& job, const QString& path, LadderFormat format,
                              const analysis::WorkWatch& watch)
{
    LadderPaperResult result;
    result.problem = targetProblem(path);
    if (!result.problem.isEmpty())
        return result;
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    const LadderPaper paper(job, watch);
    const bool painted = paper.write(bytes, format);
    result.cancelled = watch.isCancelled();
    if (result.cancelled)
        return result;
    result.problem = painted ? saveBytes(path, bytes.data())
                             : QCoreApplication::translate("LadderPaper", "The ladder cannot be painted.");
    return result;
}

} // namespace mqttscope::ui
