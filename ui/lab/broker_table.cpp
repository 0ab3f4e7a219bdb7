// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_table.h"

#include "ui/lab/broker_delegate.h"
#include "ui/models/lab_table_model.h"
#include "ui/panels/table_style.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

/// The title of the first column is the button that folds the table.
class FoldableHeader : public QHeaderView {
public:
    explicit FoldableHeader(const Theme& theme) : QHeaderView(Qt::Horizontal), m_theme(&theme) {}

protected:
    QSize sectionSizeFromContents(int section) const override
    {
        QSize size = QHeaderView::sectionSizeFromContents(section);
        if (section == 0) {
            if (const auto* fold = findChild<QToolButton*>())
                size.setWidth(std::max(size.width(), fold->sizeHint().width()));
            return size;
        }
        QFont font = m_theme->font(); // as the style sheet writes it
        font.setWeight(QFont::DemiBold);
        const QString title = model()->headerData(section, orientation()).toString();
        size.setWidth(QFontMetrics(font).horizontalAdvance(title) + m_theme->px(30));
        return size;
    }

private:
    const Theme* m_theme;
};

} // namespace

BrokerTable::BrokerTable(Workspace& workspace, LabTableModel& model, QString id, bool open, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_model(&model), m_id(std::move(id)), m_table(new QTableView),
      m_empty(new QLabel)
{
    auto* header = new FoldableHeader(workspace.theme());
    m_table->setHorizontalHeader(header);
    m_table->setModel(&model);
    prepareTable(*m_table);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setResizeContentsPrecision(kRowsSeen);
    header->setSectionsClickable(false);
    m_table->setItemDelegate(new BrokerDelegate(workspace.theme(), this));
    m_table->setShowGrid(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setObjectName(m_id);
    m_table->installEventFilter(this);
    header->installEventFilter(this);
    m_fold = new QToolButton(header);
    m_fold->setObjectName(QStringLiteral("foldHead"));
    m_fold->setCheckable(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_empty->setProperty("muted", true);
    m_empty->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table);
    column->addWidget(m_empty);
    setTabOrder(m_fold, m_table);

    connect(m_fold, &QToolButton::toggled, this, [this](bool shown) {
        m_workspace->settings().setValue(QStringLiteral("lab/open/") + m_id, shown);
        refreshTheme();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &BrokerTable::fit);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &BrokerTable::fit);
    connect(&model, &QAbstractItemModel::dataChanged, this, &BrokerTable::nameFold);
    // When all sections have their places.
    connect(header, &QHeaderView::sectionResized, this, &BrokerTable::placeFold, Qt::QueuedConnection);
    connect(header, &QHeaderView::geometriesChanged, this, &BrokerTable::placeFold, Qt::QueuedConnection);
    connect(m_table->horizontalScrollBar(), &QScrollBar::valueChanged, this, &BrokerTable::placeFold);
    connect(m_table->horizontalScrollBar(), &QScrollBar::rangeChanged, this, &BrokerTable::fit);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (static_cast<Tone>(index.data(lab_role::Tone).toInt()) == Tone::Link)
            Q_EMIT linkActivated(index);
    });
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (static_cast<Tone>(index.data(lab_role::Tone).toInt()) != Tone::Link)
            Q_EMIT packetsWanted(index);
    });
    connect(m_table, &QTableView::customContextMenuRequested, this, &BrokerTable::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { Q_EMIT rowChosen(now); });
    connect(&workspace.theme(), &Theme::changed, this, &BrokerTable::refreshTheme);
    m_fold->setChecked(workspace.settings().value(QStringLiteral("lab/open/") + m_id, open).toBool());
    retranslate();
}

bool BrokerTable::isOpen() const
{
    return m_fold->isChecked();
}

void BrokerTable::setOpen(bool open)
{
    m_fold->setChecked(open);
}

void BrokerTable::setEmptySentence(const QString& sentence)
{
    m_empty->setText(sentence);
    fit();
}

void BrokerTable::setStretched(int column)
{
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
}

void BrokerTable::retranslate()
{
    m_table->setAccessibleName(m_model->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString());
    refreshTheme();
}

