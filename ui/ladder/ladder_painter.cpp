// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_painter.h"

#include "ui/ladder/ladder_label.h"

#include <QPainter>

#include <cmath>

namespace mqttscope::ui {
namespace {

namespace ladder = analysis::ladder;
using ladder::RowKind;

class BandPainter {
public:
    BandPainter(QPainter& painter, const BandPicture& picture, const LadderContent& content,
                const LadderLook& look, const LadderEmphasis& emphasis, const QRectF& clip)
        : m_painter(painter), m_picture(picture), m_content(content), m_look(look), m_emphasis(emphasis),
          m_clip(clip)
    {
    }

    void paint()
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        if (!m_picture.folded) {
            paintGround();
            for (const PictureThread& thread : m_picture.threads)
                paintThread(thread);
            for (const PictureStrip& strip : m_picture.strips)
                paintKept(strip);
            for (const PictureSegment& segment : m_picture.segments)
                paintSegment(segment);
            for (const PictureSpan& span : m_picture.spans)
                paintSpan(span);
            for (const PictureRow& row : m_picture.rows) {
                if (row.rect.intersects(m_clip) && isShown(row.row))
                    paintRow(row);
            }
            for (const PictureBox& box : m_picture.boxes)
                paintBox(box);
            paintScale();
            paintHeads(m_painter, m_picture.heads, m_look);
        }
        if (m_picture.bar.rect.intersects(m_clip))
            paintBar(m_painter, m_picture, m_content, m_look, m_emphasis);
    }

private:
    [[nodiscard]] bool isShown(std::uint32_t row) const
    {
        return !m_emphasis.upTo || row <= *m_emphasis.upTo;
    }
    [[nodiscard]] bool isLast(std::uint32_t row) const { return m_emphasis.upTo && row == *m_emphasis.upTo; }
    /// What hangs on a row appears when its packet has arrived.
    [[nodiscard]] bool hasHappened(std::uint32_t row) const
    {
        return isShown(row) && (!isLast(row) || m_emphasis.progress >= 1);
    }
    [[nodiscard]] double arrivalOf(std::uint32_t row) const { return isLast(row) ? m_emphasis.progress : 1; }
    [[nodiscard]] const PictureRow* find(std::uint32_t row) const
    {
        for (const PictureRow& one : m_picture.rows) {
            if (one.row == row)
                return &one;
        }
        return nullptr;
    }
    /// How far down a band that is played has been painted.
    [[nodiscard]] double shownDownTo() const
    {
        const PictureRow* last = m_emphasis.upTo ? find(*m_emphasis.upTo) : nullptr;
        return last != nullptr ? last->rect.bottom() : m_picture.height;
    }

    void paintGround()
    {
        const double line = m_look.px(1.6);
        for (const QRectF& broker : m_picture.brokers)
            m_painter.fillRect(broker, m_look.color(Ink::SurfaceAlt));
        for (const PictureRow& row : m_picture.rows) {
            if (!row.rect.intersects(m_clip))
                continue;
            const QRectF ground = row.rect.adjusted(m_look.px(4), 0, -m_look.px(4), 0);
            if (m_emphasis.row == row.row) {
                m_painter.setPen(m_emphasis.focus ? QPen(m_look.color(Ink::Accent), m_look.px(1.5))
                                                  : QPen(Qt::NoPen));
                m_painter.setBrush(m_look.color(Ink::AccentTint));
                m_painter.drawRoundedRect(ground, m_look.px(4), m_look.px(4));
                m_painter.fillRect(QRectF(ground.left(), ground.top(), m_look.px(3), ground.height()),
                                   m_look.color(Ink::Accent));
            } else if (m_emphasis.hover == row.row) {
                m_painter.setPen(Qt::NoPen);
                m_painter.setBrush(m_look.color(Ink::RowHover));
                m_painter.drawRoundedRect(ground, m_look.px(4), m_look.px(4));
            }
        }
        m_painter.setPen(QPen(m_look.color(Ink::LineControl), line));
        for (const QLineF& lifeline : m_picture.lifelines)
            m_painter.drawLine(lifeline);
    }

