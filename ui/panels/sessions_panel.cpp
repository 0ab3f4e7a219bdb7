// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/sessions_panel.h"

#include "teach/vocabulary.h"
#include "ui/ladder/ladder_model.h"
#include "ui/models/document_session.h"
#include "ui/models/filter_text.h"
#include "ui/models/query_thread.h"
#include "ui/models/save_bytes.h"
#include "ui/models/selection_model.h"
#include "ui/panels/conversation_view.h"
#include "ui/panels/table_style.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace mqttscope::ui {

SessionsPanel::SessionsPanel(Workspace& workspace, QWidget* parent)
    : ComputedPanel(workspace, parent), m_conversation(workspace.vocabulary())
{
    build();
    setContent(m_parts);
    rememberColumns(*m_table->horizontalHeader(), workspace.settings(), QStringLiteral("sessions/columns"),
                    workspace.theme(),
                    {150, 96, 64, 124, 92, 110, 120, 80, 100, 100, 170, 90, 110, 96, 100, 90, 150});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SessionsPanel::currentChanged);
    connect(m_table, &QTableView::doubleClicked, this, &SessionsPanel::useFilter);
    connect(m_table, &QWidget::customContextMenuRequested, this, &SessionsPanel::showMenu);
    connect(m_lines, &ConversationView::frameChosen, this,
            [this](std::uint32_t frame, std::uint32_t message) {
                const QScopedValueRollback following(m_following, true);
                if (message != index::kNone)
                    this->workspace().goToByte(message, 0);
                else
                    this->workspace().goToFrame(frame);
            });
    connect(m_copy, &QPushButton::clicked, this, [this] { this->workspace().copy(m_conversation.toText()); });
    connect(m_save, &QPushButton::clicked, this, &SessionsPanel::chooseFile);
    connect(&workspace.selection(), &SelectionModel::selectionChanged, this, &SessionsPanel::showFrame);
    SessionsPanel::refreshTheme();
    SessionsPanel::retranslate();
}

void SessionsPanel::build()
{
    const Theme& theme = workspace().theme();
    m_table = new QTableView;
    m_table->setModel(&m_model);
    m_cells = new CellDelegate(theme, this);
    m_cells->setFixedColumns({SessionTableModel::Start, SessionTableModel::Finish});
    m_table->setItemDelegate(m_cells);
    prepareTable(*m_table);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(SessionTableModel::Start, Qt::AscendingOrder);
    m_table->installEventFilter(this);

    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = new QWidget;
    m_bar->setObjectName(QStringLiteral("panelBar"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(m_bar);
    m_heading = new QLabel;
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_copy = new QPushButton;
    m_save = new QPushButton;
    for (QPushButton* button : {m_copy, m_save})
        button->setProperty("compact", true);
    row->addWidget(m_heading, 1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    m_lines = new ConversationView(m_conversation, theme);
    m_more = new QLabel;
    m_more->setProperty("muted", true);
    m_more->setAlignment(Qt::AlignCenter);
    m_more->hide();
    column->addWidget(m_bar);
    column->addWidget(m_lines, 1);
    column->addWidget(m_more);
    m_parts = new QSplitter(Qt::Horizontal);
    m_parts->addWidget(m_table);
    m_parts->addWidget(right);
    m_parts->setChildrenCollapsible(false);
    m_parts->setStretchFactor(0, 3);
    m_parts->setStretchFactor(1, 2);
}

QString SessionsPanel::title() const
{
    return tr("Sessions and clients");
}

QString SessionsPanel::emptySentence() const
{
    return tr("No client speaks MQTT in this capture.");
}

void SessionsPanel::compute()
{
    workspace().queries().ask(
        this, kMainQuestion,
        [capture = capture()](const QueryThread::Cancelled& cancelled) {
            return analysis::collectSessions(*capture.document, *capture.snapshot, cancelled);
        },
        [this](analysis::ClientSessions sessions) {
            const std::uint32_t followed = m_followed;
            {
                const QScopedValueRollback following(m_following, true);
                m_model.setSessions(std::move(sessions));
            }
            m_followed = index::kNone;
            answered();
            const int row = m_model.rowOfSession(followed);
            if (row >= 0)
                m_table->setCurrentIndex(m_model.index(row, 0));
            else
                showFrame();
            if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0)
                m_table->setCurrentIndex(m_model.index(0, 0));
        });
}

void SessionsPanel::clear()
{
    workspace().queries().drop(this, kMainQuestion);
    workspace().queries().drop(this, Follow);
    const QScopedValueRollback following(m_following, true);
    m_followed = index::kNone;
    m_model.clear();
    m_conversation.clear();
    nameConversation();
}

void SessionsPanel::currentChanged()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        follow(m_model.session(current.row()).number);
}

void SessionsPanel::follow(std::uint32_t session)
{
    if (session == m_followed)
        return;
    m_followed = session;
    workspace().queries().ask(
        this, Follow,
        [capture = capture(), session](const QueryThread::Cancelled& cancelled) {
            return std::pair(capture, analysis::conversationOf(*capture.snapshot, session, cancelled));
        },
        [this](std::pair<Capture, analysis::Conversation> answer) {
            const QScopedValueRollback following(m_following, true);
            m_conversation.setConversation(answer.first.document, answer.first.snapshot,
                                           std::move(answer.second));
            nameConversation();
            m_lines->showFrame(workspace().selection().selection().frame);
        });
}

// The session that the selected frame belongs to, and its line in the conversation.
void SessionsPanel::showFrame()
{
    const auto& snapshot = workspace().session().snapshot();
    const std::uint32_t frame = workspace().selection().selection().frame;
    if (!isVisible() || m_following || !snapshot || frame == 0 || frame > snapshot->frameCount())
        return;
    const std::uint32_t stream = snapshot->frame(frame).stream;
    const int row =
        stream == index::kNoStream ? -1 : m_model.rowOfSession(analysis::sessionOfStream(*snapshot, stream));
    if (row >= 0 && row != m_table->currentIndex().row()) {
        m_table->setCurrentIndex(m_model.index(row, 0));
        m_table->scrollTo(m_model.index(row, 0));
    }
    m_lines->showFrame(frame);
}

void SessionsPanel::useFilter()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid() && !m_model.session(current.row()).streams.empty())
        workspace().useFilter(streamFilter(m_model.session(current.row()).streams), FilterUse::Apply);
}

