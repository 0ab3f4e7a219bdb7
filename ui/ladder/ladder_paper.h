// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/traffic/frame_scope.h"
#include "teach/vocabulary.h"
#include "ui/ladder/ladder_model.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

class QIODevice;
class QPagedPaintDevice;

namespace mqttscope::ui {

/// What a ladder is written as.
enum class LadderFormat : std::uint8_t {
    Svg, ///< one drawing, as long as it has to be
    Pdf, ///< pages of A4
    Png, ///< one picture, two pixels for each of the window
};
inline constexpr LadderFormat kLadderFormats[] = {LadderFormat::Svg, LadderFormat::Pdf, LadderFormat::Png};
/// The ending of a file's name, without the dot.
[[nodiscard]] QString ladderSuffix(LadderFormat format);
/// By the ending of a file's name; none if there is no such format.
[[nodiscard]] std::optional<LadderFormat> ladderFormatOf(const QString& path);

/// How it looks outside the window.
struct LadderPaperStyle {
    bool color = true;  ///< else black on white
    bool story = false; ///< with the sentences below each band
    friend bool operator==(const LadderPaperStyle&, const LadderPaperStyle&) = default;
};

/// A ladder that leaves the window, as it was arranged there. Values only: it may be painted on any thread.
struct LadderPaperJob {
    struct Band {
        std::uint32_t number = 0; ///< in the index
        bool folded = false;
    };
    std::shared_ptr<const analysis::Document> document;
    std::shared_ptr<const analysis::ladder::LadderIndex> index;
    LadderScope scope;
    std::vector<Band> bands;                     ///< in their order
    std::vector<analysis::ladder::LaneId> lanes; ///< from left to right; rows of others are left out
    LadderArrangement arrangement;
    LadderPaperStyle style;
    QString file;  ///< name of the capture, at the top
    QString title; ///< of the scope, beside it
    teach::Language language = teach::Language::English;
    std::filesystem::path teacherFolder; ///< as of the window's vocabulary
    QString fixedFamily;                 ///< font of bytes
};

/// A ladder on paper: what the window shows, painted by the same hand.
class LadderPaper {
public:
    /// Bands on paper; of a longer ladder the first ones, and a sentence tells of the rest.
    static constexpr std::size_t kMostBands = 2000;
    /// Likewise their rows.
    static constexpr std::size_t kMostRows = 10'000;
    /// Pixels of a picture, from top to bottom. What is longer is cut off, and a sentence says so.
    static constexpr int kMostPixels = 16'000;

    /// Puts everything into words. `watch`: counts bands.
    LadderPaper(const LadderPaperJob& job, const analysis::WorkWatch& watch);
    ~LadderPaper();
    LadderPaper(const LadderPaper&) = delete;
    LadderPaper& operator=(const LadderPaper&) = delete;
    LadderPaper(LadderPaper&&) = delete;
    LadderPaper& operator=(LadderPaper&&) = delete;

    /// Whether a page should lie on its side: the lanes need the room.
    [[nodiscard]] static bool isLandscape(const LadderPaperJob& job);
    /// A4 as the lanes need it.
    static void usePage(QPagedPaintDevice& device, const LadderPaperJob& job);

    // Each is false if the device takes nothing, and when cancelled.
    /// Paints all pages.
    [[nodiscard]] bool paint(QPagedPaintDevice& device) const;
    [[nodiscard]] bool writeSvg(QIODevice& device) const;
    [[nodiscard]] bool writePng(QIODevice& device) const;
    [[nodiscard]] bool writePdf(QIODevice& device) const;
    [[nodiscard]] bool write(QIODevice& device, LadderFormat format) const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

/// What became of a file.
struct LadderPaperResult {
    QString problem; ///< a sentence; empty if all is well
    bool cancelled = false;
};

/// Writes a ladder to a file, on whatever thread. The file appears under its name only when it is whole: what
/// was there stays until then, and after cancelling or an error.
[[nodiscard]] LadderPaperResult writeLadder(const LadderPaperJob& job, const QString& path,
                                            LadderFormat format, const analysis::WorkWatch& watch);

} // namespace mqttscope::ui
