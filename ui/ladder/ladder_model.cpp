// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_model.h"

#include "teach/vocabulary.h"
#include "ui/ladder/ladder_trim.h"
#include "ui/models/document_session.h"
#include "ui/models/query_thread.h"
#include "ui/models/selection_model.h"
#include "ui/workspace.h"

#include <QSettings>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace mqttscope::ui {

using analysis::ladder::kNone;
using analysis::ladder::Ladder;
using analysis::ladder::LadderIndex;
using analysis::ladder::Lane;
using analysis::ladder::LaneId;
using analysis::ladder::Row;
using analysis::ladder::Scope;

namespace {

constexpr QLatin1String kToScale("ladder/toScale");
constexpr QLatin1String kSegments("ladder/segments");

/// `filter` keeps the text of the scope.
Scope indexed(const LadderScope& scope, std::string& filter)
{
    filter = scope.filter.toStdString();
    return {scope.kind, scope.number, scope.last, filter};
}

bool isOneStory(const LadderScope& scope)
{
    return scope.kind == Scope::Kind::Exchange || scope.kind == Scope::Kind::Story;
}

} // namespace

LadderModel::LadderModel(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(&workspace), m_watcher(workspace.session())
{
    m_source.words = &workspace.vocabulary();
    m_arrangement = rememberedArrangement();
    connect(&m_watcher, &CaptureWatcher::due, this, &LadderModel::askIndex);
    connect(&m_watcher, &CaptureWatcher::cleared, this, &LadderModel::clear);
    connect(&workspace.selection(), &SelectionModel::selectionChanged, this, &LadderModel::followSelection);
    connect(&workspace.selection(), &SelectionModel::hoverChanged, this, &LadderModel::followHover);
}

LadderModel::~LadderModel() = default;

void LadderModel::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    m_watcher.setActive(active);
    if (active) {
        setArrangement(rememberedArrangement()); // chosen at another ladder of the window
        followSelection();
    }
    reportBusy();
}

bool LadderModel::isBusy() const
{
    return m_watcher.isWaiting() || m_workspace->queries().isBusy(this, Bands);
}

void LadderModel::reportBusy()
{
    if (m_busy == isBusy())
        return;
    m_busy = !m_busy;
    Q_EMIT busyChanged();
}

// Another capture, or none.
void LadderModel::clear()
{
    m_workspace->queries().drop(this, Index);
    m_workspace->queries().drop(this, Bands);
    m_source.document.reset();
    m_source.index.reset();
    m_ladder = {};
    ++m_bandsNumber;
    m_scope = m_shown = {};
    m_order.clear();
    m_unfolded.clear();
    m_peeked = kNone;
    m_place = m_hover = {};
    m_followedFrame = 0;
    m_followedMessage = kNone;
    forgetContents();
    arrangeLanes();
    Q_EMIT indexChanged();
    Q_EMIT scopeChanged();
    Q_EMIT lanesChanged();
    Q_EMIT placeChanged();
    Q_EMIT hoverChanged();
    reportBusy();
}

void LadderModel::askIndex()
{
    const auto& session = m_workspace->session();
    m_workspace->queries().ask(
        this, Index,
        [snapshot = session.snapshot(), document = session.document(),
         scope = m_scope](const QueryThread::Cancelled& cancelled) {
            Made made{document, LadderIndex::build(snapshot, cancelled), scope, {}};
            std::string filter;
            if (made.index)
                made.ladder = ladderOf(*made.index, indexed(scope, filter), cancelled);
            return made;
        },
        [this](Made made) {
            if (made.index)
                take(std::move(made));
            m_watcher.answered();
            reportBusy();
        });
    reportBusy();
}

void LadderModel::askBands(std::shared_ptr<const analysis::Document> document,
                           std::shared_ptr<const LadderIndex> index)
{
    m_workspace->queries().ask(
        this, Bands,
        [document = std::move(document), index = std::move(index),
         scope = m_scope](const QueryThread::Cancelled& cancelled) {
            std::string filter;
            return Made{document, index, scope, ladderOf(*index, indexed(scope, filter), cancelled)};
        },
        [this](Made made) {
            take(std::move(made));
            reportBusy();
        });
    reportBusy();
}

void LadderModel::setScope(const LadderScope& scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    if (!m_source.index) {
        m_shown = scope;
        Q_EMIT scopeChanged();
    } else if (isOneStory(scope)) {
        m_workspace->queries().drop(this, Bands);
        const std::atomic<bool> never{false};
        std::string filter;
        take({m_source.document, m_source.index, scope,
              ladderOf(*m_source.index, indexed(scope, filter), never)});
        reportBusy();
    } else {
        askBands(m_source.document, m_source.index);
    }
}

Scope LadderModel::indexScope() const
{
    return {m_shown.kind, m_shown.number, m_shown.last, m_filter};
}

