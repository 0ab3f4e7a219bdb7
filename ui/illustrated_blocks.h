// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/illustrated/illustration.h"
#include "ui/page_flow.h"
#include "ui/paper_text.h"

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

/// Sets the parts of an illustrated packet: what stands above, what is said of each field and byte, what is
/// wrong. The illustration and the style must outlive it and what it makes.
class IllustratedBlocks {
public:
    /// `width` of the page and `column` of a column, in units of the device.
    IllustratedBlocks(const teach::Illustration& illustration, const PaperStyle& style, double width,
                      double column);

    /// Title and facts.
    [[nodiscard]] PageBlock title() const;
    /// The name of a section, where there are several.
    [[nodiscard]] PageBlock sectionHeading(const teach::IllustratedSection& section) const;
    /// The letters of the roles that occur.
    [[nodiscard]] PageBlock legend(const teach::IllustratedSection& section) const;
    /// A field by its number in the figure, from 1.
    [[nodiscard]] PageBlock field(const teach::IllustratedField& field, std::uint32_t number) const;
    /// A row of a field.
    [[nodiscard]] PageBlock byte(const teach::IllustratedField& field, std::uint32_t row) const;
    /// What is wrong, with a heading; empty if nothing is.
    [[nodiscard]] std::vector<PageBlock> issues() const;
    /// A sentence over the whole width.
    [[nodiscard]] PageBlock sentence(const QString& text) const;

private:
    [[nodiscard]] std::vector<PaperText> said(const teach::IllustratedField& field, std::uint32_t row,
                                              const teach::IllustratedByte& byte) const;
    [[nodiscard]] double textWidth() const;

    const teach::Illustration* m_illustration;
    const PaperStyle* m_style;
    double m_width;
    double m_column;
};

} // namespace mqttscope::ui
