// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/illustrated_blocks.h"

#include "teach/number_text.h"
#include "ui/models/text.h"
#include "ui/theme/category.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace mqttscope::ui {
namespace {

constexpr double kTitle = 15; ///< sizes of text in points
constexpr double kHeading = 11;
constexpr double kBody = 7.8;
constexpr double kSmall = 6.8;
constexpr double kHex = 9.5;
constexpr double kEdge = 7;    ///< from the edge of a column to what stands in it: the line of the role
constexpr double kGutter = 63; ///< likewise to what is said of a byte

/// A short text that is not divided.
QString onOneLine(QString words)
{
    constexpr qsizetype kShort = 40;
    return words.size() > kShort ? words : words.replace(QLatin1Char(' '), QChar(QChar::Nbsp));
}

/// Paragraphs one below the other.
double paintAll(QPainter& painter, const std::vector<PaperText>& paragraphs, QPointF at, double gap)
{
    for (const PaperText& paragraph : paragraphs) {
        paragraph.paint(painter, at);
        at.ry() += paragraph.height() + gap;
    }
    return at.y();
}

double heightOf(const std::vector<PaperText>& paragraphs, double gap)
{
    double height = 0;
    for (const PaperText& paragraph : paragraphs)
        height += paragraph.height() + gap;
    return height;
}

} // namespace

IllustratedBlocks::IllustratedBlocks(const teach::Illustration& illustration, const PaperStyle& style,
                                     double width, double column)
    : m_illustration(&illustration), m_style(&style), m_width(width), m_column(column)
{
}

double IllustratedBlocks::textWidth() const
{
    return m_column - kGutter * m_style->point;
}

PageBlock IllustratedBlocks::title() const
{
    const teach::Vocabulary& words = m_illustration->words();
    const teach::Illustration::Heading& heading = m_illustration->heading();
    QString name;
    for (const teach::IllustratedSection& section : m_illustration->sections()) {
        if (section.message)
            name += (name.isEmpty() ? QString() : QStringLiteral(", ")) + text(section.packet);
    }
    const std::string frame = std::to_string(heading.frame);
    if (name.isEmpty())
        name = text(words.illustrated("heading", "frame", {{"number", frame}}));
    const PaperText top({{name, m_style->sans(kTitle, QFont::Bold)},
                         {QLatin1Char(' ') + text(words.illustrated("heading", "byte-by-byte")),
                          m_style->sans(kTitle), PaperStyle::soft()}},
                        m_width, *m_style);
    // Frame and time stand in the header.
    QStringList facts;
    const auto& sections = m_illustration->sections();
    if (sections.size() == 1 && sections.front().message) {
        facts << text(teach::versionText(sections.front(), words))
              << text(words.quantity(field::Unit::Bytes, sections.front().size));
    } else {
        facts << text(words.quantity(field::Unit::Bytes, heading.size));
    }
    if (!heading.source.empty())
        facts << text(heading.source + " → " + heading.destination);
    facts.removeAll(QString());
    const PaperText below({{facts.join(QStringLiteral(" · ")), m_style->sans(kBody), PaperStyle::soft()}},
                          m_width, *m_style);
    const double gap = 2 * m_style->point;
    const double behind = 8 * m_style->point;
    return {top.height() + gap + below.height() + behind, true, true,
            [top, below, gap](QPainter& painter, QPointF at) {
                top.paint(painter, at);
                below.paint(painter, at + QPointF(0, top.height() + gap));
            }};
}

PageBlock IllustratedBlocks::sectionHeading(const teach::IllustratedSection& section) const
{
    const teach::Vocabulary& words = m_illustration->words();
    QString name = text(words.illustrated("heading", "layers"));
    if (section.message) {
        name = text(section.packet);
        if (const QString version = text(teach::versionText(section, words)); !version.isEmpty())
            name += QStringLiteral(", ") + version;
    }
    const PaperText line({{name, m_style->sans(kHeading, QFont::Bold)}}, m_width, *m_style);
    const double above = 10 * m_style->point;
    return {above + line.height() + 4 * m_style->point, true, true,
            [line, above](QPainter& painter, QPointF at) { line.paint(painter, at + QPointF(0, above)); }};
}

PageBlock IllustratedBlocks::sentence(const QString& sentence) const
{
    const PaperText line({{sentence, m_style->sans(kBody)}}, m_width, *m_style);
    return {line.height() + 4 * m_style->point, true, false,
            [line](QPainter& painter, QPointF at) { line.paint(painter, at); }};
}