    void paintRow(const PictureRow& placed)
    {
        const ladder::Row& row = m_content.band.rows[placed.row];
        const LadderRowWords& words = m_content.rows[placed.row];
        const bool faint = row.has(ladder::kContext);
        m_painter.setFont(m_look.fixed(0.85));
        m_painter.setPen(m_look.color(Ink::TextMuted));
        if (!placed.time.isEmpty())
            m_painter.drawText(placed.time, Qt::AlignRight | Qt::AlignVCenter, words.time);
        if (!placed.disc.isEmpty())
            paintDisc(m_painter, placed.disc, words.number, m_look);
        if (placed.arrow)
            paintArrow(m_painter, *placed.arrow, m_look, arrivalOf(placed.row));
        else
            paintEvent(placed, row, words);
        if (placed.tag)
            paintTag(m_painter, *placed.tag, m_look, placed.arrow ? placed.arrow->ink : Ink::Text);
        for (const PictureText& text : placed.texts)
            paintText(text, row, faint);
        if (placed.arrow && placed.arrow->wrong)
            paintWarning(placed);
    }

    /// Before the label of a packet that breaks a rule.
    void paintWarning(const PictureRow& placed)
    {
        if (placed.texts.empty())
            return;
        const QRectF first = placed.tag ? placed.tag->rect : placed.texts.front().rect;
        const double size = m_look.px(15);
        m_look.paintIcon(
            m_painter, QStringLiteral("ui-error"), Ink::Error,
            QRectF(first.left() - size - m_look.px(7), first.center().y() - size / 2, size, size));
    }

    void paintText(const PictureText& text, const ladder::Row& row, bool faint)
    {
        m_painter.setFont(pictureFont(text.use, m_look));
        Ink ink = Ink::Text;
        switch (text.use) {
        case PictureText::Use::Badge:
            m_painter.setPen(QPen(m_look.color(Ink::Warning), m_look.px(1.2)));
            m_painter.setBrush(m_look.plain() ? m_look.color(Ink::Surface) : m_look.color(Ink::WarningTint));
            m_painter.drawRoundedRect(text.rect.adjusted(0, m_look.px(0.5), 0, -m_look.px(0.5)), m_look.px(3),
                                      m_look.px(3));
            ink = m_look.plain() ? Ink::Text : Ink::Warning;
            break;
        case PictureText::Use::Byte:
            ink = Ink::TextSecondary;
            break;
        case PictureText::Use::Lost:
            ink = Ink::Error;
            break;
        case PictureText::Use::Note:
            ink = row.has(ladder::kBrokenRule) || row.has(ladder::kRefusal) ? Ink::Error : Ink::TextSecondary;
            break;
        case PictureText::Use::Word:
            ink = row.has(ladder::kLost) ? Ink::Error : Ink::Text;
            break;
        case PictureText::Use::Value:
            break;
        }
        m_painter.setPen(m_look.color(faint ? Ink::TextMuted : ink));
        m_painter.drawText(text.rect, Qt::AlignCenter, text.text);
    }

