// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_frames.h"

#include "ui/main_actions.h"
#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/live_session.h"
#include "ui/theme/theme.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/switch_button.h"
#include "ui/workspace.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

enum Column : int { Icon, Title, Remark, Dot, Recording, TcpRows, Save };

} // namespace

LabFrames::LabFrames(Workspace& workspace, const LiveSession& live, QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_live(&live), m_head(new QFrame(this)),
      m_grid(new QGridLayout(m_head)), m_icon(new QLabel(m_head)), m_title(new QLabel(m_head)),
      m_remark(new QLabel(m_head)), m_dot(new QLabel(m_head)), m_recording(new QLabel(m_head)),
      m_tcpRows(new SwitchButton(workspace.theme(), m_head)), m_save(new QPushButton(m_head)),
      m_stack(new QStackedWidget(this)), m_nothing(new QLabel),
      m_list(new FrameListView(workspace.frames(), workspace.selection(), workspace.theme()))
{
    setObjectName(QStringLiteral("pane"));
    buildHead();
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setProperty("secondary", true);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_stack, 1);
    connect(m_list, &QAbstractItemView::doubleClicked, this, &LabFrames::frameChosen);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(key, m_list, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
                &LabFrames::frameChosen);
    connect(m_list, &FrameListView::frameRequested, &workspace, &Workspace::goToFrame);
    connect(&workspace.session(), &DocumentSession::documentChanged, this, [this] { m_fresh = true; });
    connect(&workspace.session(), &DocumentSession::stateChanged, this, &LabFrames::updateState);
    connect(&live, &LiveSession::changed, this, &LabFrames::updateState);
    connect(&workspace.theme(), &Theme::changed, this, &LabFrames::refreshTheme);
    refreshTheme();
    retranslate();
}

void LabFrames::buildHead()
{
    m_head->setObjectName(QStringLiteral("paneTitle"));
    m_title->setProperty("secondary", true);
    m_remark->setProperty("secondary", true);
    m_remark->setWordWrap(true);
    m_recording->setProperty("secondary", true);
    m_save->setProperty("compact", true);
    m_grid->addWidget(m_icon, 0, Icon);
    m_grid->addWidget(m_title, 0, Title);
    m_grid->addWidget(m_remark, 0, Remark);
    m_grid->setColumnStretch(Remark, 1);
    m_grid->addWidget(m_dot, 0, Dot);
    m_grid->addWidget(m_recording, 0, Recording);
    m_grid->addWidget(m_tcpRows, 0, TcpRows);
    m_grid->addWidget(m_save, 0, Save);
    QAction* showAll = m_workspace->actions().showAll;
    m_tcpRows->setChecked(showAll->isChecked());
    connect(showAll, &QAction::toggled, m_tcpRows, &QCheckBox::setChecked);
    connect(m_tcpRows, &QCheckBox::toggled, showAll, &QAction::setChecked);
    connect(m_save, &QPushButton::clicked, this, &LabFrames::saveRequested);
}

/// Whether the rows are those that the broker has seen, and not those of some file.
bool LabFrames::showsTap() const
{
    const DocumentSession& session = m_workspace->session();
    return m_live->isTap() && (session.path().isEmpty() || m_live->owns(session.path()));
}

void LabFrames::updateState()
{
    const DocumentSession& session = m_workspace->session();
    const FrameListModel& frames = m_workspace->frames();
    m_list->setFollowsEnd(session.state() == DocumentSession::State::Following ||
                          (session.isGrowing() && m_live->isBusy()));
    m_stack->setCurrentWidget(frames.rowCount() > 0 ? static_cast<QWidget*>(m_list) : m_nothing);
    if (m_fresh && frames.rowCount() > 0) {
        m_fresh = false;
        m_list->showSelection();
        if (m_live->isBusy())
            m_list->followEnd(); // nobody asked to stay somewhere else
    }
    updateHead();
}

