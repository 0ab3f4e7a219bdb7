// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/ring_name.h"
#include "ui/live/capture_sections.h"
#include "ui/models/save_bytes.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

namespace mqttscope::ui {
namespace {

using analysis::LiveFormat;

QString suffixOf(LiveFormat format)
{
    return format == LiveFormat::Pcapng ? QStringLiteral("pcapng") : QStringLiteral("pcap");
}

} // namespace

CaptureTarget::CaptureTarget(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme),
      m_temporary(new QRadioButton(tr("a &temporary file: you are asked at the end"))),
      m_named(new QRadioButton(tr("th&is file:"))), m_path(new QLineEdit),
      m_browse(new QPushButton(tr("Bro&wse…"))), m_format(new QComboBox)
{
    m_path->setAccessibleName(tr("File of the capture"));
    m_browse->setAutoDefault(false);
    m_format->addItem(tr("pcapng: says the interface and what was dropped"),
                      static_cast<int>(LiveFormat::Pcapng));
    m_format->addItem(tr("pcap: for old programs, one interface"), static_cast<int>(LiveFormat::Pcap));
    m_format->addItem(tr("pcap with nanoseconds, one interface"), static_cast<int>(LiveFormat::NanoPcap));
    m_format->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_format->setMinimumContentsLength(12);
    auto* formatName = new QLabel(tr("For&mat:"));
    formatName->setBuddy(m_format);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(m_temporary, 0, 0, 1, 3);
    grid->addWidget(m_named, 1, 0);
    grid->addWidget(m_path, 1, 1);
    grid->addWidget(m_browse, 1, 2);
    grid->addWidget(formatName, 2, 0, Qt::AlignRight);
    grid->addWidget(m_format, 2, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    connect(m_named, &QRadioButton::toggled, this, [this] {
        enable();
        Q_EMIT changed();
    });
    connect(m_path, &QLineEdit::textChanged, this, &CaptureTarget::changed);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        useFormat();
        Q_EMIT changed();
    });
    connect(m_browse, &QPushButton::clicked, this, &CaptureTarget::browse);
    connect(&theme, &Theme::changed, this, &CaptureTarget::refreshTheme);
    m_temporary->setChecked(true);
    enable();
    refreshTheme();
}

void CaptureTarget::setOptions(const analysis::LiveOptions& options)
{
    const bool named = !options.file.empty();
    (named ? m_named : m_temporary)->setChecked(true);
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(options.format)));
    m_path->setText(QDir::toNativeSeparators(QString::fromStdString(options.file)));
    enable();
}

void CaptureTarget::fill(analysis::LiveOptions& options) const
{
    const bool named = m_named->isChecked();
    options.file = named ? file().toStdString() : std::string();
    options.format = named ? static_cast<LiveFormat>(m_format->currentData().toInt()) : LiveFormat::Pcapng;
}

QString CaptureTarget::file() const
{
    const QString path = QDir::fromNativeSeparators(m_path->text().trimmed());
    return path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
}

QString CaptureTarget::problem(bool ring) const
{
    if (!m_named->isChecked())
        return ring ? tr("Several files need a name: say in which file.") : QString();
    if (m_path->text().trimmed().isEmpty())
        return tr("Into which file?");
    return targetProblem(file());
}

QString CaptureTarget::remark(bool ring) const
{
    if (!m_named->isChecked() || m_path->text().trimmed().isEmpty())
        return {};
    const QFileInfo info(file());
    if (ring)
        //: %1: name of a file: capture_00001_20261127003000.pcapng
        return tr("The files will have names like %1.")
            .arg(QString::fromStdString(
                analysis::ringName(info.fileName().toStdString(), 1,
                                   static_cast<std::time_t>(QDateTime::currentSecsSinceEpoch()), false)));
    return info.exists() ? tr("This file is there already: it will be replaced.") : QString();
}

void CaptureTarget::browse()
{
    const auto format = static_cast<LiveFormat>(m_format->currentData().toInt());
    const QString chosen = QFileDialog::getSaveFileName(this, window()->windowTitle(), file(),
                                                        tr("This format (*.%1)").arg(suffixOf(format)),
                                                        nullptr, QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty())
        m_path->setText(QDir::toNativeSeparators(chosen));
}

// The name ends as the format, if it ended as one of them.
void CaptureTarget::useFormat()
{
    const QString path = m_path->text().trimmed();
    const QString suffix = QFileInfo(path).suffix();
    if (suffix == QLatin1String("pcap") || suffix == QLatin1String("pcapng"))
        m_path->setText(path.chopped(suffix.size()) +
                        suffixOf(static_cast<LiveFormat>(m_format->currentData().toInt())));
}

void CaptureTarget::enable()
{
    for (QWidget* part :
         {static_cast<QWidget*>(m_path), static_cast<QWidget*>(m_browse), static_cast<QWidget*>(m_format)})
        part->setEnabled(m_named->isChecked());
}

void CaptureTarget::refreshTheme()
{
    auto* grid = static_cast<QGridLayout*>(layout());
    grid->setHorizontalSpacing(m_theme->px(8));
    grid->setVerticalSpacing(m_theme->px(7));
}

} // namespace mqttscope::ui
