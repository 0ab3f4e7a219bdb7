// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/capture_sections.h"
#include "ui/live/limit_row.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

constexpr std::uint64_t kTenMinutes = 600'000;
constexpr std::uint64_t kHourInSeconds = 3600;
constexpr std::uint64_t kTenMegabytes = 10'000'000;
constexpr std::uint64_t kManyFrames = 10'000;
constexpr std::uint64_t kTenFiles = 10;

std::optional<std::uint64_t> countOf(const auto& duration)
{
    return duration ? std::optional(static_cast<std::uint64_t>(duration->count())) : std::nullopt;
}

} // namespace

CaptureRingSection::CaptureRingSection(const Theme& theme, QWidget* parent)
    : FoldSection(theme, tr("More: several files"), parent),
      m_several(new QCheckBox(tr("be&gin a new file from time to time"))), m_rules(new QWidget),
      m_duration(new LimitRow(theme, LimitRow::Kind::Duration, tr("after a while:"), kTenMinutes)),
      m_interval(new LimitRow(theme, LimitRow::Kind::Interval, tr("at each multiple of:"), kHourInSeconds)),
      m_bytes(new LimitRow(theme, LimitRow::Kind::Bytes, tr("once it is large:"), kTenMegabytes)),
      m_frames(new LimitRow(theme, LimitRow::Kind::Frames, tr("after some frames:"), kManyFrames)),
      m_keep(new LimitRow(theme, LimitRow::Kind::Files, tr("keep only the last:"), kTenFiles)),
      m_end(new LimitRow(theme, LimitRow::Kind::Files, tr("stop after:"), kTenFiles))
{
    m_interval->setToolTip(tr("By the clock: with 1 h a new file begins at each full hour."));
    content()->addWidget(m_several);
    auto* rows = new QVBoxLayout(m_rules);
    rows->setContentsMargins(0, 0, 0, 0);
    for (LimitRow* row : {m_duration, m_interval, m_bytes, m_frames, m_keep, m_end}) {
        rows->addWidget(row);
        connect(row, &LimitRow::changed, this, &CaptureRingSection::changed);
    }
    content()->addWidget(m_rules);
    connect(m_several, &QCheckBox::toggled, m_rules, &QWidget::setEnabled);
    connect(m_several, &QCheckBox::toggled, this, &CaptureRingSection::changed);
    connect(this, &CaptureRingSection::changed, this, &CaptureRingSection::summarize);
    m_rules->setEnabled(false);
}

void CaptureRingSection::setOptions(const analysis::LiveOptions& options)
{
    const analysis::RingBuffer ring = options.ring.value_or(analysis::RingBuffer{});
    m_several->setChecked(options.ring.has_value());
    m_duration->setValue(countOf(ring.duration));
    m_interval->setValue(countOf(ring.interval));
    m_bytes->setValue(ring.bytes);
    m_frames->setValue(ring.frames);
    m_keep->setValue(ring.keep > 0 ? std::optional<std::uint64_t>(ring.keep) : std::nullopt);
    m_end->setValue(options.stop.files);
    m_timeBeforeNumber = ring.timeBeforeNumber;
    setOpen(options.ring.has_value());
    summarize();
}

bool CaptureRingSection::isSeveral() const
{
    return m_several->isChecked();
}

void CaptureRingSection::fill(analysis::LiveOptions& options) const
{
    options.ring.reset();
    options.stop.files.reset();
    if (!m_several->isChecked())
        return;
    analysis::RingBuffer ring;
    if (const auto duration = m_duration->value())
        ring.duration = std::chrono::milliseconds{static_cast<std::int64_t>(*duration)};
    if (const auto interval = m_interval->value())
        ring.interval = std::chrono::seconds{static_cast<std::int64_t>(*interval)};
    ring.bytes = m_bytes->value();
    ring.frames = m_frames->value();
    ring.keep = static_cast<std::uint32_t>(m_keep->value().value_or(0));
    ring.timeBeforeNumber = m_timeBeforeNumber;
    if (const auto end = m_end->value())
        options.stop.files = static_cast<std::uint32_t>(*end);
    options.ring = ring;
}

void CaptureRingSection::summarize()
{
    QStringList parts;
    for (const LimitRow* row : {m_duration, m_interval, m_bytes, m_frames, m_keep}) {
        if (m_several->isChecked() && row->value())
            parts += row->text();
    }
    setSummary(m_several->isChecked() ? parts.join(QLatin1String(" · ")) : tr("one file"));
}

} // namespace mqttscope::ui
