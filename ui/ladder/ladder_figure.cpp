// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_figure.h"

#include "ui/ladder/ladder_painter.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <set>

namespace mqttscope::ui {
namespace {

using analysis::ladder::LaneId;

class Words {
    Q_DECLARE_TR_FUNCTIONS(LadderPaper)
public:
    static QString moreBands(std::size_t count)
    {
        return tr("%Ln more story(ies) have no room here.", nullptr, static_cast<int>(count));
    }
};

/// Sizes of the sentences, in units of the design.
constexpr double kMargin = 14;
constexpr double kNumber = 34; ///< disc and gap
constexpr double kDisc = 20;
constexpr double kMeasure = 760;      ///< of one column
constexpr double kLeastMeasure = 440; ///< of one of two, with its number
constexpr double kColumnGap = 28;
constexpr double kGap = 6;

std::vector<bool> brokersAmong(const LadderPaperJob& job, const std::vector<LaneId>& lanes)
{
    std::vector<bool> brokers;
    for (const LaneId lane : lanes)
        brokers.push_back(job.index->lanes()[lane].kind == analysis::ladder::Lane::Kind::Broker);
    return brokers;
}

} // namespace

std::vector<double> cutsOf(const BandPicture& picture)
{
    std::vector<double> cuts;
    for (const PictureRow& row : picture.rows) {
        cuts.push_back(row.rect.top());
        cuts.push_back(row.rect.bottom());
    }
    for (const PictureSegment& segment : picture.segments)
        cuts.push_back(segment.textRect.top());
    std::vector<QRectF> whole; // is not divided
    for (const PictureRow& row : picture.rows) {
        whole.push_back(row.event);
        whole.push_back(row.disc);
        for (const PictureText& text : row.texts)
            whole.push_back(text.rect);
    }
    for (const PictureBox& box : picture.boxes)
        whole.push_back(box.rect);
    for (const PictureThread& thread : picture.threads)
        whole.push_back(thread.textRect);
    for (const PictureSpan& span : picture.spans)
        whole.push_back(span.textRect);
    for (const PictureSegment& segment : picture.segments)
        whole.push_back(segment.textRect);
    std::sort(whole.begin(), whole.end(), [](const QRectF& a, const QRectF& b) { return a.top() < b.top(); });
    std::sort(cuts.begin(), cuts.end());
    std::vector<double> good;
    double reach = 0; // of all that begins above
    std::size_t next = 0;
    constexpr double kTouch = 0.5;
    for (const double cut : cuts) {
        for (; next < whole.size() && whole[next].top() < cut - kTouch; ++next)
            reach = std::max(reach, whole[next].isEmpty() ? 0 : whole[next].bottom());
        if (reach <= cut + kTouch && cut > 0 && (good.empty() || good.back() < cut))
            good.push_back(cut);
    }
    return good;
}

LadderFigure::LadderFigure(const LadderPaperJob& job, const PaperContents& contents,
                           const QPaintDevice& device, double unit, double width)
    : m_job(job), m_contents(contents),
      m_look(LadderLook::ofPaper(device, unit, job.style.color, job.fixedFamily)), m_paper{&device, unit,
                                                                                           job.fixedFamily},
      m_width(width), m_common(LadderColumns::fits(job.lanes.size(), width, unit))
{
    if (m_common) {
        m_columns = columnsOf(nullptr);
        const bool one = contents.bands.size() == 1 && !contents.bands.front().folded;
        m_heads =
            layOutHeads(contents.source, m_columns, m_look, one ? &contents.bands.front().content : nullptr);
    }
    for (const PaperBand& band : contents.bands) {
        addBand(band);
        if (job.style.story && !band.folded)
            addStory(band.content);
    }
    addEnd();
}

double LadderFigure::headHeight() const
{
    return m_common ? ui::headHeight(m_look) : 0;
}

void LadderFigure::paintHeads(QPainter& painter) const
{
    ui::paintHeads(painter, m_heads, m_look);
}

/// Of all lanes, or of those that a band touches.
LadderColumns LadderFigure::columnsOf(const LadderContent* content) const
{
    std::vector<LaneId> lanes = m_job.lanes;
    if (content != nullptr) {
        std::set<LaneId> touched;
        for (const analysis::ladder::Row& row : content->band.rows) {
            touched.insert(row.from);
            touched.insert(row.to);
        }
        lanes.erase(
            std::remove_if(lanes.begin(), lanes.end(), [&](LaneId lane) { return touched.count(lane) == 0; }),
            lanes.end());
    }
    return {lanes, brokersAmong(m_job, lanes), m_width, m_look.unit()};
}

void LadderFigure::addBand(const PaperBand& band)
{
    const LadderColumns own = m_common ? LadderColumns() : columnsOf(&band.content);
    m_pictures.push_back(layOutBand(m_contents.source, band.content, m_common ? m_columns : own, m_look,
                                    m_job.arrangement, band.folded, !m_common && !band.folded));
    const BandPicture& picture = m_pictures.back();
    // A band whose lanes have no room on paper is made smaller.
    const double scale = picture.width > m_width ? m_width / picture.width : 1;
    const auto paint = [this, &band, &picture, scale](QPainter& painter, double from, double to) {
        painter.save();
        painter.scale(scale, scale);
        const QRectF clip(0, from / scale, picture.width, (to - from) / scale);
        paintBand(painter, picture, band.content, m_look, {}, clip);
        painter.restore();
    };
    LadderBlock block;
    block.height = picture.height * scale;
    block.paint = paint;
    if (!band.folded) {
        for (const double cut : cutsOf(picture))
            block.cuts.push_back(cut * scale);
        const double bar = picture.bar.rect.bottom() + m_look.px(kGap);
        const double heads =
            picture.heads.empty() ? bar : picture.heads.front().rect.bottom() + m_look.px(kGap);
        block.againHeight = std::max(bar, heads) * scale;
        block.again = [paint, height = block.againHeight, width = m_width](QPainter& painter) {
            painter.save();
            painter.setClipRect(QRectF(0, 0, width, height), Qt::IntersectClip);
            paint(painter, 0, height);
            painter.restore();
        };
    }
    m_blocks.push_back(std::move(block));
}

/// Sentences in pairs, from left to right; below each other if the page is too narrow.
void LadderFigure::addStory(const LadderContent& content)
{
    const double whole = m_width - 2 * m_look.px(kMargin);
    const std::size_t columns = whole >= m_look.px(2 * kLeastMeasure) ? 2 : 1;
    const double column =
        columns == 2 ? (whole - m_look.px(kColumnGap)) / 2 : std::min(whole, m_look.px(kNumber + kMeasure));
    for (std::size_t i = 0; i < content.story.size(); i += columns) {
        std::vector<PaperText> set;
        LadderBlock block;
        for (std::size_t k = i; k < std::min(i + columns, content.story.size()); ++k) {
            set.push_back(setSentence(content.story[k], column - m_look.px(kNumber)));
            block.height = std::max({block.height, set.back().height(), m_look.px(kDisc)});
        }
        const double above = m_look.px(i == 0 ? 3 * kGap : 0);
        block.height += above + m_look.px(i + columns >= content.story.size() ? 4 * kGap : kGap);
        block.paint = [this, set, above, column, first = static_cast<int>(i) + 1](QPainter& painter, double,
                                                                                  double) {
            double left = m_look.px(kMargin);
            int number = first;
            for (const PaperText& text : set) {
                const double disc = m_look.px(kDisc);
                paintDisc(painter, QRectF(left, above, disc, disc), number++, m_look);
                text.paint(painter, {left + m_look.px(kNumber), above + m_look.px(1)});
                left += column + m_look.px(kColumnGap);
            }
        };
        m_blocks.push_back(std::move(block));
    }
}

PaperText LadderFigure::setSentence(const teach::StorySentence& sentence, double width) const
{
    std::vector<PaperRun> runs = {
        {text(sentence.fact), m_look.font(1, QFont::DemiBold), m_look.color(Ink::Text)}};
    if (!sentence.why.empty())
        runs.push_back({QLatin1Char(' ') + text(sentence.why), m_look.font(1), m_look.color(Ink::Text)});
    if (!sentence.clause.empty())
        runs.push_back({QStringLiteral("  [%1]").arg(text(sentence.clause)), m_look.fixed(0.85),
                        m_look.color(Ink::TextSecondary)});
    return {runs, width, m_paper};
}

LadderBlock LadderFigure::sentence(const QString& text) const
{
    const PaperText set({{text, m_look.font(1), m_look.color(Ink::TextSecondary)}},
                        m_width - 2 * m_look.px(kMargin), m_paper);
    LadderBlock block;
    block.height = set.height() + m_look.px(2 * kGap);
    block.paint = [set, at = QPointF(m_look.px(kMargin), m_look.px(kGap))](
                      QPainter& painter, double, double) { set.paint(painter, at); };
    return block;
}

/// What is not there, and what the letters mean.
void LadderFigure::addEnd()
{
    if (m_contents.leftOut > 0)
        m_blocks.push_back(sentence(Words::moreBands(m_contents.leftOut)));
    const auto add = [this](analysis::Phrase phrase) {
        m_blocks.push_back(sentence(text(m_contents.source.words->phrase(phrase))));
        m_blocks.back().minor = true;
    };
    if (std::any_of(m_pictures.begin(), m_pictures.end(),
                    [](const BandPicture& picture) { return !picture.strips.empty(); }))
        add(analysis::Phrase::LadderLegend);
    if (std::any_of(m_pictures.begin(), m_pictures.end(),
                    [](const BandPicture& picture) { return !picture.segments.empty(); }))
        add(analysis::Phrase::LadderTcpLegend);
}

} // namespace mqttscope::ui
