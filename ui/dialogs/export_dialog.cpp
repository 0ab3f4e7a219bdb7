// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include "ui/models/save_bytes.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace mqttscope::ui {

ExportDialog::ExportDialog(Purpose purpose, Offer offer, const Theme& theme, QWidget* parent)
    : QDialog(parent), m_purpose(purpose), m_offer(std::move(offer)), m_theme(&theme)
{
    switch (purpose) {
    case Purpose::SaveAs:
        setWindowTitle(tr("Save as"));
        break;
    case Purpose::Frames:
        setWindowTitle(tr("Export frames"));
        break;
    case Purpose::Dissections:
        setWindowTitle(tr("Export dissections"));
        break;
    case Purpose::Illustrated:
        setWindowTitle(tr("Illustrated packet: frame %1").arg(m_offer.selected));
        break;
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14));
    column->setSpacing(theme.px(12));
    buildChoices();
    buildLayers();
    buildFormats();
    buildTarget();
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_buttons->button(QDialogButtonBox::Save)->setProperty("primary", true);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (purpose == Purpose::Illustrated) {
        m_print = m_buttons->addButton(tr("&Print…"), QDialogButtonBox::ActionRole);
        connect(m_print, &QPushButton::clicked, this, [this] { done(kPrint); });
    }
    proposePath();
    check();
    m_path->setFocus();
    setMinimumWidth(theme.px(560));
}

void ExportDialog::buildChoices()
{
    auto* group = new QGroupBox(tr("Frames"));
    auto* rows = new QVBoxLayout(group);
    const QLocale locale;
    const auto add = [&](FrameChoice choice, const QString& label, bool enabled) {
        auto* button = new QRadioButton(label);
        button->setEnabled(enabled);
        m_choices[static_cast<std::size_t>(choice)] = button;
        connect(button, &QRadioButton::toggled, this, &ExportDialog::check);
        return button;
    };
    //: %1: how many frames
    rows->addWidget(add(FrameChoice::All, tr("&All (%1)").arg(locale.toString(m_offer.all)), true));
    //: those of the list. %1: how many
    rows->addWidget(
        add(FrameChoice::Shown, tr("&Shown (%1)").arg(locale.toString(m_offer.shown)), m_offer.shown > 0));
    rows->addWidget(
        add(FrameChoice::Selected,
            m_offer.selected != 0 ? tr("Sele&cted: frame %1").arg(m_offer.selected) : tr("Sele&cted"),
            m_offer.selected != 0));
    //: %1: how many frames
    rows->addWidget(add(FrameChoice::Marked, tr("&Marked (%1)").arg(locale.toString(m_offer.marked.size())),
                        !m_offer.marked.empty()));
    auto* last = new QHBoxLayout;
    last->addWidget(add(FrameChoice::Range, tr("&Numbers:"), true));
    m_range = new QLineEdit;
    m_range->setPlaceholderText(QStringLiteral("1-20, 25"));
    m_range->setAccessibleName(tr("Numbers of frames"));
    last->addWidget(m_range, 1);
    rows->addLayout(last);
    connect(m_range, &QLineEdit::textEdited, this, [this] {
        m_choices[static_cast<std::size_t>(FrameChoice::Range)]->setChecked(true);
        check();
    });
    const bool shown = m_offer.shown > 0 && m_purpose != Purpose::SaveAs;
    m_choices[static_cast<std::size_t>(shown ? FrameChoice::Shown : FrameChoice::All)]->setChecked(true);
    group->setVisible(m_purpose == Purpose::Frames || m_purpose == Purpose::Dissections);
    layout()->addWidget(group);
}

void ExportDialog::buildLayers()
{
    auto* group = new QGroupBox(tr("Bytes explained"));
    auto* rows = new QVBoxLayout(group);
    auto* mqtt = new QRadioButton(tr("those of &MQTT"));
    m_wholeFrame = new QRadioButton(tr("those of the &whole frame: Ethernet, IP, TCP, MQTT"));
    mqtt->setEnabled(m_offer.mqtt);
    (m_offer.mqtt ? mqtt : m_wholeFrame)->setChecked(true);
    rows->addWidget(mqtt);
    rows->addWidget(m_wholeFrame);
    group->setVisible(m_purpose == Purpose::Illustrated);
    layout()->addWidget(group);
}

