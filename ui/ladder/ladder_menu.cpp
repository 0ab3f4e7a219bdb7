// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_menu.h"

#include "analysis/ladder/ladder_text.h"
#include "teach/vocabulary.h"
#include "ui/filter_use.h"
#include "ui/ladder/ladder_choice.h"
#include "ui/models/text.h"
#include "ui/workspace.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>
#include <set>

namespace mqttscope::ui {
namespace {

using Kind = analysis::ladder::Scope::Kind;
using analysis::ladder::kNone;
using analysis::ladder::LaneId;

constexpr std::size_t kMostParts = 1000; ///< ranges of frames in a filter

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LadderMenu)
};

/// The packet that a place stands for: of a bar the one that begins the band.
std::uint32_t messageAt(const LadderModel& model, const LadderPlace& place)
{
    const analysis::ladder::Band& band = model.content(place.band).band;
    return place.row && *place.row < band.rows.size() ? band.rows[*place.row].message : band.message;
}

void addScopes(QMenu& menu, Workspace& workspace, const LadderModel& model, std::uint32_t message)
{
    const std::pair<Kind, QString> choices[] = {{Kind::Story, Words::tr("This &message over all its hops")},
                                                {Kind::Exchange, Words::tr("This &exchange alone")},
                                                {Kind::Session, Words::tr("This &session")},
                                                {Kind::Stream, Words::tr("This c&onnection")},
                                                {Kind::Topic, Words::tr("This &topic")}};
    for (const auto& [kind, words] : choices) {
        const auto scope = scopeAt(kind, model.source().index->snapshot(), message);
        if (!scope || *scope == model.scope())
            continue;
        QObject::connect(menu.addAction(words), &QAction::triggered, &workspace,
                         [&workspace, scope, message] { workspace.showLadder(*scope, message); });
    }
}

} // namespace

void fillLadderMenu(QMenu& menu, Workspace& workspace, LadderModel& model, const LadderPlace& place)
{
    if (!model.source().index || !model.placeOf(place.band))
        return;
    const std::uint32_t message = messageAt(model, place);
    const auto there = [&](const QString& words, void (Workspace::*look)()) {
        QObject::connect(menu.addAction(words), &QAction::triggered, &workspace, [&workspace, message, look] {
            workspace.goToByte(message, 0);
            (workspace.*look)();
        });
    };
    if (message != kNone) {
        there(Words::tr("Show in the &list"), &Workspace::showList);
        there(Words::tr("Step through this packet &byte by byte"), &Workspace::stepFromHere);
        menu.addSeparator();
        addScopes(menu, workspace, model, message);
        menu.addSeparator();
    }
    if (const QString filter = bandFilter(model, place.band); workspace.canFilter() && !filter.isEmpty())
        addFilterMenu(menu, Words::tr("&Filter on this exchange"), filter, workspace);
    QObject::connect(menu.addAction(Words::tr("&Copy as text")), &QAction::triggered, &workspace,
                     [&workspace, &model, band = place.band] { workspace.copy(bandText(model, band)); });
    menu.addSeparator();
    const bool folded = model.isFolded(place.band);
    QObject::connect(menu.addAction(folded ? Words::tr("&Unfold") : Words::tr("Fol&d")), &QAction::triggered,
                     &model, [&model, place, folded] { model.setFolded(place.band, !folded); });
}

void fillLaneMenu(QMenu& menu, Workspace& workspace, LadderModel& model, LaneId lane)
{
    const auto& lanes = model.lanes();
    const auto found = std::find(lanes.begin(), lanes.end(), lane);
    if (!model.source().index || found == lanes.end())
        return;
    const auto at = static_cast<std::size_t>(found - lanes.begin());
    const auto act = [&](const QString& words, bool enabled, auto what) {
        QAction* action = menu.addAction(words);
        action->setEnabled(enabled);
        QObject::connect(action, &QAction::triggered, &model, what);
    };
    if (!model.isBroker(lane)) {
        const index::Snapshot& snapshot = model.source().index->snapshot();
        std::set<std::uint32_t> sessions; // of all its connections: a clean start begins another one
        for (std::uint32_t stream = 0; stream < snapshot.connectionCount; ++stream) {
            const session::ConnectionFacts* facts = snapshot.sessions.connection(stream);
            if (facts != nullptr && model.source().index->lanes().clientOf(stream) == lane)
                sessions.insert(facts->session);
        }
        const auto show = [&workspace](std::uint32_t session) {
            return [&workspace, session] {
                workspace.showLadder({Kind::Session, session, kNone, {}}, index::kNone);
            };
        };
        if (sessions.size() == 1) {
            act(Words::tr("&Only this client"), true, show(*sessions.begin()));
        } else {
            QMenu* choice = menu.addMenu(Words::tr("&Only this client"));
            for (const std::uint32_t session : sessions) {
                const session::SessionRecord* record = snapshot.sessions.session(session);
                if (record == nullptr)
                    continue;
                QObject::connect(
                    choice->addAction(Words::tr("Session from frame %1 on").arg(record->firstFrame)),
                    &QAction::triggered, &model, show(session));
            }
        }
        menu.addSeparator();
    }
    act(Words::tr("&Hide this lane"), lanes.size() > 1, [&model, lane] { model.setLaneHidden(lane, true); });
    act(Words::tr("Move to the &left"), at > 0, [&model, lane, at] { model.moveLane(lane, at - 1); });
    act(Words::tr("Move to the &right"), at + 1 < lanes.size(),
        [&model, lane, at] { model.moveLane(lane, at + 1); });
    menu.addSeparator();
    act(Words::tr("&Usual order, all lanes"), true, [&model] { model.resetLanes(); });
}

QString bandFilter(const LadderModel& model, std::uint32_t band)
{
    const index::Snapshot& snapshot = model.source().index->snapshot();
    std::set<std::uint32_t> frames;
    model.source().index->forEachMessage(
        band, [&](std::uint32_t message) { frames.insert(snapshot.messages[message].frame); });
    QStringList parts;
    for (auto frame = frames.begin(); frame != frames.end();) {
        const std::uint32_t first = *frame;
        std::uint32_t last = first;
        for (++frame; frame != frames.end() && *frame == last + 1; ++frame)
            last = *frame;
        parts += first == last ? QString::number(first) : QStringLiteral("%1 .. %2").arg(first).arg(last);
        if (static_cast<std::size_t>(parts.size()) > kMostParts)
            return {};
    }
    if (parts.isEmpty())
        return {};
    return parts.size() == 1 && frames.size() == 1
               ? QStringLiteral("frame.number == ") + parts.front()
               : QStringLiteral("frame.number in {%1}").arg(parts.join(QStringLiteral(", ")));
}

QString bandText(const LadderModel& model, std::uint32_t band)
{
    const LadderSource& source = model.source();
    if (!source.index || band >= source.index->size()) // a menu may outlive the capture that it was made for
        return {};
    analysis::ladder::Scope scope = model.indexScope();
    if (scope.kind != Kind::Exchange)
        scope = {Kind::Story, source.index->records()[band].message, kNone, {}};
    analysis::StringOutput out;
    writeLadder(out, *source.document, *source.index, scope, *source.words);
    return text(out.whole());
}

} // namespace mqttscope::ui
