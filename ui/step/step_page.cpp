// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_page.h"

#include "teach/narration/knowledge.h"
#include "ui/main_actions.h"
#include "ui/models/bit_layout.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/selection_model.h"
#include "ui/models/text.h"
#include "ui/step/byte_ribbon.h"
#include "ui/step/knowledge_strip.h"
#include "ui/step/ribbon_content.h"
#include "ui/step/step_bar.h"
#include "ui/step/step_bits.h"
#include "ui/step/step_empty.h"
#include "ui/step/step_heading.h"
#include "ui/step/step_narration.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {

using analysis::StepUnit;
using analysis::Stretch;

namespace {

constexpr int kRibbonShare = 46; // percent of the page, in the projector

/// A small screen at 200 % has no room for all of it.
QScrollArea* scrolled(QWidget* page)
{
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(page);
    return area;
}

} // namespace

StepPage::StepPage(Workspace& workspace, QWidget* parent)
    : PerspectivePage(parent), m_workspace(&workspace), m_model(workspace),
      m_player(m_model, workspace.settings()), m_actions(*workspace.actions().play, this)
{
    setObjectName(QStringLiteral("stepPage"));
    build();
    connectParts();
    setActive(false);
    refreshTheme();
    retranslate();
}

void StepPage::build()
{
    const Theme& theme = m_workspace->theme();
    auto* walk = new QWidget;
    walk->setObjectName(QStringLiteral("stepWalk"));
    m_heading = new StepHeading(*m_workspace, m_model);
    m_ribbon = new ByteRibbon(theme);
    m_knowledge = new KnowledgeStrip(theme);
    m_narration = new StepNarration(*m_workspace, m_model);
    m_bits = new StepBits(theme);
    m_words = new QWidget;
    m_words->setObjectName(QStringLiteral("stepWords"));
    m_grid = new QGridLayout(m_words);
    m_hairline = new QFrame;
    m_hairline->setObjectName(QStringLiteral("hairline"));
    m_hairline->setFixedHeight(1);
    m_bar = new StepBar(
        {m_actions, *m_workspace->actions().nextMqtt, *m_workspace->actions().projector, m_player, theme});
    m_empty = new StepEmpty(*m_workspace, m_model);
    auto* column = new QVBoxLayout(walk);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_heading);
    column->addWidget(m_ribbon);
    column->addWidget(m_knowledge);
    column->addWidget(m_hairline);
    column->addWidget(m_words, 1);
    // As high as its texts are at its width, not as high as they would be in the narrowest window.
    walk->setMinimumHeight(1);
    m_scroll = scrolled(walk);
    m_stack = new QStackedWidget;
    for (QScrollArea* page : {scrolled(m_empty), m_scroll})
        m_stack->addWidget(page);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_stack, 1);
    page->addWidget(m_bar);
}

void StepPage::connectParts()
{
    connect(&m_model, &StepModel::stretchChanged, this, &StepPage::showStretch);
    connect(&m_model, &StepModel::placeChanged, this, &StepPage::showPlace);
    connect(m_ribbon, &ByteRibbon::byteChosen, this, [this](quint32 byte) {
        if (const Stretch* stretch = m_model.stretch())
            m_model.goTo({stretch->source, stretch->range.offset + byte});
    });
    connect(m_ribbon, &ByteRibbon::fieldStepped, this, [this](int direction) {
        direction > 0 ? m_model.next(StepUnit::Field) : m_model.previous(StepUnit::Field);
    });
    connect(m_ribbon, &ByteRibbon::layerChosen, this, &StepPage::chooseLayer);
    connect(m_bits, &StepBits::bitChosen, &m_model, &StepModel::goToBit);
    connect(m_empty, &StepEmpty::packetRequested, this, [this] {
        if (!m_model.nextPacket())
            m_model.previousPacket();
    });
    connect(m_empty, &StepEmpty::layersRequested, this, &StepPage::stepFromHere);
    connect(&m_workspace->theme(), &Theme::changed, this, &StepPage::refreshTheme);
    const StepActions& a = m_actions;
    connect(a.nextByte, &QAction::triggered, this, [this] { m_model.next(); });
    connect(a.previousByte, &QAction::triggered, this, [this] { m_model.previous(); });
    connect(a.nextField, &QAction::triggered, this, [this] { m_model.next(StepUnit::Field); });
    connect(a.previousField, &QAction::triggered, this, [this] { m_model.previous(StepUnit::Field); });
    connect(a.nextPart, &QAction::triggered, this, [this] { m_model.next(StepUnit::Part); });
    connect(a.previousPart, &QAction::triggered, this, [this] { m_model.previous(StepUnit::Part); });
    connect(a.nextBit, &QAction::triggered, &m_model, &StepModel::nextBit);
    connect(a.previousBit, &QAction::triggered, &m_model, &StepModel::previousBit);
    connect(a.toBegin, &QAction::triggered, &m_model, &StepModel::toBegin);
    connect(a.toEnd, &QAction::triggered, &m_model, &StepModel::toEnd);
    connect(a.play, &QAction::triggered, this, [this] {
        if (m_active)
            m_player.toggle();
    });
}