// An index for a scope that nobody wants any more still serves.
void LadderModel::take(Made made)
{
    if (made.scope != m_scope) {
        askBands(std::move(made.document), std::move(made.index));
        return;
    }
    m_workspace->queries().drop(this, Bands);
    const bool anotherIndex = made.index != m_source.index;
    const bool anotherScope = made.scope != m_shown || m_ladder.bands.empty();
    const Landmark here = landmark();
    const LadderPlace placeBefore = m_place;
    const auto lanesBefore = std::pair(m_lanes, m_hidden);
    const Ladder before = std::exchange(m_ladder, Ladder{});
    if (anotherIndex)
        takeIndex(made);
    takeBands(std::move(made));
    unfoldFew(before, anotherScope);
    m_place = placeOf(here);
    m_hover = {};
    if (anotherIndex)
        Q_EMIT indexChanged();
    Q_EMIT scopeChanged();
    if (anotherIndex || std::pair(m_lanes, m_hidden) != lanesBefore)
        Q_EMIT lanesChanged();
    if (anotherIndex || m_place != placeBefore)
        Q_EMIT placeChanged();
    Q_EMIT hoverChanged();
    if (m_place.isNowhere())
        m_followedFrame = 0;
    followSelection();
}

/// What the former index numbered is found in the new one.
void LadderModel::takeIndex(const Made& made)
{
    const std::shared_ptr<const LadderIndex> old = std::exchange(m_source.index, made.index);
    m_source.document = made.document;
    const LadderIndex& index = *m_source.index;
    if (old) {
        std::unordered_map<std::uint64_t, LaneId> lanes;
        const auto nameOf = [](const Lane& lane) {
            return std::uint64_t{lane.stream} << 1U | (lane.kind == Lane::Kind::Broker ? 1U : 0U);
        };
        for (LaneId lane = 0; lane < index.lanes().size(); ++lane)
            lanes.emplace(nameOf(index.lanes()[lane]), lane);
        m_order.renumber([&](LaneId lane) {
            const auto found = lanes.find(nameOf(old->lanes()[lane]));
            return found != lanes.end() ? found->second : kNone;
        });
    }
    // A band may have become part of another one.
    const auto nowOf = [&](std::uint32_t message) {
        const std::uint32_t band = message != kNone ? index.bandOf(message) : kNone;
        return band != kNone ? index.records()[band].message : kNone;
    };
    for (std::uint32_t& message : m_unfolded)
        message = nowOf(message);
    m_unfolded.erase(std::remove(m_unfolded.begin(), m_unfolded.end(), kNone), m_unfolded.end());
    m_peeked = nowOf(m_peeked);
}

void LadderModel::takeBands(Made made)
{
    m_shown = made.scope;
    m_filter = m_shown.filter.toStdString();
    m_ladder = std::move(made.ladder);
    ++m_bandsNumber;
    arrangeLanes();
}

/// Of a few bands all are unfolded, once; of more those of messages, if these are few.
void LadderModel::unfoldFew(const Ladder& before, bool anotherScope)
{
    std::vector<std::uint32_t> few;
    for (const std::uint32_t band : m_ladder.bands) {
        if (m_ladder.bands.size() <= kUnfoldedAtFirst ||
            m_source.index->records()[band].kind == analysis::ladder::BandKind::Message)
            few.push_back(band);
        if (few.size() > kUnfoldedAtFirst)
            return;
    }
    for (const std::uint32_t band : few) {
        if (anotherScope || std::find(before.bands.begin(), before.bands.end(), band) == before.bands.end())
            unfold(band);
    }
}

std::optional<std::size_t> LadderModel::placeOf(std::uint32_t band) const
{
    const auto found = std::lower_bound(m_ladder.bands.begin(), m_ladder.bands.end(), band);
    if (found == m_ladder.bands.end() || *found != band)
        return std::nullopt;
    return static_cast<std::size_t>(found - m_ladder.bands.begin());
}

std::uint32_t LadderModel::messageOf(std::uint32_t band) const
{
    return m_source.index && band < m_source.index->size() ? m_source.index->records()[band].message : kNone;
}

bool LadderModel::isBroker(LaneId lane) const
{
    return m_source.index && lane < m_source.index->lanes().size() &&
           m_source.index->lanes()[lane].kind == Lane::Kind::Broker;
}

/// Rows come and go with the lanes: words are cut anew.
void LadderModel::arrangeLanes()
{
    LaneOrder::Arranged arranged = m_order.arrange(m_ladder.lanes);
    m_lanes = std::move(arranged.shown);
    m_hidden = std::move(arranged.hidden);
    m_hasColumn = {m_lanes.begin(), m_lanes.end()};
    forgetContents();
}

void LadderModel::lanesMoved()
{
    const Landmark here = landmark();
    const LadderPlace before = m_place;
    arrangeLanes();
    m_place = placeOf(here);
    m_hover = {};
    Q_EMIT lanesChanged();
    if (m_place != before)
        Q_EMIT placeChanged();
    Q_EMIT hoverChanged();
}

