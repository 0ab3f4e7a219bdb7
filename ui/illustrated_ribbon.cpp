// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/illustrated_ribbon.h"

#include "ui/models/text.h"
#include "ui/theme/category.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>

namespace mqttscope::ui {
namespace {

// In points.
constexpr double kLeastBox = 20;
constexpr double kMostBox = 27;
constexpr double kPartHeight = 11;
constexpr double kBoxHeight = 27;
constexpr std::array kLabels = {5.8, 5.2}; ///< sizes of a label, the first with room is taken
constexpr double kBelowBoxes = 13;         ///< bracket and number

/// Boxes drawn of one section: more would fill pages.
constexpr std::size_t kMostBoxes = 250;

/// Whether a text stands within a width without a divided word.
bool wordsFit(const QString& label, const QFontMetricsF& metrics, double width)
{
    const QStringList words = label.split(QLatin1Char(' '));
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return metrics.horizontalAdvance(word) <= width; });
}

} // namespace

IllustratedRibbon::IllustratedRibbon(const teach::Illustration& illustration,
                                     const teach::IllustratedSection& section, const PaperStyle& style,
                                     double width)
    : m_illustration(&illustration), m_section(&section), m_style(&style)
{
    for (std::uint32_t i = 0; i < section.fields.size(); ++i) {
        const teach::IllustratedField& field = section.fields[i];
        for (std::uint32_t row = 0; row < field.rows(); ++row) {
            if (m_boxes.size() >= kMostBoxes) {
                m_leftOut += field.rows() - row;
                break;
            }
            const teach::IllustratedByte byte = illustration.byte(field, row);
            Box box;
            box.field = i;
            box.single = byte.single;
            box.faulty = byte.faulty;
            box.number = QString::number(byte.offset + 1);
            box.hex = byte.single ? QString::number(byte.byte, 16).rightJustified(2, QLatin1Char('0'))
                                  : QStringLiteral("…");
            box.character = text(byte.character);
            if (box.character.size() > 2) // the word for a space
                box.character = QStringLiteral("␣");
            m_boxes.push_back(std::move(box));
        }
    }
    const double p = style.point;
    const auto boxes = static_cast<double>(std::max<std::size_t>(m_boxes.size(), 1));
    m_box = std::clamp(width / boxes, kLeastBox * p, kMostBox * p);
    m_perLine = std::max<std::size_t>(1, static_cast<std::size_t>(width / m_box + 1e-6));
    // Lines of about the same length.
    const std::size_t lineCount = (m_boxes.size() + m_perLine - 1) / m_perLine;
    if (lineCount > 0)
        m_perLine = (m_boxes.size() + lineCount - 1) / lineCount;
    if (lineCount > 1)
        m_box = width / static_cast<double>(m_perLine);
}

std::uint32_t IllustratedRibbon::partOf(std::uint32_t field) const
{
    const auto& parts = m_section->parts;
    const auto behind = std::upper_bound(
        parts.begin(), parts.end(), field,
        [](std::uint32_t number, const teach::IllustratedPart& part) { return number < part.firstField; });
    return static_cast<std::uint32_t>(behind - parts.begin() - 1);
}

std::vector<IllustratedRibbon::Run> IllustratedRibbon::fieldRuns(std::size_t from, std::size_t to) const
{
    std::vector<Run> runs;
    for (std::size_t i = from; i < to; ++i) {
        if (!runs.empty() && runs.back().what == m_boxes[i].field) {
            ++runs.back().count;
            continue;
        }
        runs.push_back({i, 1, m_boxes[i].field, i == 0 || m_boxes[i - 1].field != m_boxes[i].field, true});
    }
    if (!runs.empty() && to < m_boxes.size())
        runs.back().ends = m_boxes[to].field != runs.back().what;
    return runs;
}

std::vector<IllustratedRibbon::Run> IllustratedRibbon::partRuns(std::size_t from, std::size_t to) const
{
    std::vector<Run> runs;
    for (const Run& field : fieldRuns(from, to)) {
        const std::uint32_t part = partOf(field.what);
        if (!runs.empty() && runs.back().what == part)
            runs.back().count += field.count;
        else
            runs.push_back({field.first, field.count, part, true, true});
    }
    return runs;
}

void IllustratedRibbon::paintParts(QPainter& painter, const std::vector<Run>& runs, QPointF at,
                                   std::size_t from) const
{
    const double p = m_style->point;
    for (const Run& run : runs) {
        const QString name = text(m_illustration->partName(m_section->parts[run.what]));
        const QRectF box(at.x() + static_cast<double>(run.first - from) * m_box, at.y(),
                         static_cast<double>(run.count) * m_box, (kPartHeight - 2) * p);
        painter.setPen(QPen(Qt::black, 0.5 * p));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0.6 * p, 0, -0.6 * p, 0));
        painter.setFont(m_style->sans(6.3, QFont::DemiBold));
        if (QFontMetricsF(painter.font(), m_style->device).horizontalAdvance(name) < box.width() - 3 * p)
            painter.drawText(box, Qt::AlignCenter, name);
    }
}

