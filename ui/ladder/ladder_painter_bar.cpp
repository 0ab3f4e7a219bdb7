// SPDX-License-Identifier: GPL-3.0-or-later
// The bar of a band, and the heads of lanes.
#include "ui/ladder/ladder_painter.h"

#include <QPainter>

namespace mqttscope::ui {
namespace {

namespace ladder = analysis::ladder;
using ladder::Verdict;

/// Icon and inks of a verdict.
struct VerdictLook {
    const char* icon;
    Ink ink;
    Ink ground;
};

VerdictLook lookOf(const LadderContent& content)
{
    const bool message =
        content.band.kind == ladder::BandKind::Message || content.band.kind == ladder::BandKind::Will;
    if (message && content.band.receivers.empty())
        return {"ui-info", Ink::TextSecondary, Ink::Surface};
    switch (content.verdict.verdict) {
    case Verdict::Fine:
        return {"ui-ok", Ink::Ok, Ink::OkTint};
    case Verdict::Duplicate:
        return {"ui-warning", Ink::Warning, Ink::WarningTint};
    case Verdict::TooOften:
    case Verdict::Missing:
        return {"ui-error", Ink::Error, Ink::ErrorTint};
    case Verdict::Waiting:
        return {"ui-clock", Ink::TextSecondary, Ink::Surface};
    case Verdict::Unknown:
        return {"ui-info", Ink::TextSecondary, Ink::Surface};
    }
    return {"ui-info", Ink::TextSecondary, Ink::Surface};
}

class BarPainter {
public:
    BarPainter(QPainter& painter, const BandPicture& picture, const LadderContent& content,
               const LadderLook& look, const LadderEmphasis& emphasis)
        : m_painter(painter), m_picture(picture), m_content(content), m_look(look), m_emphasis(emphasis)
    {
    }

    void paint()
    {
        const PictureBar& bar = m_picture.bar;
        m_painter.setPen(QPen(m_look.color(m_emphasis.bar ? Ink::Accent : Ink::Line),
                              m_look.px(m_emphasis.bar && m_emphasis.focus ? 2 : 1)));
        m_painter.setBrush(m_look.color(m_emphasis.barHover ? Ink::RowHover : Ink::SurfaceAlt));
        m_painter.drawRoundedRect(bar.rect, m_look.px(5), m_look.px(5));
        m_look.paintIcon(m_painter,
                         m_picture.folded ? QStringLiteral("ui-chevron-right")
                                          : QStringLiteral("ui-chevron-down"),
                         Ink::TextSecondary, bar.chevron);
        paintChip();
        m_painter.setPen(m_look.color(Ink::Text));
        const QFont strong = m_look.font(0.96, QFont::DemiBold);
        m_painter.setFont(strong);
        m_painter.drawText(bar.promise, Qt::AlignLeft | Qt::AlignVCenter, m_content.promise);
        const QFont fixed = m_look.fixed(0.96);
        m_painter.setFont(fixed);
        m_painter.drawText(
            bar.title, Qt::AlignLeft | Qt::AlignVCenter,
            m_look.metrics(fixed).elidedText(m_content.title, Qt::ElideRight, bar.title.width()));
        if (!bar.summary.isEmpty()) {
            m_painter.setFont(m_look.font(0.96));
            m_painter.setPen(m_look.color(Ink::TextSecondary));
            m_painter.drawText(bar.summary, Qt::AlignRight | Qt::AlignVCenter, m_content.summary);
        }
        if (!bar.verdict.isEmpty())
            paintVerdict();
    }

private:
    /// Darker with each quality: an outline, a thick one, a solid ground.
    void paintChip()
    {
        const ladder::Band& band = m_content.band;
        const bool message = band.kind == ladder::BandKind::Message || band.kind == ladder::BandKind::Will;
        const Ink family = message ? Ink::FamilyPublication : Ink::FamilyConnection;
        const bool solid = message && band.qos == 2;
        const QRectF& rect = m_picture.bar.chip;
        m_painter.setPen(QPen(m_look.color(solid     ? Ink::Text
                                           : message ? family
                                                     : Ink::LineControl),
                              m_look.px(message && band.qos == 1 ? 1.8 : 1.2)));
        m_painter.setBrush(m_look.color(solid ? Ink::Text : Ink::Surface));
        m_painter.drawRoundedRect(rect, m_look.px(4), m_look.px(4));
        m_painter.setFont(m_look.font(0.96, QFont::DemiBold));
        m_painter.setPen(m_look.color(solid ? Ink::Surface : Ink::Text));
        m_painter.drawText(rect, Qt::AlignCenter, m_content.chip);
    }

