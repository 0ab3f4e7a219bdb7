// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/interface_list.h"

#include "ui/live/interface_delegate.h"
#include "ui/models/interface_model.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

/// Rows that are in sight in any case.
constexpr int kFewestRows = 3;

} // namespace

InterfaceList::InterfaceList(const Theme& theme, InterfaceModel& interfaces, QWidget* parent)
    : QListView(parent), m_theme(&theme), m_interfaces(&interfaces)
{
    setObjectName(QStringLiteral("interfaceList"));
    // A row that goes takes its selection with it: that is not what the user chose. Known here before the
    // selection knows.
    connect(&interfaces, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_own = true; });
    setModel(&interfaces);
    setItemDelegate(new InterfaceDelegate(theme, this));
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setUniformItemSizes(true);
    setMouseTracking(true);

    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_own)
            return;
        m_names = chosen();
        tell();
    });
    connect(this, &QListView::doubleClicked, this, [this](const QModelIndex& index) {
        if (selectionModel()->isSelected(index))
            Q_EMIT startWanted();
    });
    connect(&interfaces, &QAbstractItemModel::rowsRemoved, this, [this] { m_own = false; });
    connect(&interfaces, &InterfaceModel::looked, this, [this] {
        select();
        fit();
    });
    connect(&theme, &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
        fit();
    });
    fit();
}

void InterfaceList::setChosen(const QStringList& names)
{
    m_names = names;
    select();
}

QStringList InterfaceList::chosen() const
{
    QStringList names;
    for (int row = 0; row < m_interfaces->rowCount(); ++row) {
        const QModelIndex index = m_interfaces->index(row);
        if (selectionModel()->isSelected(index))
            names += index.data(InterfaceModel::NameRole).toString();
    }
    return names;
}

/// Selects what was chosen, as far as it is there.
void InterfaceList::select()
{
    m_own = true;
    for (int row = 0; row < m_interfaces->rowCount(); ++row) {
        const QModelIndex index = m_interfaces->index(row);
        const bool wanted = index.data(InterfaceModel::UsableRole).toBool() &&
                            m_names.contains(index.data(InterfaceModel::NameRole).toString());
        if (wanted != selectionModel()->isSelected(index))
            selectionModel()->select(index,
                                     wanted ? QItemSelectionModel::Select : QItemSelectionModel::Deselect);
        if (wanted && !currentIndex().isValid())
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    }
    m_own = false;
    tell();
}

void InterfaceList::tell()
{
    const QStringList now = chosen();
    if (now != std::exchange(m_said, now))
        Q_EMIT chosenChanged();
}

void InterfaceList::setFitting(bool fitting)
{
    m_fitting = fitting;
    fit();
}

void InterfaceList::fit()
{
    const int row = interfaceRowHeight(*m_theme);
    const int frame = 2 * std::max(1, frameWidth()); // a border of the style sheet counts for none
    setMinimumHeight(row * std::clamp(m_interfaces->rowCount(), 1, kFewestRows) + frame);
    setMaximumHeight(m_fitting ? std::max(1, m_interfaces->rowCount()) * row + frame : QWIDGETSIZE_MAX);
}

QSize InterfaceList::sizeHint() const
{
    return {m_theme->px(240), minimumHeight()};
}

void InterfaceList::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT startWanted();
        return;
    case Qt::Key_Space:
        if (currentIndex().isValid())
            selectionModel()->select(currentIndex(), QItemSelectionModel::Toggle);
        return;
    default:
        QListView::keyPressEvent(event);
    }
}

// A click beside the rows chooses nothing, and so changes nothing.
void InterfaceList::mousePressEvent(QMouseEvent* event)
{
    if (indexAt(event->position().toPoint()).isValid())
        QListView::mousePressEvent(event);
}

} // namespace mqttscope::ui
