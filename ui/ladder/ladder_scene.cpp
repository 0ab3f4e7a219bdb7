// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_scene.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mqttscope::ui {

using analysis::ladder::BandKind;
using analysis::ladder::kNone;

namespace {

constexpr std::size_t kMostAsked = 1000; ///< bands, for one that is a message
constexpr int kMostPasses = 4;           ///< until what is in sight no longer changes what is in sight

double middleOf(const QRectF& rect)
{
    return rect.center().y();
}

} // namespace

double topOfHeads(const std::vector<PictureHead>& heads, const LadderLook& look)
{
    return heads.empty() ? 0 : heads.front().rect.center().y() - headHeight(look) / 2;
}

LadderScene::LadderScene(const LadderModel& model) : m_model(&model), m_sheet(model) {}

void LadderScene::setLook(LadderLook look, QSize viewport)
{
    m_viewport = viewport;
    m_sheet.setLook(std::move(look), viewport.width());
    m_headsKnown = false;
    m_settled = false;
}

void LadderScene::resize(QSize viewport)
{
    if (hasLook() && viewport.width() != m_viewport.width())
        setLook(look(), viewport);
    m_viewport = viewport;
    m_settled = false;
}

int LadderScene::headArea() const
{
    return hasLook() && m_sheet.hasCommonHeads() && !m_model->lanes().empty()
               ? static_cast<int>(std::ceil(headHeight(look())))
               : 0;
}

int LadderScene::page() const
{
    return std::max(1, m_viewport.height() - headArea());
}

std::int64_t LadderScene::end() const
{
    return std::max<std::int64_t>(0, m_sheet.total() - page());
}

/// The window may ask for a picture before the view has heard that the bands are others.
void LadderScene::catchUp()
{
    if (m_bandsNumber != m_model->bandsNumber())
        reset(false);
}

void LadderScene::anchorAt(std::int64_t position)
{
    if (m_sheet.count() == 0) {
        m_anchor = 0;
        m_offset = 0;
        m_message = kNone;
        return;
    }
    position = std::clamp<std::int64_t>(position, 0, end());
    m_anchor = m_sheet.at(position);
    m_offset = position - m_sheet.top(m_anchor);
    m_message = m_model->source().index->records()[m_model->ladder().bands[m_anchor]].message;
}

void LadderScene::reset(bool follow)
{
    const std::int64_t before = m_sheet.count() == 0 ? 0 : m_sheet.top(m_anchor) + m_offset;
    const bool atEnd = follow && before > 0 && before >= end();
    m_sheet.reset();
    m_bandsNumber = m_model->bandsNumber();
    m_headsKnown = false;
    m_settled = false;
    if (!hasLook() || m_sheet.count() == 0) {
        m_anchor = 0;
        m_offset = 0;
        return;
    }
    const std::uint32_t band = m_message != kNone ? m_model->source().index->bandOf(m_message) : kNone;
    if (atEnd) {
        anchorAt(end());
    } else if (const auto index = m_model->placeOf(band)) {
        m_anchor = *index;
    } else {
        anchorAt(0);
    }
}

void LadderScene::refold()
{
    catchUp();
    m_sheet.refold();
    m_settled = false;
}

/// Lays out what is in sight. Heights that become known may bring other bands into sight.
void LadderScene::settle()
{
    catchUp();
    if (m_settled || !hasLook())
        return;
    for (int pass = 0; pass < kMostPasses && !m_settled; ++pass) {
        m_settled = true;
        m_widest = 0;
        if (m_sheet.count() == 0)
            return;
        std::int64_t y = -m_offset;
        for (std::size_t index = m_anchor; index < m_sheet.count() && y < page(); ++index) {
            m_widest = std::max(m_widest, static_cast<int>(std::ceil(m_sheet.picture(index).width)));
            if (index == m_anchor && m_offset >= m_sheet.height(index)) {
                m_offset = std::max(0, m_sheet.height(index) - 1);
                y = -m_offset;
            }
            y += m_sheet.height(index);
        }
        if (y < page() && m_sheet.top(m_anchor) + m_offset > end()) {
            anchorAt(end());
            m_settled = false;
        }
    }
    m_settled = true;
    if (m_message == kNone)
        anchorAt(m_sheet.top(m_anchor) + m_offset);
}

