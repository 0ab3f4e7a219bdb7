// SPDX-License-Identifier: GPL-3.0-or-later
// What hangs on the rows of a band: boxes, strips, spans of time, curves.
#include "ui/ladder/ladder_draft.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>

namespace mqttscope::ui {
namespace {

namespace ladder = analysis::ladder;
using ladder::Row;
using ladder::RowKind;
using ladder::Strip;
using mqtt::PacketType;

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Ladder)
};

/// Whether what a lane keeps towards a peer stands at the left of its line: away from the hop.
bool standsLeft(const LadderDraft& draft, ladder::LaneId lane, ladder::LaneId peer)
{
    const LadderColumns::Column* own = draft.columns.find(lane);
    const LadderColumns::Column* other = draft.columns.find(peer);
    return own != nullptr && (other == nullptr || other->left >= own->left);
}

/// Strips that share a side of a line stand beside each other while they overlap.
class Slots {
public:
    static constexpr std::size_t kMost = 2; ///< beside each other; more lie over the last

    std::size_t take(double x, double from, double to)
    {
        std::vector<double>& ends = m_ends[std::lround(x)];
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends[i] <= from) {
                ends[i] = to;
                return i;
            }
        }
        if (ends.size() == kMost)
            return kMost - 1;
        ends.push_back(to);
        return ends.size() - 1;
    }

private:
    std::map<long, std::vector<double>> m_ends;
};

QString stripWords(const Strip& strip)
{
    switch (strip.what) {
    case ladder::Stored::Message:
        return Tr::tr("message kept");
    case ladder::Stored::Release:
    case ladder::Stored::Identifier:
        return Tr::tr("identifier kept");
    case ladder::Stored::Session:
        return Tr::tr("session kept");
    }
    return {};
}

/// The row that answers a row: the next of the same hop from the other side, on the same connection.
const PictureRow* answerOf(const LadderDraft& draft, const PictureRow& asked)
{
    const auto& rows = draft.band().rows;
    const Row& question = rows[asked.row];
    const PictureRow* end = draft.picture.rows.data() + draft.picture.rows.size();
    for (const PictureRow* later = &asked + 1; later != end; ++later) {
        const Row& row = rows[later->row];
        if (row.kind == RowKind::Packet && row.hop == question.hop && row.from == question.to &&
            row.stream == question.stream)
            return later;
    }
    return nullptr;
}

/// Words beside a place; nothing if others stand there.
void putSpan(LadderDraft& draft, PictureSpan span, double width, double height, double x, double y, bool left)
{
    span.textRect = QRectF(left ? x - width : x, y - height / 2, width, height);
    if (draft.take(span.textRect))
        draft.picture.spans.push_back(std::move(span));
}

void placeRoundTrip(LadderDraft& draft, const PictureRow& asked)
{
    const Row& row = draft.band().rows[asked.row];
    const LadderRowWords& words = draft.content.rows[asked.row];
    const PictureRow* answer = words.roundTrip.isEmpty() ? nullptr : answerOf(draft, asked);
    if (answer == nullptr)
        return;
    const bool left = standsLeft(draft, row.from, row.to);
    const double line = draft.columns.lineOf(row.from, row.to);
    const double away = draft.px(ladder_size::kStrip + ladder_size::kStripGap + 5);
    PictureSpan span;
    span.kind = PictureSpan::Kind::RoundTrip;
    span.text = words.roundTrip;
    const double width =
        draft.look.metrics(draft.look.fixed(0.85)).horizontalAdvance(span.text) + draft.px(2);
    putSpan(draft, span, width, draft.px(16), left ? line - away : line + away,
            (asked.y + draft.yOf(answer->row, row.from)) / 2, left);
}

