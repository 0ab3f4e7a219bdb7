// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder_scope.h"
#include "ui/ladder/ladder_content.h"
#include "ui/ladder/ladder_look.h"
#include "ui/ladder/lane_order.h"
#include "ui/ladder/recent_values.h"
#include "ui/models/capture_watcher.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace mqttscope::ui {

class Workspace;

/// Which part of a capture a ladder shows. As analysis::ladder::Scope, with text of its own.
struct LadderScope {
    analysis::ladder::Scope::Kind kind = analysis::ladder::Scope::Kind::All;
    std::uint32_t number = analysis::ladder::kNone;
    std::uint32_t last = analysis::ladder::kNone;
    QString filter;

    friend bool operator==(const LadderScope&, const LadderScope&) = default;
};

/// A place in a ladder: a band, by its number in the index, and a row of it, or its bar.
struct LadderPlace {
    std::uint32_t band = analysis::ladder::kNone;
    std::optional<std::uint32_t> row; ///< none: the bar

    [[nodiscard]] bool isNowhere() const { return band == analysis::ladder::kNone; }
    friend bool operator==(const LadderPlace&, const LadderPlace&) = default;
};

/// What a ladder shows and where its reader stands: scope, order of the lanes, folded bands, current row. Its
/// place is a view of the one selection: each step selects the packet, and a packet selected elsewhere is
/// where the ladder stands. The index is made on the query thread. The GUI thread only.
class LadderModel : public QObject {
    Q_OBJECT
public:
    /// Bands that are unfolded at first when the scope has no more, or no more that are messages.
    static constexpr std::size_t kUnfoldedAtFirst = 3;
    /// Most bands that are unfolded at once.
    static constexpr std::size_t kMostUnfolded = 1000;
    /// Bands whose words are kept.
    static constexpr std::size_t kKeptContents = 256;

    /// The workspace must outlive the model.
    explicit LadderModel(Workspace& workspace, QObject* parent = nullptr);
    ~LadderModel() override;

    /// Whether somebody sees it: only then the index is made and follows the capture.
    void setActive(bool active);
    /// Whether the index of what is there is being made.
    [[nodiscard]] bool isBusy() const;
    /// Document, index and words; the index is null until it is made.
    [[nodiscard]] const LadderSource& source() const { return m_source; }

    /// One exchange or story is there at once; what must be searched for is there when scopeChanged says so.
    void setScope(const LadderScope& scope);
    /// That was asked for last.
    [[nodiscard]] const LadderScope& scope() const { return m_scope; }
    /// That of ladder(), for those who ask the index; its text lives as long as the scope stays.
    [[nodiscard]] analysis::ladder::Scope indexScope() const;
    /// The bands of the scope, ascending, and its lanes in their usual order.
    [[nodiscard]] const analysis::ladder::Ladder& ladder() const { return m_ladder; }
    /// Another number with other bands: who keeps something about them can see that it is out of date.
    [[nodiscard]] std::uint64_t bandsNumber() const { return m_bandsNumber; }
    /// Place of a band in ladder().bands; none if the scope does not have it.
    [[nodiscard]] std::optional<std::size_t> placeOf(std::uint32_t band) const;

    /// The lanes shown, in the order of the user; and those hidden.
    [[nodiscard]] const std::vector<analysis::ladder::LaneId>& lanes() const { return m_lanes; }
    [[nodiscard]] const std::vector<analysis::ladder::LaneId>& hiddenLanes() const { return m_hidden; }
    [[nodiscard]] bool isBroker(analysis::ladder::LaneId lane) const;
    /// Puts a lane at another place among those shown.
    void moveLane(analysis::ladder::LaneId lane, std::size_t to);
    /// Rows from or to a lane that is hidden are left out. The last lane is never hidden.
    void setLaneHidden(analysis::ladder::LaneId lane, bool hidden);
    /// The usual order, and all of them.
    void resetLanes();

    [[nodiscard]] bool isFolded(std::uint32_t band) const;
    /// The bands that are not, ascending.
    [[nodiscard]] std::vector<std::uint32_t> unfoldedBands() const;
    void setFolded(std::uint32_t band, bool folded);
    /// At most kMostUnfolded, from the current band on.
    void unfoldAll();
    void foldAll();

    /// How it is arranged; remembered in the settings.
    [[nodiscard]] const LadderArrangement& arrangement() const { return m_arrangement; }
    void setArrangement(const LadderArrangement& arrangement);

    /// A band in words, with the rows that are shown: places count these. Left out are those of hidden lanes.
    /// `band` is one of the ladder. Valid until the next call for another band.
    [[nodiscard]] const LadderContent& content(std::uint32_t band) const;
    /// The same for those who want its bar alone: its rows are not put into words, nor is its story.
    [[nodiscard]] const LadderContent& bar(std::uint32_t band) const;