// "Sessions 2", or "Sessions 500 of 1,204".
void BrokerTable::nameFold()
{
    const QString title = m_model->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString();
    const auto rows = static_cast<std::size_t>(m_model->rowCount());
    const QLocale locale;
    const QString count =
        m_model->total() > rows
            //: rows that are shown, and all
            ? tr("%1 of %2")
                  .arg(locale.toString(qulonglong{rows}), locale.toString(qulonglong{m_model->total()}))
            : locale.toString(qulonglong{rows});
    const QString name = QStringLiteral(" %1  %2").arg(title, count);
    if (m_fold->text() == name)
        return;
    m_fold->setText(name);
    m_fold->setAccessibleName(QStringLiteral("%1, %2").arg(title, count));
    placeFold();
}

void BrokerTable::placeFold()
{
    QHeaderView* const header = m_table->horizontalHeader();
    const int wanted = m_fold->sizeHint().width();
    const int given = header->sectionSize(0);
    m_fold->setGeometry(-header->offset(), 0, isOpen() ? std::max(given - 1, 0) : std::max(wanted, given - 1),
                        header->height() - 1);
}

void BrokerTable::fit()
{
    nameFold();
    QHeaderView* const header = m_table->horizontalHeader();
    const bool open = isOpen();
    const bool rows = m_model->rowCount() > 0;
    for (int column = 1; column < m_model->columnCount(); ++column)
        m_table->setColumnHidden(column, !open || !rows);
    m_empty->setVisible(open && !rows && !m_empty->text().isEmpty());
    const int row = m_table->verticalHeader()->defaultSectionSize();
    const int seen = open ? std::min(m_model->rowCount(), kRowsSeen) : 0;
    const bool bar = open && rows && m_table->horizontalScrollBar()->maximum() > 0;
    m_table->setFixedHeight(header->height() + seen * row +
                            (bar ? m_table->horizontalScrollBar()->sizeHint().height() : 0));
    m_table->setVerticalScrollBarPolicy(open ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_table->setFocusPolicy(open && rows ? Qt::StrongFocus : Qt::NoFocus);
    placeFold();
}

void BrokerTable::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    refreshTable(*m_table, theme);
    m_table->verticalHeader()->setDefaultSectionSize(
        std::max(theme.px(34), QFontMetrics(theme.font()).height() + theme.px(10)));
    m_fold->setFont(theme.font());
    m_fold->setIcon(
        theme.icon(isOpen() ? QStringLiteral("ui-chevron-down") : QStringLiteral("ui-chevron-right"),
                   Ink::TextSecondary));
    m_fold->setIconSize({theme.px(12), theme.px(12)});
    m_empty->setFont(theme.font(TextUse::Small));
    m_empty->setContentsMargins(theme.px(12), theme.px(7), theme.px(12), theme.px(7));
    m_table->horizontalHeader()->setMinimumSectionSize(theme.px(24));
    m_model->retranslate(); // the columns are as wide as the new fonts want
    fit();
}

QModelIndex BrokerTable::linkOf(int row) const
{
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QModelIndex index = m_model->index(row, column);
        if (static_cast<Tone>(index.data(lab_role::Tone).toInt()) == Tone::Link)
            return index;
    }
    return {};
}

void BrokerTable::showMenu(const QPoint& place)
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    const bool client = !index.data(lab_role::Client).toByteArray().isEmpty();
    const bool topic = !index.data(lab_role::Topic).toByteArray().isEmpty();
    const QModelIndex link = linkOf(index.row());
    QMenu menu;
    if (client || topic)
        menu.addAction(tr("Show its &packets"), this, [&] { Q_EMIT packetsWanted(index); });
    if (client)
        menu.addAction(tr("Show its &ladder"), this, [&] { Q_EMIT ladderWanted(index); });
    if (link.isValid())
        menu.addAction(link.data().toString(), this, [&] { Q_EMIT linkActivated(link); });
    if (!menu.isEmpty())
        menu.exec(m_table->viewport()->mapToGlobal(place));
}

bool BrokerTable::pressed(int key)
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return false;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT packetsWanted(index);
        return true;
    case Qt::Key_Delete:
        if (!linkOf(index.row()).isValid())
            return false;
        Q_EMIT linkActivated(linkOf(index.row()));
        return true;
    default:
        return false;
    }
}

bool BrokerTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && pressed(key->key()))
            return true;
    } else if (watched == m_table->horizontalHeader() && event->type() == QEvent::Resize) {
        placeFold();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mqttscope::ui