void ExportDialog::buildFormats()
{
    m_format = new QComboBox;
    const auto add = [this](const QString& label, ExportFormat format) {
        m_format->addItem(label, static_cast<int>(format));
    };
    if (m_purpose == Purpose::Dissections) {
        add(tr("Text: a line per frame"), ExportFormat::Summary);
        add(tr("Text: all fields and bytes"), ExportFormat::Details);
        add(tr("CSV: the columns of the list"), ExportFormat::Csv);
        add(QStringLiteral("JSON"), ExportFormat::Json);
        add(QStringLiteral("PDML (XML)"), ExportFormat::Pdml);
    } else if (m_purpose == Purpose::Illustrated) {
        add(tr("HTML: a page for a browser"), ExportFormat::Html);
        add(tr("PDF: A4, two columns"), ExportFormat::Pdf);
        add(tr("SVG: one drawing"), ExportFormat::Svg);
    } else {
        add(tr("pcapng: with comments and names"), ExportFormat::Pcapng);
        add(tr("pcap: frames only, microseconds"), ExportFormat::Pcap);
        add(tr("pcap: frames only, nanoseconds"), ExportFormat::NanoPcap);
    }
    m_csv = new QComboBox;
    m_csv->addItems({tr("semicolons, decimal comma"), tr("commas, decimal point")});
    m_csv->setCurrentIndex(m_offer.comma ? 0 : 1);
    auto* grid = new QGridLayout;
    auto* name = new QLabel(tr("&Format:"));
    name->setBuddy(m_format);
    m_csvName = new QLabel(tr("Separated by:"));
    m_csvName->setBuddy(m_csv);
    grid->addWidget(name, 0, 0);
    grid->addWidget(m_format, 0, 1);
    grid->addWidget(m_csvName, 1, 0);
    grid->addWidget(m_csv, 1, 1);
    grid->setColumnStretch(1, 1);
    static_cast<QVBoxLayout*>(layout())->addLayout(grid);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        const QFileInfo file(path());
        m_path->setText(QDir::toNativeSeparators(file.path() + QLatin1Char('/') + file.completeBaseName() +
                                                 QLatin1Char('.') + exportSuffix(format())));
        check();
    });
}

void ExportDialog::buildTarget()
{
    auto* row = new QHBoxLayout;
    auto* name = new QLabel(tr("F&ile:"));
    m_path = new QLineEdit;
    name->setBuddy(m_path);
    auto* browse = new QPushButton(tr("&Browse…"));
    browse->setAutoDefault(false);
    row->addWidget(name);
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    m_remark = new QLabel;
    m_remark->setWordWrap(true);
    m_remark->setProperty("secondary", true);
    m_remark->setMinimumHeight(QFontMetrics(m_theme->font()).height() * 2);
    layout()->addWidget(m_remark);
    connect(browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::check);
}

void ExportDialog::proposePath()
{
    const QString addition =
        m_purpose == Purpose::Illustrated ? QString::number(m_offer.selected) : QString();
    m_path->setText(
        QDir::toNativeSeparators(proposedPath(m_offer.capture, addition, exportSuffix(format()))));
}

void ExportDialog::browse()
{
    const QString chosen = QFileDialog::getSaveFileName(this, windowTitle(), path(),
                                                        tr("This format (*.%1)").arg(exportSuffix(format())),
                                                        nullptr, QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty())
        m_path->setText(QDir::toNativeSeparators(chosen));
}

QString ExportDialog::problem() const
{
    if (choice() == FrameChoice::Range) {
        if (m_range->text().trimmed().isEmpty())
            return tr("Which frames? Write 1-20, 25.");
        if (const auto frames = framesOfRange(m_range->text(), m_offer.all); !frames)
            return frames.error();
    }
    if (path().isEmpty())
        return tr("Into which file?");
    const QFileInfo file(path());
    if (file.isDir())
        return tr("This is a folder: add a name.");
    if (!QFileInfo(file.absolutePath()).isDir())
        return tr("There is no such folder.");
    if (const QString wrong = targetProblem(path()); !wrong.isEmpty())
        return wrong;
    if (isSameFile(path(), m_offer.capture))
        return tr("This is the capture that is open: choose another name.");
    return {};
}

// What stands in the way is said while choosing, not after.
void ExportDialog::check()
{
    if (m_buttons == nullptr)
        return;
    m_csv->setVisible(format() == ExportFormat::Csv);
    m_csvName->setVisible(m_csv->isVisibleTo(this));
    const QString wrong = problem();
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(wrong.isEmpty());
    if (!wrong.isEmpty())
        m_remark->setText(wrong);
    else if (QFileInfo::exists(path()))
        m_remark->setText(tr("This file is there already: it will be replaced."));
    else
        m_remark->setText(QString());
}

QPushButton* ExportDialog::acceptButton() const
{
    return m_buttons->button(QDialogButtonBox::Save);
}

FrameChoice ExportDialog::choice() const
{
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        if (m_choices[i] != nullptr && m_choices[i]->isChecked())
            return static_cast<FrameChoice>(i);
    }
    return FrameChoice::All;
}

std::vector<std::uint32_t> ExportDialog::rangeFrames() const
{
    return framesOfRange(m_range->text(), m_offer.all).value_or(std::vector<std::uint32_t>{});
}

ExportFormat ExportDialog::format() const
{
    return static_cast<ExportFormat>(m_format->currentData().toInt());
}

CsvStyle ExportDialog::csvStyle() const
{
    return m_csv->currentIndex() == 0 ? CsvStyle{QLatin1Char(';'), QLatin1Char(',')} : CsvStyle{};
}

bool ExportDialog::wholeFrame() const
{
    return m_wholeFrame->isChecked();
}

QString ExportDialog::path() const
{
    return QDir::fromNativeSeparators(m_path->text().trimmed());
}

} // namespace mqttscope::ui