/// From the last packet of a silent client down to where its time is over. If another band tells that packet,
/// only the end is seen.
void placeSilence(LadderDraft& draft, const PictureRow& silence)
{
    const auto& rows = draft.band().rows;
    const Row& row = rows[silence.row];
    if (row.kind != RowKind::Silence)
        return;
    const PictureRow* last = nullptr;
    for (const PictureRow& placed : draft.picture.rows) {
        const Row& one = rows[placed.row];
        if (placed.row < silence.row && one.kind == RowKind::Packet && one.from == row.from)
            last = &placed;
    }
    if (last == nullptr)
        return;
    const bool left = standsLeft(draft, row.from, row.to);
    const double x = draft.columns.lineOf(row.from, row.to) + draft.px(left ? -9 : 9);
    PictureSpan span;
    span.kind = PictureSpan::Kind::Silence;
    constexpr std::int64_t kNearNs = 10'000'000;
    const std::int64_t between = row.timeNs - rows[last->row].timeNs - row.durationNs;
    const bool isHere = between < kNearNs && between > -kNearNs;
    span.line = QLineF(x, isHere ? last->y : std::max(last->y, silence.y - draft.px(30)), x, silence.y);
    draft.picture.spans.push_back(span);
}

/// Rows of a hop that are one packet of each type, none repeated: only then its halves can be told.
std::array<const PictureRow*, 4> handshake(const LadderDraft& draft, std::uint32_t hop)
{
    constexpr std::array kOrder = {PacketType::Publish, PacketType::Pubrec, PacketType::Pubrel,
                                   PacketType::Pubcomp};
    std::array<const PictureRow*, 4> found{};
    for (const PictureRow& placed : draft.picture.rows) {
        const Row& row = draft.band().rows[placed.row];
        if (row.hop != hop || row.kind != RowKind::Packet)
            continue;
        const auto place = std::find(kOrder.begin(), kOrder.end(), row.type()) - kOrder.begin();
        if (place == 4 || found.at(static_cast<std::size_t>(place)) != nullptr)
            return {};
        found.at(static_cast<std::size_t>(place)) = &placed;
    }
    return found;
}

/// The two halves of QoS 2, in the gutter: there only if the sender is the lane beside it.
void placeHalves(LadderDraft& draft)
{
    const auto& hops = draft.band().hops;
    const auto all = draft.columns.columns();
    if (draft.columns.density() != LadderColumns::Density::Roomy)
        return;
    for (std::uint32_t i = 0; i < hops.size(); ++i) {
        if (hops[i].qos != 2 || hops[i].from != all.front().lane)
            continue;
        const auto rows = handshake(draft, i);
        const auto half = [&](const PictureRow* first, const PictureRow* second, PictureSpan::Kind kind,
                              const QString& words) {
            if (first == nullptr || second == nullptr)
                return;
            PictureSpan span;
            span.kind = kind;
            span.text = words;
            const double x =
                all.front().left - draft.px(ladder_size::kStrip + 2 * ladder_size::kStripGap + 3);
            span.line = QLineF(x, first->y, x, second->y + draft.px(ladder_size::kSlope));
            putSpan(draft, span, draft.px(104), draft.px(34), x - draft.px(8),
                    (first->y + second->y) / 2 + draft.px(4), true);
        };
        half(rows[0], rows[1], PictureSpan::Kind::Deliver, Tr::tr("“deliver it”\nPUBLISH, PUBREC"));
        half(rows[2], rows[3], PictureSpan::Kind::Forget, Tr::tr("“forget it”\nPUBREL, PUBCOMP"));
    }
}

/// The x beside the line of a lane that is clear of its strips between two heights.
double besideStrips(const LadderDraft& draft, ladder::LaneId lane, ladder::LaneId peer, double top,
                    double bottom)
{
    const bool left = standsLeft(draft, lane, peer);
    double x = draft.columns.lineOf(lane, peer);
    for (const PictureStrip& strip : draft.picture.strips) {
        const Strip& kept = draft.band().strips[strip.strip];
        if (kept.lane != lane ||
            draft.columns.lineOf(kept.lane, kept.peer) != draft.columns.lineOf(lane, peer) ||
            strip.rect.top() > bottom || strip.rect.bottom() < top)
            continue;
        x = left ? std::min(x, strip.rect.left()) : std::max(x, strip.rect.right());
    }
    return x + draft.px(left ? -5 : 5);
}

