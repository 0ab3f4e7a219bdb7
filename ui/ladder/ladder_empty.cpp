// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_empty.h"

#include "ui/ladder/ladder_model.h"
#include "ui/models/document_session.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using Kind = analysis::ladder::Scope::Kind;

constexpr int kWidest = 560; // text, in units of the design
constexpr int kPerMille = 1000;

} // namespace

LadderEmpty::LadderEmpty(const Workspace& workspace, const LadderModel& model, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_model(&model), m_column(new QVBoxLayout(this)),
      m_icon(new QLabel(this)), m_heading(new QLabel(this)), m_text(new QLabel(this)),
      m_progress(new QProgressBar(this)), m_whole(new QPushButton(this))
{
    setObjectName(QStringLiteral("ladderEmpty"));
    setAttribute(Qt::WA_StyledBackground);
    m_whole->setProperty("primary", true);
    m_text->setProperty("secondary", true);
    m_progress->setTextVisible(false);
    for (QLabel* label : {m_icon, m_heading, m_text})
        label->setAlignment(Qt::AlignCenter);
    for (QLabel* label : {m_heading, m_text})
        label->setWordWrap(true);
    const auto centred = [this](QWidget* widget) {
        auto* row = new QHBoxLayout;
        row->addStretch(1);
        row->addWidget(widget);
        row->addStretch(1);
        m_column->addLayout(row);
    };
    m_column->addStretch(2);
    m_column->addWidget(m_icon);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_text);
    centred(m_progress);
    centred(m_whole);
    m_column->addStretch(3);
    connect(m_whole, &QPushButton::clicked, this, &LadderEmpty::wholeRequested);
    connect(&workspace.theme(), &Theme::changed, this, &LadderEmpty::refreshTheme);
    refreshTheme();
}

void LadderEmpty::update()
{
    const auto& snapshot = m_workspace->session().snapshot();
    const auto& index = m_model->source().index;
    const bool final = snapshot && snapshot->final;
    const bool making = !index && snapshot && (!final || !snapshot->messages.empty());
    const bool busy = making || (index && index->size() > 0 && m_model->isBusy());
    m_whole->setText(tr("Show the whole capture"));
    m_whole->setVisible(index && index->size() > 0 && !busy && m_model->scope().kind != Kind::All);
    m_progress->setVisible(busy);
    const analysis::Progress& progress = m_workspace->session().progress();
    const bool loading = m_workspace->session().state() == DocumentSession::State::Loading;
    m_progress->setRange(0, loading && progress.bytesTotal > 0 ? kPerMille : 0);
    if (loading && progress.bytesTotal > 0)
        m_progress->setValue(static_cast<int>(progress.bytesRead * kPerMille / progress.bytesTotal));
    if (!snapshot)
        say(tr("There is no capture"),
            tr("Ladders show who sent what to whom, and what was kept at each end."));
    else if (busy)
        say(tr("The exchanges are being put together"), tr("Each packet is looked at once."));
    else if (!index || index->size() == 0)
        say(final ? tr("There is no packet of MQTT in this capture") : tr("No packet of MQTT has come yet"),
            tr("Ladders show who sent what to whom, and what was kept at each end."));
    else
        say(tr("Nothing to show here"), sentenceOfScope());
}

QString LadderEmpty::sentenceOfScope() const
{
    switch (m_model->scope().kind) {
    case Kind::Topic:
        return tr("No message of this capture has a topic that the filter matches.");
    case Kind::TimeRange:
        return tr("No packet of MQTT lies between these two frames.");
    case Kind::All:
    case Kind::Exchange:
    case Kind::Story:
    case Kind::Session:
    case Kind::Stream:
        return tr("The capture has no exchange of this kind.");
    }
    return {};
}

void LadderEmpty::say(const QString& heading, const QString& sentence)
{
    m_heading->setText(heading);
    m_text->setText(sentence);
    m_progress->setAccessibleName(heading);
}

void LadderEmpty::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    placeColumn();
    m_column->setSpacing(theme.px(14));
    m_icon->setPixmap(
        theme.pixmap(QStringLiteral("ui-ladder"), Ink::TextMuted, theme.px(40), devicePixelRatioF()));
    m_heading->setFont(theme.font(TextUse::Title));
    m_text->setFont(theme.font(TextUse::Reading));
    m_progress->setFixedWidth(theme.px(220));
}

// Lines of a length that can be read.
void LadderEmpty::placeColumn()
{
    const Theme& theme = m_workspace->theme();
    const int side = std::max(theme.px(24), (width() - theme.px(kWidest)) / 2);
    m_column->setContentsMargins(side, theme.px(24), side, theme.px(24));
}

void LadderEmpty::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeColumn();
}

QString LadderEmpty::heading() const
{
    return m_heading->text();
}

QString LadderEmpty::sentence() const
{
    return m_text->text();
}

} // namespace mqttscope::ui
