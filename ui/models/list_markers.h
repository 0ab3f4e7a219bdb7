// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frame_findings.h"

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

class Annotations;
class FrameListModel;

/// A place of the list that is worth a sign beside the scroll bar.
struct ListMarker {
    enum class Kind : std::uint8_t {
        Mark,    ///< people marked a frame
        Warning, ///< something suspect
        Error,   ///< a rule is broken
    };
    int pixel = 0;
    Kind kind = Kind::Mark;
    std::uint32_t frame = 0; ///< the first there of that kind

    friend bool operator==(const ListMarker&, const ListMarker&) = default;
};

/// Where in the list findings and marks are, for a strip of so many pixels. Costs what the strip has pixels,
/// not what the capture has frames.
class ListMarkers {
public:
    /// So many findings are looked up one by one; of more, those that fall on a pixel are searched for.
    static constexpr std::size_t kMaxOneByOne = 4096;
    /// Findings of one pixel that are looked at for one that is shown.
    static constexpr int kMaxTries = 32;

    /// Both must outlive this.
    ListMarkers(const FrameListModel& model, const Annotations* annotations)
        : m_model(&model), m_annotations(annotations)
    {
    }
    void setAnnotations(const Annotations& annotations) { m_annotations = &annotations; }

    /// Ascending.
    void setFindings(std::vector<analysis::FrameFinding> findings);
    [[nodiscard]] const std::vector<analysis::FrameFinding>& findings() const { return m_findings; }

    /// By pixel, then kind; at most one of each kind at a pixel.
    [[nodiscard]] std::vector<ListMarker> at(int pixels) const;

private:
    void addFinding(const analysis::FrameFinding& finding, int pixels,
                    std::vector<ListMarker>& markers) const;
    void addByPixel(int pixels, std::vector<ListMarker>& markers) const;
    [[nodiscard]] int pixelOf(int row, int pixels) const;

    const FrameListModel* m_model;
    const Annotations* m_annotations;
    std::vector<analysis::FrameFinding> m_findings;
};

} // namespace mqttscope::ui
