// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page_frame.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPageLayout>
#include <QPageSize>
#include <QPagedPaintDevice>
#include <QPaintDevice>
#include <QPainter>

namespace mqttscope::ui {
namespace {

constexpr double kPageMarginMm = 15;
constexpr double kMarginPoints = 8; ///< between header, body and footer

} // namespace

void usePaper(QPagedPaintDevice& device)
{
    device.setPageSize(QPageSize(QPageSize::A4));
    device.setPageMargins(QMarginsF(kPageMarginMm, kPageMarginMm, kPageMarginMm, kPageMarginMm),
                          QPageLayout::Millimeter);
}

QFont paperFont(double points)
{
    QFont font(QStringLiteral("Inter"));
    font.setStyleHint(QFont::SansSerif);
    font.setPointSizeF(points);
    return font;
}

PageFrame::PageFrame(PageHeading heading, const QPaintDevice& device, double width, double height)
    : m_heading(std::move(heading)), m_font(paperFont(kPoints)), m_width(width), m_height(height),
      m_point(device.logicalDpiY() / 72.0)
{
    m_band = QFontMetricsF(m_font, &device).height();
    const double gap = kMarginPoints * m_point;
    m_body = QRectF(0, m_band + gap, width, height - 2 * (m_band + gap));
}

void PageFrame::paint(QPainter& painter, int page, int pages) const
{
    painter.setFont(m_font);
    painter.setPen(QPen(Qt::black, m_point / 2));
    const QRectF header(0, 0, m_width, m_band);
    painter.drawText(header, Qt::AlignLeft | Qt::AlignVCenter, m_heading.file);
    painter.drawText(header, Qt::AlignHCenter | Qt::AlignVCenter, m_heading.frame);
    painter.drawText(header, Qt::AlignRight | Qt::AlignVCenter, m_heading.time);
    const double line = m_band + (m_body.top() - m_band) / 3;
    painter.drawLine(QPointF(0, line), QPointF(m_width, line));
    const QRectF footer(0, m_height - m_band, m_width, m_band);
    painter.drawText(footer, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("mqttscope"));
    painter.drawText(footer, Qt::AlignRight | Qt::AlignVCenter,
                     QCoreApplication::translate("PacketPage", "page %1 of %2").arg(page + 1).arg(pages));
}

} // namespace mqttscope::ui
