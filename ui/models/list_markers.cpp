// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/list_markers.h"

#include "ui/models/annotations.h"
#include "ui/models/frame_list_model.h"

#include <algorithm>
#include <tuple>

namespace mqttscope::ui {
namespace {

ListMarker::Kind kindOf(analysis::FrameLevel level)
{
    return level == analysis::FrameLevel::Error ? ListMarker::Kind::Error : ListMarker::Kind::Warning;
}

} // namespace

void ListMarkers::setFindings(std::vector<analysis::FrameFinding> findings)
{
    m_findings = std::move(findings);
}

int ListMarkers::pixelOf(int row, int pixels) const
{
    return static_cast<int>((2 * std::int64_t{row} + 1) * pixels / (2 * std::int64_t{m_model->rowCount()}));
}

void ListMarkers::addFinding(const analysis::FrameFinding& finding, int pixels,
                             std::vector<ListMarker>& markers) const
{
    if (const int row = m_model->rowOfFrame(finding.frame); row >= 0)
        markers.push_back({pixelOf(row, pixels), kindOf(finding.level), finding.frame});
}

// The frames of a pixel are those from its first row to its last, if the rows are in the order of frames.
void ListMarkers::addByPixel(int pixels, std::vector<ListMarker>& markers) const
{
    const std::int64_t rows = m_model->rowCount();
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const auto first = static_cast<int>(rows * pixel / pixels);
        const auto last = static_cast<int>(std::max<std::int64_t>(rows * (pixel + 1) / pixels - 1, first));
        const std::uint32_t from = m_model->frameOfRow(first);
        const std::uint32_t to = m_model->frameOfRow(last);
        auto finding = std::lower_bound(
            m_findings.begin(), m_findings.end(), from,
            [](const analysis::FrameFinding& f, std::uint32_t frame) { return f.frame < frame; });
        for (int tries = 0; tries < kMaxTries && finding != m_findings.end() && finding->frame <= to;
             ++tries) {
            addFinding(*finding, pixels, markers);
            ++finding;
        }
    }
}

std::vector<ListMarker> ListMarkers::at(int pixels) const
{
    std::vector<ListMarker> markers;
    if (pixels <= 0 || m_model->rowCount() == 0)
        return markers;
    if (m_findings.size() <= kMaxOneByOne) {
        for (const analysis::FrameFinding& finding : m_findings)
            addFinding(finding, pixels, markers);
    } else {
        addByPixel(pixels, markers);
    }
    if (m_annotations != nullptr) {
        for (const std::uint32_t frame : m_annotations->marks()) {
            if (const int row = m_model->rowOfFrame(frame); row >= 0)
                markers.push_back({pixelOf(row, pixels), ListMarker::Kind::Mark, frame});
        }
    }
    std::stable_sort(markers.begin(), markers.end(), [](const ListMarker& a, const ListMarker& b) {
        return std::tie(a.pixel, a.kind) < std::tie(b.pixel, b.kind);
    });
    const auto same = [](const ListMarker& a, const ListMarker& b) {
        return a.pixel == b.pixel && a.kind == b.kind;
    };
    markers.erase(std::unique(markers.begin(), markers.end(), same), markers.end());
    return markers;
}

} // namespace mqttscope::ui
