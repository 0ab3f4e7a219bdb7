// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/capture_card.h"

#include "ui/live/capture_filter_edit.h"
#include "ui/live/interface_list.h"
#include "ui/live/other_computer_row.h"
#include "ui/models/interface_model.h"
#include "ui/theme/theme.h"
#include "ui/views/card_head.h"
#include "ui/views/flow_layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace mqttscope::ui {

using analysis::CaptureRights;

CaptureCard::CaptureCard(const Theme& theme, InterfaceModel& interfaces, QSettings& settings, QWidget* parent)
    : QFrame(parent), m_theme(&theme), m_interfaces(&interfaces), m_settings(&settings),
      m_head(new CardHead(theme, QStringLiteral("ui-capture"))), m_list(new InterfaceList(theme, interfaces)),
      m_other(new OtherComputerRow(theme)), m_filter(new CaptureFilterEdit(theme)), m_start(new QPushButton),
      m_rightsFrame(new QFrame), m_rightsSign(new QLabel), m_rights(new QLabel),
      m_whatToType(new QPushButton), m_vantage(new QToolButton), m_options(new QToolButton)
{
    setObjectName(QStringLiteral("card"));
    m_list->setFitting(true);
    m_start->setProperty("primary", true);
    m_rightsFrame->setObjectName(QStringLiteral("notice"));
    m_rights->setWordWrap(true);
    m_whatToType->setProperty("compact", true);
    auto* rights = new QHBoxLayout(m_rightsFrame);
    rights->addWidget(m_rightsSign, 0, Qt::AlignVCenter);
    rights->addWidget(m_rights, 1);
    rights->addWidget(m_whatToType);
    auto* begin = new QHBoxLayout;
    begin->addWidget(m_filter, 1);
    begin->addWidget(m_start);
    auto* links = new FlowLayout;
    for (QToolButton* link : {m_vantage, m_options}) {
        link->setProperty("link", true);
        link->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        link->setFocusPolicy(Qt::StrongFocus);
        links->addWidget(link);
    }
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_head);
    column->addWidget(m_list, 1);
    column->addWidget(m_other);
    column->addLayout(begin);
    column->addWidget(m_filter->sentence());
    column->addWidget(m_rightsFrame);
    column->addLayout(links);
    column->addStretch();
    connectParts();
    refreshTheme();
    reload();
    retranslate();
}

CaptureCard::~CaptureCard()
{
    watch(false);
}

void CaptureCard::connectParts()
{
    connect(m_list, &InterfaceList::chosenChanged, this, &CaptureCard::keep);
    connect(m_list, &InterfaceList::chosenChanged, this, &CaptureCard::showStart);
    connect(m_list, &InterfaceList::startWanted, this, [this] {
        if (m_start->isEnabled())
            m_filter->submit();
    });
    connect(m_filter, &CaptureFilterEdit::changed, this, &CaptureCard::keep);
    connect(m_filter, &CaptureFilterEdit::changed, this, &CaptureCard::showStart);
    connect(m_filter, &CaptureFilterEdit::accepted, this, &CaptureCard::start);
    connect(m_filter, &CaptureFilterEdit::forgetRecentWanted, this, [this] {
        CaptureChoice choice = CaptureChoice::load(*m_settings);
        choice.recentFilters.clear();
        choice.save(*m_settings);
        m_filter->setRecent({});
    });
    connect(m_start, &QPushButton::clicked, m_filter, &CaptureFilterEdit::submit);
    connect(m_other, &QAbstractButton::clicked, this, &CaptureCard::otherComputerRequested);
    connect(m_whatToType, &QPushButton::clicked, this, &CaptureCard::rightsRequested);
    connect(m_vantage, &QToolButton::clicked, this, &CaptureCard::vantageRequested);
    connect(m_options, &QToolButton::clicked, this, &CaptureCard::optionsRequested);
    connect(m_interfaces, &InterfaceModel::rightsChanged, this, &CaptureCard::showRights);
    connect(m_interfaces, &InterfaceModel::looked, this, &CaptureCard::chooseFirst);
    connect(m_interfaces, &InterfaceModel::looked, this, &CaptureCard::showStart);
    connect(m_theme, &Theme::changed, this, &CaptureCard::refreshTheme);
}

// -------------------------------------------------------------------------------------------- what is chosen

void CaptureCard::reload()
{
    const CaptureChoice choice = CaptureChoice::load(*m_settings);
    m_kept = choice;
    m_filter->setRecent(choice.recentFilters);
    m_filter->setFilter(choice.filter);
    m_list->setChosen(choice.interfaces);
    chooseFirst();
}

/// Who never chose begins with loopback, where a broker of one's own is heard.
void CaptureCard::chooseFirst()
{
    if (!m_list->remembered().isEmpty())
        return;
    for (int row = 0; row < m_interfaces->rowCount(); ++row) {
        const QModelIndex index = m_interfaces->index(row);
        if (!index.data(InterfaceModel::UsableRole).toBool())
            continue;
        m_list->setChosen({index.data(InterfaceModel::NameRole).toString()});
        return;
    }
}