void LabFrames::updateHead()
{
    const DocumentSession& session = m_workspace->session();
    const bool recording = m_live->isTap() && m_live->isBusy();
    m_remark->setText(session.path().isEmpty() || showsTap()
                          ? tr("tap of the built-in broker; Ethernet, IP and TCP headers are synthesised")
                          : session.displayName());
    m_dot->setVisible(recording);
    m_recording->setVisible(recording);
    m_save->setEnabled(m_workspace->actions().captureSave->isEnabled());
    m_nothing->setText(recording && m_workspace->frames().frameCount() > 0
                           ? tr("No frame carries MQTT so far.")
                       : recording ? tr("No frame so far: connect a client to the broker.")
                                   : tr("Start the broker: every packet that passes will stand here."));
    placeRemark();
}

// It is always there: where it has no room beside the others, it has a line of its own.
void LabFrames::placeRemark()
{
    int needed = m_head->contentsMargins().left() + m_head->contentsMargins().right() +
                 m_grid->contentsMargins().left() + m_grid->contentsMargins().right();
    for (const QWidget* widget : {static_cast<QWidget*>(m_icon), static_cast<QWidget*>(m_title),
                                  static_cast<QWidget*>(m_dot), static_cast<QWidget*>(m_recording),
                                  static_cast<QWidget*>(m_tcpRows), static_cast<QWidget*>(m_save)})
        needed += widget->isHidden() ? 0 : widget->sizeHint().width() + m_grid->horizontalSpacing();
    needed += QFontMetrics(m_remark->font()).horizontalAdvance(m_remark->text());
    const bool below = needed > width();
    if (below == m_below)
        return;
    m_below = below;
    m_grid->removeWidget(m_remark);
    if (below)
        m_grid->addWidget(m_remark, 1, Title, 1, Save - Title + 1);
    else
        m_grid->addWidget(m_remark, 0, Remark);
}

void LabFrames::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    placeRemark();
}

void LabFrames::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_grid->setContentsMargins(theme.px(10), theme.px(3), theme.px(8), theme.px(3));
    m_grid->setHorizontalSpacing(theme.px(8));
    m_grid->setVerticalSpacing(theme.px(2));
    const QFont small = theme.font(TextUse::Small);
    QFont title = small;
    title.setWeight(QFont::DemiBold);
    m_title->setFont(title);
    for (QWidget* widget : {static_cast<QWidget*>(m_remark), static_cast<QWidget*>(m_recording),
                            static_cast<QWidget*>(m_tcpRows), static_cast<QWidget*>(m_save)})
        widget->setFont(small);
    m_nothing->setFont(theme.font(TextUse::Reading));
    m_nothing->setMargin(theme.px(16));
    refreshIcons();
    placeRemark();
}

void LabFrames::refreshIcons()
{
    const Theme& theme = m_workspace->theme();
    m_icon->setPixmap(
        theme.pixmap(QStringLiteral("ui-analyse"), Ink::TextSecondary, theme.px(14), devicePixelRatioF()));
    m_dot->setPixmap(theme.pixmap(QStringLiteral("ui-dot"), Ink::Error, theme.px(10), devicePixelRatioF()));
    m_save->setIcon(theme.icon(QStringLiteral("ui-save")));
    m_save->setIconSize({theme.px(14), theme.px(14)});
}

void LabFrames::retranslate()
{
    m_title->setText(tr("Frames"));
    m_recording->setText(tr("recording"));
    m_tcpRows->setText(tr("TCP rows"));
    m_tcpRows->setToolTip(
        tr("Show the frames without MQTT too (%1)")
            .arg(m_workspace->actions().showAll->shortcut().toString(QKeySequence::NativeText)));
    m_save->setText(tr("Save as pcapng"));
    m_save->setToolTip(tr("Save the frames so far; the broker runs on"));
    m_list->setAccessibleName(tr("Frames"));
    updateHead();
}

QString LabFrames::remark() const
{
    return m_remark->text();
}

QString LabFrames::recordingText() const
{
    return m_recording->isHidden() ? QString() : m_recording->text();
}

} // namespace mqttscope::ui