void SessionsPanel::showMenu(const QPoint& place)
{
    if (!m_table->currentIndex().isValid())
        return;
    const auto& session = m_model.session(m_table->currentIndex().row());
    const QString filter = streamFilter(session.streams);
    QMenu menu;
    menu.addAction(tr("&Apply as filter"), this, &SessionsPanel::useFilter);
    menu.addAction(tr("&Prepare as filter"), this,
                   [&] { workspace().useFilter(filter, FilterUse::Prepare); });
    menu.addSeparator();
    menu.addAction(tr("Go to its &first frame"), this, [&] { workspace().goToFrame(session.firstFrame); });
    menu.addAction(tr("Show its &ladder"), this, [&] {
        workspace().showLadder({analysis::ladder::Scope::Kind::Session, session.number, index::kNone, {}},
                               index::kNone);
    });
    menu.addAction(tr("Copy the &name of the client"), this, [&] { workspace().copy(sessionName(session)); });
    menu.exec(m_table->viewport()->mapToGlobal(place));
}

bool SessionsPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            useFilter();
            return true;
        }
    }
    return ComputedPanel::eventFilter(watched, event);
}

QString SessionsPanel::saveConversation(const QString& path) const
{
    return saveBytes(path, m_conversation.toText().toUtf8());
}

void SessionsPanel::chooseFile()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the conversation"), QStringLiteral("session.txt"), tr("Text (*.txt);;All files (*)"));
    const QString problem = path.isEmpty() ? QString() : saveConversation(path);
    if (!problem.isEmpty())
        m_heading->setText(problem);
}

void SessionsPanel::nameConversation()
{
    const int row = m_model.rowOfSession(m_followed);
    //: %1 the name of a client
    m_heading->setText(row < 0 ? QString() : tr("Conversation of %1").arg(sessionName(m_model.session(row))));
    for (QPushButton* button : {m_copy, m_save})
        button->setEnabled(m_conversation.rowCount() > 0);
    m_more->setVisible(m_conversation.more() > 0);
    m_more->setText(tr("%Ln more packet(s), not shown", nullptr, static_cast<int>(m_conversation.more())));
}

QString SessionsPanel::heading() const
{
    return m_heading->text();
}

// Side by side where there is width, one above the other in a tall dock.
void SessionsPanel::resizeEvent(QResizeEvent* event)
{
    ComputedPanel::resizeEvent(event);
    m_parts->setOrientation(width() * 10 > height() * 14 ? Qt::Horizontal : Qt::Vertical);
}

void SessionsPanel::refreshTheme()
{
    const Theme& theme = workspace().theme();
    refreshTable(*m_table, theme);
    m_parts->setHandleWidth(theme.px(5));
    m_bar->layout()->setContentsMargins(theme.px(10), theme.px(5), theme.px(8), theme.px(5));
    m_bar->layout()->setSpacing(theme.px(6));
    m_heading->setFont(theme.font(TextUse::Strong));
    m_copy->setIcon(theme.icon(QStringLiteral("ui-copy")));
    m_save->setIcon(theme.icon(QStringLiteral("ui-file")));
    m_lines->doItemsLayout();
}

void SessionsPanel::retranslate()
{
    ComputedPanel::retranslate();
    m_model.retranslate();
    m_conversation.retranslate();
    m_table->setAccessibleName(tr("Sessions"));
    m_table->setToolTip(QString());
    m_lines->setAccessibleName(tr("Conversation"));
    m_copy->setText(QLatin1Char(' ') + tr("Copy"));
    m_save->setText(QLatin1Char(' ') + tr("Save…"));
    nameConversation();
    Q_EMIT titleChanged();
}

} // namespace mqttscope::ui
