// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_trim.h"

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

using analysis::ladder::kNone;

/// The new numbers of rows.
class RowNumbers {
public:
    explicit RowNumbers(const std::vector<bool>& kept) : m_kept(&kept), m_next(kept.size())
    {
        for (std::size_t i = 0; i < kept.size(); ++i) {
            m_next[i] = m_count;
            m_count += kept[i] ? 1U : 0U;
        }
    }
    /// Rows that stay.
    [[nodiscard]] std::uint32_t count() const { return m_count; }
    [[nodiscard]] bool stays(std::uint32_t row) const { return row < m_kept->size() && (*m_kept)[row]; }
    /// The number of a row that stays; of another one that of the next row, or of the last. There is one.
    [[nodiscard]] std::uint32_t of(std::uint32_t row) const
    {
        return row < m_next.size() ? std::min(m_next[row], m_count - 1) : m_count - 1;
    }

private:
    const std::vector<bool>* m_kept;
    std::vector<std::uint32_t> m_next; ///< rows that stay before this one
    std::uint32_t m_count = 0;
};

template <class List, class Row> void keepThose(List& list, const RowNumbers& numbers, Row row)
{
    list.erase(
        std::remove_if(list.begin(), list.end(), [&](auto& item) { return !numbers.stays(item.*row); }),
        list.end());
    for (auto& item : list)
        item.*row = numbers.of(item.*row);
}

template <class List> void keepOnly(List& list, const std::vector<bool>& kept)
{
    std::size_t place = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i < kept.size() && kept[i]) {
            if (place != i)
                list[place] = std::move(list[i]);
            ++place;
        }
    }
    list.resize(place);
}

/// A sentence whose row is left out stands at the next row. If that has a number of its own, it stands at the
/// row before, if that has none: so that numbers go on without a gap.
void moveSentences(LadderContent& content, const RowNumbers& numbers)
{
    const auto isFree = [&](std::uint32_t row) {
        return row < content.rows.size() && content.rows[row].number == 0;
    };
    for (std::size_t i = 0; i < content.story.size(); ++i) {
        teach::StorySentence& sentence = content.story[i];
        const bool stays = numbers.stays(sentence.row);
        sentence.row = numbers.of(sentence.row);
        if (stays)
            continue;
        if (!isFree(sentence.row) && sentence.row > 0 && isFree(sentence.row - 1))
            --sentence.row;
        if (isFree(sentence.row))
            content.rows[sentence.row].number = static_cast<int>(i) + 1;
    }
}

} // namespace

void keepRows(LadderContent& content, const std::vector<bool>& kept)
{
    if (std::find(kept.begin(), kept.end(), false) == kept.end())
        return;
    analysis::ladder::Band& band = content.band;
    const RowNumbers numbers(kept);
    keepOnly(band.rows, kept);
    keepOnly(content.rows, kept);
    keepThose(band.threads, numbers, &analysis::ladder::Thread::to);
    keepThose(band.threads, numbers, &analysis::ladder::Thread::from);
    keepThose(band.issues, numbers, &analysis::ladder::RowIssue::row);
    keepThose(content.deliveries, numbers, &LadderDelivery::row);
    keepThose(band.strips, numbers, &analysis::ladder::Strip::from);
    if (numbers.count() == 0) {
        content.story.clear();
        return;
    }
    for (analysis::ladder::Strip& strip : band.strips) {
        if (strip.to != kNone)
            strip.to = numbers.of(strip.to);
    }
    moveSentences(content, numbers);
}

} // namespace mqttscope::ui