/// Across the broker, from what it received to what it sends on.
void placeThrough(LadderDraft& draft, std::size_t number)
{
    const ladder::Thread& thread = draft.band().threads[number];
    const Row& in = draft.band().rows[thread.from];
    const Row& out = draft.band().rows[thread.to];
    const auto inside = [&](ladder::LaneId client, double y) {
        return QPointF(besideStrips(draft, in.to, client, y, y), y);
    };
    const QPointF from = inside(in.from, draft.yOf(thread.from, in.to));
    const QPointF to = inside(out.to, draft.yOf(thread.to, out.from));
    PictureThread placed;
    placed.thread = number;
    placed.path.moveTo(from);
    const double middle = (from.x() + to.x()) / 2;
    if (std::abs(from.x() - to.x()) > draft.px(8)) {
        placed.path.cubicTo({middle, from.y()}, {middle, to.y()}, to);
    } else { // both on the same side: out and back
        const double bulge = from.x() + draft.px(standsLeft(draft, in.to, in.from) ? -40 : 40);
        placed.path.cubicTo({bulge, from.y()}, {bulge, to.y()}, to);
    }
    placed.text =
        thread.kind == ladder::Thread::Kind::NewToBroker ? Tr::tr("new to it") : Tr::tr("same message");
    const LadderColumns::Column* broker = draft.columns.find(in.to);
    const double width =
        draft.look.metrics(draft.look.font(0.85, QFont::Medium)).horizontalAdvance(placed.text) + draft.px(4);
    const QRectF words(broker->center() - width / 2, from.y() - draft.px(17), width, draft.px(15));
    if (width < broker->right - broker->left && draft.take(words))
        placed.textRect = words;
    draft.picture.threads.push_back(std::move(placed));
}

/// From a sending to its copy, beside the sender.
void placeResent(LadderDraft& draft, std::size_t number, std::uint32_t from, double bulge, bool told)
{
    const ladder::Thread& thread = draft.band().threads[number];
    const Row& first = draft.band().rows[thread.from];
    const bool left = standsLeft(draft, first.from, first.to);
    const double side = left ? -1 : 1;
    const double top = draft.find(from)->y;
    const double bottom = draft.find(thread.to)->y;
    const double x = besideStrips(draft, first.from, first.to, top, bottom);
    PictureThread placed;
    placed.thread = number;
    placed.path.moveTo(x, top);
    placed.path.cubicTo({x + side * bulge, top + (bottom - top) * 0.25},
                        {x + side * bulge, top + (bottom - top) * 0.75}, {x, bottom});
    placed.text = Tr::tr("the same message again");
    const auto all = draft.columns.columns();
    const double room = x - bulge - draft.px(8) - draft.px(ladder_size::kTimeWidth + 44);
    const bool roomy = draft.columns.density() == LadderColumns::Density::Roomy;
    if (told && roomy && left && first.from == all.front().lane && room > draft.px(60)) {
        const QFontMetricsF metrics = draft.look.metrics(draft.look.font(0.85, QFont::Medium));
        const QSizeF size =
            metrics.boundingRect(QRectF(0, 0, room, 1e6), Qt::TextWordWrap | Qt::AlignRight, placed.text)
                .size();
        const QRectF words(x - bulge * 0.75 - draft.px(8) - size.width(), (top + bottom - size.height()) / 2,
                           size.width() + 1, size.height());
        if (draft.take(words))
            placed.textRect = words;
    }
    draft.picture.threads.push_back(std::move(placed));
}

} // namespace

