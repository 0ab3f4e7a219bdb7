// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ladder_export_dialog.h"

#include "ui/models/save_bytes.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontMetrics>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

// Where the choice is remembered.
constexpr QLatin1String kExtent{"ladder/export/extent"};
constexpr QLatin1String kFormat{"ladder/export/format"};
constexpr QLatin1String kColor{"ladder/export/color"};
constexpr QLatin1String kStory{"ladder/export/story"};

} // namespace

LadderExportChoice LadderExportDialog::remembered(const QSettings& settings)
{
    LadderExportChoice choice;
    const int extent = settings.value(kExtent, static_cast<int>(choice.extent)).toInt();
    if (extent >= 0 && extent < static_cast<int>(kLadderExtents))
        choice.extent = static_cast<LadderExtent>(extent);
    const QString suffix = settings.value(kFormat).toString();
    for (const LadderFormat format : kLadderFormats) {
        if (suffix == ladderSuffix(format))
            choice.format = format;
    }
    choice.style.color = settings.value(kColor, true).toBool();
    choice.style.story = settings.value(kStory, false).toBool();
    return choice;
}

void LadderExportDialog::remember() const
{
    const LadderExportChoice chosen = choice();
    m_settings->setValue(kExtent, static_cast<int>(chosen.extent));
    m_settings->setValue(kFormat, ladderSuffix(chosen.format));
    m_settings->setValue(kColor, chosen.style.color);
    m_settings->setValue(kStory, chosen.style.story);
}

LadderExportDialog::LadderExportDialog(Offer offer, QSettings& settings, const Theme& theme, QWidget* parent)
    : QDialog(parent), m_offer(std::move(offer)), m_settings(&settings), m_theme(&theme)
{
    setWindowTitle(tr("Export the ladder"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14));
    column->setSpacing(theme.px(12));
    buildExtents();
    buildLook();
    buildTarget();
    buildButtons();
    choose(remembered(settings));
    proposePath();
    check();
    m_path->setFocus();
    setMinimumWidth(theme.px(560));
}

void LadderExportDialog::buildExtents()
{
    auto* group = new QGroupBox(tr("What"));
    auto* rows = new QVBoxLayout(group);
    const auto add = [&](LadderExtent extent, const QString& label) {
        auto* button = new QRadioButton(label);
        m_extents[static_cast<std::size_t>(extent)] = button;
        rows->addWidget(button);
        return button;
    };
    QString title = QFontMetrics(m_theme->font()).elidedText(m_offer.story, Qt::ElideRight, m_theme->px(400));
    title.replace(QLatin1Char('&'), QLatin1String("&&")); // no mnemonic
    //: %1: title of a story
    add(LadderExtent::Story,
        m_offer.story.isEmpty() ? tr("the current s&tory") : tr("the current s&tory: %1").arg(title))
        ->setEnabled(!m_offer.story.isEmpty());
    //: %1: how many
    add(LadderExtent::Shown, tr("&as it is shown, folded and unfolded (stories: %1)")
                                 .arg(QLocale().toString(static_cast<qulonglong>(m_offer.bands))));
    add(LadderExtent::Whole, tr("every story &unfolded"));
    layout()->addWidget(group);
}

void LadderExportDialog::buildLook()
{
    auto* group = new QGroupBox(tr("How"));
    auto* rows = new QVBoxLayout(group);
    m_color = new QRadioButton(tr("in &colour, on white"));
    m_black = new QRadioButton(tr("in b&lack and white"));
    rows->addWidget(m_color);
    rows->addWidget(m_black);
    m_story = new QCheckBox(tr("&with what happened, in numbered sentences"));
    rows->addWidget(m_story);
    layout()->addWidget(group);
}

