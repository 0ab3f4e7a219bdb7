// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_story.h"

#include "ui/ladder/band_version.h"
#include "ui/ladder/ladder_sentence.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QLabel>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {

using analysis::ladder::kNone;

LadderStory::LadderStory(Workspace& workspace, LadderModel& model, QWidget* parent)
    : QScrollArea(parent), m_workspace(&workspace), m_model(&model), m_page(new QWidget),
      m_column(new QVBoxLayout(m_page)), m_empty(new QLabel(m_page))
{
    setObjectName(QStringLiteral("ladderStory"));
    m_page->setObjectName(QStringLiteral("ladderStoryPage"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its sentences have it
    m_empty->setWordWrap(true);
    m_empty->setProperty("secondary", true);
    m_column->setSpacing(0);
    m_column->addWidget(m_empty);
    m_column->addStretch(1);
    setWidget(m_page);
    connect(&model, &LadderModel::indexChanged, this, &LadderStory::showBand);
    connect(&model, &LadderModel::scopeChanged, this, &LadderStory::showBand);
    connect(&model, &LadderModel::lanesChanged, this, &LadderStory::showBand);
    connect(&model, &LadderModel::contentChanged, this, &LadderStory::showBand);
    connect(&model, &LadderModel::busyChanged, this, &LadderStory::showBand);
    connect(&model, &LadderModel::placeChanged, this, [this] {
        if (m_model->place().band == m_band)
            showPlace();
        else
            showBand();
    });
    connect(&model, &LadderModel::hoverChanged, this, &LadderStory::showHover);
    connect(&workspace.theme(), &Theme::changed, this, &LadderStory::refreshTheme);
    refreshTheme();
    retranslate();
}

void LadderStory::makeSentence()
{
    auto* sentence = new LadderSentence(*m_workspace, m_page);
    const std::size_t number = m_sentences.size();
    connect(sentence, &LadderSentence::chosen, this, [this, number] { choose(number); });
    connect(sentence, &LadderSentence::stepped, this,
            [this, number](int direction) { step(number, direction); });
    connect(sentence, &LadderSentence::pointed, this, [this, number](bool here) {
        m_model->setHover(here && number < m_count ? LadderPlace{m_band, m_rows[number]} : LadderPlace{});
    });
    m_column->insertWidget(static_cast<int>(number) + 1, sentence);
    m_sentences.push_back(sentence);
}

void LadderStory::showBand()
{
    const std::uint32_t before = m_band;
    m_rows.clear();
    m_band = m_model->place().band;
    if (m_band != kNone && m_model->placeOf(m_band)) {
        const LadderContent& content = m_model->content(m_band);
        for (const teach::StorySentence& told : content.story) {
            const std::size_t number = m_rows.size();
            if (number == m_sentences.size())
                makeSentence();
            LadderSentence::Words words;
            words.number = static_cast<int>(number) + 1;
            words.fact = text(told.fact);
            words.why = text(told.why);
            words.clause = told.clause;
            words.version = versionOfRow(m_model->source(), content.band, told.row);
            m_sentences[number]->setWords(words);
            m_rows.push_back(told.row);
        }
    } else {
        m_band = kNone;
    }
    m_count = m_rows.size();
    for (std::size_t i = 0; i < m_sentences.size(); ++i)
        m_sentences[i]->setVisible(i < m_count);
    m_empty->setText(m_count > 0               ? QString()
                     : m_model->isBusy()       ? tr("The ladders are being made…")
                     : m_band != kNone         ? tr("There is nothing to tell about these packets.")
                     : m_model->source().index ? tr("Choose an exchange: here you read what happened in it.")
                                               : tr("No capture is open."));
    m_empty->setVisible(m_count == 0);
    if (m_band != before)
        verticalScrollBar()->setValue(0);
    m_stop = std::min(m_stop, m_count == 0 ? 0 : m_count - 1);
    showPlace();
    showHover();
}

std::size_t LadderStory::nearest() const
{
    const auto& row = m_model->place().row;
    if (!row)
        return 0;
    std::size_t best = 0;
    for (std::size_t i = 0; i < m_count; ++i) {
        if (m_rows[i] == *row)
            return i;
        if (m_rows[i] < *row)
            best = i;
    }
    return best;
}

void LadderStory::showPlace()
{
    if (m_count == 0)
        return;
    const auto& row = m_model->place().row;
    for (std::size_t i = 0; i < m_count; ++i)
        m_sentences[i]->setCurrent(row && m_rows[i] == *row);
    // Several sentences may tell of one row: the one with the focus keeps it.
    const bool stays = m_sentences[m_stop]->isCurrent();
    const bool hadFocus = std::any_of(m_sentences.begin(), m_sentences.end(),
                                      [](LadderSentence* sentence) { return sentence->hasFocus(); });
    if (!stays)
        m_stop = nearest();
    for (std::size_t i = 0; i < m_count; ++i)
        m_sentences[i]->setStop(i == m_stop);
    if (hadFocus && !m_sentences[m_stop]->hasFocus())
        m_sentences[m_stop]->setFocus();
    reveal(m_stop);
}

void LadderStory::showHover()
{
    const LadderPlace& hover = m_model->hover();
    for (std::size_t i = 0; i < m_count; ++i)
        m_sentences[i]->setPointedAt(hover.band == m_band && hover.row && *hover.row == m_rows[i]);
}

void LadderStory::choose(std::size_t number)
{
    if (number >= m_count)
        return;
    m_stop = number;
    m_model->goTo({m_band, m_rows[number]});
    showPlace(); // the row may have been current before
}

void LadderStory::step(std::size_t number, int direction)
{
    const auto last = static_cast<std::ptrdiff_t>(m_count) - 1;
    const auto next = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(number) + direction, 0, last);
    if (next == static_cast<std::ptrdiff_t>(number))
        return;
    m_sentences[static_cast<std::size_t>(next)]->setFocus();
    choose(static_cast<std::size_t>(next));
}

// Once the layout is what it will be.
void LadderStory::reveal(std::size_t number)
{
    QTimer::singleShot(0, this, [this, number] {
        if (number >= m_count)
            return;
        const QWidget* sentence = m_sentences[number];
        const int top = sentence->y();
        const int bottom = top + sentence->height();
        const int seen = verticalScrollBar()->value();
        if (top < seen || sentence->height() > viewport()->height())
            verticalScrollBar()->setValue(top);
        else if (bottom > seen + viewport()->height())
            verticalScrollBar()->setValue(bottom - viewport()->height());
    });
}

QString LadderStory::emptyText() const
{
    return m_empty->isHidden() ? QString() : m_empty->text();
}

void LadderStory::retranslate()
{
    setAccessibleName(tr("What happened"));
    showBand();
}

void LadderStory::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_column->setContentsMargins(0, theme.px(6), 0, theme.px(6));
    m_empty->setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4));
    m_empty->setFont(theme.font());
}

} // namespace mqttscope::ui