void placeBoxes(LadderDraft& draft)
{
    constexpr double kSmall = 104; ///< width of a box that stands between lanes
    const auto all = draft.columns.columns();
    for (std::size_t i = 0; i < draft.content.deliveries.size(); ++i) {
        const LadderDelivery& delivery = draft.content.deliveries[i];
        const Row& row = draft.band().rows[delivery.row];
        const PictureRow* placed = draft.find(delivery.row);
        if (placed == nullptr)
            continue;
        const double y = draft.yOf(delivery.row, row.to);
        const double line = draft.columns.lineOf(row.to, row.from);
        const bool last = row.to == all.back().lane;
        const double side = standsLeft(draft, row.to, row.from) ? -1 : 1;
        const double away = draft.px(34);
        double width =
            last ? draft.picture.width - line - away - draft.px(ladder_size::kMargin) : draft.px(kSmall);
        if (side < 0 && row.to == all.front().lane) { // between the line and what stands in the gutter
            const double gutter = std::max(placed->disc.right(), placed->time.right()) + draft.px(4);
            width = std::min(width, std::max(line - away - gutter, draft.px(30)));
        }
        const double height = draft.px(last ? ladder_size::kBox : 24);
        PictureBox box;
        box.delivery = i;
        box.rect = QRectF(side > 0 ? line + away : line - away - width, y - height / 2,
                          std::min(width, draft.px(196)), height);
        box.arrow = QLineF(line + side * draft.px(2), y,
                           side > 0 ? box.rect.left() - draft.px(2) : box.rect.right() + draft.px(2), y);
        draft.taken.push_back(box.rect);
        draft.picture.boxes.push_back(box);
    }
}

void placeStrips(LadderDraft& draft)
{
    if (draft.picture.rows.empty())
        return;
    const ladder::Band& band = draft.band();
    std::vector<std::size_t> order(band.strips.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return band.strips[a].from < band.strips[b].from; });
    Slots slots;
    for (const std::size_t number : order) {
        const Strip& strip = band.strips[number];
        if (draft.columns.find(strip.lane) == nullptr || draft.find(strip.from) == nullptr)
            continue;
        PictureStrip placed;
        placed.strip = number;
        const double from = draft.yOf(strip.from, strip.lane);
        placed.open = strip.to == ladder::kNone || draft.find(strip.to) == nullptr;
        const double end =
            placed.open ? draft.picture.rows.back().rect.bottom() : draft.yOf(strip.to, strip.lane);
        const bool left = standsLeft(draft, strip.lane, strip.peer);
        const double line = draft.columns.lineOf(strip.lane, strip.peer);
        const double pitch = draft.px(ladder_size::kStrip + ladder_size::kStripGap);
        const auto slot = static_cast<double>(slots.take(left ? line - 1 : line + 1, from, end));
        const double x =
            left ? line - (slot + 1) * pitch : line + slot * pitch + draft.px(ladder_size::kStripGap);
        placed.rect = QRectF(x, from, draft.px(ladder_size::kStrip),
                             std::max(end - from, draft.px(ladder_size::kStrip)));
        const QFontMetricsF metrics = draft.look.metrics(draft.look.font(0.85, QFont::Medium));
        const QString words = stripWords(strip);
        if (metrics.horizontalAdvance(words) + draft.px(36) <= placed.rect.height())
            placed.text = words;
        draft.taken.push_back(placed.rect);
        draft.picture.strips.push_back(placed);
    }
}

void placeSpans(LadderDraft& draft)
{
    if (draft.picture.rows.empty())
        return;
    placeHalves(draft);
    for (const PictureRow& placed : draft.picture.rows) {
        placeSilence(draft, placed);
        placeRoundTrip(draft, placed);
    }
}

// The first copies hang on the first sending, further ones on the copy before: thousands of curves side by
// side are a black wall, and take seconds to paint.
void placeThreads(LadderDraft& draft)
{
    constexpr std::size_t kMostAtOne = 6;
    std::map<std::uint32_t, std::pair<std::size_t, std::uint32_t>> copies; // of a sending: count and the last
    double bulge = draft.px(26);
    for (std::size_t i = 0; i < draft.band().threads.size(); ++i) {
        const ladder::Thread& thread = draft.band().threads[i];
        if (draft.find(thread.from) == nullptr || draft.find(thread.to) == nullptr)
            continue;
        if (thread.kind == ladder::Thread::Kind::Resent) {
            auto& [count, last] = copies.try_emplace(thread.from, 0, thread.from).first->second;
            const bool crowded = count++ >= kMostAtOne;
            placeResent(draft, i, crowded ? last : thread.from, crowded ? draft.px(26) : bulge, !crowded);
            last = thread.to;
            bulge = std::min(bulge + draft.px(8), draft.px(50));
        } else {
            placeThrough(draft, i);
        }
    }
}

} // namespace mqttscope::ui
