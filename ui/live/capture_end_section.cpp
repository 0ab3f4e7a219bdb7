// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/capture_sections.h"
#include "ui/live/limit_row.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

constexpr std::uint64_t kTenMinutes = 600'000;
constexpr std::uint64_t kHundredMegabytes = 100'000'000;
constexpr std::uint64_t kThousandFrames = 1000;

} // namespace

CaptureEndSection::CaptureEndSection(const Theme& theme, QWidget* parent)
    : FoldSection(theme, tr("More: stop by itself"), parent),
      m_duration(new LimitRow(theme, LimitRow::Kind::Duration, tr("after &a while:"), kTenMinutes)),
      m_bytes(new LimitRow(theme, LimitRow::Kind::Bytes, tr("once the file is &large:"), kHundredMegabytes)),
      m_frames(new LimitRow(theme, LimitRow::Kind::Frames, tr("after some f&rames:"), kThousandFrames))
{
    for (LimitRow* row : {m_duration, m_bytes, m_frames}) {
        content()->addWidget(row);
        connect(row, &LimitRow::changed, this, &CaptureEndSection::changed);
    }
    connect(this, &CaptureEndSection::changed, this, &CaptureEndSection::summarize);
}

void CaptureEndSection::setOptions(const analysis::LiveOptions& options)
{
    const auto& stop = options.stop;
    m_duration->setValue(stop.duration ? std::optional(static_cast<std::uint64_t>(stop.duration->count()))
                                       : std::nullopt);
    m_bytes->setValue(stop.bytes);
    m_frames->setValue(stop.frames);
    setOpen(stop.duration || stop.bytes || stop.frames);
    summarize();
}

void CaptureEndSection::fill(analysis::LiveOptions& options) const
{
    const auto duration = m_duration->value();
    options.stop.duration.reset();
    if (duration)
        options.stop.duration = std::chrono::milliseconds{static_cast<std::int64_t>(*duration)};
    options.stop.bytes = m_bytes->value();
    options.stop.frames = m_frames->value();
}

void CaptureEndSection::summarize()
{
    QStringList parts;
    for (const LimitRow* row : {m_duration, m_bytes, m_frames}) {
        if (row->value())
            parts += row->text();
    }
    //: when a capture ends by itself
    setSummary(parts.isEmpty() ? tr("never") : parts.join(QLatin1String(" · ")));
}

} // namespace mqttscope::ui
