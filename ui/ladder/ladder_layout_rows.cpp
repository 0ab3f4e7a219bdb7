// SPDX-License-Identifier: GPL-3.0-or-later
// Where bar and rows of a band stand, and what stands on a row.
#include "analysis/ladder/tcp_strip.h"
#include "ui/ladder/ladder_draft.h"
#include "ui/ladder/ladder_label.h"
#include "ui/ladder/ladder_time_scale.h"
#include "ui/theme/category.h"

#include <algorithm>
#include <cmath>

namespace mqttscope::ui {
namespace {

namespace ladder = analysis::ladder;
using ladder::Row;
using ladder::RowKind;
using mqtt::PacketType;

constexpr double kLineAt = 21; ///< of the line of a packet, below the top of its row
constexpr double kNoteHeight = 16;
constexpr double kLostAt = 0.52; ///< part of the way
constexpr double kCrossRoom = 6; ///< between words and the cross of what is lost

bool isAnswer(PacketType type)
{
    switch (type) {
    case PacketType::Connack:
    case PacketType::Puback:
    case PacketType::Pubrec:
    case PacketType::Pubcomp:
    case PacketType::Suback:
    case PacketType::Unsuback:
    case PacketType::Pingresp:
        return true;
    default:
        return false;
    }
}

PictureArrow::Line lineOf(PacketType type, std::uint8_t qos)
{
    if (type == PacketType::Publish)
        return qos == 0   ? PictureArrow::Line::Thin
               : qos == 1 ? PictureArrow::Line::Thick
                          : PictureArrow::Line::Double;
    if (type == PacketType::Pubrel)
        return PictureArrow::Line::Command;
    return isAnswer(type) ? PictureArrow::Line::Answer : PictureArrow::Line::Thin;
}

class Rows {
public:
    explicit Rows(LadderDraft& draft)
        : m_draft(draft), m_band(draft.band()), m_scale(draft.content, draft.look, draft.arrangement)
    {
        if (draft.arrangement.segments)
            m_segments = ladder::tcpStrip(*draft.source.document, *draft.source.index, m_band);
    }

    double place(double top)
    {
        m_draft.picture.scale = m_scale.words();
        for (std::uint32_t number = 0; number < m_band.rows.size(); ++number) {
            const Row& row = m_band.rows[number];
            const bool whole = row.kind == RowKind::Idle;
            if (!whole &&
                (m_draft.columns.find(row.from) == nullptr || m_draft.columns.find(row.to) == nullptr))
                continue; // its lane is hidden
            top = placeSegments(m_draft, m_segments, m_nextSegment, &row, top);
            top += m_scale.gapBefore(number);
            top = placeRow(number, top);
            placeAxis(number);
        }
        top = placeSegments(m_draft, m_segments, m_nextSegment, nullptr, top);
        placeScale(top);
        return top;
    }

private:
    /// The stretch of time that ends with the row placed last.
    void placeAxis(std::uint32_t number)
    {
        const std::vector<PictureRow>& rows = m_draft.picture.rows;
        if (m_scale.words().isEmpty() || rows.size() < 2)
            return;
        const double x = axisAt();
        const QLineF line(x, rows[rows.size() - 2].y, x, rows.back().y);
        m_draft.picture.axis.push_back({line, m_scale.isToScale(number)});
    }
    [[nodiscard]] double axisAt() const
    {
        const bool timed = m_draft.columns.density() != LadderColumns::Density::Compact;
        return m_draft.px(timed ? ladder_size::kMargin + ladder_size::kTimeWidth + 4
                                : ladder_size::kMargin - 2);
    }
    /// The bar of the scale, in the gutter below the last row.
    void placeScale(double& top)
    {
        if (m_scale.words().isEmpty())
            return;
        const double x = axisAt();
        const double y = top + m_draft.px(8);
        m_draft.picture.scaleBar = QLineF(x, y, x, y + m_scale.barLength());
        const double line = m_draft.px(18);
        m_draft.picture.scaleText =
            QRectF(m_draft.px(ladder_size::kMargin), y + m_scale.barLength() / 2 - line / 2,
                   m_draft.px(ladder_size::kTimeWidth), line);
        top = y + m_scale.barLength();
    }
    double placeRow(std::uint32_t number, double top)
    {
        const Row& row = m_band.rows[number];
        PictureRow placed;
        placed.row = number;
        double height = 0;
        if (row.kind == RowKind::Packet || row.kind == RowKind::Missing)
            height = placePacket(number, top, placed);
        else
            height = placeEvent(number, top, placed);
        placed.rect = QRectF(0, top, m_draft.picture.width, height);
        placeGutter(number, placed);
        m_draft.picture.rows.push_back(std::move(placed));
        return top + height;
    }

