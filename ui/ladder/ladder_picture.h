// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_columns.h"
#include "ui/ladder/ladder_content.h"
#include "ui/ladder/ladder_look.h"

#include <QLineF>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

// What is drawn of a band, as values that tests can read: where each thing stands and what it is. Lengths are
// those of the look; the origin is the top left corner of the band.
namespace mqttscope::ui {

/// A piece of text on an arrow.
struct PictureText {
    enum class Use : std::uint8_t { Word, Byte, Value, Badge, Note, Lost };
    Use use = Use::Word;
    QString text; ///< as it fits
    QRectF rect;
};

/// A packet identifier: one shape for one exchange on one hop.
struct PictureTag {
    enum class Shape : std::uint8_t { Circle, Square, Diamond, Hexagon, House };
    Shape shape = Shape::Circle;
    QString number;
    QRectF rect;
};

/// The line of a packet.
struct PictureArrow {
    enum class Line : std::uint8_t { Thin, Thick, Double, Answer, Command };
    enum class Head : std::uint8_t { Filled, Open, Hollow };
    Line line = Line::Thin;
    Head head = Head::Filled;
    Ink ink = Ink::FamilyPublication;
    bool dashed = false; ///< sent again
    bool lost = false;   ///< ends half way, at `to`, with a cross
    bool wrong = false;  ///< breaks a rule
    bool faint = false;  ///< told elsewhere
    QPointF from;
    QPointF to;
};

/// A row where it stands.
struct PictureRow {
    std::uint32_t row = 0; ///< in the band
    double y = 0;          ///< where its line begins
    QRectF rect;           ///< the whole width: what the mouse hits
    QRectF time;
    QRectF disc; ///< of its number; empty if it has none
    std::optional<PictureArrow> arrow;
    std::optional<PictureTag> tag;
    std::vector<PictureText> texts;
    QRectF event;               ///< label of what is no packet; empty: none
    QPointF eventFrom, eventTo; ///< the hop that it concerns
};

/// A state strip.
struct PictureStrip {
    std::size_t strip = 0; ///< in Band::strips
    QRectF rect;
    bool open = false; ///< still kept at the end
    QString text;      ///< along it, if there is room
};

/// A dotted curve.
struct PictureThread {
    std::size_t thread = 0; ///< in Band::threads
    QPainterPath path;
    QString text;
    QRectF textRect;
};

/// What an application gets.
struct PictureBox {
    std::size_t delivery = 0; ///< in LadderContent::deliveries
    QRectF rect;
    QLineF arrow;
};

/// A bracket at the left of the two halves of QoS 2, a round trip, or how long a client was silent.
struct PictureSpan {
    enum class Kind : std::uint8_t { Deliver, Forget, RoundTrip, Silence };
    Kind kind = Kind::RoundTrip;
    QLineF line;
    QString text;
    QRectF textRect;
};

/// A head of a lane inside a band (when the lanes of the whole ladder do not fit).
struct PictureHead {
    analysis::ladder::LaneId lane = analysis::ladder::kNone;
    LadderLaneWords words;
    QRectF rect;
};

/// Where the bar of a band has its parts.
struct PictureBar {
    QRectF rect;
    QRectF chevron;
    QRectF chip;
    QRectF promise;
    QRectF title;
    QRectF summary;
    QRectF verdict;
};

/// A segment of TCP between the lanes, when they are shown.
struct PictureSegment {
    QLineF line;
    QString text;
    QRectF textRect;
};

/// The axis of time between two rows.
struct PictureAxis {
    QLineF line;
    bool toScale = false; ///< else a row needed more, or it was cut
};

/// A band laid out.
struct BandPicture {
    std::uint32_t band = 0;
    bool folded = false;
    double width = 0;
    double height = 0;
    PictureBar bar;
    std::vector<PictureHead> heads;
    std::vector<PictureRow> rows;
    std::vector<PictureStrip> strips;
    std::vector<PictureThread> threads;
    std::vector<PictureBox> boxes;
    std::vector<PictureSpan> spans;
    std::vector<PictureSegment> segments;
    std::vector<QLineF> lifelines;
    std::vector<QRectF> brokers; ///< tinted columns
    std::vector<PictureAxis> axis;
    QString scale; ///< to scale: how long its bar lasts: "1 ms"
    QLineF scaleBar;
    QRectF scaleText;

    /// The row at a point; none in the bar and between rows.
    [[nodiscard]] std::optional<std::uint32_t> rowAt(QPointF point) const;
    /// Index in Band::strips of the strip at a point.
    [[nodiscard]] std::optional<std::size_t> stripAt(QPointF point) const;
    /// The whole width of a row; empty if it is not drawn.
    [[nodiscard]] QRectF rectOf(std::uint32_t row) const;
};

} // namespace mqttscope::ui
