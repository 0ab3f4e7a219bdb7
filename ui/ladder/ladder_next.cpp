// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_next.h"

#include "analysis/ladder/ladder_words.h"
#include "analysis/message_info.h"
#include "teach/ladder/ladder_signs.h"
#include "ui/ladder/next_card.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {

using analysis::ladder::Band;
using analysis::ladder::BandKind;
using analysis::ladder::Hop;
using analysis::ladder::Row;
using analysis::ladder::RowKind;
using teach::LadderNote;

namespace {

/// Whether rows of the band as it is, and as it is shown, are the same.
bool isSame(const Row& a, const Row& b)
{
    return a.kind == b.kind && a.frame == b.frame && a.message == b.message && a.stream == b.stream;
}

} // namespace

LadderNext::LadderNext(Workspace& workspace, LadderModel& model, QWidget* parent)
    : QScrollArea(parent), m_workspace(&workspace), m_model(&model), m_page(new QWidget),
      m_column(new QVBoxLayout(m_page)), m_place(new QLabel(m_page)), m_empty(new QLabel(m_page))
{
    setObjectName(QStringLiteral("ladderNext"));
    m_page->setObjectName(QStringLiteral("ladderNextPage"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its buttons and terms have it
    m_place->setProperty("muted", true);
    for (QLabel* label : {m_place, m_empty}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        m_column->addWidget(label);
    }
    m_empty->setProperty("secondary", true);
    m_column->addStretch(1);
    setWidget(m_page);
    for (const auto signal :
         {&LadderModel::indexChanged, &LadderModel::scopeChanged, &LadderModel::lanesChanged,
          &LadderModel::contentChanged, &LadderModel::placeChanged})
        connect(&model, signal, this, &LadderNext::showPlace);
    connect(&workspace.theme(), &Theme::changed, this, &LadderNext::refreshTheme);
    refreshTheme();
    retranslate();
}

void LadderNext::setOutcomeShown(bool shown)
{
    if (m_outcome == shown)
        return;
    m_outcome = shown;
    showPlace();
}

void LadderNext::showPlace()
{
    m_count = 0;
    m_place->clear();
    const std::uint32_t band = m_model->place().band;
    if (m_model->placeOf(band))
        showBand(m_model->content(band));
    else
        m_empty->setText(tr("Choose a packet: here you read what the standard lets come after it."));
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setVisible(i < m_count);
    m_place->setVisible(!m_place->text().isEmpty());
    m_empty->setVisible(m_count == 0);
    verticalScrollBar()->setValue(0);
}

// The whole band counts: a connection that another band tells, or a lane that is hidden, changes what is
// owed.
void LadderNext::showBand(const LadderContent& content)
{
    const LadderSource& source = m_model->source();
    const auto& place = m_model->place();
    const Band band = bandIn(*source.index, m_model->indexScope(), place.band);
    if (band.rows.empty()) {
        m_empty->setText(tr("Nothing of this exchange is shown."));
        return;
    }
    auto row = static_cast<std::uint32_t>(band.rows.size()) - 1;
    if (place.row && *place.row < content.band.rows.size()) {
        const Row& here = content.band.rows[*place.row];
        m_place->setText(placeText(here));
        const auto found = std::find_if(band.rows.begin(), band.rows.end(),
                                        [&](const Row& each) { return isSame(each, here); });
        if (found != band.rows.end())
            row = static_cast<std::uint32_t>(found - band.rows.begin());
    } else {
        m_place->setText(tr("At the end of what was captured:"));
    }
    showGroups(band, row);
    m_empty->setText(m_count > 0 ? QString() : nothingText(band, row));
}

void LadderNext::showGroups(const Band& band, std::uint32_t row)
{
    for (const NextGroup& group : nextGroups(band, row)) {
        if (m_count == m_cards.size()) {
            m_cards.push_back(new NextCard(*m_workspace, m_page));
            m_column->insertWidget(static_cast<int>(m_cards.size()) + 1, m_cards.back());
            connect(m_cards.back(), &NextCard::messageChosen, m_model, &LadderModel::goToMessage);
        }
        m_cards[m_count]->setGroup(group, band, m_model->source(), m_outcome);
        ++m_count;
    }
}

QString LadderNext::placeText(const Row& row) const
{
    if (row.kind == RowKind::Packet)
        return tr("After %1, frame %2:").arg(text(analysis::packetTypeName(row.type()))).arg(row.frame);
    const QString event = text(eventText(*m_model->source().index, row, m_workspace->vocabulary()));
    const QString begun = event.left(1).toUpper() + event.mid(1);
    //: something that happened, as "Connection cut"
    return row.kind == RowKind::Idle ? tr("%1:").arg(begun) : tr("%1, frame %2:").arg(begun).arg(row.frame);
}

/// Why nothing is owed.
QString LadderNext::nothingText(const Band& band, std::uint32_t row) const
{
    const auto isPacket = [](const Row& each) {
        return each.kind == RowKind::Packet && !each.has(analysis::ladder::kContext);
    };
    const bool begun = std::any_of(band.rows.begin(), band.rows.begin() + row + 1, isPacket);
    const bool message = band.kind == BandKind::Message || band.kind == BandKind::Will;
    const bool qos0 = message && std::all_of(band.hops.begin(), band.hops.end(),
                                             [](const Hop& hop) { return hop.qos == 0; });
    const LadderNote note = !begun ? LadderNote::NothingYet
                            : qos0 ? LadderNote::NothingQos0
                                   : LadderNote::NothingDone;
    return text(noteText(note, m_workspace->vocabulary()));
}

QString LadderNext::place() const
{
    return m_place->isHidden() ? QString() : m_place->text();
}

QString LadderNext::emptyText() const
{
    return m_empty->isHidden() ? QString() : m_empty->text();
}

void LadderNext::retranslate()
{
    setAccessibleName(tr("What may come next"));
    showPlace();
}

void LadderNext::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_column->setContentsMargins(0, theme.px(6), 0, theme.px(6));
    m_column->setSpacing(theme.px(2));
    for (QLabel* label : {m_place, m_empty}) {
        label->setContentsMargins(theme.px(12), theme.px(2), theme.px(12), theme.px(2));
        label->setFont(theme.font(label == m_place ? TextUse::Small : TextUse::Normal));
    }
}

} // namespace mqttscope::ui
