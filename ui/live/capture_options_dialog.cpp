// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/capture_options_dialog.h"

#include "ui/live/capture_filter_edit.h"
#include "ui/live/capture_sections.h"
#include "ui/live/interface_list.h"
#include "ui/models/interface_model.h"
#include "ui/theme/theme.h"
#include "ui/views/marked_edit.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {
namespace {

/// Of a long list of interfaces more than the least is shown, in units of the design.
constexpr int kMoreForList = 92;

QString sentenceOf(ChoiceProblem problem)
{
    switch (problem) {
    case ChoiceProblem::None:
        return {};
    case ChoiceProblem::NoInterface:
        return CaptureOptionsDialog::tr("Choose an interface first.");
    case ChoiceProblem::SeveralInPcap:
        return CaptureOptionsDialog::tr(
            "A pcap file holds frames of one interface: choose pcapng, or one interface.");
    case ChoiceProblem::RingWithoutName:
        return CaptureOptionsDialog::tr("Several files need a name: say in which file.");
    case ChoiceProblem::RingWithoutRule:
        return CaptureOptionsDialog::tr("Several files: say when the next one begins.");
    case ChoiceProblem::FilesWithoutRing:
        return CaptureOptionsDialog::tr("There is one file only: it cannot end after several.");
    case ChoiceProblem::TwoSizes:
        return CaptureOptionsDialog::tr(
            "A size either begins the next file or ends the capture: set one of them.");
    }
    return {};
}

} // namespace