void StepPage::setActive(bool active)
{
    const bool before = std::exchange(m_active, active);
    if (active) {
        showStretch();
        showPlace();
    } else {
        m_player.pause();
        updateState();
        if (before)
            m_actions.play->setEnabled(false);
    }
    if (active && showsWalk())
        m_ribbon->setFocus();
}

void StepPage::stepFromHere()
{
    m_layersOf = m_workspace->selection().selection().frame;
    updateState();
    if (showsWalk())
        m_ribbon->setFocus();
}

bool StepPage::showsWalk() const
{
    return m_stack->currentIndex() == 1;
}

void StepPage::updateState()
{
    const bool layers = m_layersOf != 0 && m_layersOf == m_workspace->selection().selection().frame;
    const bool walk = m_model.stretch() != nullptr && (m_model.hasMqtt() || layers);
    if (!walk)
        m_empty->update();
    m_stack->setCurrentIndex(walk ? 1 : 0);
    const bool begin = m_model.isAtBegin();
    const bool end = m_model.isAtEnd();
    const bool can = m_active && walk;
    const int bit = m_model.bit().value_or(-1);
    for (QAction* action : {m_actions.nextByte, m_actions.toEnd})
        action->setEnabled(can && !end);
    for (QAction* action : {m_actions.nextField, m_actions.nextPart}) {
        const StepUnit unit = action == m_actions.nextField ? StepUnit::Field : StepUnit::Part;
        action->setEnabled(can && m_model.walk()->next(m_model.place(), unit));
    }
    for (QAction* action :
         {m_actions.previousByte, m_actions.previousField, m_actions.previousPart, m_actions.toBegin})
        action->setEnabled(can && m_model.number() > 1);
    m_actions.nextBit->setEnabled(can && !(end && bit == 0));
    m_actions.previousBit->setEnabled(can && !begin);
    if (m_active)
        m_actions.play->setEnabled(can);
    m_bar->setAtEnd(walk && end);
}

void StepPage::refreshIcons()
{
    m_actions.refreshIcons(m_workspace->theme());
}

bool StepPage::hasPacket(int direction) const
{
    return (direction > 0 ? m_model.frameOfNextPacket() : m_model.frameOfPreviousPacket()) != 0;
}

void StepPage::goToPacket(int direction)
{
    direction > 0 ? m_model.nextPacket() : m_model.previousPacket();
}

// Nobody sees the page in another perspective: nothing is made for it there.
void StepPage::showStretch()
{
    if (!m_active)
        return;
    const Stretch* stretch = m_model.stretch();
    RibbonContent content;
    if (stretch != nullptr && m_workspace->fields().dissection() == m_model.frame().dissection)
        content = ribbonContent(m_workspace->fields(), *m_workspace->selection().byteMap(),
                                {stretch->node, stretch->source, stretch->range});
    m_ribbon->setContent(std::move(content));
    m_heading->showSubject();
}

void StepPage::showPlace()
{
    if (!m_active)
        return;
    const std::uint32_t number = m_model.number();
    if (number > 0)
        m_ribbon->setPosition(number - 1, m_model.bit(), number);
    else
        m_ribbon->clearPosition();
    Selection about = m_workspace->selection().selection();
    about.source = m_model.place().source;
    about.range = {m_model.place().offset, 1};
    about.byte = m_model.place().offset;
    about.bitMask = 0;
    about.node = analysis::kNoNode;
    const bool known = number > 0 && m_workspace->fields().dissection() == m_model.frame().dissection;
    m_bits->setBits(known ? bitLayout(m_workspace->fields(), about) : BitLayout{}, m_model.bit());
    m_heading->showPlace();
    m_narration->showPlace();
    showKnowledge();
    updateState();
    reveal();
}

