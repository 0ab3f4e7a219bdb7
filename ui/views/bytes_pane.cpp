// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/bytes_pane.h"

#include "dissector/field/field_table.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/byte_legend.h"
#include "ui/views/byte_values.h"
#include "ui/views/hex_content.h"
#include "ui/views/hex_view.h"
#include "ui/views/pane.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTabBar>

#include <algorithm>

namespace mqttscope::ui {

BytesPane::BytesPane(const FieldTreeModel& fields, SelectionModel& selection, const Theme& theme,
                     QWidget* parent)
    : QWidget(parent), m_fields(&fields), m_selection(&selection), m_theme(&theme), m_tabs(new QTabBar),
      m_legend(new ByteLegend(theme)), m_hex(new HexView(theme)), m_values(new ByteValues(theme))
{
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_hex, 1);
    row->addWidget(m_values);
    m_pane = new Pane(QStringLiteral("ui-compose"), content, theme);
    m_pane->setTitle({});
    m_pane->bar()->addWidget(m_tabs);
    m_pane->bar()->addWidget(m_legend, 1);
    auto* column = new QHBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pane);
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setUsesScrollButtons(false); // the legend gives its place first
    m_tabs->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);

    m_hex->setLooks([this](int look) {
        const CategoryLook category = categoryLook(static_cast<field::Role>(look));
        HexLook made;
        made.ground = m_theme->color(category.ground);
        made.line = m_theme->color(category.border);
        made.underline = category.underline;
        made.hatched = static_cast<field::Role>(look) == field::Role::Undecoded;
        return made;
    });
    m_hex->setDescriber([this](std::uint32_t offset) { return describe(offset); });

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        if (tab < 0)
            return;
        m_wantsMessage = tab > 0;
        showSource(static_cast<std::uint8_t>(m_tabs->tabData(tab).toInt()));
    });
    connect(m_hex, &HexView::byteChosen, this, &BytesPane::choose);
    connect(m_hex, &HexView::byteHovered, this, [this](std::uint32_t offset) {
        m_selection->setHoverByte({m_source, offset});
    });
    connect(m_hex, &HexView::hoverEnded, m_selection, &SelectionModel::clearHover);
    connect(m_hex, &HexView::fieldStepped, this, &BytesPane::stepField);
    connect(&selection, &SelectionModel::dissectionChanged, this, &BytesPane::showDissection);
    connect(&selection, &SelectionModel::selectionChanged, this, &BytesPane::showSelection);
    connect(&selection, &SelectionModel::hoverChanged, this, &BytesPane::showHover);
    retranslate();
    showDissection();
}

QString BytesPane::tabTitle(std::uint8_t source) const
{
    const auto& dissection = m_selection->dissection();
    switch (dissection->sources[source].kind) {
    case index::SourceKind::Frame:
        return tr("Bytes of frame %1").arg(dissection->frame);
    case index::SourceKind::Datagram:
        return tr("IP datagram, reassembled");
    case index::SourceKind::Messages: {
        const auto& pieces = dissection->sources[source].pieces;
        const bool reassembled = std::any_of(pieces.begin(), pieces.end(), [&](const stream::Piece& piece) {
            return piece.frame != dissection->frame;
        });
        const int count = static_cast<int>(dissection->messages.size());
        return reassembled ? tr("%n MQTT message(s), reassembled", nullptr, count)
                           : tr("%n MQTT message(s)", nullptr, count);
    }
    }
    return {};
}

void BytesPane::showDissection()
{
    const auto& dissection = m_selection->dissection();
    const QSignalBlocker blocker(m_tabs);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(m_tabs->count() - 1);
    std::uint8_t wanted = 0;
    if (dissection) {
        for (std::size_t i = 0; i < dissection->sources.size(); ++i) {
            const auto source = static_cast<std::uint8_t>(i);
            m_tabs->setTabData(m_tabs->addTab(tabTitle(source)), static_cast<int>(source));
        }
        if (m_wantsMessage)
            wanted = dissection->messageSource();
        m_tabs->setCurrentIndex(wanted);
    }
    m_tabs->setVisible(m_tabs->count() > 0);
    showSource(wanted);
}

void BytesPane::showSource(std::uint8_t source)
{
    m_source = source;
    const auto& dissection = m_selection->dissection();
    m_hex->setContent(dissection ? hexContent(dissection, *m_selection->byteMap(), source) : HexContent{});
    m_hex->setAccessibleName(dissection ? tabTitle(source) : tr("Bytes"));
    showSelection();
    showHover();
}

