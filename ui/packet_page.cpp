// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet_page.h"

#include "ui/models/field_tree_model.h"
#include "ui/models/text.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QLocale>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace mqttscope::ui {
namespace {

constexpr double kBytesPoints = 8;

QString words(const char* english)
{
    return QCoreApplication::translate("PacketPage", english);
}

/// A line of the tree and all lines below it.
void appendLines(QString& html, const FieldTreeModel& fields, const QModelIndex& line, int depth)
{
    constexpr int kIndent = 12;
    const auto cell = [&](int column) {
        return line.siblingAtColumn(column).data(Qt::DisplayRole).toString().toHtmlEscaped();
    };
    const bool fixed =
        line.siblingAtColumn(FieldTreeModel::Value).data(FieldTreeModel::FixedFontRole).toBool();
    const QString name = depth == 0 ? QStringLiteral("<b>%1</b>").arg(cell(FieldTreeModel::Field))
                                    : cell(FieldTreeModel::Field);
    const QString rule = depth == 0 ? QStringLiteral("border-top:1px solid #808080;") : QString();
    html += QStringLiteral("<tr><td style='%1padding-left:%2px'>%3</td><td class='fixed' style='%1'>%4</td>"
                           "<td style='%1'%5>%6</td></tr>")
                .arg(rule)
                .arg(depth * kIndent)
                .arg(name, cell(FieldTreeModel::Bytes), fixed ? QStringLiteral(" class='fixed'") : QString(),
                     cell(FieldTreeModel::Value));
    const QString issue = line.data(FieldTreeModel::OwnIssueRole).toString();
    if (!issue.isEmpty())
        html += QStringLiteral("<tr><td style='padding-left:%1px' colspan='3'><b>%2</b> %3</td></tr>")
                    .arg((depth + 1) * kIndent)
                    .arg(words(QT_TRANSLATE_NOOP("PacketPage", "Broken rule:")).toHtmlEscaped(),
                         issue.toHtmlEscaped());
    for (int row = 0; row < fields.rowCount(line); ++row)
        appendLines(html, fields, fields.index(row, 0, line), depth + 1);
}

QString titleRow(const FieldTreeModel& fields)
{
    QString html = QStringLiteral("<tr>");
    for (int column = 0; column < FieldTreeModel::ColumnCount; ++column)
        html +=
            QStringLiteral("<th align='left'>%1</th>")
                .arg(fields.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().toHtmlEscaped());
    return html + QStringLiteral("</tr>");
}

QString sourceName(const index::DissectionSource& source)
{
    const QString count = QLocale().toString(static_cast<qulonglong>(source.bytes.size()));
    switch (source.kind) {
    case index::SourceKind::Frame:
        return words(QT_TRANSLATE_NOOP("PacketPage", "Frame, %1 bytes")).arg(count);
    case index::SourceKind::Datagram:
        return words(QT_TRANSLATE_NOOP("PacketPage", "IP datagram, reassembled, %1 bytes")).arg(count);
    case index::SourceKind::Messages:
        break;
    }
    return words(QT_TRANSLATE_NOOP("PacketPage", "MQTT, %1 bytes")).arg(count);
}

/// Sixteen bytes on a line: offset, hex, characters.
QString hexLines(field::ByteView bytes)
{
    constexpr std::size_t kPerLine = 16;
    constexpr std::uint8_t kFirstPrintable = 0x20;
    constexpr std::uint8_t kBehindPrintable = 0x7f;
    QString lines;
    for (std::size_t at = 0; at < bytes.size(); at += kPerLine) {
        const field::ByteView part = bytes.subspan(at, std::min(kPerLine, bytes.size() - at));
        QString characters;
        for (const std::uint8_t byte : part)
            characters +=
                byte >= kFirstPrintable && byte < kBehindPrintable ? QChar(char16_t{byte}) : QChar(u'.');
        lines += QStringLiteral("%1  %2  %3\n")
                     .arg(at, 4, 16, QLatin1Char('0'))
                     .arg(hexText(part).leftJustified(static_cast<int>(kPerLine * 3)), characters);
    }
    return lines;
}

/// In the fixed font no ligature may change what stands there.
void withoutLigatures(QTextDocument& document, const QString& fixedFamily)
{
    QTextCharFormat plain;
    plain.setFontStyleStrategy(QFont::PreferNoShaping);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment fragment = part.fragment();
            if (!fragment.charFormat().font().families().contains(fixedFamily))
                continue;
            QTextCursor cursor(&document);
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(plain);
        }
    }
}

} // namespace

PacketPage::PacketPage(PageHeading heading, const FieldTreeModel& fields, const index::Dissection& dissection,
                       QString fixedFamily)
    : m_heading(std::move(heading)), m_fixedFamily(std::move(fixedFamily))
{
    m_html = QStringLiteral("<table width='100%' cellspacing='0' cellpadding='1'>") + titleRow(fields);
    for (int row = 0; row < fields.rowCount(); ++row)
        appendLines(m_html, fields, fields.index(row, 0), 0);
    m_html += QStringLiteral("</table><h4>%1</h4>")
                  .arg(words(QT_TRANSLATE_NOOP("PacketPage", "Bytes")).toHtmlEscaped());
    for (const index::DissectionSource& source : dissection.sources)
        m_html += QStringLiteral("<p style='margin-bottom:0'>%1</p><pre style='margin-top:2px'>%2</pre>")
                      .arg(sourceName(source).toHtmlEscaped(), hexLines(source.bytes).toHtmlEscaped());
}

bool PacketPage::paint(QPagedPaintDevice& device) const
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const PageFrame frame(m_heading, device, device.width(), device.height());
    const QRectF& body = frame.body();
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&device);
    document.setDefaultFont(paperFont(PageFrame::kPoints));
    document.setDocumentMargin(0);
    document.setDefaultStyleSheet(QStringLiteral(".fixed, pre { font-family: '%1'; font-size: %2pt; } "
                                                 "th { font-weight: 600; border-bottom: 1px solid #000000; } "
                                                 "h4 { margin-top: 10px; margin-bottom: 2px; }")
                                      .arg(m_fixedFamily)
                                      .arg(kBytesPoints));
    document.setPageSize(body.size());
    document.setHtml(m_html);
    // Behind a table with lines Qt paints text without a colour of its own with the pen of the lines: none.
    QTextCharFormat black;
    black.setForeground(Qt::black);
    QTextCursor whole(&document);
    whole.select(QTextCursor::Document);
    whole.mergeCharFormat(black);
    withoutLigatures(document, m_fixedFamily);
    const int pages = std::max(document.pageCount(), 1);
    for (int page = 0; page < pages; ++page) {
        if (page > 0 && !device.newPage())
            return false;
        frame.paint(painter, page, pages);
        painter.save();
        painter.translate(body.left(), body.top() - page * body.height());
        const QRectF part(0, page * body.height(), body.width(), body.height());
        painter.setClipRect(part);
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette.setColor(QPalette::Text, Qt::black);
        context.clip = part;
        document.documentLayout()->draw(&painter, context);
        painter.restore();
    }
    return painter.end();
}

} // namespace mqttscope::ui
