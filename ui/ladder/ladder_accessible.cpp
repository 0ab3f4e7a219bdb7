// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_accessible.h"

#include "ui/ladder/ladder_view.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include <algorithm>
#include <utility>
#include <vector>

namespace mqttscope::ui {
namespace {

/// Places compare as they stand; it also names a place.
using Order = std::pair<quint32, qint64>;
Order orderOf(const LadderPlace& place)
{
    return {place.band, place.row ? qint64{*place.row} : -1};
}

/// What a screen reader can go to now, from top to bottom.
std::vector<LadderPlace> placesOf(const LadderView& view)
{
    std::vector<LadderPlace> places = view.placesInSight();
    const LadderPlace& current = view.model().place();
    if (view.model().placeOf(current.band) &&
        std::find(places.begin(), places.end(), current) == places.end()) {
        const auto isBehind = [&](const LadderPlace& place) { return orderOf(place) > orderOf(current); };
        places.insert(std::find_if(places.begin(), places.end(), isBehind), current);
    }
    return places;
}

/// A bar or a row. Asks the view each time, which may show something else by now.
class LadderCell final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    LadderCell(LadderView& view, const LadderPlace& place) : m_view(&view), m_place(place) {}

    bool isValid() const override { return m_view != nullptr && !m_view->describe(m_place).isEmpty(); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return isValid() ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override
    {
        return m_view != nullptr ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    const LadderPlace& place() const { return m_place; }

    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_view->describe(m_place) : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect place = m_view->rectOf(m_place);
        return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const bool current = m_view->model().place() == m_place;
        state.selectable = true;
        state.selected = current;
        state.focusable = true;
        state.focused = current && m_view->hasFocus();
        state.offscreen = !m_view->viewport()->rect().intersects(m_view->rectOf(m_place));
        if (!m_place.row) {
            state.expandable = true;
            state.expanded = !m_view->model().isFolded(m_place.band);
            state.collapsed = !state.expanded;
        }
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override
    {
        return m_place.row ? QStringList{pressAction()} : QStringList{pressAction(), toggleAction()};
    }
    void doAction(const QString& name) override
    {
        if (!isValid())
            return;
        if (name == pressAction())
            m_view->choose(m_place);
        else if (name == toggleAction() && !m_place.row)
            m_view->toggle(m_place.band);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QPointer<LadderView> m_view;
    LadderPlace m_place;
};

class LadderList final : public QAccessibleWidget {
public:
    /// Places that are kept for a screen reader at a time; who walks further makes new ones.
    static constexpr qsizetype kMaxCells = 4096;

    explicit LadderList(LadderView& view) : QAccessibleWidget(&view, QAccessible::List) {}
    LadderList(const LadderList&) = delete;
    LadderList& operator=(const LadderList&) = delete;
    LadderList(LadderList&&) = delete;
    LadderList& operator=(LadderList&&) = delete;

    int childCount() const override { return static_cast<int>(placesOf(view()).size()); }
    QAccessibleInterface* child(int index) const override
    {
        const std::vector<LadderPlace> places = placesOf(view());
        return index >= 0 && index < std::ssize(places) ? cell(places[static_cast<std::size_t>(index)])
                                                        : nullptr;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* known = dynamic_cast<const LadderCell*>(child);
        return known != nullptr ? indexOf(known->place()) : -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        const LadderPlace place = view().placeAt(view().viewport()->mapFromGlobal(QPoint(x, y)));
        return place.isNowhere() ? nullptr : cell(place);
    }
    QAccessibleInterface* focusChild() const override
    {
        const LadderPlace& current = view().model().place();
        return view().hasFocus() && view().model().placeOf(current.band) ? cell(current) : nullptr;
    }
    int indexOf(const LadderPlace& place) const
    {
        const std::vector<LadderPlace> places = placesOf(view());
        const auto found = std::find(places.begin(), places.end(), place);
        return found != places.end() ? static_cast<int>(found - places.begin()) : -1;
    }

private:
    ~LadderList() override { forget(); }

    LadderView& view() const { return *static_cast<LadderView*>(widget()); }
    QAccessibleInterface* cell(const LadderPlace& place) const
    {
        const Order key = orderOf(place);
        if (const auto known = m_cells.constFind(key); known != m_cells.constEnd()) {
            if (QAccessibleInterface* there = QAccessible::accessibleInterface(*known))
                return there;
        }
        if (m_cells.size() >= kMaxCells)
            forget();
        auto* made = new LadderCell(view(), place);
        m_cells.insert(key, QAccessible::registerAccessibleInterface(made));
        return made;
    }
    void forget() const
    {
        for (const QAccessible::Id id : std::as_const(m_cells))
            QAccessible::deleteAccessibleInterface(id);
        m_cells.clear();
    }

    mutable QHash<Order, QAccessible::Id> m_cells;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* view = qobject_cast<LadderView*>(object);
    return view != nullptr ? new LadderList(*view) : nullptr;
}

} // namespace

void makeLaddersAccessible()
{
    // Qt knows a factory that is already there.
    QAccessible::installFactory(makeInterface);
}

void tellPlace(LadderView& view)
{
    auto* list = dynamic_cast<LadderList*>(QAccessible::queryAccessibleInterface(&view));
    const int index = list != nullptr ? list->indexOf(view.model().place()) : -1;
    if (index < 0)
        return;
    QAccessibleEvent event(&view, QAccessible::Focus);
    event.setChild(index);
    QAccessible::updateAccessibility(&event);
}

} // namespace mqttscope::ui
