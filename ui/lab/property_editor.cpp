// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/property_editor.h"

#include "teach/vocabulary.h"
#include "ui/lab/property_row.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {

using mqtt::PropertyId;

PropertyEditor::PropertyEditor(const Theme& theme, const teach::Vocabulary& vocabulary,
                               std::vector<PropertyId> offered, std::size_t staying, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_vocabulary(&vocabulary), m_offered(std::move(offered)),
      m_staying(staying), m_area(new QScrollArea), m_inside(new QWidget), m_column(new QVBoxLayout(m_inside)),
      m_add(new QPushButton), m_menu(new QMenu(m_add))
{
    m_inside->setObjectName(QStringLiteral("propertyRows"));
    m_area->setObjectName(QStringLiteral("propertyArea"));
    m_area->setWidget(m_inside);
    m_inside->setAutoFillBackground(false); // on the ground of the card
    m_area->viewport()->setAutoFillBackground(false);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_inside->installEventFilter(this);
    m_area->viewport()->installEventFilter(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_add->setProperty("compact", true);
    m_add->setMenu(m_menu);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_area);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_menu, &QMenu::aboutToShow, this, &PropertyEditor::fillMenu);
    connect(m_theme, &Theme::changed, this, &PropertyEditor::refreshTheme);
    setProperties({});
    refreshTheme();
    retranslate();
}

// ------------------------------------------------------------------------------------------- the rows

std::size_t PropertyEditor::placeOf(PropertyId id) const
{
    return static_cast<std::size_t>(std::find(m_offered.begin(), m_offered.end(), id) - m_offered.begin());
}

PropertyRow* PropertyEditor::rowOf(PropertyId id) const
{
    const auto found = std::find_if(m_rows.rbegin(), m_rows.rend(),
                                    [id](const PropertyRow* row) { return row->id() == id; });
    return found == m_rows.rend() ? nullptr : *found;
}

/// Behind the others of its kind, in the order in which they are offered.
PropertyRow* PropertyEditor::addRow(PropertyId id)
{
    const std::size_t place = placeOf(id);
    const auto before = std::find_if(m_rows.begin(), m_rows.end(),
                                     [&](const PropertyRow* row) { return placeOf(row->id()) > place; });
    auto* row = new PropertyRow(*m_theme, *m_vocabulary, id, place < m_staying);
    row->setSurroundings(m_around);
    m_column->insertWidget(static_cast<int>(before - m_rows.begin()), row);
    m_rows.insert(before, row);
    connect(row, &PropertyRow::changed, this, &PropertyEditor::tell);
    connect(row, &PropertyRow::removeWanted, this, [this, row] { removeRow(row); });
    return row;
}

void PropertyEditor::removeRow(PropertyRow* row)
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), row);
    const auto next = m_rows.erase(found);
    if (next != m_rows.end())
        (*next)->first()->setFocus();
    else
        m_add->setFocus();
    m_column->removeWidget(row);
    row->hide();
    row->deleteLater();
    tell();
}

void PropertyEditor::clearRows()
{
    for (PropertyRow* row : std::exchange(m_rows, {})) {
        m_column->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
}

void PropertyEditor::add(PropertyId id)
{
    PropertyRow* row = addRow(id);
    tell();
    m_area->ensureWidgetVisible(row);
    row->first()->setFocus();
}

TypedProperties PropertyEditor::properties() const
{
    TypedProperties typed;
    for (const PropertyRow* row : m_rows)
        typed.push_back(row->typed());
    return typed;
}

void PropertyEditor::setProperties(const TypedProperties& properties)
{
    {
        const QScopedValueRollback filling(m_filling, true);
        clearRows();
        for (std::size_t i = 0; i < m_staying; ++i)
            addRow(m_offered[i]);
        for (const TypedProperty& typed : properties) {
            PropertyRow* row = isRepeatable(typed.id) ? nullptr : rowOf(typed.id);
            if (placeOf(typed.id) == m_offered.size() || m_rows.size() >= kMaxTypedProperties)
                continue;
            if (row == nullptr)
                row = addRow(typed.id);
            row->setTyped(typed);
        }
    }
    tell();
}

void PropertyEditor::setSurroundings(const PropertySurroundings& around)
{
    m_around = around;
    const QScopedValueRollback filling(m_filling, true);
    for (PropertyRow* row : m_rows)
        row->setSurroundings(around);
}

int PropertyEditor::count() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [](const PropertyRow* row) { return isSent(row->typed()); }));
}

QString PropertyEditor::problem() const
{
    const auto wrong =
        std::find_if(m_rows.begin(), m_rows.end(), [](const PropertyRow* row) { return !row->verdict().ok; });
    return wrong == m_rows.end() ? QString() : (*wrong)->verdict().sentence;
}

void PropertyEditor::tell()
{
    if (m_filling)
        return;
    m_add->setEnabled(m_rows.size() < kMaxTypedProperties);
    m_area->setVisible(!m_rows.empty());
    Q_EMIT changed();
}

void PropertyEditor::fillMenu()
{
    m_menu->clear();
    for (const PropertyId id : m_offered) {
        QAction* action = m_menu->addAction(text(m_vocabulary->label(mqtt::propertyInfo(id).field)), this,
                                            [this, id] { add(id); });
        action->setData(static_cast<int>(id));
        action->setEnabled(isRepeatable(id) || rowOf(id) == nullptr);
    }
}

// ----------------------------------------------------------------------------------------- how it looks

void PropertyEditor::setMostHeight(int units)
{
    m_most = units;
    fitArea();
}

/// As high as the rows, up to the limit.
void PropertyEditor::fitArea()
{
    const int width = m_area->viewport()->width();
    const int wanted =
        m_column->hasHeightForWidth() ? m_column->heightForWidth(width) : m_column->sizeHint().height();
    const int most = m_most == 0 ? wanted : m_theme->px(m_most);
    m_area->setFixedHeight(std::max(1, std::min(wanted, most)));
}

bool PropertyEditor::eventFilter(QObject* watched, QEvent* event)
{
    if ((watched == m_inside && event->type() == QEvent::LayoutRequest) ||
        (watched == m_area->viewport() && event->type() == QEvent::Resize))
        fitArea();
    return QWidget::eventFilter(watched, event);
}

void PropertyEditor::retranslate()
{
    m_add->setText(QLatin1Char(' ') + tr("Property")); // Qt leaves no room after the icon
    m_add->setAccessibleName(tr("Add a property"));
    m_add->setToolTip(tr("Add a property"));
    m_menu->setAccessibleName(m_add->toolTip());
    fillMenu();
    const QScopedValueRollback filling(m_filling, true);
    for (PropertyRow* row : m_rows)
        row->retranslate();
}

void PropertyEditor::refreshTheme()
{
    layout()->setSpacing(m_theme->px(5));
    m_column->setSpacing(m_theme->px(6));
    m_add->setIcon(m_theme->icon(QStringLiteral("ui-plus")));
    m_add->setIconSize({m_theme->px(12), m_theme->px(12)});
    m_add->setFont(m_theme->font(TextUse::Small));
    fitArea();
}

} // namespace mqttscope::ui