std::int64_t LadderScene::position()
{
    settle();
    return m_sheet.count() == 0 ? 0 : m_sheet.top(m_anchor) + m_offset;
}

std::int64_t LadderScene::maximum()
{
    settle();
    return m_sheet.count() == 0 ? 0 : end();
}

int LadderScene::maximumShift()
{
    settle();
    return std::max(0, m_widest - m_viewport.width());
}

void LadderScene::scrollTo(std::int64_t position)
{
    catchUp();
    anchorAt(position);
    m_settled = false;
}

std::vector<LadderScene::Sighted> LadderScene::bandsInSight()
{
    settle();
    std::vector<Sighted> bands;
    std::int64_t y = headArea() - m_offset;
    for (std::size_t index = m_anchor; hasLook() && index < m_sheet.count() && y < m_viewport.height();
         ++index) {
        const BandPicture& picture = m_sheet.picture(index);
        bands.push_back({index, picture.band, static_cast<int>(y), &picture});
        y += m_sheet.height(index);
    }
    return bands;
}

QRectF LadderScene::rectIn(const BandPicture& picture, const LadderPlace& place) const
{
    return place.row ? picture.rectOf(*place.row) : picture.bar.rect;
}

std::vector<LadderPlace> LadderScene::placesInSight()
{
    std::vector<LadderPlace> places;
    const auto inSight = [this](const Sighted& band, const QRectF& rect) {
        return !rect.isEmpty() && band.top + rect.bottom() > headArea() &&
               band.top + rect.top() < m_viewport.height();
    };
    for (const Sighted& band : bandsInSight()) {
        if (inSight(band, band.picture->bar.rect))
            places.push_back({band.band, std::nullopt});
        for (const PictureRow& row : band.picture->rows) {
            if (inSight(band, row.rect))
                places.push_back({band.band, row.row});
        }
    }
    return places;
}

QRect LadderScene::rectOf(const LadderPlace& place)
{
    settle();
    const auto index = m_model->placeOf(place.band);
    if (!index || !hasLook() || *index >= m_sheet.count())
        return {};
    const QRectF rect = rectIn(m_sheet.picture(*index), place);
    if (rect.isEmpty())
        return {};
    const std::int64_t top = headArea() + m_sheet.top(*index) - position();
    constexpr std::int64_t kFar = 1'000'000'000;
    return rect.translated(-m_shift, static_cast<double>(std::clamp(top, -kFar, kFar))).toAlignedRect();
}

LadderPlace LadderScene::placeAt(QPoint point)
{
    if (point.y() < headArea())
        return {};
    for (const Sighted& band : bandsInSight()) {
        const QPointF inside = point - QPoint(-m_shift, band.top);
        if (band.picture->bar.rect.contains(inside))
            return {band.band, std::nullopt};
        if (const auto row = band.picture->rowAt(inside))
            return {band.band, row};
    }
    return {};
}

/// The bar or the row of a band whose middle is nearest to a y of it.
LadderPlace LadderScene::nearest(std::size_t index, double y)
{
    const BandPicture& picture = m_sheet.picture(index);
    LadderPlace best{picture.band, std::nullopt};
    double distance = std::abs(middleOf(picture.bar.rect) - y);
    for (const PictureRow& row : picture.rows) {
        if (const double other = std::abs(middleOf(row.rect) - y); other < distance) {
            distance = other;
            best.row = row.row;
        }
    }
    return best;
}

LadderPlace LadderScene::below(const LadderPlace& place, int pixels)
{
    settle();
    const auto index = m_model->placeOf(place.band);
    if (!index)
        return pixels > 0 ? last() : first();
    const double inside = middleOf(rectIn(m_sheet.picture(*index), place));
    const std::int64_t y = m_sheet.top(*index) + static_cast<std::int64_t>(inside) + pixels;
    if (y < 0)
        return first();
    if (y >= m_sheet.total())
        return last();
    const std::size_t other = m_sheet.at(y);
    return nearest(other, static_cast<double>(y - m_sheet.top(other)));
}