    void placeGutter(std::uint32_t number, PictureRow& placed)
    {
        const double line = m_draft.px(18);
        const bool timed = m_draft.columns.density() != LadderColumns::Density::Compact;
        placed.time = QRectF(m_draft.px(ladder_size::kMargin), placed.y - line / 2,
                             timed ? m_draft.px(ladder_size::kTimeWidth) : 0, line);
        if (m_draft.content.rows[number].number == 0)
            return;
        const double disc = m_draft.px(ladder_size::kDisc);
        placed.disc =
            QRectF(placed.time.right() + m_draft.px(timed ? 8 : 4), placed.y - disc / 2, disc, disc);
        m_draft.taken.push_back(placed.disc);
    }

    double placePacket(std::uint32_t number, double top, PictureRow& placed)
    {
        const Row& row = m_band.rows[number];
        const LadderRowWords& words = m_draft.content.rows[number];
        const bool lost = row.kind == RowKind::Missing || row.has(ladder::kLost);
        const double crossRoom = m_draft.px(lost ? kCrossRoom : 0);
        placed.y = top + m_draft.px(kLineAt) + crossRoom;
        placed.arrow = arrowOf(row, placed.y);
        const QRectF room = labelRoom(row, top);
        PictureLabel label = layOutLabel(row, words, shapeOf(row), room, m_draft.look);
        placed.tag = label.tag;
        placed.texts = std::move(label.texts);
        double height = m_draft.px(kLineAt + ladder_size::kSlope + 6) + crossRoom;
        if (!words.notes.isEmpty())
            height += placeNotes(words.notes, room, placed);
        return height;
    }

    /// Below the line: what is remarkable, in as many lines as it takes.
    double placeNotes(const QStringList& notes, const QRectF& room, PictureRow& placed) const
    {
        const QFontMetricsF metrics = m_draft.look.metrics(pictureFont(PictureText::Use::Note, m_draft.look));
        double y = placed.y + m_draft.px(ladder_size::kSlope + 3);
        const double top = y;
        QString line;
        const auto flush = [&] {
            if (line.isEmpty())
                return;
            const QString shown = metrics.elidedText(line, Qt::ElideRight, room.width());
            const double width = metrics.horizontalAdvance(shown);
            placed.texts.push_back(
                {PictureText::Use::Note, shown,
                 QRectF(room.center().x() - width / 2, y, width, m_draft.px(kNoteHeight))});
            y += m_draft.px(kNoteHeight);
            line.clear();
        };
        for (const QString& note : notes) {
            const QString longer = line.isEmpty() ? note : line + QStringLiteral(" · ") + note;
            if (!line.isEmpty() && metrics.horizontalAdvance(longer) > room.width()) {
                flush();
                line = note;
            } else {
                line = longer;
            }
        }
        flush();
        return y - top;
    }

    [[nodiscard]] PictureArrow arrowOf(const Row& row, double y) const
    {
        const bool missing = row.kind == RowKind::Missing;
        const PacketType type = missing ? row.expected : row.type();
        PictureArrow arrow;
        arrow.line = lineOf(type, row.qos());
        arrow.head = isAnswer(type) ? PictureArrow::Head::Open : PictureArrow::Head::Filled;
        if (row.has(ladder::kSuppressed))
            arrow.head = PictureArrow::Head::Hollow;
        arrow.lost = missing || row.has(ladder::kLost);
        arrow.wrong = row.has(ladder::kBrokenRule);
        arrow.dashed = row.has(ladder::kResent) || row.has(ladder::kDup);
        arrow.faint = row.has(ladder::kContext);
        arrow.ink = arrow.lost ? Ink::Error : packetInk(type);
        const double from = m_draft.columns.lineOf(row.from, row.to);
        const double to = m_draft.columns.lineOf(row.to, row.from);
        const double gap = m_draft.px(2) * (to > from ? 1 : -1);
        const double slope = m_draft.px(ladder_size::kSlope);
        arrow.from = QPointF(from + gap, y);
        arrow.to = QPointF(to - gap, y + slope);
        if (arrow.lost)
            arrow.to = arrow.from + (arrow.to - arrow.from) * kLostAt;
        return arrow;
    }

    /// Beside the client, up to the next lifeline: nothing crosses it there.
    [[nodiscard]] QRectF labelRoom(const Row& row, double top) const
    {
        const LadderColumns::Column* from = m_draft.columns.find(row.from);
        const LadderColumns::Column* to = m_draft.columns.find(row.to);
        const LadderColumns::Column* client = from->broker ? to : from;
        const LadderColumns::Column* broker = from->broker ? from : to;
        const auto all = m_draft.columns.columns();
        const auto place = static_cast<std::size_t>(client - all.data());
        double left = 0;
        double right = 0;
        if (broker->left > client->left) {
            left = client->right;
            right = all[place + 1].left;
        } else {
            left = all[place - 1].right;
            right = client->left;
        }
        const double margin = m_draft.px(12);
        return {left + margin, top + m_draft.px(1), std::max(1.0, right - left - 2 * margin),
                labelHeight(m_draft.look)};
    }

