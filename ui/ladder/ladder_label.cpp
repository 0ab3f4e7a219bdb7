// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_label.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

namespace ladder = analysis::ladder;
using Use = PictureText::Use;

/// Lengths of the design.
constexpr double kTag = 18;
constexpr double kGap = 6;
constexpr double kTagGap = 9;      ///< some shapes are wider than their place
constexpr double kBadgePad = 6;    ///< at each side of the text of a badge
constexpr double kLeastValue = 34; ///< less of a value says nothing

QFont fontOf(Use use, const LadderLook& look)
{
    switch (use) {
    case Use::Word:
        return look.font(0.96, QFont::DemiBold);
    case Use::Byte:
        return look.fixed(0.92);
    case Use::Value:
        return look.font(0.96);
    case Use::Badge:
        return look.font(0.85, QFont::DemiBold);
    case Use::Note:
        return look.font(0.85, QFont::Medium);
    case Use::Lost:
        return look.font(0.96, QFont::DemiBold);
    }
    return look.font();
}

class Fitter {
public:
    Fitter(const QRectF& room, const LadderLook& look) : m_room(room), m_look(look) {}

    void add(Use use, const QString& text)
    {
        if (!text.isEmpty())
            m_pieces.push_back({use, text, width(use, text)});
    }

    PictureLabel fit(std::optional<PictureTag> tag)
    {
        const double tagWidth = tag ? m_look.px(std::max(kTag, numberWidth(*tag))) : 0;
        cutValues(tagWidth);
        while (total(tagWidth) > m_room.width() && dropOne()) {
        }
        PictureLabel label;
        double x = m_room.left() + std::max(0.0, (m_room.width() - total(tagWidth)) / 2);
        if (tag) {
            const double size = m_look.px(kTag);
            tag->rect = QRectF(x, m_room.center().y() - size / 2, tagWidth, size);
            x += tagWidth + m_look.px(kTagGap);
            label.tag = tag;
        }
        for (const Piece& piece : m_pieces) {
            const QRectF rect(x, m_room.top(), piece.width, m_room.height());
            label.texts.push_back({piece.use, piece.text, rect});
            x += piece.width + m_look.px(kGap);
        }
        return label;
    }

private:
    struct Piece {
        Use use;
        QString text;
        double width;
    };

    [[nodiscard]] double width(Use use, const QString& text) const
    {
        const double pad = use == Use::Badge ? 2 * m_look.px(kBadgePad) : 0;
        return m_look.metrics(fontOf(use, m_look)).horizontalAdvance(text) + pad;
    }
    /// In units of the design: long identifiers widen the tag.
    [[nodiscard]] double numberWidth(const PictureTag& tag) const
    {
        const double text = m_look.metrics(m_look.font(0.85, QFont::DemiBold)).horizontalAdvance(tag.number);
        const double margin = tag.shape == PictureTag::Shape::Square ? 8 : 12;
        return text / m_look.unit() + margin;
    }
    [[nodiscard]] double total(double tagWidth) const
    {
        double sum = tagWidth > 0 ? tagWidth + m_look.px(kTagGap) : 0;
        const std::size_t gaps = std::max<std::size_t>(m_pieces.size(), 1) - 1;
        for (const Piece& piece : m_pieces)
            sum += piece.width;
        return sum + static_cast<double>(gaps) * m_look.px(kGap);
    }
    void cutValues(double tagWidth)
    {
        for (auto piece = m_pieces.rbegin(); piece != m_pieces.rend(); ++piece) {
            const double over = total(tagWidth) - m_room.width();
            if (over <= 0)
                return;
            if (piece->use != Use::Value && piece->use != Use::Lost)
                continue;
            const double left = std::max(piece->width - over, m_look.px(kLeastValue));
            const QFontMetricsF metrics = m_look.metrics(fontOf(piece->use, m_look));
            piece->text = metrics.elidedText(piece->text, Qt::ElideRight, left);
            piece->width = metrics.horizontalAdvance(piece->text);
        }
    }
    /// What matters least goes first; the word stays.
    bool dropOne()
    {
        for (const Use use : {Use::Byte, Use::Value, Use::Badge}) {
            const auto found = std::find_if(m_pieces.rbegin(), m_pieces.rend(),
                                            [&](const Piece& piece) { return piece.use == use; });
            if (found != m_pieces.rend()) {
                m_pieces.erase(std::next(found).base());
                return true;
            }
        }
        return false;
    }

    QRectF m_room;
    const LadderLook& m_look;
    std::vector<Piece> m_pieces;
};

} // namespace

QFont pictureFont(PictureText::Use use, const LadderLook& look)
{
    return fontOf(use, look);
}

double labelHeight(const LadderLook& look)
{
    return look.px(18);
}

PictureLabel layOutLabel(const ladder::Row& row, const LadderRowWords& words, PictureTag::Shape shape,
                         const QRectF& room, const LadderLook& look)
{
    Fitter fitter(room, look);
    if (row.kind == ladder::RowKind::Missing) {
        fitter.add(Use::Lost, words.event);
    } else {
        fitter.add(Use::Word, words.type);
        fitter.add(Use::Byte, words.firstByte);
        fitter.add(Use::Value, words.value);
        for (const QString& bit : words.bits)
            fitter.add(bit == QLatin1String("RETAIN") ? Use::Badge : Use::Value, bit);
        fitter.add(Use::Badge, words.badge);
    }
    std::optional<PictureTag> tag;
    if (row.packetId != 0)
        tag = PictureTag{shape, QString::number(row.packetId), {}};
    return fitter.fit(tag);
}

} // namespace mqttscope::ui
