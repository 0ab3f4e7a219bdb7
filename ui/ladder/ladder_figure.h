// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_layout.h"
#include "ui/ladder/ladder_pages.h"
#include "ui/ladder/ladder_paper.h"
#include "ui/paper_text.h"

#include <deque>
#include <vector>

// Inside ladder_paper: the blocks of a ladder on one device.
namespace mqttscope::ui {

/// A band in words, as it is painted.
struct PaperBand {
    LadderContent content;
    bool folded = false;
};

/// What is the same on whatever device.
struct PaperContents {
    LadderSource source;
    std::deque<PaperBand> bands;
    std::size_t leftOut = 0; ///< bands for which there was no room
};

/// The blocks of a ladder, laid out for one device; its contents and the device must outlive it.
class LadderFigure {
public:
    /// `width` in units of the device. Lanes that do not fit stand at the top of each band instead.
    LadderFigure(const LadderPaperJob& job, const PaperContents& contents, const QPaintDevice& device,
                 double unit, double width);
    LadderFigure(const LadderFigure&) = delete;
    LadderFigure& operator=(const LadderFigure&) = delete;
    LadderFigure(LadderFigure&&) = delete;
    LadderFigure& operator=(LadderFigure&&) = delete;
    ~LadderFigure() = default;

    [[nodiscard]] const std::vector<LadderBlock>& blocks() const { return m_blocks; }
    /// Height of the heads that stand at the top of each page; 0: bands have heads of their own.
    [[nodiscard]] double headHeight() const;
    void paintHeads(QPainter& painter) const;
    /// As given, or wider if the lanes need more.
    [[nodiscard]] double width() const { return m_width; }
    /// A sentence in a block of its own.
    [[nodiscard]] LadderBlock sentence(const QString& text) const;

private:
    [[nodiscard]] LadderColumns columnsOf(const LadderContent* content) const;
    void addBand(const PaperBand& band);
    void addStory(const LadderContent& content);
    [[nodiscard]] PaperText setSentence(const teach::StorySentence& sentence, double width) const;
    void addEnd();

    const LadderPaperJob& m_job;
    const PaperContents& m_contents;
    LadderLook m_look;
    PaperStyle m_paper;
    double m_width;
    bool m_common;
    LadderColumns m_columns; ///< of the whole ladder, if they fit
    std::vector<PictureHead> m_heads;
    std::deque<BandPicture> m_pictures;
    std::vector<LadderBlock> m_blocks;
};

/// Heights at which a band may be divided: between rows, and through no words.
[[nodiscard]] std::vector<double> cutsOf(const BandPicture& picture);

} // namespace mqttscope::ui