    void paintEvent(const PictureRow& placed, const ladder::Row& row, const LadderRowWords& words)
    {
        const bool broken = row.kind == RowKind::Cut || row.kind == RowKind::Takeover;
        const bool late = row.kind == RowKind::Silence;
        Ink ink = Ink::TextSecondary;
        Ink ground = Ink::Surface;
        if (broken) {
            const QRectF hatch(placed.eventFrom.x(), placed.y - m_look.px(13),
                               placed.eventTo.x() - placed.eventFrom.x(), m_look.px(26));
            paintHatch(m_painter, hatch, m_look.color(Ink::Line), m_look.px(7));
            paintZigzag(placed);
            ink = Ink::Error;
            ground = Ink::ErrorTint;
        } else if (row.kind == RowKind::Idle) {
            paintBreak(placed);
        } else {
            if (late) {
                ink = Ink::Warning;
                ground = Ink::WarningTint;
            } else if (row.kind == RowKind::WillPublished) {
                ink = Ink::FamilyPublication;
            }
            QPen pen(m_look.color(ink), m_look.px(1.4), Qt::DashLine);
            if (row.kind == RowKind::Ended)
                pen.setStyle(Qt::SolidLine);
            m_painter.setPen(pen);
            m_painter.drawLine(placed.eventFrom, placed.eventTo);
        }
        const QRectF& box = placed.event;
        m_painter.setPen(QPen(m_look.color(row.kind == RowKind::Idle ? Ink::Line : ink), m_look.px(1.4)));
        m_painter.setBrush(m_look.plain() ? m_look.color(Ink::Surface) : m_look.color(ground));
        m_painter.drawRoundedRect(box, m_look.px(4), m_look.px(4));
        m_painter.setFont(m_look.font(0.96, row.kind == RowKind::Idle ? QFont::Normal : QFont::DemiBold));
        m_painter.setPen(m_look.color(ink));
        m_painter.drawText(box.adjusted(m_look.px(6), 0, -m_look.px(6), 0),
                           Qt::AlignCenter | Qt::TextWordWrap, words.event);
    }

