// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/topics_panel.h"

#include "ui/ladder/ladder_model.h"
#include "ui/models/filter_text.h"
#include "ui/models/query_thread.h"
#include "ui/models/text.h"
#include "ui/panels/table_style.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {

TopicsPanel::TopicsPanel(Workspace& workspace, QWidget* parent) : ComputedPanel(workspace, parent)
{
    build();
    setContent(m_content);
    rememberColumns(*m_tree->header(), workspace.settings(), QStringLiteral("topics/columns"),
                    workspace.theme(), {260, 90, 112, 220, 60, 80, 160, 160});
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model.setFilter(text);
        unfold();
        showCounts();
    });
    connect(m_tree, &QTreeView::doubleClicked, this, [this] { goToLast(); });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &TopicsPanel::showMenu);
    TopicsPanel::refreshTheme();
    TopicsPanel::retranslate();
}

void TopicsPanel::build()
{
    m_content = new QWidget;
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = new QWidget;
    m_bar->setObjectName(QStringLiteral("panelBar"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(m_bar);
    m_filter = new QLineEdit;
    m_filter->setClearButtonEnabled(true);
    m_filterIcon = m_filter->addAction(QIcon(), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_counts = new QLabel;
    m_counts->setProperty("secondary", true);
    row->addWidget(m_filter, 1);
    row->addWidget(m_counts);

    m_tree = new RowTree(workspace().theme());
    m_tree->setModel(&m_model);
    m_cells = new CellDelegate(workspace().theme(), this);
    m_cells->setPaintsSelection(false);
    m_cells->setFixedColumns({TopicTreeModel::Packets, TopicTreeModel::LastValue});
    m_tree->setItemDelegate(m_cells);
    m_tree->setUniformRowHeights(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->header()->setStretchLastSection(true);
    m_tree->installEventFilter(this);
    column->addWidget(m_bar);
    column->addWidget(m_tree, 1);
}

QString TopicsPanel::title() const
{
    return tr("Topics");
}

QString TopicsPanel::emptySentence() const
{
    return tr("Nothing was published in this capture.");
}

void TopicsPanel::compute()
{
    workspace().queries().ask(
        this, kMainQuestion,
        [capture = capture()](const QueryThread::Cancelled& cancelled) {
            return std::pair(capture, analysis::collectTopics(*capture.snapshot, cancelled));
        },
        [this](std::pair<Capture, analysis::TopicTree> answer) {
            const std::string name = m_model.nameOf(m_tree->currentIndex());
            m_model.setTree(answer.first.document, answer.first.snapshot, std::move(answer.second));
            unfold();
            if (const QModelIndex place = m_model.indexOf(name); place.isValid())
                m_tree->setCurrentIndex(place);
            showCounts();
            answered();
        });
}

void TopicsPanel::clear()
{
    workspace().queries().drop(this, kMainQuestion);
    m_model.clear();
    m_filter->clear();
    showCounts();
}

void TopicsPanel::unfold()
{
    if (m_model.shownCount() <= kUnfoldUpTo)
        m_tree->expandAll();
    if (!m_tree->currentIndex().isValid() && m_model.rowCount() > 0)
        m_tree->setCurrentIndex(m_model.index(0, 0));
}

void TopicsPanel::useFilter(bool subtree, bool prepare)
{
    const QModelIndex current = m_tree->currentIndex();
    if (!current.isValid())
        return;
    workspace().useFilter(topicFilter(m_model.nameOf(current), subtree),
                          prepare ? FilterUse::Prepare : FilterUse::Apply);
}

void TopicsPanel::goToLast()
{
    const std::uint32_t frame = m_tree->currentIndex().data(TopicTreeModel::FrameRole).toUInt();
    if (frame != 0)
        workspace().goToFrame(frame);
}

// A level that nobody published to stands for all topics below it.
void TopicsPanel::showLadder(bool subtree)
{
    const QString name = text(m_model.nameOf(m_tree->currentIndex()));
    workspace().showLadder({analysis::ladder::Scope::Kind::Topic, index::kNone, index::kNone,
                            subtree ? name + QStringLiteral("/#") : name},
                           index::kNone);
}

void TopicsPanel::showMenu(const QPoint& place)
{
    const QModelIndex current = m_tree->currentIndex();
    if (!current.isValid())
        return;
    const bool used = m_model.node(current).packets() > 0;
    const QString name = current.data(TopicTreeModel::NameRole).toString();
    QMenu menu;
    menu.addAction(tr("Filter on this &topic"), this, [this] { useFilter(false, false); })->setEnabled(used);
    menu.addAction(tr("Filter on this topic and all &below"), this, [this] { useFilter(true, false); });
    menu.addAction(tr("&Prepare as filter"), this, [this, used] { useFilter(!used, true); });
    menu.addSeparator();
    menu.addAction(tr("&Values over time"), this, [this, name] { workspace().showValues(name); })
        ->setEnabled(used);
    menu.addAction(tr("Show its &ladder"), this, [this, used] { showLadder(!used); });
    menu.addAction(tr("&Go to its last message"), this, &TopicsPanel::goToLast)->setEnabled(used);
    menu.addAction(tr("&Copy the name"), this, [this, name] { workspace().copy(name); });
    menu.addSeparator();
    menu.addAction(tr("&Unfold all"), m_tree, &QTreeView::expandAll)
        ->setEnabled(m_model.topicCount() <= 10 * kUnfoldUpTo);
    menu.addAction(tr("F&old all"), m_tree, &QTreeView::collapseAll);
    menu.exec(m_tree->viewport()->mapToGlobal(place));
}

bool TopicsPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return ComputedPanel::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == m_filter) {
        if (key->key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
        if (key->key() == Qt::Key_Down || enter) {
            m_tree->setFocus();
            return true;
        }
    }
    if (watched == m_tree && enter) {
        if ((key->modifiers() & Qt::ControlModifier) != 0)
            useFilter(m_model.node(m_tree->currentIndex()).packets() == 0, false);
        else
            goToLast();
        return true;
    }
    return ComputedPanel::eventFilter(watched, event);
}

void TopicsPanel::showCounts()
{
    const QLocale locale;
    QString said =
        m_filter->text().isEmpty()
            ? tr("%Ln topic(s)", nullptr, static_cast<int>(m_model.topicCount()))
            //: topics that fit the filter, of all
            : tr("%1 of %2 topics")
                  .arg(locale.toString(m_model.shownCount()), locale.toString(m_model.topicCount()));
    if (m_model.leftOut() > 0)
        said += QStringLiteral(" · ") +
                tr("%Ln packet(s) of further topics", nullptr,
                   static_cast<int>(std::min<std::uint64_t>(m_model.leftOut(), 1'000'000'000)));
    m_counts->setText(said);
}

QString TopicsPanel::counts() const
{
    return m_counts->text();
}

void TopicsPanel::refreshTheme()
{
    const Theme& theme = workspace().theme();
    m_bar->layout()->setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6));
    m_bar->layout()->setSpacing(theme.px(10));
    m_filterIcon->setIcon(theme.icon(QStringLiteral("ui-filter"), Ink::TextSecondary));
    m_tree->header()->setFont(theme.font(TextUse::Small));
    m_tree->header()->setFixedHeight(
        std::max(theme.px(27), QFontMetrics(theme.font(TextUse::Small)).height() + theme.px(8)));
    m_tree->setIndentation(theme.px(16));
    m_tree->doItemsLayout();
}

void TopicsPanel::retranslate()
{
    ComputedPanel::retranslate();
    m_model.retranslate();
    m_filter->setPlaceholderText(tr("Part of a topic"));
    m_filter->setAccessibleName(tr("Part of a topic"));
    m_tree->setAccessibleName(tr("Topics"));
    showCounts();
    Q_EMIT titleChanged();
}

} // namespace mqttscope::ui
