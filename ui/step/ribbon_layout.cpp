// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/ribbon_layout.h"

#include "ui/theme/theme.h"
#include "ui/views/scaled_widths.h"

#include <QCoreApplication>
#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace mqttscope::ui {
namespace {

using field::ByteRange;

/// What a sum of fractions may lack to the whole pixel.
constexpr double kRounding = 1e-6;

QString rowName(const char* word)
{
    return QCoreApplication::translate("ByteRibbon", word);
}

/// The things of which something lies in a range: in order, without gaps.
template <typename Thing> auto firstIn(const std::vector<Thing>& things, ByteRange range)
{
    return std::partition_point(things.begin(), things.end(),
                                [&](const Thing& each) { return each.range.end() <= range.offset; });
}

} // namespace

QStringList ribbonRowNames()
{
    return {
        rowName(QT_TRANSLATE_NOOP("ByteRibbon", "Layers")), rowName(QT_TRANSLATE_NOOP("ByteRibbon", "Parts")),
        rowName(QT_TRANSLATE_NOOP("ByteRibbon", "Fields")), rowName(QT_TRANSLATE_NOOP("ByteRibbon", "Bytes")),
        rowName(QT_TRANSLATE_NOOP("ByteRibbon", "Text")),   rowName(QT_TRANSLATE_NOOP("ByteRibbon", "Bits"))};
}

RibbonLayout::RibbonLayout(const Theme& theme, const RibbonContent& content, View view)
    : m_theme(&theme), m_content(&content), m_view(view)
{
    if (view.wrapped)
        placeWrappedRows();
    else
        placeRows();
}

void RibbonLayout::placeRows()
{
    const Theme& theme = *m_theme;
    const int caption = QFontMetrics(theme.font(TextUse::Caption)).height();
    const int small = QFontMetrics(theme.font(TextUse::Small)).height();
    const int digits = QFontMetrics(theme.fixedFont(kByteSize, QFont::DemiBold)).height();
    const int bits = QFontMetrics(theme.fixedFont(kBitSize)).height();
    int top = theme.px(8);
    const auto place = [&](Row& row, int height, int gap) {
        row = {top, height};
        top += height + gap;
    };
    place(m_layers, std::max(theme.px(24), small + theme.px(6)), theme.px(16));
    place(m_parts, std::max(theme.px(26), small + theme.px(8)), theme.px(5));
    place(m_fields, std::max(theme.px(36), 2 * caption + theme.px(4)), theme.px(6));
    place(m_bytes, std::max(theme.px(58), caption + digits + theme.px(6)), 0);
    place(m_text, std::max(theme.px(26), small + theme.px(8)), theme.px(2));
    place(m_bits, 2 * bits, 0);

    int names = 0;
    for (const QString& name : ribbonRowNames())
        names = std::max(names, QFontMetrics(theme.font(TextUse::Small)).horizontalAdvance(name));
    m_left = theme.px(16) + names + theme.px(22);
    m_right = theme.px(18);
    const int room = m_view.size.width() - m_left - m_right;
    m_cell = std::clamp(static_cast<double>(room) / std::max(1U, m_content->length),
                        static_cast<double>(theme.px(kLeastCell)), static_cast<double>(theme.px(kMostCell)));
}

void RibbonLayout::placeWrappedRows()
{
    const Theme& theme = *m_theme;
    const int digits = QFontMetrics(theme.fixedFont(kByteSize, QFont::DemiBold)).height();
    const int name = QFontMetrics(theme.font(TextUse::Normal)).height();
    m_left = theme.px(15);
    m_right = m_left;
    m_bytes = {theme.px(8), std::max(theme.px(36), digits + theme.px(4))};
    m_names = theme.px(8) + name;
    m_pitch = m_bytes.height + m_names + theme.px(4);
    m_cell = std::max(1.0, static_cast<double>(m_view.size.width() - m_left - m_right) / kPerRow);
}

QRect RibbonLayout::row(Row row) const
{
    if (m_view.wrapped)
        return {};
    return {m_left, row.top, m_view.size.width() - m_left, row.height};
}

qint64 RibbonLayout::extent() const
{
    if (m_view.wrapped)
        return qint64{2} * m_bytes.top + qint64{(m_content->length + kPerRow - 1) / kPerRow} * m_pitch;
    return m_left + static_cast<qint64>(std::floor(m_content->length * m_cell + kRounding)) + m_right;
}

qint64 RibbonLayout::page() const
{
    return m_view.wrapped ? m_view.size.height() : m_view.size.width();
}

int RibbonLayout::height() const
{
    constexpr qint64 kMost = 1 << 20; // a hint, not more
    return m_view.wrapped ? static_cast<int>(std::min(extent(), kMost))
                          : m_bits.top + m_bits.height + m_theme->px(10);
}

