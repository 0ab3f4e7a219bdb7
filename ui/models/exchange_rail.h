// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace mqttscope::ui {

class FrameListModel;

/// What the rail draws at one row: the dot of a packet and the lines that join it to others of its exchange.
struct RailCell {
    /// A line from the middle of the row to its edge.
    enum class Line : std::uint8_t {
        None,
        Thin, ///< other rows come between
        Full, ///< the row at that side belongs to the same exchange
    };
    bool dot = false;      ///< the frame belongs to an exchange of several packets
    bool selected = false; ///< to that of the selected frame
    bool current = false;  ///< it is the selected frame
    Line up = Line::None;
    Line down = Line::None;
    bool passed = false;         ///< a line goes through without stopping here
    bool passedSelected = false; ///< that of the selected exchange

    friend bool operator==(const RailCell&, const RailCell&) = default;
};

/// The rail of the frame list: which rows belong together. A row costs the same in any capture: it looks at a
/// few rows around it. Only of the selected exchange the whole extent is known.
class ExchangeRail {
public:
    /// Rows without an exchange that a line of an exchange that is not selected bridges.
    static constexpr int kMaxBridge = 12;
    /// Exchanges of one frame that are looked at.
    static constexpr std::size_t kMaxStories = 8;

    /// The model must outlive the rail.
    explicit ExchangeRail(const FrameListModel& model) : m_model(&model) {}

    /// The exchange of this frame is the selected one; again when more is known or other rows are shown.
    void select(std::uint32_t frame);
    [[nodiscard]] RailCell cell(int row) const;
    /// Place of a frame in the selected exchange from 1, and how many frames it has; {0, n} if it has none.
    [[nodiscard]] std::pair<std::size_t, std::size_t> placeOf(std::uint32_t frame) const;

private:
    /// The exchanges of a frame that have several packets; the rest is kNone.
    using Stories = std::array<std::uint32_t, kMaxStories>;
    [[nodiscard]] Stories storiesOf(std::uint32_t frame) const;
    [[nodiscard]] Stories storiesOfRow(int row) const;
    [[nodiscard]] bool isSelected(const Stories& stories) const;
    /// The nearest row with an exchange in a direction (1 or -1), over at most kMaxBridge rows.
    [[nodiscard]] Stories nearestStories(int row, int step, bool& adjacent) const;
    [[nodiscard]] RailCell::Line lineTo(const Stories& stories, int row, int step) const;
    [[nodiscard]] bool inOrder(int row) const;
    void joinSelected(int row, std::uint32_t frame, RailCell& cell) const;

    const FrameListModel* m_model;
    std::uint32_t m_frame = 0;
    std::uint32_t m_story = UINT32_MAX;
    std::vector<std::uint32_t> m_frames; ///< of the selected exchange, shown or not
    std::uint32_t m_first = 0;           ///< of them the first and last that are shown
    std::uint32_t m_last = 0;
};

} // namespace mqttscope::ui