    void paintVerdict()
    {
        const VerdictLook verdict = lookOf(m_content);
        const QRectF& rect = m_picture.bar.verdict;
        m_painter.setPen(QPen(m_look.color(verdict.ink), m_look.px(1.2)));
        m_painter.setBrush(m_look.plain() ? m_look.color(Ink::Surface) : m_look.color(verdict.ground));
        m_painter.drawRoundedRect(rect, m_look.px(4), m_look.px(4));
        const double icon = m_look.px(16);
        m_look.paintIcon(m_painter, QLatin1String(verdict.icon), verdict.ink,
                         QRectF(rect.left() + m_look.px(7), rect.center().y() - icon / 2, icon, icon));
        const QFont strong = m_look.font(0.92, QFont::DemiBold);
        const QRectF words = rect.adjusted(m_look.px(29), 0, -m_look.px(6), 0);
        m_painter.setFont(strong);
        m_painter.setPen(m_look.color(m_look.plain() ? Ink::Text : verdict.ink));
        m_painter.drawText(
            words, Qt::AlignLeft | Qt::AlignVCenter,
            m_look.metrics(strong).elidedText(m_content.verdict.text, Qt::ElideRight, words.width()));
    }

    QPainter& m_painter;
    const BandPicture& m_picture;
    const LadderContent& m_content;
    const LadderLook& m_look;
    const LadderEmphasis& m_emphasis;
};

} // namespace

void paintBar(QPainter& painter, const BandPicture& picture, const LadderContent& content,
              const LadderLook& look, const LadderEmphasis& emphasis)
{
    BarPainter(painter, picture, content, look, emphasis).paint();
}

void paintHeads(QPainter& painter, const std::vector<PictureHead>& heads, const LadderLook& look)
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const PictureHead& head : heads) {
        painter.setPen(QPen(look.color(Ink::LineControl), look.px(1.5)));
        painter.setBrush(look.color(Ink::Surface));
        painter.drawRoundedRect(head.rect, look.px(6), look.px(6));
        const double icon = look.px(20);
        const double pad = look.px(12);
        const QFont name = look.font(1.1, QFont::DemiBold);
        QRectF words = head.rect.adjusted(icon + 1.7 * pad, look.px(4), -look.px(4), -look.px(4));
        // The name of a client is worth more than its picture.
        if (look.metrics(name).horizontalAdvance(head.words.name) <= words.width()) {
            const QRectF square(head.rect.left() + pad, head.rect.center().y() - icon / 2, icon, icon);
            look.paintIcon(painter, head.words.icon, Ink::TextSecondary, square);
        } else {
            words.setLeft(head.rect.left() + look.px(8));
        }
        painter.setFont(name);
        painter.setPen(look.color(Ink::Text));
        const QString shown = look.metrics(name).elidedText(head.words.name, Qt::ElideMiddle, words.width());
        if (head.words.role.isEmpty()) {
            painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, shown);
            continue;
        }
        words.setHeight(words.height() * 0.55);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, shown);
        const QFont role = look.font(0.92);
        painter.setFont(role);
        painter.setPen(look.color(Ink::TextSecondary));
        painter.drawText(words.translated(0, words.height() * 0.9), Qt::AlignLeft | Qt::AlignVCenter,
                         look.metrics(role).elidedText(head.words.role, Qt::ElideRight, words.width()));
    }
}

} // namespace mqttscope::ui