std::vector<field::ByteRange> BytesPane::shownRanges(std::uint8_t source, field::ByteRange range) const
{
    const auto& dissection = m_selection->dissection();
    if (!dissection || range.length == 0)
        return {};
    if (source == m_source)
        return {range};
    return m_source == 0 ? dissection->rangesInFrame(source, range) : std::vector<field::ByteRange>();
}

BytePlace BytesPane::placeOf(std::uint32_t offset) const
{
    return m_source == 0 && m_selection->byteMap() ? m_selection->byteMap()->deepest(offset)
                                                   : BytePlace{m_source, offset};
}

void BytesPane::showSelection()
{
    const Selection& selection = m_selection->selection();
    std::vector<field::ByteRange> ranges = shownRanges(selection.source, selection.range);
    // A field none of whose bytes is in the shown tab is shown where its bytes are.
    if (ranges.empty() && selection.range.length > 0 && selection.source < m_tabs->count() &&
        selection.source != m_source) {
        const QSignalBlocker blocker(m_tabs);
        m_tabs->setCurrentIndex(selection.source);
        showSource(selection.source);
        return;
    }
    std::optional<std::uint32_t> current;
    if (selection.range.length > 0) {
        if (selection.source == m_source)
            current = selection.byte;
        else if (m_source == 0 && m_selection->byteMap())
            current = m_selection->byteMap()->inFrame({selection.source, selection.byte});
        if (!current && !ranges.empty())
            current = ranges.front().offset;
    }
    m_hex->setSelected(std::move(ranges), current);
    if (current)
        m_hex->reveal(*current);
    const HexContent& content = m_hex->content();
    m_values->setBytes(current && !m_hex->isMissing(*current) ? content.bytes.subspan(*current)
                                                              : field::ByteView());
}

void BytesPane::showHover()
{
    const Hover& hover = m_selection->hover();
    m_hex->setHovered(shownRanges(hover.source, hover.range));
}

void BytesPane::choose(std::uint32_t offset, bool again)
{
    m_hex->setFocus(Qt::MouseFocusReason);
    // The second click on a byte of a selected field means that byte, a third one the field again.
    const bool wholeField = !again || m_selection->selection().range.length <= 1;
    m_selection->selectByte({m_source, offset}, wholeField);
}

void BytesPane::stepField(int direction)
{
    const auto& map = m_selection->byteMap();
    if (!map)
        return;
    const BytePlace here{m_source, m_hex->current().value_or(0)};
    const auto there = direction > 0 ? map->nextField(here) : map->previousField(here);
    if (there)
        m_selection->selectByte(*there);
}

QString BytesPane::describe(std::uint32_t offset) const
{
    const auto& map = m_selection->byteMap();
    if (!map)
        return {};
    const std::uint32_t leaf = map->leafAt({m_source, offset});
    const QString name =
        leaf == kNoNode ? tr("no field") : m_fields->indexOf(leaf).data(Qt::DisplayRole).toString();
    if (m_hex->isMissing(offset))
        //: %1 number of the byte from 1, %2 field
        return tr("byte %1, not captured, %2").arg(offset + 1).arg(name);
    //: %1 number of the byte from 1, %2 its value in hexadecimal digits, %3 field
    return tr("byte %1, 0x%2, %3")
        .arg(offset + 1)
        .arg(m_hex->content().bytes[offset], 2, 16, QLatin1Char('0'))
        .arg(name);
}

QString BytesPane::selectedHex() const
{
    const HexContent& content = m_hex->content();
    std::vector<std::uint8_t> bytes;
    for (const field::ByteRange range : m_hex->selected()) {
        for (std::uint32_t i = range.offset; i < range.end() && i < content.bytes.size(); ++i)
            bytes.push_back(content.bytes[i]);
    }
    return hexText(m_hex->selected().empty() ? content.bytes : field::ByteView(bytes));
}

void BytesPane::retranslate()
{
    m_legend->retranslate();
    m_values->retranslate();
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        m_tabs->setTabText(tab, tabTitle(static_cast<std::uint8_t>(m_tabs->tabData(tab).toInt())));
    if (m_selection->dissection())
        showSource(m_source); // the words at the seams
}

void BytesPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_values->setVisible(width() >= m_theme->px(kValuesFrom));
}

} // namespace mqttscope::ui
