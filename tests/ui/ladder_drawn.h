// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/vocabulary.h"
#include "ui/ladder/ladder_layout.h"
#include "ui/models/document_session.h"

#include <QTest>

#include <algorithm>
#include <atomic>

namespace mqttscope::test {

/// All bands of a capture, laid out for a view of a width.
struct Drawn {
    teach::Vocabulary words;
    ui::DocumentSession session;
    ui::LadderSource source;
    ui::LadderLook look;
    std::atomic<bool> goOn{false};

    explicit Drawn(const QString& path, const ui::Theme& theme,
                   teach::Language language = teach::Language::English)
        : words(language), look(ui::LadderLook::ofTheme(theme))
    {
        session.open(path);
        if (!QTest::qWaitFor([&] { return session.state() == ui::DocumentSession::State::Ready; }, 30'000))
            qFatal("the file cannot be read");
        source = {session.document(), analysis::ladder::LadderIndex::build(session.snapshot(), goOn), &words};
    }
    [[nodiscard]] std::size_t bands() const { return source.index->size(); }
    /// The lanes of a band, in the order of the whole ladder.
    [[nodiscard]] ui::LadderColumns columns(std::uint32_t band, double width = 1080) const
    {
        std::vector<analysis::ladder::LaneId> lanes;
        const analysis::ladder::Band told = source.index->band(band);
        for (const analysis::ladder::LaneId lane :
             analysis::ladder::ladderOf(*source.index, {}, goOn).lanes) {
            if (std::any_of(told.rows.begin(), told.rows.end(), [&](const analysis::ladder::Row& row) {
                    return row.from == lane || row.to == lane;
                }))
                lanes.push_back(lane);
        }
        return columnsOf(lanes, width);
    }
    [[nodiscard]] ui::LadderColumns columnsOf(const std::vector<analysis::ladder::LaneId>& lanes,
                                              double width = 1080) const
    {
        std::vector<bool> brokers;
        for (const analysis::ladder::LaneId lane : lanes)
            brokers.push_back(source.index->lanes()[lane].kind == analysis::ladder::Lane::Kind::Broker);
        return {lanes, brokers, width, look.unit()};
    }
    [[nodiscard]] ui::LadderContent content(std::uint32_t band) const
    {
        return ui::ladderContent(source, source.index->band(band));
    }
    [[nodiscard]] ui::BandPicture picture(const ui::LadderContent& content,
                                          const ui::LadderArrangement& arrangement = {},
                                          bool folded = false) const
    {
        return ui::layOutBand(source, content, columns(content.band.number), look, arrangement, folded);
    }
    /// The only message of a capture with one.
    [[nodiscard]] std::uint32_t message() const
    {
        for (std::uint32_t i = 0; i < bands(); ++i) {
            if (source.index->records()[i].kind == analysis::ladder::BandKind::Message)
                return i;
        }
        qFatal("no message");
        return 0;
    }
};

} // namespace mqttscope::test
