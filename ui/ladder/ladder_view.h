// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_model.h"
#include "ui/ladder/ladder_painter.h"
#include "ui/ladder/ladder_scene.h"

#include <QAbstractScrollArea>

#include <vector>

namespace mqttscope::ui {

class Theme;

/// The ladder: bands below each other, heads of the lanes above them. Lays out and paints only what can be
/// seen, so that a hundred thousand exchanges cost no more than a screen. It has no place of its own: it
/// shows the model's and asks the model for another.
class LadderView : public QAbstractScrollArea {
    Q_OBJECT
public:
    /// Both must outlive the view.
    LadderView(const Theme& theme, LadderModel& model, QWidget* parent = nullptr);
    ~LadderView() override;
    LadderView(const LadderView&) = delete;
    LadderView& operator=(const LadderView&) = delete;
    LadderView(LadderView&&) = delete;
    LadderView& operator=(LadderView&&) = delete;

    /// While a band is played: rows behind the current one are not painted, and its packet has gone so much
    /// of its way. 1 and not playing: everything.
    void setPlaying(bool playing, double progress);

    /// Where a place stands in the viewport, seen or not; empty if the ladder does not show it.
    [[nodiscard]] QRect rectOf(const LadderPlace& place) const;
    /// What is at a point of the viewport.
    [[nodiscard]] LadderPlace placeAt(QPoint point) const;
    /// The places in sight, from top to bottom.
    [[nodiscard]] std::vector<LadderPlace> placesInSight() const;
    /// The head of a lane at a point of the viewport; kNone if there is none.
    [[nodiscard]] analysis::ladder::LaneId laneAt(QPoint point) const;
    /// Where the head of a lane stands in the viewport: the one at the top; empty if there is none.
    [[nodiscard]] QRect headOf(analysis::ladder::LaneId lane) const;
    /// A band of the ladder, laid out as it is shown now.
    [[nodiscard]] const BandPicture& picture(std::uint32_t band) const;
    /// Scrolls as little as it takes to show a place.
    void reveal(const LadderPlace& place);
    /// Whether the lanes of the whole ladder stand at the top; else each band has heads of its own.
    [[nodiscard]] bool hasCommonHeads() const;
    /// A place for people who do not see it: the row in a sentence, or the bar with its verdict.
    [[nodiscard]] QString describe(const LadderPlace& place) const;

    /// What there is to say about a point of the viewport, for a tool tip; empty if there is nothing.
    [[nodiscard]] QString tipAt(QPoint point) const;
    /// Unfolds a band, or folds it.
    void toggle(std::uint32_t band);
    /// How often a band was laid out so far.
    [[nodiscard]] std::size_t layouts() const { return m_scene.layouts(); }
    [[nodiscard]] const LadderModel& model() const { return *m_model; }
    /// Goes to a place, as a click would.
    void choose(const LadderPlace& place);

    void retranslate();

Q_SIGNALS:
    /// The menu key or the right button, at a place: the page knows what can be done there.
    void menuRequested(const mqttscope::ui::LadderPlace& place, QPoint global);
    /// Likewise on the head of a lane.
    void laneMenuRequested(std::uint32_t lane, QPoint global);
    /// Enter or a double click on a packet: to be looked at byte by byte.
    void opened(const mqttscope::ui::LadderPlace& place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// The head of a lane: whose heads it is one of, and where it stands in the viewport.
    struct HeadPlace {
        analysis::ladder::LaneId lane = analysis::ladder::kNone;
        std::uint32_t band = analysis::ladder::kNone; ///< kNone: of the whole ladder
        QRect rect;
    };
    /// The head of a lane that is being dragged.
    struct Drag {
        analysis::ladder::LaneId lane = analysis::ladder::kNone;
        std::uint32_t band = analysis::ladder::kNone; ///< as HeadPlace
        QPoint from;
        bool moving = false;
        std::size_t to = 0; ///< among the lanes shown
        QRect mark;         ///< where it would stand
    };

    void connectModel();
    void showLook();
    void showBands();
    void showPlace();
    void changed();
    void placeBars();
    void announce();

    void paintBands(QPainter& painter, const QRect& clip) const;
    void paintHeadsOf(QPainter& painter) const;
    void paintDrag(QPainter& painter) const;
    void paintSentence(QPainter& painter) const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] LadderEmphasis emphasisOf(std::uint32_t band) const;

    [[nodiscard]] HeadPlace headAt(QPoint point) const;
    void dragTo(QPoint point);
    void endDrag(bool take);
    void pointAt(QPoint point);
    [[nodiscard]] bool isOnChevron(const LadderPlace& place, QPoint point) const;
    void goTo(const LadderPlace& place);
    void goLeft();
    void goRight();
    bool handleKey(const QKeyEvent& event);

    const Theme* m_theme;
    LadderModel* m_model;
    mutable LadderScene m_scene; ///< lays out what it is asked for
    LadderScope m_scope;         ///< that was shown last
    Drag m_drag;
    bool m_placing = false;    ///< it is the view that moves the scroll bars
    bool m_renumbered = false; ///< the next news of the place are those of another index
    bool m_playing = false;
    double m_progress = 1;
};

} // namespace mqttscope::ui
