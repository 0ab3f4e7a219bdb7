// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/entry_list.h"

#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace mqttscope::ui {
namespace {

class EntryDelegate final : public QStyledItemDelegate {
public:
    EntryDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(&theme) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const int text = QFontMetrics(m_theme->font()).height();
        const bool heading = index.data(EntryList::KeyRole).toString().isEmpty();
        return {m_theme->px(120), text + m_theme->px(heading ? 14 : 12)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        if (index.data(EntryList::KeyRole).toString().isEmpty())
            paintHeading(*painter, option.rect, index);
        else
            paintEntry(*painter, option, index);
        painter->restore();
    }

private:
    void paintHeading(QPainter& painter, const QRect& rect, const QModelIndex& index) const
    {
        QFont font = m_theme->font(TextUse::Small);
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(m_theme->color(Ink::TextSecondary));
        painter.drawText(rect.adjusted(m_theme->px(8), 0, -m_theme->px(8), -m_theme->px(3)),
                         Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
    }

    void paintEntry(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
    {
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        if (selected)
            paintSelectedRow(painter, *m_theme, option.rect, true);
        else if ((option.state & QStyle::State_MouseOver) != 0)
            painter.fillRect(option.rect, m_theme->color(Ink::RowHover));
        QRect rest = option.rect.adjusted(m_theme->px(8), 0, -m_theme->px(10), 0);
        const int size = m_theme->px(15);
        const QPixmap icon = m_theme->pixmap(index.data(EntryList::IconRole).toString(), Ink::TextSecondary,
                                             size, painter.device()->devicePixelRatioF());
        painter.drawPixmap(rest.left(), rest.center().y() - size / 2, icon);
        rest.setLeft(rest.left() + size + m_theme->px(9));
        const auto write = [&](int role, int alignment, const QFont& font, Ink ink) {
            const QString text = index.data(role).toString();
            painter.setFont(font);
            painter.setPen(m_theme->color(ink));
            const QFontMetrics metrics(font);
            const int width = std::min(metrics.horizontalAdvance(text), rest.width());
            painter.drawText(rest, alignment | Qt::AlignVCenter | Qt::TextSingleLine,
                             metrics.elidedText(text, Qt::ElideRight, rest.width()));
            if (width == 0)
                return;
            if ((alignment & Qt::AlignRight) != 0)
                rest.setRight(rest.right() - width - m_theme->px(10));
            else
                rest.setLeft(rest.left() + width + m_theme->px(9));
        };
        const QFont small = m_theme->font(TextUse::Small);
        // The title keeps its room; what is quiet gives way.
        const int wanted =
            QFontMetrics(m_theme->font(TextUse::Medium)).horizontalAdvance(index.data().toString()) +
            QFontMetrics(small).horizontalAdvance(index.data(EntryList::RightRole).toString()) +
            m_theme->px(12);
        if (wanted <= rest.width())
            write(EntryList::RightRole, Qt::AlignRight, small, Ink::TextSecondary);
        write(Qt::DisplayRole, Qt::AlignLeft, m_theme->font(TextUse::Medium), Ink::Text);
        if (rest.width() > m_theme->px(30))
            write(EntryList::RemarkRole, Qt::AlignLeft, small, Ink::TextSecondary);
    }

    const Theme* m_theme;
};

} // namespace

EntryList::EntryList(const Theme& theme, QWidget* parent)
    : QListView(parent), m_theme(&theme), m_entries(new QStandardItemModel(this))
{
    setModel(m_entries);
    setItemDelegate(new EntryDelegate(theme, this));
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    const auto choose = [this](const QModelIndex& index) {
        if (const QString key = index.data(KeyRole).toString(); !key.isEmpty())
            Q_EMIT chosen(key);
    };
    connect(this, &QListView::clicked, this, [this, choose](const QModelIndex& index) {
        if (m_oneClick)
            choose(index);
    });
    connect(this, &QListView::doubleClicked, this, [this, choose](const QModelIndex& index) {
        if (!m_oneClick)
            choose(index);
    });
    connect(&theme, &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
}

void EntryList::setEntries(const QList<Entry>& entries)
{
    const QString current = currentKey();
    const QSignalBlocker quiet(this);
    m_entries->clear();
    for (const Entry& entry : entries) {
        auto* item = new QStandardItem(entry.title);
        item->setData(entry.key, KeyRole);
        item->setData(entry.icon, IconRole);
        item->setData(entry.remark, RemarkRole);
        item->setData(entry.right, RightRole);
        item->setToolTip(entry.toolTip);
        if (entry.key.isEmpty())
            item->setFlags(Qt::NoItemFlags);
        m_entries->appendRow(item);
    }
    setCurrentKey(current);
}

QString EntryList::currentKey() const
{
    return currentIndex().data(KeyRole).toString();
}

void EntryList::setCurrentKey(const QString& key)
{
    for (int row = 0; row < m_entries->rowCount(); ++row) {
        const QModelIndex index = m_entries->index(row, 0);
        if (!key.isEmpty() && index.data(KeyRole).toString() == key)
            setCurrentIndex(index);
    }
}

int EntryList::contentsHeight() const
{
    int height = 0;
    for (int row = 0; row < m_entries->rowCount(); ++row)
        height += sizeHintForRow(row);
    return height;
}

void EntryList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT currentKeyChanged(current.data(KeyRole).toString());
}

void EntryList::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !currentKey().isEmpty()) {
        Q_EMIT chosen(currentKey());
        return;
    }
    QListView::keyPressEvent(event);
}

} // namespace mqttscope::ui