int RibbonLayout::pitch() const
{
    return m_view.wrapped ? m_pitch : static_cast<int>(m_cell);
}

qint64 RibbonLayout::startOf(std::uint32_t byte) const
{
    return m_view.wrapped ? m_bytes.top + qint64{byte / kPerRow} * m_pitch
                          : m_left + static_cast<qint64>(std::floor(byte * m_cell + kRounding));
}

int RibbonLayout::placeOf(std::uint32_t byte) const
{
    // What is far away may be cut: nobody sees where.
    constexpr qint64 kFar = 1 << 24;
    return static_cast<int>(std::clamp(startOf(byte) - m_view.scrolled, -kFar, kFar));
}

int RibbonLayout::columnLeft(std::uint32_t column) const
{
    return m_left + static_cast<int>(column * m_cell);
}

QRect RibbonLayout::area() const
{
    const int left = m_left - m_theme->px(6);
    return {left, 0, m_view.size.width() - left, m_view.size.height()};
}

ByteRange RibbonLayout::visible() const
{
    if (m_content->length == 0)
        return {};
    const auto bounded = [&](double place) {
        return static_cast<std::uint32_t>(
            std::clamp(std::floor(place), 0.0, static_cast<double>(m_content->length - 1)));
    };
    const auto scrolled = static_cast<double>(m_view.scrolled);
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    if (m_view.wrapped) {
        first = bounded((scrolled - m_bytes.top) / m_pitch * kPerRow);
        first -= first % kPerRow;
        last = bounded((std::floor((scrolled + m_view.size.height() - m_bytes.top) / m_pitch) + 1) * kPerRow -
                       1);
    } else {
        // A byte more on both sides: the frame of the current one is wider than its cell.
        first = bounded((scrolled - m_theme->px(6)) / m_cell);
        last = bounded((scrolled + m_view.size.width() - m_left) / m_cell);
    }
    return {first, last - first + 1};
}

QRect RibbonLayout::cell(std::uint32_t byte) const
{
    if (byte >= m_content->length)
        return {};
    if (m_view.wrapped) {
        const std::uint32_t column = byte % kPerRow;
        const int left = columnLeft(column);
        return {left, placeOf(byte), columnLeft(column + 1) - left, m_bytes.height};
    }
    const int left = placeOf(byte);
    return {left, m_bytes.top, placeOf(byte + 1) - left, m_bytes.height};
}

QRect RibbonLayout::frame(std::uint32_t byte) const
{
    const QRect box = cell(byte);
    if (box.isEmpty())
        return {};
    if (!m_view.wrapped) {
        const int side = m_theme->px(4);
        QRect frame = box.adjusted(-side, -m_theme->px(5), side - m_theme->px(1), 0);
        frame.setBottom(m_bits.top + m_bits.height + m_theme->px(5));
        return frame;
    }
    const int side = m_theme->px(2.5);
    const std::size_t field = m_content->fieldAt(byte);
    const bool alone = field < m_content->fields.size() && m_content->fields[field].range.length == 1;
    return box.adjusted(-side, -m_theme->px(3), side - m_theme->px(1), alone ? m_names : m_theme->px(2.5));
}

std::optional<std::uint32_t> RibbonLayout::byteAt(QPoint point) const
{
    if (point.x() < m_left)
        return std::nullopt;
    double place = 0;
    if (m_view.wrapped) {
        const qint64 down = point.y() + m_view.scrolled - m_bytes.top;
        std::uint32_t column = 0;
        while (column < kPerRow && point.x() >= columnLeft(column + 1))
            ++column;
        if (down < 0 || column == kPerRow)
            return std::nullopt;
        place = static_cast<double>(down / m_pitch) * kPerRow + column;
    } else {
        if (point.y() < m_fields.top || point.y() >= m_bits.top + m_bits.height)
            return std::nullopt;
        // Cells begin at whole pixels: a pixel belongs to the last one that begins at or before it.
        place = std::floor((static_cast<double>(point.x() - m_left + m_view.scrolled) + 1) / m_cell);
        if (place > 0 && point.x() < placeOf(static_cast<std::uint32_t>(std::min(place, 4e9))))
            place -= 1;
    }
    if (place >= m_content->length)
        return std::nullopt;
    return static_cast<std::uint32_t>(place);
}

std::vector<QRect> RibbonLayout::layers() const
{
    std::vector<QRect> places;
    if (m_view.wrapped)
        return places;
    std::vector<std::uint32_t> lengths;
    for (const RibbonLayer& layer : m_content->layers)
        lengths.push_back(layer.range.length);
    int left = m_left;
    const int room = m_view.size.width() - m_left - m_right;
    for (const int width : scaledWidths(lengths, room, m_theme->px(26))) {
        places.emplace_back(left, m_layers.top, width, m_layers.height);
        left += width;
    }
    return places;
}

