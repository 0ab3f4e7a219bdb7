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
#include "ui/views/layer_strip.h"
#include "ui/views/pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {

BytesPane::BytesPane(const FieldTreeModel& fields, SelectionModel& selection, const Theme& theme,
                     QWidget* parent)
    : QWidget(parent), m_fields(&fields), m_selection(&selection), m_theme(&theme), m_tabs(new QTabBar),
      m_legend(new ByteLegend(theme)), m_hex(new HexView(theme)), m_values(new ByteValues(theme)),
      m_valueScroll(new QScrollArea), m_layers(new LayerStrip(fields, selection, theme)),
      m_faultIcon(new QLabel), m_fault(new QLabel)
{
    // As many lines of the table as there is room for, the others scrolled.
    m_valueScroll->setFrameShape(QFrame::NoFrame);
    m_valueScroll->setWidgetResizable(true);
    m_valueScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_valueScroll->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Expanding);
    m_valueScroll->setFocusPolicy(Qt::NoFocus);
    m_valueScroll->setWidget(m_values);
    auto* content = new QWidget;
    auto* both = new QVBoxLayout(content);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(0);
    both->addWidget(m_layers);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_hex, 1);
    row->addWidget(m_valueScroll);
    both->addLayout(row, 1);
    m_pane = new Pane(QStringLiteral("ui-compose"), content, theme);
    m_pane->setTitle({});
    m_pane->bar()->addWidget(m_tabs);
    m_pane->bar()->addWidget(m_faultIcon);
    m_pane->bar()->addWidget(m_fault);
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
    connect(m_hex, &HexView::rangeChosen, this, [this](std::uint32_t from, std::uint32_t to) {
        m_selection->selectBytes({m_source, from}, {m_source, to});
    });
    connect(&theme, &Theme::changed, this, [this] {
        showFaults();
        arrange();
    });
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
    showFaults();
    showSelection();
    showHover();
}

// The bytes by their numbers, as the status bar counts them.
QString BytesPane::faultText() const
{
    const std::vector<field::ByteRange>& faults = m_hex->content().faults;
    if (faults.empty())
        return {};
    const field::ByteRange first = faults.front();
    //: %1 number of a byte that breaks a rule, from 1
    const QString place = first.length == 1 ? tr("byte %1").arg(first.offset + 1)
                                            //: %1 first and %2 last of bytes that break a rule, from 1
                                            : tr("bytes %1 to %2").arg(first.offset + 1).arg(first.end());
    const bool alone =
        std::all_of(faults.begin(), faults.end(), [&](field::ByteRange range) { return range == first; });
    return alone ? place : place + QStringLiteral(", …");
}

void BytesPane::showFaults()
{
    const QString words = faultText();
    const int size = m_theme->px(14);
    m_faultIcon->setPixmap(
        m_theme->pixmap(QStringLiteral("ui-error"), Ink::Error, size, devicePixelRatioF()));
    m_fault->setText(words);
    m_fault->setFont(m_theme->font(TextUse::Small));
    m_fault->setStyleSheet(
        QStringLiteral("color: %1; font-weight: 600").arg(m_theme->color(Ink::Error).name()));
    m_fault->setToolTip(tr("Bytes that break a rule"));
    m_fault->setVisible(!words.isEmpty());
    m_faultIcon->setVisible(!words.isEmpty());
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

analysis::BytePlace BytesPane::placeOf(std::uint32_t offset) const
{
    return m_source == 0 && m_selection->byteMap() ? m_selection->byteMap()->deepest(offset)
                                                   : analysis::BytePlace{m_source, offset};
}

// Where nothing is selected yet, what people came for is in sight, from its beginning.
void BytesPane::revealMessage()
{
    const auto& dissection = m_selection->dissection();
    if (m_source != 0 || !dissection || dissection->messages.empty())
        return;
    const field::ByteRange range = dissection->messages.front().range;
    const std::uint8_t source = dissection->messageSource();
    for (const std::uint32_t offset : {range.end() - 1, range.offset}) {
        if (const auto place = m_selection->byteMap()->inFrame({source, offset}))
            m_hex->reveal(*place);
    }
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
    else
        revealMessage();
    const HexContent& content = m_hex->content();
    // Bytes chosen by hand are read together; of a field, the byte where the cursor stands.
    std::uint32_t first = current.value_or(0);
    std::size_t count = 1;
    const std::vector<field::ByteRange>& chosen = m_hex->selected();
    if (current && chosen.size() == 1 && isFreeRange(selection)) {
        first = chosen.front().offset;
        count = chosen.front().length;
    }
    const bool readable = current && !m_hex->isMissing(first);
    m_values->setBytes(readable ? content.bytes.subspan(first) : field::ByteView(), count);
}

// Whether the range is another than that of its field.
bool BytesPane::isFreeRange(const Selection& selection) const
{
    const auto& dissection = m_selection->dissection();
    return selection.node == analysis::kNoNode || !dissection || selection.node >= dissection->tree.size() ||
           dissection->tree.node(selection.node).range != selection.range;
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
    const analysis::BytePlace here{m_source, m_hex->current().value_or(0)};
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
        leaf == analysis::kNoNode ? tr("no field") : m_fields->indexOf(leaf).data(Qt::DisplayRole).toString();
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
    m_layers->retranslate();
    m_values->retranslate();
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        m_tabs->setTabText(tab, tabTitle(static_cast<std::uint8_t>(m_tabs->tabData(tab).toInt())));
    if (m_selection->dissection())
        showSource(m_source); // the words at the seams
}

// The values give their place to rows of 16 bytes.
void BytesPane::arrange()
{
    const int table = m_values->sizeHint().width() + m_theme->px(12);
    const int bar = m_theme->px(12);
    m_valueScroll->setVisible(width() >= m_hex->wideWidth() + bar + table);
    m_valueScroll->setFixedWidth(table);
}

void BytesPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace mqttscope::ui
