// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper_text.h"

#include "ui/theme/category.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

int unitsOf(double points, double point)
{
    return std::max(1, qRound(points * point));
}

/// Inter draws 0x1f as a multiplication: a joiner that does not join keeps the letter.
QString withoutLigatures(QString text)
{
    return text.replace(QLatin1String("0x"), QStringLiteral("0\u200Cx"));
}

/// The text option that divides what is too long.
QTextOption optionFor(Qt::Alignment alignment)
{
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

} // namespace

QFont PaperStyle::sans(double points, QFont::Weight weight) const
{
    QFont font(QStringLiteral("Inter"));
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(unitsOf(points, point));
    font.setWeight(weight);
    return font;
}

QFont PaperStyle::fixed(double points, QFont::Weight weight) const
{
    QFont font(fixedFamily);
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(unitsOf(points, point));
    font.setWeight(weight);
    font.setStyleStrategy(QFont::PreferNoShaping); // no ligature may change what stands there
    return font;
}

QColor PaperStyle::soft()
{
    return tokenColor(Ink::TextSecondary, Scheme::Light);
}

PaperText::PaperText(const std::vector<PaperRun>& runs, double width, const PaperStyle& style,
                     Qt::Alignment alignment)
{
    QString whole;
    QList<QTextLayout::FormatRange> formats;
    for (const PaperRun& run : runs) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(whole.size());
        range.format.setFont(run.font);
        range.format.setForeground(run.color);
        whole += withoutLigatures(run.text);
        range.length = static_cast<int>(whole.size()) - range.start;
        formats.append(range);
    }
    const QFont base = runs.empty() ? style.sans(8) : runs.front().font;
    m_layout = std::make_shared<QTextLayout>(whole, base, style.device);
    m_layout->setFormats(formats);
    m_layout->setTextOption(optionFor(alignment));
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, m_height});
        m_height += line.height() * 1.08;
    }
    m_layout->endLayout();
}

int PaperText::lines() const
{
    return m_layout->lineCount();
}

void PaperText::paint(QPainter& painter, QPointF at) const
{
    painter.setPen(Qt::black);
    m_layout->draw(&painter, at);
}

void paintRoleLine(QPainter& painter, field::Role role, const QLineF& line, double point)
{
    const CategoryLook look = categoryLook(role);
    QPen pen(tokenColor(look.border, Scheme::Light));
    pen.setCapStyle(Qt::FlatCap);
    pen.setWidthF(2 * point);
    switch (look.underline) {
    case Underline::None:
        pen.setWidthF(0.6 * point);
        break;
    case Underline::Thin:
        pen.setWidthF(0.9 * point);
        break;
    case Underline::Thick:
        break;
    case Underline::Dashed:
        pen.setDashPattern({2.5, 1.5});
        break;
    case Underline::Dotted:
        pen.setDashPattern({1, 1});
        break;
    case Underline::Double: {
        pen.setWidthF(0.6 * point);
        painter.setPen(pen);
        const QLineF across = line.normalVector().unitVector();
        const QPointF aside(across.dx() * 0.8 * point, across.dy() * 0.8 * point);
        painter.drawLine(line.translated(aside));
        painter.drawLine(line.translated(-aside));
        return;
    }
    }
    painter.setPen(pen);
    painter.drawLine(line);
}

void paintBadge(QPainter& painter, const QString& sign, QPointF center, double points, bool round,
                const PaperStyle& style)
{
    const double height = points * style.point;
    painter.setFont(style.sans(points * 0.72, QFont::DemiBold));
    const double width = std::max(height, painter.fontMetrics().horizontalAdvance(sign) + height * 0.4);
    const QRectF box(center.x() - width / 2, center.y() - height / 2, width, height);
    painter.setPen(QPen(Qt::black, style.point * 0.6));
    painter.setBrush(Qt::white);
    const double radius = round ? height / 2 : height / 6;
    painter.drawRoundedRect(box, radius, radius);
    painter.setBrush(Qt::NoBrush);
    painter.drawText(box, Qt::AlignCenter, sign);
}

} // namespace mqttscope::ui
