// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_narration.h"

#include "analysis/ladder/ladder_words.h"
#include "ui/ladder/ladder_model.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/glossary_text.h"
#include "ui/workspace.h"

#include <QAccessible>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr double kFirstSize = 1.35; // multiples of the base size
constexpr double kNextSize = 1.1;
constexpr int kLineHeight = 108; // percent of that of the font

} // namespace

LadderNarration::LadderNarration(Workspace& workspace, LadderModel& model, QWidget* parent)
    : QScrollArea(parent), m_workspace(&workspace), m_model(&model), m_page(new QWidget),
      m_column(new QVBoxLayout(m_page)), m_count(new QLabel(m_page))
{
    setObjectName(QStringLiteral("ladderNarration"));
    m_page->setObjectName(QStringLiteral("ladderNarrationPage"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_count->setProperty("muted", true);
    m_column->addWidget(m_count);
    for (GlossaryText*& text : m_texts) {
        text = new GlossaryText(workspace, m_page);
        text->setLineHeight(kLineHeight);
        m_column->addWidget(text);
    }
    m_column->addStretch(1);
    setWidget(m_page);
    for (const auto signal : {&LadderModel::contentChanged, &LadderModel::placeChanged})
        connect(&model, signal, this, &LadderNarration::showRow);
    connect(&workspace.theme(), &Theme::changed, this, &LadderNarration::refreshTheme);
    refreshTheme();
}

void LadderNarration::showRow()
{
    if (isHidden())
        return;
    const LadderPlace& place = m_model->place();
    std::size_t shown = 0;
    QStringList said;
    m_count->clear();
    if (place.row && m_model->placeOf(place.band)) {
        const LadderContent& content = m_model->content(place.band);
        //: of the rows of an exchange that is played
        m_count->setText(tr("Step %1 of %2").arg(*place.row + 1).arg(content.band.rows.size()));
        for (const teach::StorySentence& told : content.story) {
            if (told.row != *place.row || shown == kMaxSentences)
                continue;
            m_texts[shown++]->setText(text(told.fact), text(told.why));
            said << text(told.fact) << text(told.why);
        }
        if (shown == 0) {
            const LadderSource& source = m_model->source();
            const QString row =
                text(rowText(*source.document, *source.index, content.band, *place.row, *source.words));
            m_texts[shown++]->setText(row, QString());
            said << row;
        }
    }
    for (std::size_t i = 0; i < kMaxSentences; ++i)
        m_texts[i]->setVisible(i < shown);
    said.removeAll(QString());
    m_spoken = said.join(QLatin1Char(' '));
    setAccessibleName(m_count->text());
    setAccessibleDescription(m_spoken);
    fitHeight();
    announce();
}

// Whoever does not see the page hears each step.
void LadderNarration::announce()
{
    if (!QAccessible::isActive() || !isVisible() || m_spoken.isEmpty())
        return;
    m_texts.front()->setAccessibleName(m_spoken);
    QAccessibleEvent event(m_texts.front(), QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString LadderNarration::count() const
{
    return m_count->text();
}

QString LadderNarration::words() const
{
    QStringList shown;
    for (const GlossaryText* text : m_texts) {
        if (!text->isHidden())
            shown += text->text();
    }
    return shown.join(QLatin1Char('\n'));
}

void LadderNarration::setMostHeight(int height)
{
    m_most = height;
    fitHeight();
}

void LadderNarration::fitHeight()
{
    const QMargins edges = m_column->contentsMargins();
    const int width = viewport()->width() - edges.left() - edges.right();
    int height = edges.top() + edges.bottom() + m_count->sizeHint().height();
    for (const GlossaryText* text : m_texts) {
        if (!text->isHidden())
            height += m_column->spacing() + text->heightForWidth(width);
    }
    setFixedHeight(m_most > 0 ? std::min(height, m_most) : height);
}

void LadderNarration::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fitHeight();
}

void LadderNarration::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    showRow();
}

void LadderNarration::retranslate()
{
    showRow();
}

void LadderNarration::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_column->setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(12));
    m_column->setSpacing(theme.px(6));
    m_count->setFont(theme.font(TextUse::Small));
    for (GlossaryText* text : m_texts) {
        QFont font = theme.font();
        font.setPixelSize(qRound(font.pixelSize() * (text == m_texts.front() ? kFirstSize : kNextSize)));
        text->setFont(font);
    }
    fitHeight();
}

} // namespace mqttscope::ui
