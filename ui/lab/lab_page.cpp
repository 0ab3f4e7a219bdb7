// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_page.h"

#include "ui/lab/broker_panel.h"
#include "ui/lab/client_board.h"
#include "ui/lab/lab_empty.h"
#include "ui/lab/lab_frames.h"
#include "ui/lab/lab_projector_foot.h"
#include "ui/lab/lab_projector_head.h"
#include "ui/lab/step_mode_bar.h"
#include "ui/main_actions.h"
#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/lab_session.h"
#include "ui/models/live_session.h"
#include "ui/models/selection_model.h"
#include "ui/theme/theme.h"
#include "ui/views/frame_list_view.h"
#include "ui/workspace.h"

#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

enum Part : int { Broker, Clients, Frames };

QString rowsKey()
{
    return QStringLiteral("lab/rows");
}
QString columnsKey()
{
    return QStringLiteral("lab/columns");
}

} // namespace

LabPage::LabPage(Workspace& workspace, LabSession& lab, LiveSession& live, QWidget* parent)
    : PerspectivePage(parent), m_workspace(&workspace), m_lab(&lab), m_live(&live)
{
    setObjectName(QStringLiteral("labPage"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumSize(1, 1); // what it holds does not make the window larger: where there is no room it has tabs
}

void LabPage::build()
{
    m_stack = new QStackedWidget;
    m_empty = new LabEmpty(m_workspace->theme());
    m_tabs = new QTabBar;
    m_tabs->setExpanding(false);
    for (int part = Broker; part <= Frames; ++part)
        m_tabs->addTab({});
    m_broker = new BrokerPanel(*m_workspace, *m_lab);
    m_board = new ClientBoard(*m_workspace, *m_lab);
    m_frames = new LabFrames(*m_workspace, *m_live);
    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->addWidget(m_broker);
    m_columns->addWidget(m_board);
    m_columns->setStretchFactor(0, 2);
    m_columns->setStretchFactor(1, 3);
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(m_frames);
    m_rows->setStretchFactor(0, 3);
    m_rows->setStretchFactor(1, 1);
    for (QSplitter* splitter : {m_columns, m_rows})
        splitter->setChildrenCollapsible(false);
    m_columns->setSizes({560, 800});
    m_rows->setSizes({500, 190}); // a card is whole on a screen of 768 lines
    m_columns->restoreState(m_workspace->settings().value(columnsKey()).toByteArray());
    m_rows->restoreState(m_workspace->settings().value(rowsKey()).toByteArray());
    const auto remember = [this] {
        if (m_compact || m_workspace->theme().projector())
            return;
        m_workspace->settings().setValue(columnsKey(), m_columns->saveState());
        m_workspace->settings().setValue(rowsKey(), m_rows->saveState());
    };
    connect(m_columns, &QSplitter::splitterMoved, this, remember);
    connect(m_rows, &QSplitter::splitterMoved, this, remember);
    auto* parts = new QWidget;
    m_column = new QVBoxLayout(parts);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_tabs);
    m_column->addWidget(m_rows, 1);
    auto* begin = new QScrollArea; // a small screen at 200 % has no room for all of it
    begin->setWidgetResizable(true);
    begin->setFrameShape(QFrame::NoFrame);
    begin->setFocusPolicy(Qt::NoFocus);
    begin->setWidget(m_empty);
    m_stack->addWidget(begin);
    m_stack->addWidget(parts);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
    connect(m_tabs, &QTabBar::currentChanged, this, &LabPage::arrange);
    connect(m_empty->firstButton(), &QPushButton::clicked, this, &LabPage::firstLabRequested);
    connect(m_empty->ownButton(), &QPushButton::clicked, this, &LabPage::showParts);
    connect(m_empty->openButton(), &QPushButton::clicked, this, &LabPage::openLabRequested);
    connect(m_frames, &LabFrames::saveRequested, this, &LabPage::saveRequested);
    connect(m_frames, &LabFrames::frameChosen, m_workspace, &Workspace::showList);
    connect(m_lab, &LabSession::stateChanged, this, &LabPage::showFitting);
    connect(m_lab, &LabSession::clientsChanged, this, &LabPage::showFitting);
    connect(&m_workspace->theme(), &Theme::changed, this, &LabPage::refreshTheme);
    refreshTheme();
    retranslate();
    Q_EMIT built();
}

void LabPage::buildProjector()
{
    if (m_head != nullptr)
        return;
    QWidget* parts = m_column->parentWidget(); // from the beginning: another parent would take their fonts
    m_head = new LabProjectorHead(*m_workspace, *m_lab, *m_workspace->actions().brokerToggle, parts);
    m_foot = new LabProjectorFoot(*m_workspace, *m_lab, m_broker->log(), m_broker->step(), parts);
    m_column->insertWidget(0, m_head);
    m_column->addWidget(m_foot);
}

void LabPage::setActive(bool active)
{
    if (!active)
        return;
    if (m_stack == nullptr)
        build();
    updateState();
    m_frames->list()->showSelection();
}

// What is there is shown; before there is anything, how to begin.
void LabPage::showFitting()
{
    const bool something = m_wanted || m_lab->isRunning() || m_lab->isStopping() ||
                           !m_lab->clientIds().empty() ||
                           (m_live->isTap() && m_live->owns(m_workspace->session().path()));
    m_stack->setCurrentIndex(something ? 1 : 0);
}

void LabPage::showParts()
{
    m_wanted = true;
    if (m_stack != nullptr)
        showFitting();
}

bool LabPage::isEmptyShown() const
{
    return m_stack != nullptr && m_stack->currentIndex() == 0;
}

void LabPage::updateState()
{
    if (m_stack == nullptr)
        return;
    m_frames->updateState();
    showFitting();
}

void LabPage::arrange()
{
    if (m_stack == nullptr)
        return;
    const Theme& theme = m_workspace->theme();
    const bool projector = theme.projector();
    if (projector)
        buildProjector();
    if (m_head != nullptr) {
        m_head->setVisible(projector);
        m_foot->setVisible(projector);
        m_foot->setRoom(height());
    }
    m_compact = !projector && (width() < theme.px(kBesideFrom) || height() < theme.px(kAboveFrom));
    const int part = projector ? Clients : m_tabs->currentIndex();
    const bool all = !projector && !m_compact;
    m_tabs->setVisible(m_compact);
    m_broker->setVisible(all || part == Broker);
    m_board->setVisible(all || part == Clients);
    m_columns->setVisible(all || part != Frames);
    m_frames->setVisible(all || part == Frames);
}

void LabPage::resizeEvent(QResizeEvent* event)
{
    PerspectivePage::resizeEvent(event);
    arrange();
}

void LabPage::refreshTheme()
{
    for (QSplitter* splitter : {m_columns, m_rows})
        splitter->setHandleWidth(m_workspace->theme().px(5));
    m_tabs->setFont(m_workspace->theme().font());
    arrange();
}

void LabPage::refreshIcons()
{
    if (m_stack != nullptr)
        m_frames->refreshIcons();
}

void LabPage::retranslate()
{
    if (m_stack == nullptr)
        return;
    m_tabs->setAccessibleName(tr("Parts of the lab"));
    m_tabs->setTabText(Broker, tr("Broker"));
    m_tabs->setTabText(Clients, tr("Clients"));
    m_tabs->setTabText(Frames, tr("Frames"));
    m_empty->retranslate();
    m_broker->retranslate();
    m_board->retranslate();
    m_frames->retranslate();
    if (m_head != nullptr) {
        m_head->retranslate();
        m_foot->retranslate();
    }
}

bool LabPage::hasPacket(int direction) const
{
    const FrameListModel& frames = m_workspace->frames();
    const std::uint32_t frame = m_workspace->selection().selection().frame;
    return (direction > 0 ? frames.nextMqttFrame(frame) : frames.previousMqttFrame(frame)) != 0;
}

void LabPage::goToPacket(int direction)
{
    const FrameListModel& frames = m_workspace->frames();
    const std::uint32_t frame = m_workspace->selection().selection().frame;
    m_workspace->goToFrame(direction > 0 ? frames.nextMqttFrame(frame) : frames.previousMqttFrame(frame));
}

std::optional<StatusStrip::Place> LabPage::statusPlace() const
{
    if (m_workspace->theme().projector()) // its edges say what is to be said
        return std::nullopt;
    StatusStrip::Place place;
    if (const std::uint32_t frame = m_workspace->selection().selection().frame; frame != 0)
        place.path = QStringList(tr("Frame %1").arg(frame));
    return place;
}

void LabPage::goToPathStep(qsizetype)
{
    m_workspace->showList();
}

QString LabPage::keyHints() const
{
    const auto key = [](const QAction* action) {
        return action->shortcut().toString(QKeySequence::NativeText);
    };
    const MainActions& actions = m_workspace->actions();
    const QString next = m_broker != nullptr ? key(m_broker->step().next()) : QString();
    //: %1 to %4: keys
    return tr("<b>%1</b> or <b>Esc</b>: leave · <b>%2</b>: broker · <b>%3</b>: new client · <b>%4</b>: next "
              "packet")
        .arg(key(actions.projector), key(actions.brokerToggle), key(actions.newClient), next);
}

} // namespace mqttscope::ui
