// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_view.h"

#include "analysis/ladder/ladder_words.h"
#include "teach/vocabulary.h"
#include "ui/ladder/ladder_accessible.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace mqttscope::ui {

using analysis::ladder::kNone;
using analysis::ladder::LaneId;

LadderView::LadderView(const Theme& theme, LadderModel& model, QWidget* parent)
    : QAbstractScrollArea(parent), m_theme(&theme), m_model(&model), m_scene(model)
{
    makeLaddersAccessible();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    connect(&theme, &Theme::changed, this, &LadderView::showLook);
    connectModel();
    showLook();
    retranslate();
}

LadderView::~LadderView() = default;

void LadderView::connectModel()
{
    connect(m_model, &LadderModel::indexChanged, this, [this] {
        m_renumbered = true;
        m_scene.reset(true);
        changed();
    });
    connect(m_model, &LadderModel::scopeChanged, this, &LadderView::showBands);
    connect(m_model, &LadderModel::lanesChanged, this, [this] {
        endDrag(false);
        m_scene.reset(false);
        changed();
    });
    connect(m_model, &LadderModel::foldsChanged, this, [this] {
        m_scene.refold();
        changed();
    });
    const auto again = [this] {
        m_scene.reset(false);
        m_scene.reveal(m_model->place());
        changed();
    };
    connect(m_model, &LadderModel::arrangementChanged, this, again);
    connect(m_model, &LadderModel::contentChanged, this, again);
    connect(m_model, &LadderModel::placeChanged, this, &LadderView::showPlace);
    connect(m_model, &LadderModel::hoverChanged, viewport(), qOverload<>(&QWidget::update));
    connect(m_model, &LadderModel::busyChanged, viewport(), qOverload<>(&QWidget::update));
}

void LadderView::showLook()
{
    m_scene.setLook(LadderLook::ofTheme(*m_theme), viewport()->size());
    m_scene.reveal(m_model->place());
    changed();
}

// Another part of the capture is seen from where its reader stands; a capture that grows moves nothing.
void LadderView::showBands()
{
    if (m_scope != m_model->scope()) {
        m_scope = m_model->scope();
        m_scene.reset(false);
        m_scene.reveal(m_model->place());
    }
    changed();
}

void LadderView::showPlace()
{
    if (!m_renumbered)
        m_scene.reveal(m_model->place());
    m_renumbered = false;
    changed();
    announce();
}

void LadderView::changed()
{
    placeBars();
    viewport()->update();
}

void LadderView::placeBars()
{
    constexpr std::int64_t kMost = std::numeric_limits<int>::max();
    m_placing = true;
    verticalScrollBar()->setRange(0, static_cast<int>(std::min(m_scene.maximum(), kMost)));
    verticalScrollBar()->setPageStep(m_scene.page());
    verticalScrollBar()->setSingleStep(m_theme->px(20));
    verticalScrollBar()->setValue(static_cast<int>(std::min(m_scene.position(), kMost)));
    horizontalScrollBar()->setRange(0, m_scene.maximumShift());
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(m_theme->px(20));
    m_scene.setShift(horizontalScrollBar()->value());
    m_placing = false;
}

void LadderView::scrollContentsBy(int, int)
{
    if (m_placing)
        return;
    m_scene.scrollTo(verticalScrollBar()->value());
    m_scene.setShift(horizontalScrollBar()->value());
    viewport()->update();
}

void LadderView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_scene.resize(viewport()->size());
    placeBars();
}

void LadderView::setPlaying(bool playing, double progress)
{
    m_playing = playing;
    m_progress = progress;
    viewport()->update();
}

QRect LadderView::rectOf(const LadderPlace& place) const
{
    return m_scene.rectOf(place);
}

LadderPlace LadderView::placeAt(QPoint point) const
{
    return m_scene.placeAt(point);
}

std::vector<LadderPlace> LadderView::placesInSight() const
{
    return m_scene.placesInSight();
}

const BandPicture& LadderView::picture(std::uint32_t band) const
{
    return m_scene.picture(band);
}

void LadderView::reveal(const LadderPlace& place)
{
    m_scene.reveal(place);
    changed();
}

bool LadderView::hasCommonHeads() const
{
    return m_scene.hasCommonHeads();
}

// Of heads that lie upon each other the one that is seen: what sticks to the edge is painted last.
LadderView::HeadPlace LadderView::headAt(QPoint point) const
{
    HeadPlace found;
    for (const LadderScene::Heads& heads : m_scene.headsInSight()) {
        for (const PictureHead& head : *heads.heads) {
            const QRectF rect = head.rect.translated(heads.corner);
            if (rect.contains(point) && (found.lane == kNone || heads.stuck))
                found = {head.lane, heads.band, rect.toAlignedRect()};
        }
    }
    return found;
}