    /// One shape for each exchange with an identifier, in their order.
    [[nodiscard]] PictureTag::Shape shapeOf(const Row& row) const
    {
        constexpr std::uint32_t kShapes = 5;
        return static_cast<PictureTag::Shape>((row.hop == ladder::kNone ? 0 : row.hop) % kShapes);
    }

    double placeEvent(std::uint32_t number, double top, PictureRow& placed) const
    {
        constexpr double kPad = 12;
        const Row& row = m_band.rows[number];
        double left = 0;
        double right = 0;
        const auto all = m_draft.columns.columns();
        if (row.kind == RowKind::Idle) { // concerns all lanes, but its words must stand somewhere
            left = all.front().right;
            right = all.size() > 1 ? all[1].left : m_draft.columns.applications();
        } else {
            left = m_draft.columns.lineOf(row.from, row.to);
            right = m_draft.columns.lineOf(row.to, row.from);
            if (left > right)
                std::swap(left, right);
        }
        const QFontMetricsF metrics = m_draft.look.metrics(m_draft.look.font(0.96, QFont::DemiBold));
        const double most = std::max(m_draft.px(60), right - left - m_draft.px(40));
        const QRectF words = metrics.boundingRect(
            QRectF(0, 0, most, 1e6), Qt::TextWordWrap | Qt::AlignHCenter, m_draft.content.rows[number].event);
        const double height = words.height() + m_draft.px(6);
        placed.y = top + m_draft.px(6) + height / 2;
        const double width = std::min(right - left, words.width() + m_draft.px(2 * kPad));
        placed.event = QRectF((left + right - width) / 2, placed.y - height / 2, width, height);
        placed.eventFrom = QPointF(left, placed.y);
        placed.eventTo = QPointF(right, placed.y);
        return height + m_draft.px(12);
    }

    LadderDraft& m_draft;
    const ladder::Band& m_band;
    LadderTimeScale m_scale;
    ladder::TcpStrip m_segments;
    std::size_t m_nextSegment = 0;
};

} // namespace

void placeBar(LadderDraft& draft)
{
    constexpr double kGap = 12;
    constexpr double kTitleAt = 246; ///< titles stand below each other
    const LadderContent& content = draft.content;
    const LadderLook& look = draft.look;
    PictureBar& bar = draft.picture.bar;
    const double height = look.px(ladder_size::kBar);
    const double margin = look.px(ladder_size::kMargin);
    bar.rect = QRectF(margin, 0, draft.columns.visibleWidth() - 2 * margin, height);
    double x = bar.rect.left() + look.px(10);
    const auto put = [&](double width, double tall) {
        const QRectF rect(x, (height - tall) / 2, width, tall);
        x += width + look.px(kGap);
        return rect;
    };
    const QFontMetricsF strong = look.metrics(look.font(0.96, QFont::DemiBold));
    const QFontMetricsF normal = look.metrics(look.font(0.96));
    const QFontMetricsF fixed = look.metrics(look.fixed(0.96));
    bar.chevron = put(look.px(14), look.px(14));
    bar.chip = put(std::max(strong.horizontalAdvance(content.chip) + look.px(16), look.px(56)), look.px(22));
    if (!content.promise.isEmpty())
        bar.promise = put(strong.horizontalAdvance(content.promise) + look.px(2), height);
    double right = bar.rect.right() - look.px(8);
    if (content.verdict.shown) {
        const double most = std::max(look.px(80), (right - x) * 0.55);
        const double width = std::min(most, strong.horizontalAdvance(content.verdict.text) + look.px(40));
        bar.verdict = QRectF(right - width, (height - look.px(24)) / 2, width, look.px(24));
        right = bar.verdict.left() - look.px(kGap);
    }
    x = std::max(x + look.px(4), std::min(look.px(kTitleAt), right - look.px(120)));
    const double title = std::min(fixed.horizontalAdvance(content.title) + look.px(2), right - x);
    bar.title = put(std::max(title, 0.0), height);
    const double summary = normal.horizontalAdvance(content.summary) + look.px(2);
    if (draft.picture.folded && x + look.px(kGap) + summary <= right)
        bar.summary = QRectF(right - summary, 0, summary, height);
}

double placeRows(LadderDraft& draft, double top)
{
    return draft.columns.columns().empty() ? top : Rows(draft).place(top);
}

} // namespace mqttscope::ui