void LadderModel::moveLane(LaneId lane, std::size_t to)
{
    const auto found = std::find(m_lanes.begin(), m_lanes.end(), lane);
    if (found == m_lanes.end())
        return;
    std::vector<LaneId> wanted = m_lanes;
    wanted.erase(wanted.begin() + (found - m_lanes.begin()));
    wanted.insert(wanted.begin() + static_cast<std::ptrdiff_t>(std::min(to, wanted.size())), lane);
    if (wanted == m_lanes)
        return;
    m_order.setOrder(wanted);
    lanesMoved();
}

void LadderModel::setLaneHidden(LaneId lane, bool hidden)
{
    const std::vector<LaneId>& among = hidden ? m_lanes : m_hidden;
    if (std::find(among.begin(), among.end(), lane) == among.end() || (hidden && m_lanes.size() == 1))
        return;
    m_order.setHidden(lane, hidden);
    lanesMoved();
}

void LadderModel::resetLanes()
{
    m_order.clear();
    lanesMoved();
}

bool LadderModel::isFolded(std::uint32_t band) const
{
    return std::find(m_unfolded.begin(), m_unfolded.end(), messageOf(band)) == m_unfolded.end();
}

std::vector<std::uint32_t> LadderModel::unfoldedBands() const
{
    std::vector<std::uint32_t> bands;
    for (const std::uint32_t message : m_unfolded) {
        const std::uint32_t band = m_source.index->bandOf(message);
        if (placeOf(band))
            bands.push_back(band);
    }
    std::sort(bands.begin(), bands.end());
    return bands;
}

/// Whether anything changed. The one that was unfolded first is folded if there are too many.
bool LadderModel::unfold(std::uint32_t band)
{
    const std::uint32_t message = messageOf(band);
    if (message == kNone || !isFolded(band))
        return false;
    if (m_unfolded.size() >= kMostUnfolded)
        m_unfolded.erase(m_unfolded.begin() + (m_unfolded.front() == messageOf(m_place.band) ? 1 : 0));
    m_unfolded.push_back(message);
    return true;
}

bool LadderModel::fold(std::uint32_t band)
{
    const auto found = std::find(m_unfolded.begin(), m_unfolded.end(), messageOf(band));
    if (found == m_unfolded.end())
        return false;
    m_unfolded.erase(found);
    return true;
}

// Who folds the band that he reads stands on its bar.
void LadderModel::setFolded(std::uint32_t band, bool folded)
{
    if (!placeOf(band))
        return;
    if (messageOf(band) == m_peeked)
        m_peeked = kNone;
    if (!(folded ? fold(band) : unfold(band)))
        return;
    Q_EMIT foldsChanged();
    if (folded && m_place.band == band)
        become({band, std::nullopt});
}

void LadderModel::unfoldAll()
{
    const std::size_t count = std::min(m_ladder.bands.size(), kMostUnfolded);
    const std::size_t current = placeOf(m_place.band).value_or(0);
    const std::size_t first = std::min(current, m_ladder.bands.size() - count);
    m_unfolded.clear();
    m_peeked = kNone;
    for (std::size_t i = first; i < first + count; ++i)
        m_unfolded.push_back(messageOf(m_ladder.bands[i]));
    Q_EMIT foldsChanged();
}

void LadderModel::foldAll()
{
    m_unfolded.clear();
    m_peeked = kNone;
    Q_EMIT foldsChanged();
    if (!m_place.isNowhere())
        become({m_place.band, std::nullopt});
}

LadderArrangement LadderModel::rememberedArrangement() const
{
    const QSettings& settings = m_workspace->settings();
    return {settings.value(kToScale, false).toBool(), settings.value(kSegments, false).toBool()};
}

void LadderModel::setArrangement(const LadderArrangement& arrangement)
{
    if (arrangement == m_arrangement)
        return;
    m_arrangement = arrangement;
    m_workspace->settings().setValue(kToScale, arrangement.toScale);
    m_workspace->settings().setValue(kSegments, arrangement.segments);
    Q_EMIT arrangementChanged();
}

bool LadderModel::isShown(const Row& row) const
{
    const auto hasColumn = [this](LaneId lane) { return lane == kNone || m_hasColumn.count(lane) != 0; };
    return hasColumn(row.from) && hasColumn(row.to);
}

void LadderModel::forgetContents()
{
    m_contents.clear();
    m_bars.clear();
}

const LadderContent& LadderModel::content(std::uint32_t band) const
{
    if (const LadderContent* known = m_contents.find(band))
        return *known;
    LadderContent& content = m_contents.insert(band, ladderContent(m_source, indexScope(), band));
    std::vector<bool> kept;
    for (const Row& row : content.band.rows)
        kept.push_back(isShown(row));
    keepRows(content, kept);
    return content;
}

const LadderContent& LadderModel::bar(std::uint32_t band) const
{
    if (const LadderContent* known = m_contents.find(band))
        return *known;
    if (const LadderContent* known = m_bars.find(band))
        return *known;
    return m_bars.insert(band, ladderContent(m_source, indexScope(), band, LadderDetail::Bar));
}

void LadderModel::retranslate()
{
    forgetContents();
    Q_EMIT contentChanged();
}

} // namespace mqttscope::ui