    /// A connection that is cut: a zigzag across its hop.
    void paintZigzag(const PictureRow& placed)
    {
        const double step = m_look.px(13);
        const double height = m_look.px(6);
        QPolygonF line;
        int i = 0;
        for (double x = placed.eventFrom.x(); x < placed.eventTo.x(); x += step, ++i)
            line.append(QPointF(x, placed.y + (i % 2 == 0 ? 0 : (i % 4 == 1 ? -height : height))));
        line.append(placed.eventTo);
        m_painter.setPen(
            QPen(m_look.color(Ink::Error), m_look.px(2.2), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(line);
    }

    /// Time left out: the lifelines are interrupted.
    void paintBreak(const PictureRow& placed)
    {
        const double height = m_look.px(5);
        for (const QLineF& lifeline : m_picture.lifelines) {
            const double x = lifeline.x1();
            m_painter.fillRect(QRectF(x - m_look.px(3), placed.y - height, m_look.px(6), 2 * height),
                               m_look.color(Ink::Surface));
            m_painter.setPen(QPen(m_look.color(Ink::LineControl), m_look.px(1.4)));
            for (const double side : {-1.0, 1.0}) {
                const double y = placed.y + side * height;
                m_painter.drawLine(QPointF(x - m_look.px(6), y + m_look.px(3)),
                                   QPointF(x + m_look.px(6), y - m_look.px(3)));
            }
        }
    }

    void paintKept(const PictureStrip& placed)
    {
        const ladder::Strip& strip = m_content.band.strips[placed.strip];
        if (!hasHappened(strip.from) || placed.rect.top() > m_clip.bottom() ||
            placed.rect.bottom() + m_look.px(24) < m_clip.top())
            return;
        QRectF rect = placed.rect;
        const bool freed = strip.to != ladder::kNone && hasHappened(strip.to);
        if (!freed)
            rect.setBottom(std::min(rect.bottom(), shownDownTo()));
        if (rect.height() < m_look.px(16))
            rect.setHeight(m_look.px(16));
        paintStrip(m_painter, rect, strip.what, placed.open || !freed, strip.lost && freed,
                   rect == placed.rect ? placed.text : QString(), m_look);
    }

    void paintThread(const PictureThread& placed)
    {
        const ladder::Thread& thread = m_content.band.threads[placed.thread];
        const double margin = m_look.px(24);
        const QRectF around = placed.path.boundingRect().adjusted(-margin, -margin, margin, margin);
        if (!isShown(thread.to) || !around.intersects(m_clip))
            return;
        const double width = m_look.px(1.8);
        QPen pen(m_look.color(Ink::TextSecondary), width, Qt::CustomDashLine, Qt::RoundCap);
        const bool resent = thread.kind == ladder::Thread::Kind::Resent;
        pen.setDashPattern(resent ? QList<qreal>{2, 2} : QList<qreal>{0.5, 2.5});
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(placed.path);
        if (resent) { // where it leads
            const QPointF tip = placed.path.currentPosition();
            const double side = placed.path.elementAt(1).x < tip.x() ? -1 : 1;
            m_painter.setPen(QPen(m_look.color(Ink::TextSecondary), m_look.px(1.4)));
            m_painter.drawPolyline(QPolygonF({tip + QPointF(side * m_look.px(7), -m_look.px(2)), tip,
                                              tip + QPointF(side * m_look.px(2), -m_look.px(7))}));
        }
        if (placed.textRect.isEmpty())
            return;
        m_painter.setFont(m_look.font(0.85, QFont::Medium));
        m_painter.setPen(m_look.color(Ink::TextSecondary));
        m_painter.drawText(placed.textRect, Qt::AlignCenter | Qt::TextWordWrap, placed.text);
    }

    void paintSegment(const PictureSegment& placed)
    {
        if (placed.line.y1() > shownDownTo() || !placed.textRect.intersects(m_clip))
            return;
        const QColor color = m_look.color(Ink::ByteUnread);
        m_painter.setPen(QPen(color, m_look.px(1)));
        m_painter.drawLine(placed.line);
        const double side = placed.line.dx() > 0 ? -1 : 1;
        m_painter.drawLine(placed.line.p2(), placed.line.p2() + QPointF(side * m_look.px(6), -m_look.px(3)));
        m_painter.drawLine(placed.line.p2(), placed.line.p2() + QPointF(side * m_look.px(6), m_look.px(3)));
        m_painter.fillRect(placed.textRect, m_look.color(Ink::Surface));
        m_painter.setFont(m_look.font(0.8));
        m_painter.setPen(m_look.color(Ink::TextMuted));
        m_painter.drawText(placed.textRect, Qt::AlignCenter, placed.text);
    }

    void paintSpan(const PictureSpan& span)
    {
        if (span.textRect.bottom() > shownDownTo())
            return;
        if (span.kind == PictureSpan::Kind::Silence) {
            paintSilence(span.line);
            return;
        }
        if (span.kind == PictureSpan::Kind::RoundTrip) {
            m_painter.setFont(m_look.fixed(0.85));
            m_painter.setPen(m_look.color(Ink::TextSecondary));
            m_painter.drawText(span.textRect, Qt::AlignCenter, span.text);
            return;
        }
        const double tick = m_look.px(6);
        m_painter.setPen(QPen(m_look.color(Ink::TextSecondary), m_look.px(1.4)));
        m_painter.drawLine(span.line);
        m_painter.drawLine(span.line.p1(), span.line.p1() + QPointF(tick, 0));
        m_painter.drawLine(span.line.p2(), span.line.p2() + QPointF(tick, 0));
        const QString first = span.text.section(QLatin1Char('\n'), 0, 0);
        const QString second = span.text.section(QLatin1Char('\n'), 1);
        const QRectF upper(span.textRect.left(), span.textRect.top(), span.textRect.width(),
                           span.textRect.height() / 2);
        m_painter.setFont(m_look.font(0.92, QFont::DemiBold));
        m_painter.setPen(m_look.color(Ink::Text));
        m_painter.drawText(upper, Qt::AlignRight | Qt::AlignVCenter, first);
        m_painter.setFont(m_look.font(0.8));
        m_painter.setPen(m_look.color(Ink::TextMuted));
        m_painter.drawText(upper.translated(0, upper.height()), Qt::AlignRight | Qt::AlignVCenter, second);
    }

    /// From the last sign of life down to the limit.
    void paintSilence(const QLineF& line)
    {
        const double arm = m_look.px(4);
        m_painter.setPen(QPen(m_look.color(Ink::Warning), m_look.px(2)));
        m_painter.drawLine(line);
        for (const auto& [end, side] : {std::pair{line.p1(), 1.0}, std::pair{line.p2(), -1.0}}) {
            m_painter.drawLine(end - QPointF(arm, 0), end + QPointF(arm, 0));
            m_painter.drawLine(end, end + QPointF(-arm, side * 1.5 * arm));
            m_painter.drawLine(end, end + QPointF(arm, side * 1.5 * arm));
        }
    }

    void paintBox(const PictureBox& placed)
    {
        const LadderDelivery& delivery = m_content.deliveries[placed.delivery];
        if (!hasHappened(delivery.row) || !placed.rect.intersects(m_clip))
            return;
        const Ink ink = delivery.duplicate ? Ink::Warning : Ink::Ok;
        const PictureArrow arrow{
            PictureArrow::Line::Thin, PictureArrow::Head::Filled, ink, false, false, false, false,
            placed.arrow.p1(),        placed.arrow.p2()};
        paintArrow(m_painter, arrow, m_look);
        m_painter.setPen(QPen(m_look.color(ink), m_look.px(1.5)));
        m_painter.setBrush(m_look.plain()
                               ? m_look.color(Ink::Surface)
                               : m_look.color(delivery.duplicate ? Ink::WarningTint : Ink::OkTint));
        m_painter.drawRoundedRect(placed.rect, m_look.px(4), m_look.px(4));
        const QString times = QStringLiteral("×%1").arg(delivery.times);
        const bool large = placed.rect.height() > m_look.px(30);
        const QRectF inner = placed.rect.adjusted(m_look.px(8), m_look.px(2), -m_look.px(8), -m_look.px(2));
        const QFont timesFont = m_look.font(large ? 1.4 : 1.0, QFont::Bold);
        m_painter.setFont(timesFont);
        m_painter.setPen(m_look.color(ink));
        m_painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, times);
        QRectF words = inner;
        words.setRight(inner.right() - m_look.metrics(timesFont).horizontalAdvance(times) - m_look.px(6));
        const QFont small = m_look.font(0.85);
        m_painter.setFont(small);
        const QString word = m_look.metrics(small).elidedText(delivery.word, Qt::ElideRight, words.width());
        if (!large) {
            if (words.width() > m_look.px(20)) // else how often says enough
                m_painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, word);
            return;
        }
        words.setHeight(inner.height() / 2);
        m_painter.setPen(m_look.color(Ink::TextSecondary));
        m_painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, word);
        const QFont strong = m_look.font(0.92, QFont::DemiBold);
        m_painter.setFont(strong);
        m_painter.setPen(m_look.color(Ink::Text));
        const QFontMetricsF metrics = m_look.metrics(strong);
        const bool fits = metrics.horizontalAdvance(delivery.value) <= words.width();
        m_painter.drawText(
            words.translated(0, words.height()), Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(fits ? delivery.value : delivery.payload, Qt::ElideRight, words.width()));
    }

