// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/illustrated/illustration.h"
#include "ui/page_flow.h"
#include "ui/paper_text.h"

#include <vector>

namespace mqttscope::ui {

/// The bytes of a section as a figure on paper: boxes in lines over the whole width, above them the parts,
/// below them brackets with the number by which each field is explained. Of very long sections the first
/// bytes. Illustration and style must outlive it and what it makes.
class IllustratedRibbon {
public:
    IllustratedRibbon(const teach::Illustration& illustration, const teach::IllustratedSection& section,
                      const PaperStyle& style, double width);

    /// One block for each line of bytes.
    [[nodiscard]] std::vector<PageBlock> lines() const;
    /// Rows of the section that the figure has no room for.
    [[nodiscard]] std::uint64_t leftOut() const { return m_leftOut; }

private:
    /// A box: a byte, or the bytes that one row sums up.
    struct Box {
        std::uint32_t field = 0; ///< its place in the section
        bool single = true;
        bool faulty = false;
        QString number;
        QString hex;
        QString character;
    };
    /// Boxes of one line that belong together: to a field or to a part.
    struct Run {
        std::size_t first = 0;
        std::size_t count = 0;
        std::uint32_t what = 0; ///< place of the field or part in the section
        bool begins = true;     ///< it does not go on from the line before
        bool ends = true;       ///< it does not go on in the next line
    };
    [[nodiscard]] PageBlock line(std::size_t from, std::size_t to) const;
    [[nodiscard]] std::vector<Run> fieldRuns(std::size_t from, std::size_t to) const;
    [[nodiscard]] std::vector<Run> partRuns(std::size_t from, std::size_t to) const;
    [[nodiscard]] std::uint32_t partOf(std::uint32_t field) const;
    void paintParts(QPainter& painter, const std::vector<Run>& runs, QPointF at, std::size_t from) const;
    void paintBoxes(QPainter& painter, QPointF at, std::size_t from, std::size_t to) const;

    const teach::Illustration* m_illustration;
    const teach::IllustratedSection* m_section;
    const PaperStyle* m_style;
    double m_box = 0; ///< width of a box
    std::size_t m_perLine = 1;
    std::vector<Box> m_boxes;
    std::uint64_t m_leftOut = 0;
};

} // namespace mqttscope::ui
