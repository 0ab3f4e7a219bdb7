// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/step_mode_bar.h"

#include "ui/lab/broker_table.h"
#include "ui/models/lab_fault_text.h"
#include "ui/models/lab_session.h"
#include "ui/models/lab_waiting_model.h"
#include "ui/models/plain_words.h"
#include "ui/models/text.h"
#include "ui/step/key_button.h"
#include "ui/theme/theme.h"
#include "ui/views/flow_layout.h"
#include "ui/views/switch_button.h"
#include "ui/workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxName = 60;

} // namespace

StepModeBar::StepModeBar(Workspace& workspace, LabSession& lab, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_lab(&lab),
      m_model(new LabWaitingModel(workspace.vocabulary(), this)), m_bar(new QWidget),
      m_toggle(new SwitchButton(workspace.theme())), m_pause(new QLabel), m_still(new QLabel),
      m_body(new QWidget), m_next(new QAction(this)), m_consequence(new QLabel)
{
    m_bar->setObjectName(QStringLiteral("panelBar"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    auto* head = new QHBoxLayout(m_bar);
    m_toggle->setObjectName(QStringLiteral("stepToggle"));
    m_still->setProperty("tone", QStringLiteral("warning"));
    head->addWidget(m_toggle);
    head->addStretch(1);
    head->addWidget(m_pause);
    head->addWidget(m_still);
    m_waiting = new BrokerTable(workspace, *m_model, QStringLiteral("waiting"), true);
    makeButtons();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    connect(m_toggle, &QCheckBox::clicked, this, [this](bool on) { m_lab->broker().setStepping(on); });
    // Not in the middle of a change of the rows.
    connect(m_waiting, &BrokerTable::rowChosen, this, &StepModeBar::showState, Qt::QueuedConnection);
    connect(&lab, &LabSession::snapshotChanged, this, [this] {
        m_model->show(m_lab->snapshot());
        showState();
    });
    connect(&lab, &LabSession::stateChanged, this, &StepModeBar::showState);
    connect(&workspace.theme(), &Theme::changed, this, &StepModeBar::refreshTheme);
    refreshTheme();
}

void StepModeBar::makeButtons()
{
    m_next->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F10));
    m_next->setText(tr("Let the next packet pass"));
    addAction(m_next);
    m_nextButton = new KeyButton(*m_next, m_workspace->theme(), false);
    m_nextButton->setGlyph(QStringLiteral("ui-step"));
    m_nextButton->setPrimary(true);
    m_selected = new QPushButton;
    m_selected->setObjectName(QStringLiteral("stepSelected"));
    m_client = new QPushButton;
    m_client->setObjectName(QStringLiteral("stepClient"));
    m_consequence->setWordWrap(true);
    m_consequence->setProperty("secondary", true);
    m_consequence->setObjectName(QStringLiteral("stepConsequence"));
    auto* row = new QWidget;
    row->setObjectName(QStringLiteral("stepButtons"));
    auto* margins = new QVBoxLayout(row);
    m_flow = new FlowLayout;
    margins->addLayout(m_flow);
    m_flow->addWidget(m_nextButton);
    m_flow->addWidget(m_selected);
    m_flow->addWidget(m_client);
    auto* column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(row);
    column->addWidget(m_consequence);
    column->addWidget(m_waiting);
    connect(m_next, &QAction::triggered, this, [this] { m_lab->broker().releaseNext(); });
    connect(m_selected, &QPushButton::clicked, this, &StepModeBar::releaseSelected);
    connect(m_client, &QPushButton::clicked, this, &StepModeBar::releaseClient);
}

int StepModeBar::row() const
{
    const QModelIndex current = m_waiting->table()->currentIndex();
    if (current.isValid())
        return current.row();
    return m_model->rowCount() > 0 ? 0 : -1;
}

int StepModeBar::before(int row) const
{
    const auto& one = m_model->at(row);
    int count = 0;
    for (int other = 0; other < row; ++other)
        count += m_model->at(other).clientId == one.clientId && m_model->at(other).from == one.from ? 1 : 0;
    return count;
}

QString StepModeBar::sentenceOf(int row) const
{
    if (row < 0)
        return tr("Nothing waits: what is sent next stops here.");
    const QString word = m_model->index(row, LabWaitingModel::Type).data().toString();
    const QString way = m_model->index(row, LabWaitingModel::Way).data().toString();
    //: what follows when a packet passes: %1 its type, %2 "from capteur-1", %3 sentences
    QString sentence = tr("%1 %2 passes: %3").arg(word, way, m_model->consequence(row));
    if (const int first = before(row); first > 0)
        sentence += QLatin1Char(' ') + tr("%Ln packet(s) that came before it pass first.", nullptr, first);
    return sentence;
}

QString StepModeBar::nextSentence() const
{
    return sentenceOf(m_model->rowCount() > 0 ? 0 : -1);
}

void StepModeBar::releaseSelected()
{
    if (row() >= 0)
        m_lab->broker().release(m_model->at(row()).id);
}

void StepModeBar::releaseClient()
{
    if (row() >= 0)
        m_lab->broker().releaseAllOf(m_model->at(row()).clientId);
}

void StepModeBar::showState()
{
    const auto& snapshot = *m_lab->snapshot();
    const bool running = m_lab->isRunning();
    const bool stepping = running && snapshot.stepping;
    const QSignalBlocker blocked(m_toggle);
    m_toggle->setEnabled(running);
    m_toggle->setChecked(stepping);
    m_pause->setVisible(stepping);
    m_still->setVisible(stepping);
    m_still->setText(snapshot.full
                         ? tr("Time stands still. Too much waits: packets to clients must pass first.")
                         : tr("Time stands still."));
    m_body->setVisible(stepping);
    const int at = row();
    m_next->setEnabled(stepping && at >= 0);
    m_selected->setEnabled(m_waiting->table()->currentIndex().isValid());
    const bool named = at >= 0 && !m_model->at(at).clientId.empty();
    m_client->setEnabled(named);
    m_client->setText(
        named ? tr("All of %1").arg(withoutMnemonics(wireText(m_model->at(at).clientId, kMaxName)))
              : tr("All of the client"));
    m_consequence->setText(sentenceOf(at));
    Q_EMIT stateShown();
}

void StepModeBar::retranslate()
{
    m_toggle->setText(tr("Packet by packet"));
    m_toggle->setToolTip(
        wrapped(tr("Every packet waits in the broker until you let it pass. Time stands still "
                   "meanwhile: no Keep Alive runs out.")));
    m_next->setText(tr("Let the next packet pass"));
    m_nextButton->setWord(tr("Next packet"));
    m_selected->setText(tr("The selected one"));
    m_waiting->retranslate();
    showState();
}

void StepModeBar::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_bar->layout()->setContentsMargins(theme.px(12), theme.px(5), theme.px(12), theme.px(5));
    m_bar->layout()->setSpacing(theme.px(6));
    m_pause->setPixmap(
        theme.pixmap(QStringLiteral("ui-pause"), Ink::Warning, theme.px(14), devicePixelRatioF()));
    m_still->setFont(theme.font(TextUse::Strong));
    m_consequence->setFont(theme.font(TextUse::Small));
    m_consequence->setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(6));
    m_nextButton->parentWidget()->layout()->setContentsMargins(theme.px(12), theme.px(8), theme.px(12),
                                                               theme.px(6));
    m_flow->setSpacing(theme.px(6));
    for (QPushButton* button : {m_selected, m_client})
        button->setMinimumHeight(m_nextButton->sizeHint().height());
    retranslate();
}

} // namespace mqttscope::ui
