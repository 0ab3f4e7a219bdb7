// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frame_filter.h"

#include "analysis/frame_values.h"
#include "dissector/filter/evaluator.h"

#include <utility>

namespace mqttscope::analysis {

using filter::Verdict;

struct FrameFilter::Private {
    explicit Private(filter::Filter f) : filter(std::move(f)), evaluator(filter), values(filter.selection())
    {
    }

    filter::Filter filter;
    filter::Evaluator evaluator;
    FrameValues values;
    const Document* document = nullptr; ///< whose strings the evaluator remembers
};

FrameFilter::FrameFilter(filter::Filter filter) : m_d(std::make_unique<Private>(std::move(filter))) {}
FrameFilter::~FrameFilter() = default;
FrameFilter::FrameFilter(FrameFilter&&) noexcept = default;
FrameFilter& FrameFilter::operator=(FrameFilter&&) noexcept = default;

bool FrameFilter::matches(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame)
{
    if (frame == 0 || frame > snapshot.frameCount())
        return false;
    Private& d = *m_d;
    if (d.document != &document) {
        d.evaluator.forgetInterned(); // strings of another capture have other numbers
        d.document = &document;
    }
    d.values.setFrame(document, snapshot, frame);
    const Verdict verdict = d.evaluator.evaluate(d.values);
    if (verdict != Verdict::Unknown)
        return verdict == Verdict::Yes;
    d.values.allowDissection();
    return d.evaluator.evaluate(d.values) == Verdict::Yes;
}

bool FrameFilter::matchesDissected(const Document& document, const index::Snapshot& snapshot,
                                   std::uint32_t frame)
{
    if (frame == 0 || frame > snapshot.frameCount())
        return false;
    FrameValues values{m_d->filter.selection()};
    values.forgoRecords();
    values.setFrame(document, snapshot, frame);
    values.allowDissection();
    return m_d->evaluator.evaluate(values) == Verdict::Yes;
}

const filter::Filter& FrameFilter::filter() const
{
    return m_d->filter;
}

} // namespace mqttscope::analysis
