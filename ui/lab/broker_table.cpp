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
#include <vector>

namespace mqttscope::ui {
namespace {

/// So much of a longer text can be read.
constexpr int kReadable = 130;

/// The title of the first column is the button that folds the table.
class FoldableHeader : public QHeaderView {
public:
    explicit FoldableHeader(const Theme& theme) : QHeaderView(Qt::Horizontal), m_theme(&theme) {}

    /// What its title asks for, shown or not.
    [[nodiscard]] int titleWidth(int section) const { return sectionSizeFromContents(section).width(); }

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
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setStretchLastSection(false);
    header->setResizeContentsPrecision(kRowsSeen);
    header->setSectionsClickable(false);
    m_table->setItemDelegate(new BrokerDelegate(workspace.theme(), this));
    m_table->setShowGrid(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setObjectName(m_id);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
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
    connect(&model, &QAbstractItemModel::dataChanged, this, [this] {
        nameFold();
        fitColumns();
    });
    // When all sections have their places.
    connect(header, &QHeaderView::sectionResized, this, &BrokerTable::placeFold, Qt::QueuedConnection);
    connect(header, &QHeaderView::geometriesChanged, this, &BrokerTable::placeFold, Qt::QueuedConnection);
    connect(m_table->horizontalScrollBar(), &QScrollBar::valueChanged, this, &BrokerTable::placeFold);
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
    m_stretched = column;
    fitColumns();
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
    m_empty->setVisible(open && !rows && !m_empty->text().isEmpty());
    const int row = m_table->verticalHeader()->defaultSectionSize();
    const int seen = open ? std::min(m_model->rowCount(), kRowsSeen) : 0;
    m_table->setFixedHeight(header->height() + seen * row);
    m_table->setVerticalScrollBarPolicy(open ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_table->setFocusPolicy(open && rows ? Qt::StrongFocus : Qt::NoFocus);
    fitColumns();
    placeFold();
}

// The columns share the room that there is. Those that may be left out go as long as the others could not be
// read; if it is still too little the widest are cut. What is left over belongs to one of them.
void BrokerTable::fitColumns()
{
    if (std::exchange(m_fitting, true))
        return;
    auto* const header = static_cast<FoldableHeader*>(m_table->horizontalHeader());
    const int count = m_model->columnCount();
    const bool shown = isOpen() && m_model->rowCount() > 0;
    const int room = m_table->viewport()->width();
    const QAbstractItemView& view = *m_table; // where it is public
    std::vector<int> widths(static_cast<std::size_t>(count), 0);
    for (int column = 0; column < (shown ? count : 1); ++column)
        widths[static_cast<std::size_t>(column)] =
            std::max(header->titleWidth(column), view.sizeHintForColumn(column));
    const auto needed = [&widths](int most) {
        int sum = 0;
        for (const int width : widths)
            sum += std::min(width, most);
        return sum;
    };
    const int readable = m_workspace->theme().px(kReadable);
    for (const int column : m_model->dispensable()) {
        if (needed(readable) > room)
            widths[static_cast<std::size_t>(column)] = 0;
    }
    int most = *std::max_element(widths.begin(), widths.end());
    while (most > 1 && needed(most) > room)
        --most;
    for (int& width : widths)
        width = std::min(width, most);
    int last = count - 1;
    while (last > 0 && widths[static_cast<std::size_t>(last)] == 0)
        --last;
    widths[static_cast<std::size_t>(shown && m_stretched >= 0 ? m_stretched : last)] +=
        std::max(room - needed(most), 0);
    for (int column = 0; column < count; ++column) {
        const int width = widths[static_cast<std::size_t>(column)];
        m_table->setColumnHidden(column, width == 0);
        if (width > 0)
            header->resizeSection(column, width);
    }
    m_fitting = false;
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
    // Rows come and go while the menu is open.
    const QPersistentModelIndex index(m_table->currentIndex());
    if (!index.isValid())
        return;
    const bool client = !index.data(lab_role::Client).toByteArray().isEmpty();
    const bool topic = !index.data(lab_role::Topic).toByteArray().isEmpty();
    const QPersistentModelIndex link(linkOf(index.row()));
    QMenu menu;
    const auto offer = [&](const QString& words, const QPersistentModelIndex& of,
                           void (BrokerTable::*wanted)(const QModelIndex&)) {
        menu.addAction(words, this, [this, of, wanted] {
            if (of.isValid())
                Q_EMIT(this->*wanted)(of);
        });
    };
    if (client || topic)
        offer(tr("Show its &packets"), index, &BrokerTable::packetsWanted);
    if (client || topic)
        offer(tr("Show its &ladder"), index, &BrokerTable::ladderWanted);
    if (link.isValid())
        offer(link.data().toString(), link, &BrokerTable::linkActivated);
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
    } else if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        fitColumns();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mqttscope::ui