LadderPlace LadderScene::first() const
{
    const auto& bands = m_model->ladder().bands;
    return bands.empty() ? LadderPlace{} : LadderPlace{bands.front(), std::nullopt};
}

LadderPlace LadderScene::last() const
{
    const auto& bands = m_model->ladder().bands;
    if (bands.empty())
        return {};
    const auto rows = m_model->isFolded(bands.back()) ? 0 : m_model->content(bands.back()).band.rows.size();
    if (rows == 0)
        return {bands.back(), std::nullopt};
    return {bands.back(), static_cast<std::uint32_t>(rows) - 1};
}

/// What is to be seen of a place, in pixels of the ladder: the whole band if it fits.
std::pair<std::int64_t, std::int64_t> LadderScene::extent(std::size_t index, const LadderPlace& place)
{
    const BandPicture& picture = m_sheet.picture(index);
    const std::int64_t top = m_sheet.top(index);
    if (m_sheet.height(index) <= page())
        return {top, top + m_sheet.height(index)};
    const QRectF rect = rectIn(picture, place);
    const double stuck = place.row && !picture.heads.empty() ? headHeight(look()) : 0;
    const auto from = static_cast<std::int64_t>(std::floor(rect.top() - stuck - rect.height() / 2));
    const auto to = static_cast<std::int64_t>(std::ceil(rect.bottom() + rect.height() / 2));
    return {top + std::max<std::int64_t>(0, from), top + std::min<std::int64_t>(m_sheet.height(index), to)};
}

// Bands that come into sight above the place may be higher than guessed, and push it out again.
void LadderScene::reveal(const LadderPlace& place)
{
    catchUp();
    const auto index = m_model->placeOf(place.band);
    if (!index || !hasLook() || *index >= m_sheet.count())
        return;
    for (int pass = 0; pass < kMostPasses; ++pass) {
        const std::int64_t now = position(); // by this heights in sight are right
        const auto [from, to] = extent(*index, place);
        if (from >= now && to <= now + page())
            return;
        scrollTo(from < now || to - from > page() ? from : to - page());
    }
}

const BandPicture& LadderScene::picture(std::uint32_t band)
{
    settle();
    return m_sheet.picture(m_model->placeOf(band).value_or(0));
}

/// The message whose story tells what the lanes do: the current one. If it is none, that of before, so that
/// heads do not change with each step; in the beginning the first one.
std::uint32_t LadderScene::bandOfRoles() const
{
    const auto isMessage = [this](std::uint32_t band) {
        const BandKind kind = m_model->source().index->records()[band].kind;
        return kind == BandKind::Message || kind == BandKind::Will;
    };
    const auto& bands = m_model->ladder().bands;
    for (const std::uint32_t band : {m_model->place().band, m_headsFor}) {
        if (m_model->placeOf(band) && isMessage(band))
            return band;
    }
    const auto end = bands.begin() + static_cast<std::ptrdiff_t>(std::min(bands.size(), kMostAsked));
    const auto first = std::find_if(bands.begin(), end, isMessage);
    return first != end ? *first : kNone;
}

// The heads of a band that is partly above the top edge stay at the edge as long as the band does.
std::vector<LadderScene::Heads> LadderScene::headsInSight()
{
    if (!hasLook())
        return {};
    if (m_sheet.hasCommonHeads()) {
        const std::uint32_t band = bandOfRoles();
        if (!m_headsKnown || m_headsFor != band) {
            m_heads = layOutHeads(m_model->source(), m_sheet.columns(), look(),
                                  band != kNone ? &m_model->bar(band) : nullptr);
            m_headsFor = band;
            m_headsKnown = true;
        }
        return {{&m_heads, QPoint(-m_shift, 0), kNone, true}};
    }
    std::vector<Heads> all;
    for (const Sighted& band : bandsInSight()) {
        if (band.picture->heads.empty())
            continue;
        const double top = topOfHeads(band.picture->heads, look());
        const double room = band.picture->height - headHeight(look()) - top;
        const auto moved = static_cast<int>(std::clamp(-(band.top + top), 0.0, std::max(0.0, room)));
        all.push_back({&band.picture->heads, QPoint(-m_shift, band.top + moved), band.band, moved > 0});
    }
    return all;
}

} // namespace mqttscope::ui