void LadderExportDialog::buildTarget()
{
    m_format = new QComboBox;
    const auto add = [this](const QString& label, LadderFormat format) {
        m_format->addItem(label, static_cast<int>(format));
    };
    add(tr("PDF: pages of A4"), LadderFormat::Pdf);
    add(tr("SVG: a drawing that can be changed"), LadderFormat::Svg);
    add(tr("PNG: a picture"), LadderFormat::Png);
    m_path = new QLineEdit;
    auto* browse = new QPushButton(tr("&Browse…"));
    browse->setAutoDefault(false);
    auto* grid = new QGridLayout;
    auto* formatName = new QLabel(tr("&Format:"));
    formatName->setBuddy(m_format);
    auto* fileName = new QLabel(tr("F&ile:"));
    fileName->setBuddy(m_path);
    grid->addWidget(formatName, 0, 0);
    grid->addWidget(m_format, 0, 1, 1, 2);
    grid->addWidget(fileName, 1, 0);
    grid->addWidget(m_path, 1, 1);
    grid->addWidget(browse, 1, 2);
    grid->setColumnStretch(1, 1);
    static_cast<QVBoxLayout*>(layout())->addLayout(grid);
    m_remark = new QLabel;
    m_remark->setWordWrap(true);
    m_remark->setProperty("secondary", true);
    m_remark->setMinimumHeight(QFontMetrics(m_theme->font()).height() * 2);
    layout()->addWidget(m_remark);
    connect(m_format, &QComboBox::currentIndexChanged, this, &LadderExportDialog::proposePath);
    connect(browse, &QPushButton::clicked, this, &LadderExportDialog::browse);
    connect(m_path, &QLineEdit::textChanged, this, &LadderExportDialog::check);
}

void LadderExportDialog::buildButtons()
{
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_buttons->button(QDialogButtonBox::Save)->setProperty("primary", true);
    m_print = m_buttons->addButton(tr("&Print…"), QDialogButtonBox::ActionRole);
    m_print->setAutoDefault(false);
    layout()->addWidget(m_buttons);
    connect(m_print, &QPushButton::clicked, this, [this] {
        remember();
        done(kPrint);
    });
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        remember();
        accept();
    });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void LadderExportDialog::choose(const LadderExportChoice& choice)
{
    const bool story = choice.extent == LadderExtent::Story && m_offer.story.isEmpty();
    extentButton(story ? LadderExtent::Shown : choice.extent)->setChecked(true);
    (choice.style.color ? m_color : m_black)->setChecked(true);
    m_story->setChecked(choice.style.story);
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(choice.format)));
}

void LadderExportDialog::proposePath()
{
    //: end of the name of a file: capture-ladder.pdf
    const QString addition = tr("ladder");
    m_path->setText(
        QDir::toNativeSeparators(proposedPath(m_offer.capture, addition, ladderSuffix(format()))));
}

void LadderExportDialog::browse()
{
    const QString chosen = QFileDialog::getSaveFileName(this, windowTitle(), path(),
                                                        tr("This format (*.%1)").arg(ladderSuffix(format())),
                                                        nullptr, QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty())
        m_path->setText(QDir::toNativeSeparators(chosen));
}

QString LadderExportDialog::problem() const
{
    if (path().isEmpty())
        return tr("Into which file?");
    if (const QString wrong = targetProblem(path()); !wrong.isEmpty())
        return wrong;
    if (isSameFile(path(), m_offer.capture))
        return tr("This is the capture that is open: choose another name.");
    return {};
}

// What stands in the way is said while choosing, not after.
void LadderExportDialog::check()
{
    if (m_buttons == nullptr)
        return;
    const QString wrong = problem();
    acceptButton()->setEnabled(wrong.isEmpty());
    if (!wrong.isEmpty())
        m_remark->setText(wrong);
    else if (QFileInfo::exists(path()))
        m_remark->setText(tr("This file is there already: it will be replaced."));
    else
        m_remark->setText(QString());
}

QPushButton* LadderExportDialog::acceptButton() const
{
    return m_buttons->button(QDialogButtonBox::Save);
}

LadderFormat LadderExportDialog::format() const
{
    return static_cast<LadderFormat>(m_format->currentData().toInt());
}

LadderExportChoice LadderExportDialog::choice() const
{
    LadderExportChoice chosen;
    for (std::size_t i = 0; i < kLadderExtents; ++i) {
        if (m_extents[i]->isChecked())
            chosen.extent = static_cast<LadderExtent>(i);
    }
    chosen.format = format();
    chosen.style.color = m_color->isChecked();
    chosen.style.story = m_story->isChecked();
    return chosen;
}

QString LadderExportDialog::path() const
{
    return QDir::fromNativeSeparators(m_path->text().trimmed());
}

} // namespace mqttscope::ui
