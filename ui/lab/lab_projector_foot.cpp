// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_projector_foot.h"

#include "ui/lab/fault_bar.h"
#include "ui/lab/step_mode_bar.h"
#include "ui/models/lab_fault_text.h"
#include "ui/models/lab_log.h"
#include "ui/models/lab_session.h"
#include "ui/step/key_button.h"
#include "ui/theme/theme.h"
#include "ui/views/switch_button.h"
#include "ui/workspace.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {

LabProjectorFoot::LabProjectorFoot(Workspace& workspace, LabSession& lab, LabLog& log, StepModeBar& step,
                                   QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_lab(&lab), m_log(&log), m_step(&step),
      m_column(new QVBoxLayout(this)), m_stepRow(new QFrame), m_pause(new QLabel), m_stepText(new QLabel),
      m_next(new KeyButton(*step.next(), workspace.theme(), false)), m_armedRow(new QFrame),
      m_bolt(new QLabel), m_armed(new QLabel), m_disarm(new QPushButton),
      m_faults(new FaultBar(workspace, lab, log)), m_logRow(new QWidget), m_book(new QLabel),
      m_logText(new QLabel), m_stepSwitch(new SwitchButton(workspace.theme()))
{
    setObjectName(QStringLiteral("projectorFoot"));
    build();
    addAction(step.next()); // its key, although the bar is hidden
    connect(m_disarm, &QPushButton::clicked, this, &LabProjectorFoot::disarm);
    connect(m_stepSwitch, &QCheckBox::clicked, this, [this](bool on) { m_lab->broker().setStepping(on); });
    connect(&lab, &LabSession::stateChanged, this, &LabProjectorFoot::showState);
    connect(&lab, &LabSession::snapshotChanged, this, &LabProjectorFoot::showState);
    connect(&step, &StepModeBar::stateShown, this, &LabProjectorFoot::showState);
    connect(&log, &LabLog::added, this, &LabProjectorFoot::showLog);
    connect(&log, &LabLog::cleared, this, &LabProjectorFoot::showLog);
    connect(&workspace.theme(), &Theme::changed, this, &LabProjectorFoot::refreshTheme);
    refreshTheme();
    retranslate();
}

void LabProjectorFoot::build()
{
    m_faults->setBrief(true);
    m_stepRow->setObjectName(QStringLiteral("notice"));
    m_stepRow->setProperty("severity", QStringLiteral("warning"));
    m_armedRow->setObjectName(QStringLiteral("armedNotice"));
    m_next->setGlyph(QStringLiteral("ui-step"));
    m_next->setPrimary(true);
    for (QLabel* label : {m_stepText, m_armed, m_logText}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_armed->setProperty("tone", QStringLiteral("error"));
    const auto row = [](QWidget& of, std::initializer_list<QWidget*> parts, const QWidget* wide) {
        auto* layout = new QHBoxLayout(&of);
        for (QWidget* part : parts)
            layout->addWidget(part, part == wide ? 1 : 0);
    };
    row(*m_stepRow, {m_pause, m_stepText, m_next}, m_stepText);
    row(*m_armedRow, {m_bolt, m_armed, m_disarm}, m_armed);
    row(*m_logRow, {m_book, m_logText, m_stepSwitch}, m_logText);
    for (QWidget* part : std::initializer_list<QWidget*>{m_stepRow, m_armedRow, m_faults, m_logRow})
        m_column->addWidget(part);
}

QString LabProjectorFoot::armedText() const
{
    return m_armedRow->isHidden() ? QString() : m_armed->text();
}

QString LabProjectorFoot::stepText() const
{
    return m_stepRow->isHidden() ? QString() : m_stepText->text();
}

QString LabProjectorFoot::logText() const
{
    return m_logText->text();
}

bool LabProjectorFoot::isRoomy() const
{
    return m_room >= m_workspace->theme().px(kRoomyFrom);
}

void LabProjectorFoot::setRoom(int height)
{
    m_room = height;
    showState();
    showLog();
}

void LabProjectorFoot::showState()
{
    const auto& snapshot = *m_lab->snapshot();
    const bool running = m_lab->isRunning();
    const bool stepping = running && snapshot.stepping;
    {
        const QSignalBlocker quiet(m_stepSwitch);
        m_stepSwitch->setEnabled(running);
        m_stepSwitch->setChecked(stepping);
    }
    m_stepRow->setVisible(stepping);
    m_stepText->setText(tr("Time stands still.") + QLatin1Char(' ') + m_step->nextSentence());
    QStringList sentences;
    std::size_t armed = 0;
    for (const auto& row : snapshot.faults) {
        if (row.spent || !running)
            continue;
        if (armed++ < kMaxArmed)
            sentences += faultSentence(row.fault, m_workspace->vocabulary());
    }
    if (armed > kMaxArmed)
        sentences += tr("And %Ln more.", nullptr, static_cast<int>(armed - kMaxArmed));
    m_armed->setText(sentences.join(QLatin1Char('\n')));
    const QWidget* before = QApplication::focusWidget();
    const bool hadFocus = before != nullptr && (before == m_disarm || m_faults->isAncestorOf(before));
    m_armedRow->setVisible(armed > 0);
    m_faults->setVisible(running && (armed == 0 || isRoomy()));
    if (!hadFocus || before->isVisible())
        return;
    if (armed > 0) // one took the place of the other
        m_disarm->setFocus();
    else if (auto* first = m_faults->findChild<QPushButton*>(QStringLiteral("faultLose")))
        first->setFocus();
}

// Whoever arms a fault in the projector takes back all that are armed: there is no list.
void LabProjectorFoot::disarm()
{
    for (const auto& row : m_lab->snapshot()->faults) {
        if (!row.spent)
            m_lab->broker().disarm(row.id);
    }
}

void LabProjectorFoot::showLog()
{
    const auto& lines = m_log->lines();
    const std::size_t count = std::min(lines.size(), isRoomy() ? kManyLines : kFewLines);
    QStringList sentences;
    for (std::size_t i = lines.size() - count; i < lines.size(); ++i)
        sentences += m_log->sentence(lines[i]);
    m_logText->setText(count > 0 ? sentences.join(QLatin1Char('\n'))
                                 : tr("What the broker decides stands here."));
}

void LabProjectorFoot::retranslate()
{
    m_next->setWord(tr("Next packet"));
    m_disarm->setText(tr("Disarm"));
    m_stepSwitch->setText(tr("Packet by packet"));
    m_logText->setAccessibleName(tr("Log of the broker"));
    m_faults->retranslate();
    showState();
    showLog();
}

void LabProjectorFoot::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    const int side = theme.px(10);
    m_column->setContentsMargins(side, theme.px(5), side, theme.px(5));
    m_column->setSpacing(theme.px(5));
    const int inside = theme.px(6);
    for (QFrame* frame : {m_stepRow, m_armedRow})
        frame->layout()->setContentsMargins(theme.px(8), theme.px(4), inside, theme.px(4));
    m_logRow->layout()->setContentsMargins(0, 0, 0, 0);
    for (QWidget* row : std::initializer_list<QWidget*>{m_stepRow, m_armedRow, m_logRow})
        row->layout()->setSpacing(theme.px(8));
    const qreal ratio = devicePixelRatioF();
    m_pause->setPixmap(theme.pixmap(QStringLiteral("ui-pause"), Ink::Warning, theme.px(16), ratio));
    m_bolt->setPixmap(theme.pixmap(QStringLiteral("ui-bolt"), Ink::Error, theme.px(18), ratio));
    m_book->setPixmap(theme.pixmap(QStringLiteral("ui-book"), Ink::TextSecondary, theme.px(16), ratio));
    m_stepText->setFont(theme.font());
    m_armed->setFont(theme.font(TextUse::Strong));
    m_logText->setFont(theme.font());
    m_disarm->setFont(theme.font());
    m_stepSwitch->setFont(theme.font());
    showState();
    showLog();
}

} // namespace mqttscope::ui