    [[nodiscard]] const LadderPlace& place() const { return m_place; }
    /// Goes to a row or a bar; a row unfolds its band and selects its packet, a bar selects the first packet
    /// of its band. What the ladder does not have changes nothing.
    void goTo(const LadderPlace& place);
    /// To the band of a message, unfolded, at its row. False if the scope does not have it.
    bool goToMessage(std::uint32_t message);
    /// To the next row or bar (1), or the previous one (-1). False at the end.
    bool step(int direction);
    /// To the bar of the next band, or the previous one.
    bool stepBand(int direction);
    /// To the bar of the next band in which something went otherwise than it should (BandFlags without
    /// kHasRetained), or the previous one.
    bool stepRemarkable(int direction);

    /// What the mouse points at, here or in another view.
    [[nodiscard]] const LadderPlace& hover() const { return m_hover; }
    void setHover(const LadderPlace& hover);

    /// The language is another: words are made anew.
    void retranslate();

Q_SIGNALS:
    /// Another index, or none: everything else is new. scopeChanged, lanesChanged, placeChanged follow.
    void indexChanged();
    void scopeChanged();
    void lanesChanged();
    void foldsChanged();
    void arrangementChanged();
    void placeChanged();
    void hoverChanged();
    /// The words are others.
    void contentChanged();
    void busyChanged();

private:
    enum Question { Index = 1, Bands = 2 };
    /// What a job makes.
    struct Made {
        std::shared_ptr<const analysis::Document> document;
        std::shared_ptr<const analysis::ladder::LadderIndex> index; ///< null: the job was stopped
        LadderScope scope;
        analysis::ladder::Ladder ladder;
    };
    /// A place by what stands there: it outlives the index that numbered it.
    struct Landmark {
        std::uint32_t message = analysis::ladder::kNone; ///< the packet that begins the band
        std::optional<analysis::ladder::Row> row;
    };

    void askIndex();
    void askBands(std::shared_ptr<const analysis::Document> document,
                  std::shared_ptr<const analysis::ladder::LadderIndex> index);
    void take(Made made);
    void takeIndex(const Made& made);
    void takeBands(Made made);
    void unfoldFew(const analysis::ladder::Ladder& before, bool anotherScope);
    void arrangeLanes();
    void lanesMoved();
    void clear();
    void reportBusy();

    [[nodiscard]] std::uint32_t messageOf(std::uint32_t band) const;
    [[nodiscard]] bool isShown(const analysis::ladder::Row& row) const;
    void forgetContents();
    [[nodiscard]] LadderArrangement rememberedArrangement() const;
    bool unfold(std::uint32_t band);
    bool fold(std::uint32_t band);

    [[nodiscard]] Landmark landmark() const;
    [[nodiscard]] LadderPlace placeOf(const Landmark& landmark) const;
    [[nodiscard]] std::optional<std::uint32_t> rowOf(std::uint32_t band, std::uint32_t message) const;
    [[nodiscard]] LadderPlace placeOfMessage(std::uint32_t message) const;
    void become(const LadderPlace& place);
    void select(const LadderPlace& place);
    void followSelection();
    void followHover();
    void shareHover();
    [[nodiscard]] std::uint32_t selectedMessage() const;
    [[nodiscard]] std::uint32_t rowCount(std::uint32_t band) const;

    Workspace* m_workspace;
    CaptureWatcher m_watcher;
    LadderSource m_source;
    LadderScope m_scope;  ///< that was asked for last
    LadderScope m_shown;  ///< of m_ladder
    std::string m_filter; ///< text of m_shown
    analysis::ladder::Ladder m_ladder;
    std::uint64_t m_bandsNumber = 0;
    LaneOrder m_order;
    std::vector<analysis::ladder::LaneId> m_lanes;
    std::vector<analysis::ladder::LaneId> m_hidden;
    std::unordered_set<analysis::ladder::LaneId> m_hasColumn; ///< m_lanes
    std::vector<std::uint32_t> m_unfolded; ///< by the packets that begin them, the earliest unfolded first
    std::uint32_t m_peeked = analysis::ladder::kNone; ///< of these the one that only a selection unfolded
    LadderArrangement m_arrangement;
    LadderPlace m_place;
    LadderPlace m_hover;
    mutable RecentValues<LadderContent> m_contents{kKeptContents}; ///< by band
    mutable RecentValues<LadderContent> m_bars{kKeptContents};     ///< likewise, without words of rows
    std::uint32_t m_followedFrame = 0; ///< what was selected when the place last followed
    std::uint32_t m_followedMessage = analysis::ladder::kNone;
    bool m_selecting = false; ///< it is the ladder that changes the selection
    bool m_sharing = false;   ///< likewise the hover
    bool m_active = false;
    bool m_busy = false; ///< as it was last said
};

} // namespace mqttscope::ui
