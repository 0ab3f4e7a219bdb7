// SPDX-License-Identifier: GPL-3.0-or-later
// Segments of TCP between the rows: a TCP ACK is not a PUBACK.
#include "analysis/ladder/tcp_words.h"
#include "ui/ladder/ladder_draft.h"
#include "ui/models/text.h"

#include <cmath>

namespace mqttscope::ui {
namespace {

using analysis::ladder::TcpSegment;

QString wordsOf(const LadderSource& source, const TcpSegment& segment)
{
    QStringList words = {text(analysis::ladder::segmentText(*source.index, segment, *source.words))};
    for (const std::string& note : analysis::ladder::segmentNotes(*source.index, segment, *source.words))
        words.append(text(note));
    return words.join(QStringLiteral(" · "));
}

} // namespace

double placeSegments(LadderDraft& draft, const analysis::ladder::TcpStrip& strip, std::size_t& next,
                     const analysis::ladder::Row* before, double top)
{
    constexpr double kHeight = 17;
    constexpr double kSink = 4;
    const QFontMetricsF metrics = draft.look.metrics(draft.look.font(0.8));
    for (; next < strip.segments.size(); ++next) {
        const TcpSegment& segment = strip.segments[next];
        if (before != nullptr && !analysis::ladder::isBefore(segment, *before))
            break;
        if (draft.columns.find(segment.from) == nullptr || draft.columns.find(segment.to) == nullptr)
            continue;
        PictureSegment placed;
        const double from = draft.columns.lineOf(segment.from, segment.to);
        const double to = draft.columns.lineOf(segment.to, segment.from);
        const double y = top + draft.px(kHeight / 2 - kSink / 2);
        placed.line = QLineF(from, y, to, y + draft.px(kSink));
        placed.text = metrics.elidedText(wordsOf(draft.source, segment), Qt::ElideRight,
                                         std::abs(to - from) - draft.px(40));
        const double width = metrics.horizontalAdvance(placed.text) + draft.px(8);
        placed.textRect = QRectF((from + to - width) / 2, top + draft.px(1), width, draft.px(kHeight - 2));
        draft.picture.segments.push_back(placed);
        top += draft.px(kHeight);
    }
    return top;
}

} // namespace mqttscope::ui
