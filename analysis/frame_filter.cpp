// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frame_filter.h"

#include "analysis/export/fields.h"
#include "dissector/field/field_table.h"

#include <utility>
#include <vector>

namespace mqttscope::analysis {
namespace {

constexpr std::string_view kMqtt = "mqtt";

/// The values of one frame: from the records if they know, else from a dissection made at the first question.
class FrameValues final : public filter::ValueSource {
public:
    explicit FrameValues(const field::FieldSelection& selection)
        : m_selection(selection), m_parts(partsFor(selection)), m_sink(selection), m_values(selection.size())
    {
    }

    void setFrame(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame)
    {
        m_document = &document;
        m_snapshot = &snapshot;
        m_frame = frame;
        m_dissected = false;
    }

    [[nodiscard]] std::span<const field::FieldValue> values(std::uint16_t slot) override
    {
        if (!m_dissected)
            dissect();
        return m_values[slot];
    }

    [[nodiscard]] bool present(std::uint16_t slot) override
    {
        if (m_selection.fieldOf(slot) == field::FieldId::Mqtt)
            return m_snapshot->hasMqtt(m_frame);
        return !values(slot).empty();
    }

private:
    void dissect()
    {
        for (auto& values : m_values)
            values.clear();
        m_sink.clear();
        m_document->select(*m_snapshot, m_frame, m_parts, m_sink, m_scratch);
        for (const field::SelectedValue& selected : m_sink.values())
            m_values[selected.slot].push_back(selected.value);
        m_dissected = true;
    }

    const field::FieldSelection& m_selection;
    index::DissectParts m_parts;
    field::SelectSink m_sink;
    index::DissectScratch m_scratch;
    std::vector<std::vector<field::FieldValue>> m_values; ///< by slot
    const Document* m_document = nullptr;
    const index::Snapshot* m_snapshot = nullptr;
    std::uint32_t m_frame = 0;
    bool m_dissected = false;
};

} // namespace

struct FrameFilter::Private {
    explicit Private(filter::Filter f)
        : filter(std::move(f)), needsMqtt(filter.needs(kMqtt)), values(filter.selection())
    {
    }

    filter::Filter filter;
    bool needsMqtt; ///< no frame without a message is selected
    FrameValues values;
};

FrameFilter::FrameFilter(filter::Filter filter) : m_d(std::make_unique<Private>(std::move(filter))) {}
FrameFilter::~FrameFilter() = default;
FrameFilter::FrameFilter(FrameFilter&&) noexcept = default;
FrameFilter& FrameFilter::operator=(FrameFilter&&) noexcept = default;

bool FrameFilter::matches(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame)
{
    if (frame == 0 || frame > snapshot.frameCount())
        return false;
    if (m_d->needsMqtt && !snapshot.hasMqtt(frame))
        return false;
    m_d->values.setFrame(document, snapshot, frame);
    return m_d->filter.matches(m_d->values);
}

const filter::Filter& FrameFilter::filter() const
{
    return m_d->filter;
}

} // namespace mqttscope::analysis