PageBlock IllustratedBlocks::legend(const teach::IllustratedSection& section) const
{
    std::array<bool, static_cast<std::size_t>(field::Role::Undecoded) + 1> seen{};
    for (const teach::IllustratedField& field : section.fields)
        seen[static_cast<std::size_t>(field.role)] = true;
    struct Key {
        field::Role role;
        PaperText word;
    };
    std::vector<Key> keys;
    double height = 0;
    constexpr double kKeyWidth = 84;
    const double width = (kKeyWidth - 34) * m_style->point;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto role = static_cast<field::Role>(i);
        if (!seen[i] || teach::roleLetter(role) == 0)
            continue;
        keys.push_back({role,
                        {{{text(teach::roleWord(role, m_illustration->words())), m_style->sans(kSmall)}},
                         width,
                         *m_style}});
        height = std::max(height, keys.back().word.height());
    }
    const PaperStyle style = *m_style;
    return {height + 10 * style.point, true, true, [keys, style](QPainter& painter, QPointF at) {
                const double p = style.point;
                for (const Key& key : keys) {
                    const QPointF middle(at.x() + 5 * p, at.y() + 5 * p);
                    paintBadge(painter, QString(QLatin1Char(teach::roleLetter(key.role))), middle, 9, false,
                               style);
                    paintRoleLine(painter, key.role,
                                  {middle + QPointF(8 * p, 0), middle + QPointF(24 * p, 0)}, p);
                    key.word.paint(painter, at + QPointF(32 * p, 0.5 * p));
                    at.rx() += kKeyWidth * p;
                }
            }};
}

PageBlock IllustratedBlocks::field(const teach::IllustratedField& field, std::uint32_t number) const
{
    const teach::Vocabulary& words = m_illustration->words();
    const teach::FieldWords said = m_illustration->fieldWords(field);
    const double p = m_style->point;
    const std::string first = teach::groupedNumber(field.offset + 1, words.language());
    const std::string last = teach::groupedNumber(field.end(), words.language());
    std::vector<PaperRun> runs{{text(said.label), m_style->sans(kBody, QFont::Bold)}};
    if (!said.value.empty())
        runs.push_back({QStringLiteral("   ") + text(said.value), m_style->sans(kBody)});
    runs.push_back({QStringLiteral("   ") +
                        onOneLine(text(words.illustrated("heading", field.length == 1 ? "one-byte" : "bytes",
                                                         {{"first", first}, {"last", last}}))),
                    m_style->sans(kSmall), PaperStyle::soft()});
    constexpr double kSigns = 36; // the number and the letter
    const PaperText heading(runs, m_column - (kSigns + 4) * p, *m_style);
    std::vector<PaperText> below;
    // Of one byte there is nothing to say that is not said of the byte.
    if (field.length > 1 && !said.narration.text.empty())
        below.push_back({{{text(said.narration.text), m_style->sans(kSmall), PaperStyle::soft()}},
                         m_column - (kEdge + 4) * p,
                         *m_style});
    const double above = 5 * p;
    const double bar = heading.height() + 5 * p;
    const PaperStyle style = *m_style;
    const double column = m_column;
    const field::Role role = field.role;
    const double height = above + bar + (below.empty() ? 0 : 2 * p + heightOf(below, 0)) + 1.5 * p;
    return {height, false, true, [=](QPainter& painter, QPointF at) {
                const QRectF box(at.x(), at.y() + above, column, bar);
                const CategoryLook look = categoryLook(role);
                painter.fillRect(box, tokenColor(look.ground, Scheme::Light));
                paintRoleLine(painter, role, {box.bottomLeft(), box.bottomRight()}, p);
                const double middle = box.top() + 7.5 * p;
                paintBadge(painter, QString::number(number), {at.x() + 10 * p, middle}, 10, true, style);
                if (look.letter != 0)
                    paintBadge(painter, QString(QLatin1Char(look.letter)), {at.x() + 25 * p, middle}, 9,
                               false, style);
                heading.paint(painter, {at.x() + kSigns * p, box.top() + 2 * p});
                paintAll(painter, below, {at.x() + kEdge * p, box.bottom() + 2 * p}, 0);
            }};
}

std::vector<PaperText> IllustratedBlocks::said(const teach::IllustratedField& field, std::uint32_t row,
                                               const teach::IllustratedByte& byte) const
{
    std::vector<PaperText> out;
    const double width = textWidth();
    if (!byte.single) {
        out.push_back({{{text(byte.summary), m_style->sans(kBody)}}, width, *m_style});
    } else {
        const teach::Narration narration = m_illustration->narration(field, row);
        std::vector<PaperRun> runs{{text(narration.text), m_style->sans(kBody)}};
        if (!narration.clause.empty())
            runs.push_back({QStringLiteral("  ") + onOneLine(text(narration.clause)),
                            m_style->sans(kSmall - 0.6), PaperStyle::soft()});
        out.push_back({runs, width, *m_style});
    }
    for (const std::uint32_t issue : byte.issues)
        out.push_back({{{text(m_illustration->issues()[issue].sentence), m_style->sans(kBody, QFont::Bold)}},
                       width,
                       *m_style});
    for (const teach::IllustratedBits& bits : byte.bits) {
        std::vector<PaperRun> runs{{text(bits.pattern), m_style->fixed(kSmall)},
                                   {QStringLiteral("  ") + text(bits.words), m_style->sans(kSmall)}};
        if (!bits.meaning.empty())
            runs.push_back(
                {QStringLiteral("  ") + text(bits.meaning), m_style->sans(kSmall), PaperStyle::soft()});
        out.push_back({runs, width, *m_style});
    }
    return out;
}

