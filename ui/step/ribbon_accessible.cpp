// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/ribbon_accessible.h"

#include "ui/step/byte_ribbon.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace mqttscope::ui {
namespace {

int byteCount(const ByteRibbon& ribbon)
{
    return static_cast<int>(ribbon.content().length);
}

int childrenOf(const ByteRibbon& ribbon)
{
    return byteCount(ribbon) + static_cast<int>(ribbon.content().layers.size());
}

/// A byte or a layer. Asks the ribbon each time, which may have got another content.
class RibbonCell final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    RibbonCell(ByteRibbon& ribbon, int index) : m_ribbon(&ribbon), m_index(index) {}

    bool isValid() const override { return m_ribbon != nullptr && m_index < childrenOf(*m_ribbon); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return isValid() ? m_ribbon->window()->windowHandle() : nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override
    {
        return m_ribbon != nullptr ? QAccessible::queryAccessibleInterface(m_ribbon) : nullptr;
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    int index() const { return m_index; }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid() || kind != QAccessible::Name)
            return {};
        return isLayer() ? m_ribbon->describeLayer(layer()) : m_ribbon->describe(byte());
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect place = isLayer() ? m_ribbon->rectOfLayer(layer()) : m_ribbon->rectOf(byte());
        return {m_ribbon->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }
    QAccessible::Role role() const override
    {
        return isLayer() ? QAccessible::Button : QAccessible::ListItem;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const bool current = !isLayer() && m_ribbon->current() == byte();
        state.selectable = !isLayer();
        state.selected = current;
        state.focusable = true;
        state.focused = current && m_ribbon->hasFocus();
        const QRect place = isLayer() ? m_ribbon->rectOfLayer(layer()) : m_ribbon->rectOf(byte());
        state.offscreen = !m_ribbon->viewport()->rect().intersects(place);
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override
    {
        if (!isValid() || name != pressAction())
            return;
        if (isLayer())
            m_ribbon->chooseLayer(layer());
        else
            m_ribbon->chooseByte(byte());
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    bool isLayer() const { return m_index >= byteCount(*m_ribbon); }
    std::uint32_t byte() const { return static_cast<std::uint32_t>(m_index); }
    std::size_t layer() const { return static_cast<std::size_t>(m_index - byteCount(*m_ribbon)); }

    QPointer<ByteRibbon> m_ribbon;
    int m_index;
};

class RibbonList final : public QAccessibleWidget {
public:
    /// Bytes that are kept for a screen reader at a time; who walks further makes new ones.
    static constexpr qsizetype kMaxCells = 4096;

    explicit RibbonList(ByteRibbon& ribbon) : QAccessibleWidget(&ribbon, QAccessible::List) {}
    RibbonList(const RibbonList&) = delete;
    RibbonList& operator=(const RibbonList&) = delete;
    RibbonList(RibbonList&&) = delete;
    RibbonList& operator=(RibbonList&&) = delete;

    int childCount() const override { return childrenOf(ribbon()); }
    QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto known = m_cells.constFind(index);
        if (known != m_cells.constEnd()) {
            if (QAccessibleInterface* cell = QAccessible::accessibleInterface(*known))
                return cell;
        }
        if (m_cells.size() >= kMaxCells)
            forget();
        auto* cell = new RibbonCell(ribbon(), index);
        m_cells.insert(index, QAccessible::registerAccessibleInterface(cell));
        return cell;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* cell = dynamic_cast<const RibbonCell*>(child);
        return cell != nullptr ? cell->index() : -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        const QPoint point = ribbon().viewport()->mapFromGlobal(QPoint(x, y));
        if (const auto byte = ribbon().byteAt(point))
            return child(static_cast<int>(*byte));
        for (std::size_t i = 0; i < ribbon().content().layers.size(); ++i) {
            if (ribbon().rectOfLayer(i).contains(point))
                return child(byteCount(ribbon()) + static_cast<int>(i));
        }
        return nullptr;
    }
    QAccessibleInterface* focusChild() const override
    {
        const auto current = ribbon().current();
        return current && ribbon().hasFocus() ? child(static_cast<int>(*current)) : nullptr;
    }

private:
    ~RibbonList() override { forget(); }

    ByteRibbon& ribbon() const { return *static_cast<ByteRibbon*>(widget()); }
    void forget() const
    {
        for (const QAccessible::Id id : std::as_const(m_cells))
            QAccessible::deleteAccessibleInterface(id);
        m_cells.clear();
    }

    mutable QHash<int, QAccessible::Id> m_cells;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* ribbon = qobject_cast<ByteRibbon*>(object);
    return ribbon != nullptr ? new RibbonList(*ribbon) : nullptr;
}

} // namespace

void makeRibbonsAccessible()
{
    // Qt knows a factory that is already there.
    QAccessible::installFactory(makeInterface);
}

} // namespace mqttscope::ui
