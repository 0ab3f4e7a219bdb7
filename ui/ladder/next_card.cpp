// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/next_card.h"

#include "analysis/ladder/ladder_words.h"
#include "analysis/message_info.h"
#include "teach/ladder/story.h"
#include "ui/ladder/clause_chip.h"
#include "ui/ladder/next_arrow.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/flow_layout.h"
#include "ui/views/glossary_text.h"
#include "ui/workspace.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {

using analysis::ladder::Band;
using analysis::ladder::kNone;
using analysis::ladder::NextPacket;

namespace {

constexpr int kLineHeight = 108; // percent of that of the font

QString typeName(const NextPacket& packet)
{
    return text(analysis::packetTypeName(packet.type));
}

} // namespace

NextCard::NextCard(Workspace& workspace, QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_column(new QVBoxLayout(this)),
      m_arrowColumn(new QVBoxLayout), m_more(new QLabel(this)), m_text(new GlossaryText(workspace, this)),
      m_foot(new QWidget(this)), m_flow(new FlowLayout(m_foot)), m_must(new QLabel(m_foot)),
      m_chip(new ClauseChip(workspace, m_foot)), m_missing(new QLabel(m_foot))
{
    setObjectName(QStringLiteral("nextCard"));
    m_more->setProperty("secondary", true);
    m_text->setLineHeight(kLineHeight);
    m_must->setProperty("badge", true);
    m_column->addLayout(m_arrowColumn);
    m_column->addWidget(m_more);
    m_column->addWidget(m_text);
    m_column->addWidget(m_foot);
    m_flow->addWidget(m_must);
    m_flow->addWidget(m_chip);
    for (std::size_t i = 0; i < kMaxArrows; ++i) {
        auto* arrow = new NextArrow(workspace.theme(), this);
        m_arrowColumn->addWidget(arrow);
        m_arrows.push_back(arrow);
        auto* came = new QToolButton(m_foot);
        came->setProperty("chip", true);
        came->setProperty("small", true);
        came->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        m_flow->addWidget(came);
        connect(came, &QToolButton::clicked, this, [this, i] { Q_EMIT messageChosen(m_messages[i]); });
        m_came.push_back(came);
    }
    m_flow->addWidget(m_missing);
    connect(&workspace.theme(), &Theme::changed, this, &NextCard::refreshTheme);
    refreshTheme();
}

void NextCard::setGroup(const NextGroup& group, const Band& band, const LadderSource& source, bool outcome)
{
    m_group = group;
    m_text->setText(text(teach::nextText(group.packets.front(), m_workspace->vocabulary())));
    //: of a packet that may come next
    m_must->setText(group.owed ? tr("must") : tr("may"));
    m_must->setProperty("owed", group.owed);
    m_must->setToolTip(group.owed ? tr("The standard demands this packet") : tr("The standard allows it"));
    const NextPacket& first = group.packets.front();
    const mqtt::Version version = first.hop < band.hops.size() ? band.hops[first.hop].version : band.version;
    m_chip->setClause(clauseId(first.clause, version), version);
    showArrows(band, source);
    showCame(band, outcome);
    refreshTheme(); // the badge looks otherwise
    speak(source);
}

void NextCard::showArrows(const Band& band, const LadderSource& source)
{
    constexpr std::uint32_t kShapes = 5;
    const std::size_t shown = std::min(m_group.packets.size(), kMaxArrows);
    for (std::size_t i = 0; i < kMaxArrows; ++i) {
        m_arrows[i]->setVisible(i < shown);
        if (i >= shown)
            continue;
        const NextPacket& packet = m_group.packets[i];
        const auto& hops = band.hops;
        NextArrow::Packet drawn;
        drawn.from = text(laneName(*source.index, packet.from, *source.words));
        drawn.to = text(laneName(*source.index, packet.to, *source.words));
        drawn.type = typeName(packet);
        drawn.arrow = arrowStyle(packet.type, packet.hop < hops.size() ? hops[packet.hop].qos : 0);
        drawn.arrow.dashed = packet.meaning == analysis::ladder::NextMeaning::PublishAgain ||
                             packet.meaning == analysis::ladder::NextMeaning::ReleaseAgain ||
                             packet.meaning == analysis::ladder::NextMeaning::RetryOnTimer;
        if (packet.packetId != 0) {
            PictureTag tag;
            tag.shape = static_cast<PictureTag::Shape>(packet.hop % kShapes);
            tag.number = QString::number(packet.packetId);
            drawn.tag = tag;
        }
        m_arrows[i]->setPacket(drawn);
    }
    m_more->setText(tr("and %n more", "clients", static_cast<int>(m_group.packets.size() - shown)));
    m_more->setVisible(m_group.packets.size() > shown);
}

void NextCard::showCame(const Band& band, bool outcome)
{
    m_messages.assign(kMaxArrows, kNone);
    std::size_t missing = 0;
    for (std::size_t i = 0; i < m_group.packets.size(); ++i) {
        const bool came = m_group.packets[i].row < band.rows.size();
        missing += came ? 0U : 1U;
        if (i >= kMaxArrows)
            continue;
        m_came[i]->setVisible(outcome && came);
        if (came) {
            const analysis::ladder::Row& row = band.rows[m_group.packets[i].row];
            m_messages[i] = row.message;
            m_came[i]->setText(QLatin1Char(' ') + tr("came: frame %1").arg(row.frame));
            m_came[i]->setToolTip(tr("Go to this packet"));
        }
    }
    for (std::size_t i = m_group.packets.size(); i < kMaxArrows; ++i)
        m_came[i]->hide();
    m_missing->setText(missing == 0 ? QString()
                       : missing == m_group.packets.size()
                           ? tr("did not come")
                           : tr("%n did not come", nullptr, static_cast<int>(missing)));
    m_missing->setProperty("tone", m_group.owed ? "error" : "neutral");
    m_missing->setVisible(outcome && missing > 0);
}

void NextCard::speak(const LadderSource& source)
{
    const NextPacket& first = m_group.packets.front();
    const QString from = text(laneName(*source.index, first.from, *source.words));
    const QString to = text(laneName(*source.index, first.to, *source.words));
    QStringList said{(m_group.owed ? tr("%1 must send %2 to %3.") : tr("%1 may send %2 to %3."))
                         .arg(from, typeName(first), to)};
    if (m_group.packets.size() > 1)
        said += tr("and %n more", "clients", static_cast<int>(m_group.packets.size()) - 1) + QLatin1Char('.');
    said += meaning();
    for (const QToolButton* came : m_came) {
        if (!came->isHidden())
            said += came->text().trimmed() + QLatin1Char('.');
    }
    if (!m_missing->isHidden())
        said += m_missing->text() + QLatin1Char('.');
    setAccessibleName(said.join(QLatin1Char(' ')));
}

QString NextCard::meaning() const
{
    return m_text->text();
}

std::vector<QToolButton*> NextCard::cameButtons() const
{
    std::vector<QToolButton*> shown;
    std::copy_if(m_came.begin(), m_came.end(), std::back_inserter(shown),
                 [](const QToolButton* button) { return !button->isHidden(); });
    return shown;
}

QString NextCard::missingText() const
{
    return m_missing->isHidden() ? QString() : m_missing->text();
}

void NextCard::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_column->setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(8));
    m_column->setSpacing(theme.px(4));
    m_arrowColumn->setSpacing(theme.px(2));
    m_flow->setSpacing(theme.px(6));
    m_text->setFont(theme.font());
    QFont badge = theme.font(TextUse::Caption);
    badge.setWeight(QFont::DemiBold);
    for (QWidget* widget : {static_cast<QWidget*>(m_more), static_cast<QWidget*>(m_missing)})
        widget->setFont(theme.font(TextUse::Caption));
    m_missing->setContentsMargins(0, theme.px(2), 0, theme.px(2));
    m_must->setFont(badge);
    // A palette would lose against the style sheet of the window.
    m_must->setStyleSheet(
        m_group.owed ? QStringLiteral("color: %1; background: %2; border: 1px solid %2; border-radius: %3px; "
                                      "padding: %4px %5px;")
                           .arg(theme.color(Ink::Surface).name(), theme.color(Ink::TextSecondary).name())
                           .arg(theme.px(4))
                           .arg(theme.px(3))
                           .arg(theme.px(8))
                     : QStringLiteral(
                           "color: %1; background: transparent; border: 1px dashed %2; border-radius: %3px; "
                           "padding: %4px %5px;")
                           .arg(theme.color(Ink::TextSecondary).name(), theme.color(Ink::LineControl).name())
                           .arg(theme.px(4))
                           .arg(theme.px(3))
                           .arg(theme.px(8)));
    for (QToolButton* came : m_came) {
        came->setFont(theme.font(TextUse::Caption));
        came->setIconSize({theme.px(12), theme.px(12)});
        came->setIcon(theme.icon(QStringLiteral("ui-check"), Ink::Ok));
    }
}

} // namespace mqttscope::ui
