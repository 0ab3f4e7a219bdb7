// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/ladder/ladder_scope.h"
#include "teach/ladder/story.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace mqttscope::ui {

/// What a row of a ladder says, in the language of the window.
struct LadderRowWords {
    QString time;      ///< of its frame, since the first frame of the capture: "2.310 s"
    QString type;      ///< of a packet: "PUBLISH"
    QString firstByte; ///< likewise: "0x32"
    QString value;     ///< likewise: the application message in quotes, filters, a code that says no
    QStringList bits;  ///< likewise: "Clean Session 0", "RETAIN"; DUP stands in `badge`
    QString badge;     ///< "DUP 1", "DUP 0" where it matters; else empty
    QString event;     ///< of everything else: "connection cut"
    QStringList notes; ///< what is remarkable, the most important first
    QString roundTrip; ///< "0.82 ms"; empty if there is none
    int number = 0;    ///< of the first sentence of the story that speaks of it, from 1; 0: none does
};

/// What stands in the box of a receiver's application.
struct LadderDelivery {
    std::uint32_t row = 0;
    QString word;    ///< "delivered", "duplicate"
    QString value;   ///< "niveau = 42"
    QString payload; ///< "42": where there is no room for more
    int times = 1;   ///< which time by then
    bool duplicate = false;
};

/// The verdict in the bar of a band.
struct LadderVerdict {
    QString text; ///< "expected at least 1, received 2: duplicate"; of several receivers the worst
    QString more; ///< of every receiver, a line each; for the tool tip
    analysis::ladder::Verdict verdict = analysis::ladder::Verdict::Fine;
    bool shown = false; ///< there is one
};

/// A band in words: what its bar says, and, if it was unfolded, what each of its rows says.
struct LadderContent {
    analysis::ladder::Band band;
    QString chip;    ///< "QoS 1", "CONNECT"
    QString promise; ///< "at least once"; empty if there is none
    QString title;   ///< "pompe/niveau = "42""
    QString summary; ///< of a folded band: "2 packets, 1 hop"
    LadderVerdict verdict;
    std::vector<LadderRowWords> rows; ///< as in the band
    std::vector<LadderDelivery> deliveries;
    std::vector<teach::StorySentence> story;
};

/// What the words of a ladder are made of. All must outlive whoever keeps it.
struct LadderSource {
    std::shared_ptr<const analysis::Document> document;
    std::shared_ptr<const analysis::ladder::LadderIndex> index;
    const teach::Vocabulary* words = nullptr;
};

/// How much is put into words.
enum class LadderDetail : std::uint8_t {
    Bar, ///< what the bar of a folded band shows
    Rows ///< rows, deliveries and story too
};

/// A band as a scope shows it, in words. Reads the packets: for bands that somebody looks at.
[[nodiscard]] LadderContent ladderContent(const LadderSource& source, const analysis::ladder::Scope& scope,
                                          std::uint32_t band, LadderDetail detail = LadderDetail::Rows);

/// The words of a band that is at hand.
[[nodiscard]] LadderContent ladderContent(const LadderSource& source, analysis::ladder::Band band,
                                          LadderDetail detail = LadderDetail::Rows);

/// What a lane is called, and below it what it does: "publishes", "receives, then distributes",
/// "subscribed, granted QoS 2", as far as the band shows it.
struct LadderLaneWords {
    QString name;
    QString role;
    QString icon; ///< of the icon set: "ui-sensor"
};
/// `content`: the band whose head it is; null: the head of the whole ladder.
[[nodiscard]] LadderLaneWords laneWords(const LadderSource& source, analysis::ladder::LaneId lane,
                                        const LadderContent* content);

} // namespace mqttscope::ui
