// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/capture_sections.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace mqttscope::ui {

CaptureFrameSection::CaptureFrameSection(const Theme& theme, QWidget* parent)
    : FoldSection(theme, tr("More: what of each frame is kept"), parent),
      m_promiscuous(new QCheckBox(tr("also frames for oth&ers that pass by (promiscuous mode)"))),
      m_snapLength(new QSpinBox), m_buffer(new QSpinBox)
{
    m_snapLength->setRange(0, static_cast<int>(CaptureChoice::kMaxSnapLength));
    m_snapLength->setSpecialValueText(tr("whole frames"));
    //: behind a number
    m_snapLength->setSuffix(tr(" bytes at most"));
    m_snapLength->setSingleStep(32);
    m_buffer->setRange(0, static_cast<int>(CaptureChoice::kMaxBufferMiB));
    m_buffer->setSpecialValueText(tr("as the system has it"));
    m_buffer->setSuffix(tr(" MiB"));
    auto* lengthName = new QLabel(tr("Of each &frame:"));
    lengthName->setBuddy(m_snapLength);
    auto* bufferName = new QLabel(tr("&Buffer:"));
    bufferName->setBuddy(m_buffer);
    auto* rows = new QFormLayout;
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    rows->addRow(m_promiscuous);
    rows->addRow(lengthName, m_snapLength);
    rows->addRow(bufferName, m_buffer);
    content()->addLayout(rows);
    for (QSpinBox* box : {m_snapLength, m_buffer})
        connect(box, &QSpinBox::valueChanged, this, &CaptureFrameSection::changed);
    connect(m_promiscuous, &QCheckBox::toggled, this, &CaptureFrameSection::changed);
    connect(this, &CaptureFrameSection::changed, this, &CaptureFrameSection::summarize);
}

void CaptureFrameSection::setOptions(const analysis::LiveOptions& options)
{
    m_promiscuous->setChecked(options.promiscuous);
    m_snapLength->setValue(static_cast<int>(options.snapLength));
    m_buffer->setValue(static_cast<int>(options.bufferMiB));
    const analysis::LiveOptions usual = CaptureChoice::usual();
    setOpen(options.promiscuous != usual.promiscuous || options.snapLength != usual.snapLength ||
            options.bufferMiB != usual.bufferMiB);
    summarize();
}

void CaptureFrameSection::fill(analysis::LiveOptions& options) const
{
    options.promiscuous = m_promiscuous->isChecked();
    options.snapLength = static_cast<std::uint32_t>(m_snapLength->value());
    options.bufferMiB = static_cast<std::uint32_t>(m_buffer->value());
}

void CaptureFrameSection::summarize()
{
    QStringList parts{m_snapLength->text()};
    if (!m_promiscuous->isChecked())
        parts += tr("only this computer’s");
    if (m_buffer->value() > 0)
        parts += m_buffer->text();
    setSummary(parts.join(QLatin1String(" · ")));
}

} // namespace mqttscope::ui
