// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_status.h"

#include "analysis/ladder/ladder_words.h"
#include "teach/vocabulary.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using analysis::ladder::Band;
using analysis::ladder::LaneId;
using analysis::ladder::RowKind;

constexpr qsizetype kLongestName = 24;
constexpr std::size_t kMostReceivers = 3;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LadderStatus)
};

/// "PUBLISH id 1": the packet of the row, else the one that begins the band.
QString packetName(const LadderModel& model, const Band& band)
{
    const auto& row = model.place().row;
    for (std::size_t i = row.value_or(0); i < band.rows.size(); ++i) {
        if (band.rows[i].kind != RowKind::Packet) {
            if (row)
                break;
            continue;
        }
        const LadderSource& source = model.source();
        const auto label = analysis::ladder::packetLabel(*source.document, *source.index, band.rows[i]);
        return text(label.id.empty() ? label.type : label.type + ' ' + label.id);
    }
    return {};
}

/// "capteur-1 → broker → tablette": along the hops.
QString wayOf(const LadderModel& model, const Band& band)
{
    if (band.hops.empty())
        return {};
    const LadderSource& source = model.source();
    const auto name = [&](LaneId lane) {
        return wireText(analysis::ladder::laneName(*source.index, lane, *source.words), kLongestName);
    };
    QStringList way{name(band.hops.front().from), name(band.hops.front().to)};
    std::vector<LaneId> receivers;
    for (const analysis::ladder::Hop& hop : band.hops) {
        const bool goesOn = hop.from == band.hops.front().to && hop.to != band.hops.front().from;
        if (goesOn && std::find(receivers.begin(), receivers.end(), hop.to) == receivers.end())
            receivers.push_back(hop.to);
    }
    QStringList names;
    for (const LaneId lane : receivers) {
        if (static_cast<std::size_t>(names.size()) == kMostReceivers) {
            names += QStringLiteral("…");
            break;
        }
        names += name(lane);
    }
    if (!names.isEmpty())
        way += names.join(QStringLiteral(", "));
    return way.join(QStringLiteral(" → "));
}

} // namespace

QStringList ladderPath(const LadderModel& model)
{
    const LadderPlace& place = model.place();
    if (place.isNowhere() || !model.placeOf(place.band))
        return {};
    const Band& band = model.content(place.band).band;
    //: one exchange of a ladder; %1 its number
    QStringList path{Words::tr("Exchange %1").arg(QLocale().toString(place.band + 1))};
    for (const QString& part : {packetName(model, band), wayOf(model, band)}) {
        if (!part.isEmpty())
            path += part;
    }
    return path;
}

QString ladderRemark(const LadderModel& model)
{
    const LadderPlace& place = model.place();
    if (place.isNowhere() || !model.placeOf(place.band))
        return {};
    const Band& band = model.content(place.band).band;
    const auto packets = static_cast<int>(
        std::count_if(band.rows.begin(), band.rows.end(), [](const analysis::ladder::Row& row) {
            return row.kind == RowKind::Packet && !row.has(analysis::ladder::kContext);
        }));
    const QString count = Words::tr("%Ln MQTT packet(s)", nullptr, packets);
    const auto hops = static_cast<int>(band.hops.size());
    //: %1 "10 MQTT packets"
    return hops == 0 ? count : Words::tr("%1 over %Ln hop(s)", nullptr, hops).arg(count);
}

} // namespace mqttscope::ui
