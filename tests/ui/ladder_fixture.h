// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/window_fixture.h"
#include "ui/ladder/ladder_view.h"
#include "ui/models/document_session.h"
#include "ui/models/selection_model.h"
#include "ui/workspace.h"

#include <QFile>

namespace mqttscope::test {

inline QString ladderSample(const char* name)
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(name);
}
/// A conversation made for ladders.
inline QString ladderCapture(const char* name)
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/data/ladders/") + QLatin1String(name);
}

/// A window with a capture, and a ladder of it that somebody sees. The files and their frames: `mqttscope-cli
/// -z mqtt,ladder` prints them.
struct LadderWindow : Window {
    ui::LadderModel model{window->workspace()};

    explicit LadderWindow(const QString& path, bool active = true)
    {
        if (!open(path))
            qFatal("the capture cannot be read");
        model.setActive(active);
        if (active && !settle())
            qFatal("the ladder is not made");
    }
    /// Waits until the ladder is what was asked for.
    bool settle() const
    {
        return QTest::qWaitFor([this] { return !model.isBusy(); }, 30'000);
    }
    void show(analysis::ladder::Scope::Kind kind, std::uint32_t number = analysis::ladder::kNone,
              std::uint32_t last = analysis::ladder::kNone, const QString& filter = {})
    {
        model.setScope({kind, number, last, filter});
        if (!settle())
            qFatal("the ladder is not made");
    }
    /// The one message of the frame, or the first.
    [[nodiscard]] std::uint32_t messageAt(std::uint32_t frame) const
    {
        std::uint32_t found = analysis::ladder::kNone;
        window->session().snapshot()->forEachMessage(frame, [&](std::uint32_t message) {
            found = message;
            return false;
        });
        return found;
    }
    /// The place of the row that happens at a frame, in the band of the message at `of`; the bar if no row
    /// does.
    [[nodiscard]] ui::LadderPlace at(std::uint32_t frame, std::uint32_t of) const
    {
        const std::uint32_t band = model.source().index->bandOf(messageAt(of));
        const auto& rows = model.content(band).band.rows;
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            if (rows[i].frame == frame && rows[i].kind != analysis::ladder::RowKind::Idle)
                return {band, i};
        }
        return {band, std::nullopt};
    }
    [[nodiscard]] ui::LadderPlace at(std::uint32_t frame) const { return at(frame, frame); }
    [[nodiscard]] ui::LadderPlace bar(std::uint32_t frame) const
    {
        return {model.source().index->bandOf(messageAt(frame)), std::nullopt};
    }
    /// Of a place: "4" for the bar of the fourth band of the index, "4.2" for its third row.
    static QString name(const ui::LadderPlace& place)
    {
        if (place.isNowhere())
            return QStringLiteral("nowhere");
        const QString band = QString::number(place.band + 1);
        return place.row ? band + QLatin1Char('.') + QString::number(*place.row) : band;
    }
    [[nodiscard]] QString here() const { return name(model.place()); }
    /// Frames of the rows of a band, but for idle time.
    [[nodiscard]] QList<std::uint32_t> frames(std::uint32_t band) const
    {
        QList<std::uint32_t> list;
        for (const auto& row : model.content(band).band.rows)
            if (row.kind != analysis::ladder::RowKind::Idle)
                list.append(row.frame);
        return list;
    }
    [[nodiscard]] std::uint32_t selectedFrame() const
    {
        return model.source().document ? const_cast<ui::MainWindow&>(*window).selection().selection().frame
                                       : 0;
    }
    [[nodiscard]] ui::SelectionModel& selection() const { return window->selection(); }
};

} // namespace mqttscope::test
