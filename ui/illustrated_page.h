// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/illustrated/illustration.h"
#include "ui/page_flow.h"
#include "ui/page_frame.h"

#include <QString>

#include <cstddef>

class QIODevice;
class QPagedPaintDevice;
class QPaintDevice;

namespace mqttscope::ui {

/// An illustrated packet on paper: the bytes as a figure, below it in two columns what is said of each,
/// legible in black and white.
class IllustratedPage {
public:
    /// Rows on paper; of a packet with more the first ones, and a sentence says so.
    static constexpr std::size_t kMostRows = 5000;

    /// The illustration must outlive the page. `fixedFamily`: font of bytes.
    IllustratedPage(PageHeading heading, const teach::Illustration& illustration, QString fixedFamily)
        : m_heading(std::move(heading)), m_illustration(&illustration), m_fixedFamily(std::move(fixedFamily))
    {
    }

    /// Paints all pages. False if the device cannot be painted on.
    [[nodiscard]] bool paint(QPagedPaintDevice& device) const;
    /// Writes one page as SVG, as wide as A4 between its margins and as long as it has to be. False if the
    /// device takes nothing.
    [[nodiscard]] bool writeSvg(QIODevice& device) const;

private:
    PageHeading m_heading;
    const teach::Illustration* m_illustration;
    QString m_fixedFamily;
};

} // namespace mqttscope::ui