// The text, where not everything has room. Not before it has been laid out.
void StepPage::reveal()
{
    QTimer::singleShot(0, this, [this] { m_scroll->ensureWidgetVisible(m_narration, 0, 0); });
}

void StepPage::showKnowledge()
{
    Knowledge shown;
    if (const Stretch* stretch = m_model.stretch()) {
        const teach::Knowledge known =
            teach::knowledgeAt(m_workspace->vocabulary(), m_model.frame(), *stretch, m_model.place());
        for (const teach::KnownFact& fact : known.facts) {
            QString value = wireText(fact.value, 60);
            if (!fact.complete && value.endsWith(QStringLiteral("…")))
                value.chop(1); // the strip says itself that there is more to come
            shown.facts.push_back({wireText(fact.label, 60), value, fact.newest, !fact.complete});
        }
        if (known.remaining) {
            shown.read = static_cast<std::uint32_t>(known.remaining->total - known.remaining->left());
            shown.total = static_cast<std::uint32_t>(known.remaining->total);
        }
    }
    m_knowledge->setKnowledge(std::move(shown));
}

void StepPage::chooseLayer(int layer)
{
    const auto& layers = m_ribbon->content().layers;
    if (layer < 0 || static_cast<std::size_t>(layer) >= layers.size() || m_model.walk() == nullptr)
        return;
    const std::uint32_t node = layers[static_cast<std::size_t>(layer)].node;
    const auto all = m_model.walk()->stretches();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Stretch& stretch) { return stretch.node == node; });
    if (found != all.end())
        m_model.goToStretch(static_cast<int>(found - all.begin()));
}

// Beside the text where there is room for both, else below it.
void StepPage::arrange()
{
    const Theme& theme = m_workspace->theme();
    m_beside = !theme.projector() && width() >= theme.px(kBesideFrom);
    m_grid->removeWidget(m_narration);
    m_grid->removeWidget(m_bits);
    m_grid->addWidget(m_narration, 0, 0);
    m_grid->addWidget(m_bits, m_beside ? 0 : 1, m_beside ? 1 : 0, m_beside ? Qt::AlignTop : Qt::Alignment());
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, m_beside ? 1 : 0);
    m_grid->setRowStretch(0, 1);
}

void StepPage::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    const bool projector = theme.projector();
    const int side = theme.px(projector ? 15 : 24);
    m_grid->setContentsMargins(side, theme.px(projector ? 2 : 18), side, theme.px(projector ? 1 : 14));
    m_grid->setHorizontalSpacing(theme.px(40));
    m_grid->setVerticalSpacing(theme.px(projector ? 4 : 18));
    m_knowledge->setVisible(!projector);
    m_hairline->setVisible(projector); // the strip has lines of its own
    m_ribbon->setWrapped(projector);
    m_bits->setNamesOnly(projector);
    limitRibbon();
    arrange();
}

// Of a long packet some rows are enough in the projector: text and bits are what it is for.
void StepPage::limitRibbon()
{
    m_ribbon->setMaximumHeight(m_workspace->theme().projector() ? height() * kRibbonShare / 100
                                                                : QWIDGETSIZE_MAX);
}

void StepPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    limitRibbon();
    const Theme& theme = m_workspace->theme();
    m_narration->setRoomy(height() >= theme.px(kRoomyFrom));
    if (m_beside != (!theme.projector() && width() >= theme.px(kBesideFrom)))
        arrange();
}

// A key that the ribbon leaves to the page.
void StepPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space)
        m_actions.play->trigger();
    else
        QWidget::keyPressEvent(event);
}

void StepPage::retranslate()
{
    m_actions.retranslate();
    m_bar->retranslate();
    m_ribbon->retranslate();
    m_knowledge->retranslate();
    m_bits->retranslate();
    m_heading->retranslate();
    m_narration->retranslate();
    showStretch();
    showPlace();
}

} // namespace mqttscope::ui
