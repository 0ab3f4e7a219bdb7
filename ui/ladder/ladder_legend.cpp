// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_legend.h"

#include "ui/ladder/ladder_model.h"
#include "ui/ladder/legend_line.h"
#include "ui/ladder/legend_sign.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

namespace mqttscope::ui {

using teach::LadderSign;

namespace {

const QString kAllKey = QStringLiteral("ladder/allSigns");

} // namespace

LadderLegend::LadderLegend(Workspace& workspace, LadderModel& model, QWidget* parent)
    : QScrollArea(parent), m_workspace(&workspace), m_model(&model), m_page(new QWidget),
      m_column(new QVBoxLayout(m_page)), m_first(new QVBoxLayout), m_rest(new QVBoxLayout),
      m_all(new QToolButton(m_page))
{
    setObjectName(QStringLiteral("ladderLegend"));
    m_page->setObjectName(QStringLiteral("ladderLegendPage"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const LadderSign sign : teach::kLadderSigns)
        m_lines.push_back(new LegendLine(sign, workspace.theme(), m_page));
    m_all->setCheckable(true);
    m_all->setChecked(workspace.settings().value(kAllKey, false).toBool());
    m_all->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_column->addLayout(m_first);
    m_column->addWidget(m_all, 0, Qt::AlignLeft);
    m_column->addLayout(m_rest);
    m_column->addStretch(1);
    setWidget(m_page);
    connect(m_all, &QToolButton::toggled, this, [this](bool all) {
        m_workspace->settings().setValue(kAllKey, all);
        showAll();
    });
    for (const auto signal :
         {&LadderModel::scopeChanged, &LadderModel::lanesChanged, &LadderModel::contentChanged,
          &LadderModel::placeChanged, &LadderModel::arrangementChanged})
        connect(&model, signal, this, &LadderLegend::showBand);
    connect(&workspace.theme(), &Theme::changed, this, &LadderLegend::refreshTheme);
    refreshTheme();
    retranslate();
}

void LadderLegend::showBand()
{
    for (QVBoxLayout* part : {m_first, m_rest}) {
        while (QLayoutItem* item = part->takeAt(0))
            delete item;
    }
    const std::uint32_t band = m_model->place().band;
    const bool known = m_model->placeOf(band).has_value();
    for (LegendLine* line : m_lines) {
        const bool has = line->sign() == LadderSign::Segment
                             ? m_model->arrangement().segments
                             : known && hasSign(m_model->content(band).band, line->sign());
        (known && has ? m_first : m_rest)->addWidget(line);
    }
    showAll();
}

// Where no band is current nothing comes first: then they are all shown.
void LadderLegend::showAll()
{
    const Theme& theme = m_workspace->theme();
    const bool parted = m_first->count() > 0 && m_rest->count() > 0;
    const bool all = m_all->isChecked() || m_first->count() == 0;
    m_all->setVisible(parted);
    m_all->setIcon(theme.icon(all ? QStringLiteral("ui-chevron-down") : QStringLiteral("ui-chevron-right"),
                              Ink::TextSecondary));
    for (LegendLine* line : m_lines)
        line->setVisible(all || m_first->indexOf(line) >= 0);
}

std::vector<LadderSign> LadderLegend::shownSigns() const
{
    std::vector<LadderSign> signs;
    for (const QVBoxLayout* part : {m_first, m_rest}) {
        for (int i = 0; i < part->count(); ++i) {
            const auto* line = qobject_cast<LegendLine*>(part->itemAt(i)->widget());
            if (line != nullptr && !line->isHidden())
                signs.push_back(line->sign());
        }
    }
    return signs;
}

QString LadderLegend::textOf(LadderSign sign) const
{
    return m_lines[static_cast<std::size_t>(sign)]->text();
}

void LadderLegend::retranslate()
{
    setAccessibleName(tr("Legend"));
    m_all->setText(QLatin1Char(' ') + tr("All signs"));
    m_all->setToolTip(tr("Show also the signs that this exchange does not have"));
    for (LegendLine* line : m_lines)
        line->setText(text(signText(line->sign(), m_workspace->vocabulary())));
    showBand();
}

void LadderLegend::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_column->setContentsMargins(0, theme.px(8), 0, theme.px(8));
    m_column->setSpacing(theme.px(2));
    m_first->setSpacing(0);
    m_rest->setSpacing(0);
    m_all->setFont(theme.font(TextUse::Small));
    m_all->setIconSize({theme.px(14), theme.px(14)});
    showAll();
}

} // namespace mqttscope::ui