CaptureOptionsDialog::CaptureOptionsDialog(const Theme& theme, InterfaceModel& interfaces,
                                           const CaptureChoice& choice, QWidget* parent)
    : QDialog(parent), m_theme(&theme), m_interfaces(&interfaces), m_area(new QScrollArea),
      m_list(new InterfaceList(theme, interfaces)), m_filter(new CaptureFilterEdit(theme)),
      m_target(new CaptureTarget(theme)), m_frame(new CaptureFrameSection(theme)),
      m_end(new CaptureEndSection(theme)), m_ring(new CaptureRingSection(theme)), m_vantage(new QToolButton),
      m_sign(new QLabel), m_message(new QLabel), m_whatToType(new QPushButton(tr("What to t&ype…")))
{
    setWindowTitle(tr("Capture options"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("captureOptions"));
    m_area->setObjectName(QStringLiteral("captureOptionsArea"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto* what = new QVBoxLayout(content);
    buildWhat(*what);
    m_area->setWidget(content);
    column->addWidget(m_area, 1);
    buildFoot(*column);
    connectParts();
    use(choice);
    connectSections();
    refreshTheme();
    m_list->setFocus();
    m_interfaces->watch();
    check();
    fitHeight();
}

CaptureOptionsDialog::~CaptureOptionsDialog()
{
    if (m_interfaces != nullptr)
        m_interfaces->unwatch();
}

QLabel* CaptureOptionsDialog::makeTitle(const QString& text)
{
    auto* title = new QLabel(text);
    m_titles.push_back(title);
    return title;
}

void CaptureOptionsDialog::buildWhat(QVBoxLayout& column)
{
    m_list->setAccessibleName(tr("Interfaces to capture from"));
    m_list->setObjectName(QStringLiteral("framedList"));
    m_list->setFitting(true);
    m_vantage->setText(QLatin1Char(' ') + tr("What can I see from here?"));
    m_vantage->setProperty("link", true);
    m_vantage->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_vantage->setFocusPolicy(Qt::StrongFocus);
    auto* interfaces = makeTitle(tr("I&nterfaces"));
    interfaces->setBuddy(m_list);
    auto* head = new QHBoxLayout;
    head->addWidget(interfaces, 1);
    head->addWidget(m_vantage);
    auto* filter = makeTitle(tr("&Capture filter"));
    filter->setBuddy(m_filter->edit());
    column.addLayout(head);
    column.addWidget(m_list, 1);
    column.addWidget(filter);
    column.addWidget(m_filter);
    column.addWidget(m_filter->sentence());
    column.addWidget(makeTitle(tr("Where the frames go")));
    column.addWidget(m_target);
    for (FoldSection* section : {static_cast<FoldSection*>(m_frame), static_cast<FoldSection*>(m_end),
                                 static_cast<FoldSection*>(m_ring)})
        column.addWidget(section);
    column.addStretch();
}

void CaptureOptionsDialog::buildFoot(QVBoxLayout& column)
{
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_whatToType->setProperty("compact", true);
    m_whatToType->setAutoDefault(false);
    auto* message = new QHBoxLayout;
    message->addWidget(m_sign);
    message->addWidget(m_message, 1);
    message->addWidget(m_whatToType);
    auto* buttons = new QDialogButtonBox;
    m_start = buttons->addButton(tr("&Start"), QDialogButtonBox::AcceptRole);
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel)->setAutoDefault(false);
    m_reset = buttons->addButton(tr("Reset to MQTT &on one interface"), QDialogButtonBox::ResetRole);
    m_reset->setAutoDefault(false);
    auto* foot = new QFrame;
    foot->setObjectName(QStringLiteral("panelFooter"));
    auto* rows = new QVBoxLayout(foot);
    rows->addLayout(message);
    rows->addWidget(buttons);
    column.addWidget(foot);
    connect(buttons, &QDialogButtonBox::accepted, this, &CaptureOptionsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_reset, &QPushButton::clicked, this, &CaptureOptionsDialog::reset);
}

void CaptureOptionsDialog::connectParts()
{
    connect(m_list, &InterfaceList::chosenChanged, this, &CaptureOptionsDialog::check);
    connect(m_list, &InterfaceList::startWanted, this, &CaptureOptionsDialog::accept);
    connect(m_filter, &CaptureFilterEdit::changed, this, &CaptureOptionsDialog::check);
    connect(m_filter, &CaptureFilterEdit::accepted, this, &CaptureOptionsDialog::accept);
    connect(m_filter, &CaptureFilterEdit::forgetRecentWanted, this, [this] {
        m_recentFilters.clear();
        m_filter->setRecent({});
    });
    connect(m_target, &CaptureTarget::changed, this, &CaptureOptionsDialog::check);
    connect(m_frame, &CaptureFrameSection::changed, this, &CaptureOptionsDialog::check);
    connect(m_end, &CaptureEndSection::changed, this, &CaptureOptionsDialog::check);
    connect(m_ring, &CaptureRingSection::changed, this, &CaptureOptionsDialog::check);
    connect(m_whatToType, &QPushButton::clicked, this, &CaptureOptionsDialog::rightsRequested);
    connect(m_vantage, &QToolButton::clicked, this, &CaptureOptionsDialog::vantageRequested);
    connect(m_interfaces, &InterfaceModel::looked, this, &CaptureOptionsDialog::check);
    connect(m_theme, &Theme::changed, this, &CaptureOptionsDialog::refreshTheme);
}

// What the user unfolds comes into sight.
void CaptureOptionsDialog::connectSections()
{
    for (FoldSection* section : {static_cast<FoldSection*>(m_frame), static_cast<FoldSection*>(m_end),
                                 static_cast<FoldSection*>(m_ring)}) {
        connect(section, &FoldSection::toggled, this, [this, section](bool open) {
            fitHeight();
            if (open)
                QMetaObject::invokeMethod(
                    this, [this, section] { m_area->ensureWidgetVisible(section); }, Qt::QueuedConnection);
        });
    }
}

// -------------------------------------------------------------------------------------------- what is chosen

void CaptureOptionsDialog::use(const CaptureChoice& choice)
{
    m_recentFilters = choice.recentFilters;
    m_filter->setRecent(choice.recentFilters);
    m_filter->setFilter(choice.filter);
    m_list->setChosen(choice.interfaces);
    m_target->setOptions(choice.rest);
    m_frame->setOptions(choice.rest);
    m_end->setOptions(choice.rest);
    m_ring->setOptions(choice.rest);
}

// The interface that is chosen, else the first that there is: loopback.
void CaptureOptionsDialog::reset()
{
    CaptureChoice choice;
    choice.recentFilters = m_recentFilters;
    choice.interfaces = m_list->chosen().mid(0, 1);
    for (int row = 0; row < m_interfaces->rowCount() && choice.interfaces.isEmpty(); ++row) {
        const QModelIndex index = m_interfaces->index(row);
        if (index.data(InterfaceModel::UsableRole).toBool())
            choice.interfaces += index.data(InterfaceModel::NameRole).toString();
    }
    use(choice);
    check();
}

CaptureChoice CaptureOptionsDialog::choice() const
{
    CaptureChoice choice;
    choice.interfaces = m_list->chosen();
    choice.filter = m_filter->filter();
    choice.recentFilters = m_recentFilters;
    m_target->fill(choice.rest);
    m_frame->fill(choice.rest);
    m_end->fill(choice.rest);
    m_ring->fill(choice.rest);
    if (result() == QDialog::Accepted)
        choice.rememberFilter();
    return choice;
}

QString CaptureOptionsDialog::problem() const
{
    if (!m_interfaces->isKnown())
        return tr("The interfaces are being looked at…");
    if (m_interfaces->rights().program == analysis::CaptureRights::Program::None)
        return tr("Nobody may capture here yet.");
    const CaptureChoice chosen = choice();
    if (chosen.interfaces.isEmpty())
        return sentenceOf(ChoiceProblem::NoInterface);
    if (const CaptureFilterVerdict verdict = m_filter->verdict();
        verdict.state == CaptureFilterVerdict::State::Wrong)
        return tr("Capture filter: %1").arg(verdict.sentence);
    if (const QString wrong = m_target->problem(chosen.rest.ring.has_value()); !wrong.isEmpty())
        return wrong;
    return sentenceOf(problemOf(chosen));
}

QString CaptureOptionsDialog::remark() const
{
    const QStringList chosen = m_list->chosen();
    for (const analysis::WatchedInterface& seen : m_interfaces->interfaces()) {
        if (seen.interface.kind == capture::InterfaceKind::Any && chosen.size() > 1 &&
            chosen.contains(QString::fromStdString(seen.interface.name)))
            return tr("“All interfaces” holds the others too: their frames will be there twice.");
    }
    return m_target->remark(m_ring->isSeveral());
}

// What stands in the way is said while choosing, not after.
void CaptureOptionsDialog::check()
{
    const QString wrong = problem();
    const QString remark = this->remark();
    m_start->setEnabled(wrong.isEmpty());
    m_start->setToolTip(wrong);
    m_message->setText(wrong.isEmpty() ? remark : wrong);
    m_sign->setVisible(!m_message->text().isEmpty());
    m_sign->setPixmap(m_theme->pixmap(
        wrong.isEmpty() ? QStringLiteral("ui-info") : QStringLiteral("ui-warning"),
        wrong.isEmpty() ? Ink::TextSecondary : Ink::Warning, m_theme->px(16), devicePixelRatioF()));
    m_whatToType->setVisible(m_interfaces->isKnown() &&
                             m_interfaces->rights().program == analysis::CaptureRights::Program::None);
}

void CaptureOptionsDialog::accept()
{
    if (!problem().isEmpty())
        return;
    if (m_filter->verdict().state == CaptureFilterVerdict::State::Asking)
        m_filter->submit(); // comes back as soon as it is known
    else
        QDialog::accept();
}

// ----------------------------------------------------------------------------------------------- how it
// looks

void CaptureOptionsDialog::refreshTheme()
{
    const Theme& theme = *m_theme;
    QLayout* what = m_area->widget()->layout();
    what->setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(12));
    what->setSpacing(theme.px(8));
    if (auto* foot = findChild<QFrame*>(QStringLiteral("panelFooter"))) {
        foot->layout()->setContentsMargins(theme.px(18), theme.px(8), theme.px(18), theme.px(12));
        foot->layout()->setSpacing(theme.px(8));
    }
    for (QLabel* title : m_titles)
        title->setFont(theme.font(TextUse::Strong));
    m_message->setMinimumHeight(QFontMetrics(theme.font()).height() * 2);
    m_vantage->setFont(theme.font(TextUse::Small));
    m_vantage->setIcon(theme.icon(QStringLiteral("ui-target"), Ink::Accent));
    m_vantage->setIconSize({theme.px(14), theme.px(14)});
    check();
    fitHeight();
}

// As high as what is unfolded asks for, and as the screen allows.
void CaptureOptionsDialog::fitHeight()
{
    const QSize room = screen() != nullptr ? screen()->availableSize() : QSize(1366, 768);
    const int width = std::min(std::max(m_theme->px(600), this->width()), room.width());
    QWidget* content = m_area->widget();
    content->layout()->activate();
    const auto* foot = findChild<QFrame*>(QStringLiteral("panelFooter")); // its line is not the layout's
    const int more = std::min(m_list->maximumHeight() - m_list->minimumHeight(), m_theme->px(kMoreForList));
    const int inside = std::max(content->layout()->heightForWidth(width), content->sizeHint().height());
    const int wanted = inside + more + std::max(foot->heightForWidth(width), foot->sizeHint().height());
    const int most = room.height() - m_theme->px(40); // the title bar
    setMinimumSize(std::min(m_theme->px(420), room.width()), std::min(m_theme->px(300), most));
    resize(width, std::min(wanted, most));
}

} // namespace mqttscope::ui
