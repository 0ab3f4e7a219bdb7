// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_layout.h"
#include "ui/ladder/ladder_model.h"

#include <QAbstractScrollArea>

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
    /// A band laid out as it is shown now.
    [[nodiscard]] const BandPicture& picture(std::uint32_t band) const;
    /// Scrolls as little as it takes to show a place.
    void reveal(const LadderPlace& place);
    /// Whether the lanes of the whole ladder stand at the top; else each band has heads of its own.
    [[nodiscard]] bool hasCommonHeads() const;
    /// A place for people who do not see it: the row in a sentence, or the bar with its verdict.
    [[nodiscard]] QString describe(const LadderPlace& place) const;

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
    const Theme* m_theme;
    LadderModel* m_model;
};

} // namespace mqttscope::ui
