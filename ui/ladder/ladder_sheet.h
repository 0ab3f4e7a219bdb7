// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_heights.h"
#include "ui/ladder/ladder_layout.h"
#include "ui/ladder/ladder_model.h"
#include "ui/ladder/recent_values.h"

#include <optional>
#include <vector>

namespace mqttscope::ui {

/// The bands of a ladder below each other, on a sheet as high as it takes. A band is laid out when somebody
/// asks for it; until then its height is a guess. Lengths are whole pixels.
class LadderSheet {
public:
    /// Bands that stay laid out.
    static constexpr std::size_t kKeptPictures = 256;

    /// The model must outlive the sheet.
    explicit LadderSheet(const LadderModel& model);

    /// Other fonts, colours or sizes, or another width: everything is laid out anew.
    void setLook(LadderLook look, int width);
    [[nodiscard]] const std::optional<LadderLook>& look() const { return m_look; }
    void reset();
    /// Bands were folded or unfolded.
    void refold();

    [[nodiscard]] std::size_t count() const { return m_heights.count(); }
    [[nodiscard]] int height(std::size_t index) const { return m_heights.height(index); }
    [[nodiscard]] std::int64_t top(std::size_t index) const { return m_heights.top(index); }
    [[nodiscard]] std::int64_t total() const { return m_heights.total(); }
    /// Place in the ladder of the band at a y. There must be one.
    [[nodiscard]] std::size_t at(std::int64_t y) const { return m_heights.at(y); }

    /// Lays a band out, by its place in the ladder; its height is right from then on. Valid until the next
    /// call for another one. There must be a look.
    const BandPicture& picture(std::size_t index);
    /// How often a band was laid out so far: for those who check that few are.
    [[nodiscard]] std::size_t layouts() const { return m_layouts; }

    /// Whether all lanes fit: then bands have no heads of their own.
    [[nodiscard]] bool hasCommonHeads() const { return m_common; }
    /// The lanes of the whole ladder, if they fit.
    [[nodiscard]] const LadderColumns& columns() const { return m_columns; }

private:
    void placeLanes();
    void guessHeights();
    [[nodiscard]] int guess(std::uint32_t band) const;
    [[nodiscard]] LadderColumns columnsOf(const LadderContent& content) const;

    const LadderModel* m_model;
    std::optional<LadderLook> m_look;
    int m_width = 0;
    LadderColumns m_columns;
    bool m_common = true;
    LadderHeights m_heights;
    std::vector<std::uint32_t> m_unfolded;               ///< bands, ascending
    RecentValues<BandPicture> m_pictures{kKeptPictures}; ///< by band
    std::size_t m_layouts = 0;
};

} // namespace mqttscope::ui
