// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_tips.h"

#include "analysis/ladder/ladder_words.h"
#include "analysis/message_info.h"
#include "teach/ladder/ladder_signs.h"
#include "teach/ladder/story.h"
#include "ui/ladder/band_version.h"
#include "ui/models/text.h"

#include <QPainterPathStroker>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace mqttscope::ui {

namespace ladder = analysis::ladder;
using ladder::Clause;
using ladder::Row;
using ladder::RowKind;
using ladder::Stored;
using ladder::Thread;
using mqtt::PacketType;
using teach::LadderNote;

namespace {

constexpr qsizetype kStatement = 140; // characters of a statement
constexpr double kNear = 5;           // how far from a thin line a mouse may be, in pixels

/// The first words of a sentence.
QString firstWords(const QString& sentence)
{
    if (sentence.size() <= kStatement)
        return sentence;
    const qsizetype space = sentence.lastIndexOf(QLatin1Char(' '), kStatement);
    return sentence.left(space > 0 ? space : kStatement) + QChar(0x2026);
}

double distance(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

bool isNear(const QLineF& line, QPointF point)
{
    if (line.length() <= 0)
        return false;
    const QPointF along = line.p2() - line.p1();
    const QPointF to = point - line.p1();
    const double part = QPointF::dotProduct(along, to) / QPointF::dotProduct(along, along);
    return part >= 0 && part <= 1 && distance(line.pointAt(part), point) <= kNear;
}

bool isNear(const QPainterPath& path, QPointF point)
{
    if (!path.boundingRect().adjusted(-kNear, -kNear, kNear, kNear).contains(point))
        return false;
    QPainterPathStroker stroker;
    stroker.setWidth(2 * kNear);
    return stroker.createStroke(path).contains(point);
}

class TipMaker {
public:
    TipMaker(const LadderSource& source, const LadderContent& content, const BandPicture& picture,
             QPointF point)
        : m_source(source), m_content(content), m_band(content.band), m_picture(picture), m_point(point)
    {
    }

    QString make()
    {
        if (m_picture.bar.rect.contains(m_point))
            tellBar();
        else if (!m_picture.folded)
            tellPlace();
        return m_html;
    }

private:
    // --------------------------------------------------------------------------------------- what is there

    void tellPlace()
    {
        for (const PictureHead& head : m_picture.heads) {
            if (head.rect.contains(m_point))
                return tellHead(head);
        }
        for (const PictureBox& box : m_picture.boxes) {
            if (box.rect.contains(m_point))
                return tellBox(box);
        }
        if (const auto strip = m_picture.stripAt(m_point); strip && *strip < m_band.strips.size())
            return tellStrip(m_band.strips[*strip]);
        for (const PictureSpan& span : m_picture.spans) {
            if (span.textRect.contains(m_point) || isNear(span.line, m_point))
                return tellSpan(span);
        }
        const auto number = m_picture.rowAt(m_point);
        const PictureRow* row = number ? rowOf(*number) : nullptr;
        if (row != nullptr && tellMarkOf(*row))
            return;
        for (const PictureThread& thread : m_picture.threads) {
            if (thread.thread < m_band.threads.size() &&
                (thread.textRect.contains(m_point) || isNear(thread.path, m_point)))
                return tellThread(m_band.threads[thread.thread]);
        }
        if (row != nullptr && isAtLine(*row))
            tellRow(row->row);
    }

    [[nodiscard]] const PictureRow* rowOf(std::uint32_t number) const
    {
        const auto found = std::find_if(m_picture.rows.begin(), m_picture.rows.end(),
                                        [&](const PictureRow& row) { return row.row == number; });
        return found != m_picture.rows.end() && number < m_band.rows.size() ? &*found : nullptr;
    }

    /// Between the two lanes of a row.
    [[nodiscard]] bool isAtLine(const PictureRow& row) const
    {
        double from = row.arrow ? row.arrow->from.x() : row.eventFrom.x();
        double to = row.arrow ? row.arrow->to.x() : row.eventTo.x();
        if (from > to)
            std::swap(from, to);
        const bool inText = std::any_of(row.texts.begin(), row.texts.end(),
                                        [&](const PictureText& text) { return text.rect.contains(m_point); });
        return inText || row.event.contains(m_point) || (m_point.x() >= from && m_point.x() <= to);
    }

    /// The small signs of a row: cross, identifier, number.
    bool tellMarkOf(const PictureRow& row)
    {
        if (row.arrow && row.arrow->lost && distance(row.arrow->to, m_point) <= row.rect.height() / 2.5)
            tellLost(row.row);
        else if (row.tag && row.tag->rect.contains(m_point))
            tellIdentifier(row.row);
        else if (row.disc.contains(m_point))
            tellSentences(row.row);
        return !m_html.isEmpty();
    }

    // --------------------------------------------------------------------------------------- what is said

    void tellBar()
    {
        const PictureBar& bar = m_picture.bar;
        const bool message =
            m_band.kind == ladder::BandKind::Message || m_band.kind == ladder::BandKind::Will;
        if (m_content.verdict.shown && bar.verdict.contains(m_point)) {
            title(m_content.verdict.text);
            const QStringList lines = m_content.verdict.more.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
            for (const QString& line : lines)
                paragraph(line);
        } else if (message && (bar.chip.contains(m_point) || bar.promise.contains(m_point))) {
            note(m_band.qos == 0 ? LadderNote::Qos0 : m_band.qos == 1 ? LadderNote::Qos1 : LadderNote::Qos2);
        } else if (bar.title.contains(m_point)) {
            title(text(bandTitle(*m_source.document, *m_source.index, m_band, *m_source.words)));
        }
    }

    void tellHead(const PictureHead& head)
    {
        title(head.words.name);
        if (!head.words.role.isEmpty())
            paragraph(head.words.role);
    }

    void tellBox(const PictureBox& box)
    {
        if (box.delivery >= m_content.deliveries.size())
            return;
        const LadderDelivery& delivery = m_content.deliveries[box.delivery];
        title(delivery.word + QStringLiteral(": ") + delivery.value);
        if (delivery.times > 1)
            note(LadderNote::DeliveredAgain, {{"count", std::to_string(delivery.times)}});
        else
            note(LadderNote::Delivered);
    }

    void tellStrip(const ladder::Strip& strip)
    {
        paragraph(text(teach::stripText(strip.what, *m_source.words)));
        if (strip.lost)
            note(LadderNote::Thrown);
        else if (strip.to >= m_band.rows.size())
            note(LadderNote::StillKept);
        else if (strip.what != Stored::Session && strip.from < m_band.rows.size())
            tellFreed(m_band.rows[strip.from], m_band.rows[strip.to]);
        const mqtt::Version version = strip.hop < m_band.hops.size()
                                          ? m_band.hops[strip.hop].version
                                          : versionOfRow(m_source, m_band, strip.from);
        clause(strip.why, version);
    }
    void tellFreed(const Row& from, const Row& to)
    {
        if (to.kind != RowKind::Packet)
            return;
        note(LadderNote::Freed, {{"packet", std::string{analysis::packetTypeName(to.type())}},
                                 {"frame", std::to_string(to.frame)},
                                 {"time", ladder::durationText(to.timeNs - from.timeNs, *m_source.words)}});
    }

    void tellSpan(const PictureSpan& span)
    {
        if (span.kind == PictureSpan::Kind::RoundTrip) {
            if (!span.text.isEmpty())
                note(LadderNote::RoundTrip, {{"time", span.text.toStdString()}});
        } else {
            note(span.kind == PictureSpan::Kind::Deliver ? LadderNote::Deliver : LadderNote::Forget);
        }
    }

    void tellThread(const Thread& thread)
    {
        const mqtt::Version version = versionOfRow(m_source, m_band, thread.to);
        switch (thread.kind) {
        case Thread::Kind::SameMessage: {
            const bool qos0 = thread.to < m_band.rows.size() && m_band.rows[thread.to].packetId == 0;
            note(qos0 ? LadderNote::SameMessage0 : LadderNote::SameMessage);
            clause(Clause::DupOfItsOwn, version);
            break;
        }
        case Thread::Kind::NewToBroker:
            note(LadderNote::NewToBroker);
            clause(Clause::NewAfterPuback, version);
            break;
        case Thread::Kind::Resent:
            note(LadderNote::Resent);
            clause(Clause::Resend, version);
            break;
        }
    }

    void tellLost(std::uint32_t number)
    {
        const Row& row = m_band.rows[number];
        rowTitle(number);
        note(row.kind == RowKind::Missing ? LadderNote::NeverCame : LadderNote::Lost);
        clause(Clause::Resend, versionOfRow(m_source, m_band, number));
    }

    void tellIdentifier(std::uint32_t number)
    {
        note(LadderNote::Identifier, {{"id", std::to_string(m_band.rows[number].packetId)}});
    }

    void tellSentences(std::uint32_t number)
    {
        for (const teach::StorySentence& told : m_content.story) {
            if (told.row != number)
                continue;
            title(text(told.fact));
            if (!told.why.empty())
                paragraph(text(told.why));
        }
    }

    void tellRow(std::uint32_t number)
    {
        const Row& row = m_band.rows[number];
        rowTitle(number);
        if (row.kind == RowKind::Missing) {
            note(LadderNote::NeverCame);
            return;
        }
        if (row.kind != RowKind::Packet) {
            tellWhy(number);
            return;
        }
        tellFirstByte(row.firstByte);
        const bool fromClient = row.hop < m_band.hops.size() && m_band.hops[row.hop].fromClient;
        if (row.has(ladder::kDup))
            note(LadderNote::Dup);
        else if (number < m_content.rows.size() && m_content.rows[number].badge == QLatin1String("DUP 0"))
            note(LadderNote::DupOwn);
        if (row.type() == PacketType::Publish && row.has(ladder::kRetain))
            note(fromClient ? LadderNote::Retain : LadderNote::RetainKept);
        if (row.has(ladder::kSuppressed))
            note(row.has(ladder::kAssumed) ? LadderNote::SuppressedPerhaps : LadderNote::Suppressed);
        if (row.has(ladder::kLost))
            note(LadderNote::Lost);
        if (row.has(ladder::kUnanswered))
            note(LadderNote::Unanswered);
        tellRules(number);
        if (row.has(ladder::kContext))
            note(LadderNote::Context);
        if (row.roundTripNs)
            note(LadderNote::RoundTrip, {{"time", ladder::durationText(*row.roundTripNs, *m_source.words)}});
    }
    void tellWhy(std::uint32_t number)
    {
        for (const teach::StorySentence& told : m_content.story) {
            if (told.row == number && !told.why.empty())
                paragraph(text(told.why));
        }
    }
    void tellRules(std::uint32_t number)
    {
        if (!m_band.rows[number].has(ladder::kBrokenRule))
            return;
        const mqtt::Version version = versionOfRow(m_source, m_band, number);
        for (const std::string_view id : brokenRules(*m_source.document, *m_source.index, m_band, number).ids)
            statement(text(id), text(m_source.words->rule(id, version)));
    }

    /// "0x3A = 0011 1 01 0: PUBLISH, DUP 1, QoS 1, RETAIN 0".
    void tellFirstByte(std::uint8_t byte)
    {
        const auto bits = [byte](int from, int count) {
            return QStringLiteral("%1").arg((byte >> from) & ((1 << count) - 1), count, 2, QLatin1Char('0'));
        };
        const PacketType type = mqtt::packetTypeOf(byte);
        const QString hex = QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')).toUpper();
        QString line = QStringLiteral("0x%1 = ").arg(hex);
        const QString name = text(analysis::packetTypeName(type));
        if (type == PacketType::Publish)
            line += QStringLiteral("%1 %2 %3 %4 (%5, DUP %2, QoS %6, RETAIN %4)")
                        .arg(bits(4, 4), bits(3, 1), bits(1, 2), bits(0, 1), name)
                        .arg((byte >> 1) & 3);
        else
            line += QStringLiteral("%1 %2 (%3)").arg(bits(4, 4), bits(0, 4), name);
        m_html += QStringLiteral("<p style='margin: 4px 0 0 0'><tt>%1</tt></p>").arg(line.toHtmlEscaped());
    }

    // -------------------------------------------------------------------------------------------- the text

    void rowTitle(std::uint32_t number)
    {
        title(text(rowText(*m_source.document, *m_source.index, m_band, number, *m_source.words)));
    }
    void title(const QString& words)
    {
        m_html += QStringLiteral("<p style='margin: %1px 0 0 0'><b>%2</b></p>")
                      .arg(m_html.isEmpty() ? 0 : 6)
                      .arg(words.toHtmlEscaped());
    }
    void paragraph(const QString& words)
    {
        m_html += QStringLiteral("<p style='margin: %1px 0 0 0'>%2</p>")
                      .arg(m_html.isEmpty() ? 0 : 4)
                      .arg(words.toHtmlEscaped());
    }
    void note(LadderNote note, std::initializer_list<analysis::PlaceValue> values = {})
    {
        paragraph(text(noteText(note, *m_source.words, values)));
    }
    void clause(Clause clause, mqtt::Version version)
    {
        const std::string_view id = clauseId(clause, version);
        if (id.empty())
            return;
        const bool numbered = !id.starts_with("§");
        statement(text(id), numbered ? text(m_source.words->rule(id, version)) : QString());
    }
    void statement(const QString& id, const QString& words)
    {
        const QString first = firstWords(words);
        m_html += QStringLiteral("<p style='margin: 4px 0 0 0'><b>%1</b>%2 %3</p>")
                      .arg(id.toHtmlEscaped(), first.isEmpty() ? QString() : QStringLiteral("."),
                           first.toHtmlEscaped());
    }

    const LadderSource& m_source;
    const LadderContent& m_content;
    const ladder::Band& m_band;
    const BandPicture& m_picture;
    QPointF m_point;
    QString m_html;
};

} // namespace

QString ladderTip(const LadderSource& source, const LadderContent& content, const BandPicture& picture,
                  QPointF point)
{
    return TipMaker(source, content, picture, point).make();
}

} // namespace mqttscope::ui