LaneId LadderView::laneAt(QPoint point) const
{
    return headAt(point).lane;
}

QRect LadderView::headOf(LaneId lane) const
{
    for (const LadderScene::Heads& heads : m_scene.headsInSight()) {
        for (const PictureHead& head : *heads.heads) {
            if (head.lane == lane)
                return head.rect.translated(heads.corner).toAlignedRect();
        }
    }
    return {};
}

QString LadderView::describe(const LadderPlace& place) const
{
    if (!m_model->placeOf(place.band))
        return {};
    if (place.row) {
        const LadderSource& source = m_model->source();
        const analysis::ladder::Band& band = m_model->content(place.band).band;
        return *place.row < band.rows.size()
                   ? text(rowText(*source.document, *source.index, band, *place.row, *source.words))
                   : QString();
    }
    const LadderContent& content = m_model->bar(place.band);
    QStringList parts;
    for (const QString& part : {content.chip, content.promise, content.title,
                                content.verdict.shown ? content.verdict.text : content.summary}) {
        if (!part.isEmpty())
            parts += part;
    }
    return parts.join(QStringLiteral(", "));
}

/// What is said where there is nothing to be seen.
QString LadderView::sentence() const
{
    if (!m_model->ladder().bands.empty())
        return {};
    if (m_model->isBusy())
        return tr("Reading the packets…");
    return m_model->source().index ? tr("No exchange here.") : QString();
}

void LadderView::retranslate()
{
    setAccessibleName(tr("Ladder"));
    changed();
}

void LadderView::announce()
{
    setAccessibleDescription(m_model->place().isNowhere() ? sentence() : describe(m_model->place()));
    if (QAccessible::isActive() && hasFocus())
        tellPlace(*this);
}

LadderEmphasis LadderView::emphasisOf(std::uint32_t band) const
{
    LadderEmphasis emphasis;
    const LadderPlace& place = m_model->place();
    if (m_model->hover().band == band) {
        emphasis.hover = m_model->hover().row;
        emphasis.barHover = !emphasis.hover;
    }
    if (place.band != band)
        return emphasis;
    emphasis.row = place.row;
    emphasis.bar = !place.row;
    emphasis.focus = hasFocus();
    if (m_playing && place.row) {
        emphasis.upTo = place.row;
        emphasis.progress = m_progress;
    }
    return emphasis;
}

void LadderView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->color(Ink::Surface));
    placeBars();
    paintBands(painter, event->rect());
    paintHeadsOf(painter);
    paintDrag(painter);
    paintSentence(painter);
}

void LadderView::paintBands(QPainter& painter, const QRect& clip) const
{
    painter.save();
    painter.setClipRect(viewport()->rect().adjusted(0, m_scene.headArea(), 0, 0));
    for (const LadderScene::Sighted& band : m_scene.bandsInSight()) {
        const QPoint corner(-m_scene.shift(), band.top);
        painter.save();
        painter.translate(corner);
        const LadderContent& content =
            band.picture->folded ? m_model->bar(band.band) : m_model->content(band.band);
        paintBand(painter, *band.picture, content, m_scene.look(), emphasisOf(band.band),
                  QRectF(clip).translated(-corner));
        painter.restore();
    }
    painter.restore();
}

void LadderView::paintHeadsOf(QPainter& painter) const
{
    for (const LadderScene::Heads& heads : m_scene.headsInSight()) {
        if (!heads.stuck)
            continue; // painted with their band
        painter.save();
        painter.translate(heads.corner);
        if (heads.band != kNone) {
            const QRectF strip(m_scene.shift(), topOfHeads(*heads.heads, m_scene.look()), viewport()->width(),
                               headHeight(m_scene.look()));
            painter.fillRect(strip, m_theme->color(Ink::Surface));
        }
        paintHeads(painter, *heads.heads, m_scene.look());
        painter.restore();
    }
}

void LadderView::paintDrag(QPainter& painter) const
{
    if (!m_drag.moving)
        return;
    painter.fillRect(m_drag.mark, m_theme->color(Ink::Accent));
    painter.setPen(QPen(m_theme->color(Ink::Accent), m_theme->px(2), Qt::DashLine));
    painter.drawRect(headAt(m_drag.from).rect);
}

void LadderView::paintSentence(QPainter& painter) const
{
    const int margin = m_theme->px(24);
    painter.setPen(m_theme->color(Ink::TextSecondary));
    painter.setFont(m_theme->font());
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                     static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextWordWrap), sentence());
}

} // namespace mqttscope::ui
