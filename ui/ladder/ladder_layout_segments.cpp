// SPDX-License-Identifier: GPL-3.0-or-later
// Segments of TCP between the rows: a TCP ACK is not a PUBACK.
#include "analysis/message_info.h"
#include "dissector/index/snapshot.h"
#include "ui/ladder/ladder_draft.h"
#include "ui/models/text.h"

#include <QCoreApplication>

namespace mqttscope::ui {
namespace {

using analysis::ladder::TcpSegment;

class SegmentWords {
    Q_DECLARE_TR_FUNCTIONS(Ladder)
public:
    [[nodiscard]] static QString of(const TcpSegment& segment, const index::Snapshot& snapshot)
    {
        QStringList flags = {QStringLiteral("TCP")};
        if (segment.syn)
            flags.append(QStringLiteral("SYN"));
        if (segment.fin)
            flags.append(QStringLiteral("FIN"));
        if (segment.rst)
            flags.append(QStringLiteral("RST"));
        if (segment.ack && (segment.payload == 0 || segment.syn || segment.fin))
            flags.append(QStringLiteral("ACK"));
        QString words = flags.join(QLatin1Char(' '));
        if (segment.payload != 0)
            words += QLatin1Char(' ') + tr("%n byte(s)", nullptr, static_cast<int>(segment.payload));
        if (segment.retransmission)
            words += QStringLiteral(" · ") + tr("retransmission");
        else if (segment.outOfOrder)
            words += QStringLiteral(" · ") + tr("out of order");
        else if (segment.keepAlive)
            words += QStringLiteral(" · ") + tr("TCP keep-alive");
        if (segment.acknowledges != analysis::ladder::kNone)
            words += QStringLiteral(" · ") +
                     tr("acknowledges the bytes of %1").arg(typeOf(segment.acknowledges, snapshot));
        return words;
    }

private:
    static QString typeOf(std::uint32_t message, const index::Snapshot& snapshot)
    {
        return text(analysis::packetTypeName(mqtt::packetTypeOf(snapshot.messages[message].firstByte)));
    }
};

} // namespace

double placeSegments(LadderDraft& draft, const analysis::ladder::TcpStrip& strip, std::size_t& next,
                     std::uint32_t beforeFrame, double top)
{
    constexpr double kHeight = 17;
    constexpr double kSink = 4;
    const QFontMetricsF metrics = draft.look.metrics(draft.look.font(0.8));
    for (; next < strip.segments.size() && strip.segments[next].frame <= beforeFrame; ++next) {
        const TcpSegment& segment = strip.segments[next];
        if (draft.columns.find(segment.from) == nullptr || draft.columns.find(segment.to) == nullptr)
            continue;
        PictureSegment placed;
        placed.segment = next;
        placed.frame = segment.frame;
        const double from = draft.columns.lineOf(segment.from, segment.to);
        const double to = draft.columns.lineOf(segment.to, segment.from);
        const double y = top + draft.px(kHeight / 2 - kSink / 2);
        placed.line = QLineF(from, y, to, y + draft.px(kSink));
        const double room = std::abs(to - from) - draft.px(60);
        placed.text = metrics.elidedText(SegmentWords::of(segment, draft.source.index->snapshot()),
                                         Qt::ElideRight, room);
        const double width = metrics.horizontalAdvance(placed.text) + draft.px(8);
        placed.textRect = QRectF((from + to - width) / 2, top + draft.px(1), width, draft.px(kHeight - 2));
        draft.picture.segments.push_back(placed);
        top += draft.px(kHeight);
    }
    return top;
}

} // namespace mqttscope::ui