void CaptureCard::keep()
{
    if (!isVisible()) // nobody chose that here
        return;
    CaptureChoice choice = CaptureChoice::load(*m_settings);
    const QStringList interfaces = m_list->remembered().isEmpty() ? choice.interfaces : m_list->remembered();
    const QString filter = m_filter->verdict().isUsable() ? m_filter->filter() : choice.filter;
    if (interfaces == choice.interfaces && filter == choice.filter)
        return;
    choice.interfaces = interfaces;
    choice.filter = filter;
    choice.save(*m_settings);
    m_kept = choice;
}

void CaptureCard::start()
{
    if (!obstacle().isEmpty())
        return;
    CaptureChoice choice = CaptureChoice::load(*m_settings);
    choice.interfaces = m_list->chosen();
    choice.filter = m_filter->filter();
    choice.rememberFilter();
    choice.save(*m_settings);
    m_kept = choice;
    m_filter->setRecent(choice.recentFilters);
    Q_EMIT startRequested(choice.simple());
}

// --------------------------------------------------------------------------------------------- who may, and
// when

QString CaptureCard::obstacle() const
{
    if (!m_interfaces->isKnown())
        return tr("The interfaces are being looked at…");
    if (m_interfaces->rights().program == CaptureRights::Program::None)
        return tr("Nobody may capture here yet.");
    if (m_list->chosen().isEmpty())
        return tr("Choose an interface first.");
    const CaptureFilterVerdict verdict = m_filter->verdict();
    return verdict.state == CaptureFilterVerdict::State::Wrong ? verdict.sentence : QString();
}

void CaptureCard::showStart()
{
    const QString why = obstacle();
    m_start->setEnabled(why.isEmpty());
    m_start->setToolTip(why);
    m_start->setAccessibleDescription(why);
}

void CaptureCard::showRights()
{
    const bool known = m_interfaces->isKnown();
    const CaptureRights& rights = m_interfaces->rights();
    const bool missing = known && rights.program == CaptureRights::Program::None;
    m_rightsFrame->setVisible(known);
    m_whatToType->setVisible(missing);
    switch (rights.program) {
    case CaptureRights::Program::None:
        m_rights->setText(tr("Nobody may capture here yet."));
        break;
    case CaptureRights::Program::Own:
        m_rights->setText(tr("Only the capturing program has rights."));
        break;
    case CaptureRights::Program::Dumpcap:
        //: dumpcap is a program of Wireshark
        m_rights->setText(tr("Only dumpcap, Wireshark’s program, has rights."));
        break;
    }
    m_rights->setToolTip(QString::fromStdString(rights.path));
    m_rightsSign->setPixmap(
        m_theme->pixmap(missing ? QStringLiteral("ui-warning") : QStringLiteral("ui-shield"),
                        missing ? Ink::Warning : Ink::Ok, m_theme->px(16), devicePixelRatioF()));
    m_rightsFrame->setProperty("severity", missing ? QStringLiteral("warning") : QString());
    m_rightsFrame->style()->unpolish(m_rightsFrame);
    m_rightsFrame->style()->polish(m_rightsFrame);
    const int inside = missing ? m_theme->px(8) : 0;
    m_rightsFrame->layout()->setContentsMargins(inside, missing ? m_theme->px(5) : 0, inside,
                                                missing ? m_theme->px(5) : 0);
    showStart();
}

void CaptureCard::watch(bool watching)
{
    if (std::exchange(m_watching, watching) == watching || m_interfaces == nullptr)
        return;
    if (watching)
        m_interfaces->watch();
    else
        m_interfaces->unwatch();
}

void CaptureCard::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    const CaptureChoice choice = CaptureChoice::load(*m_settings);
    if (choice.interfaces != m_kept.interfaces || choice.filter != m_kept.filter)
        reload(); // chosen elsewhere in the meantime
    watch(true);
}

void CaptureCard::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    watch(false);
}

// ----------------------------------------------------------------------------------------------- how it
// looks

void CaptureCard::refreshTheme()
{
    const Theme& theme = *m_theme;
    layout()->setContentsMargins(theme.px(18), theme.px(16), theme.px(18), theme.px(16));
    layout()->setSpacing(theme.px(10));
    m_rightsFrame->layout()->setSpacing(theme.px(8));
    m_rights->setFont(theme.font(TextUse::Small));
    m_start->setIcon(theme.icon(QStringLiteral("ui-capture"), Ink::OnAccent));
    m_start->setIconSize({theme.px(16), theme.px(16)});
    m_vantage->setIcon(theme.icon(QStringLiteral("ui-target"), Ink::Accent));
    m_options->setIcon(theme.icon(QStringLiteral("ui-more"), Ink::Accent));
    for (QToolButton* link : {m_vantage, m_options}) {
        link->setFont(theme.font(TextUse::Small));
        link->setIconSize({theme.px(14), theme.px(14)});
    }
    showRights();
}

void CaptureCard::retranslate()
{
    m_head->setWords(tr("Capture live"), tr("all of MQTT, with a filter that is ready"));
    m_list->setAccessibleName(tr("Interfaces to capture from"));
    m_start->setText(QLatin1Char(' ') + tr("Start")); // Qt leaves no room after the icon
    m_whatToType->setText(tr("What to type…"));
    m_vantage->setText(QLatin1Char(' ') + tr("What can I see from here?"));
    m_options->setText(QLatin1Char(' ') + tr("Options…"));
    m_filter->retranslate();
    m_other->retranslate();
    m_interfaces->retranslate();
    showRights();
}

} // namespace mqttscope::ui