QPolygon RibbonLayout::wedge() const
{
    const auto walked = std::find_if(m_content->layers.begin(), m_content->layers.end(),
                                     [](const RibbonLayer& layer) { return layer.walked; });
    if (m_view.wrapped || walked == m_content->layers.end() || m_content->length == 0)
        return {};
    const std::vector<QRect> places = layers();
    if (places.empty())
        return {};
    const QRect layer = places[static_cast<std::size_t>(walked - m_content->layers.begin())];
    const double all = m_content->length * m_cell;
    const int room = m_view.size.width() - m_left;
    const double from = static_cast<double>(m_view.scrolled) / all;
    const double to = std::min(1.0, static_cast<double>(m_view.scrolled + room) / all);
    const int top = layer.bottom() + 1;
    const int bottom = m_parts.top - m_theme->px(2);
    const int left = layer.left() + static_cast<int>(layer.width() * from);
    const int right = std::max(left + m_theme->px(2), layer.left() + static_cast<int>(layer.width() * to));
    const int end = std::min(m_view.size.width(), placeOf(m_content->length));
    return QPolygon({{left, top}, {right, top}, {end, bottom}, {m_left, bottom}});
}

RibbonSpan RibbonLayout::span(std::size_t index, ByteRange range, Row row) const
{
    RibbonSpan span;
    span.index = index;
    const int left = placeOf(range.offset);
    const int right = placeOf(range.end());
    const int first = std::max(left, area().left());
    const int last = std::min(right, m_view.size.width());
    span.rect = {first, row.top, std::max(0, last - first), row.height};
    span.opens = first == left;
    span.closes = last == right;
    return span;
}

std::vector<RibbonSpan> RibbonLayout::parts(const RibbonPosition& position) const
{
    std::vector<RibbonSpan> spans;
    if (m_view.wrapped)
        return spans;
    const ByteRange seen = visible();
    const auto& parts = m_content->parts;
    for (auto part = firstIn(parts, seen); part != parts.end() && part->range.offset < seen.end(); ++part) {
        const bool unread = !position.isRead(part->range.offset);
        ByteRange range = part->range;
        if (unread)
            range.length = m_content->length - range.offset;
        spans.push_back(span(static_cast<std::size_t>(part - parts.begin()), range, m_parts));
        spans.back().unread = unread;
        if (unread)
            break;
    }
    return spans;
}

std::vector<RibbonSpan> RibbonLayout::fields(const RibbonPosition& position) const
{
    if (m_view.wrapped)
        return wrappedFields(position);
    std::vector<RibbonSpan> spans;
    const ByteRange seen = visible();
    const auto& fields = m_content->fields;
    for (auto field = firstIn(fields, seen); field != fields.end() && field->range.offset < seen.end();
         ++field) {
        const bool unread = !position.isRead(field->range.offset);
        ByteRange range = field->range;
        if (unread)
            range.length = m_content->length - range.offset;
        spans.push_back(span(static_cast<std::size_t>(field - fields.begin()), range, m_fields));
        spans.back().unread = unread;
        if (unread)
            break;
    }
    return spans;
}

std::vector<RibbonSpan> RibbonLayout::wrappedFields(const RibbonPosition& position) const
{
    std::vector<RibbonSpan> spans;
    const ByteRange seen = visible();
    const auto& fields = m_content->fields;
    for (auto field = firstIn(fields, seen); field != fields.end() && field->range.offset < seen.end();
         ++field) {
        if (!position.isRead(field->range.offset))
            break;
        std::uint32_t from = std::max(field->range.offset, seen.offset);
        // Rows of which nothing has been read say nothing.
        const std::uint32_t rows = (position.readUpTo + kPerRow - 1) / kPerRow * kPerRow;
        const std::uint32_t to = std::min({field->range.end(), seen.end(), rows});
        while (from < to) {
            const std::uint32_t end = std::min(to, from - from % kPerRow + kPerRow);
            const QRect first = cell(from);
            RibbonSpan span;
            span.index = static_cast<std::size_t>(field - fields.begin());
            span.rect =
                QRect(first.left(), first.bottom() + 1, cell(end - 1).right() + 1 - first.left(), m_names);
            span.opens = from == field->range.offset;
            span.closes = end == field->range.end();
            spans.push_back(span);
            from = end;
        }
    }
    return spans;
}

QRect RibbonLayout::rest() const
{
    if (!m_view.wrapped || m_content->length == 0 || m_content->length % kPerRow == 0)
        return {};
    const QRect last = cell(m_content->length - 1);
    const int left = last.right() + m_theme->px(12);
    return {left, last.top(), m_view.size.width() - m_right - left, last.height()};
}

} // namespace mqttscope::ui