    void paintScale()
    {
        if (m_picture.scale.isEmpty())
            return;
        for (const PictureAxis& axis : m_picture.axis) {
            m_painter.setPen(QPen(m_look.color(Ink::TextMuted), m_look.px(1.4),
                                  axis.toScale ? Qt::SolidLine : Qt::DotLine));
            m_painter.drawLine(axis.line);
        }
        const QLineF& bar = m_picture.scaleBar;
        const QPointF tick(m_look.px(4), 0);
        m_painter.setPen(QPen(m_look.color(Ink::Text), m_look.px(1.6)));
        m_painter.drawLine(bar);
        m_painter.drawLine(bar.p1() - tick, bar.p1() + tick);
        m_painter.drawLine(bar.p2() - tick, bar.p2() + tick);
        m_painter.setFont(m_look.fixed(0.85));
        m_painter.drawText(m_picture.scaleText, Qt::AlignRight | Qt::AlignVCenter, m_picture.scale);
    }

    QPainter& m_painter;
    const BandPicture& m_picture;
    const LadderContent& m_content;
    const LadderLook& m_look;
    const LadderEmphasis& m_emphasis;
    QRectF m_clip;
};

} // namespace

void paintBand(QPainter& painter, const BandPicture& picture, const LadderContent& content,
               const LadderLook& look, const LadderEmphasis& emphasis, const QRectF& clip)
{
    BandPainter(painter, picture, content, look, emphasis, clip).paint();
}

} // namespace mqttscope::ui