PageBlock IllustratedBlocks::byte(const teach::IllustratedField& field, std::uint32_t row) const
{
    const teach::IllustratedByte byte = m_illustration->byte(field, row);
    const double p = m_style->point;
    const QString number = QString::number(byte.offset + 1);
    const QString hex = byte.single ? QString::number(byte.byte, 16).rightJustified(2, QLatin1Char('0'))
                                    : QStringLiteral("…");
    const QString bits = byte.single ? text(teach::bitsText(byte.byte)) : QString();
    const QString character = text(byte.character);
    const std::vector<PaperText> paragraphs = said(field, row, byte);
    const double gap = 1.6 * p;
    const double height = std::max(heightOf(paragraphs, gap), (byte.single ? 21 : 12) * p) + 1.5 * p;
    const PaperStyle style = *m_style;
    const field::Role role = field.role;
    const bool faulty = byte.faulty;
    const double column = m_column;
    return {height, false, false, [=](QPainter& painter, QPointF at) {
                paintRoleLine(painter, role, {at + QPointF(1.5 * p, 0), at + QPointF(1.5 * p, height)}, p);
                painter.setPen(QPen(QColor(0xc3, 0xcc, 0xd8), 0.4 * p));
                painter.drawLine(at + QPointF(kEdge * p, 0), at + QPointF(column, 0));
                const double top = at.y() + 1.5 * p;
                const auto put = [&](const QString& what, const QFont& font, double x, double y, double width,
                                     int flags) {
                    painter.setFont(font);
                    painter.drawText(QRectF(at.x() + x * p, y, width * p, 13 * p),
                                     flags | Qt::AlignTop | Qt::TextDontClip, what);
                };
                painter.setPen(PaperStyle::soft());
                put(number, style.sans(kSmall - 0.8), kEdge, top + 2.2 * p, 15, Qt::AlignRight);
                painter.setPen(Qt::black);
                put(hex, style.fixed(kHex, QFont::DemiBold), kEdge + 18, top - 1 * p, 14, Qt::AlignLeft);
                put(character, style.sans(kBody), kEdge + 33, top + 0.6 * p, 18, Qt::AlignLeft);
                put(bits, style.fixed(kSmall - 0.8), kEdge + 18, top + 11 * p, 36, Qt::AlignLeft);
                if (faulty) {
                    painter.setPen(QPen(Qt::black, 1.2 * p));
                    painter.drawRect(QRectF(at.x() + (kEdge + 16.5) * p, top - 0.2 * p, 15 * p, 12 * p));
                }
                paintAll(painter, paragraphs, {at.x() + kGutter * p, top}, gap);
            }};
}

std::vector<PageBlock> IllustratedBlocks::issues() const
{
    std::vector<PageBlock> out;
    if (m_illustration->issues().empty())
        return out;
    const teach::Vocabulary& words = m_illustration->words();
    const double p = m_style->point;
    const QString colon = text(words.phrase(analysis::Phrase::Colon));
    const PaperText heading(
        {{text(words.illustrated("heading", "issues")), m_style->sans(kHeading, QFont::Bold)}}, m_width,
        *m_style);
    out.push_back({heading.height() + 12 * p, true, true, [heading, p](QPainter& painter, QPointF at) {
                       heading.paint(painter, at + QPointF(0, 8 * p));
                   }});
    for (const teach::IllustratedIssue& issue : m_illustration->issues()) {
        std::vector<PaperText> lines{
            {{{text(issue.sentence), m_style->sans(kBody, QFont::Bold)}}, m_width - 10 * p, *m_style}};
        for (const teach::IllustratedRule& rule : issue.rules)
            lines.push_back({{{text(rule.id), m_style->sans(kBody, QFont::DemiBold)},
                              {colon + text(rule.demand) + QStringLiteral(" → ") + text(rule.consequence),
                               m_style->sans(kBody)}},
                             m_width - 10 * p,
                             *m_style});
        const double height = heightOf(lines, p) + 5 * p;
        out.push_back({height, true, false, [lines, p, height](QPainter& painter, QPointF at) {
                           painter.setPen(QPen(Qt::black, 2 * p));
                           painter.drawLine(at + QPointF(2 * p, 0), at + QPointF(2 * p, height - 5 * p));
                           paintAll(painter, lines, at + QPointF(9 * p, 0), p);
                       }});
    }
    return out;
}

} // namespace mqttscope::ui