void IllustratedRibbon::paintBoxes(QPainter& painter, QPointF at, std::size_t from, std::size_t to) const
{
    const double p = m_style->point;
    for (std::size_t i = from; i < to; ++i) {
        const Box& box = m_boxes[i];
        const CategoryLook look = categoryLook(m_section->fields[box.field].role);
        const QRectF place(at.x() + static_cast<double>(i - from) * m_box, at.y(), m_box, kBoxHeight * p);
        const QRectF inner = place.adjusted(0.6 * p, 0, -0.6 * p, 0);
        painter.setBrush(tokenColor(look.ground, Scheme::Light));
        painter.setPen(box.faulty ? QPen(Qt::black, 1.6 * p)
                                  : QPen(tokenColor(look.border, Scheme::Light), 0.6 * p));
        painter.drawRoundedRect(inner, 1.5 * p, 1.5 * p);
        painter.setBrush(Qt::NoBrush);
        const auto put = [&](const QString& what, const QFont& font, double y) {
            painter.setFont(font);
            painter.drawText(QRectF(place.left(), place.top() + y * p, m_box, 10 * p),
                             Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, what);
        };
        painter.setPen(PaperStyle::soft());
        put(box.number, m_style->sans(5), 1);
        painter.setPen(Qt::black);
        put(box.hex, m_style->fixed(9.5, QFont::DemiBold), 6);
        put(box.character, m_style->sans(6.5), 18);
    }
}

PageBlock IllustratedRibbon::line(std::size_t from, std::size_t to) const
{
    struct Label {
        Run run;
        std::vector<PaperText> text; ///< none if it has no room
    };
    const double p = m_style->point;
    std::vector<Label> labels;
    double labelHeight = 0;
    for (const Run& run : fieldRuns(from, to)) {
        Label label{run, {}};
        const QString name = text(m_illustration->fieldWords(m_section->fields[run.what]).shortLabel);
        const double room = static_cast<double>(run.count) * m_box - 1.2 * p;
        for (const double size : kLabels) {
            const QFont font = m_style->sans(size);
            if (!run.begins || !label.text.empty() ||
                !wordsFit(name, QFontMetricsF(font, m_style->device), room))
                continue;
            label.text.emplace_back(std::vector<PaperRun>{{name, font}}, room, *m_style, Qt::AlignHCenter);
            labelHeight = std::max(labelHeight, label.text.back().height());
        }
        labels.push_back(std::move(label));
    }
    const std::vector<Run> parts = partRuns(from, to);
    const double height = (kPartHeight + kBoxHeight + kBelowBoxes + 6) * p + labelHeight;
    return {height, true, true, [this, labels, parts, from, to, p](QPainter& painter, QPointF at) {
                paintParts(painter, parts, at, from);
                paintBoxes(painter, at + QPointF(0, kPartHeight * p), from, to);
                const double bracket = at.y() + (kPartHeight + kBoxHeight + 3) * p;
                for (const Label& label : labels) {
                    const double left = at.x() + static_cast<double>(label.run.first - from) * m_box + p;
                    const double right = left + static_cast<double>(label.run.count) * m_box - 2 * p;
                    paintRoleLine(painter, m_section->fields[label.run.what].role,
                                  {{left, bracket}, {right, bracket}}, p);
                    painter.setPen(QPen(Qt::black, 0.6 * p));
                    if (label.run.begins)
                        painter.drawLine(QPointF(left, bracket - 2.5 * p), QPointF(left, bracket));
                    if (label.run.ends)
                        painter.drawLine(QPointF(right, bracket - 2.5 * p), QPointF(right, bracket));
                    const double middle = (left + right) / 2;
                    paintBadge(painter, QString::number(label.run.what + 1), {middle, bracket + 6 * p}, 8,
                               true, *m_style);
                    for (const PaperText& text : label.text)
                        text.paint(painter, {left - 0.4 * p, bracket + 11 * p});
                }
            }};
}

std::vector<PageBlock> IllustratedRibbon::lines() const
{
    std::vector<PageBlock> out;
    for (std::size_t from = 0; from < m_boxes.size(); from += m_perLine)
        out.push_back(line(from, std::min(from + m_perLine, m_boxes.size())));
    return out;
}

} // namespace mqttscope::ui
