// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/illustrated_page.h"

#include "teach/number_text.h"
#include "ui/illustrated_blocks.h"
#include "ui/illustrated_ribbon.h"
#include "ui/models/text.h"

#include <QPagedPaintDevice>
#include <QPainter>
#include <QSvgGenerator>

#include <cmath>
#include <memory>
#include <vector>

namespace mqttscope::ui {
namespace {

constexpr double kColumnGap = 14; ///< points
/// A drawing has ten units in a point, so that sizes of text need not be whole points.
constexpr int kDrawingResolution = 720;

/// All blocks of the page, and what they view.
class Setting {
public:
    Setting(const teach::Illustration& illustration, const PaperStyle& style, double width)
        : m_illustration(&illustration), m_style(style), m_width(width),
          m_maker(illustration, m_style, width, PageFlow::columnWidth(width, kColumnGap * style.point))
    {
        add(m_maker.title());
        const auto& sections = illustration.sections();
        if (sections.empty()) {
            const std::string frame = std::to_string(illustration.heading().frame);
            add(m_maker.sentence(
                text(illustration.words().phrase(analysis::Phrase::ExplainNothing, {{"number", frame}}))));
        }
        for (const teach::IllustratedSection& section : sections)
            addSection(section, sections.size() > 1 || !section.message);
        for (PageBlock& issue : m_maker.issues())
            add(std::move(issue));
    }
    Setting(const Setting&) = delete;
    Setting& operator=(const Setting&) = delete;

    [[nodiscard]] PageFlow flow(double height)
    {
        return {std::move(m_blocks), m_width, height, kColumnGap * m_style.point};
    }

private:
    void add(PageBlock block) { m_blocks.push_back(std::move(block)); }

    void addCount(std::string_view key, std::uint64_t count)
    {
        const teach::Vocabulary& words = m_illustration->words();
        const std::string number = teach::groupedNumber(count, words.language());
        add(m_maker.sentence(text(words.illustrated("text", key, {{"count", number}}))));
    }

    void addSection(const teach::IllustratedSection& section, bool named)
    {
        if (named)
            add(m_maker.sectionHeading(section));
        m_ribbons.push_back(std::make_unique<IllustratedRibbon>(*m_illustration, section, m_style, m_width));
        for (PageBlock& line : m_ribbons.back()->lines())
            add(std::move(line));
        if (m_ribbons.back()->leftOut() > 0)
            addCount("and-so-on", m_ribbons.back()->leftOut());
        add(m_maker.legend(section));
        for (std::size_t i = 0; i < section.fields.size(); ++i) {
            const teach::IllustratedField& field = section.fields[i];
            if (m_rows + field.rows() > IllustratedPage::kMostRows) {
                addCount("no-rows", section.fields.size() - i);
                return;
            }
            m_rows += field.rows();
            add(m_maker.field(field, static_cast<std::uint32_t>(i + 1)));
            for (std::uint32_t row = 0; row < field.rows(); ++row)
                add(m_maker.byte(field, row));
        }
    }

    const teach::Illustration* m_illustration;
    PaperStyle m_style;
    double m_width;
    IllustratedBlocks m_maker;
    std::vector<std::unique_ptr<IllustratedRibbon>> m_ribbons;
    std::vector<PageBlock> m_blocks;
    std::size_t m_rows = 0;
};

} // namespace

bool IllustratedPage::paint(QPagedPaintDevice& device) const
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const PageFrame frame(m_heading, device, device.width(), device.height());
    Setting setting(*m_illustration, {&device, frame.point(), m_fixedFamily}, frame.body().width());
    const PageFlow flow = setting.flow(frame.body().height());
    for (int page = 0; page < flow.pages(); ++page) {
        if (page > 0 && !device.newPage())
            return false;
        frame.paint(painter, page, flow.pages());
        painter.save();
        painter.translate(frame.body().topLeft());
        flow.paint(painter, page);
        painter.restore();
    }
    return painter.end();
}

bool IllustratedPage::writeSvg(QIODevice& device) const
{
    constexpr double kWidthMm = 180; // A4 between margins of 15 mm
    constexpr double kMmPerInch = 25.4;
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setResolution(kDrawingResolution);
    generator.setTitle(m_heading.frame);
    generator.setDescription(m_heading.file);
    const double width = std::round(kWidthMm / kMmPerInch * kDrawingResolution);
    const double point = kDrawingResolution / 72.0;
    Setting setting(*m_illustration, {&generator, point, m_fixedFamily}, width);
    const PageFlow flow = setting.flow(0);
    // A header and a footer above and below what there is.
    const PageFrame empty(m_heading, generator, width, 0);
    const double height = std::ceil(flow.usedHeight() - empty.body().height());
    const PageFrame frame(m_heading, generator, width, height);
    const double edge = std::round(10 * point);
    const QRect whole(0, 0, static_cast<int>(width + 2 * edge), static_cast<int>(height + 2 * edge));
    generator.setSize(whole.size());
    generator.setViewBox(whole);
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.fillRect(whole, Qt::white);
    painter.translate(edge, edge);
    frame.paint(painter, 0, 1);
    painter.translate(frame.body().topLeft());
    flow.paint(painter, 0);
    return painter.end();
}

} // namespace mqttscope::ui
